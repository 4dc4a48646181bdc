"""The mailbox on the demo's page, read by a test."""

from playwright.async_api import Locator, Page


class Inbox:
    """Finds e-mail by icons, names and times: the wording is another's."""

    def __init__(self, page: Page) -> None:
        self.element = page.locator("section.mailbox")

    @property
    def mails(self) -> Locator:
        """All e-mail, the newest first."""
        return self.element.locator("li.mail")

    @property
    def invitation(self) -> Locator:
        """What a calendar would show of the newest e-mail."""
        return self.mails.first.locator(".invitation")

    async def open_newest(self) -> Locator:
        """Click on the newest e-mail; give what it says."""
        await self.mails.first.locator("button.mail-head").click()
        return self.mails.first.locator(".mail-body")
