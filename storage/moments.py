"""Moments as the database keeps them: whole seconds since 1970, UTC."""

from datetime import UTC, datetime


def seconds(moment: datetime) -> int:
    """Aware datetime -> whole seconds since 1970."""
    return int(moment.timestamp())


def moment(value: int) -> datetime:
    """Seconds since 1970 -> datetime in UTC."""
    return datetime.fromtimestamp(value, UTC)
