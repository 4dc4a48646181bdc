"""What people do in the scenes of the pseudo-language, in their own language."""

import re
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime

from tests.stories.pseudo import CODE
from tests.stories.town import Somebody, Town
from tests.stories.walking import Step
from tests.stories.ways import first_time, to_days

PEOPLE = ("Noor", "Aya", "Ewa", "Oleh", "Ana", "Ida", "Coach")
AVOIDS: set[Step] = {
    *((name, "language", code) for name in ("welcome", "language") for code in ("nl", "en")),
    *(("desk_book", "speaks", code) for code in ("nl", "en")),
    *((name, "sure", "yes") for name in ("erasing", "desk_erasing")),
}
WEDNESDAY = datetime(2026, 12, 2, 7, 0, tzinfo=UTC)  # 8:00, half an hour before its first talk
VOICE, PHOTO = b"OggS" + bytes(40), b"\x89PNG" + bytes(40)
TYPED = "Qwx zzq"
Scene = Callable[[Town], Awaitable[None]]


async def parent_of(town: Town, name: str = "Noor", school: str = "hardenberg") -> Somebody:
    return await town.parent(name, CODE, school)


async def coach_of(town: Town, coach: str = "bilal") -> Somebody:
    return await town.coach(coach, language=CODE)


async def menu(somebody: Somebody, *labels: str) -> None:
    """Go from the menu over these buttons."""
    await somebody.type("/menu")
    for label in labels:
        await somebody.tap(label)


async def erase(somebody: Somebody) -> None:
    await menu(somebody, "🔒", "🗑️", "✅")


async def with_schools(town: Town, **schools: tuple[str, ...]) -> None:
    """Start anew with other schools for these coaches."""
    coaches = tuple(
        coach.model_copy(update={"schools": schools.get(coach.id, coach.schools)})
        for coach in town.config.coaches
    )
    town.config = town.config.model_copy(update={"coaches": coaches})
    await town.restart()
    await town.quiet()


async def call(parent: Somebody) -> None:
    """Ask for a call in the morning."""
    await menu(parent, "📞")
    await parent.tap(parent.buttons[0])
    await parent.does("share_contact")


async def wait(parent: Somebody, how: str = "🏫") -> None:
    """Wait for a time that comes free."""
    await to_days(parent, how=how)
    await parent.tap("⏳")
    await parent.tap("🔔")


async def cancel(parent: Somebody) -> None:
    """Cancel the first talk."""
    await menu(parent, "📋")
    await parent.tap(parent.buttons[0])
    await parent.tap("❌")
    await parent.tap("✅")


async def export(somebody: Somebody) -> None:
    await menu(somebody, "🔒", "📄")


async def take_offer(somebody: Somebody, conversation: str) -> None:
    """Take what the newest message of a conversation offers first, then say no."""
    for message in reversed(somebody.phone.messages):
        for row in message.inline_keyboard or []:
            if row[0]["callback_data"].startswith(f"{conversation}:"):
                await somebody.tap_again(message, row[0]["callback_data"])
                if any("❌" in label for label in somebody.buttons):
                    await somebody.tap("❌")
                return


async def code_for(coach: Somebody, name: str, school: str = "Hardenberg") -> str:
    await menu(coach, "📅", school)
    await coach.type(name)
    for label in ("Pseudo", "💶", "🏠", "❌"):
        await coach.tap(label)
    await first_time(coach, 1)
    await coach.tap("✅")
    found = re.search(r"start=(\S+)", coach.reads)
    assert found is not None
    return found[1]


async def hours_of(coach: Somebody) -> list[str]:
    await menu(coach, "⏰")
    return coach.buttons
