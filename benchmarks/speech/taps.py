"""What a message costs more where it could be heard, though nobody does."""

import tempfile
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from statistics import median
from time import perf_counter

from benchmarks.speech.scale import Scale
from benchmarks.speech.town import configured
from benchmarks.table import table
from bot.conversation.screen import Button, Screen
from bot.conversation.words import Say
from bot.delivery.keyboards import Keyboards
from bot.delivery.sayable import Sayable
from bot.folder import DATABASE
from bot.i18n import Languages
from bot.services.flood import Flood
from bot.services.heard import BUTTON, heard
from bot.services.office import Office
from bot.services.topics import read_topics
from bot.services.values import CHOOSE_LANGUAGE
from bot.services.world import read_conversations
from bot.settings import read_config
from bot.speech.assembly import assemble
from bot.speech.fixed import Fixed
from bot.speech.speaker import Speaker
from storage.claiming import Claimed
from storage.database import opened
from tests.keys import SEALER

MESSAGES = 200  # drawn in one round
VOICED, VOICELESS = "nl", "so"
MICRO = 1e6
NOTE = """
To draw what stands under the main menu, once for each message: on the loop, though nobody listens.
"""


async def measure(scale: Scale) -> None:
    """Draw it without and with a speaker, and in a language that nobody speaks."""
    print(NOTE)
    with tempfile.TemporaryDirectory() as folder:
        async with _office(Path(folder)) as (office, speaker):
            screen = _menu(office)
            rows = list(_rows(office, speaker, screen, scale.rounds))
    table([("", "a message"), *((name, f"{took * MICRO:,.0f} µs") for name, took in rows)])


def _rows(
    office: Office, speaker: Speaker, screen: Screen, rounds: int
) -> Iterator[tuple[str, float]]:
    for language in (VOICED, VOICELESS):
        letter, sayable = _letter(language), Sayable(office, speaker)
        begun = perf_counter()
        sayable.is_shown(letter, screen)
        yield f"is 🔊 shown: {language}, the first message", perf_counter() - begun
        yield f"is 🔊 shown: {language}", _took(partial(sayable.is_shown, letter, screen), rounds)
    letter = _letter(VOICED)
    for name, voice in (("speech off", None), ("speech on", speaker)):
        draw = partial(Keyboards(office, Sayable(office, voice)).of, letter, screen)
        yield f"all its buttons: {VOICED}, {name}", _took(draw, rounds)


def _took(work: Callable[[], object], rounds: int) -> float:
    """Give the seconds that it takes once: the median of some rounds."""
    spent = []
    for _ in range(rounds):
        begun = perf_counter()
        for _ in range(MESSAGES):
            work()
        spent.append((perf_counter() - begun) / MESSAGES)
    return median(spent)


@asynccontextmanager
async def _office(folder: Path) -> AsyncIterator[tuple[Office, Speaker]]:
    """Build the office of the example with all that can be said."""
    config = read_config(configured(folder, {"on": True}))
    languages, dialogues = Languages(config.languages), read_conversations()
    fixed = Fixed(languages, heard(config, dialogues))
    speaker = assemble(config, folder, fixed, button=BUTTON, choose=CHOOSE_LANGUAGE)
    flood = Flood(_now)
    async with opened(folder / DATABASE, SEALER) as database:
        topics = read_topics()
        yield Office(config, database, dialogues, topics, languages, _now, flood, flood), speaker
    speaker.close()


def _now() -> datetime:
    return datetime.now(UTC)


def _menu(office: Office) -> Screen:
    [menu] = [it for it in office.conversations["menu"].questions if it.id == "menu"]
    rows = [(Button(choice.label, f"menu::menu:{choice.id}"),) for choice in menu.choices[:6]]
    return Screen(Say(menu.text), tuple(rows))


def _letter(language: str) -> Claimed:
    return Claimed(
        id=1,
        chat=1,
        coach=None,
        lane=0,
        kind="message",
        body="{}",
        attempts=0,
        appointment=None,
        lease=0,
        expires=_now(),
        cause=None,
        language=language,
        listens=True,
    )
