"""Who may book, move and cancel, until when, how many."""

from datetime import datetime

from bot.scheduling.slots import BookingRules


def may_book(coming: int, rules: BookingRules) -> str | None:
    """Give None when a parent with `coming` appointments may book one more, else "too_many"."""
    return "too_many" if coming >= rules.most_coming else None


def may_change(
    *, owner: int, asker: int, start: datetime, booked: bool, now: datetime
) -> str | None:
    """Give None when `asker` may move or cancel the talk at `start` (UTC), else the outcome.

    "not_yours", "gone" (already cancelled) or "too_late" (it has begun). Whose it is comes first:
    a stranger learns nothing about the appointment.
    """
    if asker != owner:
        return "not_yours"
    if not booked:
        return "gone"
    return "too_late" if start <= now else None
