"""Notes each minute that the program is alive, and tells the coordinator of what does not leave."""

import logging
from collections import Counter
from datetime import datetime, timedelta

from bot.conversation.words import Say, say
from bot.services import coordinator
from bot.services.office import Office
from bot.settings import EMAIL, TELEGRAM
from bot.status import SILENT, STUCK
from storage import appointments, coaches, facts, nightly, trouble, waiting
from storage.database import Connection

log = logging.getLogger(__name__)

# facts: moments in ISO form
BEAT, AWAKE, ASKED, TOLD = "heartbeat", "awake", "asked", "reminders late"
UNREACHED = timedelta(days=1)  # so long letters and talks may wait for a coach who is not linked
LATE = say(
    "❗ Reminders do not go out. They have been waiting since {clock}."
    " Please tell who looks after the bot."
)


async def wake(connection: Connection, office: Office) -> None:
    """Tell the coordinator, at the start, of letters that should have left long before.

    What was tried in vain is told of elsewhere.
    """
    due = await waiting.left_lying(connection, office.now(), office.now() - STUCK)
    if due is not None:
        since = office.local(due)
        words = Say(coordinator.WAS_OFF.msgid, {"day": since.date(), "clock": since.time()})
        await coordinator.tell(connection, office, words, "was off")


async def beat(office: Office) -> None:
    """Note that the program is alive and hears, what was logged, and whether letters go out."""
    now, logged = office.now(), Counter(office.tally.logged)
    async with office.database.transaction() as connection:
        awake = await _awake_since(connection, now)
        await trouble.add(connection, now, logged - office.tally.noted)
        told = [
            await _look_at_reminders(connection, office, awake),
            await _look_at_mail(connection, office, awake),
            await _look_at_coaches(connection, office),
        ]
        await nightly.begin(connection, nightly.CLEAN_UP, now)
        if office.tally.asked is not None:
            await facts.put(connection, ASKED, office.tally.asked.isoformat("T", "seconds"))
        await facts.put(connection, BEAT, now.isoformat("T", "seconds"))
    office.tally.noted = logged
    if any(told):
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
    late = await waiting.late(connection, now, kind="reminder")
    told = await facts.get(connection, TOLD)
    if late.since is None:
        if told:
            await facts.put(connection, TOLD, "")
        return False
    if told or now - max(late.since, awake) < STUCK:
        return False
    await facts.put(connection, TOLD, now.isoformat("T", "seconds"))
    log.error("reminders do not go out", extra={"count": late.count})
    words = Say(LATE.msgid, {"clock": office.local(late.since).time()})
    return await coordinator.tell(connection, office, words, f"reminders {late.since:%m-%d %H:%M}")


async def _look_at_mail(connection: Connection, office: Office, awake: datetime) -> bool:
    """Tell the coordinator when no e-mail has left for a while."""
    now = office.now()
    late = await waiting.late(connection, now, channel=EMAIL)
    if late.since is None or now - max(late.since, awake) < STUCK:
        return False
    words = Say(coordinator.MAIL_STUCK.msgid, {"clock": office.local(late.since).time()})
    return await coordinator.tell(connection, office, words, "e-mail")


async def _look_at_coaches(connection: Connection, office: Office) -> bool:
    """Tell the coordinator for which coaches letters, or else talks, have waited for a day."""
    told = [
        await coordinator.coach_waits(connection, office, coach, since)
        for coach, since in await waiting.unreached(connection, office.now() - UNREACHED)
    ]
    told += [
        await coordinator.coach_has_talks(connection, office, coach, count)
        for coach, count in await _talks_out_of_reach(connection, office)
    ]
    return any(told)


async def _talks_out_of_reach(connection: Connection, office: Office) -> list[tuple[str, int]]:
    """Count the talks ahead of coaches whom nothing reaches, if one was booked a day ago.

    Most letters live short: when none waits any more, the talks are still there.
    """
    reached, found = await coaches.reachable(connection), []
    for coach in office.config.coaches:
        if coach.id not in reached and coach.channels == (TELEGRAM,):
            talks = await appointments.coming_of_coach(connection, coach.id, office.now())
            if any(item.booked <= office.now() - UNREACHED for item in talks):
                found.append((coach.id, len(talks)))
    return found
