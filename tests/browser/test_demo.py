"""The demo, with nothing but what a person sees: phones, buttons, a clock."""

import os
from datetime import datetime
from pathlib import Path
from shutil import which
from zoneinfo import ZoneInfo

import pytest
from icalendar import Calendar
from playwright.async_api import Page, ViewportSize, expect

from tests.browser.handset import Handset
from tests.browser.opening import DESKTOP
from tests.browser.ways import arrive, choose_time

pytestmark = pytest.mark.browser

ZONE = ZoneInfo("Europe/Amsterdam")  # of the example
MOBILE: ViewportSize = {"width": 390, "height": 844}
SANNE, NOOR, COACH = 1001, 1002, 2001
SCHOOL = "Gramsbergen"  # of the coach whose phone is on the page
MOST_SKIPS = 12  # agendas and reminders of other talks come before the one that is waited for


class Album:
    """Keeps pictures of the page, if somebody wants them."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self._folder = os.environ.get("KANSENCOACH_SCREENSHOTS")

    async def keep(self, name: str, size: ViewportSize = DESKTOP) -> None:
        """Take a picture of the window in this size."""
        if self._folder is None:
            return
        await self._page.set_viewport_size(size)
        await self._page.mouse.move(0, 0)
        await self._page.screenshot(path=Path(self._folder) / f"{name}.png", animations="disabled")
        await self._page.set_viewport_size(DESKTOP)


async def _skip(page: Page) -> None:
    await page.locator("#skip").click()
    await expect(page.locator("#skip")).to_be_enabled()


async def _sanne_books(sanne: Handset, coach: Handset, album: Album, folder: Path) -> None:
    """At school; the talk stands in her calendar, and the coach hears of it."""
    await arrive(sanne, "Nederlands")
    await expect(sanne.element.locator(".screen")).to_have_attribute("lang", "nl")
    await album.keep("1-school-phone", MOBILE)
    await sanne.tap(SCHOOL)
    await _sanne_listens(sanne)
    for icon in ("📅", "💶", "🏫"):
        await sanne.tap(icon)
    await album.keep("2-day-phone", MOBILE)
    clock = await choose_time(sanne, day=1)  # far enough away for a reminder, on any day
    await album.keep("3-summary-phone", MOBILE)
    await sanne.tap("✅")
    file = folder / "talk.ics"
    await sanne.save(sanne.element.locator("a.document").last, file)
    assert _start_of(file).astimezone(ZONE).strftime("%H:%M") == clock
    await expect(coach.message("📅", "Sanne", "💶", clock)).to_be_visible()
    await album.keep("4-booked")
    await album.keep("4-booked-phone", MOBILE)


async def _noor_books(noor: Handset, coach: Handset, album: Album) -> None:
    """By phone, from right to left, with an interpreter and her number."""
    await expect(noor.element.locator(".screen")).to_have_attribute("dir", "rtl")
    await arrive(noor, "العربية")
    for icon in ("📅", "🤫", "📞", "✅"):
        await noor.tap(icon)
    for _ in range(3):
        if await noor.element.locator("button.reply").count():
            break
        await noor.tap_first()
    await expect(noor.messages.last).to_be_in_viewport(ratio=1)  # above the keys
    await album.keep("5-contact")
    await album.keep("5-contact-phone", MOBILE)
    await noor.share_contact()
    await noor.tap("✅")
    await expect(coach.message("📅", "Noor", "📞", "06")).to_be_visible()
    await album.keep("6-both-booked")


async def _sanne_is_reminded(page: Page, sanne: Handset, coach: Handset, album: Album) -> None:
    """The clock goes on until the reminder is there; she comes, and the coach hears it."""
    for _ in range(MOST_SKIPS):
        if await sanne.message("🔔").count():
            break
        await _skip(page)
    await album.keep("7-reminded")
    await sanne.tap("✅")
    await expect(coach.message("✅", "Sanne")).to_be_visible()


async def _sanne_listens(sanne: Handset) -> None:
    """She hears what there is to choose, from the real voice."""
    if which("espeak-ng") is None:
        return
    await sanne.tap("🔊")
    player = sanne.messages.last.locator(".player")
    await expect(player.locator(".player-time")).not_to_have_text("0:00")
    await player.locator(".player-button").click()
    await expect(player.locator(".icon-pause")).to_be_visible()
    await expect(player.locator("input")).not_to_have_value("0")
    await player.locator(".player-button").click()


async def _sanne_moves(sanne: Handset, coach: Handset) -> None:
    """She takes another time, and the coach hears it."""
    await sanne.type("/menu")
    await sanne.tap("📋")
    await sanne.tap_first()
    await sanne.tap("🔄")
    clock = await choose_time(sanne)
    await sanne.tap("✅")
    await expect(coach.message("🔄", "Sanne", clock)).to_be_visible()


async def _sanne_cancels(sanne: Handset, coach: Handset) -> None:
    """She cannot come at all, the coach hears it, and she has no appointment any more."""
    await sanne.tap("❌")
    await sanne.tap("✅")
    await expect(coach.message("❌", "Sanne")).to_be_visible()
    await sanne.tap("📋")
    assert await sanne.newest_keys.filter(has_text="🔄").count() == 0
    await expect(sanne.newest_keys.filter(has_text="📅")).to_be_visible()
    await expect(sanne.element.locator(".chat-header")).to_be_in_viewport()  # never scrolled away


def _start_of(file: Path) -> datetime:
    [event] = Calendar.from_ical(file.read_bytes()).walk("VEVENT")
    start = event.decoded("DTSTART")
    assert isinstance(start, datetime)
    return start


@pytest.mark.long
async def test_a_talk_from_the_first_tap_to_the_last(page: Page, tmp_path: Path) -> None:
    """Two parents book, are reminded, move and cancel; the coach hears of everything."""
    sanne, noor, coach = (Handset(page, number) for number in (SANNE, NOOR, COACH))
    album = Album(page)
    await expect(coach.button("🗓️")).to_be_visible()
    await _sanne_books(sanne, coach, album, tmp_path)
    await _noor_books(noor, coach, album)
    await _sanne_is_reminded(page, sanne, coach, album)
    await _sanne_moves(sanne, coach)
    await album.keep("8-moved")
    await _sanne_cancels(sanne, coach)
    await album.keep("9-cancelled")
    await album.keep("9-cancelled-phone", MOBILE)
