"""Puts what is to be said into letters for the outbox."""

import json
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from bot.conversation.screen import Button, Screen
from bot.conversation.words import Value, plain, unplain
from storage.appointments import Appointment
from storage.outbox import NOTICE, Letter

SOON = timedelta(hours=12)  # an answer that waited longer than this answers nothing any more
TOAST = timedelta(minutes=5)  # Telegram forgets a tap after some minutes

Rows = list[list[list[Any]]]


def message(
    screen: Screen, chat: int, now: datetime, file: Mapping[str, Any] | None = None
) -> Letter:
    """Answer a chat with a screen; with `file` the screen stands under a calendar file."""
    kind = "file" if file else "message"
    return Letter(kind, _json(_body(screen, file)), now, now + SOON, chat=chat)


def redraw(chat: int, tapped: int, screen: Screen, now: datetime) -> Letter:
    """Let a tapped message become another page of its question."""
    body = _body(screen) | {"message": tapped}
    return Letter("redraw", _json(body), now, now + SOON, chat=chat)


def notice(screen: Screen, coach: str, now: datetime, until: datetime, about: int) -> Letter:
    """Tell a coach what happened with a parent, whenever that coach can be reached until then."""
    body = _json(_body(screen))
    return Letter("message", body, now, until, coach=coach, lane=NOTICE, about=about)


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


def news(screen: Screen, coach: str, now: datetime, until: datetime) -> Letter:
    """Tell a coach what is worth knowing until then: the agenda of a day, a talk that is off."""
    return Letter("message", _json(_body(screen)), now, until, coach=coach, lane=NOTICE)


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


def screen_of(body: str) -> tuple[Screen, dict[str, Any] | None]:
    """Read back the screen of a letter, and its calendar file."""
    kept = json.loads(body)
    rows = tuple(tuple(Button(unplain(label), data) for label, data in row) for row in kept["rows"])
    share = None if kept["share"] is None else unplain(kept["share"])
    return Screen(unplain(kept["text"]), rows, share), kept.get("file")


def _body(screen: Screen, file: Mapping[str, Any] | None = None) -> dict[str, Any]:
    rows: Rows = [[[plain(b.label), b.data] for b in row] for row in screen.rows]
    share = None if screen.share is None else plain(screen.share)
    body = {"text": plain(screen.text), "rows": rows, "share": share}
    return body | ({"file": dict(file)} if file else {})


def _json(body: Mapping[str, Any]) -> str:
    return json.dumps(body, ensure_ascii=False, separators=(",", ":"))
