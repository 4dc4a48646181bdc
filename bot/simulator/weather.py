"""Misbehaviour by chance: so many of the bot's calls go wrong, each kind in its share."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from random import Random

from bot.simulator.faults import Fault

POLL = "getUpdates"
SILENCE = 3.0  # seconds; who is less patient hangs up first


CALLS: Mapping[Fault, int] = {
    Fault(status=500): 6,
    Fault(status=502): 5,
    Fault(status=500, after=True): 3,
    Fault(status=429, retry_after=1): 1,
    Fault(drop=True): 5,
    Fault(drop=True, after=True): 5,
    Fault(drop=True, delay=SILENCE): 2,
    Fault(drop=True, after=True, linger=SILENCE): 2,
    Fault(status=200, delay=0.3): 6,
}
POLLS: Mapping[Fault, int] = {
    Fault(status=502): 2,
    Fault(status=500): 2,
    Fault(status=429, retry_after=1): 1,
    Fault(drop=True): 2,
    Fault(drop=True, after=True): 4,
    Fault(drop=True, delay=SILENCE): 1,
}


@dataclass
class Weather:
    """Strikes a share of the calls, and another of the polls, with faults as often as they weigh.

    The same seed strikes in the same order; which call meets it depends on the bot.
    """

    chance: Random
    calls: float = 0.06
    polls: float = 0.02
    _decks: dict[bool, list[Fault]] = field(default_factory=dict)

    def __call__(self, method: str, chat_id: int | None) -> Fault | None:
        """Give the fault for a call, if it is to have one."""
        del chat_id
        polls = method == POLL
        if self.chance.random() >= (self.polls if polls else self.calls):
            return None
        if not self._decks.get(polls):
            self._decks[polls] = self._deck(POLLS if polls else CALLS)
        return self._decks[polls].pop()

    def _deck(self, faults: Mapping[Fault, int]) -> list[Fault]:
        """Give each fault as often as its weight says; the last of them, each once, strike first.

        So even a short run, or a slow one, meets every kind.
        """
        more = [fault for fault, weight in faults.items() for _ in range(weight - 1)]
        once = list(faults)
        self.chance.shuffle(more)
        self.chance.shuffle(once)
        return more + once
