"""What a voice says, another machine understands: espeak-ng speaks, a real Whisper writes down.

The model is none of ours: its folder stands in KANSENCOACH_TEST_WHISPER. The figures say how well
these two machines get along, and not how well a parent is understood.
"""

import os
import sys
import unicodedata
from datetime import date
from pathlib import Path

import pytest

from bot.conversation.words import Say
from bot.i18n import Languages
from bot.settings.fields import LANGUAGES
from bot.speech import espeak
from bot.speech.sound import Sound, opus, seconds
from bot.speech.voice import SilentError
from bot.writing.outcome import NothingWrittenError
from bot.writing.transcribing import Transcriber, lacking

SENTENCES = (
    "First choose the school of your child.",
    "You can ask more, or make an appointment.",
    "This appointment has begun. It cannot change any more.",
    "Sorry, this time is not free any more. Please choose another time.",
)
MODEL = os.environ.get("KANSENCOACH_TEST_WHISPER")
UNKNOWN = {"ti"}  # to Whisper
SPEED = 110  # words a minute
UNDERSTOOD = {"nl", "en", "de", "ro"}  # by the smallest models of many languages already
WORST = 0.75  # of what those get wrong

pytestmark = [
    pytest.mark.optional,
    pytest.mark.skipif(MODEL is None, reason="KANSENCOACH_TEST_WHISPER names no model"),
]


def letters(text: str) -> str:
    """Keep letters and digits: a machine puts full stops where it likes."""
    plain = unicodedata.normalize("NFKC", text).casefold()
    return "".join(each for each in plain if each.isalnum())


def distance(said: str, heard: str) -> int:
    """Count the letters to change, add or leave out: Levenshtein."""
    row = list(range(len(heard) + 1))
    for number, letter in enumerate(said, 1):
        before, row = row, [number]
        for place, other in enumerate(heard):
            change = before[place] + (letter != other)
            row.append(min(before[place + 1] + 1, row[place] + 1, change))
    return row[-1]


def test_the_measure_itself() -> None:
    assert distance("kitten", "sitting") == 3
    assert distance("", "ab") == distance("ab", "") == 2
    assert letters("Één, twee!") == "ééntwee"


@pytest.mark.parametrize("language", [code for code in LANGUAGES if code not in UNKNOWN])
async def test_how_much_of_a_language_is_understood(
    language: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert MODEL is not None
    folder = Path(MODEL)
    assert lacking(folder) == []
    languages, voice = Languages(LANGUAGES), _voice(language)
    machine, wrong, total, length = Transcriber(folder, slack=120), 0, 0, 0.0
    for sentence in SENTENCES:
        said = languages.render(Say(sentence), language, date(2026, 11, 30))
        sound = voice.say(said)
        heard = await _heard(machine, sound, language)
        wrong += distance(letters(said), letters(heard))
        total += len(letters(said))
        length += seconds(sound)
    await machine.close()
    with capsys.disabled():
        told = f"{wrong / total:.0%} of {total} letters wrong in {length:.0f} seconds"
        sys.stderr.write(f"\n{language}: {told}; the last one: {heard}\n")
    assert language not in UNDERSTOOD or wrong / total < WORST


async def _heard(machine: Transcriber, sound: Sound, language: str) -> str:
    """Write a sound down; nothing, if no sense can be made of it."""
    try:
        return (await machine.write_down(opus(sound), seconds(sound) + 1, language)).text
    except NothingWrittenError:
        return ""


def _voice(language: str) -> espeak.EspeakVoice:
    """Find the voice of a language; skips where the program does not speak it."""
    try:
        program = espeak.look()
    except SilentError as missing:
        pytest.skip(str(missing))
    if language not in program.languages:
        pytest.skip(f"espeak-ng does not speak {language}")
    return program.voice(language, SPEED)
