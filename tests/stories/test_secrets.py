"""Logs tell what happened, and never the token, a text, a name or a number."""

import io
import logging

import pytest

from bot import logs
from bot.simulator import Fault
from storage.sealing import WrongKeyError
from tests.stories.town import TOKEN, Somebody, Town
from tests.stories.ways import book

SECRET_WORDS = ("Wilhelmina", "een geheim dat niemand leest", "0612345678", "31612345678")


def _secrets(*people: Somebody) -> list[str]:
    numbers = [part for each in people for part in (each.phone.number, each.phone.number[2:])]
    return [TOKEN, TOKEN.split(":")[1], *SECRET_WORDS, *numbers]


async def _a_day(town: Town) -> tuple[Somebody, Somebody]:
    """Somebody books, writes, moves and cancels, while Telegram and others misbehave."""
    parent, coach = await town.parent("Wilhelmina"), await town.coach("bilal")
    await parent.type("een geheim dat niemand leest")
    await book(parent, how="📞", day=1)
    await parent.tap("🔄")
    await parent.tap_again(parent.phone.messages[-1], "een geheim dat niemand leest")
    for status in (400, 403, 429, 500):
        town.simulator.faults.add(Fault("sendMessage", status=status, retry_after=0))
        await parent.type("/menu 0612345678")
        await town.after(minutes=6)
        await parent.does("unblock")
    await parent.does("send_sticker")
    await parent.type("/agenda")
    await coach.type("/agenda")
    await town.after(days=1)
    return parent, coach


async def test_the_log_of_a_whole_day_at_debug_holds_no_secret(
    town: Town, log: io.StringIO
) -> None:
    people = await _a_day(town)
    said = log.getvalue()
    assert said.count("\n") > 20
    assert [secret for secret in _secrets(*people) if secret in said] == []


async def test_a_fault_of_ours_is_told_by_kind_and_place_and_not_by_its_words(
    town: Town, log: io.StringIO
) -> None:
    assert town.app is not None
    parent = await town.parent("Wilhelmina")
    async with town.app.office.database.transaction() as connection:
        await connection.run("UPDATE people SET name = 'Wilhelmina'")  # sealed by nobody
    parent.phone.type("een geheim dat niemand leest")
    await town.simulator.wait(lambda: WrongKeyError.__name__ in log.getvalue())
    [line] = [line for line in log.getvalue().splitlines() if "an update failed" in line]
    assert "fault=WrongKeyError" in line
    assert "update=" in line
    assert "people.py" in line
    assert "Wilhelmina" not in log.getvalue()
    assert "Traceback" not in log.getvalue()


@pytest.mark.parametrize("town", ["straight"], indirect=True)
async def test_an_update_can_be_followed_to_the_letter_it_led_to(
    town: Town, log: io.StringIO
) -> None:
    parent = await town.parent()
    refused = Fault("sendMessage", status=400, description="Bad Request: something new")
    town.simulator.faults.add(refused)
    update = parent.phone.type("/menu")
    await town.quiet(update)
    [line] = [line for line in log.getvalue().splitlines() if "a letter is refused" in line]
    assert f"update={update} " in f"{line} "
    assert "letter=" in line
    assert 'reason="Something new"' in line or "something new" in line.lower()


def test_what_ends_the_program_is_told_without_its_words(log: io.StringIO) -> None:
    names: dict[str, str] = {}
    try:
        names["een geheim dat niemand leest"]
    except KeyError as fault:
        logs.last_words(fault)
    assert "fault=KeyError" in log.getvalue()
    assert "geheim" not in log.getvalue()


def test_only_the_first_line_of_what_a_library_logs_is_kept(log: io.StringIO) -> None:
    logging.getLogger("asyncio").error("Task failed\nfuture: ValueError('een geheim')")
    assert "Task failed" in log.getvalue()
    assert "geheim" not in log.getvalue()
