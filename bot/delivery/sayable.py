"""What of a letter can be said aloud, and to whom 🔊 is shown."""

import asyncio
import logging
from dataclasses import dataclass

from bot.conversation.screen import Button, Screen
from bot.delivery.spelling import label, language_of, spell
from bot.services import listening
from bot.services.office import Office
from bot.speech.parts import Shown
from bot.speech.plan import Plan
from bot.speech.speaker import Speaker
from storage.claiming import Claimed

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Sayable:
    """Reads letters aloud in mind; without a speaker nothing can be said."""

    office: Office
    speaker: Speaker | None

    def is_shown(self, letter: Claimed, screen: Screen) -> bool:
        """Tell whether 🔊 stands under a message: a parent reads it, and it can be said now."""
        if self.speaker is None or not letter.listens:
            return False
        language = language_of(self.office, letter)
        if not any(map(str.isalnum, spell(self.office, letter, screen.text))):
            return False
        if self.speaker.speaks(language):
            return True
        return _planned(self.speaker, self._shown(letter, screen, language)) is not None

    async def plan(self, letter: Claimed, screen: Screen, language: str) -> Plan | None:
        """Plan how a message is said in its language: its text, then what can be tapped."""
        if self.speaker is None:
            return None
        shown = self._shown(letter, screen, language)
        return await asyncio.to_thread(_planned, self.speaker, shown)  # some milliseconds

    def _shown(self, letter: Claimed, screen: Screen, language: str) -> Shown:
        text = spell(self.office, letter, screen.text)
        choices = [self._label(letter, item) for item in listening.choices(screen)]
        if screen.share is not None:
            choices = [label(self.office, letter, screen.share), *choices]
        return Shown(text, tuple(choices), language)

    def _label(self, letter: Claimed, item: Button | None) -> str | None:
        return None if item is None else label(self.office, letter, item.label)


def _planned(speaker: Speaker, shown: Shown) -> Plan | None:
    try:
        return speaker.plan(shown)
    except Exception:  # a message comes, whether or not it can be said
        log.exception("a message cannot be made for the ear")
        return None
