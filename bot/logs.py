"""Logs what happened as key=value, with the update it follows from, and never what was said.

The message of an exception can hold words of a person (a name that was no key, a text that did
not parse), so a fault is told by its kind and its place in the code.
"""

import logging
import sqlite3
import sys
import traceback
from collections.abc import MutableMapping
from typing import Any, TextIO

import structlog
from structlog.stdlib import ExtraAdder, ProcessorFormatter

Event = MutableMapping[str, Any]
# Their messages name files and tables, and help an operator; they hold no values.
TELLING = (sqlite3.Error, OSError)
# Below WARNING these would tell the token, or every value of every statement.
TALKATIVE = ("telegram", "apscheduler", "aiosqlite", "httpx", "httpcore")
WRITTEN = ("message", "asctime")  # what another handler's formatter leaves on a record
FRAMES = 6  # innermost places of a fault


def configure(level: str, stream: TextIO = sys.stderr) -> logging.Handler:
    """Log to a stream from this level on; give the handler, for who wants to take it away."""
    handler = logging.StreamHandler(stream)
    handler.setFormatter(formatter())
    logging.getLogger().addHandler(handler)
    set_level(level)
    return handler


def set_level(level: str) -> None:
    """Log from this level on."""
    root = logging.getLogger()
    root.setLevel(level)
    for name in TALKATIVE:
        logging.getLogger(name).setLevel(max(logging.WARNING, root.level))


def last_words(fault: Exception) -> None:
    """Tell what ended the program."""
    logging.getLogger("kansencoach").critical("the program ends", exc_info=fault)


def formatter() -> logging.Formatter:
    """Give what turns a record of the standard library into a line."""
    return ProcessorFormatter(
        foreign_pre_chain=[
            structlog.contextvars.merge_contextvars,
            structlog.stdlib.add_log_level,
            structlog.stdlib.add_logger_name,
            ExtraAdder(),
            structlog.processors.TimeStamper(fmt="iso", utc=True),
        ],
        processors=[
            _told_safely,
            ProcessorFormatter.remove_processors_meta,
            structlog.processors.LogfmtRenderer(
                key_order=["timestamp", "level", "logger", "event"], drop_missing=True
            ),
        ],
    )


def _told_safely(_logger: object, _method: str, event: Event) -> Event:
    """Tell a fault by its kind and place; keep the first line of what others log."""
    fault = _fault(event.pop("exc_info", None))
    for name in WRITTEN:
        event.pop(name, None)
    event["event"] = str(event["event"]).partition("\n")[0]
    if fault is not None:
        event["fault"] = type(fault).__name__
        event["at"] = _places(fault)
        if isinstance(fault, TELLING):
            event["reason"] = str(fault)
    return event


def _fault(given: object) -> BaseException | None:
    if isinstance(given, BaseException):
        return given
    if isinstance(given, tuple):
        found: BaseException | None = given[1]
        return found
    return sys.exception() if given else None


def _places(fault: BaseException) -> str:
    frames = traceback.extract_tb(fault.__traceback__)[-FRAMES:]
    return " < ".join(
        f"{'/'.join(frame.filename.split('/')[-2:])}:{frame.lineno} {frame.name}"
        for frame in reversed(frames)
    )
