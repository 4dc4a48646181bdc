"""Slows down who sends too much: a person kindly, a script hard, and nobody else."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from enum import Enum

MOST_KEPT = 10_000  # chats in memory; full buckets are forgotten


class Flow(Enum):
    """What is to be done with something that came in."""

    HEAR = "hear"
    ASK_TO_WAIT = "ask to wait"
    IGNORE = "ignore"


@dataclass(slots=True)
class _Bucket:
    left: float
    at: datetime
    warned: bool = False


class Flood:
    """A bucket for each chat: it holds `burst` messages and gets `per_second` back.

    Whoever empties it is asked once to wait, and then not heard until some are back; what comes
    meanwhile costs too, down to `debt`, so that a script has to be quiet for a while.
    """

    def __init__(
        self,
        now: Callable[[], datetime],
        *,
        burst: float = 30,
        per_second: float = 1,
        debt: float = 60,
    ) -> None:
        self._now, self._burst, self._per_second, self._debt = now, burst, per_second, debt
        self._buckets: dict[int, _Bucket] = {}

    def weigh(self, chat: int) -> Flow:
        """Count something that a chat sent, and tell what to do with it."""
        bucket = self._filled(chat)
        if bucket.left >= 1:
            bucket.left -= 1
            bucket.warned = False
            return Flow.HEAR
        bucket.left = max(bucket.left - 1, -self._debt)
        if bucket.warned:
            return Flow.IGNORE
        bucket.warned = True
        return Flow.ASK_TO_WAIT

    def _filled(self, chat: int) -> _Bucket:
        """Give the bucket of a chat with what came back; a clock set back gives nothing."""
        now = self._now()
        if len(self._buckets) > MOST_KEPT:
            self._forget(now)
        bucket = self._buckets.setdefault(chat, _Bucket(self._burst, now))
        bucket.left = min(self._burst, bucket.left + self._back(bucket, now))
        bucket.at = now
        return bucket

    def _back(self, bucket: _Bucket, now: datetime) -> float:
        return max(0.0, (now - bucket.at).total_seconds()) * self._per_second

    def _forget(self, now: datetime) -> None:
        """Forget the chats that were quiet: a new bucket is as full as theirs."""
        self._buckets = {
            chat: bucket
            for chat, bucket in self._buckets.items()
            if bucket.left + self._back(bucket, now) < self._burst
        }
