"""Where each chat is in its dialogue, and which updates were heard."""

import json
from dataclasses import asdict
from datetime import datetime

from bot.conversation.turn import Place
from storage.database import Connection
from storage.moments import seconds


async def first_time(connection: Connection, update: int, now: datetime) -> bool:
    """Note an update as heard; False if it was heard before."""
    return bool(
        await connection.run(
            "INSERT INTO updates (id, heard) VALUES (?, ?) ON CONFLICT DO NOTHING",
            update,
            seconds(now),
        )
    )


async def find(connection: Connection, chat: int) -> tuple[Place | None, str]:
    """Give the open place of a chat (None: no question is open) and its last tap."""
    row = await connection.row("SELECT place, tapped FROM places WHERE chat = ?", chat)
    if row is None:
        return None, ""
    tapped = connection.sealer.unseal(row["tapped"]) if row["tapped"] else ""
    if row["place"] is None:
        return None, tapped
    plain = json.loads(connection.sealer.unseal(row["place"]))
    return Place(**{**plain, "given": tuple(plain["given"])}), tapped


async def save(
    connection: Connection, chat: int, place: Place | None, tapped: str, now: datetime
) -> None:
    """Keep the place of a chat and its last tap."""
    seal = connection.sealer.seal
    await connection.run(
        """INSERT INTO places (chat, place, tapped, changed) VALUES (?, ?, ?, ?)
           ON CONFLICT (chat) DO UPDATE SET place = excluded.place, tapped = excluded.tapped,
             changed = excluded.changed""",
        chat,
        seal(json.dumps(asdict(place), ensure_ascii=False)) if place else None,
        seal(tapped) if tapped else "",
        seconds(now),
    )
