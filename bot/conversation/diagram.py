"""Prints a conversation: as a script to read, or as a Mermaid diagram to look at."""

from collections.abc import Iterator, Mapping

from bot.conversation.model import END, Choice, Conversation, Needs, Outcome, Question
from bot.conversation.words import Say


def script(conversation: Conversation) -> str:
    """Print questions, buttons and outcomes in order, as on the phone."""
    return "\n".join(_script(conversation))


def mermaid(conversation: Conversation, deeds: Mapping[str, Needs]) -> str:
    """Print a flowchart in the Mermaid language; `deeds` tells how each deed can end."""
    return "\n".join(["flowchart TD", *(f"    {line}" for line in _flow(conversation, deeds))])


def _script(conversation: Conversation) -> Iterator[str]:
    yield f"{conversation.name}: {conversation.title}"
    for question in conversation.questions:
        when = f" (when {question.when})" if question.when else ""
        yield f"\n{question.id}{when}"
        yield from (f"    {line}" for line in question.text.splitlines())
        for choice in question.choices:
            yield f"    [ {_label(choice)} ]{_way(choice)}"
        for name, mark in ((question.offers, "list"), (question.reads, "typed")):
            if name:
                yield f"    [ {mark}: {name} ]"
        if question.does:
            yield f"    then: {question.does}"
    for outcome in conversation.outcomes.values():
        yield f"\n-> {outcome.name}{_leads(outcome)}"
        yield from (f"    {line}" for line in (outcome.text or "").splitlines())


def _flow(conversation: Conversation, deeds: Mapping[str, Needs]) -> Iterator[str]:
    questions = conversation.questions
    following = _following(conversation)
    for number, question in enumerate(questions):
        onward = f"q_{questions[number + 1].id}" if number + 1 < len(questions) else following
        mark = f"<br/>when {question.when}" if question.when else ""
        yield f'q_{question.id}["{_quoted(question.text)}{mark}"]'
        yield from _arrows(question, onward)
        for deed in dict.fromkeys((question.does, *(c.does for c in question.choices))):
            if deed:
                ends = [f"o_{name}" for name in deeds[deed].outcomes] or [onward]
                yield from (f"{_deed(question, deed)} --> {end}" for end in ends)
    for outcome in conversation.outcomes.values():
        yield f'o_{outcome.name}(["{outcome.name}: {_quoted(outcome.text or "")}"])'
        if outcome.goes:
            yield f"o_{outcome.name} --> q_{outcome.goes}"
        if outcome.then:
            yield f"o_{outcome.name} --> c_{outcome.then}[[{outcome.then}]]"


def _following(conversation: Conversation) -> str:
    """Name what follows the last question; the list of a standing conversation leads elsewhere."""
    return "c_chosen[[what was chosen]]" if conversation.standing else f"o_{END}"


def _arrows(question: Question, following: str) -> Iterator[str]:
    if question.when:
        yield f"q_{question.id} -. skipped .-> {following}"
    if question.offers or question.reads:
        target = _deed(question, question.does) if question.does else following
        yield f'q_{question.id} -- "{question.offers or question.reads}" --> {target}'
    for choice in question.choices:
        target = _target(question, choice, following)
        yield f'q_{question.id} -- "{_quoted(_label(choice))}" --> {target}'


def _target(question: Question, choice: Choice, following: str) -> str:
    if choice.goes:
        return f"q_{choice.goes}"
    if choice.begins:
        return f"c_{choice.begins}[[{choice.begins}]]"
    if choice.resumes:
        return "c_open[[the open question]]"
    deed = choice.does or question.does
    return _deed(question, deed) if deed else following


def _deed(question: Question, name: str) -> str:
    return f"d_{question.id}_{name}{{{{{name}}}}}"


def _way(choice: Choice) -> str:
    for key in ("goes", "begins", "does"):
        if name := getattr(choice, key):
            return f" {key} {name}"
    return " resumes" if choice.resumes else ""


def _leads(outcome: Outcome) -> str:
    if outcome.resumes:
        return ", resumes"
    return f", goes {outcome.goes}" if outcome.goes else f", then {outcome.then}"


def _label(choice: Choice) -> str:
    return choice.label.msgid if isinstance(choice.label, Say) else str(choice.label)


def _quoted(text: str) -> str:
    return text.replace('"', "#quot;").replace("\n", "<br/>")
