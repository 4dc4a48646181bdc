"""Towns with machines that write, and what a coach reads of them."""

from pathlib import Path

from bot.settings import Config
from bot.settings.speech import Speech
from bot.simulator.model import Message
from bot.writing.machines import Machines
from bot.writing.transcribing import Transcriber
from bot.writing.translating import Translator
from tests.stories.town import Somebody, Town

SIGN = "🤖"


def translating(
    data: Path, config: Config, url: str, *, restarts: bool = False, patience: float = 30.0
) -> Town:
    """Build a town that has a server translate."""
    known = config.model_copy(update={"speech": Speech(on=False, translate_url=url)})
    machines = Machines(None, Translator(url, None, patience))
    return Town(data, known, restarts=restarts, machines=machines)


def transcribing(
    data: Path, config: Config, machine: Transcriber | None, *, restarts: bool = False
) -> Town:
    """Build a town where voice messages are written down; without a machine its model is gone."""
    known = config.model_copy(update={"speech": Speech(on=False, transcribe="whisper")})
    return Town(data, known, restarts=restarts, machines=Machines(machine, None))


def machine_texts(coach: Somebody) -> list[str]:
    """List what a machine wrote to a coach."""
    return [text for text in coach.everything if SIGN in text]


def place_of(coach: Somebody, words: str) -> int:
    """Tell the how-manieth message has these words, or brings a voice message under them."""
    shown: list[Message] = [message for message in coach.phone.messages if message.outgoing]
    [place] = [number for number, message in enumerate(shown) if words in (message.text or "")]
    return place


async def say(parent: Somebody, sound: bytes, seconds: int = 3) -> str:
    """Ask the coach something by voice."""
    await parent.type("/menu")
    await parent.tap("💬")
    return await parent.does("send_voice", sound, seconds)
