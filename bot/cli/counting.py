"""kansencoach statistics: what happened how often, without persons."""

import asyncio
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from bot.cli.shared import database_of, read_environment, say, sealer_of
from storage import counters
from storage.database import opened
from storage.sealing import Sealer

FEW = 5  # a smaller count could point at somebody
HIDDEN = "hidden"  # a part that is few, or that would give away one that is

Counter = tuple[str, str, int]  # month, name, count


def statistics() -> None:
    """Print the counts of each month as CSV; few is "< 5", and no sum tells how few."""
    environment = read_environment()
    path = database_of(environment)
    say("month,what,count")
    for month, name, told in shown(asyncio.run(_counted(path, sealer_of(environment)))):
        say(f"{month},{name},{told}")


def shown(counted: Sequence[Counter]) -> Iterator[tuple[str, str, str]]:
    """Give month, name and what may be told of each count.

    "booked: kind phone" is a part of "booked": who knows the whole and all parts but one knows
    that one. So a part that is few hides with others, or its group is left out.
    """
    kept_back = _kept_back(counted)
    for month, name, count in counted:
        told = f"{count}" if count >= FEW else f"< {FEW}"
        if told := kept_back.get((month, name), told):
            yield month, name, told


def _kept_back(counted: Sequence[Counter]) -> dict[tuple[str, str], str]:
    """Give what to tell instead of each part that is not to be told; "" leaves it out."""
    wholes = {(month, name) for month, name, _ in counted}
    groups: dict[tuple[str, str, str], dict[str, int]] = defaultdict(dict)
    for month, name, count in counted:
        whole, _, part = name.partition(": ")
        if part and (month, whole) in wholes:
            groups[month, whole, part.partition(" ")[0]][name] = count
    kept_back = {}
    for (month, *_), parts in groups.items():
        hidden = _hiding(parts)
        instead, names = ("", parts) if hidden is None else (HIDDEN, hidden)
        kept_back.update({(month, name): instead for name in names})
    return kept_back


def _hiding(parts: Mapping[str, int]) -> Sequence[str] | None:
    """Name the few and as many of the next as they need to hide among; None: there are too few."""
    rising = sorted(parts, key=lambda name: (parts[name], name))
    few = sum(count < FEW for count in parts.values())
    if not few:
        return []
    for size in range(few, len(rising) + 1):
        # What they are together is no secret; each of them must still be able to be FEW or more.
        if sum(parts[name] for name in rising[:size]) - (size - 1) >= FEW:
            return rising[:size]
    return None


async def _counted(path: Path, sealer: Sealer) -> list[Counter]:
    async with opened(path, sealer) as database:
        return await counters.read(database.reader)
