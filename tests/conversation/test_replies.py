"""The messenger's own reply to a standing question answers it, whatever else is open."""

from collections.abc import Callable

import pytest

from bot.conversation.screen import Tap
from bot.conversation.turn import Done, Heard, Other, Refused, Said, Sent, Shared
from tests.conversation.chat import Chat, World

TALK = """
title = "A talk"
[[question]]
id = "how"
text = "How?"
[[question.choice]]
id = "here"
label = "Here"
[outcome.end]
then = "menu"
"""
LETTER = """
title = "A letter"
standing = true
about = "thing"
refusal = "It is gone."
[[question]]
id = "answer"
text = "Read this."
reads = "words"
does = "book"
back = false
keeps = true
[[question.choice]]
id = "write"
label = "✍️ Write"
begins = "talk"
[outcome.booked]
text = "Sent."
then = "menu"
[outcome.taken]
text = "Taken."
then = "menu"
"""
BUTTON = Tap("letter", "7", "answer", "write")


def _words(heard: Said | Shared | Sent) -> str | Refused:
    if isinstance(heard, Sent):
        return heard.file
    return heard.text if isinstance(heard, Said) and heard.text else Refused("No words.")


@pytest.fixture
def chat() -> Chat:
    world = World(readers={"words": _words}, known={("thing", "7")})
    return Chat(world, talk=TALK, letter=LETTER)


@pytest.fixture
def reply(chat: Chat) -> Callable[[Heard, Tap], str | None]:
    def answered(heard: Heard, told: Tap = BUTTON) -> str | None:
        turn = chat.engine.reply(told, heard)
        return None if turn is None else chat.take(turn)

    return answered


Reply = Callable[..., str | None]


def test_a_reply_does_the_deed_of_the_question_it_replies_to(chat: Chat, reply: Reply) -> None:
    chat.ends["book"] = Done("booked")
    assert reply(Said("Yes.")) == "Sent.\nThe menu."
    assert reply(Sent("voice", "AwAC1")) == "Sent.\nThe menu."
    assert chat.done == [
        ("book", {"thing": "7", "answer": "Yes."}),
        ("book", {"thing": "7", "answer": "AwAC1"}),
    ]


def test_another_question_stays_open_meanwhile(chat: Chat, reply: Reply) -> None:
    chat.ends["book"] = Done("booked")
    chat.begin("talk")
    open_before = chat.place
    reply(Said("Yes."))
    assert chat.place == open_before
    assert reply(Said("")) == "No words.\nHow?"


def test_a_reply_about_what_is_not_there_is_refused(chat: Chat, reply: Reply) -> None:
    assert reply(Said("Yes."), Tap("letter", "8", "answer", "write")) == "It is gone.\nThe menu."
    assert chat.done == []


def test_a_reply_that_cannot_be_read_says_so(reply: Reply) -> None:
    assert "I cannot use that here" in (reply(Other()) or "")


@pytest.mark.parametrize(
    "told",
    [
        Tap("menu", "", "menu", "talk"),  # reads nothing
        Tap("talk", "0001", "how", "here"),  # stands not
        Tap("letter", "7", "nothing", "write"),
        Tap("nothing", "7", "answer", "write"),
    ],
)
def test_a_reply_to_anything_else_is_a_message_like_all(reply: Reply, told: Tap) -> None:
    assert reply(Said("Yes."), told) is None
