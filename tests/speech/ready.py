"""What the tests of speech need of this machine."""

import os
import shutil

import pytest

PROGRAM = "espeak-ng"


def ready() -> None:
    """Skip by name without espeak-ng, or fail where nothing may be skipped."""
    if shutil.which(PROGRAM) is None:
        leave_out = pytest.fail if os.environ.get("KANSENCOACH_REQUIRE_ALL") == "1" else pytest.skip
        leave_out("nothing is said: espeak-ng is not installed")
