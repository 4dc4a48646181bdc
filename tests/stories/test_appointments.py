"""A parent sees, moves and cancels appointments."""

from storage import appointments
from tests.stories.test_booking import coming
from tests.stories.town import Town
from tests.stories.ways import book, first_time, to_days


async def test_my_appointments_shows_each_with_day_time_place_and_coach(town: Town) -> None:
    parent = await town.parent()
    await parent.tap("📋")
    assert any("📅" in button for button in parent.buttons)
    await book(parent)
    await parent.type("/menu")
    await parent.tap("📋")
    await parent.tap("maandag 30 november")
    for told in ("maandag 30 november", "11:00 uur", "Hardenberg", "Voorbeeldcoach Bilal"):
        assert told in parent.reads


async def test_two_talks_on_one_day_are_told_apart_by_their_time(town: Town) -> None:
    parent = await town.parent()
    await book(parent)
    await to_days(parent)
    await parent.tap("maandag 30 november")
    while not parent.buttons[0][0].isdigit():
        await parent.tap("middag")
    await parent.tap(parent.buttons[0])
    await parent.tap("✅")
    await parent.type("/menu")
    await parent.tap("📋")
    labels = [button for button in parent.buttons if "maandag" in button]
    assert len(labels) == 2
    assert all(":" in label for label in labels)


async def test_cancelling_takes_two_taps_and_frees_the_time_at_once(town: Town) -> None:
    coach = await town.coach("bilal")
    parent = await town.parent()
    await book(parent)
    [booked] = await coming(town, parent)
    parent.taps = 0
    await parent.tap("❌")
    await parent.tap("✅")
    assert parent.taps == 2
    assert await coming(town, parent) == []
    assert "❌" in coach.reads
    other = await town.parent("Noor")
    await book(other)
    assert [item.start for item in await coming(town, other)] == [booked.start]


async def test_a_talk_that_is_not_cancelled_after_all_stays(town: Town) -> None:
    parent = await town.parent()
    await book(parent)
    await parent.tap("❌")
    await parent.tap("📅")
    assert len(await coming(town, parent)) == 1


async def test_moving_frees_the_old_time_and_tells_the_coach_both(town: Town) -> None:
    coach = await town.coach("bilal")
    parent = await town.parent()
    await book(parent)
    [booked] = await coming(town, parent)
    await parent.tap("🔄")
    await first_time(parent, day=1)
    await parent.tap("✅")
    [moved] = await coming(town, parent)
    assert moved.id == booked.id
    assert moved.start > booked.start
    assert moved.sequence == 1
    assert "woensdag 2 december" in coach.reads
    assert "maandag 30 november" in coach.reads
    other = await town.parent("Noor")
    await book(other)
    assert [item.start for item in await coming(town, other)] == [booked.start]


async def test_the_time_a_talk_has_is_not_offered_as_another_time(town: Town) -> None:
    parent = await town.parent()
    await book(parent)
    await parent.tap("🔄")
    await parent.tap("maandag 30 november")
    await parent.tap("ochtend")
    assert "11:00" not in parent.buttons
    assert "11:15" in parent.buttons


async def test_the_calendar_file_can_be_had_again(town: Town) -> None:
    parent = await town.parent()
    await book(parent)
    await parent.type("/menu")
    await parent.tap("📋")
    await parent.tap("maandag 30 november")
    await parent.tap("📲")
    assert parent.phone.last is not None
    assert parent.phone.last.document is not None
    assert parent.phone.last.document["file_name"].endswith(".ics")


async def test_a_talk_that_has_begun_is_left_alone(town: Town) -> None:
    parent = await town.parent()
    await book(parent)
    [booked] = await coming(town, parent)
    await parent.tap("❌")
    await town.at(booked.start)
    await parent.tap("✅")
    assert town.app is not None
    found = await appointments.find(town.app.office.database.reader, booked.id)
    assert found is not None
    assert found.state == "booked"
