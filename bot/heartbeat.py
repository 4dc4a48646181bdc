"""Notes each minute that the program is alive, and tells the coordinator when reminders are not."""

import logging
from collections import Counter
from datetime import datetime, timedelta

from bot.conversation.words import Say, say
from bot.services import letters
from bot.services.notices import for_coach
from bot.services.office import Office
from bot.status import SILENT, STUCK
from storage import facts, outbox, trouble, waiting
from storage.database import Connection

log = logging.getLogger(__name__)

BEAT, AWAKE, TOLD = "heartbeat", "awake", "reminders late"  # facts: moments in ISO form
NEWS = timedelta(days=1)  # later it is no news any more
LATE = say(
    "❗ Reminders do not go out. They have been waiting since {clock}."
    " Please tell who looks after the bot."
)


async def beat(office: Office) -> None:
    """Note that the program is alive, what was logged, and whether reminders go out."""
    now, logged = office.now(), Counter(office.tally.logged)
    async with office.database.transaction() as connection:
        awake = await _awake_since(connection, now)
        await trouble.add(connection, now, logged - office.tally.noted)
        told = await _look_at_reminders(connection, office, awake)
        await facts.put(connection, BEAT, now.isoformat("T", "seconds"))
    office.tally.noted = logged
    if told:
        office.outgoing.set()


async def _awake_since(connection: Connection, now: datetime) -> datetime:
    """Tell since when the heart has been beating: what was due while it stood still just leaves."""
    last, since = [await facts.get(connection, name) for name in (BEAT, AWAKE)]
    if last and since and timedelta() <= now - datetime.fromisoformat(last) <= SILENT:
        return datetime.fromisoformat(since)
    await facts.put(connection, AWAKE, now.isoformat("T", "seconds"))
    return now


async def _look_at_reminders(connection: Connection, office: Office, awake: datetime) -> bool:
    """Tell the coordinator, once until all reminders have left again; say whether it was now."""
    now = office.now()
    late = await waiting.late(connection, now, "reminder")
    told = await facts.get(connection, TOLD)
    if late.since is None:
        if told:
            await facts.put(connection, TOLD, "")
        return False
    if told or now - max(late.since, awake) < STUCK:
        return False
    await facts.put(connection, TOLD, now.isoformat("T", "seconds"))
    log.error("reminders do not go out", extra={"count": late.count})
    return await _tell(connection, office, late.since)


async def _tell(connection: Connection, office: Office, since: datetime) -> bool:
    coach, now = office.config.municipality.coordinator, office.now()
    if coach is None:
        return False
    words = Say(LATE.msgid, {"clock": office.local(since).time()})
    await outbox.put(connection, letters.news(for_coach(coach, words), coach, now, now + NEWS))
    return True
