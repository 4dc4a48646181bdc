"""All that somebody got to read: messages, what became of them, captions, toasts, buttons."""

import re
from collections.abc import Iterator, Sequence
from typing import Any

from icalendar import Calendar

from bot.conversation.screen import Tap
from bot.i18n.catalog import first, read, texts
from tests.stories.mailbox import Mailbox, event_of, text_of
from tests.stories.tongues import PLACEHOLDER
from tests.stories.town import Somebody, Town

Json = dict[str, Any]


def words_to(somebody: Somebody) -> list[str]:
    """List the texts that were sent to a phone, also those that stand there no more."""
    calls = somebody.town.simulator.sent(chat_id=somebody.phone.chat_id)
    found = [call.params.get(key) for call in calls for key in ("text", "caption")]
    return [text for text in found if text] + [toast.text for toast in somebody.phone.toasts]


def labels_to(somebody: Somebody) -> list[str]:
    """List the labels of all buttons and keys that were sent to a phone."""
    return [button["text"] for button in _buttons(somebody.town, somebody.phone.chat_id)]


def conversations_in(town: Town) -> set[str]:
    """Name the conversations whose buttons were sent to somebody."""
    found = (Tap.unpack(button.get("callback_data", "")) for button in _buttons(town))
    return {tap.conversation for tap in found if tap}


def _buttons(town: Town, chat: int | None = None) -> Iterator[Json]:
    for call in town.simulator.sent(chat_id=chat):
        markup: Json = call.params.get("reply_markup") or {}
        for rows in (markup.get("inline_keyboard", ()), markup.get("keyboard", ())):
            for row in rows:
                yield from row


def files_to(somebody: Somebody) -> list[str]:
    """List what stands in the files that were sent to a phone, and what they are called."""
    kept = somebody.town.simulator.world.files
    documents = [message.document for message in somebody.phone.messages if message.outgoing]
    found = [kept.by_id(document["file_id"]) for document in documents if document]
    return [text for file in found if file for text in (file.name, *_inside(file.data.decode()))]


def _inside(text: str) -> list[str]:
    if not text.startswith("BEGIN:VCALENDAR"):
        return [text]
    [event] = Calendar.from_ical(text).walk("VEVENT")
    return [str(event.get(key, "")) for key in ("SUMMARY", "LOCATION", "DESCRIPTION")]


def profile_of(town: Town, language: str) -> list[str]:
    """List what Telegram shows of the bot itself."""
    told = town.simulator.world.profile
    commands = [command["description"] for command in told.commands_for(0, language)]
    return [*commands, told.descriptions[language], told.short_descriptions[language]]


def mails_in(mailbox: Mailbox) -> list[str]:
    """List subjects, texts and entries for the calendar of all e-mail."""
    found = []
    for _, message in mailbox.taken:
        event = event_of(message)
        entry = (event.title, event.place) if event else ()
        found += [str(message["Subject"]), text_of(message), *entry]
    return found


class Scraps:
    """What only the catalog of one language says, to be looked for in another one."""

    def __init__(self, language: str, elsewhere: str) -> None:
        other = {first(message): texts(message) for message in read(elsewhere).messages}
        self._pieces = [
            piece
            for message in read(language).messages
            if message.id
            for text in texts(message)
            if text not in other[first(message)] and (piece := _longest(text))
        ]

    def found(self, read_texts: Sequence[str]) -> list[str]:
        """Give the sentences, and the words that are a label or a line, that stand in a text."""
        all_of_it = "\n".join(dict.fromkeys(read_texts))
        return [piece for piece in self._pieces if _stands(piece, all_of_it)]


def _longest(text: str) -> str:
    """Give the longest run of words between what is filled in."""
    pieces = (piece.strip(" \n.,:?!") for piece in PLACEHOLDER.split(text))
    wordy = (piece for piece in pieces if not PLACEHOLDER.fullmatch(piece))
    longest = max(wordy, key=len, default="")
    return longest if any(char.isalpha() for char in longest) else ""


def _stands(piece: str, text: str) -> bool:
    """A single word is looked for as a line of its own: languages share words, not lines."""
    if piece not in text:
        return False
    if " " not in piece:
        return piece in text.splitlines()
    return re.search(rf"(?<!\w){re.escape(piece)}(?!\w)", text) is not None
