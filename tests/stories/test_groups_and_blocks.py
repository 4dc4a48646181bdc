"""Groups, where the bot is silent; and chats that refuse the bot for a while."""

import pytest

from bot.services.notices import COMING, UNREACHABLE
from bot.simulator import Fault, Group
from bot.simulator.model import Json
from storage import waiting
from tests.stories.town import Somebody, Town
from tests.stories.ways import book, first_time, to_days

GROUP = -500


def _tapped_in(group: Group, parent: Somebody, data: str) -> Json:
    return {
        "callback_query": {
            "id": "77",
            "from": parent.phone.user,
            "message": {"message_id": 5, "date": 0, "chat": group.facts},
            "chat_instance": "1",
            "data": data,
        }
    }


async def test_in_a_group_the_bot_is_silent(town: Town) -> None:
    parent = await town.parent()
    await to_days(parent)
    heard, place = parent.everything, await parent.place()
    group = town.simulator.group(GROUP, "Parents")
    known = await town.rows("SELECT count(*) FROM people")
    for text in (
        "hello",
        "/start",
        "/start@kansencoach_demo_bot school_lutten",
        "/menu",
        "/agenda",
    ):
        await town.quiet(group.post(parent.phone, text))
    data = parent.phone.last.data(parent.buttons[0])
    await town.quiet(town.simulator.raw(_tapped_in(group, parent, data)))
    stranger = town.somebody("Noor", "ar")
    await town.quiet(group.post(stranger.phone, "/start"))
    assert not [message for message in group.messages if message.outgoing]
    assert not [call for call in town.simulator.calls if call.chat_id == GROUP]
    assert parent.everything == heard
    assert await parent.place() == place
    assert await town.rows("SELECT count(*) FROM people") == known


async def test_a_group_that_throws_the_bot_out_changes_nothing(town: Town) -> None:
    parent = await town.parent()
    bot = town.simulator.world.bot
    change = {
        "chat": town.simulator.group(GROUP, "Parents").facts,
        "from": parent.phone.user,
        "date": 0,
        "old_chat_member": {"user": bot, "status": "member"},
        "new_chat_member": {"user": bot, "status": "kicked", "until_date": 0},
    }
    await town.quiet(town.simulator.raw({"my_chat_member": change}))
    assert await town.rows("SELECT blocked FROM people") == [(0,)]


# --- blocked and unblocked


async def _unreachable(town: Town, coach: Somebody) -> int:
    head = town.says(UNREACHABLE)
    return sum(text.startswith(head) for text in coach.everything)


async def test_a_block_is_told_to_the_coach_once_and_letters_wait_for_its_end(town: Town) -> None:
    parent, coach = await town.parent(), await town.coach("bilal")
    await book(parent, day=2)
    heard = len(parent.everything)
    await parent.does("block")
    assert await _unreachable(town, coach) == 1
    await town.after(days=2, hours=8)  # Wednesday 17:00: the reminder is due
    assert len(parent.everything) == heard
    assert await _unreachable(town, coach) == 1
    await town.after(hours=1)
    await parent.does("unblock")
    assert len(parent.everything) == heard + 1
    assert "🔔" in parent.reads


async def test_who_blocks_and_unblocks_all_day_troubles_the_coach_once(town: Town) -> None:
    parent, coach = await town.parent(), await town.coach("bilal")
    await book(parent, day=3)
    for _ in range(4):
        await parent.does("block")
        await parent.does("unblock")
    assert await _unreachable(town, coach) == 1
    await book(parent, day=4)
    await parent.does("block")
    assert await _unreachable(town, coach) == 2  # of the other talk
    await parent.does("unblock")
    await town.after(days=1)
    await parent.does("block")
    assert await _unreachable(town, coach) == 4  # it may be news by now


async def test_a_parent_who_says_again_and_again_to_come_is_told_of_once_for_each_time(
    town: Town,
) -> None:
    parent, coach = await town.parent(), await town.coach("bilal")
    await book(parent, day=2)
    await town.after(days=2, hours=8)  # the eve: the reminder is there
    reminder = parent.phone.last
    assert reminder is not None
    come, move = (reminder.data(label) for label in parent.buttons[:2])
    await parent.tap("✅")
    for _ in range(3):
        await parent.tap("📋")  # the same tap twice in a row counts once
        await parent.tap_again(reminder, come)
        assert parent.reads.startswith(town.outcome("reminder", "coming"))
    yes = town.says(COMING)
    assert sum(text.startswith(yes) for text in coach.everything) == 1
    await parent.tap_again(reminder, move)
    await first_time(parent, 1)
    await parent.tap("✅")
    await parent.tap_again(reminder, come)
    assert sum(text.startswith(yes) for text in coach.everything) == 2


async def test_a_reminder_of_no_more_use_does_not_go_out_after_unblocking(town: Town) -> None:
    parent = await town.parent()
    await book(parent, day=2)
    await parent.does("block")
    heard = len(parent.everything)
    await town.after(days=4)
    await parent.does("unblock")
    assert len(parent.everything) == heard


async def test_a_block_that_only_a_refusal_shows_is_noticed_too(town: Town) -> None:
    parent, coach = await town.parent(), await town.coach("bilal")
    await book(parent, day=2)
    parent.phone.blocked = True  # and no word of it reaches the bot
    heard = len(parent.everything)
    await town.after(days=2, hours=8)
    await town.after(minutes=5)
    await parent.does("block")  # Telegram's word of it comes late
    assert await _unreachable(town, coach) == 1
    assert await town.rows("SELECT blocked FROM people WHERE chat = ?", parent.phone.chat_id) == [
        (1,)
    ]
    await parent.start()
    assert len(parent.everything) == heard + 2  # the reminder and the menu
    assert any("🔔" in text for text in parent.everything[heard:])


async def test_a_block_that_comes_again_after_its_end_changes_nothing(town: Town) -> None:
    """Telegram gives an update again when our word that it is read was lost."""
    parent, coach = await town.parent(), await town.coach("bilal")
    await book(parent, day=2)
    block = parent.phone.block()
    await town.quiet(block)
    await parent.start()
    town.simulator.again(block)
    heard = len(parent.everything)
    await coach.type("/agenda")
    await town.after(days=2, hours=8)
    assert len(parent.everything) == heard + 1
    assert "🔔" in parent.reads
    assert await _unreachable(town, coach) == 1


async def test_updates_in_another_order_are_heard_in_theirs(town: Town) -> None:
    """Who blocked the bot and came back is reachable, whichever update stands first."""
    parent = await town.parent()
    town.simulator.world.queue.mix = lambda batch: batch.reverse()
    parent.phone.block()
    await town.quiet(parent.phone.start())
    chat = parent.phone.chat_id
    assert await town.rows("SELECT blocked FROM people WHERE chat = ?", chat) == [(0,)]


async def test_a_refusal_that_comes_late_does_not_mute_who_came_back(town: Town) -> None:
    """Telegram's answer was on its way while the person wrote: the letter is tried again."""
    parent = await town.parent()
    heard, chat = len(parent.everything), parent.phone.chat_id
    town.simulator.faults.add(Fault("sendMessage", chat, status=403, linger=0.3))
    last = parent.phone.type("/menu")
    await town.simulator.wait(lambda: town.simulator.confirmed >= last)
    await parent.type("/menu")
    assert await town.rows("SELECT blocked FROM people WHERE chat = ?", chat) == [(0,)]
    await town.after(minutes=2)
    assert len(parent.everything) == heard + 2


async def test_a_parent_without_an_appointment_who_blocks_troubles_no_coach(town: Town) -> None:
    parent, coach = await town.parent(), await town.coach("bilal")
    told = coach.everything
    await parent.does("block")
    await parent.does("unblock")
    assert coach.everything == told
    await parent.type("/menu")
    assert any("📅" in button for button in parent.buttons)


async def test_notices_wait_for_a_coach_who_blocked_the_bot(town: Town) -> None:
    parent, coach = await town.parent(), await town.coach("bilal")
    await coach.does("block")
    told = len(coach.everything)
    await book(parent, day=2)
    await town.after(minutes=2)
    assert town.app is not None
    stuck = await waiting.stuck(town.app.office.database.reader, town.clock())
    assert {item.coach: item.count for item in stuck} == {"bilal": 1, "coordinator": 1}
    await coach.does("unblock")
    assert len(coach.everything) == told + 1
    assert "📅" in coach.reads
    assert "Sanne" in coach.reads


@pytest.mark.parametrize("town", ["straight"], indirect=True)
async def test_blocking_in_the_middle_of_a_question_keeps_the_question(town: Town) -> None:
    parent = await town.parent()
    asked = await to_days(parent)
    await parent.does("block")
    await town.after(hours=2)
    await parent.start()
    await parent.tap("📝")
    assert parent.reads == asked
