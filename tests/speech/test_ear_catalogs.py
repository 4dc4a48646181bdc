"""Every sentence of every catalog can be said, and a real voice takes it."""

import shutil
import subprocess
from collections.abc import Iterator
from datetime import date, time

import pytest

from bot.conversation.words import Say, Value, placeholders
from bot.i18n import Languages
from bot.i18n.catalog import ids, read
from bot.speech.ear import stretches
from tests.leaving_out import leave_out
from tests.speech.ears import CODES, ear, said

TODAY, DAY = date(2026, 11, 1), date(2026, 12, 1)
VALUES: dict[str, Value] = {  # all others are a name
    "clock": "9:05", "from": "10:00", "start": "9:00", "end": "12:30", "when": time(14, 30),
    "phone_number": "06-12345678", "number": "0800-2000", "contact": "Samen Doen",
    "role": "kansencoach", "minutes": 20, "count": 20, "day": DAY, "promised": DAY, "first": DAY,
    "last": date(2026, 12, 3), "where": "Basisschool De Regenboog",
}  # fmt: skip
# What a voice pauses at or knows as a part of a word, in each language: nothing else is left.
MARKS = set(" .,:?!-'\n")
MORE = {
    "ar": set("،؟\u064b\u064f\u0651ـ"),
    "fa": set("،؟\u064b\u0651\u0654\u200cِ"),
    "ti": set("።፣፧"),
}
VOICES = ("nl", "en", "ar", "tr", "pl", "uk", "fa", "ro", "bg", "de", "ru")  # of espeak-ng 1.51
SIGNS = "*_<>@#/"


def shown(code: str) -> Iterator[str]:
    """Give every sentence as the screen shows it."""
    language = Languages([code])
    for message in read(code).messages:
        if message.id:
            english = ids(message)
            names = {name.partition(":")[0] for name in placeholders(english[-1])}
            values = {name: VALUES.get(name, "Anna") for name in names}
            plural = english[1] if len(english) > 1 else None
            yield language.render(Say(english[0], values, plural, 20), code, TODAY)


def espeak(code: str, text: str) -> str:
    """Give the sounds that a real voice makes of a text; skip by name without the program."""
    program = shutil.which("espeak-ng")
    if program is None:
        leave_out("espeak-ng is not there: no voice has read the texts")
    command = [program, "-v", code, "--ipa", "-q", "--stdin"]
    return subprocess.run(  # noqa: S603 - our own words
        command, input=text, capture_output=True, text=True, check=True, timeout=60
    ).stdout


@pytest.mark.parametrize("code", CODES)
def test_every_sentence_is_said_and_leaves_no_odd_characters(code: str) -> None:
    for text in shown(code):
        heard = said(code, text)
        odd = {char for char in heard if not char.isalnum()} - MARKS - MORE.get(code, set())
        assert heard, text
        assert not odd, f"{text!r} is said as {heard!r}"
        assert said(code, heard) == heard


@pytest.mark.parametrize("code", CODES)
def test_no_short_form_of_the_screen_is_left_in_a_sentence(code: str) -> None:
    for text in shown(code):
        heard = said(code, text)
        for left in ("9:05", "10:00", "06-1", "0800", "12345678"):
            assert left not in heard, heard


@pytest.mark.parametrize("code", ["nl", "en", "de"])
def test_a_real_voice_would_spell_out_a_sign_that_is_left(code: str) -> None:
    assert espeak(code, "*").strip() in espeak(code, "Anna * Anna")


@pytest.mark.parametrize("code", VOICES)
def test_a_real_voice_says_it_without_spelling_out_signs(code: str) -> None:
    names = {name for sign in SIGNS if len(name := espeak(code, sign).strip()) > 2}
    assert names, "this voice has no names of signs: the check finds nothing"
    screen = "*1️⃣* 👍 <b>Anna</b> (06-12345678) · € 5,50 – 10:00–10:30 & https://x.nl/a_b\u2069"
    for heard, voice in stretches(screen, code, ear):
        sounds = espeak(voice, heard)
        assert sounds.strip()
        assert not [name for name in names if name in sounds], sounds


@pytest.mark.parametrize("code", VOICES)
def test_a_real_voice_says_the_sentences_of_its_catalog(code: str) -> None:
    heard = "\n".join(said(code, text) for text in list(shown(code))[:20])
    assert len(espeak(code, heard).split()) > 20
