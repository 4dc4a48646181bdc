"""Times that parents were told are theirs, while they were so: no two of one coach overlap."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import combinations

from benchmarks.chaos.deeds import Confirmed, confirmed, notices
from benchmarks.chaos.evidence import Evidence
from benchmarks.chaos.tables import moment

SHORTEST = timedelta(minutes=5)  # of a talk of which nothing is left but its start
ENDS = {"moved", "cancelled"}
NEVER = datetime.max.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Held:
    """A talk from `start` to `end`, which its parent believed in from `since` to `until`."""

    told: Confirmed
    end: datetime
    since: datetime
    until: datetime


def clashes(evidence: Evidence) -> Iterator[str]:
    """Find talks of one coach (buffer included), or of one parent, that overlap at some moment."""
    talks = list(_held(evidence))
    for who, apart in (("coach", evidence.config.booking.buffer), ("chat", timedelta())):
        by_person: defaultdict[object, list[Held]] = defaultdict(list)
        for held in talks:
            by_person[getattr(held.told, who)].append(held)
        for person, theirs in by_person.items():
            for one, other in combinations(theirs, 2):
                if _overlap(one, other, apart):
                    both = sorted((one.told.appointment, other.told.appointment))
                    yield f"{who} {person}: {both} were told the same time, {one.told.start}"


def _overlap(one: Held, other: Held, apart: timedelta) -> bool:
    """Tell whether two talks are at one time, and were so at one moment."""
    talks = one.told.start < other.end + apart and other.told.start < one.end + apart
    moments = max(one.since, other.since) < min(one.until, other.until)
    return one.told.appointment != other.told.appointment and talks and moments


def _held(evidence: Evidence) -> Iterator[Held]:
    told, ends = confirmed(evidence), _ends(evidence)
    off = _called_off(evidence)
    lasts = {row["id"]: row["end"] - row["start"] for row in evidence.tables.appointments}
    for one in told:
        after = [
            *(at for at in ends[one.appointment] if at > one.done),
            *(at for at in off[one.coach, one.chat, one.start] if at > one.done),
            *(at for at in evidence.erasings.get(one.chat, ()) if at > one.done),
            *(o.done for o in told if o.appointment == one.appointment and o.done > one.done),
        ]
        length = lasts.get(one.appointment)
        end = one.end or one.start + (timedelta(seconds=length) if length else SHORTEST)
        yield Held(one, end, one.at, min(after, default=NEVER))


def _ends(evidence: Evidence) -> defaultdict[str, list[datetime]]:
    """Tell when talks were moved or cancelled, by the audit."""
    found: defaultdict[str, list[datetime]] = defaultdict(list)
    for row in evidence.tables.audit:
        if row["what"] in ENDS:
            found[row["subject"]].append(moment(row["at"]))
    return found


def _called_off(evidence: Evidence) -> defaultdict[tuple[str, int, datetime], list[datetime]]:
    """Tell when talks were cancelled, by what coaches read: of an erased one no audit is left."""
    found: defaultdict[tuple[str, int, datetime], list[datetime]] = defaultdict(list)
    for done, notice in notices(evidence):
        if notice.what == "cancelled":
            found[notice.coach, notice.parent, notice.start].append(done)
    return found
