"""Which reminders had to come, and when: the rules of docs/design.md, written here once more."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from benchmarks.chaos.evidence import Evidence
from benchmarks.chaos.tables import Row, moment

SUNDAY = 6
BEFORE_QUIET = timedelta(minutes=30)
APART = timedelta(hours=4)


@dataclass(frozen=True, slots=True)
class Due:
    """A reminder that has to come between two moments; `next_` is the next of the same talk."""

    chat: int
    appointment: str
    start: datetime
    due: datetime
    next_: datetime | None


def dues_of(evidence: Evidence) -> Iterator[Due]:
    """Say which reminders of the talks that stand had to come until the end."""
    for row in evidence.tables.appointments:
        if row["state"] != "booked":
            continue
        start, booked = moment(row["start"]), moment(row["booked"])
        moments = _parent_moments(evidence, row, start, booked)
        for number, due in enumerate(moments):
            next_ = moments[number + 1] if number + 1 < len(moments) else None
            if due <= evidence.until:
                yield Due(row["parent"], row["id"], start, due, next_)
        ahead = timedelta(minutes=evidence.config.reminders.coach_minutes_before)
        if booked < start - ahead <= evidence.until:
            chat = evidence.coaches[row["coach"]].chat
            yield Due(chat, f"{row['parent']}", start, start - ahead, None)


def _parent_moments(
    evidence: Evidence, row: Row, start: datetime, booked: datetime
) -> list[datetime]:
    """Give the moments of a parent's reminders, as long as the parent wants them."""
    found: list[datetime] = []
    for since, until in _wanting(evidence, row["parent"]):
        begin = max(since, booked)
        planned = _planned(evidence, start, begin)
        found += [due for due in planned if due < until]
    return found


def _wanting(evidence: Evidence, parent: int) -> list[tuple[datetime, datetime]]:
    """Give the times in which a parent wants reminders, by the audit; at first everybody does."""
    spans, since = [], evidence.began - timedelta(days=1)
    wants = True
    for row in sorted(evidence.tables.audit, key=lambda row: row["id"]):
        if row["who"] != f"parent {parent}" or row["what"] not in {"silent", "reminding"}:
            continue
        if wants:
            spans.append((since, moment(row["at"])))
        since, wants = moment(row["at"]), row["what"] == "reminding"
    return [*spans, (since, datetime.max.replace(tzinfo=UTC))] if wants else spans


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
