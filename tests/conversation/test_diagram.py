"""Script and diagram name all of a dialogue, and change with it."""

import re
from importlib.resources import files

import pytest

from bot.conversation.diagram import mermaid, script
from bot.conversation.engine import Engine
from bot.conversation.model import Conversation
from bot.conversation.words import Say
from bot.services.world import VOCABULARY, read_conversations
from tests.conversation.chat import World

OURS = read_conversations()
BOOKING = OURS["booking"]
RESERVED = {"end", "graph", "subgraph", "style", "class", "click", "default", "flowchart"}
NAME = r"(\w+)(?:\[\[[^\]]+\]\]|\{\{\w+\}\})?"
DECLARED = re.compile(r'    (\w+)(?:\["[^"]*"\]|\(\["[^"]*"\]\))')
ARROW = re.compile(rf'    {NAME} (?:-- "[^"]*" -->|-\. skipped \.->|-->) {NAME}')


def flow(conversation: Conversation) -> list[str]:
    """Draw a dialogue; give the lines."""
    return mermaid(conversation, VOCABULARY.does).splitlines()


def labels(conversation: Conversation) -> list[str]:
    """List the labels of all buttons that the file names."""
    found = [choice.label for item in conversation.questions for choice in item.choices]
    return [label.msgid for label in found if isinstance(label, Say)]


def ends(line: str) -> tuple[str, str]:
    """Give both ends of an arrow."""
    found = ARROW.fullmatch(line)
    assert found is not None
    return found[1], found[2]


def test_the_script_names_every_question_button_and_outcome() -> None:
    lines = script(BOOKING).splitlines()
    for question in BOOKING.questions:
        assert any(line.split(" ")[0] == question.id for line in lines)
        assert all(f"    {line}" in lines for line in question.text.splitlines())
    for label in labels(BOOKING):
        assert any(f"[ {label} ]" in line for line in lines)
    for outcome in BOOKING.outcomes:
        assert any(line.startswith(f"-> {outcome}, ") for line in lines)


def test_the_script_has_the_questions_in_their_order() -> None:
    ids = [question.id for question in BOOKING.questions]
    heads = [line.split(" ")[0] for line in script(BOOKING).splitlines()]
    assert [head for head in heads if head in ids] == ids


def test_the_diagram_names_every_question_button_and_outcome() -> None:
    lines = flow(BOOKING)
    for question in BOOKING.questions:
        assert any(line.startswith(f'    q_{question.id}["') for line in lines)
    for label in labels(BOOKING):
        assert any(f'-- "{label}" -->' in line for line in lines)
    for outcome in BOOKING.outcomes:
        assert any(line.startswith(f'    o_{outcome}(["{outcome}: ') for line in lines)


@pytest.mark.parametrize("name", OURS)
def test_each_line_of_a_diagram_is_a_box_or_an_arrow_between_known_boxes(name: str) -> None:
    head, *lines = flow(OURS[name])
    assert head == "flowchart TD"
    boxes = [line for line in lines if DECLARED.fullmatch(line)]
    arrows = [line for line in lines if line not in boxes]
    known = {line.split("[")[0].split("(")[0].strip() for line in boxes}
    inline = set(re.findall(r"(\w+)(?:\[\[|\{\{)", "\n".join(arrows)))
    for line in arrows:
        assert set(ends(line)) <= known | inline, line
    assert not (known | inline) & RESERVED


@pytest.mark.parametrize("name", OURS)
def test_every_deed_in_a_diagram_leads_on(name: str) -> None:
    arrows = [line for line in flow(OURS[name]) if ARROW.fullmatch(line)]
    starts = {ends(line)[0] for line in arrows}
    deeds = {end for line in arrows for end in ends(line) if end.startswith("d_")}
    assert deeds <= starts


@pytest.mark.parametrize("name", OURS)
def test_every_question_but_the_first_can_be_reached_in_a_diagram(name: str) -> None:
    arrows = [ends(line) for line in flow(OURS[name]) if ARROW.fullmatch(line)]
    reached = {target for _, target in arrows}
    assert {f"q_{item.id}" for item in OURS[name].questions[1:]} <= reached


def test_moving_two_questions_in_the_file_changes_the_diagram_and_what_is_asked_first() -> None:
    text = files("bot").joinpath("conversations", "booking.toml").read_text("utf-8")
    head, *parts = text.split("[[question]]\n")
    topic = next(part for part in parts if part.startswith('id = "topic"'))
    how = next(part for part in parts if part.startswith('id = "how"'))
    safe = how.replace('offers = "kinds"', 'offers = "kinds"\nempty = "Please call."')
    order = [{topic: safe, how: topic}.get(part, part) for part in parts]
    moved = read_conversations({"booking.toml": "[[question]]\n".join([head, *order])})
    assert '    q_topic -- "topics" --> q_how' in flow(BOOKING)
    assert '    q_how -- "kinds" --> q_topic' in flow(moved["booking"])
    assert script(moved["booking"]).index("\nhow") < script(moved["booking"]).index("\ntopic")
    assert asks_first(OURS) == "topic"
    assert asks_first(moved) == "how"


def asks_first(conversations: dict[str, Conversation]) -> str:
    """Begin to book where nothing is in the way; give the first question."""
    clear = {name: lambda _: False for name in VOCABULARY.when}
    values = dict.fromkeys(VOCABULARY.values, "something")
    world = World(conditions=clear, values=dict(values))
    turn = Engine(conversations, world, None, "0001").begin("booking", {})
    assert turn.place is not None
    return turn.place.question
