-- What is said: whether a parent wants every message said, and what Telegram keeps of our clips.

ALTER TABLE people ADD COLUMN aloud INTEGER NOT NULL DEFAULT 0;

-- Voice messages that were sent once: Telegram sends them again by their name.
CREATE TABLE clips (
    said TEXT PRIMARY KEY,                    -- a keyed hash of what is said, and by which voice
    file TEXT NOT NULL,                       -- Telegram's name for it
    owner INTEGER,                            -- whose words are in it; NULL: the same for everybody
    used INTEGER NOT NULL
);
CREATE INDEX clips_of_owner ON clips (owner) WHERE owner IS NOT NULL;
CREATE INDEX clips_used ON clips (used);
