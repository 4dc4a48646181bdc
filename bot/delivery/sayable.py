"""What of a letter can be said aloud, and to whom 🔊 is shown."""

from dataclasses import dataclass

from bot.conversation.screen import Button, Screen
from bot.delivery.spelling import label, language_of, spell
from bot.services import listening
from bot.services.office import Office
from bot.speech.named import Speaker
from bot.speech.parts import Shown
from bot.speech.plan import Plan
from storage.claiming import Claimed


@dataclass(frozen=True, slots=True)
class Sayable:
    """Reads letters aloud in mind; without a speaker nothing can be said."""

    office: Office
    speaker: Speaker | None

    def is_shown(self, letter: Claimed, screen: Screen) -> bool:
        """Tell whether 🔊 stands under a message: a parent reads it, and it can be said now."""
        if self.speaker is None or not letter.listens or not listening.is_for_parents(screen):
            return False
        language = language_of(self.office, letter)
        if self.speaker.is_mute(language):  # to plan it would hold everybody up, for nothing
            return False
        if not any(map(str.isalnum, spell(self.office, letter, screen.text))):
            return False
        if self.speaker.speaks(language):
            return True
        return self.speaker.plan(self._shown(letter, screen, language)) is not None

    async def plan(self, letter: Claimed, screen: Screen, language: str) -> Plan | None:
        """Plan how a message is said in its language: its text, then what can be tapped."""
        if self.speaker is None or not listening.is_for_parents(screen):
            return None
        return await self.speaker.planned(self._shown(letter, screen, language))

    def _shown(self, letter: Claimed, screen: Screen, language: str) -> Shown:
        text = spell(self.office, letter, screen.text)
        choices = [self._label(letter, item) for item in listening.choices(screen)]
        if screen.share is not None:
            choices = [label(self.office, letter, screen.share), *choices]
        return Shown(text, tuple(choices), language)

    def _label(self, letter: Claimed, item: Button | None) -> str | None:
        return None if item is None else label(self.office, letter, item.label)
