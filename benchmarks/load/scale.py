"""How big everything is: in full, and quickly to see that it works."""

from dataclasses import dataclass, field

from benchmarks.load.filling import Town


@dataclass(frozen=True)
class Scale:
    """Seconds of the windows, rates a second, people, towns, and reminders."""

    short: float = 3.0  # seconds of a window that looks for the rate
    long: float = 12.0  # seconds that the rate has to hold
    most: float = 20_000.0  # updates a second, where the search ends
    town: Town = field(default=Town(10_000, 6_400))
    people: int = 2_000  # who tap
    towns: tuple[Town, ...] = (
        Town(100, 100),
        Town(10_000, 1_000),
        Town(100_000, 1_000),
        Town(100_000, 50_000),
        Town(100_000, 200_000),
    )
    calm: float = 20.0  # taps a second when latency is looked at
    calm_seconds: float = 12.0
    reminders: int = 100_000
    fired: int = 1_000
    added: int = 1_000
    pace_seconds: float = 20.0


FULL = Scale()
QUICK = Scale(
    short=0.3,
    long=0.5,
    most=20.0,
    town=Town(50, 50),
    people=40,
    towns=(Town(20, 20), Town(40, 40)),
    calm_seconds=0.5,
    reminders=200,
    fired=20,
    added=20,
    pace_seconds=1.0,
)
