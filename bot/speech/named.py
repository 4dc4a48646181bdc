"""Names for annotations of what is heavy to read: numpy takes 150 ms, at each start of anything."""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from bot.speech.sound import Sound
    from bot.speech.speaker import Speaker
else:
    Sound = Speaker = Any

__all__ = ["Sound", "Speaker"]
