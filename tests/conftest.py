"""What every run does: long tests first; at the end the counts that tests took are told."""

import pytest


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Print what tests recorded as "told"."""
    for report in terminalreporter.getreports("passed"):
        for name, value in report.user_properties:
            if name == "told":
                terminalreporter.write_line(f"{report.nodeid}: {value}")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Put the long tests before the others, and leave the order as it is otherwise."""
    items.sort(key=lambda item: item.get_closest_marker("long") is None)
