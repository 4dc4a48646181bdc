"""Every language has a sound ear.toml, and one that is broken is told with file, key and remedy."""

import re
from pathlib import Path

import pytest

from bot.i18n.catalog import LOCALES
from bot.speech.ear import BrokenEarError, read_ear
from tests.speech.ears import CODES, ear, said

HOUR, NR = 'hour = "{hour} uur"', '"nr." = "nummer"'
LITTLE = '[[hours]]\nafter = []\nsaid = ["nul"]\n'
NOWHERE = f'[[numbers]]\nafter = ["op"]\nsaid = {["een"] * 31}\n'

ONCE = "write {hour} in it once, and nothing else between braces"
SIGNS = "take it out, or write one of stop, comma, and, plus, percent, until"
LIST = 'write a list of texts, as ["a", "b"]'
GONE = "take it out, there is no such table"
LINES = 'write this table, with lines as shown = "said"; it may be empty'
MONEY = "write this table, with whole, cents, euro, euros"
DOUBLE = "write it with two brackets each side, as [[hours]]"
EVERYWHERE = "write one with after = [], for everywhere else"
COPY = "copy nl/ear.toml to this place and translate it"

DUTCH = (LOCALES / "nl" / "ear.toml").read_text("utf-8")


def complaints(folder: Path, text: str | bytes) -> tuple[str, ...]:
    """Tell what is wrong with an ear.toml."""
    path = folder / "nl" / "ear.toml"
    path.parent.mkdir()
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    with pytest.raises(BrokenEarError) as broken:
        read_ear("nl", folder)
    assert str(broken.value) == "\n".join(broken.value.complaints)
    return broken.value.complaints


@pytest.mark.parametrize("code", CODES)
def test_every_language_has_an_ear_file_that_reads_without_fault(code: str) -> None:
    assert len(ear(code).days.months) == 12
    assert ear(code) is read_ear(code, LOCALES)


@pytest.mark.parametrize("code", CODES)
def test_every_ear_file_explains_its_keys_at_its_head(code: str) -> None:
    text = (LOCALES / code / "ear.toml").read_text("utf-8")
    head = text[: text.index("\n\n")]
    assert all(line.startswith("#") for line in head.splitlines())
    for key in re.findall(r"^(?:\[\[?(\w+)\]|(\w+) = )", DUTCH, re.MULTILINE):
        assert "".join(key) in head or key[1], f"{code}: {key}"


@pytest.mark.parametrize("code", CODES)
def test_what_is_said_for_a_short_form_is_not_shortened_again(code: str) -> None:
    words = ear(code)
    for shown, full in (*words.abbreviations, *words.closing, *words.said):
        assert said(code, full).rstrip(".።").casefold() == full.rstrip(".").casefold(), shown


@pytest.mark.parametrize(
    ("right", "wrong", "complaint"),
    [
        (HOUR, 'hour = "uur"', f"[times] hour: {ONCE}"),
        (HOUR, 'hour = "{uur} uur"', f"[times] hour: {ONCE}"),
        (HOUR, 'hour = "{hour} {uur"', "[times] hour: write each { with its }"),
        (HOUR, "hour = 5", "[times] hour: write a text with {hour}"),
        (HOUR + "\n", "", "[times] hour: it is missing, write a text with {hour}"),
        ("early_until = 9", 'early_until = "9"', "[times] early_until: write a number, as 9"),
        ("month_first = false", "month_first = 0", "[days] month_first: write true or false"),
        ('and = "en"', 'and = " "', "[signs] and: write a text between quotes"),
        ('and = "en"', 'and = "en"\nor = "of"', f"[signs] or: {SIGNS}"),
        ('beside = ["uur"', 'beside = [1, "uur"', f"[times] beside: {LIST}"),
        ('"januari", ', "", "[days] months: write 12 texts, not 11"),
        (NR, '"nr." = 1', "[abbreviations] nr.: write a text between quotes"),
        (NR, '" " = "nummer"', "[abbreviations]: write what is shown before each ="),
        ("[said]\n", "[say]\n", f"[say]: {GONE} | [said]: {LINES}"),
        ("[money]\n", "[cash]\n", f"[cash]: {GONE} | [money]: {MONEY}"),
        ("[months]\n", "[hours]\n[months]\n", f"[hours]: {DOUBLE}"),
        ("[months]\n", f"{LITTLE}[months]\n", "[[hours]] said: write 24 texts, not 1"),
        ("[months]\n", f"{NOWHERE}[months]\n", f"[[numbers]]: {EVERYWHERE}"),
    ],
)
def test_a_fault_is_named_with_the_key_and_what_to_write(
    tmp_path: Path, right: str, wrong: str, complaint: str
) -> None:
    assert right in DUTCH
    told = complaints(tmp_path, DUTCH.replace(right, wrong, 1))
    assert told == tuple(f"nl/ear.toml: {each}" for each in complaint.split(" | "))


def test_every_fault_is_named_at_once(tmp_path: Path) -> None:
    told = complaints(tmp_path, "[signs]\n")
    assert len(told) == 6 + 3 + 5
    assert told[0] == "nl/ear.toml: [signs] stop: it is missing, write a text between quotes"


def test_a_file_that_is_no_toml_is_told(tmp_path: Path) -> None:
    (told,) = complaints(tmp_path, "[signs")
    assert told.startswith("nl/ear.toml: this is not TOML, is a quote or bracket missing? ")


def test_a_file_of_other_letters_is_told(tmp_path: Path) -> None:
    (told,) = complaints(tmp_path, b"# caf\xe9")
    assert told == "nl/ear.toml: save it as UTF-8, it is something else at byte 5"


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(BrokenEarError) as broken:
        read_ear("ku", tmp_path)
    assert broken.value.complaints == (f"ku/ear.toml: {COPY}",)
