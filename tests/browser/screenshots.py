"""Makes the pictures of the handbook and the README anew: python -m tests.browser.screenshots."""

import asyncio
import sys
import tempfile
from pathlib import Path

from playwright.async_api import Locator, Page, ViewportSize, expect

from tests.browser.handset import Handset
from tests.browser.inbox import Inbox
from tests.browser.opening import PATIENCE, find_chromium, opened_page, running_demo
from tests.browser.ways import arrive, choose_time

DOCS = Path(__file__).parents[2] / "docs"
SANNE, NOOR, COACH = 1001, 1002, 2001
WIDE: ViewportSize = {"width": 1600, "height": 860}
TALL: ViewportSize = {"width": 1440, "height": 780}
MOBILE: ViewportSize = {"width": 390, "height": 844}
SCHOOL = "Gramsbergen"


async def make(page: Page) -> None:
    """Live through a coach's morning, and keep what is seen."""
    sanne, noor, coach = (Handset(page, number) for number in (SANNE, NOOR, COACH))
    await page.set_viewport_size(WIDE)
    await _sanne_books(sanne)
    await _noor_books(noor)
    await _keep_mail(page)
    await page.screenshot(path=DOCS / "demo.png", animations="disabled")
    await page.set_viewport_size(MOBILE)
    await page.screenshot(path=DOCS / "demo-phone.png", animations="disabled")
    await page.set_viewport_size(TALL)
    await _keep_desk(coach)


async def _sanne_books(sanne: Handset) -> None:
    await arrive(sanne, "Nederlands")
    for icon in (SCHOOL, "📅", "💶", "🏫"):
        await sanne.tap(icon)
    await choose_time(sanne, day=1)
    await sanne.tap("✅")


async def _noor_books(noor: Handset) -> None:
    """In Arabic, with an interpreter."""
    await arrive(noor, "العربية")
    for icon in ("📅", "🤫", "🏫", "✅"):
        await noor.tap(icon)
    await choose_time(noor, day=1)
    await noor.tap("✅")


async def _keep_mail(page: Page) -> None:
    inbox = Inbox(page)
    await expect(inbox.mails).to_have_count(2)
    await inbox.open_newest()
    await _keep(inbox.element.locator(".screen"), "email")


async def _keep_desk(coach: Handset) -> None:
    """One talk, the days of an absence, and the code for a parent."""
    screen = coach.element.locator(".screen")
    await coach.tap("🗓️")
    await coach.tap_first()
    await _keep(screen, "afspraak")
    await coach.type("/menu")
    await coach.tap("🌴")
    await coach.tap("1️⃣")
    await _keep(screen, "weg")
    await coach.type("/menu")
    await _book_for_a_parent(coach)
    await _keep(screen, "code")


async def _book_for_a_parent(coach: Handset) -> None:
    await coach.tap("📅")
    await coach.tap(SCHOOL)
    await coach.type("Amina")
    await coach.tap("Nederlands")
    for icon in ("🎒", "🏫"):
        await coach.tap(icon)
    await choose_time(coach, day=2)
    await coach.tap("✅")
    await expect(coach.button("📲")).to_be_visible()
    picture = coach.element.locator("a.photo img").last
    await expect(coach.element.locator(".toast")).to_have_count(0, timeout=PATIENCE)
    await picture.evaluate("picture => picture.scrollIntoView({ block: 'start' })")


async def _keep(element: Locator, name: str) -> None:
    """Keep a picture when nothing moves any more."""
    await element.page.mouse.move(0, 0)
    await element.screenshot(path=DOCS / f"handleiding-{name}.png", animations="disabled")


async def main() -> None:
    """Open a demo of its own, and make all pictures."""
    chromium = find_chromium()
    if chromium is None:
        sys.exit("There is no browser: install chromium.")
    with tempfile.TemporaryDirectory() as profile:
        async with running_demo() as demo, opened_page(chromium, demo, Path(profile)) as page:
            await make(page)


if __name__ == "__main__":
    asyncio.run(main())
