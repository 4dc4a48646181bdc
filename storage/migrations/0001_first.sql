-- Moments are whole seconds since 1970, UTC. Ids are made by us (storage/ids.py).

-- Everybody who ever wrote to the bot in a private chat.
CREATE TABLE people (
    chat INTEGER PRIMARY KEY,
    name TEXT NOT NULL,                       -- how to call this person
    language TEXT NOT NULL,
    school TEXT,                              -- id in kansencoach.toml; NULL: not chosen yet
    reminders INTEGER NOT NULL DEFAULT 1,
    blocked INTEGER NOT NULL DEFAULT 0,       -- Telegram refuses our messages
    seen INTEGER NOT NULL                     -- last time this person did something
);

-- Which Telegram chat a coach reads notices in.
CREATE TABLE coach_links (
    coach TEXT PRIMARY KEY,
    chat INTEGER NOT NULL UNIQUE,
    linked INTEGER NOT NULL
);

-- One-time links for coaches; the secret itself is not kept.
CREATE TABLE invitations (
    hash TEXT PRIMARY KEY,
    coach TEXT NOT NULL,
    expires INTEGER NOT NULL,
    used INTEGER
);

-- A coach's bookable week, local wall time as minutes since midnight.
CREATE TABLE weekly_hours (
    coach TEXT NOT NULL,
    school TEXT NOT NULL,
    weekday INTEGER NOT NULL,                 -- 0 = Monday
    start INTEGER NOT NULL,
    end INTEGER NOT NULL,
    PRIMARY KEY (coach, school, weekday, start)
);

-- The starting hours of kansencoach.toml that were taken over, to notice a later change of them.
CREATE TABLE starting_hours (
    coach TEXT PRIMARY KEY,
    hours TEXT NOT NULL
);

CREATE TABLE appointments (
    id TEXT PRIMARY KEY,
    parent INTEGER NOT NULL,                  -- the parent's chat
    coach TEXT NOT NULL,
    school TEXT NOT NULL,
    topic TEXT NOT NULL,
    kind TEXT NOT NULL,                       -- school, phone, home, walk
    interpreter INTEGER NOT NULL,
    language TEXT NOT NULL,                   -- the parent's, for the coach
    name TEXT NOT NULL,                       -- how to call the parent, for the coach
    phone TEXT,
    place TEXT,                               -- where the coach is then; NULL: anywhere
    start INTEGER NOT NULL,
    end INTEGER NOT NULL,
    state TEXT NOT NULL,                      -- booked, cancelled
    sequence INTEGER NOT NULL,                -- changes so far, as in iCalendar
    booked INTEGER NOT NULL
);
CREATE INDEX appointments_of_parent ON appointments (parent, start);
CREATE INDEX appointments_of_coach ON appointments (coach, start);

-- The five-minute cells that booked appointments cover: a second claim on a cell is impossible.
CREATE TABLE claims (
    who TEXT NOT NULL,                        -- "coach <id>" or "parent <chat>"
    cell INTEGER NOT NULL,
    appointment TEXT NOT NULL,
    PRIMARY KEY (who, cell)
) WITHOUT ROWID;
CREATE INDEX claims_of_appointment ON claims (appointment);

-- The open question of a chat.
CREATE TABLE places (
    chat INTEGER PRIMARY KEY,
    place TEXT,                               -- JSON; NULL: no question is open
    tapped TEXT NOT NULL DEFAULT '',          -- the last tap, to know a double one
    changed INTEGER NOT NULL
);

-- Everything that leaves, from the moment of its cause.
CREATE TABLE letters (
    id INTEGER PRIMARY KEY,
    chat INTEGER,                             -- to this chat, or
    coach TEXT,                               -- to this coach, wherever linked
    lane INTEGER NOT NULL,                    -- 0: an answer, 1: a notice
    kind TEXT NOT NULL,
    body TEXT NOT NULL,                       -- JSON; emptied once sent
    appointment TEXT,
    due INTEGER NOT NULL,
    expires INTEGER NOT NULL,                 -- not sent from this moment on
    lease INTEGER,                            -- taken by delivery until this moment
    attempts INTEGER NOT NULL DEFAULT 0,
    ended INTEGER,                            -- sent, expired or set aside at this moment
    fate TEXT                                 -- sent, expired, refused
);
CREATE INDEX letters_due ON letters (due) WHERE ended IS NULL;
CREATE INDEX letters_in_order ON letters (lane, due, id) WHERE ended IS NULL AND lease IS NULL;
CREATE INDEX letters_of_receiver ON letters (chat, coach) WHERE ended IS NULL;
CREATE INDEX letters_of_appointment ON letters (appointment) WHERE appointment IS NOT NULL;
CREATE INDEX letters_ended ON letters (ended) WHERE ended IS NOT NULL;

-- Updates that had their effect: a redelivered one is dropped.
CREATE TABLE updates (
    id INTEGER PRIMARY KEY,
    heard INTEGER NOT NULL
);

-- Single facts: the last heartbeat, the last agenda, what Telegram was told.
CREATE TABLE facts (
    name TEXT PRIMARY KEY,
    value TEXT NOT NULL
);
