"""How people behave: parents and coaches go through the dialogues, others say a word."""

from random import Random

from benchmarks.load.doing import Chat, said, tapped
from benchmarks.load.telegram import Call, Json

PARENT_MENU = ["menu::menu:book", "menu::menu:mine", "menu::menu:coach", "menu::menu:help"]
COACH_MENU = ["menu::menu:agenda"]

# How often a button is tapped beside another, by dialogue, question and answer; else once.
LIKED = {
    ("menu", "menu", "book"): 4.0,
    ("menu", "menu", "mine"): 2.0,
    ("menu", "menu", "privacy"): 0.2,
    ("booking", "check", "stop"): 0.5,
    ("cancelling", "sure", "yes"): 2.0,
}
SELDOM = {"~help": 0.2, "~back": 0.7, "silence": 0.1, "remind": 0.1}
# What leads to typing, or makes somebody else of this person.
NEVER = {
    ("booking", "how", "phone"),
    ("menu", "menu", "parent"),
    ("settings", "what", "language"),
    ("settings", "what", "school"),
    ("settings", "what", "name"),
}
ONLY_BACK = ("privacy", "welcome", "school", "not_listed", "calling")
TYPES = 0.02  # of what people do is /menu


class Walking:
    """Goes through the dialogues: mostly on, at times back, aside, or home with /menu."""

    def act(self, chat: Chat, chance: Random) -> Json:
        """Tap one of the newest buttons; without any, or at times, type /menu."""
        weights = [weight(data) for data in chat.buttons]
        if not any(weights) or chance.random() < TYPES:
            return said(chat, "/menu")
        [data] = chance.choices(chat.buttons, weights)
        return tapped(chat, data)

    def is_screen(self, call: Call) -> bool:
        """Take what has buttons: a tapped message that only lost them is no answer yet."""
        return "inline_keyboard" in call.markup


class Echoing:
    """Says a word, and hears it again."""

    def act(self, chat: Chat, chance: Random) -> Json:
        """Say something."""
        return said(chat, f"word {chance.random()}")

    def is_screen(self, call: Call) -> bool:
        """Take every message."""
        return call.method == "sendMessage"


def weight(data: str) -> float:
    """Tell how much a button is liked beside the others."""
    conversation, _, question, answer = data.split(":", 3)
    if (conversation, question, answer) in NEVER:
        return 0.0
    if conversation in ONLY_BACK and answer != "~back":
        return 0.0
    return LIKED.get((conversation, question, answer), SELDOM.get(answer, 1.0))
