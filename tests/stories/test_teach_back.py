"""After booking a parent is asked, once, when it is: understood, and not only shown."""

from datetime import date, datetime, timedelta

import pytest

from bot.services.offers import day_beside
from bot.settings import Config
from tests.stories.test_waiting_list import wait
from tests.stories.town import Somebody, Town
from tests.stories.ways import book

ASKED = "Wanneer is uw afspraak? U hoeft het niet te zeggen."


@pytest.fixture
def config(config: Config) -> Config:
    asking = config.booking_table.model_copy(update={"teach_back": True})
    return config.model_copy(update={"booking_table": asking})


async def asked(town: Town, day: int = 0) -> tuple[Somebody, str, str]:
    """Book, and give the parent with the right day and the other one, as they stand there."""
    parent = await town.parent()
    told = await book(parent, day=day)
    assert told.startswith("✅ Uw afspraak is gemaakt.")
    assert told.endswith(ASKED)
    [(_, _, _, start)] = await town.booked()
    right = town.says(datetime.fromtimestamp(start, town.config.municipality.tz).date())
    days = parent.buttons[:2]
    assert right in days
    [other] = [day for day in days if day != right]
    return parent, right, other


async def test_who_taps_the_right_day_reads_that_it_is_right(town: Town) -> None:
    parent, right, _ = await asked(town)
    assert (await parent.tap(right)).startswith("👍 Ja, dat klopt.\n\n" + right)
    assert any("🔄" in button for button in parent.buttons)


async def test_who_taps_the_other_day_reads_it_once_more_and_is_not_blamed(town: Town) -> None:
    parent, right, other = await asked(town)
    told = await parent.tap(other)
    assert told.startswith("Ik zeg het nog een keer:\n\n" + right)
    assert "uur in de" in told
    assert not {"fout", "niet goed", "jammer", "helaas", "nee"} & set(told.casefold().split())


async def test_nobody_has_to_say_it(town: Town) -> None:
    parent, right, _ = await asked(town)
    assert (await parent.tap("🔎")).startswith(right)
    await parent.type("/menu")
    assert (await parent.tap("📋")).count("1") == 1


@pytest.mark.parametrize(
    ("day", "before", "other"),
    [
        (date(2026, 12, 8), True, date(2026, 12, 7)),
        (date(2026, 12, 8), False, date(2026, 12, 9)),
        (date(2026, 12, 7), True, date(2026, 12, 4)),  # a Monday and the Friday before it
        (date(2026, 12, 4), False, date(2026, 12, 7)),
    ],
)
def test_the_other_day_is_never_in_a_weekend(day: date, before: bool, other: date) -> None:  # noqa: FBT001 - a row of the table
    assert day_beside(day, before=before) == other


async def test_the_two_days_are_school_days_in_their_order(town: Town) -> None:
    parent = await town.parent()
    for day in range(3):
        await book(parent, day=day)
        keyboard = parent.phone.messages[-1].inline_keyboard or []
        data = [row[0]["callback_data"].split(":")[-1] for row in keyboard[:2]]
        first, second = map(date.fromisoformat, data)
        assert first < second <= first + timedelta(days=3)
        assert first.weekday() < 5 > second.weekday()


async def test_who_was_asked_before_it_was_cancelled_reads_that_it_is_gone(town: Town) -> None:
    parent, right, _ = await asked(town)
    question = parent.phone.messages[-1]
    data = question.data(right)
    await parent.tap("🔎")
    await parent.tap("❌")
    await parent.tap("✅")
    assert "er niet meer" in await parent.tap_again(question, data)


async def test_what_is_tapped_is_not_kept(town: Town) -> None:
    parent, _, other = await asked(town)
    counted = await town.rows("SELECT * FROM counters")
    noted = await town.rows("SELECT count(*) FROM audit")
    await parent.tap(other)
    assert await town.rows("SELECT * FROM counters") == counted
    assert await town.rows("SELECT count(*) FROM audit") == noted


async def test_who_takes_a_time_that_came_free_is_asked_too(town: Town) -> None:
    holder, waits = await town.parent("Sanne"), await town.parent("Noor")
    await book(holder, day=1)
    await wait(waits)
    await holder.tap("🔎")
    await holder.tap("❌")
    await holder.tap("✅")
    await waits.tap("📅")
    assert (await waits.tap("✅")).endswith(ASKED)
