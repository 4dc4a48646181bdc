"""One phone on the demo's page, held by a test."""

import re
from pathlib import Path

from playwright.async_api import Locator, Page, expect

CLOCK = re.compile(r"\b\d\d:\d\d\b")


class Handset:
    """Finds what stands on a phone by icons and times: the wording is another's."""

    def __init__(self, page: Page, number: int) -> None:
        self.element = page.locator(f'section.phone[data-phone="{number}"]')

    @property
    def messages(self) -> Locator:
        """All messages from the bot."""
        return self.element.locator("article.message.in")

    def message(self, *words: str) -> Locator:
        """Find the newest message from the bot with all these words."""
        found = self.messages
        for some in words:
            found = found.filter(has=self.element.page.locator(".bubble", has_text=some))
        return found.last

    def button(self, *words: str) -> Locator:
        """Find the newest button under a message with all these words."""
        found = self.element.locator("button.inline")
        for some in words:
            found = found.filter(has_text=some)
        return found.last

    @property
    def newest_keys(self) -> Locator:
        """The buttons under the newest message that has some."""
        asking = self.messages.filter(has=self.element.page.locator("button.inline")).last
        return asking.locator("button.inline")

    async def start(self) -> None:
        """Press START."""
        await self._and_hear(self.element.locator("button.start"))

    async def tap(self, *words: str) -> None:
        """Tap the newest button with these words; its buttons go, the answer comes."""
        await self._and_hear(self.button(*words))

    async def tap_first(self, after: int = 0) -> None:
        """Tap the first button under the newest message, or the one after so many."""
        await self._and_hear(self.newest_keys.nth(after))

    async def share_contact(self) -> None:
        """Tap the key that shares the number."""
        await self._and_hear(self.element.locator("button.reply", has_text="📞"))

    async def type(self, text: str) -> None:
        """Type a message and send it."""
        before = await self._newest()
        await self.element.locator("textarea").fill(text)
        await self.element.locator("button.send:visible").click()
        await self._hears_after(before)

    async def open_copied_link(self) -> None:
        """Open the link that was copied on another phone."""
        await self.element.locator("header.chat-header button[aria-expanded]").click()
        await self._and_hear(self.element.locator('[data-demo="open"]'))

    async def paste(self, text: str) -> Locator:
        """Paste words where one types; give the message that answers them."""
        before = await self._newest()
        script = """(field, text) => {
            const clipboardData = new DataTransfer();
            clipboardData.setData("text", text);
            field.dispatchEvent(new ClipboardEvent("paste", { clipboardData, cancelable: true }));
        }"""
        await self.element.locator("textarea").evaluate(script, text)
        await self._hears_after(before)
        return self.messages.last

    async def save(self, link: Locator, path: Path) -> None:
        """Download a file from the chat."""
        async with self.element.page.expect_download() as coming:
            await link.click()
        download = await coming.value
        await download.save_as(path)

    async def _and_hear(self, button: Locator) -> None:
        await expect(button).to_be_visible()  # then what is newest now is what it belongs to
        before = await self._newest()
        await button.click()
        await self._hears_after(before)

    async def _newest(self) -> str | None:
        if not await self.messages.count():
            return None
        return await self.messages.last.get_attribute("data-message-id")

    async def _hears_after(self, before: str | None) -> None:
        newest = self.messages.last
        await expect(newest).to_be_visible()
        await expect(newest).not_to_have_attribute("data-message-id", before or "")
