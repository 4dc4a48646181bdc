"""The checker of the chaos run complains, by name, of each thing that must not be."""

from datetime import timedelta
from pathlib import Path

import pytest

from benchmarks.chaos.checker import check
from storage.absences import ASK, DOUBT, HANDED, KEEP
from tests.program.doctored_letters import LETTERS
from tests.program.doctored_talks import TALKS, Doctor, lose_a_reminder, remind_of_the_time_before
from tests.program.doctoring import (
    FIRST,
    TEN,
    UPDATE_FAILED,
    about,
    block,
    cancel,
    change,
    kill_at,
    menus,
    repeat_later,
)
from tests.program.honest import ANNE, BO, HOUR, NINE, SECOND, Story, honest, words


def _faults(story: Story) -> tuple[str, ...]:
    return check(story.evidence()).faults


@pytest.mark.parametrize(("doctor", "complaint"), [*TALKS, *LETTERS])
async def test_the_checker_names_what_must_not_be(
    tmp_path: Path, doctor: Doctor, complaint: str
) -> None:
    """Each thing is named by its own words, and the honest story by none."""
    story = await honest(tmp_path)
    assert _faults(story) == ()
    doctor(story)
    assert any(fault.startswith(f"{complaint}: ") for fault in _faults(story)), _faults(story)


async def test_the_order_in_which_calls_were_noted_means_nothing(tmp_path: Path) -> None:
    """A call whose answer hung is noted later than those that were made after it."""
    story = await honest(tmp_path)
    remind_of_the_time_before(story)
    named = _faults(story)
    story.calls.reverse()
    assert _faults(story) == named


async def test_the_checker_counts_what_it_looks_at(tmp_path: Path) -> None:
    """A run in which nothing happened would be no proof."""
    figures = dict(check((await honest(tmp_path)).evidence()).lines)
    assert figures["updates given"] == 2
    assert (figures["bookings confirmed to a parent"], figures["… in the database"]) == (2, 2)
    assert (figures["what coaches have to hear of"], figures["… told to the right coach"]) == (2, 2)
    assert (figures["reminders due"], figures["… sent once"]) == (6, 6)
    assert figures["messages whose language is plain"] == 10


async def test_a_kill_may_repeat_a_letter(tmp_path: Path) -> None:
    """The last of a chat, just before: it is counted, and no fault."""
    story = await honest(tmp_path)
    reminder = about(story, ANNE, "🔔 You have an appointment.")[0]
    story.kills = [kill_at(reminder.at)]
    repeat_later(story, reminder)
    found = check(story.evidence())
    assert found.faults == ()
    assert dict(found.lines)["… again: the program was killed"] == 1
    assert dict(found.lines)["… repeated"] == 1


async def test_a_lost_answer_may_repeat_a_letter(tmp_path: Path) -> None:
    """The program cannot know that it came."""
    story = await honest(tmp_path)
    reminder = about(story, ANNE, "🔔 You have an appointment.")[0]
    repeat_later(story, reminder, status=0)
    found = check(story.evidence())
    assert found.faults == ()
    assert dict(found.lines)["… again: the answer was lost"] == 1


async def test_two_messages_that_read_the_same_are_two_letters(tmp_path: Path) -> None:
    """Each is found by its moment, also when both came in one second."""
    story = await honest(tmp_path)
    first, second = menus(story)
    assert _faults(story) == ()
    change(story, second, at=first.at + SECOND / 2)
    when = int(first.at.timestamp())
    story.sql("UPDATE ledger SET due = ?, ended = ? WHERE cause = ?", when, when, FIRST + 1)
    assert _faults(story) == ()


async def test_a_letter_may_go_before_it_is_marked(tmp_path: Path) -> None:
    """Who erases everything twice reads the same twice; the first goodbye is gone by then."""
    story = await honest(tmp_path)
    first, _ = menus(story)
    story.sql("UPDATE ledger SET gone = 1, fate = NULL, ended = NULL WHERE cause = ?", FIRST)
    story.sql("UPDATE ledger SET due = ? WHERE cause = ?", int(first.at.timestamp()), FIRST + 1)
    assert _faults(story) == ()


@pytest.mark.parametrize("decision", [ASK, DOUBT, HANDED, KEEP])
async def test_whatever_is_decided_of_a_talk_is_understood(tmp_path: Path, decision: str) -> None:
    """Only that its parent is to choose another time stops the reminders."""
    story = await honest(tmp_path)
    values = (int(TEN.timestamp()), decision)
    story.sql("INSERT INTO decisions VALUES ('aaaa', 'bilal', ?, ?)", *values)
    assert bool(_faults(story)) == (decision == ASK)


async def test_a_time_that_was_cancelled_may_be_told_to_another_parent(tmp_path: Path) -> None:
    """It is free from the moment of the cancel."""
    story = await honest(tmp_path)
    cancel(story, hours=0.5)
    story.confirms(FIRST, "Bakedok", "cccc", TEN, NINE + HOUR)
    assert not [fault for fault in _faults(story) if fault.startswith("double booking")]


@pytest.mark.parametrize(
    "line",
    [
        f'{UPDATE_FAILED} reason="database or disk is full"',
        f'{UPDATE_FAILED} reason="disk I/O error"',
        'level=error event="the database refuses: database is locked; letters wait"',
    ],
)
async def test_the_database_may_refuse_on_a_full_disk(tmp_path: Path, line: str) -> None:
    """It was filled on purpose."""
    story = await honest(tmp_path)
    story.log = [line]
    assert _faults(story) == ()


async def test_a_parent_who_had_blocked_the_bot_may_miss_a_reminder(tmp_path: Path) -> None:
    """What nobody could deliver is counted apart."""
    story = await honest(tmp_path)
    lose_a_reminder(story)
    story.sql(
        "UPDATE letters SET fate = 'expired' WHERE id = "
        "(SELECT min(id) FROM letters WHERE kind = 'reminder')"
    )
    block(story, 0.5, 2.0)
    found = check(story.evidence())
    assert found.faults == ()
    assert dict(found.lines)["… the parent had blocked the bot"] == 1


def _asks(story: Story, number: int, language: str, minutes: float) -> None:
    """Let Bo tap, and read the menu in this language."""
    moment = NINE + 20 * HOUR + timedelta(minutes=minutes)
    story.taps(number, BO, "language::language:nl" if number == FIRST else "menu", moment)
    text = words("What do you want to do?", language)
    story.sends(BO, text, ["menu::menu:book"], moment + timedelta(seconds=1), cause=number)


async def test_a_language_may_be_the_new_one_as_soon_as_it_is_tapped(tmp_path: Path) -> None:
    """Nobody can tell when it is heard; but once it was read, the old one is wrong."""
    story = await honest(tmp_path)
    _asks(story, FIRST, "en", 0)
    _asks(story, FIRST + 1, "nl", 1)
    assert _faults(story) == ()
    _asks(story, FIRST + 2, "en", 2)
    [fault] = _faults(story)
    assert fault.startswith("wrong language: ")
