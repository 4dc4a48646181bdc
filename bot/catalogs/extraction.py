"""Finds every sentence that people get to read: in the dialogues, the topics, and the code."""

import ast
import re
import tomllib
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path
from typing import IO, Any

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir

ROOT = Path(__file__).parent.parent.parent
SOURCE = "bot"  # the folder that is searched
APART = {"simulator", "cli"}  # one plays Telegram, the other speaks English with operators
CHARSET = "utf-8"
KEYS = re.compile(r"\s*(text|label|helper|empty|share|refusal)\s*=")  # a title is not for parents
BUTTONS = {"label", "share"}
BUTTON = "A button, or a title as short: the icon first, at most 25 characters."
CALLS = {"say": 1, "Say": 1, "say_n": 2}  # how many of the first arguments are sentences
PLACEHOLDER = re.compile(r"\{\w*\}")
END_MARKS = (".", "?", "!", ":", "…")

Found = tuple[int, str, str | tuple[str, ...], list[str]]  # line, function, sentence, comments


def extract(root: Path = ROOT) -> Catalog:
    """Collect the sentences of the sources below `root`, in the order of file and line."""
    catalog = Catalog(charset=CHARSET, fuzzy=False)
    methods: list[tuple[str, Any]] = [("**.py", extract_python), ("**.toml", extract_toml)]
    found = extract_from_dir(
        root / SOURCE,
        method_map=methods,
        keywords=_keywords(),
        directory_filter=lambda folder: Path(folder).name not in APART | {"__pycache__"},
    )
    for file, line, sentence, comments, _ in sorted(found, key=lambda item: item[:2]):
        texts = sentence if isinstance(sentence, tuple) else (sentence,)
        if any(has_words(text) for text in texts):
            place = (f"{SOURCE}/{Path(file).as_posix()}", line)
            catalog.add(sentence, locations=[place], auto_comments=comments)
    return catalog


def extract_toml(
    file: IO[bytes],
    keywords: Mapping[str, Any],
    comment_tags: Collection[str],
    options: Mapping[str, Any],
) -> Iterator[Found]:
    """Yield the texts of a TOML file with their lines (a Babel extractor)."""
    del keywords, comment_tags, options
    lines = file.read().decode(CHARSET).splitlines()
    number = 0
    while number < len(lines):
        start, number = number, number + 1
        if (found := KEYS.match(lines[start])) is None:
            continue
        key = found[1]
        while (text := _text(lines[start:number], key)) is None and number < len(lines):
            number += 1  # a text of several lines
        if text:
            yield start + 1, "say", text, [BUTTON] if key in BUTTONS else []


def extract_python(
    file: IO[bytes],
    keywords: Mapping[str, Any],
    comment_tags: Collection[str],
    options: Mapping[str, Any],
) -> Iterator[Found]:
    """Yield what is said by a literal in a Python file (a Babel extractor).

    Babel's own one takes any method named `say` and any string inside a call for a sentence.
    """
    del keywords, comment_tags, options
    for node in ast.walk(ast.parse(file.read())):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            wanted = CALLS.get(node.func.id, 0)
            texts = [arg.value for arg in node.args[:wanted] if isinstance(arg, ast.Constant)]
            said = tuple(text for text in texts if isinstance(text, str))
            if wanted and len(said) == wanted:
                comments = [BUTTON] if wanted == 1 and _is_title(said[0]) else []
                yield node.lineno, node.func.id, said if wanted > 1 else said[0], comments


def has_words(text: str) -> bool:
    """Tell whether there is anything to translate, besides icons and placeholders."""
    return any(char.isalpha() for char in PLACEHOLDER.sub("", text))


def is_button(message: Message) -> bool:
    """Tell whether a message is the label of a button."""
    return BUTTON in message.auto_comments


def _is_title(text: str) -> bool:
    """In code, an icon and words without an end mark are a button (or a title as short)."""
    return not (text.endswith(END_MARKS) or PLACEHOLDER.search(text) or text[:1].isalnum())


def _text(lines: list[str], key: str) -> str | None:
    """Read one `key = "…"` of some lines; None while it is not complete."""
    try:
        value = tomllib.loads("\n".join(lines))[key]
    except tomllib.TOMLDecodeError:
        return None
    return value if isinstance(value, str) else ""


def _keywords() -> dict[str, tuple[int, ...] | None]:
    return {name: tuple(range(1, count + 1)) for name, count in CALLS.items()}
