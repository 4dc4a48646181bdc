"""In the demo a parent asks something, and the coach replies as in Telegram's own app."""

import os
from pathlib import Path

import pytest
from playwright.async_api import Page, expect

from tests.browser.handset import Handset

pytestmark = pytest.mark.browser

SANNE, COACH = 1001, 2001


async def test_a_coach_replies_by_a_double_click_on_the_question(page: Page) -> None:
    parent, coach = Handset(page, SANNE), Handset(page, COACH)
    await parent.start()
    await parent.tap("Nederlands")
    await parent.tap("✅")
    await parent.tap("✅")
    await parent.tap_first()
    if await parent.button("Gramsbergen").is_visible():
        await parent.tap("Gramsbergen")
    await parent.tap("💬")
    await parent.type("Wanneer is zwemles?")
    question = coach.message("Wanneer is zwemles?")
    await expect(question).to_be_visible()
    await question.locator(".bubble").dblclick()
    bar = coach.element.locator(".editing")
    await expect(bar).to_be_visible()
    await coach.type("Op woensdag.")
    await expect(bar).to_be_hidden()
    await expect(coach.element.locator("article.out .quote").last).to_be_visible()
    await expect(parent.message("Op woensdag.")).to_be_visible()
    if folder := os.environ.get("KANSENCOACH_SCREENSHOTS"):
        await page.screenshot(path=Path(folder) / "reply.png", animations="disabled")
