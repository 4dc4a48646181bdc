-- Names, numbers, topics, open questions and letters are sealed from here on (storage/sealing.py).

-- The update that led to a letter, for the log.
ALTER TABLE letters ADD COLUMN cause INTEGER;

-- The parent whom a notice to a coach tells of, until it is sent.
ALTER TABLE letters ADD COLUMN about INTEGER;
CREATE INDEX letters_about ON letters (about) WHERE about IS NOT NULL;

-- For a reader of whom nothing is kept, not even the language.
ALTER TABLE letters ADD COLUMN language TEXT;

-- Since when a letter that should have left has been tried in vain.
ALTER TABLE letters ADD COLUMN tried INTEGER;
CREATE INDEX letters_tried ON letters (tried) WHERE tried IS NOT NULL AND ended IS NULL;

-- Whom a letter went to is not kept, no more than what it said.
UPDATE letters SET chat = NULL, body = '' WHERE fate IN ('sent', 'expired');

-- Who did what, and never what was said.
CREATE TABLE audit (
    id INTEGER PRIMARY KEY,
    at INTEGER NOT NULL,
    who TEXT NOT NULL,                        -- "parent <chat>", "coach <id>", "operator"
    what TEXT NOT NULL,
    subject TEXT                              -- an appointment or a coach
);
CREATE INDEX audit_at ON audit (at);
CREATE INDEX audit_who ON audit (who);

-- What happened how often, without persons.
CREATE TABLE counters (
    month TEXT NOT NULL,                      -- 2026-11
    name TEXT NOT NULL,
    count INTEGER NOT NULL,
    PRIMARY KEY (month, name)
) WITHOUT ROWID;

-- Marks of people who erased everything, so that an old backup does not bring them back.
CREATE TABLE erased (
    mark TEXT PRIMARY KEY,
    at INTEGER NOT NULL
);

CREATE INDEX people_seen ON people (seen);
CREATE INDEX appointments_end ON appointments (end);
CREATE INDEX places_changed ON places (changed);
