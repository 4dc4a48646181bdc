"""What is looked at once more in the moment of sending: it can have become untrue meanwhile."""

import json
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from datetime import datetime

from bot.services import letters, snapshot, waitlist
from bot.services.office import Office
from storage import claiming, people, waiting_list
from storage.claiming import Claimed
from storage.database import Connection
from storage.moments import moment


@dataclass(frozen=True, slots=True)
class Care:
    """What a kind of letter needs besides being sent; such letters never leave in quiet hours.

    `holds`: whether it is still worth reading at a moment (UTC). `sent`: notes that it was sent.
    """

    holds: Callable[[Office, Claimed, datetime], Awaitable[bool]]
    sent: Callable[[Connection, Claimed, datetime], Awaitable[None]] | None = None


async def _is_newest(office: Office, letter: Claimed, now: datetime) -> bool:
    """Tell whether no later reminder of the same talk is due: one of them is enough."""
    return not await claiming.overtaken(office.database.reader, letter, now)


async def _is_free(office: Office, letter: Claimed, now: datetime) -> bool:
    """Tell whether a time that came free is still free for the parent who waits for one."""
    connection = office.database.reader
    person = await people.find(connection, letter.chat)
    if person is None:
        return False
    there = await snapshot.take(connection, office, person, None)
    wait = there.wait
    if wait is None or wait.id != letter.appointment or not waitlist.may_tell(wait, now):
        return False
    start = moment(json.loads(letter.body)["start"])
    return any(slot.start == start for slot in waitlist.wanted(there, wait, now))


async def _count(connection: Connection, letter: Claimed, now: datetime) -> None:
    await waiting_list.tell(connection, letter.appointment or "", letter.chat, now)


CARE: Mapping[str, Care] = {
    "reminder": Care(_is_newest),
    letters.FREED: Care(_is_free, _count),
}
