"""How much is measured: in full, and quickly to see that it works."""

from dataclasses import dataclass

from bot.settings import LANGUAGES


@dataclass(frozen=True)
class Scale:
    """How many different messages are heard in each language, and how often the rest is done.

    `times`: how often as many parents as are `at_once` come and listen. `prepared`: the languages
    that are made ready; all of them take some minutes more.
    """

    messages: int = 20
    at_once: int = 20
    times: int = 10
    starts: int = 9
    rounds: int = 21
    prepare: bool = True
    prepared: tuple[str, ...] = ("nl", "ar", "pl")


FULL = Scale()
ALL = Scale(prepared=LANGUAGES)
QUICK = Scale(messages=2, at_once=2, times=2, starts=1, rounds=1, prepare=False)
