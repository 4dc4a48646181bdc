"""Tells the coordinator what needs a hand. Never what parents say, nor who they are."""

import json
import logging
from dataclasses import replace
from datetime import datetime, timedelta

from bot.conversation.screen import Screen
from bot.conversation.words import Say, Value, say, say_n
from bot.services import channels, letters
from bot.services.channels import Mail
from bot.services.office import Office
from bot.settings import COORDINATOR
from storage import facts
from storage.database import Connection

log = logging.getLogger(__name__)

TOLD = "coordinator told"  # a fact: cause -> when, as JSON
AT_MOST = timedelta(days=1)  # between two letters of one cause
NEWS = timedelta(days=7)  # later it is no news any more
SUBJECT = say("The {role} bot needs a hand")
BLOCKED = say(
    "❗ {coach} blocked the bot on Telegram. Messages wait."
    " Please call {coach}, or make a new link."
)
WAITING = say(
    "❗ {coach} cannot be reached since {day}. Messages wait."
    " Please call {coach}, or make a new link."
)
REFUSED = say("❗ The mail server refuses e-mail to {coach}. Please look at the address.")
MAIL_STUCK = say(
    "❗ E-mail does not go out. It has been waiting since {clock}."
    " Please tell who looks after the bot."
)
WAS_OFF = say(
    "❗ The bot was off. Messages go out late, the oldest since {day}, {clock}. Nothing is lost."
)


async def tell(connection: Connection, office: Office, words: Value, cause: str = "") -> bool:
    """Write to the coordinator, at most once a day for each cause; tell whether it was now.

    `cause` names what it is about, such as "blocked anna"; without one it is the sentence. The
    words name no parent, and nothing that a parent said.
    """
    if office.config.coordinator is None:
        return False
    now = office.now()
    cause = cause or (words.msgid if isinstance(words, Say) else str(words))
    told = await _told(connection, now)
    if cause in told:
        return False
    told[cause] = now.isoformat("T", "seconds")
    await facts.put(connection, TOLD, json.dumps(told, ensure_ascii=False))
    log.warning("the coordinator is told", extra={"cause": cause})
    mail = Mail(say(SUBJECT.msgid, role=office.config.role))
    letter = letters.news(Screen(words), COORDINATOR, now, now + NEWS)
    await channels.tell(connection, office, letter, mail)
    return True


async def coach_is_lost(connection: Connection, office: Office, coach: str) -> bool:
    """Tell of a coach who blocked the bot."""
    return await _of_coach(connection, office, coach, BLOCKED, "blocked")


async def mail_is_refused(connection: Connection, office: Office, coach: str) -> bool:
    """Tell of a coach whose address takes no e-mail."""
    return await _of_coach(connection, office, coach, REFUSED, "refused")


async def coach_waits(connection: Connection, office: Office, coach: str, since: datetime) -> bool:
    """Tell of a coach for whom letters wait since long, with no way to go."""
    words = Say(WAITING.msgid, {"day": office.local(since).date()})
    return await _of_coach(connection, office, coach, words, "waiting")


async def coach_erased_link(connection: Connection, office: Office, coach: str, talks: int) -> bool:
    """Tell of a coach who had everything erased, the link too, and with how many talks ahead."""
    words = say_n(
        "❗ {coach} erased the link to this bot. {count} talk is still booked."
        " Please call {coach}, or make a new link.",
        "❗ {coach} erased the link to this bot. {count} talks are still booked."
        " Please call {coach}, or make a new link.",
        talks,
    )
    return await _of_coach(connection, office, coach, words, "erased")


async def coach_has_talks(connection: Connection, office: Office, coach: str, talks: int) -> bool:
    """Tell of a coach whom nothing reaches, with talks ahead; not if a reason was told today."""
    told = await _told(connection, office.now())
    if any(f"{cause} {coach}" in told for cause in ("blocked", "erased", "waiting")):
        return False
    words = say_n(
        "❗ {coach} cannot be reached, and {count} talk is booked."
        " Please call {coach}, or make a new link.",
        "❗ {coach} cannot be reached, and {count} talks are booked."
        " Please call {coach}, or make a new link.",
        talks,
    )
    return await _of_coach(connection, office, coach, words, "waiting")


async def _of_coach(
    connection: Connection, office: Office, coach: str, words: Say, cause: str
) -> bool:
    known = office.config.coach(coach)
    if known is None:  # the coordinator: nobody else could be told
        return False
    words = replace(words, values={**words.values, "coach": known.name})
    return await tell(connection, office, words, f"{cause} {coach}")


async def _told(connection: Connection, now: datetime) -> dict[str, str]:
    """Read what was told within a day, by cause."""
    kept: dict[str, str] = json.loads(await facts.get(connection, TOLD) or "{}")
    return {cause: at for cause, at in kept.items() if now - datetime.fromisoformat(at) < AT_MOST}
