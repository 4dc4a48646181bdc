"""Cuts a text into sentences and words, in every script that we write."""

import re

PLACEHOLDER = re.compile(r"\{\w+\}")
FILLED = "\N{OBJECT REPLACEMENT CHARACTER}"  # stands for what is filled in: one short word
# Vowel signs belong to the letter before them: Latin and Cyrillic, Arabic, Ethiopic.
MARKS = "\u0300-\u036f\u064b-\u065f\u0670\u135d-\u135f"
JOINERS = "'’\u200c\u200d-"  # join two parts of one word, as in ім’я, go'aan and می‌آیم
WORD = re.compile(rf"[^\W_](?:[^\W_]|[{MARKS}]|[{JOINERS}](?=[^\W_]))*|{FILLED}")
# A stop ends a sentence before a space, behind its closing quotes; the Ethiopic ones need none.
END = re.compile(r"[.?!…؟۔]+[\"'”’»“)\]]*(?=\s)|[።፧፨]|፡፡")


def sentences(text: str) -> list[str]:
    """Split into sentences; a new line begins one, and what is only filled in is none."""
    parts = END.sub(r"\g<0>\n", PLACEHOLDER.sub(FILLED, text)).splitlines()
    return [part.strip() for part in parts if any(char.isalpha() for char in part)]


def words(sentence: str) -> list[str]:
    """List the words and numbers of a sentence, with a sign for each word filled in."""
    return WORD.findall(sentence)


def own_words(text: str) -> list[str]:
    """List the words that somebody wrote: neither numbers nor what is filled in."""
    every = (word for sentence in sentences(text) for word in words(sentence))
    return [word for word in every if word != FILLED and not any(map(str.isdigit, word))]


def characters(text: str) -> int:
    """Count the characters that somebody wrote."""
    return len(PLACEHOLDER.sub("", text).strip())
