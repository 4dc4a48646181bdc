"""The chaos run in small: every kind of trouble happens, and nothing is lost by it."""

import re
from collections.abc import Callable

import pytest

from tests.program.program import Ended, Program

SEED = 20261130
MINUTES = 1.0
PATIENCE = 540.0  # seconds; a busy machine is no fault
FIGURE = re.compile(r"^(\S.*?)  +(\d+)$", re.MULTILINE)
HAPPENED = (
    "… given once more (a lost answer)",
    "… batches in another order",
    "bookings confirmed to a parent",
    "… in the database",
    "moved by parents",
    "cancelled by parents",
    "booked by coaches at the gate",
    "what parents have to hear of coaches",
    "… told to the right coach",
    "reminders due",
    "… sent once",
    "questions asked",
    "answers given",
    "calls asked for",
    "e-mails sent",
    "troubles of the mail server",
    "appointments in the calendars",
    "letters sent",
    "messages looked at",
    "messages whose language is plain",
    "kills",
    "the clock jumped an hour",
    "the disk was full",
    "… refusals of the database logged",
    "… 429",
    "… 500",
    "… 500 after the work",
    "… 502",
    "… dropped",
    "… dropped after the work",
    "… silence",
    "… silence after the work",
    "… slow",
    "chats that blocked the bot and came back",
    "taps",
)


async def _chaos(*arguments: str) -> Ended:
    program = await Program.start(*arguments, env={}, module="benchmarks.chaos")
    try:
        return await program.ended(PATIENCE)
    finally:
        await program.kill()


@pytest.mark.long
async def test_a_fleet_in_a_storm_loses_nothing(
    record_property: Callable[[str, object], None],
) -> None:
    """Nothing is lost, doubled or misdirected, though each kind of trouble came."""
    ended = await _chaos("--minutes", f"{MINUTES}", "--seed", f"{SEED}")
    record_property("told", ended.out)
    assert ended.code == 0, ended.everything
    figures = {name: int(figure) for name, figure in FIGURE.findall(ended.out)}
    assert [name for name in HAPPENED if not figures.get(name)] == []
    assert f"seed {SEED}" in ended.out
