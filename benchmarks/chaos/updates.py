"""Updates: each one that was given had its effect."""

from collections import Counter

from benchmarks.chaos.evidence import Evidence, chat_of
from benchmarks.chaos.finding import Finding, listed
from benchmarks.chaos.tables import Row


def look(evidence: Evidence) -> Finding:
    """Compare what people did with what the database heard of.

    `heard` is what the table of updates held at each kill and at the end: the nightly clean-up
    forgets after 48 hours of a clock that runs fast.
    """
    without = sorted(set(evidence.given) - evidence.heard)
    strange = sorted(evidence.heard - set(evidence.given))
    answers = Counter(row["cause"] for row in evidence.tables.letters if _answers(row))
    twice = [number for number, count in answers.items() if number and count > 1]
    return Finding(
        (
            ("updates given", len(evidence.given)),
            ("… had their effect", len(evidence.given) - len(without)),
            ("… given once more (a lost answer)", evidence.weathered.again),
            ("… batches in another order", evidence.weathered.mixed),
        ),
        (
            *listed("update without effect", [_named(evidence, number) for number in without]),
            *listed("update with its effect twice", [_named(evidence, one) for one in twice]),
            *listed("update that nobody gave", strange),
        ),
    )


def _answers(row: Row) -> bool:
    """Tell whether a letter answers whoever caused it; there is one for each update."""
    to_chat = row["coach"] is None and row["appointment"] is None
    return to_chat and row["kind"] in {"message", "file", "redraw"}


def _named(evidence: Evidence, number: int) -> str:
    update = evidence.given[number].update
    kind = next(key for key in update if key != "update_id")
    return f"{number} ({kind}, chat {chat_of(update)})"
