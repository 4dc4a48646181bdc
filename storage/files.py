"""Files that are there as a whole or not at all, also after a power cut."""

import os
from pathlib import Path

PRIVATE = 0o600
BESIDE = ("-wal", "-shm", "-journal")  # what SQLite keeps beside a database


def settle(part: Path, path: Path) -> None:
    """Give a file that is ready its name, in place of the file that had it."""
    flush(part)
    part.replace(path)
    flush(path.parent)


def flush(path: Path) -> None:
    """Wait until a file, or the names in a folder, are on the disk."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def beside(path: Path, suffix: str) -> Path:
    """Name what SQLite keeps beside a database."""
    return path.with_name(path.name + suffix)


def remove(path: Path) -> None:
    """Remove a database that nobody needs, and what SQLite keeps beside it."""
    for suffix in ("", *BESIDE):
        beside(path, suffix).unlink(missing_ok=True)
