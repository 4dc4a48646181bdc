"""An invitation is understood by a calendar of another make, also across changes of the clock."""

from datetime import UTC, datetime, timedelta
from io import StringIO
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import vobject
from dateutil.tz import tzical

from bot.conversation.words import Say, Value, plain
from bot.delivery import invitation
from bot.delivery.invitation import Between

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
NOW = datetime(2026, 11, 30, 8, tzinfo=UTC)
BETWEEN = Between("kansencoach Stad", "bot@example.nl", "Anna, de coach", "anna@example.nl")
MOMENTS = [
    datetime(2026, 10, 25, 2, 0, tzinfo=UTC),  # an hour after the change
    datetime(2026, 10, 25, 7, 0, tzinfo=UTC),
    datetime(2026, 12, 31, 23, 30, tzinfo=UTC),  # next year on the wall clock
    datetime(2027, 3, 27, 9, 0, tzinfo=UTC),
    datetime(2027, 3, 28, 9, 0, tzinfo=UTC),
    datetime(2027, 7, 1, 9, 0, tzinfo=UTC),
    datetime(2027, 10, 27, 9, 0, tzinfo=UTC),  # between the fourth and the last Sunday
    datetime(2028, 2, 29, 9, 0, tzinfo=UTC),
]


def entry(start: datetime, **changes: object) -> dict[str, Any]:
    return {
        "uid": "abc",
        "sequence": 0,
        "start": int(start.timestamp()),
        "end": int((start + timedelta(minutes=30)).timestamp()),
        "title": "Afspraak",
        "place": "School; 1, 2\nStraat",
        "off": False,
        "alarm": 30,
    } | changes


def spelled(value: Value) -> str:
    return value.msgid if isinstance(value, Say) else str(value)


def read(start: datetime, zone: ZoneInfo = AMSTERDAM, **changes: object) -> Any:  # noqa: ANN401
    return vobject.readOne(invitation.write(entry(start, **changes), BETWEEN, zone, NOW, spelled))


@pytest.mark.parametrize("start", MOMENTS)
def test_another_program_reads_the_same_moment_on_the_wall_clock_of_the_town(
    start: datetime,
) -> None:
    event = read(start).vevent
    assert event.dtstart.value == start
    assert event.dtend.value - event.dtstart.value == timedelta(minutes=30)
    assert event.dtstart.params["X-VOBJ-ORIGINAL-TZID"] == ["Europe/Amsterdam"]
    assert event.dtstart.value.replace(tzinfo=None) == start.astimezone(AMSTERDAM).replace(
        tzinfo=None
    )


SPRING = [  # around the change of 28 March 2027, at 01:00 in UTC
    (datetime(2027, 3, 27, 9, 0, tzinfo=UTC), "20270327T100000"),
    (datetime(2027, 3, 28, 0, 55, tzinfo=UTC), "20270328T015500"),
    (datetime(2027, 3, 28, 1, 0, tzinfo=UTC), "20270328T030000"),
    (datetime(2027, 3, 29, 9, 0, tzinfo=UTC), "20270329T110000"),
]


@pytest.mark.parametrize(("start", "clock"), SPRING)
def test_a_calendar_that_knows_no_zones_finds_the_moment_by_the_rules_that_are_written(
    start: datetime, clock: str
) -> None:
    written = invitation.write(entry(start), BETWEEN, AMSTERDAM, NOW, spelled)
    lines = written.replace("\r\n ", "").splitlines()
    assert f"DTSTART;TZID=Europe/Amsterdam:{clock}" in lines
    told = tzical(StringIO(written)).get("Europe/Amsterdam")
    shown = datetime.strptime(clock, "%Y%m%dT%H%M%S").replace(tzinfo=told)
    assert shown.astimezone(UTC) == start


@pytest.mark.parametrize("off", [False, True])
def test_the_zone_is_written_with_the_rules_of_both_clocks(off: bool) -> None:  # noqa: FBT001
    written = invitation.write(entry(SPRING[0][0], off=off), BETWEEN, AMSTERDAM, NOW, spelled)
    zone = written.partition("BEGIN:VTIMEZONE")[2].partition("END:VTIMEZONE")[0]
    clocks = {
        name: set(zone.partition(f"BEGIN:{name}")[2].partition(f"END:{name}")[0].split())
        for name in ("DAYLIGHT", "STANDARD")
    }
    assert "TZID:Europe/Amsterdam" in zone.split()
    assert clocks["DAYLIGHT"] >= {
        "DTSTART:20260329T020000",
        "RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3",
        "TZOFFSETFROM:+0100",
        "TZOFFSETTO:+0200",
    }
    assert clocks["STANDARD"] >= {
        "DTSTART:20261025T030000",
        "RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10",
        "TZOFFSETFROM:+0200",
        "TZOFFSETTO:+0100",
    }


@pytest.mark.parametrize("zone", ["America/New_York", "Asia/Tokyo", "Australia/Sydney"])
def test_other_zones_have_their_own_rules_or_none(zone: str) -> None:
    for start in MOMENTS:
        assert read(start, ZoneInfo(zone)).vevent.dtstart.value == start


def test_a_calendar_shows_who_where_and_rings_but_shows_it_to_nobody_else() -> None:
    calendar = read(NOW)
    event = calendar.vevent
    assert calendar.method.value == "REQUEST"
    assert event.organizer.value == "mailto:bot@example.nl"
    assert (event.attendee.value, event.attendee.params["CN"]) == (
        "mailto:anna@example.nl",
        ["Anna, de coach"],
    )
    assert event.attendee.params["RSVP"] == ["FALSE"]
    assert event.location.value == "School; 1, 2, Straat"
    assert event.getChildValue("class") == "PRIVATE"
    assert event.valarm.trigger.value == timedelta(minutes=-30)


def test_what_is_off_is_taken_away_and_rings_no_more() -> None:
    calendar = read(NOW, off=True, sequence=3, title=plain(Say("Off")))
    assert calendar.method.value == "CANCEL"
    assert calendar.vevent.status.value == "CANCELLED"
    assert (calendar.vevent.sequence.value, calendar.vevent.summary.value) == ("3", "Off")
    assert "valarm" not in calendar.vevent.contents
