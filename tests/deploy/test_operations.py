"""What operators are told to type, to set and to read is what the program knows."""

import ast
import re
from pathlib import Path

import pytest

from bot.cli import cli
from bot.settings import Environment

ROOT = Path(__file__).parents[2]
TOLD = ("docs/operations.md", "SECURITY.md", "deploy/Containerfile", "deploy/kansencoach")
POINTING = ("docs/operations.md", "SECURITY.md", "docs/privacy/dpia.md", "docs/privacy/register.md")
FILE = re.compile(r"`((?:bot|storage|tests|deploy|benchmarks)/[\w./]*)`")
LINK = re.compile(r"\]\(([^)#]*)(?:#([^)]*))?\)")


def commands() -> set[str]:
    """Name what can be typed after `kansencoach`."""
    named = {str(item.name) for item in cli.registered_commands}
    return named | {str(item.name) for item in cli.registered_groups}


def sayings() -> str:
    """Give every text in the program's code, what is filled in left out."""
    trees = (ast.parse(path.read_text("utf-8")) for path in (ROOT / "bot").rglob("*.py"))
    kept = (ast.parse(path.read_text("utf-8")) for path in (ROOT / "storage").rglob("*.py"))
    nodes = (node for tree in (*trees, *kept) for node in ast.walk(tree))
    return "\n".join(str(node.value) for node in nodes if isinstance(node, ast.Constant))


def test_every_message_that_is_explained_is_one_of_the_program() -> None:
    text = (ROOT / "docs" / "operations.md").read_text("utf-8")
    explained = re.findall(r"^\| `([^`]+)` \|", text, re.MULTILINE)
    said = sayings()
    assert len(explained) > 20
    assert not [words for words in explained if words not in said]


@pytest.mark.parametrize("path", TOLD)
def test_every_command_that_operators_are_told_exists(path: str) -> None:
    text = (ROOT / path).read_text("utf-8")
    told = set(re.findall(r"(?:^|`|exec kansencoach )kansencoach ([a-z]+)", text, re.MULTILINE))
    assert told <= commands()
    assert path != "docs/operations.md" or told >= {"check", "status", "backup", "restore", "key"}


@pytest.mark.parametrize("path", [*TOLD, "deploy/kansencoach.service"])
def test_every_variable_that_operators_are_told_exists(path: str) -> None:
    told = set(re.findall(r"KANSENCOACH_[A-Z_]+", (ROOT / path).read_text("utf-8")))
    known = {f"KANSENCOACH_{name}".upper() for name in Environment.model_fields}
    assert told <= known


@pytest.mark.parametrize("path", POINTING)
def test_every_file_and_heading_that_is_pointed_at_is_there(path: str) -> None:
    text = (ROOT / path).read_text("utf-8")
    assert not [name for name in FILE.findall(text) if not (ROOT / name).exists()]
    for link, anchor in LINK.findall(text):
        target = (ROOT / path).parent / link if link else ROOT / path
        assert target.exists(), link
        assert not anchor or anchor in anchors(target), anchor


def anchors(path: Path) -> set[str]:
    """Name the headings of a document as links do."""
    headings = re.findall(r"^#+ (.*)$", path.read_text("utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w -]", "", heading).lower().replace(" ", "-") for heading in headings}
