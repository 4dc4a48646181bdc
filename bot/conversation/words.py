"""What is said, before it is put into somebody's language."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, time
from string import Formatter
from typing import Any, TypeAlias

MOST_LABEL = 25  # characters on a button, the icon included, that no phone cuts


@dataclass(frozen=True, slots=True)
class Say:
    """An English sentence of the catalogs, with the values of its {placeholders}."""

    msgid: str
    values: "Mapping[str, Value]" = field(default_factory=dict, hash=False)
    plural: str | None = None
    count: int = 0


@dataclass(frozen=True, slots=True)
class Local:
    """A text that is not in the catalogs: the operator wrote it, by language."""

    texts: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class InLanguage:
    """A value that is always said in this language, whoever reads."""

    language: str
    value: "Value"


@dataclass(frozen=True, slots=True)
class LanguageName:
    """The name of a language, in the language of the reader."""

    code: str


@dataclass(frozen=True, slots=True)
class Dated:
    """A day in another form than in full: "month" (and year), "short", "weekday", "initial"."""

    day: date
    form: str


@dataclass(frozen=True, slots=True)
class Lines:
    """Values under one another; `gap` leaves an empty line between them."""

    values: "tuple[Value, ...]"
    gap: bool = False


Value: TypeAlias = str | int | date | time | Say | Local | InLanguage | LanguageName | Dated | Lines


def say(msgid: str, /, **values: Value) -> Say:
    """Mark an English sentence for the catalogs and give its values."""
    return Say(msgid, values)


def say_n(one: str, many: str, count: int, /, **values: Value) -> Say:
    """Mark a sentence that depends on a number, which stands in it as {count}."""
    return Say(one, {**values, "count": count}, plural=many, count=count)


def placeholders(text: str) -> list[str]:
    """Names between braces in a text, in order; "day:x" is another name than "day".

    Raises ValueError for a brace without its partner.
    """
    return [
        name + (f"!{turned}" if turned else "") + (f":{form}" if form else "")
        for _, name, form, turned in Formatter().parse(text)
        if name is not None
    ]


def plain(value: Value) -> Any:  # noqa: ANN401, C901, PLR0911 - JSON has no type; one line a kind
    """Value -> what JSON can hold, for a letter that waits."""
    match value:
        case str() | int():
            return value
        case date():
            return {"day": value.isoformat()}
        case time():
            return {"time": value.isoformat("minutes")}
        case Say():
            said: dict[str, Any] = {"say": value.msgid}
            if value.values:
                said["with"] = {key: plain(item) for key, item in value.values.items()}
            return said | ({"many": value.plural, "n": value.count} if value.plural else {})
        case Local():
            return {"local": dict(value.texts)}
        case LanguageName():
            return {"language": value.code}
        case InLanguage():
            return {"in": value.language, "value": plain(value.value)}
        case Dated():
            return {"day": value.day.isoformat(), "form": value.form}
        case Lines():
            return {"lines": [plain(item) for item in value.values], "gap": value.gap}


def unplain(kept: Any) -> Value:  # noqa: ANN401, PLR0911 - JSON has no type; one line a kind
    """Give back the value; the inverse of `plain`."""
    match kept:
        case str() | int():
            return kept
        case {"day": day, "form": form}:
            return Dated(date.fromisoformat(day), form)
        case {"day": day}:
            return date.fromisoformat(day)
        case {"time": clock}:
            return time.fromisoformat(clock)
        case {"say": msgid}:
            values = {key: unplain(item) for key, item in kept.get("with", {}).items()}
            return Say(msgid, values, kept.get("many"), kept.get("n", 0))
        case {"local": texts}:
            return Local(texts)
        case {"language": code}:
            return LanguageName(code)
        case {"in": language, "value": value}:
            return InLanguage(language, unplain(value))
        case {"lines": lines, "gap": gap}:
            return Lines(tuple(unplain(item) for item in lines), gap)
    raise ValueError(f"not a value: {kept!r}")
