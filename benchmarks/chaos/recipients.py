"""Recipients: nobody reads what belongs to somebody else."""

from collections import defaultdict
from collections.abc import Iterator, Mapping

from benchmarks.chaos.evidence import Evidence, Message, chat_of
from benchmarks.chaos.finding import Finding, listed
from benchmarks.chaos.history import history

# dialogues whose buttons carry the talk
OF_A_PARENT = {"appointment", "reminder", "proposal", "coach_away", "opinion"}
OF_A_COACH = {"desk_notice", "desk_talk", "desk_hit", "desk_cancel", "desk_late", "desk_move"}

Chats = Mapping[object, set[int]]


def look(evidence: Evidence) -> Finding:
    """Look at every message for names and talks that are not of the reader.

    The name of a parent may stand in that parent's chat, and in the chat of a coach with whom the
    parent has or had a talk, or who is the coach of a school that the parent chose.
    """
    coaches, parents, desks = _coaches_of(evidence), _parents_of(evidence), _desks_of(evidence)
    wrong = [
        f"to chat {message.chat} at {message.at}: {why}"
        for message in evidence.messages
        for why in (
            *_names(evidence, message, coaches),
            *_buttons(evidence, message, parents, desks),
        )
    ]
    return Finding(
        (("messages looked at", len(evidence.messages)), ("… to the wrong chat", len(wrong))),
        listed("wrong recipient", wrong),
    )


def _names(evidence: Evidence, message: Message, coaches: Chats) -> Iterator[str]:
    for parent in evidence.owner(message.text):
        if message.chat not in {parent, *coaches.get(parent, set())}:
            yield f"it names the parent of chat {parent}"


def _buttons(evidence: Evidence, message: Message, parents: Chats, desks: Chats) -> Iterator[str]:
    for data in message.buttons:
        about, tag, *_ = data.split(":")
        readers = parents if about in OF_A_PARENT else desks if about in OF_A_COACH else {}
        if tag in readers and message.chat not in readers[tag]:
            yield f"its button is about {tag} of {sorted(readers[tag])}"
        if about == "coach_notice" and evidence.coach_of_chat.get(message.chat) != tag:
            yield f"its button is for the coach {tag}"


def _coaches_of(evidence: Evidence) -> Chats:
    """Tell in which chats of coaches a parent may be named."""
    found: defaultdict[object, set[int]] = defaultdict(set)
    held = ((step.parent, step.coach) for step in history(evidence).steps)
    for parent, coach in [*held, *_of_schools(evidence)]:
        if coach in evidence.coaches:
            found[parent].add(evidence.coaches[coach].chat)
    return found


def _parents_of(evidence: Evidence) -> Chats:
    """Tell whose each talk is, or was."""
    found: defaultdict[object, set[int]] = defaultdict(set)
    for step in history(evidence).steps:
        found[step.talk].add(step.parent)
    return found


def _desks_of(evidence: Evidence) -> Chats:
    """Tell which coaches hold each talk, or held it."""
    found: defaultdict[object, set[int]] = defaultdict(set)
    for step in history(evidence).steps:
        found[step.talk].add(evidence.coaches[step.coach].chat)
    return found


def _of_schools(evidence: Evidence) -> Iterator[tuple[int, str]]:
    """Tell which coach each parent can ask, by the schools that were ever chosen in that chat."""
    for given in evidence.given.values():
        tapped = given.update.get("callback_query", {}).get("data", "")
        typed = given.update.get("message", {}).get("text", "")
        named = typed.removeprefix("/start school_") if typed else tapped.rpartition(":")[2]
        if coach := evidence.config.coach_of(named):
            yield chat_of(given.update), coach.id
