"""Talks, reminders and notices that are not as they must be, and how the checker names them."""

from collections.abc import Callable
from dataclasses import replace

from tests.program.doctoring import FIRST, TEN, about, block, cancel, change, unsend
from tests.program.honest import ANNE, BO, COACH, HOUR, NINE, TALK, Story, at, words

Doctor = Callable[[Story], None]
BOOKED = int(NINE.timestamp())


def lose_a_reminder(story: Story) -> None:
    unsend(story, ANNE, "🔔 You have an appointment.")


def _lose_the_coachs_reminder(story: Story) -> None:
    unsend(story, COACH, "🔔 Soon: an appointment")


def _remind_after_the_cancel(story: Story) -> None:
    cancel(story, hours=2)  # the reminder of the afternoon comes all the same


def _remind_the_coach_after_the_cancel(story: Story) -> None:
    cancel(story, hours=20)  # both reminders of Anne came before
    story.calls.remove(about(story, COACH, "❌ Appointment cancelled")[0])


def remind_of_the_time_before(story: Story) -> None:
    """Anne moves to noon; the reminder of the afternoon still speaks of ten."""
    story.sql("UPDATE appointments SET start = start + 7200, sequence = 1 WHERE id = 'aaaa'")
    made = next(call for call in story.calls if call.method == "sendDocument")
    moved = words("✅ Your appointment has a new time. The file puts it in your calendar.", "nl")
    caption = f"{moved}\n\n{at(TEN + 2 * HOUR, 'nl')}\n\nStadschool\n👤 Stadcoach Bilal"
    later = NINE + 2 * HOUR
    story.calls.append(replace(made, at=later, params=made.params | {"caption": caption}))


def _remind_when_it_has_begun(story: Story) -> None:
    [_, second] = about(story, ANNE, "🔔 You have an appointment.")
    change(story, second, at=TEN + HOUR)


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
    unsend(story, COACH, "📅 New appointment")


def _not_tell_of_a_cancel(story: Story) -> None:
    story.sql("UPDATE appointments SET state = 'cancelled', sequence = 1 WHERE id = 'aaaa'")


def _invent_a_notice(story: Story) -> None:
    story.tells("📅 New appointment", "Bakawel", TEN + 3 * HOUR, NINE)


def _tell_another_parent(story: Story) -> None:
    change(story, about(story, COACH, "📅 New appointment")[0], chat_id=BO)


def _tell_another_coach(story: Story) -> None:
    change(story, about(story, COACH, "📅 New appointment")[0], chat_id=503)


def _remind_another_parent(story: Story) -> None:
    change(story, about(story, ANNE, "🔔 You have an appointment.")[0], chat_id=BO)


def _invent_a_notice_of_one_who_was_away_before(story: Story) -> None:
    """To have blocked the bot once explains nothing that happens later."""
    block(story, -0.9, -0.8)
    _invent_a_notice(story)


def _invent_a_notice_of_one_who_erased_long_after(story: Story) -> None:
    story.taps(FIRST, ANNE, "erasing::sure:yes", NINE + 20 * HOUR)
    story.letter("message", ANNE, "…", [], NINE + 20 * HOUR, cause=FIRST)
    _invent_a_notice(story)


def _confirm_two_at_one_time(story: Story) -> None:
    """Anne cancels two hours later: at the end nothing is wrong in the database."""
    story.confirms(FIRST, "Bakedok", "cccc", TEN + HOUR / 4, NINE + HOUR)
    cancel(story, hours=2)


def _confirm_two_of_which_one_erases(story: Story) -> None:
    """Of Anne's talk nothing is left but what she read."""
    story.confirms(FIRST, "Bakedok", "cccc", TEN, NINE + HOUR)
    story.taps(FIRST + 1, ANNE, "erasing::sure:yes", NINE + 2 * HOUR)
    _erase_and_let_the_coach_wait(story)


def _speak_another_language(story: Story) -> None:
    call = about(story, ANNE, "🔔 You have an appointment.")[0]
    english = call.params["text"].replace(
        words("🔔 You have an appointment.", "nl"), "🔔 You have an appointment."
    )
    change(story, call, params=call.params | {"text": english})


def _speak_the_language_of_before(story: Story) -> None:
    """Bo chose Arabic and read it; then English again."""
    story.taps(3, BO, "language::language:ar", NINE + HOUR)
    chosen = words("Good. We go on in this language.", "ar")
    story.sends(BO, chosen, ["menu::menu:book"], NINE + 1.1 * HOUR, cause=3)
    story.calls.sort(key=lambda call: call.at)


def _erase_and_let_the_coach_wait(story: Story) -> None:
    story.sql("DELETE FROM appointments WHERE id = 'aaaa'")
    erased = (NINE + HOUR).timestamp()
    [mark] = story.evidence().tables.sealer.marks(f"{ANNE}")
    story.sql("INSERT INTO erased (mark, at) VALUES (?, ?)", mark, erased)


TALKS: tuple[tuple[Doctor, str], ...] = (
    (lose_a_reminder, "reminder lost"),
    (_lose_the_coachs_reminder, "reminder lost"),
    (_remind_after_the_cancel, "reminder of an old time"),
    (_remind_the_coach_after_the_cancel, "reminder of an old time"),
    (remind_of_the_time_before, "reminder of an old time"),
    (_remind_when_it_has_begun, "reminder of an old time"),
    (_book_twice, "double booking"),
    (_confirm_two_at_one_time, "double booking"),
    (_confirm_two_of_which_one_erases, "double booking"),
    (_lose_a_booking, "booking lost"),
    (_never_confirm, "booking that its parent was never told of"),
    (_move_without_a_word, "booking at another time than told"),
    (_not_tell_the_coach, "coach was not told"),
    (_not_tell_of_a_cancel, "coach was not told"),
    (_invent_a_notice, "coach was told of what is not so"),
    (_invent_a_notice_of_one_who_was_away_before, "coach was told of what is not so"),
    (_invent_a_notice_of_one_who_erased_long_after, "coach was told of what is not so"),
    (_tell_another_parent, "wrong recipient"),
    (_tell_another_coach, "wrong recipient"),
    (_remind_another_parent, "wrong recipient"),
    (_speak_another_language, "wrong language"),
    (_speak_the_language_of_before, "wrong language"),
    (_erase_and_let_the_coach_wait, "coach waits for a parent who erased everything"),
)
