"""A clock that can run faster than the machine's; the program reads it from a file."""

import os
import time
from bisect import bisect_right
from collections.abc import Callable
from dataclasses import astuple, dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

WALK = 1.0  # a second in each second
LASTS = 0.7  # seconds that a speed lasts unless it is told again: a run that is stuck does no harm
RENEW = 0.25  # seconds after which it is told again
KEPT = 5  # stretches in the file: those that have not begun, and the one that runs
NOTICE = 0.1  # seconds before a change: it is in the file before it begins, so nobody is ahead


@dataclass(frozen=True, slots=True)
class Stretch:
    """From the machine's second `real` on it is `told` (seconds since 1970), and time runs.

    After `LASTS` seconds it walks, as the machine's own.
    """

    real: float
    told: float
    speed: float

    def at(self, real: float) -> float:
        """Give what is told at a second of the machine."""
        passed = real - self.real
        ran = min(passed, LASTS)
        return self.told + ran * self.speed + (passed - ran)

    def when(self, told: float) -> float:
        """Give the second of the machine at which this is told."""
        ahead = told - self.told
        ran = min(ahead, LASTS * self.speed)
        return self.real + ran / self.speed + (ahead - ran)


class Clock:
    """Time as the fleet and the program know it; it is never set back."""

    def __init__(self, file: Path, start: datetime) -> None:
        self._file = file
        now = time.monotonic()
        self._stretches = [Stretch(now, start.timestamp(), WALK)]
        self._write()

    def __call__(self) -> datetime:
        """Tell the time."""
        return _told(self._stretches[-KEPT:])

    def run(self, speed: float) -> None:
        """Let so many seconds pass in each second of the machine, for a moment."""
        last = self._stretches[-1]
        if speed != last.speed or (speed != WALK and time.monotonic() - last.real > RENEW):
            self._go_on(timedelta(), speed)

    def jump(self, ahead: timedelta) -> None:
        """Jump ahead."""
        self._go_on(ahead, self._stretches[-1].speed)

    def passed(self, moment: datetime) -> float:
        """Tell at which second of the machine it was this moment, or was jumped over."""
        told = moment.timestamp()
        place = bisect_right(self._stretches, told, key=lambda stretch: stretch.told)
        real = self._stretches[max(place - 1, 0)].when(told)
        after = self._stretches[place].real if 0 < place < len(self._stretches) else real
        return min(real, after)

    def _go_on(self, ahead: timedelta, speed: float) -> None:
        last = self._stretches[-1]
        real = max(time.monotonic() + NOTICE, last.real)
        self._stretches.append(Stretch(real, last.at(real) + ahead.total_seconds(), speed))
        self._write()

    def _write(self) -> None:
        fresh = self._file.with_suffix(".new")
        numbers = [number for stretch in self._stretches[-KEPT:] for number in astuple(stretch)]
        fresh.write_text(" ".join(map(str, numbers)), "utf-8")
        os.replace(fresh, self._file)  # noqa: PTH105 - at once: a reader never sees half of it


def reading(file: Path) -> Callable[[], datetime]:
    """Give a clock that tells what another process wrote into this file."""

    def now() -> datetime:
        numbers = [float(number) for number in file.read_text("utf-8").split()]
        return _told([Stretch(*numbers[n : n + 3]) for n in range(0, len(numbers), 3)])

    return now


def _told(stretches: list[Stretch]) -> datetime:
    """Tell the time by the newest of some stretches that has begun."""
    real = time.monotonic()
    begun = [stretch for stretch in stretches if stretch.real <= real]
    stretch = begun[-1] if begun else stretches[0]
    return datetime.fromtimestamp(stretch.at(real), UTC)
