"""Finds in a log what people are called, what their numbers are, and what they wrote."""

import re
from collections.abc import Iterable, Iterator

from bot.simulator import Phone
from bot.simulator.model import Message
from tests.stories.town import TOKEN, Town

LEAST_LETTERS = 4  # of a name or a text that is looked for; a shorter one is a word by chance
LEAST_DIGITS = 7  # of a number; a shorter one is a chat or a count by chance
MOST_LETTERS = 30  # of a text: a log that cuts it short is caught too
# What a story types that the program's own lines say too.
OUR_WORDS = {"agenda", "coach", "menu"}


def leaks(log: str, towns: Iterable[Town]) -> list[str]:
    """Give what stands in a log and is a person's, each as a whole word."""
    words = {word for town in towns for phone in _phones(town) for word in _words_of(phone)}
    found = (word for word in {TOKEN, *filter(_tells, words)} if word in log)
    return sorted(word for word in found if re.search(rf"(?<!\w){re.escape(word)}(?!\w)", log))


def _phones(town: Town) -> Iterator[Phone]:
    return (chat for chat in town.simulator.world.chats.values() if isinstance(chat, Phone))


def _words_of(phone: Phone) -> Iterator[str]:
    yield phone.first_name
    yield from (phone.number, phone.number[2:])
    for message in phone.messages:
        if not message.outgoing:
            yield from _said(message)


def _said(message: Message) -> Iterator[str]:
    text = message.text or ""
    if text.startswith("/"):  # what follows a command can be the secret of a link
        text = text.partition(" ")[2]
    yield text.partition("\n")[0][:MOST_LETTERS].strip()
    contact = message.content.get("contact", {})
    yield from (contact.get("phone_number", ""), contact.get("first_name", ""))


def _tells(word: str) -> bool:
    """Tell whether a word is long and rare enough to be a leak where it stands in a log."""
    least = LEAST_DIGITS if re.fullmatch(r"[\d\s+-]*", word) else LEAST_LETTERS
    return len(word) >= least and word.lower() not in OUR_WORDS
