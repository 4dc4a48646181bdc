"""Puts what is to be said into letters for the outbox."""

import json
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from bot.conversation.screen import Button, Screen
from bot.conversation.words import Value, plain, unplain
from storage.appointments import Appointment
from storage.claiming import Claimed
from storage.messages import Question
from storage.outbox import MACHINES, NOTICE, SPEECH, Letter
from storage.waiting_list import Wait

SOON = timedelta(hours=12)  # an answer that waited longer than this answers nothing any more
SPOKEN_SOON = timedelta(hours=1)  # a message that is said late is only strange
TOAST = timedelta(minutes=5)  # Telegram forgets a tap after some minutes
FREED = "freed"  # the kind of what a parent who waits is told of a time
AGENDA = "agenda"  # the kind of a letter that is put into words when it leaves
SPOKEN = "spoken"  # the kind of a voice message that says a message
TRANSCRIPT, TRANSLATION = "transcript", "translation"  # kinds of work for a machine
WRITTEN = "written"  # the kind of what a machine wrote
NEWS = "message"  # the kind of what a parent is told of a talk, besides reminders

Rows = list[list[list[Any]]]
SAID = ("text", "rows", "share")  # of a letter


def message(
    screen: Screen, chat: int, now: datetime, file: Mapping[str, Any] | None = None
) -> Letter:
    """Answer a chat with a screen; with `file` the screen stands under it."""
    return Letter(_kind(file), _json(_body(screen, file)), now, now + SOON, chat=chat)


def redraw(chat: int, tapped: int, screen: Screen, now: datetime) -> Letter:
    """Let a tapped message become another page of its question."""
    body = _body(screen) | {"message": tapped}
    return Letter("redraw", _json(body), now, now + SOON, chat=chat)


def notice(  # noqa: PLR0917 - what each notice has, and seldom a file
    screen: Screen,
    coach: str,
    now: datetime,
    until: datetime,
    about: int,
    file: Mapping[str, Any] | None = None,
) -> Letter:
    """Tell a coach what happened with a parent, whenever that coach can be reached until then."""
    body = _json(_body(screen, file))
    return Letter(_kind(file), body, now, until, coach=coach, lane=NOTICE, about=about)


def to_chat(
    screen: Screen, chat: int, due: datetime, until: datetime, file: Mapping[str, Any] | None = None
) -> Letter:
    """Bring somebody what another wrote, said or showed, or what became of it."""
    body = _json(_body(screen, file))
    return Letter(_kind(file), body, due, until, chat=chat, lane=NOTICE)


def reminder(screen: Screen, item: Appointment, due: datetime, *, to_coach: bool = False) -> Letter:
    """Remind the parent or the coach of a talk; dropped with the talk, or when it starts."""
    return Letter(
        "message" if to_coach else "reminder",
        _json(_body(screen)),
        due,
        item.start,
        chat=None if to_coach else item.parent,
        coach=item.coach if to_coach else None,
        lane=NOTICE,
        appointment=item.id,
        about=item.parent if to_coach else None,
    )


def of_talk(screen: Screen, item: Appointment, due: datetime, until: datetime) -> Letter:
    """Tell a parent what a coach does with a talk; dropped when there is something newer."""
    return Letter(
        NEWS, _json(_body(screen)), due, until, chat=item.parent, lane=NOTICE, appointment=item.id
    )


def of_wait(screen: Screen, wait: Wait, start: datetime, due: datetime, until: datetime) -> Letter:
    """Tell a parent who waits of a time; dropped when there is no waiting any more."""
    body = _json(_body(screen) | {"start": int(start.timestamp())})
    return Letter(FREED, body, due, until, chat=wait.parent, lane=NOTICE, appointment=wait.id)


def news(screen: Screen, coach: str, now: datetime, until: datetime) -> Letter:
    """Tell a coach what is worth knowing until then: a talk that is off."""
    return Letter("message", _json(_body(screen)), now, until, coach=coach, lane=NOTICE)


def work(kind: str, coach: str, question: str, now: datetime, until: datetime) -> Letter:
    """Have a machine write something about a question for a coach: it looks up what, and when."""
    return Letter(
        kind,
        "",
        now,
        until,
        coach=coach,
        lane=NOTICE,
        appointment=question,
        channel=MACHINES,
    )


def written(screen: Screen, coach: str, item: Question, now: datetime, until: datetime) -> Letter:
    """Bring a coach what a machine wrote; dropped when the question is answered."""
    return Letter(
        WRITTEN,
        _json(_body(screen)),
        now,
        until,
        coach=coach,
        lane=NOTICE,
        appointment=item.id,
        about=item.parent,
    )


def agenda(screen: Screen, coach: str, now: datetime, until: datetime) -> Letter:
    """Tell a coach of the day, whenever it leaves until then: the text is still to come."""
    return Letter(AGENDA, _json(_body(screen)), now, until, coach=coach, lane=NOTICE)


def saying(body: str, text: Value, subject: Value) -> str:
    """Put a text into what a letter says, and what an e-mail has above it."""
    said = json.loads(body)
    above = {"subject": plain(subject)} if "subject" in said else {}
    return _json(said | {"text": plain(text)} | above)


def spoken(
    screen: Screen, chat: int, now: datetime, language: str, tapped: int | None = None
) -> Letter:
    """Say a message to somebody who asked for it, in its language; `tapped`: which it is."""
    body = _json(_body(screen) | {"language": language, "message": tapped, "asked": True})
    about, until = said_of(tapped), now + SPOKEN_SOON
    return Letter(SPOKEN, body, now, until, chat=chat, appointment=about, channel=SPEECH)


def said_of(message: int | None) -> str:
    """Name what a voice message is about that somebody asked for: a message of the chat."""
    return f"message {message or ''}"


def spoken_too(letter: Claimed, message: int | None, now: datetime) -> Letter:
    """Say what was just shown, in this message, to somebody who wants to hear everything."""
    body = json.loads(letter.body)
    said = {key: value for key, value in body.items() if key in SAID}
    said["message"] = message or body.get("message")
    return Letter(
        SPOKEN,
        _json(said),
        now,
        now + SPOKEN_SOON,
        chat=letter.chat,
        lane=letter.lane,
        appointment=letter.appointment,
        language=letter.language,
        channel=SPEECH,
    )


def settle(chat: int, tapped: int, text: Value | None, now: datetime) -> Letter:
    """Take the buttons off a tapped message and, with a text, show what was chosen."""
    body = {"message": tapped, "text": None if text is None else plain(text)}
    return Letter("settle", _json(body), now, now + SOON, chat=chat)


def toast(chat: int, query: str, text: Value | None, now: datetime) -> Letter:
    """Answer a tap, so that its button stops waiting."""
    body = {"query": query, "text": None if text is None else plain(text)}
    return Letter("toast", _json(body), now, now + TOAST, chat=chat)


def keyboard_off(chat: int, text: Value, now: datetime) -> Letter:
    """Take away the keyboard that shares the phone number."""
    return Letter("keyboard_off", _json({"text": plain(text)}), now, now + SOON, chat=chat)


def mailed(body: str, subject: Value, entry: Mapping[str, Any] | None) -> str:
    """Add to what a message says what it needs as an e-mail."""
    return _json(json.loads(body) | {"subject": plain(subject), "entry": entry})


def calendar_file(item: Appointment, place: Value) -> dict[str, Any]:
    """What a calendar file says: neutral, for others may see the calendar."""
    return {
        "uid": item.id,
        "sequence": item.sequence,
        "start": int(item.start.timestamp()),
        "end": int(item.end.timestamp()),
        "place": plain(place),
    }


def text_file(text: Value) -> dict[str, Any]:
    """What a file of plain text says, in the reader's language."""
    return {"text": plain(text)}


def code(link: str) -> dict[str, Any]:
    """What a code says that the camera of a phone reads."""
    return {"link": link}


def screen_of(body: str) -> tuple[Screen, dict[str, Any] | None]:
    """Read back the screen of a letter, and its calendar file."""
    kept = json.loads(body)
    rows = tuple(tuple(Button(unplain(label), data) for label, data in row) for row in kept["rows"])
    share = None if kept["share"] is None else unplain(kept["share"])
    return Screen(unplain(kept["text"]), rows, share), kept.get("file")


def _kind(file: Mapping[str, Any] | None) -> str:
    """Name the kind of a letter by what goes with it: a voice message and a photo have a type."""
    if file is None:
        return "message"
    if "link" in file:
        return "code"
    return "media" if "type" in file else "file"


def _body(screen: Screen, file: Mapping[str, Any] | None = None) -> dict[str, Any]:
    rows: Rows = [[[plain(b.label), b.data] for b in row] for row in screen.rows]
    share = None if screen.share is None else plain(screen.share)
    body = {"text": plain(screen.text), "rows": rows, "share": share}
    return body | ({"file": dict(file)} if file else {})


def _json(body: Mapping[str, Any]) -> str:
    return json.dumps(body, ensure_ascii=False, separators=(",", ":"))
