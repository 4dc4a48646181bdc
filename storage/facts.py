"""Single facts that outlive the process, by name."""

from storage.database import Connection


async def get(connection: Connection, name: str) -> str | None:
    """Give a fact; None when it was never noted."""
    found: str | None = await connection.value("SELECT value FROM facts WHERE name = ?", name)
    return found


async def put(connection: Connection, name: str, value: str) -> None:
    """Note a fact, instead of the former one."""
    await connection.run(
        """INSERT INTO facts (name, value) VALUES (?, ?)
           ON CONFLICT (name) DO UPDATE SET value = excluded.value""",
        name,
        value,
    )
