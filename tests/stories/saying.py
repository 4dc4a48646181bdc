"""Parents who say a name or a number, and what coaches hear of it."""

from bot.conversation.words import Say
from bot.services import voice_answers
from tests.stories.town import Somebody, Town
from tests.stories.ways import first_time, to_days

VOICE = b"OggS" + bytes(40)
IN_VOICE = Say("📞 The number is in a voice message.")


async def say(parent: Somebody, voice: bytes = VOICE, seconds: int = 3) -> str:
    return await parent.does("send_voice", voice, seconds)


def heard(coach: Somebody) -> list[tuple[bytes, str]]:
    """Give each voice message that a coach got, with the first line below it."""
    files = coach.town.simulator.world.files
    stored = [
        (files.by_id(message.voice["file_id"]), message.text or "")
        for message in coach.phone.messages
        if message.outgoing and message.voice
    ]
    return [(file.data, words.splitlines()[0]) for file, words in stored if file is not None]


def says_name(town: Town, name: str) -> str:
    return town.says(Say(voice_answers.NAME.msgid, {"name": name}))


def says_number(town: Town, name: str) -> str:
    return town.says(Say(voice_answers.NUMBER.msgid, {"name": name}))


async def to_number(parent: Somebody, day: int = 1) -> str:
    """Go from the menu to the question for a number, of a talk by phone."""
    await to_days(parent, how="📞")
    return await first_time(parent, day)


async def book_by_voice(parent: Somebody, voice: bytes = VOICE, day: int = 1) -> str:
    await to_number(parent, day)
    await say(parent, voice)
    return await parent.tap("✅")


async def call_by_voice(parent: Somebody, voice: bytes = VOICE, part: str = "middag") -> str:
    await parent.type("/menu")
    await parent.tap("📞")
    await parent.tap(part)
    return await say(parent, voice)


async def exported(parent: Somebody) -> str:
    """Read the file with everything."""
    await parent.type("/privacy")
    await parent.tap("📄")
    document = parent.phone.last.document
    assert document is not None
    stored = parent.town.simulator.world.files.by_id(document["file_id"])
    assert stored is not None
    return stored.data.decode()
