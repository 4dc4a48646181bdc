"""Each file in broken_conversations/ says in its first lines what must be said about it."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from bot.conversation.reader import BrokenConversationsError, read_all
from bot.services.world import VOCABULARY, read_conversations

BROKEN = sorted((Path(__file__).parent.parent / "broken_conversations").glob("*.toml"))
EXPECTED = "# expected: "

MENU = """
title = "The menu"
standing = true

[[question]]
id = "menu"
text = "What do you want to do?"
back = false
help = false
[[question.choice]]
id = "help"
label = "🆘 Help now"
begins = "help"
"""
HELP = """
title = "Help now"
standing = true

[[question]]
id = "numbers"
text = "Please call: {help_numbers}"
help = false
"""
TALK = """
title = "One talk"
standing = true
about = "appointment"

[[question]]
id = "talk"
text = "{when}"
"""
SOUND = {"menu.toml": MENU, "help.toml": HELP, "talk.toml": TALK}


def complaints(files: Mapping[str, str]) -> list[str]:
    """Read dialogues with their sound neighbours; give what is said about them."""
    try:
        read_all({**SOUND, **files}, VOCABULARY)
    except BrokenConversationsError as fault:
        return str(fault).splitlines()
    return []


def test_sound_neighbours_get_no_complaint() -> None:
    assert complaints({}) == []


@pytest.mark.parametrize("path", BROKEN, ids=lambda path: path.stem)
def test_a_broken_dialogue_gets_exactly_its_complaint(path: Path) -> None:
    text = path.read_text("utf-8")
    head = text.split("\n\n", 1)[0].splitlines()
    expected = [line.removeprefix(EXPECTED) for line in head]
    assert expected
    assert complaints({"broken.toml": text}) == expected


def test_there_is_a_broken_file_for_every_kind_of_fault() -> None:
    assert len(BROKEN) >= 50


def test_every_fault_of_every_file_is_named_at_once() -> None:
    broken = {"one.toml": MENU.replace("title", "titel"), "two.toml": HELP.replace("text", "txt")}
    assert complaints(broken) == [
        "one.toml: the conversation: unknown key 'titel'; did you mean 'title'?",
        "one.toml: the conversation: 'title' is missing",
        "two.toml: question 'numbers': unknown key 'txt'; did you mean 'text'?",
        "two.toml: question 'numbers': 'text' is missing",
    ]


def test_a_file_name_becomes_part_of_a_button_so_it_is_short_and_plain() -> None:
    said = "a file is named with small letters, digits and _, at most 16"
    for name in ("Talk.toml", "my talk.toml", "an_appointment_for_two.toml"):
        assert complaints({name: HELP}) == [f"{name}: {said}"]


def test_a_list_that_is_no_list_of_tables_is_named_and_does_not_raise() -> None:
    said = "broken.toml: write each question below [[question]], with two brackets each side"
    for value in ('"talk"', "12", "[]", '["talk"]', "[[]]"):
        assert complaints({"broken.toml": f'title = "Talk"\nquestion = {value}'}) == [said]


def test_an_outcome_may_use_the_answer_of_the_question_whose_deed_it_ends() -> None:
    assert complaints({"name.toml": GIVEN_NAME}) == []


def test_jumping_back_passes_nothing_over() -> None:
    again = GIVEN_NAME.replace('does = "stop"', 'goes = "name"')
    assert complaints({"name.toml": again.split("[outcome.stopped]")[0]}) == []


def test_our_own_dialogues_are_sound() -> None:
    assert {"welcome", "booking", "menu", "help"} <= set(read_conversations())


def test_a_fault_in_a_changed_dialogue_of_ours_stops_the_start() -> None:
    with pytest.raises(BrokenConversationsError, match=r"^help\.toml: question 'numbers': \{numb"):
        read_conversations({"help.toml": HELP.replace("{help_numbers}", "{numbers_of_help}")})


GIVEN_NAME = """
title = "A name"

[[question]]
id = "name"
text = "What may I call you?"
reads = "name"

[[question]]
id = "check"
text = "Is {name} right?"
[[question.choice]]
id = "no"
label = "❌ No"
does = "stop"

[outcome.stopped]
text = "Good, {name}."
then = "menu"
"""
