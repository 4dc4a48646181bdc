"""What must fit together between the tables of kansencoach.toml."""

from collections.abc import Iterator, Sequence

from bot.settings.config import Config
from bot.settings.faults import Fault, Step, suggestion
from bot.settings.municipality import COORDINATOR, EMAIL, KNOWN_HELP, Coach, Reader


def cross_faults(config: Config) -> Iterator[Fault]:
    """List the faults that no table shows by itself."""
    schools = [school.id for school in config.schools]
    yield from _duplicates("schools", schools)
    yield from _duplicates("coaches", [coach.id for coach in config.coaches])
    yield from _duplicates("help", [entry.id for entry in config.help])
    if config.coordinator is not None:
        yield from _without_address((COORDINATOR,), config.coordinator)
    for number, coach in enumerate(config.coaches):
        if coach.id == COORDINATOR:
            words = f'"{COORDINATOR}" is the id of the coordinator; write another'
            yield Fault(("coaches", number, "id"), words)
        yield from _without_address(("coaches", number), coach)
        yield from _unknown_schools(number, coach, schools)
        yield from _hours_elsewhere(number, coach, schools)
    for number, entry in enumerate(config.help):
        if entry.id not in KNOWN_HELP and "nl" not in entry.text:
            yield Fault(
                ("help", number, "text"),
                f'"{entry.id}" has no words yet; write text = {{nl = "…"}}, '
                f"or an id that has words: {', '.join(KNOWN_HELP)}",
            )


def _without_address(way: tuple[Step, ...], reader: Reader) -> Iterator[Fault]:
    """Find somebody who wants e-mail and has no address."""
    if EMAIL in reader.channels and reader.email is None:
        words = (
            f'is missing, and notify is "{reader.notify}"; write email = "name@example.nl", '
            'or notify = "telegram"'
        )
        yield Fault((*way, "email"), words)


def _duplicates(table: str, ids: Sequence[str]) -> Iterator[Fault]:
    """Find ids that stand twice; the first one is right."""
    for number, entry in enumerate(ids):
        first = ids.index(entry)
        if first != number:
            words = f'"{entry}" is also the id of {table}[{first}]; write another'
            yield Fault((table, number, "id"), words)


def _unknown_schools(number: int, coach: Coach, schools: Sequence[str]) -> Iterator[Fault]:
    """Find schools in a coach's list that are none, or stand there twice."""
    for place, school in enumerate(coach.schools):
        way = ("coaches", number, "schools", place)
        if school not in schools:
            yield Fault(way, f'there is no school "{school}"; {suggestion(school, schools)}')
        elif school in coach.schools[:place]:
            yield Fault(way, f'"{school}" stands here twice; write it once')


def _hours_elsewhere(number: int, coach: Coach, schools: Sequence[str]) -> Iterator[Fault]:
    """Find hours at a school that the coach does not list."""
    for school in coach.hours:
        way = ("coaches", number, "hours", school)
        if school not in schools:
            yield Fault(way, f'there is no school "{school}"; {suggestion(school, schools)}')
        elif school not in coach.schools:
            yield Fault(way, f'add "{school}" to coaches[{number}].schools, or remove these hours')
