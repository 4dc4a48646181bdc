"""Who may import whom: the arrows of the design, read from the sources."""

import ast
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
STDLIB = set(sys.stdlib_module_names)

# part -> what it may import, besides the standard library and itself
ARROWS: dict[str, set[str]] = {
    "bot.conversation": set(),
    "bot.scheduling": {"holidays"},
    "bot.settings": {"bot.scheduling", "pydantic", "pydantic_core", "pydantic_settings"},
    "bot.i18n": {"babel", "bot.conversation.words"},
    "bot.catalogs": {
        "babel",
        "bot.conversation.words",
        "bot.i18n",
        "openpyxl",
        "pyphen",
        "wordfreq",
    },
    "bot.clock": set(),
    "bot.speech.ear": set(),
    "bot.speech": {
        "bot.conversation.words",
        "bot.i18n",
        "bot.settings",
        "numpy",
        "soundfile",
        "soxr",
    },
    "bot.collector": set(),
    "storage": {
        "aiosqlite",
        "cryptography",
        "bot.conversation.turn",
        "bot.scheduling.calendar",
        "bot.scheduling.slots",
    },
    "bot.services": {
        "bot.conversation",
        "bot.scheduling",
        "bot.settings",
        "bot.i18n",
        "bot.tally",
        "phonenumbers",
        "storage",
    },
    "bot.handlers": {"bot.conversation", "bot.services", "telegram"},
    "bot.updates": {"bot.handlers.incoming", "bot.services", "structlog", "telegram"},
    "bot.delivery": {
        "aiohttp",
        "aiosmtplib",
        "bot.conversation",
        "bot.services",
        "bot.settings",
        "bot.speech",
        "bot.writing.machines",
        "bot.writing.outcome",
        "icalendar",
        "segno",
        "storage.clips",
        "storage.database",
        "storage.facts",
        "storage.moments",
        "storage.claiming",
        "storage.messages",
        "storage.outbox",
        "structlog",
        "telegram",
    },
    "bot.writing.whisper_worker": {"av", "faster_whisper", "numpy"},
    "bot.writing": {"aiohttp", "bot.settings", "pydantic"},
    "bot.scheduler": {"apscheduler", "bot.heartbeat", "bot.services", "bot.settings", "storage"},
    "bot.logs": {"structlog"},
    "bot.damage": {"storage.backups", "storage.integrity"},
    "bot.folder": set(),
    "bot.tally": set(),
    "bot.status": {"bot.tally", "storage"},
    "bot.heartbeat": {
        "bot.conversation.words",
        "bot.services",
        "bot.settings",
        "bot.status",
        "storage",
    },
    "bot.health": {
        "aiohttp",
        "bot.services.office",
        "bot.status",
        "bot.tally",
        "prometheus_client",
    },
    "bot.simulator": {"aiosmtpd", "icalendar", "starlette", "uvicorn"},
}
ROOTS = {  # may import everything
    "bot.__main__",
    "bot.app",
    "bot.checkup",
    "bot.cli",
    "bot.demo",
    "bot.serving",
}
# Of the extras "texts" and "transcribe": the bot starts without them.
ON_DEMAND = {"av", "faster_whisper", "pyphen", "wordfreq"}
HEAVY = {"numpy", "soundfile", "soxr"}  # read by who says something, and not at each start
OPEN = {"bot.app": {"bot.serving", "bot.demo"}}  # and who may import them


def sources() -> list[Path]:
    """Find every module of the program."""
    return sorted(path for part in ("bot", "storage") for path in (ROOT / part).rglob("*.py"))


def module(path: Path) -> str:
    """Name the module of a file."""
    return ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")


def imported(path: Path) -> set[str]:
    """Read which modules a file imports."""
    return imported_by(ast.walk(ast.parse(path.read_text("utf-8"))))


def imported_by(nodes: Iterable[ast.AST]) -> set[str]:
    """Read which modules these statements import."""
    found = set()
    for node in nodes:
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            children = {f"{node.module}.{alias.name}" for alias in node.names}
            found |= {name for name in children if is_module(name)} or {node.module}
    return {name for name in found if name.split(".")[0] not in STDLIB}


def is_module(name: str) -> bool:
    """Tell whether a dotted name is a module of ours."""
    path = ROOT.joinpath(*name.split("."))
    return path.with_suffix(".py").exists() or path.is_dir()


def within(name: str, parts: set[str]) -> bool:
    """Tell whether a module is one of these or below one."""
    return any(name == part or name.startswith(f"{part}.") for part in parts)


def part_of(name: str) -> str | None:
    """Find the part of the table that a module belongs to."""
    return next((part for part in ARROWS if within(name, {part})), None)


@pytest.mark.parametrize("path", sources(), ids=module)
def test_a_part_imports_only_what_the_design_lets_it(path: Path) -> None:
    name = module(path)
    part = part_of(name)
    if part is None:
        assert within(name, ROOTS) or name == "bot", f"{name} has no place in the table of imports"
        return
    strangers = {item for item in imported(path) if not within(item, ARROWS[part] | {part})}
    assert not strangers, f"{name} may not import {strangers}"


@pytest.mark.parametrize("path", sources(), ids=module)
def test_nobody_imports_the_composition_root_but_the_command_line(path: Path) -> None:
    name = module(path)
    if not within(name, OPEN["bot.app"]):
        assert "bot.app" not in imported(path)


@pytest.mark.parametrize("path", sources(), ids=module)
def test_what_an_extra_brings_is_imported_only_when_it_is_asked_for(path: Path) -> None:
    at_once = imported_by(ast.parse(path.read_text("utf-8")).body)
    assert not at_once & ON_DEMAND


def test_what_makes_sound_is_not_read_before_something_is_said() -> None:
    reads = "import sys, bot.cli, bot.serving; print(*sys.modules)"
    command = [sys.executable, "-c", reads]
    run = subprocess.run(command, capture_output=True, text=True, check=True)  # noqa: S603 - ours
    assert not HEAVY & set(run.stdout.split())


@pytest.mark.parametrize("path", sources(), ids=module)
def test_every_file_says_in_a_sentence_what_it_is_for(path: Path) -> None:
    sentence = ast.get_docstring(ast.parse(path.read_text("utf-8")))
    assert sentence, f"{module(path)} has no docstring"
    assert sentence.splitlines()[0].endswith((".", "!", "?"))


def test_the_tests_mock_nothing() -> None:
    forbidden = ("unittest" + ".mock", "Magic" + "Mock", "monkeypatch" + ".setattr")
    for path in (ROOT / "tests").rglob("*.py"):
        text = path.read_text("utf-8")
        assert not any(word in text for word in forbidden), path
