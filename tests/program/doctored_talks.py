"""Talks, reminders and notices that are not as they must be, and how the checker names them."""

from collections.abc import Callable
from dataclasses import replace

from tests.program.doctoring import (
    FIRST,
    TEN,
    about,
    ask_for_another_time,
    ask_the_coach,
    call_off,
    cancel,
    change,
    hand_over,
    move,
    unsend,
)
from tests.program.honest import ANNE, BO, COACH, HOUR, NINE, TALK, Story, words

Doctor = Callable[[Story], None]
BOOKED = int(NINE.timestamp())
PERSON = "INSERT INTO people (chat, name, language, seen) VALUES (?, '', 'nl', 0)"


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
    move(story, hours=2)


def _remind_who_is_to_choose_another_time(story: Story) -> None:
    ask_for_another_time(story)


def _remind_who_wants_no_reminders(story: Story) -> None:
    story.sql(PERSON, ANNE)
    story.taps(FIRST, ANNE, "settings::what:silence", NINE + HOUR)
    story.sql("UPDATE people SET reminders = 0 WHERE chat = ?", ANNE)


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


def _name_another_parent(story: Story) -> None:
    story.tells("📅 New appointment", "Bakedok", TEN, NINE, cause=1)


def _confirm_another_time(story: Story) -> None:
    """The words say eleven, the row says ten."""
    story.sql("UPDATE history SET start = start - 3600 WHERE talk = 'bbbb'")


def _hand_over_to_who_is_not_told(story: Story) -> None:
    hand_over(story)


def _lose_a_question(story: Story) -> None:
    ask_the_coach(story)


def _lose_an_answer(story: Story) -> None:
    ask_the_coach(story)
    moment = NINE + 2 * HOUR
    story.letter("message", ANNE, "👤 Kom maar.", ["answer::answer:ask"], moment, talk="qqqq")


def _tell_of_four_free_times(story: Story) -> None:
    for number in range(4):
        text, buttons = f"⏳ {number}", ["earlier:1:wanted:take"]
        story.sends(BO, text, buttons, NINE + number * HOUR, talk="wwww")


def _lose_an_e_mail(story: Story) -> None:
    del story.mails[0]


def _mail_twice(story: Story) -> None:
    story.mails.append(story.mails[0])


def _mail_somebody_else(story: Story) -> None:
    story.mails[0] = replace(story.mails[0], coach="anna")


def _leave_a_calendar_behind(story: Story) -> None:
    """Anne moves; the calendar hears nothing."""
    move(story, hours=2)
    gone = story.mails.pop()
    story.sql("DELETE FROM ledger WHERE id = ?", int(gone.number))


def _leave_a_talk_in_a_calendar(story: Story) -> None:
    cancel(story, hours=2)
    gone = story.mails.pop()
    story.sql("DELETE FROM ledger WHERE id = ?", int(gone.number))


def _confirm_two_at_one_time(story: Story) -> None:
    """Anne cancels two hours later: at the end nothing is wrong in the database."""
    story.confirms(FIRST, "Bakedok", "cccc", TEN + HOUR / 4, NINE + HOUR)
    cancel(story, hours=2)


def _confirm_two_of_which_one_erases(story: Story) -> None:
    """Of Anne's talk nothing is left but what she read."""
    story.confirms(FIRST, "Bakedok", "cccc", TEN, NINE + HOUR)
    _erase_and_let_the_coach_wait(story, 2)


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


def _erase_and_let_the_coach_wait(story: Story, hours: float = 1) -> None:
    erased = NINE + hours * HOUR
    story.taps(FIRST + 1, ANNE, "erasing::sure:yes", erased)
    story.letter("message", ANNE, "…", [], erased, cause=FIRST + 1)
    story.sql("DELETE FROM appointments WHERE id = 'aaaa'")
    [mark] = story.evidence().tables.sealer.marks(f"{ANNE}")
    story.sql("INSERT INTO erased (mark, at) VALUES (?, ?)", mark, erased.timestamp())


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
    (_never_confirm, "not told to its parent"),
    (_move_without_a_word, "not told to its parent"),
    (_confirm_another_time, "told a parent what is not so"),
    (_not_tell_the_coach, "coach was not told"),
    (_not_tell_of_a_cancel, "coach was not told"),
    (_hand_over_to_who_is_not_told, "coach was not told"),
    (call_off, "done by a coach, not told to the parent"),
    (_invent_a_notice, "coach was told of what is not so"),
    (_name_another_parent, "coach was told of what is not so"),
    (_remind_who_is_to_choose_another_time, "reminder of an old time"),
    (_remind_who_wants_no_reminders, "reminder of an old time"),
    (_lose_a_question, "question that no coach read"),
    (_lose_an_answer, "answer that no parent read"),
    (_tell_of_four_free_times, "told too often of free times"),
    (_lose_an_e_mail, "e-mail called sent, but never came"),
    (_mail_twice, "e-mails repeated without a reason"),
    (_mail_somebody_else, "e-mail to somebody else"),
    (_leave_a_calendar_behind, "calendar"),
    (_leave_a_talk_in_a_calendar, "calendar"),
    (_tell_another_parent, "wrong recipient"),
    (_tell_another_coach, "wrong recipient"),
    (_remind_another_parent, "wrong recipient"),
    (_speak_another_language, "wrong language"),
    (_speak_the_language_of_before, "wrong language"),
    (_erase_and_let_the_coach_wait, "coach waits for a parent who erased everything"),
)
