"""The data folder: the database in it, and one program at a time."""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

PRIVATE = 0o700
DATABASE = "kansencoach.sqlite3"


class AlreadyRunningError(Exception):
    """Another kansencoach runs on this data folder. Stop it first."""


@contextmanager
def locked(data: Path) -> Iterator[None]:
    """Keep every other program off this data folder: two would send every letter twice.

    Raises AlreadyRunningError.
    """
    data.mkdir(PRIVATE, parents=True, exist_ok=True)
    with (data / "lock").open("w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            raise AlreadyRunningError(AlreadyRunningError.__doc__) from None
        yield
