"""Languages: everybody reads the language that was chosen last, coaches their own at work."""

from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime

from benchmarks.chaos.evidence import Evidence, Message, chat_of
from benchmarks.chaos.finding import Finding, listed
from benchmarks.chaos.history import history
from benchmarks.chaos.matching import match
from benchmarks.chaos.tables import moment
from benchmarks.chaos.wording import CODES, languages_of, says

CHOOSING = ("welcome", "language")  # dialogues with a question that is called "language"

ERASED = (
    "All is erased. The messages in this chat are still on your phone. "
    "Delete this chat in Telegram too."
)


@dataclass
class Reader:
    """Somebody's language, and those that were tapped but not yet heard of."""

    language: str
    tapped: list[str] = field(default_factory=list)

    def may_read(self, language: str) -> bool:
        """Tell whether this is right; what was tapped is the language as soon as it is used."""
        if language in self.tapped:
            self.tapped = self.tapped[self.tapped.index(language) + 1 :]
            self.language = language
        return language == self.language


def look(evidence: Evidence) -> Finding:
    """Go through every chat: what was tapped, what was read, in order."""
    known, wrong = 0, []
    for chat, events in _by_chat(evidence).items():
        reader = Reader(_first(evidence, chat))
        for event in events:
            if isinstance(event, str):
                reader.tapped.append(event)
                continue
            spoken = languages_of(event.text)
            known += bool(spoken)
            may = _at_work(evidence, event) or reader.may_read
            if len(spoken) > 1 or not all(may(one) for one in spoken):
                wrong.append(f"to chat {chat} at {event.at}: {sorted(spoken)}, {event.text!r}")
    return Finding(
        (("messages whose language is plain", known), ("… in the wrong one", len(wrong))),
        listed("wrong language", wrong),
    )


def _at_work(evidence: Evidence, message: Message) -> Callable[[str], bool] | None:
    """Tell what may be read in a letter to a coach, or the coordinator; None: it is not one."""
    row = match(evidence).letter_of.get(message)
    reader = evidence.config.reader(row["coach"]) if row and row["coach"] else None
    return reader.language.__eq__ if reader else None


def _by_chat(evidence: Evidence) -> dict[int, list[Message | str]]:
    """Sort taps of a language and messages by chat and moment."""
    events: list[tuple[datetime, int, Message | str]] = [
        (message.at, message.chat, message) for message in evidence.messages
    ]
    events += [*_chosen(evidence), *_forgotten(evidence), *_taken_over(evidence)]
    found: defaultdict[int, list[Message | str]] = defaultdict(list)
    for _, chat, event in sorted(events, key=lambda event: event[0]):
        found[chat].append(event)
    return found


def _chosen(evidence: Evidence) -> Iterator[tuple[datetime, int, str]]:
    for given in evidence.given.values():
        data = given.update.get("callback_query", {}).get("data", "")
        about, _, question, answer = (*data.split(":", 3), "", "", "")[:4]
        if about in CHOOSING and question == "language" and answer in CODES:
            yield given.at, chat_of(given.update), answer


def _forgotten(evidence: Evidence) -> Iterator[tuple[datetime, int, str]]:
    """Tell when all was erased: from then on the phone's language is all that is known.

    That is when the letter was written; what it says can come later, and twice.
    """
    post = match(evidence)
    for message in post.once():
        if says(message.text, ERASED) and (letter := post.letter_of.get(message)):
            yield moment(letter["due"]), message.chat, _first(evidence, message.chat)


def _taken_over(evidence: Evidence) -> Iterator[tuple[datetime, int, str]]:
    """Tell what a coach said that a parent speaks: a new one is spoken to so from then on."""
    for step in history(evidence).steps:
        if step.what == "taken_over":
            yield evidence.given[step.cause].at, step.parent, step.language


def _first(evidence: Evidence, chat: int) -> str:
    """Give the language before anything was chosen: a coach's own, or the nearest of the phone."""
    if chat in evidence.coach_of_chat:
        return evidence.coaches[evidence.coach_of_chat[chat]].language
    phone = evidence.phones.get(chat)
    if phone is None:
        return "nl"
    return phone if phone in CODES else "en"
