"""A parent who rather talks is called: a task for the coach until it is done."""

from datetime import UTC, datetime, timedelta

from bot.services.coaches import invite
from bot.settings import COORDINATOR
from storage import conversations
from tests.stories.town import MONDAY, Somebody, Town
from tests.stories.ways import want_call

TUESDAY_NOON = datetime(2026, 12, 1, 11, 0, tzinfo=UTC)


def _reminders(coach: Somebody) -> int:
    return sum(text.startswith("🔔 Dit moet") for text in coach.everything)


async def _desk_calls(coach: Somebody) -> str:
    await coach.type("/menu")
    return await coach.tap("📞 ")


async def test_a_parent_is_called_and_the_coach_is_reminded_until_it_is_done(town: Town) -> None:
    coach, parent = await town.coach("bilal"), await town.parent("Amina", "ar")
    await parent.type("/menu")
    await parent.tap("📞")
    await parent.tap("بعد الظهر")
    assert parent.phone.keyboard is not None
    await parent.does("share_contact")
    assert "Voorbeeldcoach Bilal" in parent.reads
    assert parent.phone.keyboard is None
    task = coach.phone.last
    for words in ("Amina", "Voorbeeldschool Hardenberg", "Arabisch", "06 1000", "middag"):
        assert words in (task.text or ""), words
    await town.at(MONDAY + timedelta(hours=3))  # noon: the part of the day begins
    assert _reminders(coach) == 1
    await coach.tap("📵")
    assert "dinsdag 1 december" in coach.reads
    assert "Voorbeeldcoach Bilal" in parent.reads
    assert town.says(TUESDAY_NOON.date(), "ar") in parent.reads
    await town.at(TUESDAY_NOON - timedelta(minutes=1))
    assert _reminders(coach) == 1
    await town.at(TUESDAY_NOON)
    assert _reminders(coach) == 2
    assert "Amina" in await _desk_calls(coach) or "Amina" in coach.buttons[0]
    await coach.tap("Amina")
    await coach.tap("✅")
    await town.after(days=3)
    assert _reminders(coach) == 2
    assert await town.rows("SELECT name, phone FROM callbacks") == [("", "")]
    await coach.tap_again(task, task.data("✅"))
    gone = town.says("This call was made, or it is not needed any more.")
    assert coach.reads.startswith(gone)


async def test_a_parent_sees_the_call_among_the_appointments_and_takes_it_back(
    town: Town,
) -> None:
    coach, parent = await town.coach("bilal"), await town.parent("Sanne")
    await want_call(parent)
    await parent.type("/menu")
    await parent.tap("📞")
    assert "Voorbeeldcoach Bilal" in parent.reads  # one is enough
    assert not any("ochtend" in button for button in parent.buttons)
    await parent.type("/menu")
    await parent.tap("📋")
    await parent.tap("📞 De coach")
    assert "middag" in parent.reads
    await parent.tap("❌")
    assert parent.reads.startswith(town.outcome("my_call", "dropped"))
    assert "Sanne" in coach.reads
    assert coach.reads.startswith("❌")
    await _desk_calls(coach)
    assert coach.reads.startswith(town.says("📞 No parent waits for a call."))
    await town.at(MONDAY + timedelta(days=2))
    assert _reminders(coach) == 0
    await parent.type("/menu")
    await parent.tap("📋")
    assert not any("📞" in button for button in parent.buttons)
    await parent.tap("📞")
    await parent.tap("ochtend")
    place = await parent.place()
    await parent.does("share_contact")
    assert town.app is not None
    async with town.app.office.database.transaction() as connection:
        await conversations.save(connection, parent.phone.chat_id, place, "", town.clock())
    await parent.does("share_contact")  # however somebody may come to ask twice
    assert len(await town.rows("SELECT id FROM callbacks WHERE done IS NULL")) == 1


async def test_after_five_reminders_the_coordinator_hears_and_the_parent_too(town: Town) -> None:
    assert town.app is not None
    coach, parent = await town.coach("bilal"), await town.parent("Sanne")
    coordinator = town.somebody("Coordinator")
    await coordinator.start(await invite(town.app.office.database, COORDINATOR, town.clock()))
    heard = len(coordinator.everything)
    await want_call(parent)
    said = len(parent.everything)
    days = 0
    while len(coordinator.everything) == heard and days < 12:
        await town.after(days=1)
        days += 1
    assert days == 9  # each noon is heard of at nine the next day; over a study day and a weekend
    assert _reminders(coach) == 5
    [alarm] = coordinator.everything[heard:]
    assert "Sanne" not in alarm
    assert "Bilal" in alarm
    [sorry] = parent.everything[said:]
    assert sorry.startswith("📞")
    assert "Samen Doen" in sorry
    await town.after(days=5)
    assert _reminders(coach) == 5


async def test_who_erases_everything_is_not_called(town: Town) -> None:
    coach, parent = await town.coach("bilal"), await town.parent("Sanne")
    await want_call(parent)
    task = coach.phone.last
    await parent.type("/privacy")
    await parent.tap("📄")
    stored = town.simulator.world.files.by_id(parent.phone.last.document["file_id"])  # type: ignore[index]
    assert stored is not None
    assert "06 1000" in stored.data.decode()
    await parent.type("/privacy")
    await parent.tap("🗑️")
    await parent.tap("✅")
    assert coach.reads.startswith("❌")
    assert "Sanne" not in coach.reads
    assert "Voorbeeldschool Hardenberg" in coach.reads
    assert await town.rows("SELECT id FROM callbacks") == []
    await coach.tap_again(task, task.data("📵"))
    assert coach.reads.startswith(town.says("This call was made, or it is not needed any more."))


async def test_a_call_is_of_the_coaches_of_its_school_alone(town: Town) -> None:
    coach, anna = await town.coach("bilal"), await town.coach("anna", "Anna")
    parent = await town.parent("Sanne")
    await parent.type("/menu")
    await parent.tap("📞")
    await parent.tap("Maakt niet uit")
    await parent.type("123")  # no number
    assert parent.phone.keyboard is not None
    await parent.tap("🏫")
    assert "nummer" in coach.reads
    [(call,)] = await town.rows("SELECT id FROM callbacks")
    for what in ("done", "again"):
        await anna.tap_again(anna.phone.last, f"desk_call:{call}:task:{what}")
        assert anna.reads.startswith(town.says("This call was made, or it is not needed any more."))
    assert await town.rows("SELECT done FROM callbacks") == [(None,)]
    await _desk_calls(anna)
    assert anna.reads.startswith(town.says("📞 No parent waits for a call."))
