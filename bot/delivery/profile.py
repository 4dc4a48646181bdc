"""What Telegram shows of the bot itself: commands and descriptions, in each language."""

import json
import logging

from telegram import Bot, BotCommand
from telegram.error import TelegramError

from bot.conversation.words import say
from bot.services.office import Office
from storage import facts

log = logging.getLogger(__name__)

TELLS = 2  # letters of a language that Telegram takes; by others it asks no phone
COMMANDS = {
    "menu": say("What I can do for you"),
    "help": say("Help now: numbers to call"),
    "language": say("Another language"),
    "privacy": say("What is kept of you"),
    "start": say("Begin"),
}
DESCRIPTION = say("I am a computer. I help you make an appointment with the {role} of your school.")
SHORT = say("Make an appointment with the {role} of your school.")


async def tell(office: Office, bot: Bot) -> None:
    """Tell Telegram commands and descriptions where they changed; a failure waits for next time."""
    wanted = _wanted(office)
    known = await facts.get(office.database.reader, "profile")
    if known == json.dumps(wanted):
        return
    try:
        for language, (commands, description, short) in wanted.items():
            given = [BotCommand(name, text) for name, text in commands.items()]
            await bot.set_my_commands(given, language_code=language or None)
            await bot.set_my_description(description, language_code=language or None)
            await bot.set_my_short_description(short, language_code=language or None)
    except TelegramError as fault:
        log.warning("commands are not registered yet", extra={"fault": type(fault).__name__})
        return
    async with office.database.transaction() as connection:
        await facts.put(connection, "profile", json.dumps(wanted))


def _wanted(office: Office) -> dict[str, tuple[dict[str, str], str, str]]:
    """Give what is told for each language; "" is for phones in any other."""
    languages, today = office.languages, office.today()
    role = office.config.role
    told = {}
    named = {code: code for code in languages.codes if len(code) == TELLS}
    for key, code in {"": languages.nearest(None), **named}.items():
        commands = {name: languages.render(text, code, today) for name, text in COMMANDS.items()}
        texts = (say(text.msgid, role=role) for text in (DESCRIPTION, SHORT))
        description, short = (languages.render(text, code, today) for text in texts)
        told[key] = (commands, description, short)
    return told
