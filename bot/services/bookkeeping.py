"""Notes what was done: for the audit without words, for the counts without persons."""

from collections.abc import Mapping

from bot.conversation.turn import Answers
from bot.services.snapshot import Snapshot
from storage import audit, counters
from storage.database import Connection

# deeds worth a note, by how they end well
NOTED: Mapping[str, str] = {
    "book": "booked",
    "move": "moved",
    "cancel": "cancelled",
    "will_come": "coming",
    "join": "joined",
    "switch": "joined",
    "accept_invitation": "linked",
    "stop_reminders": "silent",
    "start_reminders": "reminding",
    "export": "exported",
    "erase": "erased",
}


async def note(
    connection: Connection, here: Snapshot, deed: str, outcome: str | None, answers: Answers
) -> None:
    """Note a deed that was done; what ended otherwise, or changes nothing, is not kept."""
    if outcome is None or NOTED.get(deed) != outcome:
        return
    office, chat = here.office, here.person.chat
    if deed != "erase":
        subject = answers.get("appointment")
        await audit.note(connection, f"parent {chat}", outcome, here.now, subject)
    names = [outcome, *(_details(here, answers) if deed == "book" else [])]
    await counters.count(connection, office.today(), names)


async def note_refusal(connection: Connection, here: Snapshot, deed: str) -> None:
    """Note that somebody tried what is not theirs to do."""
    await audit.note(connection, f"parent {here.person.chat}", f"refused: {deed}", here.now)


def _details(here: Snapshot, answers: Answers) -> list[str]:
    """Name what a talk counts under, each by itself: together they could point at somebody."""
    school = here.school.id if here.school else ""
    return [
        f"booked: topic {answers['topic']}",
        f"booked: kind {answers['how']}",
        f"booked: language {here.person.language}",
        f"booked: school {school}",
    ]
