"""`kansencoach backup` and `restore`, and a start on a database that is damaged."""

import os
import re
import shutil
import stat
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.folder import DATABASE, locked
from storage import facts, people, privacy
from storage.database import Database
from storage.people import Person
from storage.restoring import ASIDE, STAGE
from tests.keys import SEALER
from tests.program.program import RUNNING, Ended, Program, command
from tests.program.visitor import Visitor

Env = dict[str, str]
DRILL = re.compile(r"(.*): (\w+), (\w+), (\d+) left")
LONG = 120.0  # seconds
SEEN = datetime(2026, 11, 23, tzinfo=UTC)


def _path(env: Env) -> Path:
    return Path(env["KANSENCOACH_DATA"]) / DATABASE


async def _paint(path: Path, colour: str) -> None:
    database = await Database.open(path, SEALER)
    async with database.transaction() as connection:
        await facts.put(connection, "colour", colour)
    await database.close()


async def _colour(path: Path) -> str | None:
    database = await Database.open(path, SEALER)
    try:
        return await facts.get(database.reader, "colour")
    finally:
        await database.close()


async def _backed_up(env: Env) -> Path:
    made = await command("backup", env=env)
    assert (made.code, made.err) == (0, ""), made.everything
    return Path(made.out.strip())


def _refused(ended: Ended) -> str:
    assert (ended.code, ended.out) == (1, ""), ended.everything
    assert "Traceback" not in ended.err
    return ended.err


async def test_a_backup_is_made_while_the_bot_runs(
    env: Env, parent: Visitor, running: Program
) -> None:
    """It has what the parent just did, and the bot goes on."""
    await parent.start()
    await parent.book()
    backup = await _backed_up(env)
    assert backup.parent == Path(env["KANSENCOACH_DATA"]) / "backups"
    assert stat.S_IMODE(backup.stat().st_mode) == 0o600
    database = await Database.open(backup, SEALER)
    assert await database.reader.value("SELECT count(*) FROM appointments") == 1
    await database.close()
    assert running.process.returncode is None


async def test_before_the_first_run_there_is_nothing_to_back_up(env: Env) -> None:
    """Nothing is made by asking."""
    assert "there is no database yet" in _refused(await command("backup", env=env))
    assert not os.path.exists(env["KANSENCOACH_DATA"])  # noqa: ASYNC240, PTH110 - idem


async def test_a_restore_tells_what_was_done_and_what_may_come_twice(env: Env) -> None:
    """And who erased everything since does not come back."""
    path = _path(env)
    await _paint(path, "old")
    database = await Database.open(path, SEALER)
    async with database.transaction() as connection:
        await people.save(connection, Person(1, "Sanne", "nl"), SEEN)
    await database.close()
    backup = await _backed_up(env)
    await _paint(path, "new")
    database = await Database.open(path, SEALER)
    async with database.transaction() as connection:
        await privacy.erase(connection, 1)
        await privacy.remember_erased(connection, 1, SEEN)
    await database.close()
    done = await command("restore", str(backup), env=env)
    assert (done.code, done.err) == (0, ""), done.everything
    assert f"{backup} is the database now." in done.out
    assert re.search(r"is kept: .*\.before-restore-\S+Z\n", done.out)
    assert "may be sent once more" in done.out
    assert "So are the codes of talks at the school gate" in done.out
    assert "1 person had everything erased after that moment: erased again." in done.out
    assert "could not be read" not in done.out
    assert await _colour(path) == "old"


async def test_what_a_killed_restore_left_goes_at_the_next_start(env: Env) -> None:
    """It is a copy of everything, which no clean-up of the night would look at."""
    path = _path(env)
    await _paint(path, "blue")
    left = [path.with_name(name + suffix) for name in (STAGE, ASIDE) for suffix in ("", "-wal")]
    for part in left:
        part.touch()
    program = await Program.start("run", env=env)
    try:
        await program.says(RUNNING)
    finally:
        await program.kill()
    assert [part.name for part in left if part.exists()] == []
    assert await _colour(path) == "blue"


async def test_a_start_that_is_refused_takes_nothing_from_a_restore_under_way(env: Env) -> None:
    """Who restores has the data folder for itself; a start meanwhile touches nothing in it."""
    path = _path(env)
    await _paint(path, "blue")
    stage = path.with_name(STAGE)
    stage.touch()
    with locked(path.parent):
        assert "Another kansencoach runs" in _refused(await command("run", env=env))
    assert stage.exists()


async def test_nothing_is_restored_under_a_bot_that_runs(env: Env, running: Program) -> None:
    """The operator stops it first."""
    backup = await _backed_up(env)
    refused = _refused(await command("restore", str(backup), env=env))
    assert refused == "Another kansencoach runs on this data folder. Stop it first.\n"
    assert running.process.returncode is None


async def test_a_file_that_is_no_backup_is_refused(env: Env, tmp_path: Path) -> None:
    """In words, and the database stays."""
    await _paint(_path(env), "new")
    letter = tmp_path / "letter.txt"
    for text, words in ((None, "there is no file"), ("to my aunt" * 999, "is no good backup")):
        if text:
            letter.write_text(text)
        assert words in _refused(await command("restore", str(letter), env=env))
    assert await _colour(_path(env)) == "new"


@pytest.mark.long
async def test_a_restore_that_is_killed_leaves_all_or_nothing_and_can_be_run_again(
    env: Env, tmp_path: Path, record_property: Callable[[str, object], None]
) -> None:
    """Killed before each touch of a file, and at random, with a write-ahead log."""
    path, template, backup = _path(env), tmp_path / "template", tmp_path / "good.sqlite3"
    await _paint(path, "new")
    shutil.copyfile(path, backup)
    await _paint(path, "of long ago")
    await _left_by_a_power_cut(path, template)
    drill = await Program.start(
        str(template), str(path.parent), str(backup), env=env, module="tests.program.killed_restore"
    )
    ended = await drill.ended(within=LONG)
    assert (ended.code, ended.err) == (0, "")
    lines = [DRILL.fullmatch(line) for line in ended.out.splitlines()]
    found = [line.groups() for line in lines if line]
    assert len(found) == len(lines) > 40
    assert {held for _, held, _, _ in found} == {"old", "new"}, ended.out
    assert {(after, left) for _, _, after, left in found} == {("new", "0")}, ended.out
    steps = sum(moment.startswith("step") for moment, *_ in found)
    record_property("told", f"{len(found)} kills, {steps} of them before a touch of a file")


async def _left_by_a_power_cut(path: Path, template: Path) -> None:
    """Make a data folder whose database has its last word in the write-ahead log alone."""
    database = await Database.open(path, SEALER)
    async with database.transaction() as connection:
        await facts.put(connection, "colour", "old")
    shutil.copytree(path.parent, template)
    await database.close()
    (template / f"{DATABASE}-shm").unlink()


# --- a start on a damaged database


def _cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def _scrawled(path: Path) -> None:
    with path.open("r+b") as file:
        file.seek(8192)
        file.write(b"\x5a" * 4096 * 8)


def _another(path: Path) -> None:
    path.write_text("this is a letter to grandmother, no database" * 99)


def _emptied(path: Path) -> None:
    path.write_bytes(b"")


def _gone(path: Path) -> None:
    path.unlink()


def _content(folder: Path) -> dict[str, bytes]:
    return {
        path.name: path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and not path.name.endswith(("-wal", "-shm", "lock"))
    }


@pytest.mark.parametrize(
    ("harm", "words"),
    [
        (_cut, "run"),
        (_scrawled, "run"),
        (_another, "run"),
        (_emptied, "run"),
        (_gone, "run"),
        (_cut, "check"),
        (_gone, "status"),
    ],
)
async def test_a_damaged_database_is_named_with_the_way_back_and_not_touched(
    env: Env, harm: Callable[[Path], None], words: str
) -> None:
    """What is printed can be typed, and the bot starts again."""
    path = _path(env)
    await _paint(path, "blue")
    backup = await _backed_up(env)
    (backup.parent / "2099-01-01T000000Z.sqlite3").write_text("no good one")
    harm(path)
    before = _content(path.parent)
    ended = await command(words, env=env)
    assert ended.code == 1, ended.everything
    assert "Traceback" not in ended.everything
    assert f"the database cannot be used: {path}" in ended.everything
    assert f"kansencoach restore {backup}\n" in ended.everything
    assert _content(path.parent) == before
    if words == "run":
        assert (await command("restore", str(backup), env=env)).code == 0
        assert await _colour(path) == "blue"


async def test_without_a_backup_a_damaged_database_is_only_named(env: Env) -> None:
    """No command is offered that would not work."""
    await _paint(_path(env), "blue")
    _another(_path(env))
    refused = _refused(await command("run", env=env))
    assert "There is no good backup of it here" in refused
    assert "restore" not in refused


async def test_a_database_that_cannot_be_opened_now_is_not_called_damaged(env: Env) -> None:
    """A restore would not help, and is not offered."""
    path = _path(env)
    await _paint(path, "blue")
    await _backed_up(env)
    _gone(path)
    path.mkdir()
    refused = _refused(await command("run", env=env))
    assert refused.startswith("the database cannot be used: ")
    assert "restore" not in refused


async def test_an_end_before_the_first_table_does_not_keep_the_bot_from_starting(env: Env) -> None:
    """An empty file without a backup is what a kill at the first start leaves."""
    path = _path(env)
    path.parent.mkdir()
    path.touch()
    program = await Program.start("run", env=env)
    try:
        await program.says("is running")
    finally:
        await program.kill()
