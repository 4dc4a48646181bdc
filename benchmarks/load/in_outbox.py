"""Reminders as rows of the outbox: what the program does."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path

from benchmarks.load.holding import Holder, command_line
from storage import claiming, outbox
from storage.database import Database
from storage.outbox import NOTICE, Letter
from tests.keys import SEALER

BODY = '{"text":["say","🔔 You have an appointment.",{}],"rows":[],"share":null}'
HANDS = 200  # letters in hand at once, as the program has
LEASE = timedelta(minutes=5)


class InOutbox(Holder):
    """Letters, each for another parent."""

    def __init__(self, database: Database) -> None:
        self.database, self._parents = database, count(1)

    def letter(self, due: datetime) -> Letter:
        """Write a reminder for the next parent."""
        return Letter(
            "reminder", BODY, due, due + timedelta(hours=2), next(self._parents), None, NOTICE
        )

    async def add(self, when: datetime) -> None:
        """Write one, and commit."""
        async with self.database.transaction() as connection:
            await outbox.put(connection, self.letter(when))

    async def next_due(self) -> object:
        """Ask as the outbox does before it sleeps."""
        return await claiming.next_due(self.database.reader)

    async def fire(self, due: int) -> None:
        """Claim hands full, mark them as sent, claim again."""
        claimed: list[claiming.Claimed] = []
        while due > 0:
            async with self.database.transaction() as connection:
                now = datetime.now(UTC)
                for letter in claimed:
                    await claiming.end(connection, letter, "sent", now)
                due -= len(claimed)
                claimed = await claiming.claim(connection, now, now + LEASE, HANDS)


async def fill(path: Path, moments: list[datetime]) -> None:
    """Write so many in one transaction."""
    async with opened(path) as holder, holder.database.transaction() as connection:
        for moment in moments:
            await outbox.put(connection, holder.letter(moment))


@asynccontextmanager
async def opened(path: Path) -> AsyncIterator[InOutbox]:
    """Open the database as the program does."""
    database = await Database.open(path, SEALER)
    yield InOutbox(database)
    await database.close()


if __name__ == "__main__":
    command_line(fill, opened)
