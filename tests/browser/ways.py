"""The ways that a parent goes on the demo's page, tap by tap."""

from tests.browser.handset import CLOCK, Handset


async def arrive(parent: Handset, language: str) -> None:
    """Go from START to the question for the school, or past it."""
    await parent.start()
    await parent.tap(language)
    await parent.tap("✅")
    await parent.tap("✅")
    await parent.tap_first()  # the own name


async def choose_time(parent: Handset, day: int = 0) -> str:
    """Choose a day by its number, the first part and time of it; give the time of the summary."""
    for number in range(3):
        if await parent.button("✅").is_visible():
            break
        await parent.tap_first(0 if number else day)
    words = await parent.messages.last.inner_text()
    found = CLOCK.search(words)
    assert found, words
    return found[0]
