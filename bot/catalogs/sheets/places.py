"""Tells a translator in plain words where a sentence appears."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from babel.messages.catalog import Catalog, Message

from bot.catalogs.extraction import ROOT, extract, is_button

MOST = 3  # places that are named
DIALOGUES = "bot/conversations/"
PLACES: Mapping[str, str] = {
    "bot/conversation/phrases.py": "Many dialogues",
    "bot/delivery/calendar_file.py": "The calendar of the phone",
    "bot/delivery/composing.py": "E-mails to a coach",
    "bot/delivery/profile.py": "What Telegram shows of the bot itself",
    "bot/delivery/speaking.py": "After a parent tapped 🔊, and it cannot be said",
    "bot/heartbeat.py": "Warnings to the coordinator",
    "bot/i18n/dates.py": "Times, everywhere",
    "bot/services/absences.py": "A coach is away",
    "bot/services/agenda.py": "What a coach reads in the morning",
    "bot/services/by_machine.py": "What a computer writes for a coach",
    "bot/services/callbacks.py": "Calls that parents ask for",
    "bot/services/channels.py": "E-mails to a coach",
    "bot/services/coach_export.py": "The file with all that is kept of a coach",
    "bot/services/commands.py": "After a command, or an old message",
    "bot/services/coordinator.py": "Warnings to the coordinator",
    "bot/services/deeds/callbacks.py": "Calls that parents ask for",
    "bot/services/deeds/putting_off.py": "A coach is away, and a parent waits for an answer",
    "bot/services/dialogue.py": "Any dialogue",
    "bot/services/export.py": "The file with all that is kept of a person",
    "bot/services/gate.py": "A coach books for a parent",
    "bot/services/heard.py": "Said before each choice, when a message is read aloud",
    "bot/services/hand_over_news.py": "One coach takes a talk over from another",
    "bot/services/hours.py": "The hours of a coach",
    "bot/services/invitations.py": "The calendar of a coach",
    "bot/services/left_behind.py": "A coach left a school, and talks are booked there",
    "bot/services/listening.py": "Under every message of a parent",
    "bot/services/messages.py": "Questions of parents, and answers to them",
    "bot/services/new_hands.py": "A school has another coach",
    "bot/services/notices.py": "News for a coach, and reminders",
    "bot/services/offers.py": "Times to choose from",
    "bot/services/overdue.py": "A parent waits too long",
    "bot/services/readers.py": "After a parent typed a name or a number",
    "bot/services/roles.py": "Somebody asks what only a coach may do",
    "bot/services/still_open.py": "What a coach reads in the morning",
    "bot/services/talks.py": "The week of a coach",
    "bot/services/to_parents.py": "What a coach does with a talk, told to the parent",
    "bot/services/topics.py": "How to meet",
    "bot/services/undecided.py": "A coach is away, and talks wait for a decision",
    "bot/services/unfinished.py": "The file with all that is kept of a person",
    "bot/services/values.py": "Parts of many dialogues",
    "bot/services/voice_answers.py": "Parents who say a name or a number",
    "bot/services/waitlist.py": "Waiting for a time that comes free",
    "bot/topics.toml": "What a talk can be about",
}


@dataclass(frozen=True)
class Sources:
    """Our sentences, and the folder with the files they stand in."""

    root: Path
    found: Catalog

    @classmethod
    def read(cls, root: Path = ROOT) -> "Sources":
        """Find them."""
        return cls(root, extract(root))


def where(message: Message, root: Path) -> str:
    """Say what a sentence is, and in which dialogues."""
    named = list(dict.fromkeys(place(root, file) for file, _ in message.locations))
    more = f"; and {len(named) - MOST} more" if len(named) > MOST else ""
    return f"{'Button' if is_button(message) else 'Text'} in: {'; '.join(named[:MOST])}{more}"


@cache
def place(root: Path, file: str) -> str:
    """Name a source file in plain words: of a dialogue, its title."""
    if file.startswith(DIALOGUES):
        with (root / file).open("rb") as dialogue:
            return str(tomllib.load(dialogue)["title"])
    return PLACES.get(file, Path(file).stem.replace("_", " "))
