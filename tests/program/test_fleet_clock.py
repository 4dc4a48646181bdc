"""The fleet's clock runs, walks and jumps, and can be asked when it told a moment."""

import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from benchmarks.fleet.clock import LASTS, NOTICE, Clock, reading

START = datetime(2026, 11, 30, 8, 0, tzinfo=UTC)
DAY = timedelta(days=1)


@pytest.fixture
def clock(tmp_path: Path) -> Clock:
    return Clock(tmp_path / "clock", START)


def test_another_process_reads_the_same_time(clock: Clock, tmp_path: Path) -> None:
    clock.run(1000)
    clock.jump(DAY)
    time.sleep(2 * NOTICE)
    before = clock()
    assert before > START + DAY
    read = reading(tmp_path / "clock")()
    assert before <= read <= clock()


def test_it_runs_as_fast_as_it_is_told(clock: Clock) -> None:
    clock.run(1e6)
    time.sleep(NOTICE + 0.01)
    assert clock() > START + timedelta(seconds=1e4)


def test_it_walks_again_when_nobody_drives_it(clock: Clock) -> None:
    """Else it would run on while the whole run is stuck, and everything came late."""
    clock.run(1e6)
    time.sleep(LASTS + 2 * NOTICE)
    stood = clock()
    time.sleep(0.01)
    assert clock() - stood < timedelta(minutes=1)
    assert abs(clock.passed(stood) - time.monotonic()) < 1


def test_it_tells_at_which_second_of_the_machine_it_was_a_moment(clock: Clock) -> None:
    clock.run(1000)
    time.sleep(2 * NOTICE)
    moment, real = clock(), time.monotonic()
    clock.run(1)
    clock.jump(DAY)
    clock.run(500)
    assert abs(clock.passed(moment) - real) < 1
    assert clock.passed(moment) <= clock.passed(moment + timedelta(seconds=1))


def test_a_moment_that_was_jumped_over_passed_in_the_jump(clock: Clock) -> None:
    clock.jump(DAY)
    time.sleep(2 * NOTICE)
    after = clock()
    assert clock.passed(START + DAY / 2) == pytest.approx(clock.passed(after), abs=1)
    assert clock.passed(START + DAY / 2) == clock.passed(START + DAY / 3)
