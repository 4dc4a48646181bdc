"""The example file, and what is read from it and from a small file of one's own."""

from collections.abc import Callable
from datetime import date, time, timedelta
from itertools import pairwise
from pathlib import Path

import pytest

from bot.scheduling.calendar import Span
from bot.scheduling.reminders import QuietHours, ReminderRules
from bot.scheduling.slots import BookingRules, WeeklyHours
from bot.settings import LANGUAGES, TOPICS, Config, mail_faults, read_config, warnings

EXAMPLE = Path(__file__).parents[2] / "kansencoach.example.toml"
TODAY = date(2026, 11, 23)
SMALL = """
{top}
[municipality]
name = "Ons Dorp"
contact = "Loket"
phone = "14 0523"
holiday_region = "Noord"
places = ["Lutten", "Slagharen"]
[[schools]]
id = "lutten"
name = "De Eik"
place = "Lutten"
address = "Dorpsstraat 1, Lutten"
{school}
[[help]]
id = "danger"
number = "112"
checked_on = 2025-11-01
{end}
"""
Read = Callable[..., Config]


@pytest.fixture(scope="module")
def example() -> Config:
    return read_config(EXAMPLE)


@pytest.fixture
def small(tmp_path: Path) -> Read:
    def read(top: str = "", school: str = "", end: str = "") -> Config:
        path = tmp_path / "kansencoach.toml"
        path.write_text("\ufeff" + SMALL.format(top=top, school=school, end=end), "utf-8")
        return read_config(path)

    return read


def test_the_example_warns_of_nothing_but_that_it_is_one(example: Config) -> None:
    assert warnings(example, TODAY) == ["example: this is example data; `run` refuses it"]


def test_the_example_is_refused_for_production(example: Config) -> None:
    faults = example.production_faults()
    assert faults[0].startswith("example: is true")
    named = [example.municipality, example.coordinator, *example.schools, *example.coaches]
    assert len(faults) == 1 + len(named)


def test_the_example_has_every_place_topic_and_language(example: Config) -> None:
    assert {school.place for school in example.schools} == set(example.municipality.places)
    assert (example.topics, example.languages) == (TOPICS, LANGUAGES)
    rooms = [school.room for school in example.schools if school.room]
    assert [set(room) for room in rooms] == 2 * [set(LANGUAGES)]
    assert all(school.name == f"Voorbeeldschool {school.place}" for school in example.schools)


def test_the_defaults_in_the_example_are_those_of_the_rules(example: Config) -> None:
    assert example.booking == BookingRules()
    assert example.reminders == ReminderRules()
    assert example.quiet == QuietHours()
    assert example.agenda_at == time(7, 30)
    assert list(example.kinds.items()) == [
        ("school", 30),
        ("phone", 15),
        ("home", 60),
        ("walk", 30),
    ]


def test_every_example_school_can_be_booked_on_two_days_a_week(example: Config) -> None:
    for school in example.schools:
        coach = example.coach_of(school.id)
        assert coach is not None
        assert len({hours.weekday for hours in coach.hours_at(school.id)}) >= 2


def test_one_example_school_has_hours_for_more_than_six_times_on_a_day(example: Config) -> None:
    coach = example.coach_of("hardenberg")
    assert coach is not None
    assert any(hours.end.hour - hours.start.hour >= 7 for hours in coach.hours_at("hardenberg"))


def test_no_example_coach_is_at_two_schools_at_once(example: Config) -> None:
    for coach in example.coaches:
        week = sorted(
            (entry.weekday, entry.start, entry.end)
            for hours in coach.hours.values()
            for entry in hours
        )
        for one, other in pairwise(week):
            assert one[0] != other[0] or one[2] <= other[1]


def test_a_small_file_gets_the_defaults(small: Read) -> None:
    config = small()
    assert (config.role, config.example, config.topics) == ("kansencoach", False, TOPICS)
    assert config.booking == BookingRules()
    assert config.municipality.tz.key == "Europe/Amsterdam"
    assert config.production_faults() == []


def test_what_is_written_is_what_is_read(small: Read) -> None:
    config = small(
        top='topics = ["letters", "money"]',
        school='room = "Boven."\nclosed = [{first = 2026-12-24}, 2026-12-30]\n'
        'opened = [{first = 2026-10-10, last = 2026-10-12, why = "fair"}]',
        end='[[coaches]]\nid = "anna"\nname = "Anna"\nschools = ["lutten"]\n'
        'hours.lutten = ["Friday 9:00 - 12:30"]\n[kinds]\nwalk = 45\nphone = 10\n'
        '[booking]\nnotice_hours = 0.5\n[reminders]\neve_at = 18:00:00\nagenda_at = "06:45"\n'
        '[quiet]\nfrom = "09:00"',
    )
    school, coach = config.schools[0], config.coaches[0]
    assert config.topics == ("letters", "money", "other", "later")
    assert school.room_for("ar") == "Boven."
    assert school.closed == (
        Span(date(2026, 12, 24), date(2026, 12, 24)),
        Span(date(2026, 12, 30), date(2026, 12, 30)),
    )
    assert school.opened == (Span(date(2026, 10, 10), date(2026, 10, 12)),)
    assert coach.hours == {"lutten": (WeeklyHours(4, time(9), time(12, 30)),)}
    assert list(config.kinds) == ["walk", "phone"]
    assert config.booking.notice == timedelta(minutes=30)
    assert (config.reminders.eve_at, config.agenda_at) == (time(18), time(6, 45))
    assert config.quiet == QuietHours(time(9), time(20))


def test_schools_and_coaches_are_found_by_id(example: Config) -> None:
    assert example.school("lutten") in example.schools
    assert example.coach("anna") == example.coaches[0]
    assert example.coach_of("hardenberg") == example.coach("bilal")
    assert (example.school("x"), example.coach("x"), example.coach_of("x")) == (None, None, None)


def test_a_school_without_words_for_its_room_says_nothing(small: Read) -> None:
    assert not small().schools[0].room_for("en")


def test_what_asks_for_a_look_is_a_warning(small: Read) -> None:
    coach = '[[coaches]]\nid = "{id}"\nname = "Anna"\nschools = ["lutten"]\n'
    config = small(
        school='serves = ["Luten"]\n[[schools]]\nid = "b"\nname = "B"\n'
        'place = "Lutten"\naddress = "B"',
        end=coach.format(id="anna")
        + coach.format(id="bo").replace('"]', '", "b"]')
        + 'hours.b = ["monday 09:00-12:00"]',
    )
    assert warnings(config, date(2029, 6, 1)) == [
        (
            "coordinator: there is none; nobody hears when a coach cannot be reached or messages "
            "do not go out; write a table [coordinator] with a name"
        ),
        'municipality.places[1]: no school is in or serves "Slagharen"',
        'schools[0]: "Luten" is not in municipality.places; did you mean "Lutten"?',
        ('schools[0]: "lutten" has 2 coaches; its parents meet "anna", the first in the file'),
        'coaches[0]: "anna" has no hours',
        'coaches[1]: "bo" has no hours at "lutten"',
        'help[0]: "danger" was last checked on 2025-11-01; call 112 and set checked_on',
        (
            "municipality.holiday_region: the school holidays of 2030 are not known; "
            "upgrade the `holidays` package or list them as closed at each school"
        ),
    ]


def test_who_reads_what_by_which_way(small: Read) -> None:
    coach = '[[coaches]]\nid = "{id}"\nname = "{id}"\nschools = ["lutten"]\n'
    address = 'email = "a@example.nl"\n'
    config = small(
        end=coach.format(id="anna")
        + coach.format(id="bo")
        + address
        + 'notify = "email"\n[coordinator]\nname = "Dina"\nnotify = "both"\n'
        + address
    )
    assert [config.channels(name) for name in ("anna", "bo", "coordinator", "left")] == [
        ("telegram",),
        ("email",),
        ("telegram", "email"),
        ("telegram",),
    ]
    assert list(config.readers) == ["anna", "bo", "coordinator"]
    assert list(mail_faults(config, has_server=True)) == []
    bo, dina = mail_faults(config, has_server=False)
    assert bo.startswith('coaches[1] (bo).notify: is "email", and KANSENCOACH_SMTP_URL is not set')
    assert dina.startswith('coordinator.notify: is "both", and KANSENCOACH_SMTP_URL is not set')


def test_a_school_without_a_coach_is_a_warning(small: Read) -> None:
    assert 'schools[0]: "lutten" has no coach' in warnings(small(), TODAY)


def test_a_number_checked_within_the_year_is_no_warning(small: Read) -> None:
    assert not any("checked" in line for line in warnings(small(), date(2026, 11, 1)))
    assert any("checked" in line for line in warnings(small(), date(2026, 11, 3)))


def test_a_help_number_of_ones_own_brings_its_words(small: Read) -> None:
    own = '[[help]]\nid = "sleep"\nnumber = "0523"\nchecked_on = 2026-01-01\ntext = "Slapen"'
    assert small(end=own).help[1].text == {"nl": "Slapen"}


def test_words_that_some_parents_would_read_in_dutch_are_named(small: Read) -> None:
    top = 'languages = ["nl", "en", "pl"]'
    school = 'room = { nl = "Boven", pl = "Na górze" }'
    end = '[[help]]\nid = "night"\nnumber = "1"\nchecked_on = 2026-11-01\ntext = { nl = "Slapen" }'
    found = warnings(small(top=top, school=school, end=end), TODAY)
    assert "schools[0].room: no words in en; parents read the Dutch there" in found
    assert "help[1].text: no words in en, pl; parents read the Dutch there" in found


def test_the_name_of_a_school_that_a_phone_would_cut_is_named(small: Read) -> None:
    another = '[[schools]]\nid = "b"\nname = "{}"\nplace = "Lutten"\naddress = "x"'
    told = "schools[1].name: 31 characters; a phone may cut the button after 30"
    assert told in warnings(small(end=another.format("o" * 31)), TODAY)
    assert not any(".name" in line for line in warnings(small(end=another.format("o" * 30)), TODAY))
