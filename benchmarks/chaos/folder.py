"""The files by which the run and the program's process speak with one another."""

from tests.program.program import RUNNING

__all__ = ["CLOCK", "DISK", "NO_ROOM", "NO_WRITE", "PULSE", "RUNNING"]

CLOCK = "clock"  # what time it is, and how fast it runs
PULSE = "pulse"  # touched while the program is awake
DISK = "disk"  # how full the disk is:
NO_ROOM = "no room"  # the database may not grow: SQLITE_FULL
NO_WRITE = "no write"  # no file of the process may be written: EFBIG, an I/O error
