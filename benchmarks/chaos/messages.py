"""Messages: each question and wish to be called came to the coach, each answer to the parent."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping

from benchmarks.chaos.evidence import Evidence
from benchmarks.chaos.finding import Finding, listed
from benchmarks.chaos.matching import body_of, match
from benchmarks.chaos.tables import Row, moment

MOST_OFFERS = 3  # of times that came free, to a parent who waits for one


def look(evidence: Evidence) -> Finding:
    """Compare what parents asked with what coaches read, and the other way round."""
    tables, carried = evidence.tables, _carried(evidence)
    questions, calls = _to_phones(evidence, tables.messages), _to_phones(evidence, tables.callbacks)
    unread = [row["id"] for row in questions if f"desk_message:{row['id']}" not in carried]
    uncalled = [row["id"] for row in calls if f"desk_call:{row['id']}" not in carried]
    answers = _answers(evidence)
    lost = [row["id"] for row in answers if not _came(evidence, row)]
    offers = _offers(evidence)
    return Finding(
        (
            ("questions asked", len(questions)),
            ("… came to the coach", len(questions) - len(unread)),
            ("answers given", len(answers)),
            ("… came to the parent, or could not", len(answers) - len(lost)),
            ("calls asked for", len(calls)),
            ("… came to the coach", len(calls) - len(uncalled)),
            ("parents told of a time that came free", len(offers)),
        ),
        (
            *listed("question that no coach read", unread),
            *listed("call that no coach heard of", uncalled),
            *listed("answer that no parent read", lost),
            *listed(
                "told too often of free times", [w for w, n in offers.items() if n > MOST_OFFERS]
            ),
        ),
    )


def _to_phones(evidence: Evidence, rows: tuple[Row, ...]) -> list[Row]:
    """Leave out what goes to a coach by e-mail only."""
    return [row for row in rows if "telegram" in evidence.channels(row["coach"])]


def _carried(evidence: Evidence) -> set[str]:
    """List what the buttons on the phones of coaches are about, read by the coach it is for."""
    return {
        ":".join(data.split(":")[:2])
        for message in evidence.messages
        if message.chat in evidence.coach_of_chat
        for data in message.buttons
    }


def _answers(evidence: Evidence) -> list[Row]:
    """List the letters with answers to questions that are still kept."""
    asked = {row["id"]: row["parent"] for row in evidence.tables.messages}
    return [
        row
        for row in evidence.tables.ledger
        if row["appointment"] in asked and row["chat"] == asked[row["appointment"]]
    ]


def _came(evidence: Evidence, row: Row) -> bool:
    """Tell whether a letter came, or its parent had the bot blocked."""
    if row["id"] in match(evidence).came:
        return True
    return evidence.away(row["chat"], moment(row["due"]), evidence.until)


def _offers(evidence: Evidence) -> Mapping[str, int]:
    """Count how often somebody was told of a time that came free, by what was waited for."""
    found: defaultdict[str, set[int]] = defaultdict(set)
    for number, row in match(evidence).rows.items():
        if number in match(evidence).came and _is_offer(evidence, row):
            found[row["appointment"]].add(number)
    return Counter({wait: len(numbers) for wait, numbers in found.items()})


def _is_offer(evidence: Evidence, row: Row) -> bool:
    return any(data.startswith("earlier:") for data in _data(evidence, row))


def _data(evidence: Evidence, row: Row) -> Iterator[str]:
    rows = body_of(evidence, row).get("rows", [])
    assert isinstance(rows, list)
    yield from (data for line in rows for _, data in line)
