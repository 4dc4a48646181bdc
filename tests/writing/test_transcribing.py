"""What is said is written down by a real program beside ours, which may fail in every way."""

import asyncio
import os
import time
from collections.abc import Sequence
from pathlib import Path

import pytest

from bot.speech.sound import opus, silence
from bot.writing import whisper_worker
from bot.writing.outcome import NothingWrittenError, Written
from bot.writing.transcribing import Transcriber, lacking
from tests.writing import programs
from tests.writing.conftest import Speak
from tests.writing.programs import model, program

SAID = "Goedemorgen. Hoe laat begint de zwemles?"


def stand_in(folder: Path, does: str, **limits: float) -> Transcriber:
    return Transcriber(model(folder), program=program(folder, does), **limits)


def is_alive(number: int) -> bool:
    """Tell whether there is a process of this number."""
    try:
        os.kill(number, 0)
    except ProcessLookupError:
        return False
    return True


async def fails(machine: Transcriber, sound: bytes = b"sound", seconds: float = 1) -> str:
    """Have something written down in vain; give the reason."""
    with pytest.raises(NothingWrittenError) as failed:
        await machine.write_down(sound, seconds, "nl")
    return str(failed.value)


# --- the real program, and a model whose weights are chance


async def test_words_come_in_the_language_that_is_told_or_else_heard(
    tiny: Path, speak: Speak
) -> None:
    machine, sound = Transcriber(tiny), speak(SAID, "nl")
    told = await machine.write_down(sound, 5, "nl")
    assert told.text.startswith("word")
    assert told.language == "nl"
    first = machine.running
    heard = await machine.write_down(sound, 5, "ti")  # Whisper knows no Tigrinya
    assert heard.text
    assert heard.language not in {None, "ti"}
    assert machine.running == first is not None
    await machine.close()
    assert machine.running is None


async def test_the_program_stands_back_and_the_loop_turns_meanwhile(
    tiny: Path, speak: Speak
) -> None:
    machine = Transcriber(tiny)
    work = asyncio.create_task(machine.write_down(speak(SAID, "nl"), 5, "nl"))
    turns = 0
    while not work.done():
        await asyncio.sleep(0.005)
        turns += 1
    await work
    assert turns > 20
    assert machine.running is not None
    assert os.getpriority(os.PRIO_PROCESS, machine.running) >= 10
    await machine.close()


async def test_silence_and_what_is_no_sound_give_no_words_and_stop_nobody(
    tiny: Path, speak: Speak
) -> None:
    machine = Transcriber(tiny)
    assert await fails(machine, opus(silence(2))) == "no words"
    first = machine.running
    assert await fails(machine, b"OggS" + bytes(40)) == "EOFError"
    assert await fails(machine, b"") != ""
    assert (await machine.write_down(speak(SAID, "nl"), 5, "nl")).text
    assert machine.running == first is not None
    await machine.close()


async def test_a_model_that_is_missing_or_broken(tiny: Path, tmp_path: Path) -> None:
    assert await fails(Transcriber(tmp_path / "none")) == "there is no model"
    broken = Transcriber(model(tmp_path / "broken"))  # every file is empty
    assert await fails(broken) in {"ChildProcessError", "BrokenPipeError", "ConnectionResetError"}
    await broken.close()
    assert lacking(tiny) == []
    assert lacking(tmp_path) == ["model.bin", "config.json", "tokenizer.json"]


def test_no_more_is_decoded_than_was_told(speak: Speak) -> None:
    sound = speak(" ".join(10 * [SAID]), "nl")
    samples = whisper_worker._samples(sound, 1.0)
    assert whisper_worker.RATE <= len(samples) < 1.1 * whisper_worker.RATE


# --- programs that misbehave


async def test_a_program_that_hangs_is_killed_and_the_next_one_works(tmp_path: Path) -> None:
    machine = stand_in(tmp_path, programs.HANGS_ONCE, slack=0.5)
    begun = time.monotonic()
    assert await fails(machine, seconds=0.1) == "TimeoutError"
    assert time.monotonic() - begun < 3
    assert machine.running is None
    assert await machine.write_down(b"hallo", 0.1, "nl") == Written("hallo", "nl")
    await machine.close()


@pytest.mark.parametrize(
    ("does", "reasons"),
    [
        (programs.DIES, {"ChildProcessError", "BrokenPipeError", "ConnectionResetError"}),
        (programs.RAVES, {"JSONDecodeError"}),
        (programs.FORGETS, {"KeyError"}),
        ('    say(fault="X")', {"X"}),
        ('    say(text=" ", language="nl")', {"no words"}),
        ('    say(text=2**20 * "x", language="nl")', {"ValueError"}),
    ],
)
async def test_whatever_else_a_program_does_gives_no_words(
    tmp_path: Path, does: str, reasons: Sequence[str]
) -> None:
    machine = stand_in(tmp_path, does)
    assert await fails(machine) in reasons
    await machine.close()


async def test_a_program_that_is_not_there(tmp_path: Path) -> None:
    machine = Transcriber(model(tmp_path), program=(str(tmp_path / "none"),))
    assert await fails(machine) == "FileNotFoundError"


async def test_the_program_ends_when_nothing_is_asked_of_it(tmp_path: Path) -> None:
    machine = stand_in(tmp_path, programs.TELLS, idle=0.2)
    await machine.write_down(b"een", 1, "nl")
    first = machine.running
    await machine.write_down(b"twee", 1, "nl")
    assert machine.running == first is not None
    async with asyncio.timeout(10):
        while is_alive(first):  # noqa: ASYNC110 - a process sets no event
            await asyncio.sleep(0.02)
    assert machine.running is None
    assert (await machine.write_down(b"drie", 1, "nl")).text == "drie"
    await machine.close()


async def test_who_no_longer_waits_ends_the_program(tmp_path: Path) -> None:
    """What it would say later belongs to no question any more."""
    machine = stand_in(tmp_path, programs.HANGS)
    work = asyncio.create_task(machine.write_down(b"sound", 10, "nl"))
    async with asyncio.timeout(10):
        while machine.running is None:  # noqa: ASYNC110 - idem
            await asyncio.sleep(0.02)
    work.cancel()
    with pytest.raises(asyncio.CancelledError):
        await work
    assert machine.running is None


async def test_one_sound_after_the_other(tmp_path: Path) -> None:
    machine = stand_in(tmp_path, programs.TELLS)
    sounds = [f"{number}".encode() * 100_000 for number in range(3)]
    made = await asyncio.gather(*(machine.write_down(sound, 1, "nl") for sound in sounds))
    assert [written.text.encode() for written in made] == sounds
    await machine.close()


async def test_the_program_is_shown_no_secret(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KANSENCOACH_KEY", "s3cret")
    machine = stand_in(tmp_path, programs.TELLS_ITS_SECRETS)
    names = (await machine.write_down(b"sound", 1, "nl")).text.split()
    assert "PATH" in names
    assert not [name for name in names if "KANSENCOACH" in name]
    await machine.close()


def test_what_goes_round_and_round_is_left_out() -> None:
    gap, joined = whisper_worker.LEFT_OUT, whisper_worker._joined
    assert joined(["Goedemorgen.", gap, gap, "Tot dan."]) == "Goedemorgen. … Tot dan."
    assert joined([gap, gap]) == joined([]) == ""
