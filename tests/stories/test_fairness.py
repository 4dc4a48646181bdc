"""What one person, or one moment, must not do to the others."""

import asyncio
from datetime import UTC, datetime, timedelta

import pytest

from bot.delivery.limits import TwoLanes
from bot.delivery.telegram import LONGEST_TEXT
from bot.services.coaches import invite
from bot.simulator import Fault
from storage import appointments
from storage.appointments import Appointment, Cells
from tests.stories.town import Town
from tests.stories.ways import book, to_days

pytestmark = pytest.mark.parametrize("town", ["straight"], indirect=True)
DAY = 86_400


async def test_one_chatty_person_does_not_silence_the_bot_for_the_others(town: Town) -> None:
    chatty, other = await town.parent("Chatty"), await town.parent("Other")
    await town.stop_program()
    await town.start_program(TwoLanes(per_second=1000, burst=50, chat_per_second=1, chat_burst=4))
    before = len(chatty.everything)
    last = [chatty.phone.type("hallo") for _ in range(300)][-1]
    await town.simulator.wait(lambda: town.simulator.confirmed >= last)
    await town.simulator.wait(lambda: len(chatty.everything) > before)
    before = len(other.everything)
    other.phone.type("/menu")
    await town.simulator.wait(lambda: len(other.everything) > before, timeout=5)
    assert len(chatty.everything) < 200


async def test_a_language_that_was_taken_away_keeps_nobody_from_anything(town: Town) -> None:
    coach = await town.coach("bilal")
    parent = await town.parent("Noor", "ar")
    await book(parent)
    await town.stop_program()
    town.config = town.config.model_copy(update={"languages": ("nl", "en")})
    await town.start_program()
    await parent.type("/menu")
    await parent.tap("📋")
    await parent.tap(parent.buttons[0])
    await parent.tap("❌")
    await parent.tap("✅")
    assert "❌" in coach.reads
    await coach.type("/agenda")
    assert "0" in coach.reads


async def test_a_coach_who_left_the_configuration_reads_nothing_more(town: Town) -> None:
    coach, parent = await town.coach("bilal"), await town.parent()
    await book(parent)
    await town.stop_program()
    others = tuple(item for item in town.config.coaches if item.id != "bilal")
    town.config = town.config.model_copy(update={"coaches": others})
    await town.start_program()
    before = len(coach.everything)
    await coach.type("/agenda")
    await town.after(days=1)
    assert not any("Sanne" in text for text in coach.everything[before:])


async def _fill_the_week(town: Town) -> None:
    """Give a coach sixty talks in the coming days."""
    assert town.app is not None
    async with town.app.office.transaction() as connection:
        for number in range(60):
            start = datetime(2026, 12, 1, 5, tzinfo=UTC) + timedelta(minutes=45 * number)
            end = start + timedelta(minutes=30)
            talk = Appointment(
                f"a{number}", 900, "bilal", "hardenberg", "money", "school", interpreter=False,
                language="nl", name=f"P{number}.", phone=None, place="hardenberg", start=start,
                end=end, state="booked", sequence=0, booked=start,
            )  # fmt: skip
            await appointments.add(connection, talk, Cells((), ()))


async def test_the_agenda_of_a_very_full_week_comes_in_parts(town: Town) -> None:
    coach = await town.coach("bilal")
    await _fill_the_week(town)
    before = len(coach.everything)
    await coach.type("/agenda")
    parts = coach.everything[before:]
    assert len(parts) > 1
    assert all(len(part) <= LONGEST_TEXT for part in parts)
    assert all(f"P{number}." in "".join(parts) for number in range(60))
    assert any("➕" in button for button in coach.buttons)


async def test_a_reminder_that_waits_for_the_morning_holds_up_nothing_else(town: Town) -> None:
    """A coach who is a parent too hears of a booking in the evening all the same."""
    both, other = await town.parent("Bilal"), await town.parent("Sanne")
    assert town.app is not None
    await both.start(await invite(town.app.office.database, "bilal", town.clock()))
    await book(both, day=2)
    await both.does("block")
    [(due,)] = await town.rows("SELECT max(due) FROM letters WHERE kind = 'reminder'")
    await town.at(datetime.fromtimestamp(due - DAY // 2, UTC).replace(hour=19, minute=30))
    await book(other, day=3)
    before = len(both.everything)
    await both.does("unblock")
    assert any("Sanne" in text for text in both.everything[before:])


async def test_after_a_downtime_one_reminder_of_a_talk_is_enough(town: Town) -> None:
    parent = await town.parent()
    await to_days(parent)
    for label in ("donderdag 10 december", "middag", "12:00", "✅"):
        await parent.tap(label)
    await town.stop_program()
    town.clock.moment = datetime(2026, 12, 10, 9, 50, tzinfo=UTC)
    await town.start_program()
    await town.quiet()
    assert sum(text.startswith("🔔") for text in parent.everything) == 1


async def test_a_later_answer_does_not_overtake_one_that_must_be_tried_again(town: Town) -> None:
    parent = await town.parent()
    before = len(parent.everything)
    town.simulator.faults.add(Fault(method="sendMessage", status=429, retry_after=1))
    await parent.type("/help")
    await parent.type("/privacy")
    assert len(parent.everything) == before
    await town.halt_is_over()
    await town.after(seconds=5)
    first, second = parent.everything[before:]
    assert "112" in first
    assert "🔒" in second


async def test_a_live_location_is_not_answered_at_every_step(town: Town) -> None:
    parent = await town.parent()
    before = len(parent.everything)
    for step in range(3):
        moved = {
            "message_id": 9,
            "date": 1,
            "edit_date": 2 + step,
            "chat": {"id": parent.phone.user_id, "type": "private", "first_name": "S"},
            "from": {"id": parent.phone.user_id, "is_bot": False, "first_name": "S"},
            "location": {"latitude": 52.0, "longitude": 6.0 + step, "live_period": 900},
        }
        await town.quiet(town.simulator.raw({"edited_message": moved}))
    assert len(parent.everything) == before


async def test_a_part_that_ends_by_itself_is_noticed_and_the_rest_can_stop(town: Town) -> None:
    assert town.app is not None
    town.app.outbox.stop()
    async with asyncio.timeout(5):
        await town.app.failed()
        await town.stop_program()
    await town.start_program()


async def test_changing_the_language_in_the_middle_keeps_the_answers(town: Town) -> None:
    parent = await town.parent()
    await to_days(parent)
    await parent.tap("🌐")
    await parent.tap("English")
    assert "Which day" in parent.reads or "interpreter" in parent.reads


async def test_a_talk_that_goes_on_now_is_still_there(town: Town) -> None:
    parent = await town.parent()
    await book(parent)
    [(_, _, _, start)] = await town.booked()
    await town.at(datetime.fromtimestamp(start, UTC) + timedelta(minutes=5))
    await parent.type("/menu")
    await parent.tap("📋")
    assert "1" in parent.reads
