"""What stands under a message, in the reader's language: its buttons, or keys, and 🔊."""

from dataclasses import dataclass

from telegram import (
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    KeyboardButton,
    ReplyKeyboardMarkup,
)

from bot.conversation.screen import Button, Screen
from bot.conversation.words import Value
from bot.delivery.sayable import Sayable
from bot.delivery.spelling import label, language_of
from bot.services import listening
from bot.services.office import Office
from storage.claiming import Claimed


@dataclass(frozen=True, slots=True)
class Keyboards:
    """Draws them; 🔊 comes last, so that the first button is the one that is called so."""

    office: Office
    sayable: Sayable

    def of(
        self, letter: Claimed, screen: Screen
    ) -> InlineKeyboardMarkup | ReplyKeyboardMarkup | None:
        """Draw what stands under a screen."""
        return self.inline(letter, screen) if screen.share is None else self.keys(letter, screen)

    def inline(self, letter: Claimed, screen: Screen) -> InlineKeyboardMarkup | None:
        """Draw buttons that carry what a tap means."""
        rows = [*screen.rows, *self._listen(letter, screen)]
        drawn = [
            [
                InlineKeyboardButton(label(self.office, letter, it.label), callback_data=it.data)
                for it in row
            ]
            for row in rows
        ]
        return InlineKeyboardMarkup(drawn) if drawn else None

    def keys(self, letter: Claimed, screen: Screen) -> ReplyKeyboardMarkup | None:
        """Draw the keyboard that shares the phone number; None: this screen has none."""
        if screen.share is None:
            return None
        share = KeyboardButton(label(self.office, letter, screen.share), request_contact=True)
        rows = [*screen.rows, *self._listen(letter, screen)]
        keys = [[KeyboardButton(label(self.office, letter, it.label)) for it in r] for r in rows]
        return ReplyKeyboardMarkup([[share], *keys], resize_keyboard=True, one_time_keyboard=True)

    def under(self, letter: Claimed, text: Value) -> InlineKeyboardMarkup | None:
        """Draw what stands under a text to which there is nothing to answer."""
        return self.inline(letter, Screen(text))

    def _listen(self, letter: Claimed, screen: Screen) -> list[tuple[Button, ...]]:
        if not self.sayable.is_shown(letter, screen):
            return []
        packed = listening.packed(language_of(self.office, letter))
        return [(Button(listening.LISTEN, packed),)]
