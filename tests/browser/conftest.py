"""A real Chromium without a screen, and the demo as its own process."""

import os
import re
import shutil
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from playwright.async_api import Page, ViewportSize, async_playwright

from tests.program.program import Program

CHROMIUM = ("chromium", "google-chrome", "chromium-browser")
ARGUMENTS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
DESKTOP: ViewportSize = {"width": 1360, "height": 900}
PATIENCE = 15_000  # milliseconds until the page must show what is waited for
ADDRESS = re.compile(r"http://\S+")


@pytest.fixture
def chromium() -> str:
    """Find the browser; without one the test is skipped, or fails where nothing may be skipped."""
    found = next(filter(None, map(shutil.which, CHROMIUM)), None)
    if found is None:
        leave_out = pytest.fail if os.environ.get("KANSENCOACH_REQUIRE_ALL") == "1" else pytest.skip
        leave_out(f"there is no browser: none of {', '.join(CHROMIUM)} is installed")
    return found


@pytest.fixture
async def demo() -> AsyncIterator[str]:
    """Give the address of a demo that runs."""
    program = await Program.start("demo", "--no-browser", "--port", "0", env={})
    try:
        found = ADDRESS.search(await program.says("http://"))
        assert found
        yield found[0]
    finally:
        await program.kill()


@pytest.fixture
async def page(chromium: str, demo: str, tmp_path: Path) -> AsyncIterator[Page]:
    """Give the demo's page in a browser that nobody used before; it may complain of nothing."""
    complaints: list[str] = []
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch_persistent_context(
            str(tmp_path / "profile"),
            executable_path=chromium,
            args=ARGUMENTS,
            viewport=DESKTOP,
            accept_downloads=True,
        )
        browser.set_default_timeout(PATIENCE)
        page = browser.pages[0]
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("console", lambda said: complaints.extend([said.text] * (said.type == "error")))
        await page.goto(demo)
        await page.wait_for_selector("body[data-ready]")
        yield page
        await browser.close()
    assert complaints == []
