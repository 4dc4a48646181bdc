"""The other commands: invite, conversation, demo."""

import asyncio
import re
import socket
import sqlite3
from contextlib import closing
from pathlib import Path

import aiohttp
import pytest

from bot.folder import DATABASE
from bot.settings import read_config
from bot.simulator import Simulator
from tests.program.program import Program, command
from tests.program.visitor import Visitor
from tests.storage import version_one

Env = dict[str, str]
LINK = re.compile(r"https://t\.me/kansencoach_demo_bot\?start=(?P<payload>coach_[\w-]{1,58})\n")
ADDRESS = re.compile(r"http://127\.0\.0\.1:\d+")


def _data_exists(env: Env) -> bool:
    return Path(env["KANSENCOACH_DATA"]).exists()


async def test_an_invitation_links_the_coach_once(
    env: Env, simulator: Simulator, running: Program
) -> None:
    """The printed link works in the bot that runs meanwhile; a second phone is refused."""
    invited = await command("invite", "anna", env=env)
    found = LINK.fullmatch(invited.out)
    assert found, invited.everything
    coach, stranger = (Visitor(simulator, simulator.phone(n, "C", "nl")) for n in (1, 2))
    await coach.start(found["payload"])
    assert any("🗓️" in label for label in coach.phone.last.buttons)
    await stranger.start(found["payload"])
    assert not any("🗓️" in label for label in stranger.phone.last.buttons)
    assert running.process.returncode is None


async def test_a_command_leaves_an_older_database_to_the_bot(env: Env) -> None:
    """A monitor that asks after an installation must not change the file under the old bot."""
    path = Path(env["KANSENCOACH_DATA"]) / DATABASE
    path.parent.mkdir()
    version_one.write(path)
    names = ("status", "backup", "statistics", "check", "invite")
    words = ((name, "anna") if name == "invite" else (name,) for name in names)
    for ended in await asyncio.gather(*(command(*word, env=env) for word in words)):
        assert "older than this program: start the bot first" in ended.everything
        assert "Traceback" not in ended.err
    with closing(sqlite3.connect(path)) as raw:
        assert raw.execute("PRAGMA user_version").fetchone() == (1,)


async def test_an_unknown_coach_is_refused_with_the_known_ones(env: Env) -> None:
    """Who mistypes an id sees which ones there are, and nothing is made."""
    ended = await command("invite", "ana", env=env)
    assert (ended.code, ended.out) == (1, "")
    assert "there is no coach 'ana'" in ended.err
    for coach in read_config(Path(env["KANSENCOACH_CONFIG"])).coaches:
        assert coach.id in ended.err
    assert not _data_exists(env)


async def test_a_dialogue_is_printed_as_a_script(env: Env) -> None:
    """Every question in its order."""
    ended = await command("conversation", "booking", env=env)
    asked = ("topic", "how", "interpreter", "day", "part", "time", "phone", "check")
    places = [ended.out.index(f"\n{question}") for question in asked]
    assert ended.code == 0
    assert places == sorted(places)


async def test_a_dialogue_is_printed_as_a_diagram(env: Env) -> None:
    """Mermaid's own words, with the questions and the ends."""
    ended = await command("conversation", "booking", "--mermaid", env=env)
    assert ended.code == 0
    assert ended.out.startswith("flowchart")
    assert "topic" in ended.out
    assert "booked" in ended.out


async def test_an_unknown_dialogue_is_refused_with_the_known_ones(env: Env) -> None:
    """The names that there are stand in the refusal."""
    ended = await command("conversation", "boking", env=env)
    assert (ended.code, ended.out) == (1, "")
    assert "booking" in ended.err


@pytest.mark.parametrize("kept", [False, True])
async def test_the_demo_shows_its_page(env: Env, tmp_path: Path, *, kept: bool) -> None:
    """The address it prints serves the page and three phones; SIGTERM ends it."""
    folder = ["--data", str(tmp_path / "demo")] if kept else []
    program = await Program.start("demo", "--no-browser", "--port", "0", *folder, env=env)
    try:
        found = ADDRESS.search(await program.says("http://"))
        assert found
        async with aiohttp.ClientSession() as session:
            async with session.get(found[0]) as page:
                assert "<title>kansencoach-bot: demo</title>" in await page.text()
            async with session.get(f"{found[0]}/phones") as phones:
                assert len((await phones.json())["phones"]) == 3
        program.terminate()
        ended = await program.ended(within=5)
    finally:
        await program.kill()
    assert ended.code == 0, ended.everything
    assert "Traceback" not in ended.everything
    assert (tmp_path / "demo" / "kansencoach.sqlite3").exists() == kept


async def test_a_taken_port_is_refused_in_words(env: Env) -> None:
    """The demo says that the port is in use."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        ended = await command("demo", "--no-browser", "--port", port, env=env)
    assert (ended.code, ended.out) == (1, "")
    assert "Traceback" not in ended.err
    assert f"port {port} is not free" in ended.err


async def test_what_ends_a_command_by_a_fault_of_ours_is_told_without_its_words(env: Env) -> None:
    """The words of a fault may be a person's; the kind and the place are enough to mend it."""
    ended = await command("faulty", "Wilhelmina", env=env, module="tests.program.faulty")
    assert (ended.code, ended.out) == (1, "")
    assert "fault=KeyError" in ended.err
    assert "faulty.py" in ended.err
    assert "Wilhelmina" not in ended.err
    assert "Traceback" not in ended.err
