"""A coach: accepts the invitation, and looks at the agenda between the talks."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass

from benchmarks.fleet.person import Person

MOODS = {"tap": 60.0, "agenda": 25.0, "tap an old button": 5.0, "tap twice": 3.0, "write": 4.0}


@dataclass
class Coach(Person):
    """A coach with the payload of a one-time link."""

    invitation: str = ""

    async def begin(self) -> None:
        """Open the link."""
        await self.do(lambda: self.phone.start(self.invitation))

    async def act(self) -> None:
        """Look at the agenda, mostly."""
        ways: Mapping[str, Callable[[], Awaitable[None]]] = {
            "tap": self.tap_newest,
            "agenda": lambda: self.do(lambda: self.phone.type("/agenda")),
            "tap an old button": self.tap_old,
            "tap twice": self.tap_twice,
            "write": lambda: self.do(lambda: self.phone.type("ok")),
        }
        await ways[self.mood(MOODS)]()
