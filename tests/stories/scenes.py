"""Scenes in which everything is tapped, days go by, and odd things are done."""

from datetime import timedelta

from bot.services.flood import Flood
from tests.stories.acting import (
    AVOIDS,
    PHOTO,
    TYPED,
    VOICE,
    WEDNESDAY,
    Scene,
    coach_of,
    menu,
    parent_of,
)
from tests.stories.pseudo import CODE
from tests.stories.town import Town
from tests.stories.walking import Walker
from tests.stories.ways import book, first_time, to_days


async def everything_is_tapped(town: Town) -> None:
    """A parent from the first hello on, and two coaches, try every button."""
    coach, other = await coach_of(town), await coach_of(town, "anna")
    parent = town.somebody("Noor", CODE)
    await parent.start()
    walks = [Walker(parent, AVOIDS), Walker(coach, AVOIDS)]
    for walker in (*walks, *walks, Walker(other, AVOIDS, walks[1].tried), walks[0]):
        await walker.walk()


async def days_go_by(town: Town) -> None:
    """Talks come near, are reminded of, begin and are over; then all is exported and erased."""
    dina, coach = await coach_of(town, "coordinator"), await coach_of(town)
    parents = [await parent_of(town, name) for name in ("Noor", "Aya", "Ewa", "Oleh", "Ana", "Ida")]
    for parent in parents:
        await book(parent, day=1)
    stays = {
        ("desk_talk", "what", "move"),
        ("desk_talk", "what", "cancel"),
        ("desk", "desk", "away"),
    }
    walker, first = Walker(coach, AVOIDS | stays), Walker(parents[0], AVOIDS)
    walks = [first, *(Walker(parent, AVOIDS, first.tried) for parent in parents[1:3])]
    await town.at(WEDNESDAY - timedelta(hours=15))  # Tuesday 17:00
    for parent, label in zip(parents[:3], ("✅", "❌", "🔕"), strict=True):
        await parent.tap(label)
    for moment in (0, 0.7, 6, 24):
        await town.at(WEDNESDAY + timedelta(hours=moment))
        await walker.walk()
        for walk in walks:
            await walk.walk()
    await menu(dina, "🔒")


async def odd_messages(town: Town) -> None:
    """What nobody asked for: stickers, other people's numbers, too much, too long, too fast."""
    parent, coach = await parent_of(town), await coach_of(town)
    await coach.type(TYPED)
    await parent.does("send_sticker")
    await parent.type(TYPED)
    await menu(parent, "📅", "➕", "👪")
    await menu(parent, "📅", "➕", "➕", "🧥")
    await to_days(parent)
    await parent.does("send_sticker")
    await parent.type(TYPED)
    await parent.does("send_photo", PHOTO)
    await menu(parent, "⚙️", "🙂")
    await parent.does("send_voice", VOICE, 3)
    await to_days(parent, how="📞")
    await first_time(parent)
    await parent.does("share_contact", "0612345678", 5)
    await parent.does("send_voice", VOICE, 3)
    await parent.tap("✅")
    await menu(parent, "💬")
    await parent.does("share_contact")
    await parent.type("x" * 1501)
    await parent.does("send_voice", VOICE, 121)
    message = next(m for m in parent.phone.messages if not m.outgoing and "text" in m.content)
    await parent.does("edit", message.message_id, TYPED)
    await town.stop_program()
    await town.start_program(flood=Flood(town.clock, burst=1))
    for _ in range(4):
        await parent.type("/menu")


async def odd_taps(town: Town) -> None:
    """Somebody without a school, links that lead nowhere, buttons that are not theirs."""
    coach, parent, stranger = (
        await coach_of(town),
        await parent_of(town),
        town.somebody("Ewa", CODE),
    )
    await stranger.start()
    await menu(stranger, "📅")
    await menu(stranger, "👤")
    for label in ("↩️", "✅"):
        await parent.start("school_lutten")
        await parent.tap(label)
    for payload in ("x", "coach_x", "take_x", "school_x"):
        await parent.start(payload)
    for data in ("coach_notice:bilal:notice:agenda", "desk_talk:x:what:late"):
        await parent.tap_again(parent.phone.last, data)
    gone = ("desk_message:x:answer:close", "desk_absence:x:show:back", "desk_line:x:line:remove")
    for data in gone:
        await coach.tap_again(coach.phone.last, data)


WALKS: tuple[Scene, ...] = (everything_is_tapped, days_go_by, odd_messages, odd_taps)
