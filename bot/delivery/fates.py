"""What can become of a letter, whichever way it goes."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Protocol

from storage.claiming import Claimed
from storage.database import Connection

LONGEST_WAIT = 300  # seconds between two tries
# What is to be written; it gives True if letters wait by then that another outbox sends.
Write = Callable[[Connection], Awaitable[object]]


@dataclass(frozen=True, slots=True)
class Sent:
    """Telegram, or the mail server, has it.

    `also`: what is to be written with that; `message`: its number in the chat.
    """

    also: Write | None = None
    message: int | None = None


@dataclass(frozen=True, slots=True)
class Later:
    """Not now: try again after so long."""

    wait: timedelta

    @classmethod
    def after(cls, attempts: int) -> "Later":
        """Wait longer after each try in vain."""
        return cls(timedelta(seconds=min(2**attempts, LONGEST_WAIT)))


@dataclass(frozen=True, slots=True)
class Blocked:
    """The chat does not take messages of ours."""


@dataclass(frozen=True, slots=True)
class Refused:
    """It will never be taken."""

    reason: str


@dataclass(frozen=True, slots=True)
class Expired:
    """Nobody needs the letter any more."""


Fate = Sent | Expired | Later | Blocked | Refused


class Post(Protocol):
    """One way by which letters leave."""

    async def send(self, letter: Claimed) -> Fate:
        """Send a letter, and say what became of it."""
        ...
