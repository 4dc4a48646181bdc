"""The key that seals what people say: made, needed, replaced."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.folder import DATABASE
from storage import counters, people
from storage.database import Database
from storage.people import Person
from storage.sealing import Sealer, WrongKeyError, new_key
from tests.keys import KEY, SEALER
from tests.program.program import Program, command

Env = dict[str, str]
SANNE = Person(101, "Sanne", "nl", "hardenberg")


def _path(env: Env) -> Path:
    return Path(env["KANSENCOACH_DATA"]) / DATABASE


def _open_to_others(folder: Path) -> dict[str, int]:
    """Tell of the folder and each database file in it what others may do: 0 is nothing."""
    every = [folder, *folder.rglob("*.sqlite3*")]
    return {path.name: path.stat().st_mode & 0o077 for path in every}


async def _keep(env: Env) -> None:
    database = await Database.open(_path(env), SEALER)
    async with database.transaction() as connection:
        await people.save(connection, SANNE, datetime.now(UTC))
    await database.close()


async def _read(env: Env, *keys: str) -> Person | None:
    database = await Database.open(_path(env), Sealer(keys))
    try:
        return await people.find(database.reader, SANNE.chat)
    finally:
        await database.close()


@pytest.mark.parametrize("name", ["run", "check", "invite"])
async def test_without_a_key_it_says_how_to_make_one(env: Env, name: str) -> None:
    env["KANSENCOACH_KEY"] = ""
    ended = await command(name, *["anna"] * (name == "invite"), env=env)
    assert ended.code == 1
    assert "KANSENCOACH_KEY is not set" in ended.everything
    assert "kansencoach key new" in ended.everything
    assert not _path(env).exists()


async def test_what_is_no_key_is_refused_and_not_shown(env: Env) -> None:
    env["KANSENCOACH_KEY"] = "letmein"
    ended = await command("run", env=env)
    assert ended.code == 1
    assert "KANSENCOACH_KEY: " in ended.err
    assert "kansencoach key new" in ended.err
    assert "letmein" not in ended.everything


async def test_a_new_key_can_be_used(env: Env) -> None:
    ended = await command("key", "new", env={})
    key = ended.out.strip()
    assert key != (await command("key", "new", env={})).out.strip()
    env["KANSENCOACH_KEY"] = key
    assert (await command("check", env=env)).code == 0


async def test_another_key_does_not_open_the_database(env: Env) -> None:
    await _keep(env)
    env["KANSENCOACH_KEY"] = new_key()
    ended = await command("run", env=env)
    assert ended.code == 1
    assert str(WrongKeyError.__doc__) in ended.err


async def test_after_a_rotation_the_new_key_alone_reads_everything(env: Env) -> None:
    await _keep(env)
    fresh = new_key()
    ended = await command("key", "rotate", env={**env, "KANSENCOACH_KEY": f"{fresh},{KEY}"})
    assert ended.code == 0, ended.err
    assert await _read(env, fresh) == SANNE
    with pytest.raises(WrongKeyError):
        await _read(env, KEY)


async def test_a_rotation_waits_until_the_bot_is_stopped(env: Env, running: Program) -> None:
    del running
    ended = await command("key", "rotate", env={**env, "KANSENCOACH_KEY": f"{new_key()},{KEY}"})
    assert ended.code == 1
    assert "Another kansencoach runs" in ended.err


async def test_a_rotation_without_the_old_key_changes_nothing(env: Env) -> None:
    await _keep(env)
    ended = await command("key", "rotate", env={**env, "KANSENCOACH_KEY": new_key()})
    assert ended.code == 1
    assert await _read(env, KEY) == SANNE


async def test_nobody_else_on_the_machine_can_read_what_is_kept(env: Env, running: Program) -> None:
    del running
    open_to = _open_to_others(Path(env["KANSENCOACH_DATA"]))
    assert open_to.keys() >= {"data", DATABASE, f"{DATABASE}-wal", f"{DATABASE}-shm"}
    assert not any(open_to.values()), open_to


async def test_statistics_count_without_telling_of_anybody(env: Env) -> None:
    database = await Database.open(_path(env), SEALER)
    async with database.transaction() as connection:
        for _ in range(5):
            await counters.count(connection, datetime(2026, 11, 23, tzinfo=UTC).date(), ["booked"])
        await counters.count(connection, datetime(2026, 11, 23, tzinfo=UTC).date(), ["moved"])
    await database.close()
    ended = await command("statistics", env=env)
    assert ended.out.splitlines() == ["month,what,count", "2026-11,booked,5", "2026-11,moved,< 5"]
