"""A parent who does not read: taps 🔊, hears what is said, and chooses a button by its number."""

import re
from dataclasses import dataclass

import numpy as np
import soundfile
from io import BytesIO

from bot.services.listening import LISTEN
from bot.simulator.model import Call, Message
from bot.speech import sound
from bot.speech.sound import RATE, Sound
from tests.stories.town import Somebody

WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Clip:
    """A voice message as it came, and the message that it says."""

    sound: Sound
    of: Message
    by_name: bool  # sent once more by its file_id, without an upload

    @property
    def words(self) -> int:
        """Count the words that are said: the text, and of each choice its number too."""
        labels = [label for label in self.of.buttons if "🔊" not in label]
        return len(WORD.findall(" ".join([self.of.text or "", *labels]))) + 2 * len(labels)


async def listens(parent: Somebody, message: Message | None = None) -> Clip:
    """Tap 🔊 under a message (the newest), and hear it."""
    message = message or parent.phone.last
    data = next(
        b["callback_data"] for b in buttons(message) if b["callback_data"].startswith("listen:")
    )
    calls = len(parent.town.simulator.calls)
    await parent.tap_again(message, data)
    [call] = sent_voices(parent, calls)
    return Clip(
        heard(parent.phone.last),
        message,
        isinstance(call.params["voice"], str) and not call.params["voice"].startswith("attach"),
    )
