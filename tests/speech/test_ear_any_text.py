"""Any text can be said: it never fails, leaves nothing odd, and is the same said twice."""

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.speech.ears import CODES, said

# The first text of a language makes its patterns: that takes longer than all others.
THOROUGH = settings(deadline=None, max_examples=300, derandomize=True)
LONG = 100_000
ALLOWED = set(" \n.,;:!?،؛؟።፧፣'-\u200c²³½¼¾")  # besides letters, vowel signs and digits

# What stands on screens, and what hides in them.
PIECES = [
    "06-12345678", "0523 28 91 11", "+31 6 12345678", "14 0523", "112", "€ 5,50", "5 €", "€ 5,-",
    "10:00", "9.30 uur", "10:00–10:30", "di 1 dec", "Tue, 1 Dec", "Di., 1. Dez.", "вт, 1 дек.",
    "سه‌شنبه 1 دسم", "Tldo, Dis 1", "1 Ara Sal", "1.12.2026", "3-4", "2026", "7772 AB", "bijv.",
    "t/m", "enz.", "и т. д.", "z. B.", "zij/haar", "Tas & fiets", "*vet*", "<b>x</b>",
    "👨‍👩‍👧", "1️⃣",
    "🇳🇱", "https://x.nl/a?b=1", "a_b@c.nl", "Samen Doen", "kansencoach", "WhatsApp", "(hallo)",
    "[", "«да»", "'s ochtends", "Telegram'da", "الساعة", "می‌توانم", "ሰዓት፡", "№ 5", "50%", "%50",
    "\u2068Anna\u2069", "\u202f", "\u00ad", "\x00", "\ud800", "…", "?!", "—",
]  # fmt: skip
SCREENS = st.lists(st.tuples(st.sampled_from(PIECES), st.sampled_from([" ", ". ", ",\n", "\n\n"])))
ODD = st.text(st.characters(codec=None), max_size=60)
MIXED = st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=5))).map("".join)


@THOROUGH
@given(st.sampled_from(CODES), st.one_of(ODD, MIXED))
def test_any_text_is_said_in_clean_letters_marks_and_digits(code: str, shown: str) -> None:
    heard = said(code, shown)
    assert all(char.isalnum() or char in ALLOWED or is_vowel_sign(char) for char in heard)
    assert not heard or heard[-1] in ".:!?؟።፧"


@THOROUGH
@given(st.sampled_from(CODES), SCREENS)
def test_what_is_said_is_said_again_the_same(code: str, pieces: list[tuple[str, str]]) -> None:
    once = said(code, "".join(piece + end for piece, end in pieces))
    assert said(code, once) == once


@pytest.mark.parametrize(
    "part",
    ["a", "1", " ", "\n", ".", "-", "<b", "a.", "1.", "06 ", "1:", "a@", "http://", "(", "'", "€1,",
     "1 dec ", "10:00-", "👍", "😀\u200d", "+3", "/", "%", "x.nl/"],
)  # fmt: skip
def test_a_very_long_text_is_said_too(part: str) -> None:
    assert isinstance(said("nl", part * (LONG // len(part))), str)


def is_vowel_sign(char: str) -> bool:
    """Tell whether it belongs to the letter before it."""
    return unicodedata.category(char) in {"Mn", "Mc", "Nl"}
