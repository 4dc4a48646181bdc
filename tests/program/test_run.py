"""`kansencoach run`, from its start to its end."""

import time

from bot.simulator import Simulator
from bot.simulator.faults import Fault
from tests.program.conftest import TOKEN
from tests.program.program import Program, command
from tests.program.visitor import Visitor

CLEAN_END = 5.0  # seconds from SIGTERM


async def _ends_cleanly(program: Program) -> None:
    asked = time.monotonic()
    program.terminate()
    ended = await program.ended()
    assert ended.code == 0, ended.everything
    assert time.monotonic() - asked < CLEAN_END
    assert "Traceback" not in ended.everything


async def test_a_phone_books_a_talk(parent: Visitor, running: Program) -> None:
    """The program that was started from the command line does the main job."""
    await parent.start()
    await parent.book()
    assert [message for message in parent.phone.messages if message.document], parent.phone.messages
    await _ends_cleanly(running)


async def test_it_ends_cleanly_during_a_long_poll(simulator: Simulator, running: Program) -> None:
    """A poll that waits for updates does not hold up the end."""
    await simulator.wait(lambda: any(call.method == "setMyCommands" for call in simulator.calls))
    await _ends_cleanly(running)


async def test_it_ends_cleanly_with_letters_on_their_way(
    simulator: Simulator, parent: Visitor, running: Program
) -> None:
    """A letter that Telegram is slow to take waits in the database for the next start."""
    simulator.faults.add(Fault("sendMessage", status=200, delay=30.0))
    parent.phone.start()
    await simulator.wait(lambda: not simulator.faults._left)  # the letter is on its way
    await _ends_cleanly(running)


async def test_what_waited_goes_out_at_the_next_start(
    simulator: Simulator, parent: Visitor, running: Program, env: dict[str, str]
) -> None:
    """An end with letters waiting loses none of them."""
    simulator.faults.add(Fault("sendMessage", status=429, retry_after=2, times=None))
    update = parent.phone.start()
    await simulator.wait(lambda: simulator.confirmed >= update)
    await _ends_cleanly(running)
    assert parent.newest == 0
    simulator.faults.clear()
    again = await Program.start("run", env=env)
    try:
        await parent.answer_after(0)
        await _ends_cleanly(again)
    finally:
        await again.kill()


async def test_two_programs_do_not_share_their_data(running: Program, env: dict[str, str]) -> None:
    """A second `run` on the same folder is refused; the first goes on."""
    second = await command("run", env=env)
    assert (second.code, second.out) == (1, "")
    assert second.err == "Another kansencoach runs on this data folder. Stop it first.\n"
    await _ends_cleanly(running)


async def test_the_token_is_never_told(
    simulator: Simulator, parent: Visitor, env: dict[str, str]
) -> None:
    """Not even at DEBUG level, and not when Telegram fails."""
    program = await Program.start("run", env={**env, "KANSENCOACH_LOG_LEVEL": "debug"})
    try:
        simulator.faults.add(Fault("getMe", status=502))
        simulator.faults.add(Fault("sendMessage", drop=True))
        simulator.faults.add(Fault("getUpdates", drop=True))
        simulator.faults.add(Fault("setMyCommands", status=400))
        await program.says("is running")
        await parent.start()
        await _ends_cleanly(program)
    finally:
        await program.kill()
    assert "level=debug" in program.err
    assert TOKEN.partition(":")[2] not in program.out + program.err


async def test_it_ends_cleanly_while_telegram_is_out_of_reach(
    simulator: Simulator, env: dict[str, str]
) -> None:
    """Who waits for Telegram at the start can be sent away too."""
    simulator.faults.add(Fault("getMe", status=502, times=None))
    program = await Program.start("run", env=env)
    try:
        await program.says("out of reach")
        await _ends_cleanly(program)
    finally:
        await program.kill()
    assert "is running" not in program.out
