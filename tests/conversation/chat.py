"""One chat with small dialogues: a world of plain values, a place kept as JSON between turns."""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, field

from bot.conversation.engine import Engine
from bot.conversation.model import Choice, Conversation, Needs, Vocabulary
from bot.conversation.reader import read_all
from bot.conversation.screen import Button, Screen, Tap
from bot.conversation.turn import (
    Answers,
    Done,
    Heard,
    Place,
    Refused,
    Said,
    Sent,
    Shared,
    Turn,
)
from bot.conversation.words import Lines, Say, Value

MENU = """
title = "The menu"
standing = true

[[question]]
id = "menu"
text = "The menu."
back = false
help = false
[[question.choice]]
id = "go_on"
label = "📝 Go on"
when = "is_open"
resumes = true
[[question.choice]]
id = "talk"
label = "📅 Talk"
begins = "talk"
"""
HELP = """
title = "Help now"
standing = true

[[question]]
id = "numbers"
text = "Call somebody."
help = false
"""
LANGUAGE = """
title = "Another language"
standing = true
about = "origin"

[[question]]
id = "language"
text = "Choose."
language = false
[[question.choice]]
id = "nl"
label = "Nederlands"
does = "speak"

[outcome.end]
text = "Good."
resumes = true
"""


OUTCOMES = {"book": ("booked", "taken"), "drop": ("dropped", "kept"), "keep": (), "speak": ()}


class Anything(dict[str, Needs]):
    """A registry in which every name is there: these tests are about turns, not about names."""

    def __missing__(self, name: str) -> Needs:
        return Needs()

    def __contains__(self, name: object) -> bool:
        return True


@dataclass
class World:
    """What is true in a test, by name."""

    lists: dict[str, Sequence[Choice]] = field(default_factory=dict)
    conditions: dict[str, Callable[[Answers], bool]] = field(default_factory=dict)
    readers: dict[str, Callable[[Said | Shared | Sent], str | Refused]] = field(
        default_factory=dict
    )
    values: dict[str, Value] = field(default_factory=dict)
    known: set[tuple[str, str]] = field(default_factory=set)

    def offer(self, name: str, _: Answers) -> Sequence[Choice]:
        """List the choices of this name."""
        return self.lists.get(name, ())

    def holds(self, name: str, answers: Answers) -> bool:
        """Tell whether a condition holds."""
        return self.conditions[name](answers)

    def read(self, name: str, heard: Said | Shared | Sent, _: Answers) -> str | Refused:
        """Read a typed answer."""
        return self.readers[name](heard)

    def value(self, name: str, _: Answers) -> Value:
        """Give the value of a {placeholder}."""
        return self.values[name]

    def knows(self, about: str, tag: str) -> bool:
        """Tell whether this is there for this person."""
        return about == "origin" or (about, tag) in self.known

    def spell(self, value: Value) -> str:
        """Put a value into English."""
        if isinstance(value, Say):
            return value.msgid.format(**{k: self.spell(v) for k, v in value.values.items()})
        if isinstance(value, Lines):
            return "\n".join(self.spell(part) for part in value.values)
        return str(value)


def kept(place: Place | None) -> Place | None:
    """Write a place down and read it again, as storage/conversations.py does."""
    if place is None:
        return None
    plain = json.loads(json.dumps(asdict(place), ensure_ascii=False))
    return Place(**{**plain, "given": tuple(plain["given"])})


def read(files: Mapping[str, str]) -> dict[str, Conversation]:
    """Read small dialogues, with a menu and help."""
    does = {name: Needs(outcomes=ends) for name, ends in OUTCOMES.items()}
    every = Anything()
    subjects = frozenset({"thing", "origin"})
    vocabulary = Vocabulary(every, every, every, does, Anything(), subjects)
    texts = {"menu": MENU, "help": HELP, "language": LANGUAGE, **files}
    return read_all({f"{name}.toml": text for name, text in texts.items()}, vocabulary)


class Chat:
    """A person in a dialogue: taps labels, types, and reads the last message."""

    def __init__(self, world: World | None = None, **files: str) -> None:
        self.world = world or World()
        self.ends: dict[str, Done] = {}
        self.files = files
        self.place: Place | None = None
        self.done: list[tuple[str, Answers]] = []
        self.turn = Turn(None)
        self.screen = Screen("")
        self._rounds = 0

    @property
    def engine(self) -> Engine:
        """The dialogues, read anew for each turn, as after a restart."""
        self._rounds += 1
        return Engine(read(self.files), self.world, self.place, f"{self._rounds:04x}")

    def begin(self, name: str = "talk", lead: Value | None = None, /, **given: str) -> str:
        """Start a dialogue."""
        return self.take(self.engine.begin(name, given, lead))

    def show(self, name: str, about: str = "") -> str:
        """Show a standing dialogue."""
        return self.take(self.engine.show(name, about))

    def tap(self, label: str) -> str:
        """Tap the button with this in its label."""
        return self.hear(self.button(label))

    def types(self, text: str) -> str:
        """Type a text."""
        return self.hear(Said(text))

    def hear(self, heard: Heard) -> str:
        """Do anything; read the answer."""
        return self.take(self.engine.hear(heard))

    def take(self, turn: Turn) -> str:
        """Do the deeds of a turn, keep the place, look at the message."""
        while turn.deed is not None:
            assert turn.scene is not None
            self.done.append((turn.deed, turn.scene.answers))
            turn = self.engine.after(turn, self.ends.get(turn.deed, Done()))
        self.turn, self.place = turn, kept(turn.place)
        (self.screen,) = turn.screens
        return self.reads

    def button(self, label: str) -> Tap:
        """Find a button of the last message by its label."""
        found = [item for item in self._buttons if label in self.world.spell(item.label)]
        assert len(found) == 1, f"{label} is not one of {self.buttons}"
        tap = Tap.unpack(found[0].data)
        assert tap is not None
        return tap

    @property
    def reads(self) -> str:
        """The text of the last message."""
        return self.world.spell(self.screen.text)

    @property
    def buttons(self) -> list[str]:
        """The labels under the last message."""
        return [self.world.spell(item.label) for item in self._buttons]

    @property
    def _buttons(self) -> list[Button]:
        return [button for row in self.screen.rows for button in row]

    @property
    def question(self) -> str | None:
        """The open question."""
        return self.place.question if self.place else None

    @property
    def answers(self) -> Answers:
        """What was answered so far."""
        assert self.place is not None
        return self.place.answers


def choices(*names: str) -> list[Choice]:
    """Make a list to choose from."""
    return [Choice(name, name.upper()) for name in names]
