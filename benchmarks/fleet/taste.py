"""What people like to tap: how often one button is chosen beside the others on a screen."""

from itertools import accumulate
from random import Random

from bot.simulator.model import Json, Message

# by dialogue, question and answer
LIKED = {
    ("menu", "menu", "book"): 15.0,
    ("menu", "menu", "mine"): 4.0,
    ("menu", "menu", "privacy"): 1.0,
    ("menu", "menu", "settings"): 1.5,
    ("menu", "menu", "ask"): 3.0,
    ("menu", "menu", "call"): 2.0,
    ("privacy", "kept", "erase_link"): 0.0,  # nobody can give a coach of the fleet a new link
    ("desk", "desk", "agenda"): 5.0,
    ("desk", "desk", "away"): 4.0,
    ("desk", "desk", "book"): 6.0,
    ("desk", "desk", "hours"): 0.3,
    ("desk", "desk", "parent"): 0.1,
    ("desk_away", "check", "yes"): 20.0,
    ("desk_away", "first", "~more1"): 9.0,  # the next month begins on the second day
    ("desk_absence", "show", "ask"): 4.0,
    ("desk_absence", "show", "hand"): 6.0,
    ("desk_absence", "show", "back"): 4.0,  # or nobody could book any more
    ("desk_book", "check", "yes"): 20.0,
    ("desk_cancel", "reason", "no"): 3.0,
    ("desk_line", "line", "remove"): 0.2,
    ("desk_move", "send", "yes"): 5.0,
    ("desk_talk", "what", "cancel"): 2.0,
    ("desk_talk", "what", "move"): 2.0,
    ("desk_week", "week", "~back"): 0.0,  # the week is looked at for its talks
    ("booking", "check", "yes"): 20.0,
    ("moving", "check", "yes"): 20.0,
    ("cancelling", "check", "yes"): 4.0,
    ("welcome", "school", "not_listed"): 0.2,
    ("school", "school", "not_listed"): 0.2,
    ("settings", "what", "remind"): 3.0,
    ("settings", "what", "silence"): 0.4,
    ("privacy", "kept", "erase"): 1.0,
    ("erasing", "sure", "yes"): 2.0,
    ("reminder", "remind", "come"): 3.0,
    ("reminder", "remind", "stop"): 0.3,
    ("appointment", "show", "move"): 2.0,
}
SELDOM = {"~help": 0.05, "~language": 0.03, "~back": 0.08, "~blank": 0.02}
FIRST = {"part", "time", "first", "last"}  # of these nearly all take the first: they compete
DAYS, TOMORROW = {"day", "first"}, 1  # most take the second: they are reminded the evening before


def choose(message: Message, chance: Random) -> str:
    """Choose one of a message's buttons: what it carries."""
    found = [button for row in message.inline_keyboard or [] for button in row]
    blanks = accumulate("~" in str(button["callback_data"]) for button in found)
    weights = [
        _weight(button, place - blank)
        for place, (button, blank) in enumerate(zip(found, blanks, strict=True))
    ]
    if not any(weights):
        weights = [1.0] * len(found)
    return str(chance.choices(found, weights)[0]["callback_data"])


def _weight(button: Json, place: int) -> float:
    conversation, _, question, answer = str(button["callback_data"]).split(":", 3)
    if question in DAYS and place == TOMORROW:
        return 4.0
    if question in FIRST and not answer.startswith("~"):
        return 3.0 / (1 + place) ** 2
    return LIKED.get((conversation, question, answer), SELDOM.get(answer, 1.0))
