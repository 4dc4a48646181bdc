"""Recipients: nobody reads what belongs to somebody else."""

from collections.abc import Iterator

from benchmarks.chaos.deeds import confirmed
from benchmarks.chaos.evidence import Evidence, Message, chat_of
from benchmarks.chaos.finding import Finding, listed

ABOUT_A_TALK = ("appointment", "reminder")  # dialogues whose buttons carry the talk


def look(evidence: Evidence) -> Finding:
    """Look at every message for names and talks that are not of the reader.

    The name of a parent may stand in that parent's chat, and in the chat of a coach with whom the
    parent has or had a talk, or who is the coach of a school that the parent chose.
    """
    coaches, owners = _coaches_of(evidence), _owners(evidence)
    wrong = [
        f"to chat {message.chat} at {message.at}: {why}"
        for message in evidence.messages
        for why in _wrong(evidence, message, coaches, owners)
    ]
    return Finding(
        (("messages looked at", len(evidence.messages)), ("… to the wrong chat", len(wrong))),
        listed("wrong recipient", wrong),
    )


def _wrong(
    evidence: Evidence,
    message: Message,
    coaches: dict[int, set[int]],
    owners: dict[str, int],
) -> Iterator[str]:
    for parent in evidence.owner(message.text):
        if message.chat not in {parent, *coaches.get(parent, set())}:
            yield f"it names the parent of chat {parent}"
    for data in message.buttons:
        about, tag, *_ = data.split(":")
        owner = owners.get(tag) if about in ABOUT_A_TALK else None
        if owner not in {None, message.chat}:
            yield f"its button is about {tag} of chat {owner}"
        if about == "coach_notice" and evidence.coach_of_chat.get(message.chat) != tag:
            yield f"its button is for the coach {tag}"


def _coaches_of(evidence: Evidence) -> dict[int, set[int]]:
    """Tell in which chats of coaches a parent may be named."""
    found: dict[int, set[int]] = {}
    for parent, coach in [
        *((row["parent"], row["coach"]) for row in evidence.tables.appointments),
        *((one.chat, one.coach) for one in confirmed(evidence)),
        *_of_schools(evidence),
    ]:
        if coach in evidence.coaches:
            found.setdefault(parent, set()).add(evidence.coaches[coach].chat)
    return found


def _of_schools(evidence: Evidence) -> Iterator[tuple[int, str]]:
    """Tell which coach each parent can ask, by the schools that were ever chosen in that chat."""
    for given in evidence.given.values():
        tapped = given.update.get("callback_query", {}).get("data", "")
        typed = given.update.get("message", {}).get("text", "")
        named = typed.removeprefix("/start school_") if typed else tapped.rpartition(":")[2]
        if coach := evidence.config.coach_of(named):
            yield chat_of(given.update), coach.id


def _owners(evidence: Evidence) -> dict[str, int]:
    """Tell whose each talk is; one that was erased is of whom was told of it first."""
    found = {one.appointment: one.chat for one in reversed(confirmed(evidence))}
    return found | {row["id"]: row["parent"] for row in evidence.tables.appointments}
