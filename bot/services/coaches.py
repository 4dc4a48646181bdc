"""Coaches: one-time invitations, the agenda of the day, people who cannot be reached."""

import hashlib
import logging
import secrets
from dataclasses import replace
from datetime import datetime, time, timedelta

from bot.conversation.turn import Done
from bot.conversation.words import Lines, Say, Value, say, say_n
from bot.services import channels, coordinator, letters, notices, snapshot
from bot.services.channels import Mail
from bot.services.flood import Flow
from bot.services.notices import for_coach
from bot.services.office import Office
from bot.services.rota import decided
from bot.services.values import summary
from bot.settings import COORDINATOR, TELEGRAM
from storage import (
    absences,
    appointments,
    audit,
    coaches,
    conversations,
    desks,
    facts,
    people,
    told,
)
from storage.database import Connection, Database
from storage.outbox import Claimed
from storage.people import Person

log = logging.getLogger(__name__)

VALID = timedelta(days=7)
PAYLOAD = "coach_"
TODAY = say("Your appointments today")


async def invite(database: Database, coach: str, now: datetime) -> str:
    """Make a one-time invitation; give the start payload that carries its secret (128 bits)."""
    secret = secrets.token_urlsafe(16)
    async with database.transaction() as connection:
        await coaches.invite(connection, digest(secret), coach, now + VALID)
        await audit.note(connection, "operator", "invited", now, coach)
    return PAYLOAD + secret


def digest(secret: str) -> str:
    """Give the hash under which an invitation is kept."""
    return hashlib.sha256(secret.encode()).hexdigest()


async def accept(connection: Connection, office: Office, person: Person, secret: str) -> Done:
    """Link the coach, or the coordinator, of an invitation to this chat; tell which one."""
    now = office.now()
    if office.guesses.weigh(person.chat) is not Flow.HEAR:
        return Done("unknown")
    found = await coaches.invitation(connection, digest(secret))
    reader = office.config.reader(found.coach) if found else None
    if found is None or reader is None:
        log.warning("somebody opened a link of no invitation")
        return Done("unknown")
    if found.used is not None:
        return Done("used")
    if found.expires <= now:
        return Done("expired")
    await coaches.use(connection, digest(secret), now)
    role = coaches.COORDINATOR if found.coach == COORDINATOR else coaches.COACH
    await coaches.link(connection, found.coach, person.chat, now, role)
    if person.school is None:
        called = Person(person.chat, reader.name, reader.language)
        await people.save(connection, called, now)
    return Done("linked" if role == coaches.COACH else "coordinating", found.coach)


async def write_agendas(office: Office) -> None:
    """Write every coach the agenda of today, once, when its hour has come."""
    today = office.today().isoformat()
    if office.local(office.now()).time() < office.config.agenda_at:
        return
    async with office.transaction() as connection:
        if await facts.get(connection, "agenda") == today:
            return
        await facts.put(connection, "agenda", today)
        now, midnight = office.now(), _midnight(office)
        for coach in await appointments.coaches_between(connection, now, midnight):
            letter = letters.agenda(for_coach(coach, ""), coach, now, midnight)
            await channels.tell(connection, office, letter, Mail(TODAY))


async def drawn(office: Office, letter: Claimed) -> Claimed | None:
    """Put an agenda into words, of what is so at this moment; None: nothing is left of it.

    It can have waited for its coach: what was erased or cancelled meanwhile is told to nobody.
    """
    if letter.kind != letters.AGENDA:
        return letter
    text = await _agenda(office, letter.coach or "")
    return None if text is None else replace(letter, body=letters.saying(letter.body, text))


async def _agenda(office: Office, coach: str) -> Value | None:
    reader, now, midnight = office.database.reader, office.now(), _midnight(office)
    booked = (await desks.desk_of(reader, coach, now, midnight)).booked(now, midnight)
    known = await absences.decisions(reader, now - timedelta(days=1))
    talks = [item for item in booked if decided(known, item) != absences.ASK]
    if not talks:
        return None
    head = say_n("🗓️ Today: {count} talk.", "🗓️ Today: {count} talks.", len(talks))
    return Lines((head, *(summary(office, item) for item in talks)), gap=True)


def _midnight(office: Office) -> datetime:
    tomorrow = office.today() + timedelta(days=1)
    return datetime.combine(tomorrow, time(), office.config.municipality.tz)


async def lost(office: Office, chat: int, update: int) -> None:
    """Note that a chat blocked the bot; an update that comes again changes nothing."""
    async with office.transaction(update) as connection:
        if await conversations.first_time(connection, update, office.now()):
            await _lost(connection, office, chat)


async def refused(office: Office, chat: int, since: datetime) -> None:
    """Note that Telegram refused a letter to a chat, unless its person came back since then."""
    async with office.transaction() as connection:
        if not await people.seen_since(connection, chat, since):
            await _lost(connection, office, chat)


async def found(office: Office, chat: int, update: int) -> None:
    """Note that a chat takes our messages again: what waited for it goes out."""
    async with office.transaction(update) as connection:
        if await conversations.first_time(connection, update, office.now()):
            await people.see(connection, chat, office.now())


async def _lost(connection: Connection, office: Office, chat: int) -> None:
    """Mark a chat as out of reach, and tell the coaches, or the coordinator, who wait for it."""
    person = await people.find(connection, chat)
    if person is None or not await people.block(connection, chat, blocked=True):
        return
    here = await snapshot.take(connection, office, person, None)
    if here.coach_id is not None and TELEGRAM in office.config.channels(here.coach_id):
        await coordinator.coach_is_lost(connection, office, here.coach_id)
    for item in here.coming:
        if await told.unreached(connection, item.id, here.now):
            await notices.tell_coach(connection, here, item, notices.UNREACHABLE)
    until = here.now + timedelta(days=office.config.privacy.free_text_days)
    words = Say(notices.ANSWER_WAITS.msgid, {"name": person.name})
    for coach in sorted(await told.unreached_answers(connection, chat, here.now)):
        letter = letters.notice(for_coach(coach, words), coach, here.now, until, chat)
        await channels.tell(connection, office, letter)
