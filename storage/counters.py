"""What happened how often in a month, without persons."""

from collections.abc import Iterable
from datetime import date

from storage.database import Connection


async def count(connection: Connection, today: date, names: Iterable[str]) -> None:
    """Add one to each of these counters of the month."""
    await connection.run_many(
        """INSERT INTO counters (month, name, count) VALUES (?, ?, 1)
           ON CONFLICT (month, name) DO UPDATE SET count = count + 1""",
        [(f"{today:%Y-%m}", name) for name in names],
    )


async def take_back(connection: Connection, day: date, names: Iterable[str]) -> None:
    """Take one from each of these counters of a month: it was said by mistake."""
    await connection.run_many(
        "UPDATE counters SET count = count - 1 WHERE month = ? AND name = ? AND count > 0",
        [(f"{day:%Y-%m}", name) for name in names],
    )


async def read(connection: Connection) -> list[tuple[str, str, int]]:
    """Give all counters: (month, name, count), oldest month first."""
    rows = await connection.rows("SELECT month, name, count FROM counters ORDER BY month, name")
    return [(row["month"], row["name"], row["count"]) for row in rows]
