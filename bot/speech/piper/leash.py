"""Becomes the program named behind it, which Linux ends as soon as the one that began it is gone.

Run as a script, with the number of the process that began it: a pipe would need a program that
watches it, and Python's own way to prepare a child is unsafe beside threads. Elsewhere than on
Linux it just becomes the program, which then outlives a beginner that was killed.
"""

import ctypes
import os
import signal
import sys
from contextlib import suppress
from pathlib import Path

PR_SET_PDEATHSIG = 1  # from <linux/prctl.h>; kept when another program is executed
FIRST_TO_GO = "1000"  # when memory runs out: a message that is not heard can still be read


def main(beginner: str, program: str, *arguments: str) -> None:
    """Tie ourselves to the beginner, and become the program."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)
        if os.getppid() != int(beginner):  # gone before we were tied
            sys.exit(1)
        with suppress(OSError):
            Path("/proc/self/oom_score_adj").write_text(FIRST_TO_GO, "ascii")
    os.execv(program, [program, *arguments])  # noqa: S606 — the point of it


if __name__ == "__main__":
    main(*sys.argv[1:])
