"""kansencoach speech: what to record, what is wrong with it, and who speaks each language now."""

import math
import shutil
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from typer.testing import CliRunner, Result

from bot.cli import cli
from bot.i18n import Languages
from bot.services.heard import heard
from bot.services.world import read_conversations
from bot.settings.speech import Speech
from bot.speech import sound
from bot.speech.espeak import Espeak
from bot.speech.fixed import Fixed
from bot.speech.overview import RECORDED, SILENT, Overview
from bot.speech.piper.recommended import RECOMMENDED
from bot.speech.recordings import Recordings
from bot.speech.script import words
from tests.speech.recorded import EXAMPLE, example, noise, put, tone

MENU = "Wat wilt u doen?"  # 4 words
LONG = "Ik ben een computer. Ik help u een afspraak te maken met de kansencoach. Het kost niets."


@pytest.fixture(scope="module", name="fixed")
def _fixed() -> Fixed:
    config = example()
    return Fixed(Languages(config.languages), heard(config, read_conversations()))


def run(data: Path, *typed: str) -> Result:
    """Type a command of kansencoach speech."""
    env = {"KANSENCOACH_CONFIG": str(EXAMPLE), "KANSENCOACH_DATA": str(data)}
    ended = CliRunner().invoke(cli, ["speech", *typed], env=env)
    assert isinstance(ended.exception, SystemExit | None), ended.exception
    return ended


def named(fixed: Fixed, text: str, code: str = "nl") -> str:
    """Name the recording of a text."""
    name = fixed.id_of(text, code)
    assert name is not None
    return name


def place(data: Path, fixed: Fixed, text: str) -> Path:
    """Give the file of its recording."""
    return data / "recordings" / "nl" / f"{named(fixed, text)}.ogg"


def listed(out: str) -> dict[str, str]:
    """Read a script: names of files, and what to say."""
    lines = (line.split("\t") for line in out.splitlines() if line and not line.startswith("#"))
    return {line[0]: line[1] for line in lines}


def test_the_script_tells_what_to_say_how_and_where_to_put_it(tmp_path: Path, fixed: Fixed) -> None:
    ended = run(tmp_path, "script", "nl")
    assert ended.exit_code == 0
    told = listed(ended.output)
    assert told == {f"{name}.ogg": text for name, text in fixed.texts("nl").items()}
    head = [line for line in ended.output.splitlines() if line.startswith("#")]
    assert str(tmp_path / "recordings" / "nl") in ended.output
    assert "ffmpeg -i in.wav -c:a libopus -b:a 24k out.ogg" in ended.output
    assert "Do not read the pictures" in ended.output
    assert head.index("# Getting to know each other") < head.index("# The menu")
    minutes = round(sum(map(words, told.values())) / 130)
    assert head[-1] == f"# {len(told)} texts, about {minutes} minutes at 130 words a minute."


def test_what_has_a_recording_is_not_missing(tmp_path: Path, fixed: Fixed) -> None:
    put(place(tmp_path, fixed, MENU), tone(1))
    every, missing = (
        listed(run(tmp_path, "script", "nl", *it).output) for it in ([], ["--missing"])
    )
    assert every.keys() - missing.keys() == {f"{named(fixed, MENU)}.ogg"}
    for name in fixed.texts("nl"):
        (tmp_path / "recordings" / "nl" / f"{name}.ogg").touch()
    ended = run(tmp_path, "script", "nl", "--missing")
    assert listed(ended.output) == {}
    assert ended.output.rstrip().endswith("# Nothing is left to record.")
    assert f"nl: all {len(fixed.texts('nl'))} texts are recorded" in run(tmp_path, "check").output


@pytest.mark.parametrize("command", ["script", "check"])
def test_a_language_that_is_not_offered_is_refused_with_those_that_are(
    command: str, tmp_path: Path
) -> None:
    ended = run(tmp_path, command, "xx")
    assert ended.exit_code == 1
    assert ended.output.startswith("there is no language 'xx'; write one of: nl, en, ")


def test_nothing_is_wrong_where_nothing_is_recorded(tmp_path: Path, fixed: Fixed) -> None:
    ended = run(tmp_path, "check")
    assert ended.exit_code == 0
    lines = ended.output.splitlines()
    assert len(lines) == len(fixed.languages.codes)
    count = len(fixed.texts("nl"))
    assert lines[0] == (
        f"nl: 0 of {count} texts are recorded; the others: kansencoach speech script nl --missing"
    )


def test_good_recordings_are_not_complained_of(tmp_path: Path, fixed: Fixed) -> None:
    put(place(tmp_path, fixed, MENU), tone(1.2))
    put(place(tmp_path, fixed, LONG).with_suffix(".opus"), tone(6, 0.05))
    (tmp_path / "recordings" / ".DS_Store").touch()
    (tmp_path / "recordings" / "nl" / ".DS_Store").touch()
    ended = run(tmp_path, "check", "nl")
    assert ended.exit_code == 0
    assert ended.output.startswith("nl: 2 of ")
    assert len(ended.output.splitlines()) == 1


def wav(path: Path) -> None:
    """Name a WAV as if it were the right one."""
    put(path, tone(1), "WAV", None)


def mostly_soft(path: Path) -> None:
    """Hum far from the microphone."""
    put(path, tone(1, 10 ** (-40 / 20) * math.sqrt(2)))


WRONG: dict[str, tuple[Callable[[Path], object], str]] = {
    "long": (lambda path: put(path, tone(5.5)), "takes 5.5 seconds for 4 words, at most 5.1; cut"),
    "short": (lambda path: put(path, tone(0.3)), "takes 0.3 seconds for 4 words, at least 0.5; is"),
    "soft": (mostly_soft, "is too soft: -40 dBFS, at least -35; record it again, closer"),
    "clipped": (lambda path: put(path, noise(1)), "is too loud: its peaks are cut off; record"),
    "wav": (
        wav,
        "is WAV, not OGG/Opus; convert it: ffmpeg -i {name} -c:a libopus -b:a 24k new.ogg",
    ),
    "vorbis": (
        lambda path: put(path, tone(1), "OGG", "VORBIS"),
        "is OGG/Vorbis, not OGG/Opus; convert it: ffmpeg -i {name} ",
    ),
    "silent": (lambda path: put(path, sound.silence(1)), "is silent; record it again: 'Wat wilt"),
    "large": (
        lambda path: path.write_bytes(b"OggS" + bytes(6_000_000)),
        "is too large: 6.0 MB, at most 5; record it again",
    ),
    "other": (
        lambda path: path.write_text("later"),
        "is broken, or no sound that is known here; re",
    ),
}


@pytest.mark.parametrize("kind", WRONG)
def test_a_wrong_recording_is_told_in_a_line_with_what_to_do(
    kind: str, tmp_path: Path, fixed: Fixed
) -> None:
    write, told = WRONG[kind]
    path = place(tmp_path, fixed, MENU)
    path.parent.mkdir(parents=True)
    write(path)
    ended = run(tmp_path, "check", "nl")
    assert ended.exit_code == 1
    line, _ = ended.output.splitlines()
    assert line.startswith(f"nl/{path.name}: {told.format(name=path.name)}")


def test_a_number_is_said_digit_by_digit() -> None:
    assert words("Bel met Samen Doen: 14 0523.") == 10
    assert words("✅ Oké") == 1
    assert words("I don't") == 2


def test_names_that_no_text_has_get_the_nearest_one(tmp_path: Path, fixed: Fixed) -> None:
    name, folder = named(fixed, MENU), tmp_path / "recordings" / "nl"
    changed = f"{name[:-6]}000000"
    for file in (changed, name.replace("want", "wnat"), "hello"):
        put(folder / f"{file}.ogg", tone(1))
    put(folder / f"{name}.mp3", tone(1), "MP3", None)
    put(folder / f"{name}.ogg", tone(1))
    put(folder / f"{name}.opus", tone(1))
    ended = run(tmp_path, "check", "nl")
    assert ended.exit_code == 1
    lines = dict(line.split(": ", 1) for line in ended.output.splitlines())
    assert lines["nl/hello.ogg"] == (
        "no text has this name; see the names: kansencoach speech script nl"
    )
    assert lines[f"nl/{changed}.ogg"] == (
        f"its words are others now; record again {MENU!r}, or, if it says that, call it {name}.ogg"
    )
    typo = lines[f"nl/{name.replace('want', 'wnat')}.ogg"]
    assert typo == f"no text has this name; is it {name}.ogg? That is {MENU!r}"
    assert lines[f"nl/{name}.opus"] == (
        f"is one too many: {name}.ogg is the same text; keep one of them"
    )
    assert lines[f"nl/{name}.mp3"].startswith("is one too many: ")
    (folder / f"{name}.ogg").unlink()
    (folder / f"{name}.opus").unlink()
    told = run(tmp_path, "check", "nl").output
    convert = f"convert it: ffmpeg -i {name}.mp3 -c:a libopus -b:a 24k {name}.ogg\n"
    assert f"nl/{name}.mp3: its name must end in .ogg; {convert}" in told


def test_what_is_in_no_folder_of_a_language_is_told(tmp_path: Path) -> None:
    put(tmp_path / "recordings" / "terug.ogg", tone(1))
    (tmp_path / "recordings" / "vlaams").mkdir()
    ended = run(tmp_path, "check")
    assert ended.exit_code == 1
    stray, folder, *_ = ended.output.splitlines()
    assert stray == "terug.ogg: put it in the folder of its language, such as nl"
    assert folder.startswith(
        "vlaams: no language of kansencoach.toml has this code; the folder must"
    )


def overview(data: Path, fixed: Fixed, *, espeak: Espeak | None, **table: object) -> dict[str, str]:
    """Tell who speaks: code -> the lines of a language; "" -> those before the first one."""
    there = Recordings(data / "recordings", fixed)
    speech = Speech.model_validate(table)
    told = Overview(
        speech, fixed, there, data / "voices", has_piper=True, espeak=espeak, why="none"
    )
    found, code = {"": ""}, ""
    for line in told.lines():
        first, _, rest = line.partition(" ")
        code = first if first in fixed.languages.codes else code
        found[code] = f"{found.get(code, '')}{rest if first == code else line}\n"
    return found


ESPEAK = Espeak("espeak-ng", "1.52", frozenset({"nl", "en", "ar"}))


def test_who_speaks_a_language_is_told_from_what_is_there(tmp_path: Path, fixed: Fixed) -> None:
    voice = "nl_NL-ronnie-medium"
    told = overview(
        tmp_path, fixed, espeak=ESPEAK, piper={"nl": voice, "ar": "ar_JO-kareem-medium"}
    )
    assert told["ti"].startswith(f"ትግርኛ: {SILENT}\n")
    assert told["en"].startswith("English: espeak-ng 1.52, voice en\n")
    assert "Recommended: en_US-ljspeech-medium (public domain)" in told["en"]
    assert told["nl"].startswith("Nederlands: espeak-ng 1.52, voice nl\n")
    lacking = tmp_path / "voices" / f"{voice}.onnx"
    get = f"python -m piper.download_voices {voice} --download-dir {tmp_path / 'voices'}"
    assert f"Piper: {voice} is not used: {lacking} is missing: {get}\n" in told["nl"]
    lacking.parent.mkdir()
    lacking.touch()
    lacking.with_suffix(".onnx.json").touch()
    put(place(tmp_path, fixed, MENU), tone(1))
    told = overview(tmp_path, fixed, espeak=ESPEAK, piper={"nl": voice})
    count = len(fixed.texts("nl"))
    assert told["nl"] == f"Nederlands: Piper, {voice}\n   recordings: 1 of {count}\n"


def test_without_espeak_it_is_told_how_to_get_it(tmp_path: Path, fixed: Fixed) -> None:
    put(place(tmp_path, fixed, MENU), tone(1))
    told = overview(tmp_path, fixed, espeak=None, on=False)
    assert "Nothing is read aloud: kansencoach.toml has [speech] on = false." in told[""]
    assert "No espeak-ng: none. To install it: apt-get install espeak-ng" in told[""]
    assert told["nl"].startswith(f"Nederlands: {RECORDED}\n")
    assert told["en"].startswith(f"English: {SILENT}\n")


def test_a_voice_of_a_server_needs_no_files(tmp_path: Path, fixed: Fixed) -> None:
    url = "http://127.0.0.1:5000"
    told = overview(tmp_path, fixed, espeak=ESPEAK, piper={"nl": "some-voice"}, piper_url=url)
    assert told["nl"].startswith("Nederlands: Piper, some-voice\n")
    assert f"Piper: some-voice of {url}; espeak-ng when it does not answer" in told["nl"]


def test_the_command_looks_at_this_machine(tmp_path: Path, fixed: Fixed) -> None:
    ended = run(tmp_path, "voices")
    assert ended.exit_code == 0
    for code in fixed.languages.codes:
        assert f"{code} {fixed.languages.own_name(code)}: " in ended.output
        voice = RECOMMENDED.get(code)
        assert voice is None or voice.name in ended.output
    assert "MODEL_CARD" in ended.output
    assert ("espeak-ng 1." in ended.output) == (shutil.which("espeak-ng") is not None)


def test_a_recommended_voice_speaks_the_language(fixed: Fixed) -> None:
    assert set(RECOMMENDED) == set(fixed.languages.codes) - {"ti", "so"}
    assert all(voice.name.startswith(f"{code}_") for code, voice in RECOMMENDED.items())


def test_tones_are_as_loud_as_these_tests_say() -> None:
    assert np.isclose(20 * np.log10(sound.loudness(tone(1, math.sqrt(2) / 100))), -40, atol=0.5)
