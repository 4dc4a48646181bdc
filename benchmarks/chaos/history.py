"""What became of each talk, step by step, as the database kept it by itself (see ledger.py)."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache

from benchmarks.chaos.evidence import Evidence
from benchmarks.chaos.tables import Row, moment

NEVER = datetime.max.replace(tzinfo=UTC)
DECISIONS = {"keep", "ask", "handed", "doubt", "undecided"}
WANTS = {"reminding", "silent"}


@dataclass(frozen=True, slots=True)
class Step:
    """A talk as it is from now on.

    `what` was done: booked, for_parent (a coach booked it), taken_over, moved, handed, cancelled,
    called_off (its coach cancelled), concluded (it was said how it ended), coming, asked (for
    another time), on_again, and gone. `cause` is the update that did it, `at` when it was heard.
    """

    what: str
    cause: int
    at: datetime
    talk: str
    parent: int
    coach: str
    start: datetime
    end: datetime
    state: str
    language: str
    asked: bool  # whether the parent is to choose another time: nobody is reminded
    before: "Step | None" = None

    @property
    def stands(self) -> bool:
        """Whether it holds its time."""
        return self.state == "booked" and self.what != "gone"


@dataclass(frozen=True, slots=True)
class Span:
    """A time in which nothing changed about a talk that goes on.

    Its reminders were planned at the beginning. `wants`: whether its parent is reminded.
    """

    step: Step
    since: datetime
    until: datetime
    wants: bool


@dataclass(frozen=True)
class History:
    """All steps in their order, and by talk; when which parents wanted reminders, and when not."""

    steps: Sequence[Step]
    talks: Mapping[str, Sequence[Step]]
    wants: Mapping[int, Sequence[tuple[datetime, bool]]]

    def spans(self) -> Iterator[Span]:
        """Give the times in which each talk went on as it was."""
        for talk in self.talks.values():
            steps = [step for step in talk if step.what != "coming"]
            for step, next_ in zip(steps, [*steps[1:], None], strict=True):
                if step.stands and not step.asked:
                    yield from self._parted(step, next_.at if next_ else NEVER)

    def _parted(self, step: Step, until: datetime) -> Iterator[Span]:
        """Part a time where its parent wants reminders again, or no more."""
        since, wants = step.at, True
        for at, wanted in self.wants.get(step.parent, ()):
            if at <= step.at:
                wants = wanted
            elif at < until and wanted != wants:
                yield Span(step, since, at, wants)
                since, wants = at, wanted
        yield Span(step, since, until, wants)


@lru_cache(maxsize=1)
def history(evidence: Evidence) -> History:
    """Read the history of a run."""
    steps: list[Step] = []
    talks: dict[str, list[Step]] = {}
    wants: dict[int, list[tuple[datetime, bool]]] = {}
    for row in sorted(evidence.tables.history, key=lambda row: row["step"]):
        if row["what"] in WANTS:
            wanted = (moment(row["at"]), row["what"] == "reminding")
            wants.setdefault(row["parent"], []).append(wanted)
            continue
        known = talks.setdefault(row["talk"], [])
        if (step := _step(evidence, row, known[-1] if known else None)) is not None:
            steps.append(step)
            known.append(step)
    return History(steps, talks, wants)


def _step(evidence: Evidence, row: Row, before: Step | None) -> Step | None:
    if row["what"] in DECISIONS:
        return _decided(row, before) if before else None
    what = _what(evidence, row, before)
    again = before is not None and what in {"coming", "taken_over"}
    return Step(
        what=what,
        cause=row["cause"],
        at=moment(row["at"]),
        talk=row["talk"],
        parent=row["parent"],
        coach=row["coach"],
        start=moment(row["start"]),
        end=moment(row["end"]),
        state=row["state"],
        language=row["language"],
        asked=again and before is not None and before.asked,
        before=before,
    )


def _what(evidence: Evidence, row: Row, before: Step | None) -> str:
    if row["what"] != "talk":
        return str(row["what"])
    if before is None:
        return "booked" if row["parent"] > 0 else "for_parent"
    if row["state"] == "cancelled":
        return "called_off" if evidence.tapped(row["cause"]).startswith("desk_") else "cancelled"
    if row["state"] != before.state:
        return "concluded"
    if row["parent"] != before.parent:
        return "taken_over"
    return "moved" if moment(row["start"]) != before.start else "handed"


def _decided(row: Row, before: Step) -> Step | None:
    """Give the step of a decision that changes whether a talk goes on."""
    about_it = (row["coach"], moment(row["start"])) == (before.coach, before.start)
    asked = row["what"] == "ask" and about_it
    if asked == before.asked or not before.stands:
        return None
    at, what = moment(row["at"]), "asked" if asked else "on_again"
    given = {name: getattr(before, name) for name in before.__slots__}
    return Step(
        **given | {"what": what, "cause": row["cause"], "at": at, "asked": asked, "before": before}
    )
