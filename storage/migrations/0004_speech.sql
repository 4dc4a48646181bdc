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

-- What parents said instead of typing it: a name, until a coach hears it, and numbers to call.
CREATE TABLE voice_answers (
    about TEXT NOT NULL,                      -- the talk or the call; empty: the name of the parent
    parent INTEGER NOT NULL,                  -- the parent's chat
    file TEXT NOT NULL,                       -- Telegram's name for the voice message
    said INTEGER NOT NULL,
    PRIMARY KEY (about, parent)
);
CREATE INDEX voice_answers_of_parent ON voice_answers (parent);
CREATE INDEX voice_answers_said ON voice_answers (said);
