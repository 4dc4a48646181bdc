"""Parents who wait for a time that comes free: what fits, and what they read of it."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

from bot.conversation.turn import Answers
from bot.conversation.words import Lines, Say, Value, say, say_n
from bot.scheduling.slots import Slot
from bot.scheduling.stretches import Stretch
from bot.services.snapshot import Snapshot
from bot.services.topics import KINDS
from bot.services.values import when, where
from storage.waiting_list import MOST_TOLD, Wait

TERM = timedelta(weeks=4)
APART = timedelta(hours=3)  # between two messages to a parent: what comes free at once is one
NO_DAY = "none"  # the answer that no day fits
LONGEST_TAG = 8  # digits of minutes since 1970
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MINUTE = timedelta(minutes=1)


def fitting(
    there: Snapshot, wait: Wait, stretches: Sequence[Stretch], due: datetime
) -> Slot | None:
    """Find the first time that is wanted in the stretches."""
    for slot in wanted(there, wait, due):
        if any(slot.start < end and start < slot.end for start, end in stretches):
            return slot
    return None


def wanted(there: Snapshot, wait: Wait, due: datetime) -> list[Slot]:
    """List the free times that a parent waits for and can still book when it is read."""
    item = there.appointment({"appointment": wait.appointment or ""})
    if wait.appointment and item is None:
        return []
    if item is None and (there.school is None or there.school.id != wait.school):
        return []
    soonest = due + there.office.config.booking.notice
    return [
        slot
        for slot in there.slots(asked(wait))
        if slot.start > soonest and (item is None or slot.start < item.start)
    ]


def may_tell(wait: Wait, now: datetime) -> bool:
    """Tell whether a parent can hear of a time now: not too often, and not again so soon."""
    return not is_last(wait) and (wait.last is None or now - wait.last >= APART)


def is_last(wait: Wait) -> bool:
    """Tell whether a parent heard of as many times as anybody does."""
    return wait.told >= MOST_TOLD


def asked(wait: Wait) -> Answers:
    """Give what a parent waits for as the answers of a dialogue."""
    if wait.appointment:
        return {"appointment": wait.appointment}
    interpreter = "yes" if wait.interpreter else "no"
    return {"topic": wait.topic, "how": wait.kind, "interpreter": interpreter}


def tag_of(start: datetime) -> str:
    """Give what a button carries of a time: minutes since 1970."""
    return f"{(start - _EPOCH) // _MINUTE}"


def start_of(answers: Answers) -> datetime:
    """Read it back, in UTC."""
    return _EPOCH + int(answers["freed"]) * _MINUTE


def knows(here: Snapshot, tag: str) -> bool:
    """Tell whether somebody waits, and a button carries a time."""
    return here.wait is not None and tag.isdecimal() and len(tag) <= LONGEST_TAG


def kept(here: Snapshot) -> list[Value]:
    """Tell what is kept of somebody who waits."""
    wait = here.wait
    if wait is None:
        return []
    topic = here.office.topics.get(wait.topic)
    lines: list[Value] = [
        say("⏳ You want to hear of a free time until:"),
        here.office.local(wait.until).date(),
        KINDS[wait.kind],
    ]
    lines += [Say(topic.label.msgid)] if topic else []
    lines.append(
        say_n("I told you of {count} free time.", "I told you of {count} free times.", wait.told)
    )
    return [Lines(tuple(lines))]


def _freed_when(here: Snapshot, answers: Answers) -> Value:
    return when(here.office, start_of(answers))


def _freed_where(here: Snapshot, _: Answers) -> Value:
    wait = here.wait
    return where(wait.kind, here.office.config.school(wait.school)) if wait else ""


VALUES = {
    "freed_when": (("freed",), _freed_when),
    "freed_where": (("freed",), _freed_where),
}
CONDITIONS = {
    "no_day": (("day",), lambda _, answers: answers.get("day") == NO_DAY),
    "waits": ((), lambda here, _: here.wait is not None),
    "waits_by_phone": (
        (),
        lambda here, _: (
            here.wait is not None and here.wait.kind == "phone" and here.wait.appointment is None
        ),
    ),
}
