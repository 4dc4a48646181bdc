-- What a coach's day needs: absences, proposals of another time, messages, calls to make, e-mail.

-- When a coach is away from every school; local days, both included.
CREATE TABLE absences (
    id TEXT PRIMARY KEY,
    coach TEXT NOT NULL,
    first TEXT NOT NULL,                      -- 2026-12-24
    last TEXT NOT NULL,
    made INTEGER NOT NULL,
    -- of talks that were left undecided; 1: the coach, 2: the coordinator too
    reminded INTEGER NOT NULL DEFAULT 0
);
CREATE INDEX absences_by_last ON absences (last);

-- What was decided about a talk that a coach is away from: it holds for this coach and this time.
CREATE TABLE decisions (
    appointment TEXT PRIMARY KEY,
    coach TEXT NOT NULL,
    start INTEGER NOT NULL,
    -- keep, ask (the parent chooses), handed (to coach), doubt (nothing yet, the parent knows that)
    decision TEXT NOT NULL
);
CREATE INDEX decisions_by_start ON decisions (start);

-- Times that a coach offers a parent instead of the one that was booked.
CREATE TABLE proposals (
    appointment TEXT NOT NULL,
    sent INTEGER NOT NULL,                    -- 0: the coach looks at it, 1: the parent may choose
    start INTEGER NOT NULL,
    PRIMARY KEY (appointment, sent, start)
) WITHOUT ROWID;

-- When a coach has no talk within the hours: one was called off, or asked to move.
CREATE TABLE kept_free (
    coach TEXT NOT NULL,
    start INTEGER NOT NULL,
    end INTEGER NOT NULL,
    PRIMARY KEY (coach, start)
) WITHOUT ROWID;
CREATE INDEX kept_free_by_end ON kept_free (end);

-- From here on appointments.state can also be held, no_show or turned_away (at the door).
ALTER TABLE appointments ADD COLUMN late INTEGER NOT NULL DEFAULT 0;   -- minutes, as the coach said
-- Whether the parent was asked how it was (1), and said it (2); what was said is only counted.
ALTER TABLE appointments ADD COLUMN asked INTEGER NOT NULL DEFAULT 0;
-- The sequence of which the coach heard that the parent comes, and when last that the parent is out
-- of reach: neither is told over and over.
ALTER TABLE appointments ADD COLUMN coming INTEGER;
ALTER TABLE appointments ADD COLUMN unreached INTEGER;

-- Parents who want to hear of a time that comes free, for some weeks; one entry each.
CREATE TABLE waiting_list (
    parent INTEGER PRIMARY KEY,               -- the parent's chat
    id TEXT NOT NULL,                         -- marks the letters about it
    school TEXT NOT NULL,
    kind TEXT NOT NULL,
    topic TEXT NOT NULL,
    interpreter INTEGER NOT NULL,
    appointment TEXT,                         -- the talk that would move; NULL: a new one
    since INTEGER NOT NULL,
    until INTEGER NOT NULL,
    told INTEGER NOT NULL,                    -- how often the parent heard of a time
    last INTEGER                              -- and when last
);
CREATE INDEX waiting_list_at_school ON waiting_list (school, since);
CREATE INDEX waiting_list_until ON waiting_list (until);

-- What parents ask their coach; the answer is a letter and nothing else.
CREATE TABLE messages (
    id TEXT PRIMARY KEY,
    parent INTEGER NOT NULL,                  -- the parent's chat
    coach TEXT NOT NULL,                      -- who has it now; empty: the school has nobody
    school TEXT NOT NULL,
    content TEXT NOT NULL,                    -- JSON: words, a file of Telegram; emptied once answered
    sent INTEGER NOT NULL,
    remind INTEGER,                           -- when somebody is reminded next; NULL: never again
    reminded INTEGER NOT NULL DEFAULT 0,      -- 1: the coach, 2: the coordinator too
    put_off INTEGER NOT NULL DEFAULT 0,       -- 1: promised for a later day, as the coach went away
    answered INTEGER,                         -- NULL: it waits for an answer
    unreached INTEGER                         -- when the coach heard last that the answer waits
);
CREATE INDEX messages_of_parent ON messages (parent, sent);
CREATE INDEX messages_of_school ON messages (school, sent);
CREATE INDEX messages_due ON messages (remind) WHERE answered IS NULL;
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
    remind INTEGER,                           -- when somebody is reminded next; NULL: never again
    reminded INTEGER NOT NULL DEFAULT 0,      -- how often the coach was
    done INTEGER                              -- NULL: still to be called
);
CREATE INDEX callbacks_of_school ON callbacks (school, asked) WHERE done IS NULL;
CREATE INDEX callbacks_of_parent ON callbacks (parent);
CREATE INDEX callbacks_due ON callbacks (remind) WHERE done IS NULL;
CREATE INDEX callbacks_asked ON callbacks (asked);

-- By which way a letter to a coach goes.
ALTER TABLE letters ADD COLUMN channel TEXT NOT NULL DEFAULT 'telegram';  -- telegram, email
ALTER TABLE letters ADD COLUMN refused INTEGER;  -- since when it is refused; it may wait again
CREATE INDEX letters_refused ON letters (refused) WHERE refused IS NOT NULL;

-- Coaches and the coordinator; one chat can be of both.
CREATE TABLE links (
    coach TEXT PRIMARY KEY,
    chat INTEGER NOT NULL,
    linked INTEGER NOT NULL,
    role TEXT NOT NULL DEFAULT 'coach',       -- coach, coordinator
    UNIQUE (chat, role)
);
INSERT INTO links (coach, chat, linked) SELECT coach, chat, linked FROM coach_links;
DROP TABLE coach_links;
ALTER TABLE links RENAME TO coach_links;

-- One-time links by which a parent takes over a talk that the coach booked at the school gate; until
-- then the parent of such a talk is a number below zero.
CREATE TABLE takeovers (
    hash TEXT PRIMARY KEY,
    appointment TEXT NOT NULL,
    used INTEGER
);
CREATE INDEX takeovers_of_appointment ON takeovers (appointment);

-- Of whom a coach did something: an erasure takes that away too.
CREATE INDEX audit_subject ON audit (subject) WHERE subject IS NOT NULL;
