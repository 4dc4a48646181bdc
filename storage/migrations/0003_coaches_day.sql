-- What a coach's day needs: absences, proposals of another time, messages, calls to make, e-mail.

-- When a coach is away from every school; local days, both included.
CREATE TABLE absences (
    id TEXT PRIMARY KEY,
    coach TEXT NOT NULL,
    first TEXT NOT NULL,                      -- 2026-12-24
    last TEXT NOT NULL,
    made INTEGER NOT NULL
);
CREATE INDEX absences_of_coach ON absences (coach, last);

-- Times that a coach offers a parent instead of the one that was booked.
CREATE TABLE proposals (
    appointment TEXT NOT NULL,
    start INTEGER NOT NULL,
    PRIMARY KEY (appointment, start)
) WITHOUT ROWID;

-- What parents ask and coaches answer; the words are sealed and do not stay long.
CREATE TABLE messages (
    id TEXT PRIMARY KEY,
    parent INTEGER NOT NULL,                  -- the parent's chat
    coach TEXT NOT NULL,
    school TEXT NOT NULL,
    sender TEXT NOT NULL,                     -- parent, coach
    content TEXT NOT NULL,                    -- JSON: a text, or the number Telegram gave a file
    sent INTEGER NOT NULL,
    promised INTEGER,                         -- when the parent can expect an answer
    answered INTEGER,                         -- NULL: no answer yet
    reminded INTEGER NOT NULL DEFAULT 0       -- 1: the coach, 2: the coordinator too
);
CREATE INDEX messages_of_parent ON messages (parent, sent);
CREATE INDEX messages_waiting ON messages (promised) WHERE answered IS NULL AND sender = 'parent';
CREATE INDEX messages_sent ON messages (sent);

-- Parents who want to be called.
CREATE TABLE callbacks (
    id TEXT PRIMARY KEY,
    parent INTEGER NOT NULL,
    coach TEXT NOT NULL,
    school TEXT NOT NULL,
    language TEXT NOT NULL,
    name TEXT NOT NULL,
    phone TEXT NOT NULL,
    part TEXT NOT NULL,                       -- morning, afternoon, evening, any
    asked INTEGER NOT NULL,
    remind INTEGER,                           -- when the coach is reminded next
    done INTEGER                              -- NULL: still to be called
);
CREATE INDEX callbacks_of_coach ON callbacks (coach, asked) WHERE done IS NULL;
CREATE INDEX callbacks_of_parent ON callbacks (parent);
CREATE INDEX callbacks_due ON callbacks (remind) WHERE done IS NULL;
CREATE INDEX callbacks_asked ON callbacks (asked);

-- By which way a letter to a coach goes.
ALTER TABLE letters ADD COLUMN channel TEXT NOT NULL DEFAULT 'telegram';  -- telegram, email
