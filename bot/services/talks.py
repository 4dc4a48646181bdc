"""The talks of a coach, as the coach sees them: the week, one talk, the times proposed."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, timedelta
from itertools import groupby

from bot.conversation.model import Choice
from bot.conversation.turn import Answers
from bot.conversation.words import Lines, Say, Value, say, say_n
from bot.scheduling.policy import may_call_off, may_say_late, may_say_outcome
from bot.services.offers import MOMENT
from bot.services.office import Office
from bot.services.snapshot import AGENDA_DAYS, Snapshot
from bot.services.topics import KINDS
from bot.services.values import summary
from storage.appointments import Appointment
from storage.proposals import Proposal

WEEKDAYS = (say("Mon"), say("Tue"), say("Wed"), say("Thu"), say("Fri"), say("Sat"), say("Sun"))
LONGEST_NAME = 14  # characters in a button
BECAME: Mapping[str, Say] = {
    "held": say("✅ The talk was held."),
    "no_show": say("🚪 Nobody came."),
    "turned_away": say("❌ Cancelled at the door."),
    "cancelled": say("❌ Appointment cancelled"),
}
AWAY = "🌴"
PARENT_CHOOSES = say("🌴 You are not there. The parent chooses another time.")
HOW_WAS_IT = say("Was this talk held?")
YOU_ASKED = say("🔄 You asked for another time. The parent can choose:")


def agenda(here: Snapshot, _: Answers) -> Value:
    """The week in short: per day the time, the first name, how and where."""
    coming = here.agenda
    head = say_n(
        "🗓️ {count} talk in the next 7 days.",
        "🗓️ {count} talks in the next 7 days.",
        len(coming),
    )
    parts: list[Value] = [head]
    for day, items in groupby(coming, lambda item: here.office.local(item.start).date()):
        parts.append(Lines((day, *(_line(here, item) for item in items))))
    if count := sum(_is_open(here, item) for item in _talks(here)):
        parts.append(
            say_n(
                "Of {count} past talk I do not know if it was held. Tap it.",
                "Of {count} past talks I do not know if they were held. Tap them.",
                count,
            )
        )
    return Lines(tuple(parts), gap=True)


def week_talks(here: Snapshot, _: Answers) -> Sequence[Choice]:
    """Today and the coming week, then what is still to be said, later talks, and what is said."""
    talks = sorted(_talks(here), key=lambda item: _rank(here, item))
    return [
        Choice(item.id, _label(here, item), begins="desk_talk", subject=item.id) for item in talks
    ]


def talk_card(here: Snapshot, answers: Answers) -> Value:
    """All about one talk: the answers of the parent, and what became of it."""
    item = here.talk(answers)
    if item is None:
        return ""
    parts: list[Value] = [BECAME[item.state]] if item.state in BECAME else []
    parts.append(summary(here.office, item))
    if item.state == "booked" and here.rota.is_off(item):
        parts.append(PARENT_CHOOSES)
    if item.late and item.state == "booked":
        parts.append(
            say("⏱️ The parent knows that you are {minutes} minutes late.", minutes=item.late)
        )
    if sent := still_open(here, item.id):
        parts.append(Lines((YOU_ASKED, *(moment(here.office, start) for start in sent))))
    if _is_open(here, item):
        parts.append(HOW_WAS_IT)
    return Lines(tuple(parts), gap=True)


def drafts(here: Snapshot, answers: Answers) -> Value:
    """The times that a coach is about to propose."""
    found = here.proposals.get(answers.get("talk", ""), Proposal()).drafts
    return Lines(tuple(moment(here.office, start) for start in found))


def proposed_times(here: Snapshot, answers: Answers) -> Sequence[Choice]:
    """The times from which a parent can choose; what was taken meanwhile is told at the tap."""
    found = still_open(here, answers.get("appointment", ""))
    return [Choice(f"{start:{MOMENT}}", moment(here.office, start)) for start in found]


def still_open(here: Snapshot, appointment: str) -> list[datetime]:
    """List the times proposed to a parent that are still to come."""
    sent = here.proposals.get(appointment, Proposal()).sent
    return [start for start in sent if start > here.now]


def moment(office: Office, start: datetime) -> Say:
    """Give day and time on one line."""
    local = office.local(start)
    return Say("{day} {clock}", {"day": local.date(), "clock": f"{local:%H:%M}"})


def _talks(here: Snapshot) -> list[Appointment]:
    return here.desk.talks() if here.desk else []


def _is_open(here: Snapshot, item: Appointment) -> bool:
    """Tell whether a talk has begun, and nobody said what became of it."""
    return item.state == "booked" and item.start <= here.now


def _rank(here: Snapshot, item: Appointment) -> tuple[int, float]:
    start, today = item.start.timestamp(), here.office.today()
    if item.state != "booked":
        return 3, -start
    if here.office.local(item.start).date() < today and item.end <= here.now:
        return 1, -start
    return (0 if item.start < here.now + timedelta(days=AGENDA_DAYS) else 2), start


def _label(here: Snapshot, item: Appointment) -> Value:
    local = here.office.local(item.start)
    label = Say(
        "{weekday} {number} · {clock} {name}",
        {
            "weekday": WEEKDAYS[local.weekday()],
            "number": local.day,
            "clock": f"{local:%H:%M}",
            "name": item.name[:LONGEST_NAME],
        },
    )
    if item.state in BECAME:
        sign = BECAME[item.state].msgid.split()[0]
    elif here.rota.is_off(item):
        sign = AWAY
    else:
        return label
    return Say("{sign} {talk}", {"sign": sign, "talk": label})


def _line(here: Snapshot, item: Appointment) -> Value:
    office = here.office
    school = office.config.school(item.school)
    return Say(
        "{away}{clock} {name} · {how} · {school}",
        {
            "away": f"{AWAY} " if here.rota.is_off(item) else "",
            "clock": f"{office.local(item.start):%H:%M}",
            "name": item.name,
            "how": KINDS[item.kind],
            "school": school.name if school else item.school,
        },
    )


def _may(rule: Callable[[Snapshot, Appointment], str | None]) -> Callable[..., bool]:
    """Make a condition of a rule about the talk that is spoken of."""

    def holds(here: Snapshot, answers: Answers) -> bool:
        item = here.talk(answers)
        return item is not None and rule(here, item) is None

    return holds


TALK = ("talk",)
UNTAKEN = "not_taken_over"  # there is no phone yet on which somebody reads or chooses
OFFERS = {
    "week_talks": ((), week_talks),
    "proposed_times": (("appointment",), proposed_times),
}
VALUES = {
    "agenda": ((), agenda),
    "talk_card": (TALK, talk_card),
    "drafts": (TALK, drafts),
    "parent_name": (TALK, lambda here, answers: getattr(here.talk(answers), "name", "")),
}
CONDITIONS = {
    "talk_movable": (
        TALK,
        _may(
            lambda here, i: (
                may_call_off(start=i.start, booked=i.state == "booked", now=here.now)
                if not i.is_nobodys
                else UNTAKEN
            )
        ),
    ),
    "talk_near": (
        TALK,
        _may(
            lambda here, i: (
                may_say_late(start=i.start, booked=i.state == "booked", now=here.now)
                if not i.is_nobodys
                else UNTAKEN
            )
        ),
    ),
    "talk_begun": (
        TALK,
        _may(
            lambda here, i: may_say_outcome(
                start=i.start, cancelled=i.state == "cancelled", now=here.now
            )
        ),
    ),
}
