"""The fleet: so many parents in three languages, every coach of the town, the coordinator."""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass
from random import Random

from benchmarks.fleet.coach import Coach
from benchmarks.fleet.names import names
from benchmarks.fleet.parent import Parent
from benchmarks.fleet.person import Person
from bot.settings import Config
from bot.simulator import Simulator

PHONES = ("nl", "nl", "en", "ar", "tr", None)  # languages of phones; not all are ours
PARENT, COACH = 1001, 501  # first chat ids
SCHOOLS = ("hardenberg", "hardenberg", "hardenberg", "gramsbergen", "kloosterhaar")
THINKS = (0.05, 0.5)  # seconds between two acts of a parent
COACH_THINKS = (0.05, 0.4)


@dataclass(frozen=True)
class Fleet:
    """People, all with chances from one seed; the coordinator is among the coaches."""

    parents: tuple[Parent, ...]
    coaches: Mapping[str, Coach]

    @property
    def people(self) -> tuple[Person, ...]:
        """Everybody."""
        return (*self.coaches.values(), *self.parents)

    async def live(self, rest: asyncio.Event) -> None:
        """Let everybody live until told to rest."""
        async with asyncio.TaskGroup() as crowd:
            for person in self.people:
                crowd.create_task(person.live(rest))


def gather(
    simulator: Simulator, config: Config, invitations: Mapping[str, str], parents: int, seed: int
) -> Fleet:
    """Give everybody a phone."""
    codes: list[str] = []
    coaches = {
        name: Coach(
            simulator,
            simulator.phone(number, reader.name, reader.language),
            Random(f"{seed} {name}"),
            COACH_THINKS,
            invitation=invitations[name],
            codes=codes,
        )
        for number, (name, reader) in enumerate(config.readers.items(), COACH)
    }
    return Fleet(tuple(_parents(simulator, parents, seed, codes)), coaches)


def _parents(simulator: Simulator, count: int, seed: int, codes: list[str]) -> list[Parent]:
    return [
        Parent(
            simulator,
            simulator.phone(number, name, PHONES[number % len(PHONES)]),
            Random(f"{seed} {name}"),
            THINKS,
            name=name,
            schools=SCHOOLS,
            codes=codes,
        )
        for number, name in enumerate(names(count), PARENT)
    ]
