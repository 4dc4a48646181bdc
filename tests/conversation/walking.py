"""Random walks over the real dialogues, in a world that offers something for every name."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from bot.conversation.drawing import BACK, BLANK, DOT, MORE
from bot.conversation.engine import Engine
from bot.conversation.model import Choice, Needs
from bot.conversation.screen import MOST_BYTES, Button, Screen, Tap
from bot.conversation.turn import (
    Answers,
    Done,
    Heard,
    Other,
    Place,
    Refused,
    Said,
    Sent,
    Shared,
    Turn,
)
from bot.conversation.words import Say, Value
from bot.services.world import VOCABULARY, read_conversations
from tests.conversation.chat import World, kept

OURS = read_conversations()
LONGEST_ID = "a" * 32  # of a school or coach, as the configuration allows
MINE = "0123456789"  # the id of an appointment
DAYS = [date(2026, 12, day) for day in range(1, 15)]
LONGEST_LINE = f"0-0900-{LONGEST_ID}"  # hours at a school
GRID = [Choice(BLANK, DOT, blank=True), *[Choice(f"2026-12-{n:02}", f"{n}") for n in range(1, 31)]]
LISTS: Mapping[str, Sequence[Choice]] = {
    "languages": [Choice(code, code.upper()) for code in ("nl", "en", "ar")],
    "first_name": [Choice("~own", "Sanne")],
    "schools": [Choice(LONGEST_ID[:-1] + digit, f"School {digit}") for digit in "1234567"],
    "topics": [Choice("money", Say("💶 Money")), Choice("later", "🤫 Later", always=True)],
    "kinds": [Choice(kind, kind.title()) for kind in ("school", "phone", "home", "walk")],
    "days": [Choice(day.isoformat(), day) for day in DAYS],
    "parts": [Choice("morning", "Morning"), Choice("evening", "Evening")],
    "times": [Choice(f"2026-12-01T{hour:02}:00Z", f"{hour}:00") for hour in range(8, 17)],
    "two_days": [Choice(day.isoformat(), day) for day in DAYS[:2]],
    "my_appointments": [
        Choice(f"{MINE[:-1]}{n}", f"Talk {n}", begins="appointment", subject=f"{MINE[:-1]}{n}")
        for n in range(9, -1, -1)
    ],
}
LISTS = {
    **LISTS,
    "ways_away": [
        Choice("ill", "Ill", does="be_ill"),
        Choice("day", "A day"),
        Choice("days", "More days"),
        Choice(MINE, "Away", begins="desk_absence", subject=MINE),
    ],
    "first_days": GRID,
    "last_days": GRID,
    "hit_talks": [Choice(MINE, "Talk", begins="desk_hit", subject=MINE)],
    "stand_ins": [Choice(LONGEST_ID, "Colleague")],
    "stand_ins_for_all": [Choice(LONGEST_ID, "Colleague")],
    "my_hours": [Choice(LONGEST_LINE, "Monday", begins="desk_line", subject=LONGEST_LINE)],
    "my_schools": [Choice(LONGEST_ID, "School")],
    "own_schools": [Choice(LONGEST_ID, "School")],
    "weekdays": [Choice(f"{number}", f"Day {number}") for number in range(7)],
    "from_times": [Choice(f"{hour:02}:00", f"{hour}:00") for hour in range(24)],
    "until_times": [Choice(f"{hour:02}:30", f"{hour}:30") for hour in range(24)],
    "week_talks": [Choice(MINE, "Talk", begins="desk_talk", subject=MINE)],
    "proposed_times": [Choice("2026-12-01T09:00Z", "9:00")],
    "waiting_questions": [Choice(MINE, "Question")],
    "waiting_calls": [Choice(MINE, "Call", begins="desk_call", subject=MINE)],
    "talks_outside": [Choice(MINE, "Talk", begins="desk_talk", subject=MINE)],
}
KNOWN = {
    ("origin", ""),
    ("absence", MINE),
    ("hours", LONGEST_LINE),
    ("hours", LONGEST_ID),
    ("appointment", MINE),
    ("message", MINE),
    ("call", MINE),
    ("freed", MINE),
    ("past", MINE),
    ("talk", MINE),
    ("school", LONGEST_ID),
    ("coach", LONGEST_ID),
}
ENOUGH = 40  # steps back, pages included, from any question to the menu


@dataclass(frozen=True)
class Step:
    """What somebody does, and what is true while it happens."""

    heard: Heard | None = None
    press: int | None = None  # the number of a button, of the last message or of all messages
    old: bool = False
    begins: tuple[str, str] | None = None  # a dialogue, and what it is about
    ending: int = 0  # how a deed ends, by number
    holds: frozenset[str] = frozenset()
    empty: frozenset[str] = frozenset()


class StrictWorld(World):
    """A world that insists, as the real one does, on the answers each name needs."""

    def __init__(self, step: Step) -> None:
        lists = {name: () if name in step.empty else LISTS[name] for name in VOCABULARY.offers}
        super().__init__(lists, known=KNOWN)
        self.step = step

    def offer(self, name: str, answers: Answers) -> Sequence[Choice]:
        """List the choices of this name."""
        insist(name, VOCABULARY.offers, answers)
        return super().offer(name, answers)

    def holds(self, name: str, answers: Answers) -> bool:
        """Tell whether a condition holds."""
        insist(name, VOCABULARY.when, answers)
        return name in self.step.holds

    def read(self, name: str, heard: Said | Shared | Sent, _: Answers) -> str | Refused:
        """Read a word, the number of a contact, or the name of a file."""
        assert name in VOCABULARY.reads
        if isinstance(heard, Sent):
            return heard.file
        text = heard.number if isinstance(heard, Shared) else heard.text
        return text if text.isalnum() else Refused(Say("Please try again."))

    def value(self, name: str, answers: Answers) -> Value:
        """Give the value of a {placeholder}."""
        insist(name, VOCABULARY.values, answers)
        return f"<{name}>"


def insist(name: str, registry: Mapping[str, Needs], answers: Answers) -> None:
    """Fail where an answer is missing that the real function would use."""
    needs = {need for need in registry[name].answers if not need.endswith("?")}
    assert needs <= set(answers), f"{name} needs {needs}, there is {set(answers)}"


@dataclass
class Walk:
    """One person who does one thing after another."""

    place: Place | None = None
    screens: tuple[Screen, ...] = ()
    seen: list[str] = field(default_factory=list)
    rounds: int = 0

    def take(self, step: Step) -> Turn:
        """Do one thing, and the deeds that follow from it."""
        world = StrictWorld(step)
        turn = self._first(self.engine(world), step)
        for _ in range(4):
            if turn.deed is None:
                break
            assert turn.scene is not None
            insist(turn.deed, VOCABULARY.does, turn.scene.answers)
            turn = self.engine(world).after(turn, ending(turn.deed, step))
        assert turn.deed is None
        self.place, self.screens = turn.place, turn.screens or self.screens
        self.seen += [button.data for screen in turn.screens for button in buttons(screen)]
        return turn

    def engine(self, world: World) -> Engine:
        """Give the dialogues as they are now."""
        self.rounds += 1
        return Engine(OURS, world, kept(self.place), f"{self.rounds:04x}")

    def _first(self, engine: Engine, step: Step) -> Turn:
        if step.begins is not None:
            name, about = step.begins
            subject = OURS[name].about
            if name == "invitation":
                scene = Place(name, "", "link", {"link": about})
                return Turn(self.place, deed="accept_invitation", scene=scene)
            if OURS[name].standing:
                return engine.show(name, about)
            return engine.begin(name, {subject: about} if subject else {})
        return engine.hear(self._pressed(step) or step.heard or Other())

    def _pressed(self, step: Step) -> Tap | None:
        if step.press is None:
            return None
        last = [button.data for screen in self.screens for button in buttons(screen)]
        data = self.seen if step.old else last
        return Tap.unpack(data[step.press % len(data)]) if data else None

    def steps_back(self) -> int:
        """Tap back as long as there is a way back; count the taps."""
        calm = frozenset({"is_parent"})
        walk, taps = Walk(self.place, rounds=self.rounds), 0
        walk.take(Step(heard=Other(), holds=calm))
        while walk.place is not None and taps <= ENOUGH:
            backs = [tap for tap in taps_of(walk.screens) if is_back(tap, walk.place)]
            if not backs:
                break
            walk.take(Step(heard=backs[0], holds=calm))
            taps += 1
        return taps


def is_back(tap: Tap, place: Place) -> bool:
    """Recognise the button that leads back."""
    return tap.answer == BACK or (place.page > 0 and tap.answer == f"{MORE}{place.page - 1}")


def taps_of(screens: Sequence[Screen]) -> Iterator[Tap]:
    """Give what the buttons of messages carry."""
    for screen in screens:
        for button in buttons(screen):
            tap = Tap.unpack(button.data)
            assert tap is not None
            yield tap


def buttons(screen: Screen) -> Iterator[Button]:
    """Give the buttons of a message."""
    for row in screen.rows:
        yield from row


def ending(deed: str, step: Step) -> Done:
    """End a deed in one of its ways."""
    outcomes = VOCABULARY.does[deed].outcomes
    return Done(outcomes[step.ending % len(outcomes)], MINE) if outcomes else Done()


def check_turn(turn: Turn, world: World) -> None:
    """Insist on what every turn owes a person."""
    assert turn.screens or turn.toast
    for screen in turn.screens:
        assert world.spell(screen.text).strip()
        for button in buttons(screen):
            assert world.spell(button.label).strip()
            assert len(button.data.encode()) <= MOST_BYTES
            tap = Tap.unpack(button.data)
            assert tap is not None
            assert tap.pack() == button.data
    assert kept(turn.place) == turn.place
    if turn.settled is not None:
        assert world.spell(turn.settled).strip()
