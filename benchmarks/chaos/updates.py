"""Updates: each one that was given had its effect, and whoever asked something has an answer."""

from collections import Counter

from benchmarks.chaos.evidence import Evidence, chat_of
from benchmarks.chaos.finding import Finding, listed
from benchmarks.chaos.tables import Row
from bot.simulator.model import Json

ASKING = {"message", "edited_message", "callback_query"}


def look(evidence: Evidence) -> Finding:
    """Compare what people did with what the database heard of.

    `heard` is what the table of updates held at each kill and at the end: the nightly clean-up
    forgets after 48 hours of a clock that runs fast. That is the program's own word: what somebody
    wrote or tapped must also have led to a letter.
    """
    led = {row["cause"] for row in evidence.tables.ledger}
    without = sorted(
        number
        for number, given in evidence.given.items()
        if number not in evidence.heard or (_asks(given.update) and number not in led)
    )
    strange = sorted(evidence.heard - set(evidence.given))
    answers = Counter(row["cause"] for row in evidence.tables.ledger if _answers(evidence, row))
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


def _asks(update: Json) -> bool:
    """Tell whether somebody wrote or tapped in a private chat, and so waits for an answer."""
    return ASKING & set(update) != set() and chat_of(update) > 0


def _answers(evidence: Evidence, row: Row) -> bool:
    """Tell whether a letter answers whoever caused it; there is one for each update."""
    given = evidence.given.get(row["cause"])
    own = given is not None and row["chat"] == chat_of(given.update)
    return own and row["appointment"] is None and row["kind"] in {"message", "file", "redraw"}


def _named(evidence: Evidence, number: int) -> str:
    update = evidence.given[number].update
    kind = next(key for key in update if key != "update_id")
    return f"{number} ({kind}, chat {chat_of(update)})"
