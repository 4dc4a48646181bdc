"""A parent for whom no time fits hears of one that comes free; who takes it first has it."""

from datetime import UTC, datetime, timedelta

from bot.conversation.words import say
from tests.stories.test_booking import coming
from tests.stories.test_desk_talk import open_talk
from tests.stories.town import Somebody, Town
from tests.stories.ways import book, first_time, to_days

TALK = datetime(2026, 12, 2, 7, 30, tzinfo=UTC)  # Wednesday 8:30, the first time of that day
SIGN = "⏳ Er is nu"


async def wait(parent: Somebody, how: str = "🏫") -> None:
    """Go from the menu to the waiting list."""
    await to_days(parent, how=how)
    await parent.tap("⏳")
    await parent.tap("🔔")


async def cancel(parent: Somebody) -> None:
    """Cancel the only talk, from the menu."""
    await parent.type("/menu")
    await parent.tap("📋")
    await parent.tap(parent.buttons[0])
    await parent.tap("❌")
    await parent.tap("✅")


def told(parent: Somebody) -> int:
    """Count the free times that a parent heard of."""
    return sum(text.startswith(SIGN) for text in parent.everything)


async def waiting(town: Town) -> list[tuple[int, int]]:
    """Read who waits, and how often each was told."""
    return await town.rows("SELECT parent, told FROM waiting_list ORDER BY parent")


async def test_who_takes_first_has_the_time_and_the_other_goes_on_waiting(town: Town) -> None:
    holder, first, second = [await town.parent(name) for name in ("Sanne", "Noor", "Fatima")]
    coach = await town.coach("bilal")
    await book(holder, day=1)
    await wait(first, how="📞")
    await wait(second)
    await cancel(holder)
    assert (told(first), told(second), told(holder)) == (1, 1, 0)
    assert "woensdag 2 december\n08:30 uur" in first.reads
    await first.tap("📅")
    await second.tap("📅")
    await first.does("share_contact")
    await first.tap("✅")
    [talk] = await coming(town, first)
    assert (talk.start, talk.kind, talk.topic) == (TALK, "phone", "money")
    assert talk.phone
    assert "📅" in coach.reads
    late = await second.tap("✅")
    assert late.startswith(town.outcome("taking", "taken"))
    assert await coming(town, second) == []
    assert await waiting(town) == [(second.phone.chat_id, 1)]
    again = await first.tap_again(first.phone.last, f"earlier:{_tag(TALK)}:wanted:take")
    assert again.startswith(town.says("U wacht niet meer op een tijd."))
    assert len(await coming(town, first)) == 1


def _tag(start: datetime) -> int:
    return int(start.timestamp()) // 60


async def test_a_parent_with_a_talk_hears_only_of_earlier_times_and_moves_to_one(
    town: Town,
) -> None:
    early, later, waits = [await town.parent(name) for name in ("Sanne", "Noor", "Fatima")]
    await book(early, day=1)
    await book(waits, day=2)
    await book(later, day=3)
    [old] = await coming(town, waits)
    await waits.type("/menu")
    await waits.tap("📋")
    await waits.tap(waits.buttons[0])
    await waits.tap("🔄")
    await waits.tap("⏳")
    await waits.tap("🔔")
    await cancel(later)
    assert told(waits) == 0
    await cancel(early)
    assert told(waits) == 1
    await waits.tap("📅")
    await waits.tap("✅")
    [moved] = await coming(town, waits)
    assert (moved.id, moved.start) == (old.id, TALK)
    assert await waiting(town) == []


async def test_a_parent_hears_of_three_times_at_most_never_at_night_and_can_stop(
    town: Town,
) -> None:
    holder, waits, stops = [await town.parent(name) for name in ("Sanne", "Noor", "Fatima")]
    await wait(waits)
    await wait(stops)
    await book(holder, day=2)
    await cancel(holder)
    assert (told(waits), told(stops)) == (1, 1)
    await book(holder, day=2)
    await cancel(holder)
    assert told(waits) == 1  # not again so soon
    await stops.tap("🔕")
    assert stops.reads.startswith(town.outcome("earlier", "not_waiting"))
    for number, moment in enumerate((TALK - timedelta(hours=12), TALK + timedelta(days=5)), 1):
        await town.at(moment)
        await book(holder, day=2)
        await cancel(holder)
        if number == 1:  # at 20:30: in the morning
            assert told(waits) == 1
            await town.at(TALK - timedelta(minutes=30))
        assert told(waits) == number + 1
    await town.after(days=1)
    await book(holder, day=2)
    await cancel(holder)
    assert (told(waits), told(stops)) == (3, 1)


async def test_after_four_weeks_nobody_waits_any_more(town: Town) -> None:
    holder, waits = await town.parent("Sanne"), await town.parent("Noor")
    await wait(waits)
    assert town.app is not None
    await town.after(days=27, hours=23)
    await town.app.chores.clean_up()
    assert len(await waiting(town)) == 1
    await town.after(hours=2)
    await book(holder, day=2)
    await cancel(holder)
    assert told(waits) == 0
    await town.app.chores.clean_up()
    assert await waiting(town) == []


async def test_what_a_coach_cannot_do_is_offered_to_nobody_but_a_return_is(town: Town) -> None:
    coach = await town.coach("bilal")
    holder, waits, gone = [await town.parent(name) for name in ("Sanne", "Noor", "Fatima")]
    await book(holder, day=1)
    await wait(gone)
    await gone.does("block")
    await wait(waits)
    await open_talk(coach)
    await coach.tap("❌")
    await coach.tap("📌")
    assert told(waits) == 0
    await coach.type("/menu")
    await coach.tap("🌴")
    await coach.tap("🤒")
    assert told(waits) == 0
    await coach.tap("❌")
    assert told(waits) == 1
    assert "maandag 30 november" in waits.reads
    assert (gone.phone.chat_id, 0) in await waiting(town)


async def test_what_is_waited_for_can_be_read_stopped_and_erased(town: Town) -> None:
    holder, waits = await town.parent("Sanne"), await town.parent("Noor")
    await wait(waits)
    await waits.type("/privacy")
    await waits.tap("📄")
    document = waits.phone.last.document
    stored = town.simulator.world.files.by_id(document["file_id"]) if document else None
    assert stored is not None
    assert town.says(say("⏳ You want to hear of a free time until:")) in stored.data.decode()
    await waits.type("/menu")
    await waits.tap("⚙️")
    await waits.tap("⏳")
    assert await waiting(town) == []
    await wait(waits)
    await book(holder, day=1)
    await holder.type("/privacy")
    await holder.tap("🗑️")
    await holder.tap("✅")
    assert told(waits) == 1  # who erases everything frees a time as well
    await waits.type("/privacy")
    await waits.tap("🗑️")
    await waits.tap("✅")
    assert await waiting(town) == []


async def test_who_books_or_goes_to_another_school_waits_no_more(town: Town) -> None:
    books, leaves = await town.parent("Sanne"), await town.parent("Noor")
    await wait(books)
    await wait(leaves)
    await to_days(books)
    await first_time(books)
    await books.tap("✅")
    await leaves.type("/menu")
    await leaves.tap("⚙️")
    await leaves.tap("🏫")
    await leaves.tap("Gramsbergen")
    assert await waiting(town) == []


async def test_new_hours_are_told_but_not_those_that_were_there_before(town: Town) -> None:
    coach, waits = await town.coach("bilal"), await town.parent("Noor", school="slagharen")
    await wait(waits)
    await coach.type("/menu")
    for label in ("⏰", "Uren erbij", "Slagharen", "woensdag", "14:00"):
        await coach.tap(label)
    await coach.type("15.05")
    assert told(waits) == 1
    assert "woensdag 2 december\n14:00" in waits.reads
    await town.after(hours=4)
    for label in ("wo 14:00", "🔄"):
        await coach.tap(label)
    await coach.type("13u30")
    await coach.type("15.05")
    assert told(waits) == 2
    assert "woensdag 2 december\n13:30" in waits.reads
    await town.after(hours=4)
    await coach.tap("wo 13:30")
    await coach.tap("🔄")
    await coach.type("14:00")
    await coach.type("15.05")  # less than before: nothing came free
    assert told(waits) == 2
