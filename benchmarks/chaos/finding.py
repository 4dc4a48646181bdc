"""What looking at one subject comes to: lines for the table, and what is wrong."""

from dataclasses import dataclass

Line = tuple[str, object]


@dataclass(frozen=True)
class Finding:
    """`lines` are figures by name; `faults` name each item that is lost, doubled or misdirected."""

    lines: tuple[Line, ...] = ()
    faults: tuple[str, ...] = ()


def listed(kind: str, items: object) -> tuple[str, ...]:
    """Name each item as a fault of this kind."""
    assert isinstance(items, list | tuple | set | frozenset)
    return tuple(f"{kind}: {item}" for item in sorted(items, key=str))
