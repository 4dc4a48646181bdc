"""Tries e-mail that was refused again, at every start and every morning, for a week.

A mail server that refuses may be mended, or may know by then who the coach is.
"""

import json
import logging
from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from bot.services.office import Office
from storage import appointments, callbacks, facts, messages, refused
from storage.database import Connection
from storage.refused import Refused

log = logging.getLogger(__name__)

TERM = timedelta(days=7)  # after the first refusal
TRIED = "refused mail"  # a fact: the local day on which it was tried last


async def look(office: Office) -> None:
    """Put refused e-mail back once a day, when the agendas go out."""
    local = office.local(office.now())
    if local.time() < office.config.agenda_at:
        return
    async with office.transaction() as connection:
        if await facts.get(connection, TRIED) != local.date().isoformat():
            await facts.put(connection, TRIED, local.date().isoformat())
            await put_back(connection, office)


async def put_back(connection: Connection, office: Office) -> None:
    """Let what was refused wait again, in its order; what is overtaken by now is dropped."""
    now = office.now()
    for letter in await refused.mail(connection, now, now - TERM):
        if office.config.reader(letter.coach) is None:
            continue
        if await _holds(connection, letter):
            await refused.put_back(connection, letter, now)
        else:
            await refused.drop(connection, letter)
        log.info("a refused e-mail is looked at again", extra={"letter": letter.id})


async def _holds(connection: Connection, letter: Refused) -> bool:
    """Tell whether an e-mail is still true: a later one about the same may have gone before it."""
    if entry := json.loads(letter.body).get("entry"):
        return await _is_current(connection, letter, entry)
    if letter.appointment is None:
        return True
    return letter.coach == (
        await messages.waits_for(connection, letter.appointment)
        or await callbacks.waits_for(connection, letter.appointment)
    )


async def _is_current(connection: Connection, letter: Refused, entry: Mapping[str, Any]) -> bool:
    """Tell whether a calendar that missed a change may still be told of it."""
    item = await appointments.find(connection, entry["uid"])
    mine = item is not None and item.state == "booked" and item.coach == letter.coach
    if item is None or not mine:
        return bool(entry["off"])
    return not entry["off"] and item.sequence == entry["sequence"]
