"""Which reminders had to come, and when: the rules of docs/design.md, written here once more."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from benchmarks.chaos.evidence import Evidence
from benchmarks.chaos.history import Span, history

SUNDAY = 6
BEFORE_QUIET = timedelta(minutes=30)
APART = timedelta(hours=4)


@dataclass(frozen=True, slots=True)
class Due:
    """A reminder that has to come between two moments; `next_` is the next of the same talk.

    From `until` on the talk is another one, or is reminded of anew.
    """

    chat: int
    talk: str
    start: datetime
    due: datetime
    next_: datetime | None
    until: datetime


def dues_of(evidence: Evidence) -> Iterator[Due]:
    """Say which reminders had to come until the end."""
    for span in history(evidence).spans():
        for due in (*_of_parent(evidence, span), *_of_coach(evidence, span)):
            if due.due <= evidence.until:
                yield due


def _of_parent(evidence: Evidence, span: Span) -> Iterator[Due]:
    step = span.step
    if not span.wants or step.parent < 0:
        return
    planned = _planned(evidence, step.start, span.since)
    for due, next_ in zip(planned, [*planned[1:], None], strict=False):
        if due < span.until:
            yield Due(step.parent, step.talk, step.start, due, next_, span.until)


def _of_coach(evidence: Evidence, span: Span) -> Iterator[Due]:
    step = span.step
    due = step.start - timedelta(minutes=evidence.config.reminders.coach_minutes_before)
    if span.since < due < span.until and "telegram" in evidence.channels(step.coach):
        chat = evidence.coaches[step.coach].chat
        yield Due(chat, step.talk, step.start, due, None, span.until)


def _planned(evidence: Evidence, start: datetime, booked: datetime) -> list[datetime]:
    rules = evidence.config.reminders
    zone = evidence.config.municipality.tz
    local = start.astimezone(zone)
    eve = datetime.combine(local.date() - timedelta(days=1), rules.eve_at, zone)
    wished = [eve.astimezone(UTC), start - timedelta(hours=rules.hours_before)]
    if start - booked > timedelta(days=rules.only_if_booked_days_ahead):
        earlier = local.replace(tzinfo=None) - timedelta(days=rules.days_before)
        wished.append(earlier.replace(tzinfo=zone).astimezone(UTC))
    moved = sorted(_out_of_quiet(evidence, one) for one in wished)
    kept: list[datetime] = []
    for due in moved:
        if booked < due < start and (not kept or due - kept[-1] >= APART):
            kept.append(due)
    return kept


def _out_of_quiet(evidence: Evidence, wished: datetime) -> datetime:
    """Move a moment to the last one before that is neither in the night nor on a Sunday."""
    zone, quiet = evidence.config.municipality.tz, evidence.config.quiet
    local = wished.astimezone(zone)
    if local.weekday() != SUNDAY and quiet.opens <= local.time() < quiet.closes:
        return wished
    day: date = local.date()
    if local.time() < quiet.closes or local.weekday() == SUNDAY:
        day -= timedelta(days=1)
    while day.weekday() == SUNDAY:
        day -= timedelta(days=1)
    return (datetime.combine(day, quiet.closes, zone) - BEFORE_QUIET).astimezone(UTC)
