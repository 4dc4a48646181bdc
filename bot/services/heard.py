"""What all parents hear the same: every sentence they can meet, by the dialogue it stands in."""

from collections.abc import Iterator, Mapping

from bot.conversation.model import Choice, Conversation, Question
from bot.conversation.words import Local, Say, Value, say
from bot.i18n.template import sentences
from bot.services.topics import read_topics
from bot.services.values import call, help_line
from bot.settings import Config, School

Scenes = Mapping[str, tuple[Value, ...]]  # what is said, by where

BUTTON = say("Button {number}:")
BUTTONS = 12  # as many as are counted when a message is read aloud
FIRST = "welcome"  # the dialogue in which a parent begins
DIALOGUES = "bot/conversations/"
# Not for parents. `coach`, `coach_away` and `coach_late` are, of their coach.
STAFF = {"coach_notice", "coordinator", "invitation"}
STAFF_DESK = "desk"  # so begin the names of all dialogues of a coach's work
STAFF_ONLY = {"is_coach", "is_coach_only", "is_linked"}  # conditions of buttons
# Files with sentences for coaches, the coordinator or calendars only, and what Telegram shows.
STAFF_FILES = {
    "bot/delivery/calendar_file.py",
    "bot/delivery/composing.py",
    "bot/delivery/profile.py",
    "bot/heartbeat.py",
    "bot/services/absences.py",
    "bot/services/agenda.py",
    "bot/services/channels.py",
    "bot/services/coach_export.py",
    "bot/services/coordinator.py",
    "bot/services/gate.py",
    "bot/services/hand_over_news.py",
    "bot/services/hours.py",
    "bot/services/invitations.py",
    "bot/services/left_behind.py",
    "bot/services/new_hands.py",
    "bot/services/notices.py",
    "bot/services/still_open.py",
    "bot/services/talks.py",
    "bot/services/undecided.py",
}
MANY, TOPICS = "Many dialogues", "What a talk can be about"
SCHOOLS, HELP, COUNTED = "Schools", "Numbers for help", "The numbers of buttons, when read aloud"


def heard(config: Config, conversations: Mapping[str, Conversation]) -> Scenes:
    """Give all of it, in the order in which a parent meets it.

    What the municipality fixed is filled in; a sentence with other {placeholders} is given too,
    for the lines in it that have none. The helper of a button is seen for a moment, not heard.
    """
    town = config.municipality
    fixed = {"role": config.role, "contact": town.contact, "phone_number": town.phone}
    scenes: dict[str, list[Value]] = {}
    for dialogue in _met(conversations):
        scenes.setdefault(dialogue.title, []).extend(_said(dialogue))
    scenes[TOPICS] = [topic.label for name, topic in read_topics().items() if name in config.topics]
    scenes[HELP] = [*map(help_line, config.help), call(config)]
    scenes[SCHOOLS] = [value for school in config.schools for value in _school(school)]
    scenes[MANY] = [*map(Say, _elsewhere()), config.role]
    scenes[COUNTED] = [Say(BUTTON.msgid, {"number": number + 1}) for number in range(BUTTONS)]
    return {title: tuple(_filled(value, fixed) for value in said) for title, said in scenes.items()}


def _filled(value: Value, fixed: Mapping[str, Value]) -> Value:
    if isinstance(value, Say) and not value.values:
        known = {name: item for name, item in fixed.items() if f"{{{name}}}" in value.msgid}
        return Say(value.msgid, known)
    return value


def _met(conversations: Mapping[str, Conversation]) -> Iterator[Conversation]:
    """Go from dialogue to dialogue as a parent does, then through those that come by themselves."""
    waiting = [FIRST, *conversations]
    seen: set[str] = set()
    while waiting:
        name = waiting.pop(0)
        if name in seen or name not in conversations or is_staff(name):
            continue
        seen.add(name)
        yield conversations[name]
        waiting = [*_ways(conversations[name]), *waiting]


def is_staff(dialogue: str) -> bool:
    """Tell whether a dialogue is for coaches or the coordinator only."""
    return dialogue in STAFF or dialogue.split("_", maxsplit=1)[0] == STAFF_DESK


def _ways(dialogue: Conversation) -> Iterator[str]:
    yield from (name for it in dialogue.outcomes.values() if (name := it.then))
    yield from (
        name for it in dialogue.questions for choice in _choices(it) if (name := choice.begins)
    )


def _choices(question: Question) -> Iterator[Choice]:
    return (choice for choice in question.choices if choice.when not in STAFF_ONLY)


def _said(dialogue: Conversation) -> Iterator[Value]:
    for question in dialogue.questions:
        yield from (Say(text) for text in (question.text, question.empty, question.share) if text)
        for choice in _choices(question):
            yield choice.label
    yield from (Say(outcome.text) for outcome in dialogue.outcomes.values() if outcome.text)
    if dialogue.refusal:
        yield Say(dialogue.refusal)


def _school(school: School) -> Iterator[Value]:
    yield school.name
    yield Say("🏫 {school}", {"school": school.name})
    yield school.address
    if school.room:
        yield Local(school.room)


def _elsewhere() -> Iterator[str]:
    """Give the sentences that stand in no dialogue: those of Python."""
    for msgid, places in sentences().items():
        code = [place for place in places if place.endswith(".py")]
        if code and not STAFF_FILES.issuperset(code):
            yield msgid
