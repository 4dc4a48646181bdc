"""What can be wrong with a conversation that reads well: names, order, ways that lead nowhere."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from difflib import get_close_matches

from bot.conversation.model import Choice, Conversation, Needs, Question, Vocabulary
from bot.conversation.paths import WAYS, asked_at_end, asked_before, due_outcomes
from bot.conversation.screen import MOST_BYTES
from bot.conversation.words import MOST_LABEL, Say, Value, placeholders

MOST_TAG = 12  # of a round, made by the program
MOST_COLUMNS = 8  # that Telegram shows side by side
MOST_ABOUT = 32  # the longest id of a school or coach, which is the tag of what is about it


def faults(
    conversation: Conversation, every: Mapping[str, Conversation], vocabulary: Vocabulary
) -> Iterator[str]:
    """Every fault of a conversation, a sentence each."""
    yield from _whole(conversation, vocabulary)
    for index, question in enumerate(conversation.questions):
        asked = asked_before(conversation, index, vocabulary)
        where = f"question '{question.id}'"
        for fault in _question(conversation, question, asked, vocabulary):
            yield f"{where}: {fault}"
        for name in _twice(choice.id for choice in question.choices):
            yield f"{where}: choice '{name}' is there twice"
        for choice in question.choices:
            for fault in _choice(conversation, question, choice, every, vocabulary, asked):
                yield f"{where}, choice '{choice.id}': {fault}"
    yield from _outcomes(conversation, every, vocabulary)


def _whole(conversation: Conversation, vocabulary: Vocabulary) -> Iterator[str]:
    for name in _twice(question.id for question in conversation.questions):
        yield f"question '{name}' is there twice"
    count = len(conversation.questions)
    if conversation.standing and count > 1:
        yield f"a conversation with standing = true has one question, this one has {count}"
    if conversation.about is not None and conversation.about not in vocabulary.about:
        yield unknown("about", conversation.about, vocabulary.about)
    if conversation.about and conversation.question(conversation.about):
        yield f"question '{conversation.about}' is called as what this is about: rename it"
    yield from _fixed("refusal", conversation.refusal)


def _question(
    conversation: Conversation, question: Question, asked: set[str], vocabulary: Vocabulary
) -> Iterator[str]:
    registries = (
        ("offers", question.offers, vocabulary.offers),
        ("reads", question.reads, vocabulary.reads),
        ("when", question.when, vocabulary.when),
        ("does", question.does, vocabulary.does),
    )
    for key, name, registry in registries:
        before = asked | {question.id} if key == "does" else asked
        yield from _named(key, name, registry, before)
    for text in (question.text, question.empty or ""):
        yield from _text(text, conversation, asked, vocabulary)
    yield from _label("share", question.share)
    leaves = conversation.standing and question.back
    if not (question.choices or question.offers or question.reads or leaves):
        yield "it cannot be answered: add choices, 'offers' or 'reads'"
    if question.share and not question.reads:
        yield "'share' sends a phone number: add 'reads' with what reads it, such as 'phone'"
    if question.keeps and not conversation.standing:
        yield "'keeps' is for buttons that stay good: a conversation with standing = true"
    if not 1 <= question.columns <= MOST_COLUMNS:
        yield f"'columns' is a number from 1 to {MOST_COLUMNS}: no phone shows more side by side"
    if question.offers and not question.empty and question is conversation.questions[0]:
        yield "'offers' may have nothing to offer: add 'empty' with what to say then"


def _choice(  # noqa: PLR0917 - a choice is judged in its surroundings
    conversation: Conversation,
    question: Question,
    choice: Choice,
    every: Mapping[str, Conversation],
    vocabulary: Vocabulary,
    asked: set[str],
) -> Iterator[str]:
    ways = [way for way in WAYS if getattr(choice, way)]
    if len(ways) > 1:
        yield f"it leads two ways: '{ways[0]}' and '{ways[1]}'; keep one of them"
    if not ways and conversation.standing:
        yield "it leads nowhere: add 'begins', 'does' or 'resumes'"
    if choice.goes and conversation.question(choice.goes) is None:
        yield unknown("goes", choice.goes, [item.id for item in conversation.questions])
    if choice.begins:
        yield from _begins(conversation, choice.begins, every)
    yield from _named("when", choice.when, vocabulary.when, asked)
    yield from _named("does", choice.does, vocabulary.does, asked | {question.id})
    yield from _label("label", _words(choice.label))
    yield from _fixed("helper", _words(choice.helper))
    tag = "x" * (MOST_ABOUT if conversation.about else MOST_TAG)
    size = len(f"{conversation.name}:{tag}:{question.id}:{choice.id}")
    if size > MOST_BYTES:
        yield f"its button would carry {size} bytes, at most {MOST_BYTES}: shorten the names"


def _begins(
    conversation: Conversation, name: str, every: Mapping[str, Conversation]
) -> Iterator[str]:
    if name not in every:
        yield unknown("begins", name, every)
        return
    about = every[name].about
    if about is not None and about != conversation.about:
        yield (
            f"begins = '{name}' is about one {about}, and nothing here tells which: "
            f"only a conversation with about = '{about}' can begin it"
        )


def _outcomes(
    conversation: Conversation, every: Mapping[str, Conversation], vocabulary: Vocabulary
) -> Iterator[str]:
    due = due_outcomes(conversation, vocabulary)
    for name, reason in due.items():
        if name not in conversation.outcomes:
            yield f"{reason}: add [outcome.{name}] with what to say"
    for name, outcome in conversation.outcomes.items():
        where = f"outcome '{name}'"
        if name not in due:
            yield f"{where}: nothing in this conversation has this outcome" + near(name, due)
        if not outcome.goes and not outcome.then and not outcome.resumes:
            yield f"{where}: it leads nowhere: add 'goes' or 'then'"
        if outcome.goes and conversation.question(outcome.goes) is None:
            names = [question.id for question in conversation.questions]
            yield f"{where}: {unknown('goes', outcome.goes, names)}"
        if outcome.then and outcome.then not in every:
            standing = [item for item in every if every[item].standing]
            yield f"{where}: {unknown('then', outcome.then, standing)}"
        elif outcome.then and not every[outcome.then].standing:
            yield (
                f"{where}: then = '{outcome.then}' is a conversation that asks questions; "
                "'then' needs one with standing = true, such as 'menu'"
            )
        asked = asked_at_end(conversation, name, vocabulary)
        for fault in _text(outcome.text or "", conversation, asked, vocabulary):
            yield f"{where}: {fault}"


def _named(
    key: str, name: str | None, registry: Mapping[str, Needs], asked: set[str]
) -> Iterator[str]:
    if name is None:
        return
    if name not in registry:
        yield unknown(key, name, registry)
        return
    for need in registry[name].answers:
        if not need.endswith("?") and need not in asked:
            yield f"{key} = '{name}' needs the answer '{need}', which is not always asked before"


def _text(
    text: str, conversation: Conversation, asked: set[str], vocabulary: Vocabulary
) -> Iterator[str]:
    try:
        names = placeholders(text)
    except ValueError:
        yield f"a brace without its partner: {text!r}"
        return
    answers = {question.id for question in conversation.questions}
    for name in names:
        if name in answers & asked:
            continue
        if name not in vocabulary.values:
            if name in answers:
                yield f"{{{name}}} needs the answer '{name}', which is not always asked before"
            else:
                yield f"{{{name}}} is not known" + near(
                    name, sorted(answers | {*vocabulary.values})
                )
            continue
        for need in vocabulary.values[name].answers:
            if not need.endswith("?") and need not in asked:
                yield f"{{{name}}} needs the answer '{need}', which is not always asked before"


def _label(key: str, label: str | None) -> Iterator[str]:
    yield from _fixed(key, label)
    if label and len(label) > MOST_LABEL:
        yield f"the {key} has {len(label)} characters, a phone shows {MOST_LABEL}"


def _fixed(key: str, text: str | None) -> Iterator[str]:
    if text and ("{" in text or "}" in text):
        yield f"the {key} is said as it stands: take out the braces: {text!r}"


def _words(value: Value | None) -> str | None:
    return value.msgid if isinstance(value, Say) else None


def _twice(names: Iterable[str]) -> list[str]:
    return [name for name, count in Counter(names).items() if count > 1]


def unknown(key: str, name: str, known: Iterable[str]) -> str:
    """Word the complaint about a name that nobody knows."""
    return f"{key} = '{name}' is not known" + near(name, known)


def near(name: str, known: Iterable[str]) -> str:
    """Suggest the known name that looks most like it."""
    found = get_close_matches(name, list(known), 1)
    return f"; did you mean '{found[0]}'?" if found else ""
