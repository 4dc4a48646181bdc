"""News reach those who wait, and a page that does not read costs little."""

from bot.simulator.changes import SMALL_EVENTS_KEPT, Feed, Reader


async def test_a_slow_page_keeps_one_note_a_chat_and_the_newest_small_events() -> None:
    feed, reader = Feed(), Reader()
    feed.readers.add(reader)
    for number in range(5 * SMALL_EVENTS_KEPT):
        feed.chat(number % 3)
        feed.say("toast", {"number": number})
    said, chats = await reader.take(1)
    assert sorted(chats) == [0, 1, 2]
    assert len(said) == SMALL_EVENTS_KEPT
    assert said[-1] == ("toast", {"number": 5 * SMALL_EVENTS_KEPT - 1})
    assert await reader.take(0.01) == ([], [])
