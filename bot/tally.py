"""Counts what happens in this process, without persons: updates, letters, what was logged."""

import logging
from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime

WARNING, ERROR = "warning", "error"


@dataclass
class Tally:
    """Counts since the start: updates heard, letters by fate, warnings and errors logged.

    `noted` is how much of `logged` the database knows; `asked` is when Telegram last told who
    wrote, or that nobody did.
    """

    updates: int = 0
    letters: Counter[str] = field(default_factory=Counter)
    logged: Counter[str] = field(default_factory=Counter)
    noted: Counter[str] = field(default_factory=Counter)
    asked: datetime | None = None


class Listener(logging.Handler):
    """Counts what is logged; what is worse than an error counts as one."""

    def __init__(self, tally: Tally) -> None:
        super().__init__(logging.WARNING)
        self._tally = tally

    def emit(self, record: logging.LogRecord) -> None:
        """Count a record."""
        self._tally.logged[ERROR if record.levelno >= logging.ERROR else WARNING] += 1
