"""Reads dialogue files, and names every fault in them with file, question and reason."""

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, TypeGuard

from bot.conversation.check import faults, near
from bot.conversation.model import Choice, Conversation, Outcome, Question, Vocabulary
from bot.conversation.words import Say

CONVERSATION = {"title", "standing", "about", "refusal", "question", "outcome"}
QUESTION = {
    "id", "text", "choice", "offers", "reads", "share", "when", "does", "empty", "back", "help",
    "language", "keeps", "columns",
}  # fmt: skip
CHOICE = {"id", "label", "helper", "goes", "begins", "does", "resumes", "always", "when"}
OUTCOME = {"text", "goes", "then", "resumes"}
FLAGS = {"standing", "back", "help", "language", "keeps", "resumes", "always"}
KINDS = {bool: "true or false", int: "a number", str: "a text"}
ID = re.compile(r"[a-z][a-z0-9_]{0,15}")


class BrokenConversationsError(Exception):
    """The dialogue files cannot be used; every fault is on a line of its own."""

    def __init__(self, complaints: Iterable[str]) -> None:
        self.complaints = tuple(complaints)
        super().__init__("\n".join(self.complaints))


def read_all(files: Mapping[str, str], vocabulary: Vocabulary) -> dict[str, Conversation]:
    """Read dialogues, file name -> TOML text, and give them by name.

    Raises BrokenConversationsError with all complaints of all files.
    """
    complaints: list[str] = []
    found: dict[str, Conversation] = {}
    for file, text in sorted(files.items()):
        try:
            raw = tomllib.loads(text)
        except tomllib.TOMLDecodeError as fault:
            complaints.append(f"{file}: this is not TOML, is a quote or bracket missing? {fault}")
            continue
        name = file.removesuffix(".toml")
        shape = list(_shape(raw))
        if not ID.fullmatch(name):
            shape.append("a file is named with small letters, digits and _, at most 16")
        complaints += [f"{file}: {fault}" for fault in shape]
        if not shape:
            found[name] = _conversation(name, raw)
    if not complaints:
        for name, conversation in found.items():
            complaints += [
                f"{name}.toml: {fault}" for fault in faults(conversation, found, vocabulary)
            ]
    if complaints:
        raise BrokenConversationsError(complaints)
    return found


def _shape(raw: Mapping[str, Any]) -> Iterator[str]:
    """Faults of keys and types: what makes the file unreadable as a conversation."""
    yield from _keys("the conversation", raw, CONVERSATION, ("title",))
    if "question" not in raw:
        yield "no question: add a [[question]]"
    elif not _is_tables(raw["question"]):
        yield "write each question below [[question]], with two brackets each side"
    else:
        for number, question in enumerate(raw["question"], 1):
            where = f"question {_name(question, number)}"
            yield from _keys(where, question, QUESTION, ("id", "text"))
            yield from _choices(where, question.get("choice"))
    outcomes = raw.get("outcome", {})
    if not isinstance(outcomes, dict) or not _is_tables(list(outcomes.values()) or [{}]):
        yield "write each outcome below [outcome.name], with one bracket each side"
        return
    for name, outcome in outcomes.items():
        yield from _keys(f"outcome '{name}'", outcome, OUTCOME, ())


def _choices(where: str, choices: object) -> Iterator[str]:
    if choices is None:
        return
    if not _is_tables(choices):
        yield f"{where}: write each choice below [[question.choice]], with two brackets each side"
        return
    for place, choice in enumerate(choices, 1):
        inside = f"{where}, choice {_name(choice, place)}"
        yield from _keys(inside, choice, CHOICE, ("id", "label"))


def _name(table: Mapping[str, Any], number: int) -> str:
    return f"'{table['id']}'" if table.get("id") else str(number)


def _is_tables(value: object) -> TypeGuard[list[dict[str, Any]]]:
    return isinstance(value, list) and bool(value) and all(isinstance(i, dict) for i in value)


def _keys(
    where: str, table: Mapping[str, Any], known: set[str], needed: tuple[str, ...]
) -> Iterator[str]:
    for key in sorted(set(table) - known):
        yield f"{where}: unknown key '{key}'" + near(key, sorted(known))
    for key in needed:
        if table.get(key, "") == "":
            yield f"{where}: '{key}' is missing"
    for key in sorted(set(table) & known - {"question", "choice", "outcome"}):
        kind = bool if key in FLAGS else int if key == "columns" else str
        if type(table[key]) is not kind:  # true is a number too, to Python
            yield f"{where}: '{key}' must be {KINDS[kind]}"
    if isinstance(name := table.get("id"), str) and not ID.fullmatch(name):
        yield f"{where}: an id has small letters, digits and _, at most 16"


def _conversation(name: str, raw: Mapping[str, Any]) -> Conversation:
    return Conversation(
        name,
        raw["title"],
        tuple(_question(item) for item in raw["question"]),
        {key: Outcome(key, **item) for key, item in raw.get("outcome", {}).items()},
        raw.get("standing", False),
        raw.get("about"),
        raw.get("refusal"),
    )


def _question(raw: Mapping[str, Any]) -> Question:
    choices = tuple(_choice(item) for item in raw.get("choice", []))
    return Question(**{key: raw[key] for key in raw if key != "choice"}, choices=choices)


def _choice(raw: Mapping[str, Any]) -> Choice:
    words = {key: Say(raw[key]) for key in ("label", "helper") if key in raw}
    return Choice(**{**raw, **words})
