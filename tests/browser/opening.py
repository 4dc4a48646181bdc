"""Opens the demo, and its page in a real Chromium without a screen: for tests and for pictures."""

import re
import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

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
    "--use-fake-device-for-media-stream",  # a microphone that beeps, and nobody asks before
    "--use-fake-ui-for-media-stream",
]
DESKTOP: ViewportSize = {"width": 1360, "height": 900}
PATIENCE = 15_000  # milliseconds until the page must show what is waited for
ADDRESS = re.compile(r"http://\S+")


def find_chromium() -> str | None:
    """Find the browser of this machine."""
    return next(filter(None, map(shutil.which, CHROMIUM)), None)


@asynccontextmanager
async def running_demo() -> AsyncIterator[str]:
    """Give the address of a demo that runs as its own process."""
    program = await Program.start("demo", "--no-browser", "--port", "0", env={})
    try:
        found = ADDRESS.search(await program.says("http://"))
        assert found
        yield found[0]
    finally:
        await program.kill()


@asynccontextmanager
async def opened_page(chromium: str, address: str, profile: Path) -> AsyncIterator[Page]:
    """Give the demo's page in a browser that nobody used before; it may complain of nothing."""
    complaints: list[str] = []
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch_persistent_context(
            str(profile),
            executable_path=chromium,
            args=ARGUMENTS,
            viewport=DESKTOP,
            accept_downloads=True,
        )
        browser.set_default_timeout(PATIENCE)
        page = browser.pages[0]
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("console", lambda said: complaints.extend([said.text] * (said.type == "error")))
        await page.goto(address)
        await page.wait_for_selector("body[data-ready]")
        yield page
        await browser.close()
    assert complaints == []
