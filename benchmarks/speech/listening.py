"""From the tap on 🔊 to the voice message; what is kept of it, in memory and on disk."""

import asyncio
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.load.crowd import Waits
from benchmarks.speech.parent import Heard, Parent
from benchmarks.speech.scale import Scale
from benchmarks.speech.town import Town, running
from benchmarks.table import table

LANGUAGES = ("nl", "ar", "pl")
SHELF = "speech"  # folder of the clips
PREPARED = "speech is prepared"
LONGEST = 1200.0  # seconds that preparing may take
MEGABYTE = 1_000_000
NOTE = """
From the tap on 🔊 to the voice message at the phone: {messages} different messages of the dialogues
in each language, one tap at a time. The first to hear one waits until it is made and sent; after
that Telegram has it.
"""
HEAD = ("", "", "taps", "median", "p99", "lasts")
NOTE_KEPT = """
Memory (RSS) of the program, and its shelf on disk; before, nothing was kept.
"""
NOTE_PREPARING = """
To make ready what is the same for everybody in {languages}, while nobody does anything.
"""


@dataclass
class Listened:
    """What parents heard first, and what they heard again."""

    first: list[Heard] = field(default_factory=list)
    again: list[Heard] = field(default_factory=list)


async def measure(scale: Scale) -> None:
    """Listen where nothing is prepared; prepare all; listen where all is."""
    print(NOTE.format(messages=scale.messages))
    kept: list[tuple[str, ...]] = [("", "memory", "shelf")]
    rows: list[tuple[str, ...]] = [HEAD]
    with tempfile.TemporaryDirectory() as folder:
        async with running(Path(folder), {"prepare": False}) as town:
            kept.append(_kept("before the first clip", town, Path(folder)))
            rows += await _table("nothing prepared", town, scale)
            clips = scale.messages * len(LANGUAGES)
            kept.append(_kept(f"after {clips} clips", town, Path(folder)))
    if scale.prepare:
        with tempfile.TemporaryDirectory() as folder:
            spent = await _prepare(Path(folder), scale, kept)
            async with running(Path(folder), {"prepare": False}) as town:
                kept.append(_kept("started anew with that", town, Path(folder)))
                rows += await _table("all prepared", town, scale)
        table(rows)
        print(NOTE_PREPARING.format(languages=", ".join(scale.prepared)))
        table(spent)
    else:
        table(rows)
    print(NOTE_KEPT)
    table(kept)


async def _table(how: str, town: Town, scale: Scale) -> list[tuple[str, ...]]:
    found = {}
    for place, language in enumerate(LANGUAGES):
        parent = Parent(town.simulator, place, language)
        found[language] = await _listen(parent, scale.messages)
    rows = [_row(language, f"first, {how}", it.first) for language, it in found.items()]
    return rows + [_row(language, "again", it.again) for language, it in found.items()]


async def _listen(parent: Parent, messages: int) -> Listened:
    """Go through so many different messages, and hear each twice."""
    await parent.begin()
    seen: set[str] = set()
    listened = Listened()
    for _ in range(messages):
        message = await parent.find(seen)
        listened.first.append(await parent.listen(message))
        listened.again.append(await parent.listen(message))
    return listened


def _row(language: str, how: str, heard: list[Heard]) -> tuple[str, ...]:
    waits = Waits([it.wait for it in heard])
    lasts = sum(it.lasts for it in heard) / len(heard)
    return (
        language,
        how,
        str(len(heard)),
        f"{waits.median * 1000:.0f} ms",
        f"{waits.p99 * 1000:.0f} ms",
        f"{lasts:.0f} s",
    )


async def _prepare(
    folder: Path, scale: Scale, kept: list[tuple[str, ...]]
) -> list[tuple[str, ...]]:
    """Prepare some languages; give what that took."""
    async with running(folder, {"prepare": True}, languages=scale.prepared) as town:
        begun, used = time.perf_counter(), town.processor
        await _until_prepared(town)
        spent, used = time.perf_counter() - begun, town.processor - used
        window = await town.window()
        kept.append(_kept("after that was prepared", town, folder))
    files = len(_files(folder))
    return [
        ("kept", "took", "of one core", "loop late: worst", "p99"),
        (
            str(files),
            f"{spent:.0f} s",
            f"{used:.0f} s",
            f"{window.worst.all * 1000:.0f} ms",
            f"{window.p99 * 1000:.1f} ms",
        ),
    ]


async def _until_prepared(town: Town) -> None:
    async with asyncio.timeout(LONGEST):
        while PREPARED not in town.program.out + town.program.err:  # noqa: ASYNC110 - another process
            await asyncio.sleep(0.1)


def _kept(when: str, town: Town, folder: Path) -> tuple[str, ...]:
    size = sum(path.stat().st_size for path in _files(folder))
    return when, f"{town.memory:.0f} MB", f"{size / MEGABYTE:.1f} MB"


def _files(folder: Path) -> list[Path]:
    return list((folder / SHELF).rglob("*.ogg"))
