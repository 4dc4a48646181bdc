"""Misbehaviour on request: the next calls fail, are late, or get no answer."""

from collections.abc import Callable
from dataclasses import dataclass

from bot.simulator.model import RefusalError

OK = 200
WORDS = {
    400: "Bad Request: chat not found",
    401: "Unauthorized",
    403: "Forbidden: bot was blocked by the user",
    429: "Too Many Requests: retry after {seconds}",
    500: "Internal Server Error",
    502: "Bad Gateway",
}


@dataclass(frozen=True)
class Fault:
    """What goes wrong, with which calls, and how often.

    `drop` closes the connection without an answer; `after` does the work first; `delay` (seconds)
    comes before all, `linger` (seconds) after the work and before the answer; `times` None is until
    the faults are cleared; `status` 200 only delays.
    """

    method: str = "*"
    chat_id: int | None = None
    status: int = 500
    description: str | None = None
    retry_after: int | None = None
    times: int | None = 1
    drop: bool = False
    after: bool = False
    delay: float = 0.0
    linger: float = 0.0

    @classmethod
    def from_json(cls, asked: object) -> "Fault":
        """Read a fault; raises ValueError with the fields that there are."""
        if not isinstance(asked, dict):
            raise ValueError("a fault is a JSON object")  # noqa: TRY004 - one kind for the caller
        for name, value in asked.items():
            if name not in KINDS or not isinstance(value, KINDS[name]):
                raise ValueError(f"{name} is no field of a fault, or not of its kind: {_kinds()}")
        return cls(**asked)

    @property
    def fails(self) -> bool:
        """Whether the caller does not get the answer of the work."""
        return self.drop or self.status != OK

    @property
    def works(self) -> bool:
        """Whether the work is done all the same."""
        return self.after or not self.fails

    @property
    def kind(self) -> str:
        """Name what goes wrong, for those who count."""
        waits = self.delay or self.linger
        what = ("silence" if waits else "dropped") if self.drop else f"{self.status}"
        slow = "slow" if waits else what
        return (f"{what} after the work" if self.after else what) if self.fails else slow

    def matches(self, method: str, chat_id: int | None) -> bool:
        """Whether the fault is for this call."""
        right_method = self.method == "*" or self.method.lower() == method.lower()
        return right_method and self.chat_id in {None, chat_id}

    def refusal(self) -> RefusalError:
        """Give the answer that the caller gets."""
        too_many = 429
        seconds = self.retry_after
        if seconds is None and self.status == too_many:
            seconds = 1
        words = self.description or WORDS.get(self.status, "Error").format(seconds=seconds)
        return RefusalError(self.status, words, seconds)


NOTHING = type(None)
KINDS: dict[str, tuple[type, ...]] = {
    "method": (str,),
    "chat_id": (int, NOTHING),
    "status": (int,),
    "description": (str, NOTHING),
    "retry_after": (int, NOTHING),
    "times": (int, NOTHING),
    "drop": (bool,),
    "after": (bool,),
    "delay": (int, float),
    "linger": (int, float),
}


def _kinds() -> str:
    return ", ".join(f"{name}: {kinds[0].__name__}" for name, kinds in KINDS.items())


Weather = Callable[[str, int | None], Fault | None]


class Faults:
    """The faults that wait for their call; `weather` may strike where none waits."""

    def __init__(self) -> None:
        self.weather: Weather | None = None
        self._left: list[tuple[Fault, int | None]] = []

    def add(self, fault: Fault) -> None:
        """Let the next matching calls go wrong."""
        self._left.append((fault, fault.times))

    def clear(self) -> None:
        """Behave again."""
        self._left.clear()
        self.weather = None

    def take(self, method: str, chat_id: int | None) -> Fault | None:
        """Give the oldest fault for this call, and count it."""
        for place, (fault, times) in enumerate(self._left):
            if fault.matches(method, chat_id):
                if times is not None:
                    self._left[place : place + 1] = [(fault, times - 1)] if times > 1 else []
                return fault
        return self.weather(method, chat_id) if self.weather else None
