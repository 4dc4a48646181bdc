"""Makes a text for the ear: what is shown on a screen is put as a voice has to say it."""

from bot.speech.ear.runs import runs, stretches
from bot.speech.ear.spoken import spoken
from bot.speech.ear.words import BrokenEarError, EarWords, read_ear

__all__ = ["BrokenEarError", "EarWords", "read_ear", "runs", "spoken", "stretches"]
