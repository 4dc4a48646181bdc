"""Whatever happens to Piper's server of ours, it speaks again, or is silent in time."""

import logging
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from threading import Thread
from time import monotonic, sleep

import pytest

from bot.speech.piper import PiperServer, PiperVoice
from bot.speech.voice import SilentError
from tests.program.program import ROOT
from tests.speech import tone_voice
from tests.speech.conftest import ARABIC, DUTCH
from tests.speech.processes import environment, eventually, is_gone, memory_runs_out_for_it_first

TEXT = "Geheim gesprek."
ENDED = "Piper ended, it starts again when it is needed:"


@pytest.fixture
def server(voices: Path) -> Iterator[PiperServer]:
    """Give a server that may be harmed; its limit is long enough for a machine that is busy."""
    server = PiperServer(None, voices, seconds=4)
    yield server
    server.stop()


def speak(server: PiperServer) -> int:
    """Have something said; tell by which process."""
    assert len(PiperVoice(server, DUTCH).say(TEXT))
    assert server.pid
    return server.pid


def silent(server: PiperServer, why: str, voice: str = DUTCH) -> None:
    """Expect that nothing is said, and this as the reason."""
    with pytest.raises(SilentError, match=why):
        PiperVoice(server, voice).say(TEXT)


def logged(caplog: pytest.LogCaptureFixture) -> list[str]:
    """Give what an operator is told, which is never what was said."""
    assert TEXT not in caplog.text
    return [record.getMessage() for record in caplog.records if record.levelno >= logging.WARNING]


def test_after_it_was_killed_another_one_speaks(
    server: PiperServer, caplog: pytest.LogCaptureFixture
) -> None:
    first = speak(server)
    os.kill(first, signal.SIGKILL)
    eventually(lambda: server.pid is None)
    assert speak(server) != first
    eventually(lambda: logged(caplog) == [f"{ENDED} code -9"])


def test_when_it_hangs_we_are_silent_in_time_and_another_one_speaks(
    server: PiperServer, caplog: pytest.LogCaptureFixture
) -> None:
    first = speak(server)
    os.kill(first, signal.SIGSTOP)
    began = monotonic()
    silent(server, "hangs")
    assert monotonic() - began < 5
    assert is_gone(first)
    assert speak(server) != first
    eventually(lambda: logged(caplog) == [f"{ENDED} it hung"])


def test_when_it_hangs_while_it_starts_it_is_given_up(
    voices: Path, caplog: pytest.LogCaptureFixture
) -> None:
    server = PiperServer(None, voices, seconds=0.1)
    silent(server, "starting")
    assert server.pid
    os.kill(first := server.pid, signal.SIGSTOP)
    sleep(0.3)
    silent(server, "rests")
    assert is_gone(first)
    eventually(lambda: logged(caplog) == [f"{ENDED} it did not start in time"])


def test_to_stop_need_not_wait_for_who_speaks(
    server: PiperServer, caplog: pytest.LogCaptureFixture
) -> None:
    first = speak(server)
    os.kill(first, signal.SIGSTOP)
    speaker = Thread(target=silent, args=(server, "no answer|starting"))
    speaker.start()
    began = monotonic()
    server.stop()
    assert is_gone(first)
    speaker.join()
    assert monotonic() - began < 3.5
    assert not logged(caplog)


@pytest.mark.usefixtures("voices")  # and so with Piper
def test_a_voice_that_is_broken_is_not_tried_again_at_once(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    tone_voice.build(tmp_path, ARABIC, "ar")
    tone_voice.build(tmp_path, DUTCH, "nl")
    (tmp_path / f"{DUTCH}.onnx.json").write_text("{}", "utf-8")
    server = PiperServer(None, tmp_path)
    silent(server, "did not start")
    silent(server, "rests")
    [line] = logged(caplog)
    assert line == f"{ENDED} code 1, KeyError: 'num_symbols'"
    assert len(PiperVoice(server, ARABIC).say("نعم"))  # the others speak
    silent(server, "500")
    server.stop()


def test_when_we_are_killed_it_ends_too_and_never_had_our_secrets(voices: Path) -> None:
    command = [sys.executable, "-m", "tests.speech.speaker", str(voices), DUTCH]
    env = {**os.environ, "KANSENCOACH_KEY": "our-secret"}
    with subprocess.Popen(  # noqa: S603 — our own module
        command, cwd=ROOT, env=env, stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as speaker:
        assert speaker.stdout
        child = int(speaker.stdout.readline())
        assert "our-secret" not in environment(child)
        assert memory_runs_out_for_it_first(child)
        assert not is_gone(child)
        speaker.kill()
    eventually(lambda: is_gone(child))
