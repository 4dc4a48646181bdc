"""Letters, updates and a log that are not as they must be, and how the checker names them."""

from collections.abc import Callable

from benchmarks.chaos.evidence import Kill
from tests.program.doctoring import FIRST, TEN, UPDATE_FAILED, about, kill_at, menus, repeat_later
from tests.program.honest import ANNE, COACH, HOUR, NINE, Story, words

Doctor = Callable[[Story], None]


def _hear_without_effect(story: Story) -> None:
    """It is noted as heard, but nobody answers."""
    story.taps(FIRST, ANNE, "menu::menu:mine", NINE + HOUR)


def _lose_one_and_double_another(story: Story) -> None:
    """As many messages came as letters were sent."""
    first, second = menus(story)
    story.calls.remove(first)
    story.calls.append(second)


def _repeat_all_at_one_kill(story: Story) -> None:
    story.kills = [Kill(0, 0)] * 5 + [kill_at(TEN)]
    story.calls += story.calls


def _repeat_what_was_marked(story: Story) -> None:
    """A later message of the chat came before the kill: the first one was marked."""
    first, second = menus(story)
    repeat_later(story, first)
    story.kills = [kill_at(second.at, since=first.at)]


def _repeat_long_before_the_kill(story: Story) -> None:
    first = about(story, ANNE, "🔔 You have an appointment.")[0]
    repeat_later(story, first)
    story.kills = [kill_at(first.at + HOUR)]


def _send_what_is_no_letter(story: Story) -> None:
    story.comes(ANNE, "Hallo", [], NINE)


def _refuse_a_column(story: Story) -> None:
    story.log = [f'{UPDATE_FAILED} reason="no such column: lane"']


def _refuse_letters_for_a_column(story: Story) -> None:
    story.log = ['level=error event="the database refuses: no such column: lane; letters wait"']


def _forget_an_update(story: Story) -> None:
    story.heard.remove(2)


def _hear_twice(story: Story) -> None:
    story.sends(ANNE, words("What do you want to do?", "nl"), [], NINE, cause=1)


def _hear_what_nobody_said(story: Story) -> None:
    story.heard.add(3)


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
    story.calls.append(about(story, ANNE, "🔔 You have an appointment.")[0])


def _only_say_that_it_was_sent(story: Story) -> None:
    story.letter("message", COACH, "…", ["coach_notice:bilal:notice:agenda"], NINE, cause=1)


def _surprise(story: Story) -> None:
    story.log = ['level=error logger=bot.updates event="an update failed" fault=KeyError']


LETTERS: tuple[tuple[Doctor, str], ...] = (
    (_forget_an_update, "update without effect"),
    (_hear_without_effect, "update without effect"),
    (_hear_twice, "update with its effect twice"),
    (_hear_what_nobody_said, "update that nobody gave"),
    (_leave_a_letter, "letter stuck"),
    (_refuse_a_letter, "letter refused"),
    (_drop_an_answer, "answer dropped"),
    (_keep_as_blocked, "kept as out of reach, but is not"),
    (_repeat_without_a_reason, "repeated without a reason"),
    (_lose_one_and_double_another, "called sent, but never came"),
    (_lose_one_and_double_another, "repeated without a reason"),
    (_repeat_all_at_one_kill, "repeated without a reason"),
    (_repeat_what_was_marked, "repeated without a reason"),
    (_repeat_long_before_the_kill, "repeated without a reason"),
    (_send_what_is_no_letter, "message of no letter"),
    (_refuse_a_column, "the program was surprised"),
    (_refuse_letters_for_a_column, "the program was surprised"),
    (_only_say_that_it_was_sent, "called sent, but never came"),
    (_surprise, "the program was surprised"),
)
