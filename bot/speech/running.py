"""Runs a program that is not ours: with a time limit, and without a trace of what it was given."""

import os
import signal
import subprocess
from collections.abc import Sequence
from contextlib import suppress

from bot.speech.voice import SilentError


def run(command: Sequence[str], given: bytes = b"", *, limit: float) -> bytes:
    """Give what a program writes; raises SilentError when it is missing, fails, or takes too long.

    `limit` in seconds. What it has started itself is ended with it.
    """
    name = os.path.basename(command[0])  # noqa: PTH119 - a name, not a file of ours
    try:
        program = subprocess.Popen(  # noqa: S603 - a list, from no person
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
    except OSError as fault:
        raise SilentError(f"{name} does not start: {fault.strerror}") from None
    with program:
        try:
            written, _ = program.communicate(given, limit)
        except subprocess.TimeoutExpired:
            raise SilentError(f"{name} took longer than {limit:g} seconds") from None
        finally:
            with suppress(ProcessLookupError):
                os.killpg(program.pid, signal.SIGKILL)
    if program.returncode:
        raise SilentError(f"{name} ended with {program.returncode}")
    return written
