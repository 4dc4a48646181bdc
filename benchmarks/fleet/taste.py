"""What people like to tap: how often one button is chosen beside the others on a screen."""

from random import Random

from bot.simulator.model import Json, Message

# by dialogue, question and answer
LIKED = {
    ("menu", "menu", "book"): 15.0,
    ("menu", "menu", "mine"): 4.0,
    ("menu", "menu", "privacy"): 1.0,
    ("menu", "menu", "settings"): 1.5,
    ("desk", "desk", "agenda"): 4.0,
    ("desk", "desk", "parent"): 0.0,  # a coach of the fleet stays a coach
    # The checker does not know yet what these mean for notices and reminders.
    ("desk", "desk", "away"): 0.0,
    ("desk_talk", "what", "cancel"): 0.0,
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
SELDOM = {"~help": 0.05, "~back": 0.08}
FIRST = {"part", "time"}  # of these nearly everybody takes the first: they compete
TOMORROW = 1  # of the days most take the second: they are reminded the evening before


def choose(message: Message, chance: Random) -> str:
    """Choose one of a message's buttons: what it carries."""
    found = [button for row in message.inline_keyboard or [] for button in row]
    weights = [_weight(button, place) for place, button in enumerate(found)]
    if not any(weights):
        weights = [1.0] * len(found)
    return str(chance.choices(found, weights)[0]["callback_data"])


def _weight(button: Json, place: int) -> float:
    conversation, _, question, answer = str(button["callback_data"]).split(":", 3)
    if question in FIRST and not answer.startswith("~"):
        return 3.0 / (1 + place) ** 2
    if question == "day" and place == TOMORROW:
        return 4.0
    return LIKED.get((conversation, question, answer), SELDOM.get(answer, 1.0))
