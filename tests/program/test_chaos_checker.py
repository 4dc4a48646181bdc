"""The checker of the chaos run complains, by name, of each thing that must not be."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from benchmarks.chaos.checker import check
from bot.simulator.model import Call
from tests.program.honest import ANNE, BO, COACH, HOUR, NINE, TALK, Story, at, honest, words

Doctor = Callable[[Story], None]
TEN = NINE + 25 * HOUR  # Anne's talk
FIRST = 3  # update after those of the honest story
BOOKED = int(NINE.timestamp())
CANCEL = """INSERT INTO audit (id, at, who, what, subject)
    VALUES (1, ?, 'parent 1001', 'cancelled', 'aaaa')"""


def _faults(story: Story) -> tuple[str, ...]:
    return check(story.evidence()).faults


def _about(story: Story, chat: int, sentence: str) -> list[Call]:
    """Find the messages in a chat that begin so."""
    begin = words(sentence, "en" if chat == BO else "nl")
    calls = [call for call in story.calls if call.chat_id == chat]
    return [call for call in calls if _read(call).startswith(begin)]


def _read(call: Call) -> str:
    return str(call.params.get("text", call.params.get("caption")))


def _unsend(story: Story, chat: int, sentence: str) -> None:
    story.calls.remove(_about(story, chat, sentence)[0])


def _change(story: Story, call: Call, **changes: object) -> None:
    story.calls[story.calls.index(call)] = replace(call, **changes)  # type: ignore[arg-type]


def _cancel(story: Story, hours: float) -> None:
    """Let Anne cancel so long after her booking; the coach hears of it."""
    story.sql("UPDATE appointments SET state = 'cancelled', sequence = 1 WHERE id = 'aaaa'")
    when = NINE + hours * HOUR
    story.sql(CANCEL, when.timestamp())
    story.tells("❌ Appointment cancelled", "Bakawel", TEN, when)
    story.letter("message", when, coach="bilal", cause=1)


def _lose_a_reminder(story: Story) -> None:
    _unsend(story, ANNE, "🔔 You have an appointment.")


def _lose_the_coachs_reminder(story: Story) -> None:
    _unsend(story, COACH, "🔔 Soon: an appointment")


def _remind_after_the_cancel(story: Story) -> None:
    _cancel(story, hours=2)  # the reminder of the afternoon comes all the same


def _remind_the_coach_after_the_cancel(story: Story) -> None:
    _cancel(story, hours=20)  # both reminders of Anne came before
    story.calls.remove(_about(story, COACH, "❌ Appointment cancelled")[0])


def _remind_of_the_time_before(story: Story) -> None:
    """Anne moves to noon; the reminder of the afternoon still speaks of ten."""
    story.sql("UPDATE appointments SET start = start + 7200, sequence = 1 WHERE id = 'aaaa'")
    made = next(call for call in story.calls if call.method == "sendDocument")
    moved = words("✅ Your appointment has a new time. The file puts it in your calendar.", "nl")
    caption = f"{moved}\n\n{at(TEN + 2 * HOUR, 'nl')}\n\nStadschool\n👤 Stadcoach Bilal"
    later = NINE + 2 * HOUR
    story.calls.append(replace(made, at=later, params=made.params | {"caption": caption}))


def _remind_when_it_has_begun(story: Story) -> None:
    [_, second] = _about(story, ANNE, "🔔 You have an appointment.")
    _change(story, second, at=TEN + HOUR)


def _book_twice(story: Story) -> None:
    ends = (TEN + HOUR / 2, TEN + HOUR)  # no time between: the coach's buffer is gone
    values = [int(moment.timestamp()) for moment in ends]
    story.sql(TALK, "cccc", BO, "", *values, BOOKED)


def _lose_a_booking(story: Story) -> None:
    story.sql("DELETE FROM appointments WHERE id = 'bbbb'")


def _never_confirm(story: Story) -> None:
    story.calls.remove(next(call for call in story.calls if call.method == "sendDocument"))


def _move_without_a_word(story: Story) -> None:
    story.sql("UPDATE appointments SET start = start + 3600 WHERE id = 'aaaa'")


def _not_tell_the_coach(story: Story) -> None:
    _unsend(story, COACH, "📅 New appointment")


def _not_tell_of_a_cancel(story: Story) -> None:
    story.sql("UPDATE appointments SET state = 'cancelled', sequence = 1 WHERE id = 'aaaa'")


def _invent_a_notice(story: Story) -> None:
    story.tells("📅 New appointment", "Bakawel", TEN + 3 * HOUR, NINE)


def _tell_another_parent(story: Story) -> None:
    _change(story, _about(story, COACH, "📅 New appointment")[0], chat_id=BO)


def _tell_another_coach(story: Story) -> None:
    _change(story, _about(story, COACH, "📅 New appointment")[0], chat_id=503)


def _remind_another_parent(story: Story) -> None:
    _change(story, _about(story, ANNE, "🔔 You have an appointment.")[0], chat_id=BO)


def _forget_an_update(story: Story) -> None:
    story.heard.remove(2)


def _hear_twice(story: Story) -> None:
    story.letter("message", NINE, cause=1)
    story.comes(ANNE, words("What do you want to do?", "nl"), [], NINE)


def _hear_what_nobody_said(story: Story) -> None:
    story.heard.add(3)


def _speak_another_language(story: Story) -> None:
    call = _about(story, ANNE, "🔔 You have an appointment.")[0]
    english = call.params["text"].replace(
        words("🔔 You have an appointment.", "nl"), "🔔 You have an appointment."
    )
    _change(story, call, params=call.params | {"text": english})


def _speak_the_language_of_before(story: Story) -> None:
    """Bo chose Arabic and read it; then English again."""
    story.taps(3, BO, "language::language:ar", NINE + HOUR)
    chosen = words("Good. We go on in this language.", "ar")
    story.comes(BO, chosen, ["menu::menu:book"], NINE + 1.1 * HOUR)
    story.letter("message", NINE + HOUR, cause=3)
    story.calls.sort(key=lambda call: call.at)


def _leave_a_letter(story: Story) -> None:
    story.sql("UPDATE letters SET ended = NULL, fate = NULL WHERE id = 1")


def _refuse_a_letter(story: Story) -> None:
    story.sql("UPDATE letters SET fate = 'refused' WHERE id = 1")


def _drop_an_answer(story: Story) -> None:
    story.sql("UPDATE letters SET fate = 'expired' WHERE id = 1")


def _keep_as_blocked(story: Story) -> None:
    story.sql(
        "INSERT INTO people (chat, name, language, blocked, seen) VALUES (?, '', 'nl', 1, 0)", ANNE
    )


def _repeat_without_a_reason(story: Story) -> None:
    story.calls.append(_about(story, ANNE, "🔔 You have an appointment.")[0])


def _only_say_that_it_was_sent(story: Story) -> None:
    story.letter("message", NINE, coach="bilal", cause=1)


def _surprise(story: Story) -> None:
    story.log = ['level=error logger=bot.updates event="an update failed" fault=KeyError']


def _erase_and_let_the_coach_wait(story: Story) -> None:
    story.sql("DELETE FROM appointments WHERE id = 'aaaa'")
    erased = (NINE + HOUR).timestamp()
    [mark] = story.evidence().tables.sealer.marks(f"{ANNE}")
    story.sql("INSERT INTO erased (mark, at) VALUES (?, ?)", mark, erased)


@pytest.mark.parametrize(
    ("doctor", "complaint"),
    [
        (_lose_a_reminder, "reminder lost"),
        (_lose_the_coachs_reminder, "reminder lost"),
        (_remind_after_the_cancel, "reminder of an old time"),
        (_remind_the_coach_after_the_cancel, "reminder of an old time"),
        (_remind_of_the_time_before, "reminder of an old time"),
        (_remind_when_it_has_begun, "reminder of an old time"),
        (_book_twice, "double booking"),
        (_lose_a_booking, "booking lost"),
        (_never_confirm, "booking that its parent was never told of"),
        (_move_without_a_word, "booking at another time than told"),
        (_not_tell_the_coach, "coach was not told"),
        (_not_tell_of_a_cancel, "coach was not told"),
        (_invent_a_notice, "coach was told of what is not so"),
        (_tell_another_parent, "wrong recipient"),
        (_tell_another_coach, "wrong recipient"),
        (_remind_another_parent, "wrong recipient"),
        (_forget_an_update, "update without effect"),
        (_hear_twice, "update with its effect twice"),
        (_hear_what_nobody_said, "update that nobody gave"),
        (_speak_another_language, "wrong language"),
        (_speak_the_language_of_before, "wrong language"),
        (_leave_a_letter, "letter stuck"),
        (_refuse_a_letter, "letter refused"),
        (_drop_an_answer, "answer dropped"),
        (_keep_as_blocked, "kept as out of reach, but is not"),
        (_repeat_without_a_reason, "repeated too often"),
        (_only_say_that_it_was_sent, "called sent, but never came"),
        (_surprise, "the program was surprised"),
        (_erase_and_let_the_coach_wait, "coach waits for a parent who erased everything"),
    ],
)
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
    _remind_of_the_time_before(story)
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
    """One letter a chat: it is counted, and no fault."""
    story = await honest(tmp_path)
    story.kills = 1
    _repeat_without_a_reason(story)
    found = check(story.evidence())
    assert found.faults == ()
    assert dict(found.lines)["… that came twice"] == 1
    assert dict(found.lines)["… repeated"] == 1


async def test_a_parent_who_had_blocked_the_bot_may_miss_a_reminder(tmp_path: Path) -> None:
    """What nobody could deliver is counted apart."""
    story = await honest(tmp_path)
    _lose_a_reminder(story)
    story.sql(
        "DELETE FROM letters WHERE kind = 'reminder' AND id = (SELECT min(id) FROM letters "
        "WHERE kind = 'reminder')"
    )
    for number, status, hours in ((3, "kicked", 0.5), (4, "member", 2.0)):
        change = {"chat": {"id": ANNE}, "new_chat_member": {"status": status}}
        story.does(number, ANNE, {"my_chat_member": change}, NINE + hours * HOUR)
    found = check(story.evidence())
    assert found.faults == ()
    assert dict(found.lines)["… the parent had blocked the bot"] == 1


def _asks(story: Story, number: int, language: str, minutes: float) -> None:
    """Let Bo tap, and read the menu in this language."""
    moment = NINE + 20 * HOUR + timedelta(minutes=minutes)
    story.taps(number, BO, "language::language:nl" if number == FIRST else "menu", moment)
    text = words("What do you want to do?", language)
    story.comes(BO, text, ["menu::menu:book"], moment + timedelta(seconds=1))
    story.letter("message", moment, cause=number)


async def test_a_language_may_be_the_new_one_as_soon_as_it_is_tapped(tmp_path: Path) -> None:
    """Nobody can tell when it is heard; but once it was read, the old one is wrong."""
    story = await honest(tmp_path)
    _asks(story, FIRST, "en", 0)
    _asks(story, FIRST + 1, "nl", 1)
    assert _faults(story) == ()
    _asks(story, FIRST + 2, "en", 2)
    [fault] = _faults(story)
    assert fault.startswith("wrong language: ")
