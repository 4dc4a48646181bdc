"""A long text is said breath by breath, and nothing of it is lost."""

from hypothesis import given
from hypothesis import strategies as st

from bot.speech.breaths import breaths


def test_a_short_text_is_one_breath() -> None:
    assert breaths("Dag. Tot morgen!") == ["Dag. Tot morgen!"]


def test_a_breath_ends_where_a_sentence_ends() -> None:
    assert breaths("Dag Sanne. Tot morgen. Goed?", 20) == ["Dag Sanne.", "Tot morgen. Goed?"]
    assert breaths("أين؟ هنا.", 5) == ["أين؟", "هنا."]


def test_a_sentence_without_end_is_cut_between_its_words() -> None:
    assert breaths("een twee drie vier", 9) == ["een twee", "drie vier"]


def letters(text: str) -> str:
    """Give what is heard of a text; marks alone are no breath."""
    return "".join(filter(str.isalnum, text))


@given(st.text(max_size=400), st.integers(1, 60))
def test_nothing_is_lost_and_no_breath_is_too_long(text: str, most: int) -> None:
    found = breaths(text, most)
    assert letters("".join(found)) == letters(text)
    assert all(0 < len(breath) <= most for breath in found)
