"""`kansencoach status` and the health page: whether all is well, in sentences and in numbers."""

import asyncio
import os
import re
import socket
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import aiohttp
import pytest

from bot.folder import DATABASE
from bot.simulator import Simulator
from bot.simulator.faults import Fault
from storage import facts, outbox, trouble
from storage.database import Database
from storage.outbox import Letter
from tests.keys import SEALER
from tests.program.program import PATIENCE, Ended, Program, command
from tests.program.visitor import Visitor

Env = dict[str, str]
HOUR, JUST_NOW = timedelta(hours=1), timedelta()
MOMENT = r"\d{4}-\d\d-\d\d \d\d:\d\d UTC"


async def _open(env: Env) -> Database:
    return await Database.open(Path(env["KANSENCOACH_DATA"]) / DATABASE, SEALER)


async def _put(env: Env, **known: timedelta | None) -> None:
    """Write how long ago was what; what is not named is as in a bot that does well."""
    database = await _open(env)
    async with database.transaction() as connection:
        for name, ago in {"heartbeat": JUST_NOW, "backup": JUST_NOW, **known}.items():
            if ago is not None:
                moment = (datetime.now(UTC) - ago).isoformat()
                await facts.put(connection, name.replace("_", " "), moment)
    await database.close()


async def _write(env: Env, due: datetime, **address: object) -> None:
    database = await _open(env)
    async with database.transaction() as connection:
        letter = Letter("message", "{}", due, due + timedelta(days=9), **address)  # type: ignore[arg-type]
        await outbox.put(connection, letter)
    await database.close()


async def _status(env: Env) -> Ended:
    return await command("status", env=env)


async def test_all_is_well_in_a_bot_that_runs(env: Env, parent: Visitor, running: Program) -> None:
    """What it did is told, and the code says so: the first backup is there at once."""
    await parent.start()
    await running.says("backed up")
    ended = await _status(env)
    assert (ended.code, ended.err) == (0, ""), ended.everything
    patterns = (
        f"Last sign of life: {MOMENT}.",
        f"Last heard from Telegram: ({MOMENT}|never).",
        f"Last message heard: {MOMENT}.",
        "Letters that should have left: 0.",
        "Letters that wait for their moment: 0.",
        f"Last good backup: {MOMENT}.",
        f"Last good clean-up: {MOMENT}.",
        "Errors logged in the last 24 hours: 0; warnings: 0.",
    )
    for pattern, line in zip(patterns, ended.out.splitlines(), strict=True):
        assert re.fullmatch(pattern, line)


@pytest.mark.parametrize(
    ("known", "words"),
    [
        ({"heartbeat": None}, "The bot does not run: it was last alive never."),
        ({"heartbeat": HOUR}, "The bot does not run: it was last alive 2"),
        ({"awake": HOUR}, "The bot hears nothing: it last heard from Telegram never."),
        ({"awake": HOUR, "asked": HOUR}, "The bot hears nothing: it last heard from Telegram 2"),
        ({"backup": None}, "There is no new backup: the last one was made never."),
        ({"backup": 27 * HOUR}, "There is no new backup: the last one was made 2"),
        ({"backup": 5 * HOUR, "backup_failed": JUST_NOW}, "The backup of 2"),
        ({"clean_up": 27 * HOUR}, "There was no clean-up: the last one was 2"),
        ({"clean_up": 5 * HOUR, "clean_up_failed": JUST_NOW}, "The clean-up of 2"),
    ],
)
async def test_what_is_not_well_is_said_first_with_a_code(
    env: Env, known: dict[str, timedelta | None], words: str
) -> None:
    """A monitor needs the code alone; a person reads why."""
    await _put(env, **known)
    ended = await _status(env)
    assert (ended.code, ended.err) == (1, "")
    assert ended.out.startswith(words)
    assert ended.out.count("\n") == 9


async def test_a_failure_that_was_made_good_is_past(env: Env) -> None:
    """The next good backup ends it."""
    await _put(env, backup=JUST_NOW, backup_failed=HOUR)
    assert (await _status(env)).code == 0


async def test_letters_count_as_stuck_only_when_somebody_could_receive_them(env: Env) -> None:
    """What waits for a coach without a phone is told by `check`."""
    await _put(env)
    now = datetime.now(UTC)
    await _write(env, now + HOUR, chat=1)
    await _write(env, now - HOUR, coach="anna")
    ended = await _status(env)
    assert (ended.code, "Letters that should have left: 0." in ended.out) == (0, True)
    assert "Letters that wait for their moment: 1." in ended.out
    await _write(env, now - HOUR, chat=1)
    ended = await _status(env)
    since = f"{now - HOUR:%Y-%m-%d %H:%M} UTC"
    assert ended.code == 1
    assert f"Letters are stuck: the oldest should have left {since}.\n" in ended.out
    assert f"Letters that should have left: 1, the oldest since {since}.\n" in ended.out


async def test_errors_of_the_last_day_are_counted_and_no_older_ones(env: Env) -> None:
    """Also those of a program that was started anew since."""
    await _put(env)
    database = await _open(env)
    for hours, errors in ((30, 100), (20, 3), (0, 4)):
        async with database.transaction() as connection:
            counts = {"error": errors, "warning": 1}
            await trouble.add(connection, datetime.now(UTC) - hours * HOUR, counts)
    await database.close()
    ended = await _status(env)
    assert ended.code == 0
    assert "Errors logged in the last 24 hours: 7; warnings: 2." in ended.out


async def test_without_a_database_there_is_no_status(env: Env) -> None:
    """And none is made by asking."""
    ended = await _status(env)
    assert (ended.code, ended.out) == (1, "")
    assert "there is no database yet" in ended.err
    assert not (Path(env["KANSENCOACH_DATA"]) / DATABASE).exists()


# --- the health page


def _listening(process: int) -> list[str]:
    """Give the addresses that a process listens on."""
    links = [str(link.readlink()) for link in Path(f"/proc/{process}/fd").iterdir()]
    inodes = {link.removeprefix("socket:[").removesuffix("]") for link in links}
    rows = [row.split() for row in Path(f"/proc/{process}/net/tcp").read_text().splitlines()[1:]]
    return [row[1] for row in rows if row[3] == "0A" and row[9] in inodes]


@pytest.fixture
def page(env: Env) -> str:
    """Give the address of the page on a port that is free."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        env["KANSENCOACH_HEALTH_PORT"] = str(free.getsockname()[1])
    return f"http://127.0.0.1:{env['KANSENCOACH_HEALTH_PORT']}"


@pytest.fixture
async def session() -> AsyncIterator[aiohttp.ClientSession]:
    async with aiohttp.ClientSession() as opened:
        yield opened


async def _health(session: aiohttp.ClientSession, page: str) -> tuple[int, dict[str, object]]:
    async with session.get(f"{page}/healthz") as answer:
        return answer.status, await answer.json()


async def _measures(session: aiohttp.ClientSession, page: str) -> dict[str, float]:
    async with session.get(f"{page}/metrics") as answer:
        assert answer.status == 200
        lines = (await answer.text()).splitlines()
    found = [line.rpartition(" ") for line in lines if not line.startswith("#")]
    return {name: float(value) for name, _, value in found}


async def _measures_when_marked(session: aiohttp.ClientSession, page: str) -> dict[str, float]:
    """Read what is measured as soon as the update is counted and its letters are marked."""
    async with asyncio.timeout(PATIENCE):
        while True:
            found = await _measures(session, page)
            if found["kansencoach_updates_total"] == 1 and not found["kansencoach_letters_late"]:
                return found
            await asyncio.sleep(0.05)


async def test_the_page_says_that_all_is_well_and_counts(
    page: str, parent: Visitor, running: Program, session: aiohttp.ClientSession
) -> None:
    """In numbers alone: nobody's name, chat or words are among them."""
    await running.says("backed up")
    await parent.start()
    assert await _health(session, page) == (200, {"well": True, "why": []})
    found = await _measures_when_marked(session, page)
    assert found["kansencoach_well"] == 1
    assert found['kansencoach_letters_total{kind="sent"}'] >= 1
    assert found["kansencoach_oldest_late_seconds"] == 0
    assert _listening(running.process.pid) == [f"0100007F:{int(page.rpartition(':')[2]):04X}"]
    since = datetime.now(UTC).timestamp() - found["kansencoach_last_backup_timestamp_seconds"]
    assert 0 <= since < 60
    assert not any(word in name for word in ("Sanne", "101", "hardenberg") for name in found)
    assert "GET /" not in running.err


async def test_the_page_says_why_when_telegram_is_out_of_reach(
    env: Env, page: str, simulator: Simulator, session: aiohttp.ClientSession
) -> None:
    """It answers before the bot runs, and counts what was logged."""
    simulator.faults.add(Fault("getMe", status=502, times=None))
    program = await Program.start("run", env=env)
    try:
        await program.says("out of reach")
        status, said = await _health(session, page)
        assert (status, said["well"]) == (503, False)
        assert "The bot does not run: it was last alive never." in str(said["why"])
        found = await _measures(session, page)
        assert found["kansencoach_well"] == 0
        assert found['kansencoach_logged_total{kind="warning"}'] >= 1
    finally:
        await program.kill()


async def test_nobody_listens_where_no_port_was_asked_for(running: Program) -> None:
    """The page is there on request alone, and only for this machine."""
    if not os.path.exists("/proc/net/tcp"):  # noqa: ASYNC240, PTH110 - a look at the machine
        pytest.skip("no /proc here to look into")
    assert not _listening(running.process.pid)


async def test_a_taken_port_of_the_page_is_refused_in_words(env: Env, page: str) -> None:
    """With the name of the variable."""
    assert page
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", int(env["KANSENCOACH_HEALTH_PORT"])))
        taken.listen()
        ended = await command("run", env=env)
    assert (ended.code, ended.out) == (1, "")
    assert "KANSENCOACH_HEALTH_PORT: port" in ended.err
    assert "Traceback" not in ended.err
