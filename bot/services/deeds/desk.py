"""Where a deed is done, and what every deed can need."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from bot.conversation.engine import Engine
from bot.conversation.turn import Answers, Done
from bot.services import notices
from bot.services.snapshot import Snapshot
from storage import people
from storage.appointments import Appointment
from storage.database import Connection


@dataclass(frozen=True, slots=True)
class Desk:
    """Where a deed is done: the transaction, what was true at its start, and the dialogues."""

    connection: Connection
    here: Snapshot
    engine: Callable[[Snapshot], Engine]


@dataclass(frozen=True, slots=True)
class Result:
    """How a deed ended, and the calendar file that goes with the answer."""

    done: Done
    file: Mapping[str, Any] | None = None


@dataclass(frozen=True, slots=True)
class Deed:
    """A deed, the answers it needs, and its outcomes; without any the dialogue just goes on."""

    does: Callable[[Desk, Answers], Awaitable[Result]]
    needs: tuple[str, ...] = ()
    outcomes: tuple[str, ...] = ()


def ended(outcome: str, subject: str = "") -> Result:
    """End with an outcome that has words, about this appointment if it needs one."""
    return Result(Done(outcome, subject))


GO_ON = Result(Done())


async def keep(desk: Desk, **changes: Any) -> people.Person:  # noqa: ANN401 - fields of a Person
    """Keep something new about this person."""
    person = replace(desk.here.person, **changes)
    await people.save(desk.connection, person, desk.here.now)
    return person


async def plan(desk: Desk, item: Appointment) -> None:
    """Plan reminders in a world that knows the new appointment."""
    coming = [*(other for other in desk.here.coming if other.id != item.id), item]
    here = replace(desk.here, coming=sorted(coming, key=lambda other: other.start))
    await notices.plan_reminders(desk.connection, desk.engine(here), here, item)
