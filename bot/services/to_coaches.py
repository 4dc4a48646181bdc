"""Brings coaches what parents ask, and whom to call; each letter knows what it is about."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

from bot.conversation.engine import Engine
from bot.conversation.screen import Screen
from bot.conversation.words import Lines, Say
from bot.services import callbacks, channels, letters, messages, voice_answers
from bot.services.messages import Content
from bot.services.snapshot import Snapshot
from bot.settings import EMAIL, Coach
from storage.callbacks import Callback
from storage.database import Connection
from storage.messages import Question

Draw = Callable[[Snapshot], Engine]


async def reads_mail_only(connection: Connection, coach: Coach) -> bool:
    """Tell whether a coach gets e-mail and has no chat in which to say what was done."""
    return EMAIL in coach.channels and not await messages.can_answer(connection, coach.id)


async def bring_question(  # noqa: PLR0917 - where, what, to whom, and what to say first
    connection: Connection,
    here: Snapshot,
    draw: Draw,
    question: Question,
    coach: Coach,
    lead: Say | None = None,
) -> None:
    """Write the notice of a question to a coach."""
    here = replace(here, mail=replace(here.mail, told=question))
    screen = draw(here).screen("desk_message", question.id, lead)
    if await reads_mail_only(connection, coach):
        words = (messages.shown(here.office, question), messages.NO_CHAT)
        screen = Screen(Lines((lead, *words) if lead else words, gap=True))
    media = Content.unpack(question.content).media
    until = here.now + timedelta(days=here.office.config.privacy.free_text_days)
    letter = letters.notice(screen, coach.id, here.now, until, question.parent, media)
    mail = channels.about(messages.SUBJECT, question.name)
    await channels.tell(connection, here.office, replace(letter, appointment=question.id), mail)
    await voice_answers.bring(connection, here, question, coach.id, question.id)


async def bring_call(  # noqa: PLR0917 - idem
    connection: Connection,
    here: Snapshot,
    draw: Draw,
    call: Callback,
    coach: Coach,
    lead: Say | None = None,
) -> None:
    """Write the notice of a call to a coach."""
    here = replace(here, mail=replace(here.mail, told_call=call))
    screen = draw(here).screen("desk_call", call.id, lead)
    until = here.now + timedelta(days=here.office.config.privacy.free_text_days)
    letter = letters.notice(screen, coach.id, here.now, until, call.parent)
    mail = channels.about(callbacks.SUBJECT, call.name)
    await channels.tell(connection, here.office, replace(letter, appointment=call.id), mail)
    await voice_answers.bring(connection, here, call, coach.id, call.id)
