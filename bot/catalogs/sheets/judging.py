"""Compares a translator's sheet with our sentences, and names all that is wrong with it."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from bot.catalogs.sheets.advice import EMPTY, faults, plainly
from bot.catalogs.sheets.reading import Line
from bot.catalogs.sheets.rows import Key, Row, key
from bot.i18n.languages import SOURCE


@dataclass(frozen=True)
class Judged:
    """What is wrong with a sheet, a line each; `texts` has what was read for each row of ours.

    `hard` is what is hard to read, and `absent` which sentences have no row at all.
    """

    texts: Mapping[Key, str]
    faults: Sequence[str]
    hard: Sequence[str]
    absent: Sequence[str]


def judge(code: str, every: Sequence[Row], lines: Sequence[Line]) -> Judged:
    """Judge each line of the sheet of a language."""
    ours = {row.key: row for row in every}
    read: dict[Key, Line] = {}
    wrong: list[tuple[Line, str]] = []
    for line in lines:
        if why := _misplaced(line, ours, read):
            wrong.append((line, why))
        else:
            read[key(line.english, line.numbers)] = line
    pairs = [(ours[known], line) for known, line in read.items()]
    begun = {row.sentence for row, line in pairs if line.text}
    for row, line in pairs:
        optional = code == SOURCE and row.sentence not in begun
        wrong += ((line, why) for why in _text(row, line, optional=optional))
    wrong += _gone(every, read)
    faulty = {line.row for line, _ in wrong}
    return Judged(
        {known: line.text for known, line in read.items()},
        [_told(line, why) for line, why in sorted(wrong, key=_order)],
        [
            _told(line, why)
            for row, line in pairs
            if line.row not in faulty
            for why in plainly(code, row, line.text)
        ],
        _absent(every, read),
    )


def _misplaced(line: Line, ours: Mapping[Key, Row], read: Mapping[Key, Line]) -> str:
    """Say why a row belongs to no sentence of ours; nothing when it does."""
    known = key(line.english, line.numbers)
    if known in read:
        return f"this row is here twice, also as row {read[known].row}: delete one of them"
    if known in ours:
        return ""
    if numbers := [row.numbers for row in ours.values() if row.key[0] == known[0]]:
        told = " or ".join(repr(some) for some in numbers)
        return f"it cannot be for the numbers {line.numbers!r}: write {told} there"
    return "the bot does not say this (any more): delete the row, or export the sheet again"


def _text(row: Row, line: Line, *, optional: bool) -> Iterator[str]:
    if line.fault:
        yield line.fault
    else:
        yield from faults(row, line.text, may_be_empty=optional)


def _gone(every: Sequence[Row], read: Mapping[Key, Line]) -> Iterator[tuple[Line, str]]:
    """Find plural forms without a row, where another form of the sentence has one."""
    others = {row.sentence: read[row.key] for row in reversed(every) if row.key in read}
    for row in every:
        if row.key not in read and row.sentence in others:
            yield (
                others[row.sentence],
                f"the row for the numbers {row.numbers} is gone: put it back, from a new export",
            )


def _absent(every: Sequence[Row], read: Collection[Key]) -> list[str]:
    """List the sentences without a row: they stay as they are."""
    present = {row.sentence for row in every if row.key in read}
    absent = {row.sentence: row.english for row in every if row.sentence not in present}
    return [f"{english!r}: it has no row here, and stays as it is" for english in absent.values()]


def _told(line: Line, why: str) -> str:
    numbers = f" for {line.numbers}" if line.numbers else ""
    return f"row {line.row}: {line.english!r}{numbers}: {why}"


def _order(item: tuple[Line, str]) -> tuple[bool, int]:
    """Put what is only empty behind the rest: in a sheet half done that is most of it."""
    line, why = item
    return why == EMPTY, line.row
