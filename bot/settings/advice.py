"""What is allowed in kansencoach.toml and yet asks for a look."""

from collections.abc import Iterator
from datetime import date, timedelta

from bot.scheduling.calendar import school_holidays_known
from bot.settings.config import Config
from bot.settings.faults import suggestion
from bot.settings.municipality import Coach

_HELP_AGE = timedelta(days=366)
_LONGEST_NAME = 30  # characters: a row of its own shows that many


def warnings(config: Config, today: date) -> list[str]:
    """List what `kansencoach check` shows: a key, and what is unusual about it."""
    found = ["example: this is example data; `run` refuses it"] if config.example else []
    if config.coordinator is None:
        found.append(
            "coordinator: there is none; nobody hears when a coach cannot be reached or messages "
            "do not go out; write a table [coordinator] with a name"
        )
    found += _places(config)
    found += _schools(config)
    found += _words(config)
    for number, coach in enumerate(config.coaches):
        found += _hours(number, coach)
    found += _help(config, today)
    found += _holidays(config, today)
    return found


def _places(config: Config) -> Iterator[str]:
    """Find places without a school, and places of schools that are not in the list."""
    places = config.municipality.places
    served = {place for school in config.schools for place in (school.place, *school.serves)}
    for number, place in enumerate(places):
        if place not in served:
            yield f'municipality.places[{number}]: no school is in or serves "{place}"'
    for number, school in enumerate(config.schools):
        for place in (school.place, *school.serves):
            if place not in places:
                near = suggestion(place, places)
                yield f'schools[{number}]: "{place}" is not in municipality.places; {near}'


def _schools(config: Config) -> Iterator[str]:
    for number, school in enumerate(config.schools):
        coaches = [coach.id for coach in config.coaches if school.id in coach.schools]
        if not coaches:
            yield f'schools[{number}]: "{school.id}" has no coach'
        if len(coaches) > 1:
            yield (
                f'schools[{number}]: "{school.id}" has {len(coaches)} coaches; '
                f'its parents meet "{coaches[0]}", the first in the file'
            )


def _words(config: Config) -> Iterator[str]:
    """Find words of the municipality that parents of some language would read in Dutch."""
    texts = {f"schools[{n}].room": school.room for n, school in enumerate(config.schools)}
    texts |= {f"help[{n}].text": known.text for n, known in enumerate(config.help)}
    for key, words in texts.items():
        missing = [code for code in config.languages if words and code not in words]
        if missing:
            yield f"{key}: no words in {', '.join(missing)}; parents read the Dutch there"
    for number, school in enumerate(config.schools):
        if len(school.name) > _LONGEST_NAME:
            yield (
                f"schools[{number}].name: {len(school.name)} characters; a phone may cut the button"
                f" after {_LONGEST_NAME}"
            )


def _hours(number: int, coach: Coach) -> Iterator[str]:
    if not any(coach.hours.values()):
        yield f'coaches[{number}]: "{coach.id}" has no hours'
        return
    for school in coach.schools:
        if not coach.hours_at(school):
            yield f'coaches[{number}]: "{coach.id}" has no hours at "{school}"'


def _help(config: Config, today: date) -> Iterator[str]:
    for number, entry in enumerate(config.help):
        if today - entry.checked_on > _HELP_AGE:
            yield (
                f'help[{number}]: "{entry.id}" was last checked on {entry.checked_on}; '
                f"call {entry.number} and set checked_on"
            )


def _holidays(config: Config, today: date) -> Iterator[str]:
    """Warn before talks are offered in holidays that nobody has told us."""
    region = config.municipality.holiday_region
    for year in (today.year, today.year + 1):
        if not school_holidays_known(region, year):
            yield (
                f"municipality.holiday_region: the school holidays of {year} are not known; "
                "upgrade the `holidays` package or list them as closed at each school"
            )
