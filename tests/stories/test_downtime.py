"""The program was down, or a coach is not linked yet: what is still of use goes out."""

from datetime import UTC, datetime

from storage import waiting
from storage.waiting import Stuck
from tests.stories.town import Somebody, Town
from tests.stories.ways import book, first_time, to_days

TUESDAY = datetime(2026, 12, 1, tzinfo=UTC)  # the day before the talk that stories book


async def _stuck(town: Town) -> list[Stuck]:
    assert town.app is not None
    return await waiting.stuck(town.app.office.database.reader, town.clock())


def _reminders(parent: Somebody) -> int:
    return sum("🔔" in text for text in parent.everything)


async def _down(town: Town, since: datetime, until: datetime) -> None:
    """Stop the program at one moment, and start it at a later one."""
    await town.at(since)
    await town.stop_program()
    town.clock.moment = until
    await town.start_program()
    await town.quiet()


async def test_a_reminder_due_while_the_program_was_down_goes_out_at_the_start(
    town: Town,
) -> None:
    parent = await town.parent()
    await book(parent, day=1)
    await _down(town, TUESDAY.replace(hour=15), TUESDAY.replace(hour=18))
    assert _reminders(parent) == 1
    await town.restart()
    await town.after(hours=1)
    assert _reminders(parent) == 1


async def test_a_reminder_does_not_go_out_once_the_talk_has_begun(town: Town) -> None:
    parent = await town.parent()
    coach = await town.coach("bilal")
    await book(parent, day=1)
    told = len(coach.everything)
    await _down(town, TUESDAY.replace(hour=15), TUESDAY.replace(day=2, hour=7, minute=30))
    assert _reminders(parent) == 0
    assert not any("🔔" in text for text in coach.everything[told:])


async def test_a_reminder_that_comes_up_in_quiet_hours_waits_until_they_end(town: Town) -> None:
    parent = await town.parent()
    await book(parent, day=2)  # Thursday
    wednesday = TUESDAY.replace(day=2)
    await _down(town, wednesday.replace(hour=15), wednesday.replace(hour=20))
    assert _reminders(parent) == 0
    await town.at(wednesday.replace(day=3, hour=6, minute=59))
    assert _reminders(parent) == 0
    await town.at(wednesday.replace(day=3, hour=7))
    assert _reminders(parent) == 1


async def test_a_reminder_of_a_talk_before_the_quiet_hours_end_is_dropped(town: Town) -> None:
    parent = await town.parent()
    await book(parent, day=1)
    [(appointment, *_)] = await town.booked()
    await _down(town, TUESDAY.replace(hour=15), TUESDAY.replace(day=2, hour=6, minute=30))
    await parent.type("/menu")
    await parent.tap("📋")
    await parent.tap(parent.buttons[0])
    await parent.tap("❌")
    await parent.tap("✅")
    await town.at(TUESDAY.replace(day=2, hour=9))
    assert _reminders(parent) == 0
    assert not await town.rows(
        "SELECT id FROM letters WHERE appointment = ? AND ended IS NULL", appointment
    )


async def test_what_was_tapped_while_the_program_was_down_is_heard_at_the_start(
    town: Town,
) -> None:
    parent = await town.parent()
    await to_days(parent)
    await first_time(parent, 1)
    await town.stop_program()
    number = parent.phone.tap_text("✅")
    town.clock.moment = TUESDAY.replace(hour=8)
    await town.start_program()
    await town.quiet(number)
    assert len(await town.booked()) == 1


# --- a coach without a phone


async def test_notices_wait_for_a_coach_who_is_not_linked_yet(town: Town) -> None:
    sanne, noor = await town.parent("Sanne"), await town.parent("Noor")
    await book(sanne, day=1)
    await book(noor, day=2)
    await town.after(minutes=2)
    [stuck] = await _stuck(town)
    assert (stuck.coach, stuck.fate, stuck.count) == ("bilal", None, 2)
    coach = await town.coach("bilal")
    names = [name for text in coach.everything for name in ("Sanne", "Noor") if name in text]
    assert names == ["Sanne", "Noor"]
    assert await _stuck(town) == []
