"""A real Chromium without a screen, and the demo as its own process."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from playwright.async_api import Page

from tests.browser.opening import CHROMIUM, find_chromium, opened_page, running_demo
from tests.leaving_out import leave_out


@pytest.fixture
def chromium() -> str:
    """Find the browser; without one the test is skipped, or fails where nothing may be skipped."""
    found = find_chromium()
    if found is None:
        leave_out(f"there is no browser: none of {', '.join(CHROMIUM)} is installed")
    return found


@pytest.fixture
async def demo() -> AsyncIterator[str]:
    """Give the address of a demo that runs."""
    async with running_demo() as address:
        yield address


@pytest.fixture
async def page(chromium: str, demo: str, tmp_path: Path) -> AsyncIterator[Page]:
    """Give the demo's page."""
    async with opened_page(chromium, demo, tmp_path / "profile") as page:
        yield page
