"""Explains to a translator what is filled in for each {placeholder}."""

from collections.abc import Iterable, Iterator, Mapping

from babel.messages.catalog import Message

from bot.conversation.words import placeholders
from bot.i18n.catalog import ids

MEANINGS: Mapping[str, str] = {
    "also": "what was asked besides: interpreter, phone number; a line each, or nothing",
    "answer": "yes or no",
    "asked": "the question of a parent, with name, day and time; some lines",
    "asker": "the first name of the parent who asked",
    "call_day": "a day: Tuesday 8 December",
    "callee": "the first name of the parent who gets a call",
    "clock": "a time: 10:00",
    "coach": "the name of the coach",
    "coming_count": 'the sentence "You have 2 appointments."',
    "contact": "the office of the municipality that parents can call, such as Samen Doen",
    "count": "a number: 2",
    "day": "a day: Tuesday 8 December",
    "days_away": "a day, or two days with until between them",
    "drafts": "days and times; a line each",
    "first": "the first day: Tuesday 8 December",
    "freed_when": "day and time, on two lines",
    "freed_where": "how and where the talk is; some lines",
    "from": "a time: 10:00",
    "gate_summary": "all about the appointment: time, name, place, topic; some lines",
    "help_numbers": "whom to call in danger, with the numbers; a line each",
    "hit_talk": "a talk: day, time, first name, school",
    "language": "the name of a language, in the language of who reads it",
    "last": "the last day: Tuesday 8 December",
    "minutes": "a number of minutes: 10",
    "month": "a month with its year: December 2026",
    "my_name": "the name of the person who reads this",
    "my_week": "the hours of the coach; a line each",
    "name": "the first name of a parent; where a coach reads of himself or herself, that name",
    "names": "first names of parents, with commas",
    "new": "the name of the coach who comes instead",
    "new_school": "the name of a school",
    "number": "a number to call, or the number of a chat",
    "old": "the name of the coach who is not there",
    "parent_name": "the first name of the parent",
    "part": "a part of the day: In the morning",
    "phone_number": "the phone number of the municipality's office",
    "promised": "a day: Tuesday 8 December",
    "role": "what the coach's work is called here, such as kansencoach",
    "school": "the name of a school",
    "talk_card": "all about one talk: time, name, place, topic; some lines",
    "talks_hit": "how many talks there are, and which; some lines",
    "this_line": "a weekday with its hours, and the school",
    "topic": "what the talk is about, with its icon",
    "when": "day and time, on two lines",
    "where": "how and where the talk is; some lines",
}


def explained(name: str) -> str:
    """Say what is filled in for a placeholder."""
    return MEANINGS.get(name, "what it stands for, the English shows")


def used(messages: Iterable[Message]) -> Iterator[str]:
    """Name each placeholder of these sentences, once."""
    found = (
        name for message in messages if message.id for text in ids(message) for name in names(text)
    )
    yield from dict.fromkeys(found)


def names(english: str) -> list[str]:
    """Name the placeholders of an English sentence, each once, in order."""
    return list(dict.fromkeys(placeholders(english)))
