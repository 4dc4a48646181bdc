"""Faults in kansencoach.toml, in words that say where it is and what to write instead."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any, get_args

from pydantic import BaseModel, ValidationError
from pydantic.fields import FieldInfo
from pydantic_core import ErrorDetails

_SHORT_LIST = 16
_BOUNDS = ("greater_than_equal", "less_than_equal")
Step = str | int


class ConfigFault(Exception):  # noqa: N818 — people meet it, and it is their file's fault
    """The configuration cannot be used; each line names a file, a key and what to write."""


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is wrong: the way to its key, and words about it."""

    way: tuple[Step, ...]
    words: str

    @property
    def key(self) -> str:
        """Write the way as people do: schools[2].room.nl."""
        steps = (f"[{step}]" if isinstance(step, int) else f".{step}" for step in self.way)
        return "".join(steps).removeprefix(".")


def suggestion(word: str, known: Iterable[str]) -> str:
    """Name the nearest known word, or all of them when they are few and none is near."""
    options = list(known)
    near = get_close_matches(word.casefold(), [option.casefold() for option in options], n=1)
    if near:
        nearest = next(option for option in options if option.casefold() == near[0])
        return f'did you mean "{nearest}"?'
    if not options:
        return "there is none yet"
    return f"known are: {', '.join(options[:_SHORT_LIST])}" + (
        ", …" if len(options) > _SHORT_LIST else ""
    )


def faults_of(error: ValidationError, model: type[BaseModel]) -> Iterator[Fault]:
    """Turn pydantic's errors about a model into ours."""
    for detail in error.errors(include_url=False):
        way = tuple(step for step in detail["loc"] if step != "[key]")
        cause = detail.get("ctx", {}).get("error")
        words = str(cause) if cause is not None else _words(detail, model)
        yield Fault(way, words)


def _section(model: type[BaseModel], names: Sequence[str]) -> type[BaseModel]:
    """Follow the names of tables to the section that owns the last one."""
    for name in names[:-1]:
        field = _fields(model).get(name)
        model = next(_models(field.annotation), model) if field else model
    return model


def _fields(model: type[BaseModel]) -> dict[str, FieldInfo]:
    """List the keys of a section as they are written."""
    return {field.alias or name: field for name, field in model.model_fields.items()}


def _models(annotation: Any) -> Iterator[type[BaseModel]]:  # noqa: ANN401 — any annotation
    """Find the section inside of tuple[Section, ...] and the like."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for part in get_args(annotation):
        yield from _models(part)


def _words(detail: ErrorDetails, model: type[BaseModel]) -> str:
    """Say what is wrong with one key, and what its description asks to write."""
    names = [step for step in detail["loc"] if isinstance(step, str)]
    known = _fields(_section(model, names))
    field = next((known[name] for name in reversed(names) if name in known), None)
    write = f"; write {field.description}" if field and field.description else ""
    match detail["type"]:
        case "missing":
            return f"is missing{write}"
        case "extra_forbidden":
            return f"is not a key that we know; {suggestion(names[-1], known)}"
        case kind:
            why = "" if write and kind not in _BOUNDS else f": {detail['msg']}"
            return f"{_shown(detail['input'])} cannot be used{why}{write}"


def _shown(value: object) -> str:
    """Show a value as it stands in TOML; a table only as a table."""
    if isinstance(value, dict | list | tuple):
        return "what stands here"
    if isinstance(value, bool):
        return str(value).lower()
    return f'"{value}"' if isinstance(value, str) else str(value)
