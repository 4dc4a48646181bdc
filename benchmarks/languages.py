"""python -m benchmarks.languages: what one more language costs, at start and for each message."""

import subprocess
import sys
from collections.abc import Callable
from datetime import date, time
from functools import partial
from statistics import median
from time import perf_counter

from bot.conversation.words import Lines, Value, say
from bot.i18n import Languages
from bot.settings import LANGUAGES

STARTS, ROUNDS = 15, 21
MESSAGES = 2000  # rendered in one round
TODAY = date(2026, 11, 26)
START = "import sys; from bot.i18n import Languages; Languages(sys.argv[1:])"
REMINDER: Value = say(
    "🔔 You have an appointment.\n\n{when}\n\n{where}\n\nIs this still good?",
    when=Lines((date(2026, 12, 8), time(10))),
    where=Lines((say("🏫 At school"), "Voorbeeldschool Lutten", "Voorbeeldstraat 7, Lutten")),
)


def main() -> None:
    """Measure, and print a table."""
    started = {}
    for codes in (LANGUAGES[:1], LANGUAGES[:-1], LANGUAGES):
        started[codes] = _milliseconds(partial(_start, codes), STARTS)
        _print(f"a process that reads {len(codes)} catalogs", started[codes], "ms")
    _print("… the last one", started[LANGUAGES] - started[LANGUAGES[:-1]], "ms")
    for codes in (LANGUAGES[:1], LANGUAGES[:-1], LANGUAGES):
        spent = _milliseconds(partial(_render, Languages(codes), LANGUAGES[0]))
        _print(f"a reminder in nl, of {len(codes)} languages", spent * 1000 / MESSAGES, "µs")
    for code in LANGUAGES[1:]:
        spent = _milliseconds(partial(_render, Languages(LANGUAGES), code))
        _print(f"a reminder in {code}", spent * 1000 / MESSAGES, "µs")


def _start(codes: tuple[str, ...]) -> None:
    """Start a process as the program does, and read these catalogs in it."""
    subprocess.run([sys.executable, "-c", START, *codes], check=True)  # noqa: S603 - our own words


def _render(languages: Languages, code: str) -> None:
    for _ in range(MESSAGES):
        languages.render(REMINDER, code, TODAY)


def _milliseconds(work: Callable[[], None], rounds: int = ROUNDS) -> float:
    """Give the median of some rounds."""
    spent = []
    for _ in range(rounds):
        begun = perf_counter()
        work()
        spent.append(perf_counter() - begun)
    return median(spent) * 1000


def _print(what: str, figure: float, unit: str) -> None:
    sys.stdout.write(f"{what:<42}{figure:>9.1f} {unit}\n")


if __name__ == "__main__":
    main()
