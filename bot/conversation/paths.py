"""Which ways lead through a conversation: what is answered for sure at a point, how it can end."""

from collections.abc import Iterator

from bot.conversation.model import END, Conversation, Needs, Question, Vocabulary

WAYS = ("goes", "begins", "does", "resumes")


def due_outcomes(conversation: Conversation, vocabulary: Vocabulary) -> dict[str, str]:
    """Outcomes that need words, and why."""
    due = {
        outcome: f"'{deed}' can end as '{outcome}'"
        for _, deed, outcome in _endings(conversation, vocabulary)
    }
    last = conversation.questions[-1]
    if _goes_on(conversation, last, vocabulary):
        due[END] = f"nothing follows question '{last.id}'"
    return due


def _goes_on(conversation: Conversation, last: Question, vocabulary: Vocabulary) -> bool:
    """Tell whether the last question can be passed: answered without an outcome, or skipped."""
    if any(not vocabulary.does.get(deed, Needs(outcomes=("?",))).outcomes for deed in _deeds(last)):
        return True
    if conversation.standing:
        return False
    onward = [c for c in last.choices if not any(getattr(c, way) for way in WAYS)]
    return bool(last.when or (not last.does and (onward or last.offers or last.reads)))


def _deeds(question: Question) -> list[str]:
    return [deed for deed in (question.does, *(c.does for c in question.choices)) if deed]


def _endings(conversation: Conversation, vocabulary: Vocabulary) -> Iterator[tuple[int, str, str]]:
    """Give how each deed can end: number of its question, deed, outcome."""
    for number, question in enumerate(conversation.questions):
        for deed in _deeds(question):
            for outcome in vocabulary.does.get(deed, Needs()).outcomes:
                yield number, deed, outcome


def asked_before(conversation: Conversation, index: int, vocabulary: Vocabulary) -> set[str]:
    """Answers that are there for sure when the question at this index is asked."""
    asked = {item.id for item in conversation.questions[:index] if item.when is None}
    for start, target in _jumps(conversation, vocabulary):
        if target <= index:
            asked -= {item.id for item in conversation.questions[start + 1 : target]}
    return asked | ({conversation.about} if conversation.about else set())


def asked_at_end(conversation: Conversation, name: str, vocabulary: Vocabulary) -> set[str]:
    """Answers that are there for sure when an outcome is told, whichever deed led to it."""
    found = [
        asked_before(conversation, number, vocabulary) | {conversation.questions[number].id}
        for number, _, outcome in _endings(conversation, vocabulary)
        if outcome == name
    ]
    if name == END or not found:
        found.append(asked_before(conversation, len(conversation.questions), vocabulary))
    return set.intersection(*found)


def _jumps(conversation: Conversation, vocabulary: Vocabulary) -> Iterator[tuple[int, int]]:
    """Give the numbers of two questions between which the others can be passed over."""
    numbers = {question.id: number for number, question in enumerate(conversation.questions)}
    for number, question in enumerate(conversation.questions):
        for choice in question.choices:
            if choice.goes in numbers:
                yield number, numbers[choice.goes]
    for number, _, name in _endings(conversation, vocabulary):
        outcome = conversation.outcomes.get(name)
        if outcome and outcome.goes in numbers:
            yield number, numbers[outcome.goes]
