"""The folders of KANSENCOACH_DATA that speech has: recordings, voices of Piper, and clips."""

RECORDINGS, VOICES, CLIPS = "recordings", "voices", "speech"
