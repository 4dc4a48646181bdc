"""What the tests of speech need of this machine."""

import shutil

from tests.leaving_out import leave_out

PROGRAM = "espeak-ng"


def ready() -> None:
    """Skip by name without espeak-ng, or fail where nothing may be skipped."""
    if shutil.which(PROGRAM) is None:
        leave_out("nothing is said: espeak-ng is not installed")
