"""Puts what a letter says into the language of its reader at this moment."""

import re

from bot.conversation.words import Value
from bot.services.office import Office
from storage.claiming import Claimed

EMPTY_LINES = re.compile(r"\n{3,}")  # what an empty value leaves behind


def spell(office: Office, letter: Claimed, value: Value) -> str:
    """Value -> text for who reads this letter."""
    text = office.languages.render(value, language_of(office, letter), office.today())
    return EMPTY_LINES.sub("\n\n", text).strip()


def label(office: Office, letter: Claimed, value: Value) -> str:
    """Value -> words on a button for who reads this letter."""
    return office.languages.label(value, language_of(office, letter), office.today())


def language_of(office: Office, letter: Claimed) -> str:
    """Tell the language of who reads this letter."""
    language = letter.language
    if letter.coach is not None:
        reader = office.config.reader(letter.coach)
        language = reader.language if reader else None
    return language or office.languages.codes[0]
