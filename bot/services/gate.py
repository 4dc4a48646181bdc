"""A coach books for a parent at the school gate: what is asked, offered and shown."""

from collections.abc import Callable, Mapping, Sequence

from bot.conversation.model import Choice
from bot.conversation.turn import Answers
from bot.conversation.words import LanguageName, Lines, Say, Value, say
from bot.services.callbacks import number
from bot.services.offers import chosen_time, given_number, wants_interpreter
from bot.services.snapshot import Snapshot
from bot.services.topics import KINDS
from bot.services.values import interpreter, when


def own_schools(here: Snapshot, _: Answers) -> Sequence[Choice]:
    """The schools of this coach."""
    config = here.office.config
    coach = config.coach(here.coach_id or "")
    found = (config.school(name) for name in coach.schools) if coach else ()
    return [Choice(school.id, school.name) for school in found if school]


def summary(here: Snapshot, answers: Answers) -> Value:
    """All that was answered for the parent."""
    offer = here.offer(answers)
    lines: list[Value] = [
        when(here.office, chosen_time(answers)),
        Say("🙂 {name}", {"name": answers["called"]}),
        KINDS[answers["how"]],
        offer.school.name if offer else "",
        Say(here.office.topics[answers["topic"]].label.msgid),
        say("🌐 Language: {language}", language=LanguageName(answers["speaks"])),
    ]
    if "interpreter" in answers:
        lines.append(interpreter(wanted=wants_interpreter(answers)))
    if "phone" in answers:
        lines.append(number(given_number(answers)))
    return Lines(tuple(lines))


def _is_nobodys(here: Snapshot, answers: Answers) -> bool:
    """The talk was booked by the coach, and no parent has it on a phone yet."""
    item = here.talk(answers)
    return item is not None and item.state == "booked" and item.is_nobodys and item.end > here.now


def _is_untaken(here: Snapshot, answers: Answers) -> bool:
    """The talk was booked by the coach, and no parent ever had it on a phone."""
    item = here.talk(answers)
    return item is not None and item.is_nobodys


CONDITIONS: Mapping[str, tuple[tuple[str, ...], Callable[[Snapshot, Answers], bool]]] = {
    "many_schools": ((), lambda here, answers: len(own_schools(here, answers)) > 1),
    "speaks_other": (("speaks",), lambda _, answers: answers.get("speaks") != "nl"),
    "talk_nobodys": (("talk",), _is_nobodys),
    "talk_untaken": (("talk",), _is_untaken),
}
OFFERS: Mapping[str, tuple[tuple[str, ...], Callable[[Snapshot, Answers], Sequence[Choice]]]] = {
    "own_schools": ((), own_schools),
}
VALUES: Mapping[str, tuple[tuple[str, ...], Callable[[Snapshot, Answers], Value]]] = {
    "gate_summary": (
        ("called", "speaks", "topic", "how", "time", "interpreter?", "phone?"),
        summary,
    ),
}
