"""Ways that many stories go: from the menu to a booked talk."""

from bot.simulator.model import Message
from tests.stories.town import Somebody


async def book(parent: Somebody, *, how: str = "🏫", topic: str = "💶", day: int = 0) -> str:
    """Book a talk from the menu, always at the first time of the day with this number."""
    await to_days(parent, how=how, topic=topic)
    await first_time(parent, day)
    if how == "📞":
        await parent.does("share_contact")
    return await parent.tap("✅")


async def to_days(parent: Somebody, *, how: str = "🏫", topic: str = "💶") -> str:
    """Go from the menu to the question for the day; without an interpreter."""
    await parent.type("/menu")
    await parent.tap("📅")
    await parent.tap(topic)
    await parent.tap(how)
    if any("❌" in button for button in parent.buttons):
        await parent.tap("❌")
    return parent.reads


async def first_time(parent: Somebody, day: int = 0) -> str:
    """Choose a day by its number and the first time on it."""
    await parent.tap(parent.buttons[day])
    while not parent.buttons[0][0].isdigit():
        await parent.tap(parent.buttons[0])
    return await parent.tap(parent.buttons[0])


async def all_times(parent: Somebody) -> list[str]:
    """Read the times of all pages."""
    found: list[str] = []
    while True:
        found += [button for button in parent.buttons if button[0].isdigit()]
        if not any("➕" in button for button in parent.buttons):
            return found
        await parent.tap("➕")


async def ask(parent: Somebody, text: str) -> str:
    """Ask the coach something."""
    await parent.type("/menu")
    await parent.tap("💬")
    return await parent.type(text)


async def want_call(parent: Somebody, part: str = "middag") -> str:
    """Ask for a call, in Dutch, on the own number."""
    await parent.type("/menu")
    await parent.tap("📞")
    await parent.tap(part)
    return await parent.does("share_contact")


async def replies(coach: Somebody, told: Message, text: str) -> str:
    """Answer a message by the messenger's own reply."""
    return await coach.does("type", text, reply_to=told.message_id)


def told_of(coach: Somebody, words: str) -> Message:
    """Find the newest message to somebody with these words."""
    found = [m for m in coach.phone.messages if m.outgoing and words in (m.text or "")]
    assert found, coach.everything
    return found[-1]
