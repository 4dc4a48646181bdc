"""Scenes in which a coach is away, does not answer, or is another one."""

from datetime import timedelta

from tests.stories.acting import (
    PEOPLE,
    PHOTO,
    TYPED,
    VOICE,
    WEDNESDAY,
    Scene,
    call,
    coach_of,
    erase,
    export,
    hours_of,
    menu,
    parent_of,
    with_schools,
)
from tests.stories.town import Town
from tests.stories.ways import ask, book, replies, told_of


async def colleagues(town: Town) -> None:
    """A coach is away: colleagues take talks over, and some are left undecided."""
    anna, _, _, dina = [
        await coach_of(town, name) for name in ("anna", "bilal", "carla", "coordinator")
    ]
    parents = [await parent_of(town, name, "gramsbergen") for name in PEOPLE[:3]]
    for parent in parents:
        await book(parent, day=0)
    await ask(parents[0], TYPED)
    await menu(anna, "🌴", "↔️", "30", "➕", "4", "✅")
    await anna.tap("❗")
    await anna.tap("Carla")
    await town.after(minutes=20)
    await town.after(hours=1)
    await export(parents[1])
    await menu(anna, "🌴", "🌴", "🤝")
    await anna.tap("Bilal")
    await menu(anna, "🌴", "🌴", "🔄")
    await menu(anna, "🌴", "🌴", "❌")
    await export(anna)
    await dina.type("/menu")


async def a_coach_is_away(town: Town) -> None:
    """What a coach decides about the talks, one by one, and what the parents hear."""
    anna, parents = await coach_of(town, "anna"), []
    for name in PEOPLE[:3]:
        parents.append(await parent_of(town, name, "gramsbergen"))
        await book(parents[-1], day=1)
    await menu(anna, "🌴", "↔️", "30", "➕", "4", "✅")
    await town.at(WEDNESDAY + timedelta(hours=9))  # Wednesday 17:00: who is undecided is reminded
    for parent in parents:
        if any("✅" in label for label in parent.buttons):
            await parent.tap("✅")
    await menu(anna, "🌴", "🌴", "❗", "🔄")
    await anna.tap("❗")
    await anna.tap("✅")
    for parent in parents:
        await export(parent)
    await menu(anna, "🗓️")
    await menu(anna, "🌴", "1️⃣", "4", "✅")
    await menu(anna, "🌴", "🌴", "🔄")
    await menu(anna, "🌴", "🌴", "✅")
    await export(anna)
    await menu(anna, "🌴", "🌴", "❌")


async def promises(town: Town) -> None:
    """Questions and calls: answered, put off, left for days, erased."""
    dina, coach = await coach_of(town, "coordinator"), await coach_of(town)
    parent, other, third = [await parent_of(town, name) for name in ("Noor", "Aya", "Ewa")]
    await ask(parent, TYPED)
    told = told_of(coach, TYPED)
    await replies(coach, told, TYPED)
    await export(parent)
    await menu(parent, "💬")
    await parent.does("send_voice", VOICE, 3)
    await menu(other, "💬")
    await other.does("send_photo", PHOTO)
    await call(other)
    await call(third)
    await export(other)
    await menu(coach, "📞", "Ewa")
    await coach.tap("📵")
    await erase(third)
    await menu(coach, "🌴", "↔️", "30", "➕", "4", "✅")
    await menu(coach, "🌴", "🌴", "❌")
    for _ in range(12):
        await town.after(hours=12)
    await export(coach)
    await parent.does("block")
    await replies(coach, told, TYPED)
    await dina.type("/menu")
    for _ in range(11):  # one more than may wait
        await ask(other, TYPED)
    await coach.does("block")
    await town.after(hours=1)


async def nobody_answers(town: Town) -> None:
    """A coach who neither answers nor calls, and then does both."""
    dina, coach = await coach_of(town, "coordinator"), await coach_of(town)
    parent = await parent_of(town)
    await ask(parent, TYPED)
    await call(parent)
    for _ in range(8):
        await town.after(days=1)
    await menu(coach, "💬")
    await menu(coach, "📞", "Noor", "✅")
    await replies(coach, told_of(coach, TYPED), TYPED)
    await parent.does("block")
    parent.phone.blocked = False
    await coach.type("/menu")
    await export(coach)
    await dina.type("/menu")


async def other_hands(town: Town) -> None:
    """Schools go to another coach, or to nobody; hours change under talks."""
    dina, coach = await coach_of(town, "coordinator"), await coach_of(town)
    carla = await coach_of(town, "carla")
    parents = [await parent_of(town, name) for name in ("Noor", "Aya")]
    for parent in parents:
        await book(parent, day=1)
        await ask(parent, TYPED)
        await call(parent)
    for line in [label for label in await hours_of(coach) if label.startswith("⏰ ")][:-1]:
        await menu(coach, "⏰", line, "❌")
    await menu(coach, "⏰", "❗")
    await with_schools(town, bilal=("slagharen",), carla=("hardenberg",))
    await menu(carla, "🗓️")
    await with_schools(town, carla=("bergentheim",))
    for parent in parents:
        await menu(parent, "📅")
        await menu(parent, "👤")
        await menu(parent, "📋")
        await parent.tap("📞")
    await dina.type("/menu")


AWAY: tuple[Scene, ...] = (colleagues, a_coach_is_away, promises, nobody_answers, other_hands)
