"""Choices side by side: pages of a grid, and what only fills a place in it."""

from bot.conversation import phrases
from bot.conversation.drawing import BLANK, DOT, ROWS, SHOWN
from bot.conversation.model import Choice
from bot.conversation.turn import Answers
from bot.conversation.words import Value
from tests.conversation.chat import Chat, World

TALK = """
title = "A day"

[[question]]
id = "day"
text = "Which day? {page}"
offers = "days"
columns = 3
does = "keep"
empty = "None."

[outcome.end]
text = "Good."
then = "menu"
"""
FILLER = Choice(BLANK, DOT, blank=True)
HEAD = [Choice(BLANK, letter, blank=True) for letter in "abc"]
SIZE = 3 * ROWS
FIRST = [*HEAD, FILLER, FILLER, Choice("d1", "1"), *[Choice(f"d{n}", f"{n}") for n in (2, 3)]]
FIRST += [FILLER] * (SIZE - len(FIRST))
SECOND = [*HEAD, Choice("e1", "1"), *[FILLER] * (SIZE - 4)]


class Pages(World):
    """A world that tells which page is shown."""

    def value(self, name: str, answers: Answers) -> Value:
        return answers[SHOWN] if name == "page" else super().value(name, answers)


def chat() -> Chat:
    found = Chat(Pages(lists={"days": [*FIRST, *SECOND]}), talk=TALK)
    found.begin()
    return found


def rows(of: Chat) -> list[list[str]]:
    return [[of.world.spell(button.label) for button in row] for row in of.screen.rows]


def test_a_page_has_rows_side_by_side_without_those_that_hold_nothing() -> None:
    assert rows(chat()) == [
        ["a", "b", "c"],
        [DOT, DOT, "1"],
        ["2", "3", DOT],
        ["➕ More"],
        ["↩️ Back", "🌐 Language"],
        ["🆘 Help now"],
    ]


def test_a_blank_answers_for_a_moment_and_leaves_the_question_as_it_is() -> None:
    talk = chat()
    before = talk.place
    turn = talk.engine.hear(talk.button("b"))
    assert turn.toast == phrases.BLANK
    assert (turn.place, turn.screens, turn.past, turn.settled) == (before, (), False, None)
    talk.tap("3")
    assert talk.place is None


def test_a_text_goes_by_the_page_that_is_shown() -> None:
    talk = chat()
    assert talk.reads == "Which day? 0"
    assert talk.tap("➕") == "Which day? 1"
    assert rows(talk)[:2] == [["a", "b", "c"], ["1", DOT, DOT]]
    assert talk.tap("↩️") == "Which day? 0"


def test_a_typed_label_means_the_one_on_the_page_that_is_shown() -> None:
    for page, chosen in ((0, "d1"), (1, "e1")):
        talk = chat()
        for _ in range(page):
            talk.tap("➕")
        talk.types("1")
        assert talk.done == [("keep", {"day": chosen})]


def test_what_only_fills_a_place_cannot_be_typed() -> None:
    talk = chat()
    assert talk.types("a") == "Please tap one of the buttons.\nWhich day? 0"


def test_a_grid_of_blanks_offers_nothing_so_the_question_before_it_is_asked_again() -> None:
    first = """
[[question]]
id = "sure"
text = "Sure?"
[[question.choice]]
id = "yes"
label = "Yes"
"""
    start, grid = TALK.replace('empty = "None."\n', "").split("[[question]]")
    talk = Chat(
        Pages(lists={"days": [*HEAD, *[FILLER] * 3]}), talk=f"{start}{first}[[question]]{grid}"
    )
    talk.begin()
    assert talk.tap("Yes").endswith("Sure?")
