"""What is said of a talk: how late the coach is, what became of it, how the parent found it."""

from storage.database import Connection


async def conclude(connection: Connection, appointment: str, state: str) -> None:
    """Note what became of a talk: held, no_show, turned_away."""
    await connection.run("UPDATE appointments SET state = ? WHERE id = ?", state, appointment)
    await connection.run("DELETE FROM proposals WHERE appointment = ?", appointment)


async def be_late(connection: Connection, appointment: str, minutes: int) -> None:
    """Note how late the coach said to be."""
    await connection.run("UPDATE appointments SET late = ? WHERE id = ?", minutes, appointment)


async def ask(connection: Connection, appointment: str) -> bool:
    """Note that a parent is asked how a talk was; False if that was done before."""
    sql = "UPDATE appointments SET asked = 1 WHERE id = ? AND asked = 0"
    return bool(await connection.run(sql, appointment))


async def answer(connection: Connection, appointment: str, parent: int) -> bool:
    """Note that a parent said how a talk was; False if nobody asked this parent, or it was said."""
    sql = "UPDATE appointments SET asked = 2 WHERE id = ? AND parent = ? AND asked = 1"
    return bool(await connection.run(sql, appointment, parent))
