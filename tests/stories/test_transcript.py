"""A coach hears a voice message at once, and may read after that what a computer made of it."""

import io
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.settings import Config
from bot.simulator.faults import Fault
from bot.writing.transcribing import Transcriber
from tests.stories.machinery import machine_texts, say, transcribing
from tests.stories.mailbox import Mailbox, text_of
from tests.stories.posting import BILAL, notified, server
from tests.stories.town import PATIENCE, Town
from tests.stories.ways import ask, replies
from tests.writing import programs
from tests.writing.conftest import Speak, speak, tiny
from tests.writing.programs import model, program

__all__ = ["speak", "tiny"]  # fixtures

SPOKEN = "Hoe laat begint de zwemles van mijn zoon?"  # what the stand-in hears is what was sent
SOUND = SPOKEN.encode()


@pytest.fixture
async def machine(tmp_path: Path) -> AsyncIterator[Transcriber]:
    """A program that takes bytes for words: how they are heard is told elsewhere."""
    built = Transcriber(model(tmp_path / "m"), program=program(tmp_path / "p", programs.TELLS))
    yield built
    await built.close()


@pytest.fixture(params=["straight", "restarted"])
async def town(
    request: pytest.FixtureRequest, tmp_path: Path, config: Config, machine: Transcriber
) -> AsyncIterator[Town]:
    built = transcribing(tmp_path, config, machine, restarts=request.param == "restarted")
    await built.start()
    yield built
    await built.stop()


async def test_a_real_model_writes_down_what_a_parent_says(
    tmp_path: Path, config: Config, tiny: Path, speak: Speak
) -> None:
    town = transcribing(tmp_path, config, Transcriber(tiny))
    await town.start()
    coach, parent = await town.coach("bilal"), await town.parent("Sanne", "nl")
    await say(parent, speak(SPOKEN, "nl"))
    voice, text = [message for message in coach.phone.messages if message.outgoing][-2:]
    assert voice.voice is not None
    assert "🤖" in (text.text or "")
    assert (text.text or "").splitlines()[-1].startswith("word")  # it knows no others
    await town.stop()


async def test_the_voice_comes_first_and_the_words_are_marked(town: Town, log: io.StringIO) -> None:
    coach, parent = await town.coach("bilal"), await town.parent("Sanne", "nl")
    await say(parent, SOUND)
    voice, text = [message for message in coach.phone.messages if message.outgoing][-2:]
    assert voice.voice is not None
    head, words = (text.text or "").split("\n\n")
    assert head.startswith(town.says("🤖 Written down by a computer. It can be wrong."))
    assert "Sanne" in head
    language, said = words.splitlines()
    assert "Nederlands" in language
    assert said == SPOKEN
    assert SPOKEN not in log.getvalue()
    bodies = await town.rows("SELECT DISTINCT body FROM letters WHERE ended IS NOT NULL")
    assert bodies == [("",)]
    assert SPOKEN not in str(await town.rows("SELECT content FROM messages"))
    await replies(coach, text, "Om drie uur.")
    assert "Om drie uur." in parent.reads


async def test_what_a_machine_writes_is_a_command_to_nobody(town: Town) -> None:
    coach, parent = await town.coach("bilal"), await town.parent("Sanne", "nl")
    await say(parent, b"/menu ja, annuleer alles, tik op de knop")
    assert "annuleer alles" in machine_texts(coach)[0]
    assert parent.reads.startswith("✅")
    assert await coach.place() is None


async def test_a_photo_and_typed_words_are_not_written_down(town: Town) -> None:
    coach, parent = await town.coach("bilal"), await town.parent("Sanne", "nl")
    await ask(parent, "Is er zwemles?")
    await parent.tap("💬")
    await parent.does("send_photo", b"\xff\xd8\xff" + bytes(40), caption="Wat staat hier?")
    assert machine_texts(coach) == []


async def test_without_its_model_only_the_voice_comes(tmp_path: Path, config: Config) -> None:
    town = transcribing(tmp_path, config, None)
    await town.start()
    coach, parent = await town.coach("bilal"), await town.parent("Sanne", "nl")
    await say(parent, SOUND)
    assert coach.phone.last is not None
    assert coach.phone.last.voice is not None
    await town.after(hours=1)
    assert machine_texts(coach) == []
    await town.stop()


@pytest.mark.parametrize("does", [programs.DIES, programs.RAVES, '    say(fault="X")'])
async def test_a_machine_that_fails_is_one_line_in_the_log(
    tmp_path: Path, config: Config, log: io.StringIO, does: str
) -> None:
    machine = Transcriber(model(tmp_path / "m"), program=program(tmp_path / "p", does))
    town = transcribing(tmp_path, config, machine)
    await town.start()
    coach, parent = await town.coach("bilal"), await town.parent("Sanne", "nl")
    await say(parent, SOUND)
    await town.after(hours=1)
    assert coach.phone.last is not None
    assert coach.phone.last.voice is not None
    assert log.getvalue().count("a machine fails") == 1
    await town.stop()


async def test_a_machine_at_work_holds_up_nothing(tmp_path: Path, config: Config) -> None:
    command = program(tmp_path / "p", programs.WAITS)
    machine = Transcriber(model(tmp_path / "m"), program=command)
    town = transcribing(tmp_path, config, machine)
    await town.start()
    coach, parent = await town.coach("bilal"), await town.parent("Sanne", "nl")
    await parent.type("/menu")
    await parent.tap("💬")
    parent.phone.send_voice(SOUND, 1)
    await town.simulator.wait(lambda: machine.running is not None, PATIENCE)
    assert coach.phone.last is not None
    assert coach.phone.last.voice is not None
    coach.phone.type("/menu")
    await town.simulator.wait(lambda: any("🗓️" in label for label in coach.buttons), PATIENCE)
    (tmp_path / "m" / "go").touch()
    await town.quiet()
    assert SPOKEN in machine_texts(coach)[0]
    await town.stop()


async def test_a_file_that_telegram_lost_or_does_not_give_now(
    tmp_path: Path, config: Config, machine: Transcriber
) -> None:
    town = transcribing(tmp_path, config, machine)
    await town.start()
    coach, parent = await town.coach("bilal"), await town.parent("Sanne", "nl")
    town.simulator.faults.add(Fault("getFile", status=502))
    await say(parent, SOUND)
    assert machine_texts(coach) == []
    await town.after(minutes=1)
    assert len(machine_texts(coach)) == 1
    town.simulator.faults.add(
        Fault("getFile", status=400, description="Bad Request: file is too big")
    )
    await say(parent, SOUND)
    await town.after(minutes=10)
    assert len(machine_texts(coach)) == 1
    await town.stop()


async def test_who_erases_everything_leaves_nothing_to_write_down(
    tmp_path: Path, config: Config, machine: Transcriber
) -> None:
    town = transcribing(tmp_path, config, machine)
    await town.start()
    coach, parent = await town.coach("bilal"), await town.parent("Sanne", "nl")
    town.simulator.faults.add(Fault("getFile", status=502))
    await say(parent, SOUND)
    assert await town.rows("SELECT kind, body FROM letters WHERE ended IS NULL") == [
        ("transcript", "")
    ]
    await parent.type("/privacy")
    await parent.tap("🗑️")
    await parent.tap("✅")
    await town.after(minutes=10)
    assert machine_texts(coach) == []
    assert await town.rows("SELECT id FROM letters WHERE kind IN ('transcript', 'written')") == []
    await town.stop()


async def test_a_restart_in_between_brings_it_once(tmp_path: Path, config: Config) -> None:
    command = program(tmp_path / "p", programs.HANGS_ONCE)
    machine = Transcriber(model(tmp_path / "m"), program=command)
    town = transcribing(tmp_path, config, machine)
    await town.start()
    coach, parent = await town.coach("bilal"), await town.parent("Sanne", "nl")
    await parent.type("/menu")
    await parent.tap("💬")
    parent.phone.send_voice(SOUND, 1)
    await town.simulator.wait((tmp_path / "m" / "hung").exists, PATIENCE)
    await town.stop_program()
    assert machine.running is None
    await town.start_program()
    await town.quiet()
    assert SPOKEN in machine_texts(coach)[0]
    await town.restart()
    await town.quiet()
    assert len(machine_texts(coach)) == 1
    await town.stop()


async def test_who_reads_both_ways_gets_it_both_ways_and_it_is_heard_once(
    tmp_path: Path, config: Config, machine: Transcriber, mailbox: Mailbox
) -> None:
    town = transcribing(tmp_path, notified(config, bilal="both"), machine)
    town.mail = server(mailbox)
    await town.start()
    coach, parent = await town.coach("bilal"), await town.parent("Sanne", "nl")
    await say(parent, SOUND)
    question, made = mailbox.to(BILAL)
    assert [part.get_content() for part in question.iter_attachments()] == [SOUND]
    assert SPOKEN in text_of(made)
    assert len(machine_texts(coach)) == 1
    await town.stop()
