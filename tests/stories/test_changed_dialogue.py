"""A non-programmer changes a dialogue file and restarts the bot."""

from pathlib import Path

import pytest

from bot.conversation.reader import BrokenConversationsError
from tests.stories.town import Town

BOOKING = (Path(__file__).parents[2] / "bot/conversations/booking.toml").read_text("utf-8")
BLOCKS = BOOKING.split("\n[[question]]\n")


def block(name: str) -> int:
    """Find the block of a question."""
    return next(n for n, text in enumerate(BLOCKS) if f'id = "{name}"' in text.splitlines()[:1])


async def test_other_words_are_said_after_a_restart(town: Town) -> None:
    parent = await town.parent()
    town.replaced = {"booking.toml": BOOKING.replace("How do you want to talk?", "Hoe dan?")}
    await town.restart()
    await parent.tap("📅")
    await parent.tap("💶")
    assert "Hoe dan?" in parent.reads


async def test_another_order_is_asked_after_a_restart(town: Town) -> None:
    parent = await town.parent()
    swapped = list(BLOCKS)
    topic, how = block("topic"), block("how")
    swapped[topic], swapped[how] = swapped[how], swapped[topic]
    town.replaced = {"booking.toml": "\n[[question]]\n".join(swapped)}
    await town.restart()
    await parent.tap("📅")
    await parent.tap("🏫")
    assert any("💶" in button for button in parent.buttons)


async def test_a_broken_dialogue_stops_the_start_and_the_mended_one_goes_on(town: Town) -> None:
    parent = await town.parent()
    await parent.tap("📅")
    await parent.tap("💶")
    without = [text for number, text in enumerate(BLOCKS) if number != block("how")]
    town.replaced = {"booking.toml": "\n[[question]]\n".join(without)}
    with pytest.raises(BrokenConversationsError, match="needs the answer 'how'"):
        await town.restart()
    town.replaced = None
    await town.start_program()
    await parent.tap("🏫")
    assert "📅" in parent.reads
