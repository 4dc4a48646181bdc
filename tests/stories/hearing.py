"""A parent who does not read: taps 🔊, and knows the buttons by their numbers."""

import re
from dataclasses import dataclass
from io import BytesIO

import numpy as np
import soundfile

from bot.conversation.words import say
from bot.services.heard import BUTTON
from bot.services.listening import NAME
from bot.simulator.model import Call, Message
from bot.speech import sound
from bot.speech.sound import RATE, Sound
from tests.stories.town import Somebody

WORD = re.compile(r"[^\W\d]+|\d")  # a number is said in about as many words as it has digits
PAUSE = 0.1  # seconds; a stretch without any sound that is longer than twice this is a pause
PER_WORD = (0.25, 0.6)  # seconds: slow, and not asleep
LOUDEST, SOFTEST = 0.2, 0.05  # root mean square of what is said, of a full scale of 1


@dataclass(frozen=True, slots=True)
class Clip:
    """A voice message as it came, and the message that it says."""

    sound: Sound
    of: Message
    button: str  # how a button is called by its number

    @property
    def words(self) -> int:
        """Count the words that are said: the text, and each choice with its number."""
        labels = choices(self.of)
        said = [text_of(self.of), *labels, *[self.button for _ in labels]]
        return len(WORD.findall(" ".join(said)))


async def listen(parent: Somebody, message: Message | None = None) -> Clip:
    """Tap 🔊 under a message (the newest), and hear it."""
    message = message or parent.phone.last
    await parent.tap_again(message, button(message))
    known = parent.town.says(say(BUTTON.msgid, number=1), language_of(message))
    return Clip(heard(parent, parent.phone.last), message, known)


def button(message: Message) -> str:
    """Give what 🔊 under a message carries; raises StopIteration when there is none."""
    rows = message.inline_keyboard or []
    data = (each["callback_data"] for row in rows for each in row)
    return next(str(it) for it in data if str(it).startswith(f"{NAME}:"))


def language_of(message: Message) -> str:
    """Tell in which language a message is said."""
    return button(message).split(":")[1]


def has_button(message: Message) -> bool:
    return any("🔊" in label for label in message.buttons)


def choices(message: Message) -> list[str]:
    return [label for label in message.buttons if not label.startswith("🔊")]


def text_of(message: Message) -> str:
    return str(message.content.get("text") or message.content.get("caption") or "")


def heard(parent: Somebody, message: Message) -> Sound:
    """Read a voice message as a phone does."""
    return sound.read(parent.phone.voice(message))


def check(clip: Clip) -> None:
    """Check that a person can follow it: not too fast, loud enough, and nothing is clipped."""
    least, most = PER_WORD
    per_word = speaking_time(clip.sound) / clip.words
    assert least < per_word < most, f"{per_word:.2f} s a word: {text_of(clip.of)}"
    assert SOFTEST < sound.loudness(clip.sound) < LOUDEST
    assert abs(clip.sound).max() < 1
    edge = round(0.15 * RATE)
    assert max(abs(clip.sound[:edge]).max(), abs(clip.sound[-edge:]).max()) < 0.01


def speaking_time(heard: Sound) -> float:
    """Tell how many seconds of a clip are speech: the pauses between lines and choices are ours."""
    window = round(PAUSE * RATE)
    windows = heard[: len(heard) // window * window].reshape(-1, window)
    return float(PAUSE * np.count_nonzero(abs(windows).max(axis=1) > 0.01))


async def choose(parent: Somebody, message: Message, number: int) -> None:
    """Tap the button of this number under a message, as it was heard."""
    data = [each["callback_data"] for row in message.inline_keyboard or [] for each in row]
    await parent.tap_again(message, data[number - 1])


def voices(parent: Somebody) -> list[Call]:
    """Give the calls that sent this parent a voice message, or tried to."""
    calls = parent.town.simulator.calls
    mine = [call for call in calls if call.chat_id == parent.phone.chat_id]
    return [call for call in mine if call.method == "sendVoice"]


def was_uploaded(call: Call) -> bool:
    return isinstance(call.params["voice"], dict)


def kind_of(parent: Somebody, message: Message) -> tuple[str, str, int]:
    """Tell what file a voice message is: format, coding, channels."""
    about = soundfile.info(BytesIO(parent.phone.voice(message)))
    return about.format, about.subtype, about.channels
