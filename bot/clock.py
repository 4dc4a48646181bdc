"""The one clock; the demo and the tests can move theirs."""

from datetime import UTC, datetime, timedelta


class Clock:
    """Tells the time in UTC, so much ahead of the machine's."""

    def __init__(self) -> None:
        self._ahead = timedelta()

    def __call__(self) -> datetime:
        """Tell the time."""
        return datetime.now(UTC) + self._ahead

    def move_to(self, moment: datetime) -> None:
        """Go on from this moment, which is not before now."""
        self._ahead += max(moment - self(), timedelta())
