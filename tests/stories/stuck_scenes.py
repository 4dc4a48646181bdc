"""Scenes in which something does not get out, by Telegram or by e-mail."""

from datetime import timedelta

from bot.simulator import Fault
from tests.stories.acting import (
    PHOTO,
    TYPED,
    VOICE,
    WEDNESDAY,
    Scene,
    call,
    cancel,
    coach_of,
    erase,
    menu,
    parent_of,
)
from tests.stories.mailbox import Mailbox
from tests.stories.town import Town
from tests.stories.ways import ask, book, first_time


async def the_bot_was_off(town: Town) -> None:
    """Nobody was there when a reminder was due."""
    await coach_of(town, "coordinator")
    await coach_of(town)
    await book(await parent_of(town), day=1)
    await town.stop_program()
    town.clock.moment += timedelta(days=1, hours=9)
    await town.start_program()
    await town.quiet()


async def nothing_goes_out(town: Town) -> None:
    """Reminders that are stuck, a coach who blocked the bot."""
    await coach_of(town, "coordinator")
    coach = await coach_of(town)
    parents = [await parent_of(town, name) for name in ("Noor", "Aya")]
    for parent in parents:
        await book(parent, day=1)
    town.simulator.faults.add(Fault("sendMessage", chat_id=parents[0].phone.chat_id, times=None))
    await town.at(WEDNESDAY - timedelta(hours=15))
    for _ in range(20):
        await town.after(minutes=1)
    town.simulator.faults.clear()
    await town.quiet()
    await coach.does("block")
    for _ in range(4):
        await town.after(hours=12)


async def by_mail(town: Town, mailbox: Mailbox) -> None:
    """A coach and a coordinator who read nothing but e-mail."""
    parent, other = await parent_of(town), await parent_of(town, "Aya")
    for somebody in (parent, other):
        await book(somebody, day=2)
    await menu(parent, "📋")
    await parent.tap(parent.buttons[0])
    await parent.tap("🔄")
    await first_time(parent, 3)
    await parent.tap("✅")
    await cancel(parent)
    await ask(parent, TYPED)
    for kind in (("send_voice", VOICE, 3), ("send_photo", PHOTO)):
        await menu(parent, "💬")
        await mailbox.stop()
        await parent.does(*kind)
        town.simulator.world.files.lose()
        await mailbox.start()
        await town.after(minutes=5)
    await call(parent)
    await town.after(days=1)
    mailbox.refuses = {"bilal@example.nl"}
    await ask(parent, TYPED)
    mailbox.refuses = set()
    mailbox.busy = True
    await book(other, day=4)
    for _ in range(20):
        await town.after(minutes=4)
    mailbox.busy = False
    await town.after(minutes=30)
    await erase(other)
    for _ in range(6):
        await town.after(hours=12)


STUCK: tuple[Scene, ...] = (the_bot_was_off, nothing_goes_out)
