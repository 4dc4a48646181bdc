"""Scenes about talks: at the gate, on the waiting list, changed by the coach."""

from datetime import timedelta

from bot.services.coaches import invite
from tests.stories.acting import (
    PEOPLE,
    WEDNESDAY,
    Scene,
    cancel,
    coach_of,
    code_for,
    erase,
    export,
    menu,
    parent_of,
    take_offer,
    wait,
)
from tests.stories.pseudo import CODE
from tests.stories.town import Somebody, Town
from tests.stories.ways import book, first_time, to_days


async def at_the_gate(town: Town) -> None:
    """A coach books for parents: codes that are scanned, used, for another, erased."""
    coach, parent, busy = (
        await coach_of(town),
        town.somebody("Aya", CODE),
        town.somebody("Ewa", CODE),
    )
    codes = [await code_for(coach, "Noor"), await code_for(coach, "Ana")]
    await parent.start(codes[0])
    for somebody in (busy, parent):
        await somebody.start(codes[0])
    await coach.start(codes[1])
    await parent.start("take_unknown")
    await export(parent)
    await menu(coach, "🗓️", "Ana", "🗑️")
    sure = coach.phone.last
    await busy.start(codes[1])
    await coach.tap_again(sure, sure.data("✅"))
    await erase(parent)
    await export(coach)


async def links_of_coaches(town: Town) -> None:
    """Links that were used, are too old, or no links at all; a coach who leaves."""
    assert town.app is not None
    dina, coach = await coach_of(town, "coordinator"), await coach_of(town)
    link = await invite(town.app.office.database, "carla", town.clock())
    await coach_of(town, "carla")
    other = town.somebody("Oleh", CODE)
    for payload in (link, "coach_none"):
        await other.start(payload)
    old = await invite(town.app.office.database, "anna", town.clock())
    await export(coach)
    for name in ("Noor", "Aya"):
        await book(await parent_of(town, name), day=3)
    await erase(coach)
    await town.after(days=1, hours=1)
    await dina.type("/menu")
    await town.after(days=7)
    await other.start(old)


async def free_times(town: Town) -> None:
    """Times that come free, for one who takes them, one who is late, one who has had enough."""
    await coach_of(town)
    holder, first, second, third = [await parent_of(town, name) for name in PEOPLE[:4]]
    await book(holder, day=1)
    await wait(first, how="📞")
    await wait(second)
    await wait(third)
    await cancel(holder)
    await first.tap("📅")
    await third.tap("📅")
    await second.tap("📅")
    await second.tap("❌")
    await export(second)
    await first.does("share_contact")
    await first.tap("✅")
    await third.tap("✅")
    for days in (2, 3):
        await town.after(days=days)
        await book(holder, day=2)
        await cancel(holder)
    await export(second)
    await take_offer(second, "earlier")


async def a_busy_parent(town: Town) -> None:
    """Three talks, two of them on a day, then no more; by phone, with a number at school."""
    coach, parent = await coach_of(town), await parent_of(town)
    for day in (1, 1, 2):
        await to_days(parent, how="📞")
        chosen = parent.buttons[day]
        await first_time(parent, day)
        await parent.tap("🏫")
        await parent.tap("✅")
        await parent.tap(next(label for label in parent.buttons if label != chosen))
    await menu(parent, "📅")
    await menu(parent, "📋")
    await menu(parent, "⚙️", "🔕")
    await menu(parent, "⚙️", "🔔")
    await export(parent)
    asked = await code_for(coach, "Aya")
    await parent.start(asked)
    await parent.does("block")
    await menu(coach, "🗓️", "Noor", "❌", "🤒")
    await town.after(minutes=1)


async def a_coach_changes_talks(town: Town) -> None:
    """Asks for another time, and cancels for each reason."""
    coach, parents = await with_talks(town, "Noor", "Aya", "Ewa", "Ida")
    await menu(coach, "🗓️", "Ida", "🔄", "🔄", "✅")
    await export(parents["Ida"])
    await menu(coach, "🗓️", "Ida")
    for name, reason in (("Noor", "🤒"), ("Aya", "📌"), ("Ewa", "🤐")):
        await menu(coach, "🗓️", name, "❌", reason)
    await export(coach)
    await take_offer(parents["Ida"], "proposal")


async def talks_begin(town: Town) -> None:
    """A coach is late, and tells afterwards how it went; a parent does so too."""
    coach, parents = await with_talks(town, "Ana", "Oleh")
    ana = parents["Ana"]
    await town.at(WEDNESDAY)
    for _ in range(2):
        await menu(coach, "🗓️", "Ana", "⏱️", "10")
    await town.at(WEDNESDAY + timedelta(hours=7))
    for name, became in (("Ana", "🚪"), ("Oleh", "🚪"), ("Ana", "❌"), ("Ana", "✅")):
        await menu(coach, "🗓️", name, became)
    await town.after(hours=20)
    await export(ana)
    asked = next(m for m in reversed(ana.phone.messages) if "😀" in str(m.buttons))
    good = asked.data("😀")
    for _ in range(2):
        await ana.tap_again(asked, good)
    await export(ana)
    await export(coach)


async def with_talks(town: Town, *names: str) -> tuple[Somebody, dict[str, Somebody]]:
    """Give a coach, and parents with a talk on Wednesday each, one after the other."""
    coach, parents = await coach_of(town), {name: await parent_of(town, name) for name in names}
    for parent in parents.values():
        await book(parent, day=1)
    return coach, parents


TALKS: tuple[Scene, ...] = (
    at_the_gate,
    links_of_coaches,
    free_times,
    a_busy_parent,
    a_coach_changes_talks,
    talks_begin,
)
