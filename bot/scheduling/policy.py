"""Who may book, move and cancel, until when, how many."""

from datetime import datetime, timedelta

from bot.scheduling.slots import BookingRules

LATE_FROM = timedelta(hours=1)
LATE_UNTIL = timedelta(minutes=30)


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
    return "not_yours" if asker != owner else may_call_off(start=start, booked=booked, now=now)


def may_call_off(*, start: datetime, booked: bool, now: datetime) -> str | None:
    """Give None when the coach may cancel the talk at `start`, or ask for another time.

    Else "gone" (already cancelled) or "too_late" (it has begun).
    """
    if not booked:
        return "gone"
    return "too_late" if start <= now else None


def may_say_late(*, start: datetime, booked: bool, now: datetime) -> str | None:
    """Give None when the coach may say to be late: from an hour before until half an hour after.

    Else "gone" (not to be held any more), "too_soon" or "too_late".
    """
    if not booked:
        return "gone"
    if now < start - LATE_FROM:
        return "too_soon"
    return "too_late" if now > start + LATE_UNTIL else None


def may_say_outcome(*, start: datetime, cancelled: bool, now: datetime) -> str | None:
    """Give None when the coach may say what became of a talk: from its start on.

    Else "gone" (cancelled before) or "too_soon". What was said can be said otherwise.
    """
    if cancelled:
        return "gone"
    return "too_soon" if now < start else None
