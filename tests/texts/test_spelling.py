"""Every word is spelled as the dictionary has it, or is let through by name and for a reason."""

import pytest

from bot.catalogs.plain import frequency
from bot.catalogs.plain.allowed import FILE, allowed
from bot.catalogs.plain.limits import limits
from bot.catalogs.plain.said import vocabulary
from bot.catalogs.plain.spelling import DICTIONARIES, unchecked, unknown
from bot.catalogs.plain.verdicts import misspelt
from bot.i18n import catalog_paths
from tests.leaving_out import leave_out

# A word of ours with two letters changed over, and the word itself.
SLIPS = {
    "nl": ("afsrpaak", "afspraak"),
    "en": ("appiontment", "appointment"),
    "ar": ("المدسرة", "المدرسة"),
    "uk": ("зусртіч", "зустріч"),
    "pl": ("sptokanie", "spotkanie"),
    "tr": ("ranvdeu", "randevu"),
    "ro": ("prgoramare", "programare"),
    "bg": ("сершта", "среща"),
    "ru": ("всртеча", "встреча"),
    "de": ("Trmein", "Termin"),
}


def ready(code: str) -> None:
    """Skip by name without the dictionary, or fail where nothing may be skipped."""
    if why := unchecked(code):
        leave_out(f"the spelling of {code} is not checked: {why}")


@pytest.mark.parametrize("code", DICTIONARIES)
def test_every_word_is_in_the_dictionary_or_let_through(code: str) -> None:
    ready(code)
    words = vocabulary(code)
    wrong = misspelt(code)
    places = [f"{word}: {words[word].english!r}" if word in words else word for word in wrong]
    assert not wrong, f"{code}: not known to the dictionary, nor in {FILE}: {places}"


@pytest.mark.parametrize("code", DICTIONARIES)
def test_a_slip_is_found_and_only_the_slip(code: str) -> None:
    ready(code)
    slip, word = SLIPS[code]
    assert unknown(code, [word, slip, word, slip]) == [slip]


@pytest.mark.parametrize("code", catalog_paths())
def test_every_word_let_through_is_said_and_would_not_pass(code: str) -> None:
    listed = allowed(code)
    if code in DICTIONARIES:
        ready(code)
    said = {word for word in vocabulary(code) if word.casefold() in map(str.casefold, listed)}
    needed = {word.casefold() for word in said if rare(code, word)}
    if code in DICTIONARIES:
        needed |= {word.casefold() for word in unknown(code, vocabulary(code))}
    idle = [word for word in listed if word.casefold() not in needed]
    assert not idle, f"locales/{code}/{FILE}: nobody says it, or it passes without: {idle}"


def rare(code: str, word: str) -> bool:
    """Tell whether a word is below the limit of its language."""
    least = limits(code).rarest or limits(code).fifth
    return least is not None and frequency.zipf(word, code) < least


@pytest.mark.parametrize("code", catalog_paths())
def test_no_word_is_let_through_twice(code: str) -> None:
    small = [word.casefold() for word in allowed(code)]
    assert len(small) == len(set(small))


def test_a_word_of_several_parts_is_asked_by_its_parts() -> None:
    ready("de")
    assert unknown("de", ["Handy-Kamera", "Handy-Kmaera"]) == ["Handy-Kmaera"]
    ready("uk")
    assert unknown("uk", ["ім’я", "ім’тя"]) == ["ім’тя"]


def test_a_language_without_a_dictionary_is_told() -> None:
    assert {code for code in catalog_paths() if unchecked(code) == "no dictionary"} == {
        "fa",
        "so",
        "ti",
    }
