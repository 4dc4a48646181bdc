"""Measures how hard a Dutch text is to read; the limits stand in the test that uses it."""

import re
from dataclasses import dataclass

import pyphen
from wordfreq import zipf_frequency

LANGUAGE = "nl"
PLACEHOLDER = re.compile(r"\{\w+\}")
FILLED = "\N{OBJECT REPLACEMENT CHARACTER}"  # stands for what is filled in: one short word
WORD = re.compile(rf"[^\W_]+(?:['’-][^\W_]+)*|{FILLED}")
END = re.compile(r"(?<=[.?!…])\s+|\n+")
HYPHENS = pyphen.Pyphen(lang=LANGUAGE)


@dataclass(frozen=True)
class Measures:
    """How long and how rare the words and sentences of a text are.

    `ease`: Flesch-Douma, higher is easier; `rarest`: the word with the lowest Zipf frequency,
    which is the logarithm of how often it stands in a thousand million words.
    """

    ease: float
    sentences: int
    characters: int
    longest_sentence: str
    longest_word: str
    rarest: str

    @property
    def words_in_longest(self) -> int:
        """Count the words of the longest sentence."""
        return len(words(self.longest_sentence))

    @property
    def zipf(self) -> float:
        """Give the Zipf frequency of the rarest word; 8 when there is none."""
        return zipf_frequency(self.rarest, LANGUAGE) if self.rarest else 8.0


def measure(text: str, known: frozenset[str] = frozenset()) -> Measures:
    """Measure a text with {placeholders}; words of `known` (small letters) are not rare."""
    found = sentences(text)
    every = [word for sentence in found for word in words(sentence)]
    own = [word for word in every if word.isalpha()]
    syllables = sum(map(syllables_of, every))
    return Measures(
        ease=flesch_douma(len(found), len(every), syllables) if every else 100.0,
        sentences=len(found),
        characters=len(PLACEHOLDER.sub("", text).strip()),
        longest_sentence=max(found, key=lambda sentence: len(words(sentence)), default=""),
        longest_word=max(own, key=len, default=""),
        rarest=min(
            (word for word in own if word.lower() not in known),
            key=lambda word: zipf_frequency(word, LANGUAGE),
            default="",
        ),
    )


def flesch_douma(sentence_count: int, word_count: int, syllables: int) -> float:
    """Douma's Dutch form of Flesch's reading ease: 60 and more is plain."""
    return 206.835 - 0.93 * word_count / sentence_count - 77 * syllables / word_count


def sentences(text: str) -> list[str]:
    """Split into sentences; a new line begins one, and what is only filled in is none."""
    parts = END.split(PLACEHOLDER.sub(FILLED, text))
    return [part for part in parts if any(char.isalpha() for char in part)]


def words(sentence: str) -> list[str]:
    """List the words and numbers of a sentence, with a sign for each word filled in."""
    return WORD.findall(sentence)


def syllables_of(word: str) -> int:
    """Count syllables where Dutch would be hyphenated."""
    return len(HYPHENS.positions(word)) + 1
