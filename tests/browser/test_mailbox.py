"""The demo's mailbox, and a link that one phone hands to another, as a person sees them."""

import pytest
from playwright.async_api import Page, expect

from tests.browser.handset import Handset
from tests.browser.inbox import Inbox
from tests.browser.test_demo import COACH, MOBILE, NOOR, SANNE, SCHOOL
from tests.browser.ways import arrive, choose_time

pytestmark = pytest.mark.browser


async def test_what_a_parent_does_is_in_the_coachs_mailbox(page: Page) -> None:
    """A parent books and cancels: one entry of the calendar comes, and the same one goes."""
    sanne, coach, inbox = Handset(page, SANNE), Handset(page, COACH), Inbox(page)
    await arrive(sanne, "Nederlands")
    for icon in (SCHOOL, "📅", "💶", "🏫"):
        await sanne.tap(icon)
    clock = await choose_time(sanne, day=1)
    await sanne.tap("✅")
    await expect(coach.message("📅", "Sanne", clock)).to_be_visible()
    await expect(inbox.mails).to_have_count(1)
    await expect(await inbox.open_newest()).to_contain_text("Sanne")
    await expect(inbox.invitation).to_contain_text(clock)
    await expect(inbox.invitation).to_contain_text(SCHOOL)
    await expect(inbox.invitation).to_have_attribute("data-method", "REQUEST")
    uid = await inbox.invitation.get_attribute("data-uid")
    assert uid
    await sanne.tap("🔎")
    await sanne.tap("❌")
    await sanne.tap("✅")
    await expect(inbox.mails).to_have_count(2)
    assert await inbox.mails.first.get_attribute("data-mail") == "2"  # the newest stands above
    await inbox.open_newest()
    await expect(inbox.invitation).to_have_attribute("data-method", "CANCEL")
    await expect(inbox.invitation).to_have_attribute("data-uid", uid)
    await expect(inbox.invitation).to_have_attribute("data-sequence", "1")
    await page.set_viewport_size(MOBILE)
    await page.locator("#tabs button").last.click()
    await expect(inbox.invitation).to_be_in_viewport()
    await expect(coach.element).to_be_hidden()


async def test_a_parent_opens_the_link_that_a_coach_shows(page: Page) -> None:
    """Where no camera can scan the code, its link is copied from phone to phone."""
    noor, coach = Handset(page, NOOR), Handset(page, COACH)
    await coach.tap("📅")
    await coach.tap(SCHOOL)
    await coach.type("Amina")
    await coach.tap("العربية")
    for icon in ("💶", "🏫", "✅"):
        await coach.tap(icon)
    clock = await choose_time(coach, day=1)
    await coach.tap("✅")
    link = coach.element.locator("button.start-link").last
    await expect(link).to_contain_text("?start=take_")
    await link.click()
    await noor.open_copied_link()
    await expect(noor.message("Amina")).to_contain_text(clock)
    await expect(coach.message("📲", "Amina")).to_be_visible()
    again = await noor.paste(await link.inner_text())
    await expect(again).not_to_contain_text(clock)
