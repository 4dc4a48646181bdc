"""Notes what was done: for the audit without words, for the counts without persons."""

from collections.abc import Mapping

from bot.conversation.turn import Answers, Done
from bot.services.roles import COACHES, MAY
from bot.services.snapshot import Snapshot
from storage import audit, counters
from storage.database import Connection

# deeds worth a note, by how they end well
NOTED: Mapping[str, str] = {
    "book": "booked",
    "move": "moved",
    "cancel": "cancelled",
    "will_come": "coming",
    "take_proposed": "moved",
    "wait_for_time": "waiting",
    "join": "joined",
    "switch": "joined",
    "accept_invitation": "linked",
    "stop_reminders": "silent",
    "start_reminders": "reminding",
    "export": "exported",
    "erase": "erased",
    # of a coach, about a talk; what became of it counts in the month of the talk, not here
    "propose": "proposed",
    "call_off": "called_off",
    "be_late": "told",
    "say_outcome": "noted",
    "book_for": "booked_for",
    "erase_talk": "talk_erased",
    "take_over": "taken_over",
    # of a coach, about the own week
    "be_ill": "away",
    "be_away": "away",
    "come_back": "back",
    "hand_over": "handed",
    "hand_all": "handed",
    "ask_other_time": "to_choose",
    "ask_all": "to_choose",
    "add_hours": "added",
    "change_hours": "changed",
    "remove_hours": "removed",
}
COUNTED: Mapping[str, str] = {"told": "late"}  # under another name
ALIKE: Mapping[str, str] = {
    "asking": "booked",
    "coordinating": "linked",
}  # means
UNCOUNTED = {"say_outcome"}
UNNAMED = {"erase_talk"}  # of which talk is not kept


async def note(
    connection: Connection, here: Snapshot, deed: str, done: Done, answers: Answers
) -> None:
    """Note a deed that was done; what ended otherwise, or changes nothing, is not kept."""
    outcome = ALIKE.get(done.outcome or "", done.outcome)
    if outcome is None or NOTED.get(deed) != outcome:
        return
    office = here.office
    if deed != "erase":
        subject = answers.get("appointment") or answers.get("talk") or done.subject or None
        subject = None if deed in UNNAMED else subject
        await audit.note(connection, _who(here, deed), outcome, here.now, subject)
    elif here.coach_id is not None:  # nothing is kept of the person, but of the work
        await audit.note(connection, f"coach {here.coach_id}", "unlinked", here.now)
    names = [COUNTED.get(outcome, outcome), *(_details(here, answers) if deed == "book" else [])]
    await counters.count(connection, office.today(), names if deed not in UNCOUNTED else [])


async def note_refusal(connection: Connection, here: Snapshot, deed: str) -> None:
    """Note that somebody tried what is not theirs to do."""
    await audit.note(connection, f"parent {here.person.chat}", f"refused: {deed}", here.now)


def _who(here: Snapshot, deed: str) -> str:
    """Name who did a deed: a coach by the id, for the chat may become another's."""
    as_coach = MAY.get(deed) == COACHES
    return f"coach {here.coach_id}" if as_coach else f"parent {here.person.chat}"


def _details(here: Snapshot, answers: Answers) -> list[str]:
    """Name what a talk counts under, each by itself: together they could point at somebody."""
    school = here.school.id if here.school else ""
    return [
        f"booked: topic {answers['topic']}",
        f"booked: kind {answers['how']}",
        f"booked: language {here.person.language}",
        f"booked: school {school}",
    ]
