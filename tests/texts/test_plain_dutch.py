"""Every Dutch text is plain: level A2, measured as in domain.md."""

from collections.abc import Iterator

import pytest
from babel.messages.catalog import Message
from babel.messages.pofile import read_po
from wordfreq import zipf_frequency

from bot.catalogs.extraction import extract, is_button
from bot.i18n import catalog_paths
from tests.texts.plain import flesch_douma, measure, sentences, syllables_of, words

LEAST_EASE = 60  # Flesch-Douma
SCORED = 5  # words: in a shorter text one long word decides, and the other measures judge that
MOST_SENTENCES = 3
MOST_WORDS = 12  # in a sentence
MOST_LETTERS = 14  # in a word
LEAST_ZIPF = 3.0
MOST_CHARACTERS = 220  # without what is filled in
MOST_LABEL = 25

UNAVOIDABLE = {
    "schoolreis": "every parent with a child at school gets letters about it",
}


def dutch() -> Iterator[tuple[str, str, bool]]:
    """Give every Dutch text with its msgid, and whether it is a button."""
    buttons = {message.id for message in extract() if is_button(message)}
    with catalog_paths()["nl"].open("rb") as file:
        for message in read_po(file, locale="nl"):
            for text in texts(message):
                yield first(message), text, message.id in buttons


def texts(message: Message) -> tuple[str, ...]:
    """List the plural forms of a message; the header has none."""
    string = message.string if message.id else ()
    return (string,) if isinstance(string, str) else tuple(string or ())


def first(message: Message) -> str:
    """Give the English sentence, the one for one thing."""
    return message.id if isinstance(message.id, str) else str(message.id[0])


def too_hard(msgid: str, text: str, *, button: bool) -> list[str]:
    """Name each limit that a text breaks, with its msgid, the measure and the limit."""
    found = measure(text, frozenset(UNAVOIDABLE))
    scored = sum(len(words(sentence)) for sentence in sentences(text)) >= SCORED
    limits = [
        (scored and found.ease < LEAST_EASE, f"Flesch-Douma {found.ease:.0f}, ≥ {LEAST_EASE}"),
        (found.sentences > MOST_SENTENCES, f"{found.sentences} sentences, ≤ {MOST_SENTENCES}"),
        (
            found.words_in_longest > MOST_WORDS,
            f"{found.words_in_longest} words in {found.longest_sentence!r}, ≤ {MOST_WORDS}",
        ),
        (
            len(found.longest_word) > MOST_LETTERS,
            f"{len(found.longest_word)} letters in {found.longest_word!r}, ≤ {MOST_LETTERS}",
        ),
        (found.zipf < LEAST_ZIPF, f"Zipf {found.zipf} of {found.rarest!r}, ≥ {LEAST_ZIPF}"),
        (
            found.characters > MOST_CHARACTERS,
            f"{found.characters} characters, ≤ {MOST_CHARACTERS}",
        ),
        (button and len(text) > MOST_LABEL, f"a label of {len(text)}, ≤ {MOST_LABEL}"),
    ]
    return [f"{msgid!r}: {text!r}: {words}" for broken, words in limits if broken]


def test_every_dutch_text_is_plain() -> None:
    faults = [
        fault for msgid, text, button in dutch() for fault in too_hard(msgid, text, button=button)
    ]
    assert not faults, "\n".join(faults)


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        (
            "Gezamenlijk inventariseren wij uw individuele ondersteuningsbehoefte.",
            "Flesch-Douma -120, ≥ 60",
        ),
        ("Kom. Ga. Kijk. Lees.", "4 sentences, ≤ 3"),
        (
            "Ik kom en ik ga en ik kom en ik ga met {day}.",
            "13 words in",
        ),
        ("Een ouderbijeenkomst.", "16 letters in 'ouderbijeenkomst', ≤ 14"),
        ("Een brugfunctie.", "Zipf 1.58 of 'brugfunctie', ≥ 3.0"),
        ("Ja " * 74, "221 characters, ≤ 220"),
    ],
)
def test_a_text_that_is_too_hard_is_named_with_measure_and_limit(text: str, fault: str) -> None:
    assert any(fault in found for found in too_hard("Hard", text, button=False)), too_hard(
        "Hard", text, button=False
    )


def test_a_label_that_is_too_long_is_named() -> None:
    (fault,) = too_hard("✅ Yes", "✅ Ja, ik wil het heel graag", button=True)
    assert fault == "'✅ Yes': '✅ Ja, ik wil het heel graag': a label of 27, ≤ 25"


def test_every_word_that_is_let_through_is_said_and_would_not_pass() -> None:
    said = " ".join(text for _, text, _ in dutch()).lower()
    for word in UNAVOIDABLE:
        assert word in said
        assert zipf_frequency(word, "nl") < LEAST_ZIPF


def test_parents_are_addressed_with_u() -> None:
    informal = {"je", "jij", "jou", "jouw", "jullie"}
    for msgid, text, _ in dutch():
        said = {word.lower() for sentence in sentences(text) for word in words(sentence)}
        assert not said & informal, msgid


# --- the scorer itself


def test_flesch_douma_is_computed_from_its_formula() -> None:
    assert flesch_douma(2, 10, 15) == pytest.approx(206.835 - 0.93 * 5 - 77 * 1.5)


def test_syllables_are_counted_where_dutch_is_hyphenated() -> None:
    assert [syllables_of(word) for word in ("school", "afspraak", "computer")] == [1, 2, 3]


def test_what_is_filled_in_counts_as_a_word_and_alone_is_no_sentence() -> None:
    found = measure("Bel {contact}.\n\n{when}\n👤 {coach}\n\nKomt u?")
    assert (found.sentences, found.longest_sentence.split()[0]) == (2, "Bel")
    assert found.words_in_longest == 2
