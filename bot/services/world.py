"""The world as a dialogue sees it: registries of all that a dialogue file can name."""

import logging
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from bot.conversation.drawing import OPEN
from bot.conversation.model import Choice, Conversation, Needs, Vocabulary
from bot.conversation.reader import read_all
from bot.conversation.turn import Answers, Refused, Said, Sent, Shared
from bot.conversation.words import Value
from bot.services import absences, gate, hours, offers, talks, values, waitlist
from bot.services.deeds import DEEDS
from bot.services.offers import MANY, on_day, parts
from bot.services.readers import READERS
from bot.services.snapshot import Snapshot


def _many_times(here: Snapshot, answers: Answers) -> bool:
    """More times than fit on the screen, and more than one part of the day to choose from."""
    return len(on_day(here, answers)) > MANY and len(parts(here, answers)) > 1


log = logging.getLogger(__name__)

Condition = Callable[[Snapshot, Answers], bool]
Offer = Callable[[Snapshot, Answers], Sequence[Choice]]
Worth = Callable[[Snapshot, Answers], Value]
CONDITIONS: Mapping[str, tuple[tuple[str, ...], Condition]] = {
    "no_dutch": ((), lambda here, _: here.person.language != "nl"),
    "many_times": (("day",), _many_times),
    "by_phone": (("how",), lambda _, answers: answers.get("how") == "phone"),
    "no_school": ((), lambda here, _: here.school is None),
    "no_coach": ((), lambda here, _: here.school is not None and here.coach is None),
    "too_many": (
        (),
        lambda here, _: len(here.coming) >= here.office.config.booking.most_coming,
    ),
    "is_coach": ((), lambda here, _: here.coach_id is not None),
    "is_coach_only": ((), lambda here, _: here.coach_id is not None and here.school is None),
    "is_linked": ((), lambda here, _: here.coach_id is not None or here.coordinates),
    "is_not_linked": ((), lambda here, _: here.coach_id is None and not here.coordinates),
    "is_parent": ((), lambda here, _: here.coach_id is None or here.school is not None),
    "reminders_on": ((), lambda here, _: here.person.reminders),
    "reminders_off": ((), lambda here, _: not here.person.reminders),
    "can_be_said": (
        (),
        lambda here, _: not here.person.aloud and here.office.speaks(here.person.language),
    ),
    "is_said": ((), lambda here, _: here.person.aloud),
    "call_waits": ((), lambda here, _: here.mail.call is not None),
    **talks.CONDITIONS,
    **waitlist.CONDITIONS,
    **absences.CONDITIONS,
    **hours.CONDITIONS,
    **gate.CONDITIONS,
}
OFFERS: Mapping[str, tuple[tuple[str, ...], Offer]] = {
    **offers.OFFERS,
    **talks.OFFERS,
    **absences.OFFERS,
    **hours.OFFERS,
    **gate.OFFERS,
}
VALUES: Mapping[str, tuple[tuple[str, ...], Worth]] = {
    **values.VALUES,
    **talks.VALUES,
    **waitlist.VALUES,
    **gate.VALUES,
    **absences.VALUES,
    **hours.VALUES,
}

ABOUT: Mapping[str, Callable[[Snapshot, str], bool]] = {
    "origin": lambda _, __: True,  # a place in the dialogues, looked at on the way back
    "appointment": lambda here, tag: any(item.id == tag for item in here.coming),
    "school": lambda here, tag: here.office.config.school(tag) is not None,
    "coach": lambda here, tag: here.coach_id == tag,
    "talk": lambda here, tag: here.talk({"talk": tag}) is not None,
    "message": lambda here, tag: here.mail.question({"message": tag}) is not None,
    "call": lambda here, tag: here.mail.to_call({"call": tag}) is not None,
    "absence": lambda here, tag: here.rota.own({"absence": tag}) is not None,
    "hours": lambda here, tag: hours.entry_of(here, tag) is not None,
    "freed": waitlist.knows,
    "past": lambda _, __: True,  # the deed looks who is asked how it was
}

VOCABULARY = Vocabulary(
    offers={name: Needs(needs) for name, (needs, _) in OFFERS.items()},
    reads={name: Needs() for name in READERS},
    when={OPEN: Needs(), **{name: Needs(needs) for name, (needs, _) in CONDITIONS.items()}},
    does={name: Needs(deed.needs, deed.outcomes) for name, deed in DEEDS.items()},
    values={name: Needs(needs) for name, (needs, _) in VALUES.items()},
    about=frozenset(ABOUT),
)


def read_conversations(replaced: Mapping[str, str] | None = None) -> dict[str, Conversation]:
    """Read the dialogues of bot/conversations/; `replaced` gives other texts for some files.

    Raises BrokenConversationsError with every fault.
    """
    return dict(_read(tuple(sorted((replaced or {}).items()))))


@cache  # the program's own files; checking them all is half of what a start costs
def _read(replaced: tuple[tuple[str, str], ...]) -> dict[str, Conversation]:
    folder = files("bot").joinpath("conversations")
    texts = {f.name: f.read_text("utf-8") for f in folder.iterdir() if f.name.endswith(".toml")}
    return read_all({**texts, **dict(replaced)}, VOCABULARY)


@dataclass(frozen=True, slots=True)
class Here:
    """A snapshot, asked by name: the World of the engine."""

    snapshot: Snapshot

    def offer(self, name: str, answers: Answers) -> Sequence[Choice]:
        """List the choices of this name."""
        return OFFERS[name][1](self.snapshot, answers)

    def holds(self, name: str, answers: Answers) -> bool:
        """Tell whether a condition holds."""
        return CONDITIONS[name][1](self.snapshot, answers)

    def read(self, name: str, heard: Said | Shared | Sent, answers: Answers) -> str | Refused:
        """Read an answer that was typed, shared or sent."""
        return READERS[name](self.snapshot, heard, answers)

    def value(self, name: str, answers: Answers) -> Value:
        """Give the value of a {placeholder}."""
        return VALUES[name][1](self.snapshot, answers)

    def knows(self, about: str, tag: str) -> bool:
        """Tell whether this person may see the thing a conversation is about."""
        known = ABOUT[about](self.snapshot, tag)
        if about == "coach" and not known:
            log.warning("somebody tapped a button of a coach who is another")
        return known

    def spell(self, value: Value) -> str:
        """Put a label into the person's language."""
        office, person = self.snapshot.office, self.snapshot.person
        return office.languages.label(value, person.language, office.today())
