"""What every run does: long tests first; at the end the counts that tests took are told."""

import gc
import sys

import pytest

sys.dont_write_bytecode = False  # compiled once, as on any other machine
gc.disable()  # until the tests begin: what is read before stays to the end


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Print what tests recorded as "told"."""
    for report in terminalreporter.getreports("passed"):
        for name, value in report.user_properties:
            if name == "told":
                terminalreporter.write_line(f"{report.nodeid}: {value}")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Put the long tests before the others, and leave the order as it is otherwise."""
    items.sort(key=lambda item: item.get_closest_marker("long") is None)


@pytest.hookimpl(tryfirst=True)
def pytest_runtestloop() -> None:
    """Let the collector come seldom, and pass over the modules and the list of tests.

    These stay to the end, and to look through them took longer than all that a test makes.
    """
    gc.freeze()
    gc.set_threshold(20_000, 20, 20)
    gc.enable()
