"""A coach and one talk: asking for another time, cancelling, being late, and how it went."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.conversation import phrases
from bot.services.notices import CANCELLED, MOVED, UNREACHABLE
from bot.simulator import Fault
from storage.appointments import Appointment, find
from tests.stories.town import Somebody, Town
from tests.stories.ways import book

# Wednesday 2 December 8:30 in Hardenberg, the first time of the second day.
TALK = datetime(2026, 12, 2, 7, 30, tzinfo=UTC)
LABEL = "wo 2 · 08:30"


async def talking(
    town: Town, language: str = "nl", name: str = "Sanne"
) -> tuple[Somebody, Somebody]:
    """A coach and a parent who booked the talk that these stories are about."""
    coach = await town.coach("bilal")
    parent = await town.parent(name, language)
    await book(parent, day=1)
    assert (await the_talk(town)).start == TALK
    return coach, parent


async def the_talk(town: Town) -> Appointment:
    """Read the talk of the first parent from the database, whatever became of it."""
    assert town.app is not None
    rows = await town.rows("SELECT id FROM appointments ORDER BY parent")
    found = await find(town.app.office.database.reader, rows[0][0])
    assert found is not None
    return found


async def open_talk(coach: Somebody, label: str = LABEL) -> str:
    """Go from the menu over the week to one talk."""
    await coach.type("/menu")
    await coach.tap("🗓️")
    return await coach.tap(label)


async def counts(town: Town) -> dict[str, int]:
    """Read what was counted this month and the next."""
    return dict(await town.rows("SELECT name, sum(count) FROM counters GROUP BY name"))


def tail(parent: Somebody) -> str:
    """Give the last words of the bot without the part that every message of its kind has."""
    return parent.reads.split("\n\n")[0]


# --- the way to a talk


async def test_the_week_and_each_notice_lead_to_all_that_is_known_of_a_talk(town: Town) -> None:
    coach, _ = await talking(town)
    notice, said = coach.phone.last, coach.reads
    card = await coach.tap("🔎")
    for told in ("woensdag 2 december", "08:30", "Sanne", "💶", "Hardenberg"):
        assert told in card
    assert notice.text == said
    assert any("🔎" in button for button in notice.buttons)
    week = await coach.tap("🗓️")
    assert "08:30 Sanne" in week
    assert "💶" not in week
    assert await coach.tap(LABEL) == card
    await town.at(TALK - timedelta(minutes=31))
    await town.at(TALK - timedelta(minutes=30))
    assert coach.reads.startswith("🔔")
    await coach.tap("🔎")
    assert any("⏱️" in button for button in coach.buttons)


async def test_talks_of_which_nobody_said_how_they_went_wait_in_the_week(town: Town) -> None:
    coach, _ = await talking(town)
    await book(await town.parent("Noor"), day=2)
    await town.at(TALK + timedelta(minutes=45))
    await coach.type("/agenda")
    assert coach.buttons[:2] == [f"{LABEL} Sanne", "do 3 · 09:00 Noor"]  # today first
    await town.at(TALK + timedelta(days=1))
    await coach.type("/agenda")
    assert "Van 1 gesprek" in coach.reads
    assert coach.buttons[:2] == ["do 3 · 09:00 Noor", f"{LABEL} Sanne"]
    await coach.tap("Sanne")
    await coach.tap("Het ging door")
    await coach.type("/agenda")
    assert coach.buttons[-2] == f"✅ {LABEL} Sanne"
    await town.at(TALK + timedelta(days=15))
    await coach.type("/agenda")
    assert not any("Sanne" in button for button in coach.buttons)
    assert (await the_talk(town)).state == "held"


# --- another time


async def test_a_coach_asks_for_another_time_and_the_parent_chooses_one(town: Town) -> None:
    coach, parent = await talking(town, "en")
    await open_talk(coach)
    found = await coach.tap("🔄")
    assert [line for line in found.split("\n") if ":" in line] == [
        "maandag 30 november 11:00",
        "maandag 30 november 12:00",
        "woensdag 2 december 09:00",  # not during the talk itself
    ]
    later = await coach.tap("🔄")
    assert "donderdag 3 december 09:00" in later
    assert (await the_talk(town)).start == TALK
    assert len(parent.everything) == len(set(parent.everything) | {""}) - 1  # nothing asked yet
    card = await coach.tap("✅")
    assert "donderdag 3 december 09:00" in card
    assert "Voorbeeldcoach Bilal asks for another time" in parent.reads
    assert "Wednesday, 2 December" in parent.reads
    offered = parent.phone.last
    reminded = await _planned(town, parent)
    assert reminded  # the old time stands until the parent chooses
    heard = len(coach.everything)
    await parent.tap("Thursday, 3 Dec 09:00")
    moved = await the_talk(town)
    assert moved.start == datetime(2026, 12, 3, 8, 0, tzinfo=UTC)
    assert coach.everything[heard:] == [coach.reads]
    assert coach.reads.startswith(town.says(MOVED))
    assert parent.phone.last.document is not None
    assert await _planned(town, parent) != reminded
    assert await town.rows("SELECT * FROM proposals") == []
    again = await parent.tap_again(offered, f"proposal:{moved.id}:time:2026-12-03T12:00Z")
    assert again.startswith(town.says(phrases.NOT_POSSIBLE, "en"))
    assert (await the_talk(town)).start == moved.start


async def _planned(town: Town, parent: Somebody) -> list[tuple[int]]:
    return await town.rows(
        "SELECT due FROM letters WHERE kind = 'reminder' AND chat = ? AND ended IS NULL",
        parent.phone.chat_id,
    )


async def test_a_proposed_time_that_is_gone_leads_to_others_at_once(town: Town) -> None:
    coach, parent = await talking(town)
    await open_talk(coach)
    await coach.tap("🔄")
    await coach.tap("✅")
    await book(await town.parent("Noor"), day=0)  # Monday 11:00
    told = await parent.tap("maandag 30 november 11:00")
    assert told.startswith(town.outcome("proposal", "taken"))
    assert parent.buttons[0] == "maandag 30 november 11:45"  # after the talk and the buffer
    assert (await the_talk(town)).start == TALK
    await parent.tap(parent.buttons[0])
    assert (await the_talk(town)).start == datetime(2026, 11, 30, 10, 45, tzinfo=UTC)


async def test_the_parent_can_also_choose_another_time_or_cancel(town: Town) -> None:
    coach, parent = await talking(town)
    for answer, way in (("🔄", "moving"), ("❌", "cancelling")):
        await open_talk(coach)
        await coach.tap("🔄")
        await coach.tap("✅")
        await parent.tap(answer)
        place = await parent.place()
        assert place is not None
        assert place.conversation == way
    await parent.tap("✅")
    assert (await the_talk(town)).state == "cancelled"
    assert await town.rows("SELECT * FROM proposals") == []


async def test_what_is_proposed_in_the_evening_is_read_in_the_morning(town: Town) -> None:
    coach, parent = await talking(town)
    heard = len(parent.everything)
    await town.at(datetime(2026, 11, 30, 20, 30, tzinfo=UTC))
    for _ in range(2):  # the second instead of the first
        await open_talk(coach)
        await coach.tap("🔄")
        await coach.tap("✅")
    assert len(parent.everything) == heard
    await town.at(datetime(2026, 12, 1, 7, 0, tzinfo=UTC))
    assert len(parent.everything) == heard + 1


# --- cancelling


async def test_a_coach_cancels_with_a_reason_that_the_parent_reads_in_the_own_language(
    town: Town,
) -> None:
    coach, parent = await talking(town, "ar")
    await open_talk(coach)
    await coach.tap("❌")
    heard = len(coach.everything)
    await coach.tap("🤒")
    assert (await the_talk(town)).state == "cancelled"
    assert len(coach.everything) == heard + 1  # who did it needs no notice of it
    assert "المرشد مريض" in parent.reads
    assert "الأربعاء" in parent.reads
    told = parent.reads
    assert await _planned(town, parent) == []
    assert await town.rows("SELECT * FROM claims") == []
    await parent.tap("📅")
    assert told in parent.everything  # the reason stays in the chat
    await town.at(TALK + timedelta(hours=1))
    assert not any(text.startswith("🔔") for text in [*coach.everything, *parent.everything])
    assert (await from_the_notice(coach)).startswith(town.says(CANCELLED))


async def test_who_could_not_be_told_of_a_cancel_in_time_is_told_afterwards(town: Town) -> None:
    """Somebody stood at a closed door, because Telegram was away."""
    coach, parent = await talking(town, "nl")
    await town.at(TALK - timedelta(minutes=30))
    await open_talk(coach)
    await coach.tap("❌")
    away = Fault("sendMessage", parent.phone.chat_id, status=502, times=None)
    town.simulator.faults.add(away)
    heard = len(parent.everything)
    await coach.tap("🤒")
    await town.at(TALK + timedelta(hours=2))
    assert len(parent.everything) == heard
    town.simulator.faults.clear()
    await town.after(minutes=10)
    assert "De coach is ziek." in parent.reads


async def from_the_notice(coach: Somebody) -> str:
    """Tap the button of the notice that came with the booking."""
    notice = next(m for m in coach.phone.messages if any("🔎" in b for b in m.buttons))
    return await coach.tap_again(notice, notice.data("🔎"))


async def test_a_coach_is_told_that_a_parent_who_blocked_the_bot_does_not_hear_it(
    town: Town,
) -> None:
    coach, parent = await talking(town)
    await parent.does("block")
    heard = len(parent.everything)
    await open_talk(coach)
    await coach.tap("❌")
    await coach.tap("🤐")
    assert coach.reads.startswith(town.says(UNREACHABLE))
    assert len(parent.everything) == heard
    await parent.does("unblock")
    assert "afzeggen" in parent.reads


# --- being late


async def test_a_coach_who_is_late_tells_the_parent_from_an_hour_before(town: Town) -> None:
    coach, parent = await talking(town)
    await town.at(TALK - timedelta(minutes=61))
    await open_talk(coach)
    assert not any("⏱️" in button for button in coach.buttons)
    await town.at(TALK - timedelta(minutes=60))
    await open_talk(coach)
    await coach.tap("⏱️ Ik kom")
    asked = coach.phone.last
    card = await coach.tap("⏱️ 10")
    assert "10 minuten later" in card
    assert "10 minuten later" in tail(parent)
    assert "08:40" in tail(parent)
    heard = len(parent.everything)
    await coach.tap_again(asked, asked_for("desk_late", await the_talk(town), "m10"))
    await open_talk(coach)
    await coach.tap("⏱️ Ik kom")
    assert (await coach.tap("⏱️ 10")).startswith("Sanne weet dat al.")
    assert len(parent.everything) == heard
    await open_talk(coach)
    await coach.tap("⏱️ Ik kom")
    await coach.tap("⏱️ 20")
    assert "20 minuten later" in tail(parent)
    assert len(parent.everything) == heard + 1
    await town.at(TALK + timedelta(minutes=31))
    late = await coach.tap_again(asked, asked_for("desk_late", await the_talk(town), "m30"))
    assert late.startswith(town.outcome("desk_late", "too_late"))
    assert len(parent.everything) == heard + 1
    assert (await counts(town))["late"] == 2


def asked_for(conversation: str, item: Appointment, answer: str) -> str:
    """Give what a button about a talk carries."""
    question = {"desk_late": "minutes", "desk_cancel": "reason", "desk_move": "send"}
    return f"{conversation}:{item.id}:{question.get(conversation, 'what')}:{answer}"


# --- how it went


async def test_a_parent_who_did_not_come_gets_a_friendly_word_and_a_way_to_a_new_talk(
    town: Town,
) -> None:
    coach, parent = await talking(town)
    await town.at(TALK)
    await open_talk(coach)
    assert [button[0] for button in coach.buttons] == ["⏱", "✅", "🚪", "❌", "🗓"]
    await coach.tap("🚪")
    assert (await the_talk(town)).state == "no_show"
    assert "Dat kan gebeuren" in parent.reads
    assert "woensdag 2 december" in parent.reads
    await parent.tap("📅")
    place = await parent.place()
    assert place is not None
    assert place.conversation == "booking"
    assert (await counts(town))["no_show"] == 1


async def test_after_a_talk_the_parent_says_once_how_it_was_and_nobody_sees_who_said_it(
    town: Town,
) -> None:
    coach, parent = await talking(town)
    await town.at(TALK + timedelta(minutes=40))
    await open_talk(coach)
    await coach.tap("🚪")  # by mistake
    await coach.tap("✅")
    assert (await the_talk(town)).state == "held"
    said = await counts(town)
    assert (said["held"], said["no_show"]) == (1, 0)
    asked = parent.phone.last
    data = asked.data("😀")
    heard = len(parent.everything)
    await coach.tap("❌")
    await coach.tap("✅")
    assert len(parent.everything) == heard  # asked once, however often the coach says it
    other = await town.parent("Noor")
    assert (await other.tap_again(asked, data)).startswith(town.outcome("opinion", "known"))
    await parent.tap("😀")
    assert parent.reads.startswith(town.outcome("opinion", "thanks"))
    assert (await parent.tap_again(asked, data.replace("good", "bad"))).startswith(
        town.outcome("opinion", "known")
    )
    said = await counts(town)
    assert {name: count for name, count in said.items() if "opinion" in name} == {
        "opinion: good": 1
    }
    assert not await town.rows("SELECT * FROM audit WHERE what LIKE '%opinion%'")
    assert not any("good" in str(row) for row in await town.rows("SELECT * FROM appointments"))


@pytest.mark.parametrize("said", ["🚪", "Het ging door"])
async def test_what_a_coach_says_of_a_talk_in_the_evening_reaches_the_parent_in_the_morning(
    town: Town, said: str
) -> None:
    coach, parent = await talking(town)
    await town.at(datetime(2026, 12, 2, 19, 30, tzinfo=UTC))  # 20:30
    heard = len(parent.everything)
    await open_talk(coach)
    await coach.tap(said)
    await town.at(datetime(2026, 12, 3, 6, 59, tzinfo=UTC))
    assert len(parent.everything) == heard
    await town.at(datetime(2026, 12, 3, 7, 0, tzinfo=UTC))
    assert len(parent.everything) == heard + 1


# --- what is not theirs, or not there any more


async def test_a_forwarded_button_of_another_coach_shows_and_changes_nothing(town: Town) -> None:
    await talking(town)
    item, other = await the_talk(town), await town.coach("anna", "Anna")
    parent = await town.parent("Noor")
    await town.at(TALK - timedelta(minutes=30))
    for somebody in (other, parent):
        asked = somebody.phone.last
        for conversation, answer in (
            ("desk_talk", "cancel"),
            ("desk_talk", "held"),
            ("desk_cancel", "ill"),
            ("desk_move", "yes"),
            ("desk_late", "m10"),
        ):
            await somebody.tap_again(asked, asked_for(conversation, item, answer))
        await somebody.tap_again(asked, f"desk_notice:{item.id}:notice:talk")
        await somebody.tap_again(asked, f"desk_week:bilal:week:{item.id}")
        assert not any("Sanne" in text for text in somebody.everything)
    assert await the_talk(town) == item
    assert await town.rows("SELECT * FROM proposals") == []


async def test_what_became_of_a_talk_meanwhile_is_said_under_an_old_button(town: Town) -> None:
    coach, parent = await talking(town)
    await open_talk(coach)
    old = coach.phone.last
    item = await the_talk(town)
    await coach.tap("🔄")
    await parent.tap("❌")
    await parent.tap("✅")
    gone = town.outcome("desk_move", "gone")
    for conversation, answer in (
        ("desk_move", "yes"),
        ("desk_cancel", "ill"),
        ("desk_late", "m10"),
    ):
        told = await coach.tap_again(old, asked_for(conversation, item, answer))
        assert told.startswith(gone)
    assert (await the_talk(town)).state == "cancelled"
    heard = len(parent.everything)
    await parent.type("/privacy")
    await parent.tap("🗑️")
    await parent.tap("✅")
    told = await coach.tap_again(old, asked_for("desk_cancel", item, "ill"))
    assert "Sanne" not in told
    assert len(parent.everything) > heard
    assert await town.rows("SELECT * FROM appointments") == []
