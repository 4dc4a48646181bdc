"""The reading ease of Dutch and English is computed as it was published."""

import pytest

from bot.catalogs.plain.ease import EASE, dutch_syllables, english_syllables, flesch, flesch_douma

SYLLABLES = """
1: a book booked called change child choose code comes file give have here home house late make
   names once one phone place please read see thing times typed used voice walk which yes your red
2: about again also before button cancel chosen coaches email every evening letter little listen
   message needed number open parent people places question ready something safely waited welcome
   wanted being doing quiet table handled erased careful homework teacher sorry nation special
3: afternoon agenda appointment computer different idea interview messages possible privacy
   reminder telephone tomorrow together radio area everything languages anything
4: information interpreter society variety circumstances facilitate
5: accommodation individual unfortunately
6: municipality
"""
FEW = 0.05  # of the words may be counted wrong


def test_the_formulas_are_flesch_and_douma() -> None:
    assert flesch_douma(2, 10, 15) == pytest.approx(206.835 - 0.93 * 5 - 77 * 1.5)
    assert flesch(2, 10, 15) == pytest.approx(206.835 - 1.015 * 5 - 84.6 * 1.5)
    assert EASE["en"].of(1, ["Please", "call"]) == pytest.approx(flesch(1, 2, 2))
    assert EASE["nl"].of(0, []) is None


def test_dutch_syllables_are_counted_where_it_is_hyphenated() -> None:
    counted = [dutch_syllables(word) for word in ("school", "afspraak", "computer")]
    assert counted == [1, 2, 3]


def test_english_syllables_are_counted_as_they_are_heard() -> None:
    heard: dict[str, int] = {}
    count = 0
    for word in SYLLABLES.split():
        if word.endswith(":"):
            count = int(word[:-1])
        else:
            heard[word] = count
    wrong = {word for word, right in heard.items() if english_syllables(word) != right}
    assert len(wrong) <= FEW * len(heard), wrong
    assert sum(map(english_syllables, heard)) == pytest.approx(sum(heard.values()), rel=0.02)
