"""Whatever somebody does, the real dialogues answer: random walks, by property."""

from dataclasses import replace
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.conversation.drawing import AID, BACK, MORE
from bot.conversation.screen import Tap
from bot.conversation.turn import Heard, Other, Said, Sent, Shared
from bot.services.world import VOCABULARY
from tests.conversation.walking import (
    ENOUGH,
    LISTS,
    LONGEST_ID,
    MINE,
    OURS,
    Step,
    StrictWorld,
    Walk,
    check_turn,
)

THOROUGH = settings(deadline=None, max_examples=120, derandomize=True)
HEARINGS: tuple[Heard, ...] = (
    Said("Sanne"),
    Other(),
    Shared("0612345678", own=True),
    Sent("voice", "AwAC1"),
)

QUESTIONS = sorted({item.id for talk in OURS.values() for item in talk.questions})
ANSWERS = sorted(
    {choice.id for talk in OURS.values() for item in talk.questions for choice in item.choices}
    | {choice.id for choices in LISTS.values() for choice in choices}
)
CONDITIONS = sorted(set(VOCABULARY.when) - {"is_open"})
SUBJECTS = st.sampled_from([MINE, LONGEST_ID, "", "nobody", "x" * 40])
FORGED = st.builds(
    Tap,
    st.sampled_from([*OURS, "", "nothing"]),
    st.one_of(SUBJECTS, st.just("0001"), st.text(max_size=10)),
    st.sampled_from([*QUESTIONS, "", "nothing"]),
    st.one_of(
        st.sampled_from([*ANSWERS, BACK, AID, MORE, f"{MORE}1", f"{MORE}{'9' * 20}", f"{MORE}-1"]),
        st.text(max_size=10),
    ),
)
TYPED = st.one_of(
    st.sampled_from(
        ["Sanne", "0612345678", "back", "more", "help now", "💶", "12:00", "{x}", "%s"]
    ),
    st.text(max_size=20),
)
HEARD: st.SearchStrategy[Heard] = st.one_of(
    TYPED.map(Said),
    st.builds(Shared, st.just("0612345678"), st.booleans()),
    st.just(Other()),
    st.just(Sent("photo", "AgAC1")),
    FORGED,
)
TRUE = st.frozensets(st.sampled_from(CONDITIONS), max_size=5)
EMPTY = st.one_of(
    st.just(frozenset[str]()), st.frozensets(st.sampled_from(sorted(LISTS)), max_size=2)
)
BEGINNINGS = st.tuples(st.sampled_from(sorted(OURS)), SUBJECTS)
PRESSED = st.builds(
    Step, press=st.integers(0, 40), ending=st.integers(0, 6), holds=TRUE, empty=EMPTY
)
STEPS = st.one_of(
    PRESSED,
    PRESSED,
    PRESSED,
    st.builds(Step, press=st.integers(0, 200), old=st.just(value=True), holds=TRUE, empty=EMPTY),
    st.builds(Step, heard=HEARD, ending=st.integers(0, 6), holds=TRUE, empty=EMPTY),
    st.builds(Step, begins=BEGINNINGS, ending=st.integers(0, 6), holds=TRUE, empty=EMPTY),
)


ASKING = sorted(name for name, talk in OURS.items() if not talk.standing)


def long_walk(seed: int) -> list[Step]:
    """Walk deep: begin a dialogue and mostly tap what stands in the last message."""
    dice = Random(seed)
    away = {"no_school", "no_coach", "too_many"} if dice.random() < 0.8 else set()
    holds = frozenset(name for name in CONDITIONS if dice.random() < 0.5 and name not in away)
    steps: list[Step] = []
    for _ in range(40):
        step = Step(press=dice.randrange(10), ending=dice.randrange(7), holds=holds)
        if not steps or dice.random() < 0.03:
            subject = dice.choice([MINE, LONGEST_ID])
            names = ASKING if dice.random() < 0.5 else sorted(OURS)
            step = replace(step, press=None, begins=(dice.choice(names), subject))
        elif dice.random() < 0.1:
            heard = dice.choice(HEARINGS)
            step = replace(step, press=None, heard=heard)
        elif dice.random() < 0.1:
            step = replace(step, press=dice.randrange(200), old=True)
        steps.append(step)
    return steps


WALKS = st.one_of(
    st.lists(STEPS, min_size=1, max_size=25), st.integers(0, 1_000_000).map(long_walk)
)


@THOROUGH
@given(WALKS)
def test_every_turn_says_something_with_buttons_that_telegram_takes(steps: list[Step]) -> None:
    walk = Walk()
    for step in steps:
        check_turn(walk.take(step), StrictWorld(step))


@THOROUGH
@given(WALKS)
def test_menu_and_help_are_reached_from_everywhere_and_leave_the_place(steps: list[Step]) -> None:
    walk = Walk()
    for step in steps:
        walk.take(step)
        engine = walk.engine(StrictWorld(step))
        for name in ("menu", "help"):
            turn = engine.show(name)
            check_turn(turn, StrictWorld(step))
            assert turn.place == walk.place


@THOROUGH
@given(WALKS)
def test_back_leads_to_the_menu_or_to_the_first_question(steps: list[Step]) -> None:
    walk = Walk()
    for step in steps:
        walk.take(step)
    assert walk.steps_back() <= ENOUGH


@THOROUGH
@given(WALKS, FORGED)
def test_a_button_of_another_round_does_nothing_and_adds_no_answer(
    steps: list[Step], forged: Tap
) -> None:
    walk = Walk()
    for step in steps:
        walk.take(step)
    place = walk.place
    if place is None or OURS[place.conversation].standing:
        return
    other = Tap(place.conversation, f"{place.tag}x", place.question, forged.answer)
    turn = walk.engine(StrictWorld(Step())).hear(other)
    assert turn.deed is None
    assert turn.place is None or set(turn.place.answers) <= set(place.answers)


@pytest.mark.parametrize("name", sorted(OURS))
def test_every_dialogue_can_begin(name: str) -> None:
    about = OURS[name].about
    ours = about in {"appointment", "message", "freed"}
    subject = "" if about is None else MINE if ours else LONGEST_ID
    step = Step(begins=(name, subject))
    walk = Walk()
    check_turn(walk.take(step), StrictWorld(step))
    assert (walk.place is None) == OURS[name].standing


def test_the_world_of_these_walks_offers_something_for_every_name() -> None:
    assert set(LISTS) == set(VOCABULARY.offers)


def test_these_walks_reach_every_question_that_can_be_asked() -> None:
    reached: set[tuple[str, str]] = set()

    for seed in range(400):
        walk = Walk()
        for step in long_walk(seed):
            walk.take(step)
            if walk.place is not None:
                reached.add((walk.place.conversation, walk.place.question))
    asked = {
        (talk.name, item.id)
        for talk in OURS.values()
        if not talk.standing
        for item in talk.questions
    }
    assert reached == asked
