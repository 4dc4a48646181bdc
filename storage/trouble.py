"""How many warnings and errors were logged in the last 24 hours, also before a restart."""

import json
from collections import Counter
from collections.abc import Mapping
from datetime import datetime, timedelta

from storage import facts
from storage.database import Connection

DAY = timedelta(hours=24)
HOUR = "%Y-%m-%dT%H:00+00:00"  # of moments in UTC
NAME = "trouble"


async def add(connection: Connection, now: datetime, counts: Mapping[str, int]) -> None:
    """Count what was logged in this hour, by level; forget what is a day old."""
    hours = await _hours(connection, now)
    hour = f"{now:{HOUR}}"
    hours[hour] = dict(Counter(hours.get(hour, {})) + Counter(counts))
    await facts.put(connection, NAME, json.dumps({at: kept for at, kept in hours.items() if kept}))


async def read(connection: Connection, now: datetime) -> Counter[str]:
    """Count by level what was logged in the last 24 hours."""
    return sum((Counter(kept) for kept in (await _hours(connection, now)).values()), Counter())


async def _hours(connection: Connection, now: datetime) -> dict[str, dict[str, int]]:
    kept = json.loads(await facts.get(connection, NAME) or "{}")
    return {at: counts for at, counts in kept.items() if datetime.fromisoformat(at) > now - DAY}
