"""espeak-ng speaks, or says at once and in words why it does not."""

import os
import time
from pathlib import Path

import pytest

from bot.speech import sound
from bot.speech.espeak import Espeak, look
from bot.speech.running import run
from bot.speech.voice import SilentError
from tests.speech.ready import ready

SENTENCES = {
    "nl": "Welke dag komt u goed uit? Tik op een dag.",
    "en": "Which day is good for you? Tap a day.",
    "ar": "أي يوم يناسبك؟ اضغط على يوم.",
    "uk": "Який день вам підходить? Натисніть на день.",
    "pl": "Który dzień będzie dobry? Proszę nacisnąć dzień.",
    "tr": "Hangi gün size uygun? Bir güne dokunun.",
    "fa": "کدام روز برای شما خوب است؟ روی یک روز بزنید.",
    "ro": "Ce zi este bună pentru dumneavoastră? Apăsați pe o zi.",
    "bg": "Кой ден е добър за вас? Натиснете ден.",
    "ru": "Какой день вам подходит? Нажмите на день.",
    "de": "Welcher Tag passt Ihnen? Tippen Sie auf einen Tag.",
}


def program(folder: Path, script: str) -> str:
    """Put a program of our own there, in place of espeak-ng."""
    path = folder / "espeak-ng"
    path.write_text(f"#!/bin/sh\n{script}\n", "utf-8")
    path.chmod(0o755)
    return str(path)


@pytest.mark.parametrize("language", SENTENCES)
def test_it_speaks_slowly_and_clips_nothing(language: str) -> None:
    ready()
    said = look().voice(language, 130).say(SENTENCES[language])
    words = len(SENTENCES[language].split())
    assert 0.25 < sound.seconds(sound.trimmed(said)) / words < 0.6
    assert 0.02 < sound.loudness(said) < 0.3
    assert abs(said).max() < 1


def test_fewer_words_a_minute_take_longer() -> None:
    ready()
    slow, fast = (look().voice("nl", pace).say(SENTENCES["nl"]) for pace in (100, 200))
    assert sound.seconds(slow) > 1.5 * sound.seconds(fast)


def test_it_tells_which_languages_it_speaks() -> None:
    ready()
    found = look()
    assert set(SENTENCES) <= found.languages
    assert not {"so", "xx"} & found.languages


def test_a_language_that_it_does_not_speak_is_no_sound_of_another() -> None:
    ready()
    with pytest.raises(SilentError, match="espeak-ng ended with 1"):
        look().voice("so", 130).say("Waa maxay?")


def test_a_missing_program_is_named(tmp_path: Path) -> None:
    with pytest.raises(SilentError, match="espeak-ng does not start: No such file"):
        look(str(tmp_path / "espeak-ng"))


@pytest.mark.parametrize(
    ("told", "why"),
    [
        ("eSpeak NG text-to-speech: 1.48.15", "1.48 is too old: version 1.51 or later is needed"),
        ("something else", "does not tell its version"),
    ],
)
def test_a_program_that_is_too_old_or_another_is_not_used(
    tmp_path: Path, told: str, why: str
) -> None:
    with pytest.raises(SilentError, match=why):
        look(program(tmp_path, f"echo '{told}'"))


@pytest.mark.parametrize(
    ("script", "why"),
    [
        ("exit 3", "espeak-ng ended with 3"),
        ("kill -9 $$", "espeak-ng ended with -9"),
        ("true", "espeak-ng gave no sound"),
        ("head -c 60 /dev/zero", "espeak-ng gave no sound"),
        ("exec 0<&-; exit 1", "espeak-ng ended with 1"),  # it reads nothing of what it is told
    ],
)
def test_a_program_that_fails_is_told_in_words(tmp_path: Path, script: str, why: str) -> None:
    voice = Espeak(program(tmp_path, script), "1.51", frozenset({"nl"})).voice("nl", 130)
    with pytest.raises(SilentError, match=why):
        voice.say("woord " * 50_000)


def test_a_program_that_hangs_is_ended_with_all_that_it_started(tmp_path: Path) -> None:
    mark = tmp_path / "child"
    hanging = program(tmp_path, f"(echo $$ > {mark}; sleep 60) & sleep 60")
    with pytest.raises(SilentError, match=r"espeak-ng took longer than 0\.5 seconds"):
        run([hanging], b"words", limit=0.5)
    group = int(mark.read_text())
    for _ in range(100):  # a process that was killed is there until its parent looks
        if not [it for it in Path("/proc").glob("[0-9]*") if _group(it) == group]:
            return
        time.sleep(0.02)
    raise AssertionError("somebody still sleeps")


def _group(process: Path) -> int:
    try:
        return os.getpgid(int(process.name))
    except ProcessLookupError:
        return 0
