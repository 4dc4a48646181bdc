"""Each number gets the form that its language has for it, by the rule in the catalog's own head."""

from collections.abc import Iterator
from gettext import c2py

import pytest
from babel.messages.catalog import Message

from bot.conversation.words import Say, Value, placeholders
from bot.i18n import Languages
from bot.i18n.catalog import first, ids, read, texts
from bot.settings import LANGUAGES
from tests.texts.test_dates import MARKS, TODAY

NUMBERS = (0, 1, 2, 3, 5, 11, 21, 100)
# Which form each of these numbers has, as grammars tell: not CLDR's, which has others for some.
FORMS = {
    "nl": (1, 0, 1, 1, 1, 1, 1, 1),
    "en": (1, 0, 1, 1, 1, 1, 1, 1),
    "ar": (0, 1, 2, 3, 3, 4, 4, 5),
    "uk": (2, 0, 1, 1, 2, 2, 0, 2),
    "pl": (2, 0, 1, 1, 2, 2, 2, 2),
    "tr": (0, 0, 1, 1, 1, 1, 1, 1),
    "ti": (0, 0, 1, 1, 1, 1, 1, 1),
    "fa": (0, 0, 1, 1, 1, 1, 1, 1),
    "ro": (1, 0, 1, 1, 1, 1, 2, 2),
    "bg": (1, 0, 1, 1, 1, 1, 1, 1),
    "so": (1, 0, 1, 1, 1, 1, 1, 1),
    "ru": (2, 0, 1, 1, 2, 2, 0, 2),
    "de": (1, 0, 1, 1, 1, 1, 1, 1),
}


@pytest.fixture(scope="module")
def languages() -> Languages:
    return Languages(LANGUAGES)


def plurals(code: str) -> Iterator[Message]:
    """Give the messages of a catalog that depend on a number."""
    return (message for message in read(code).messages if message.id and message.pluralizable)


def said(message: Message, count: int) -> Say:
    """Say it of a number, with a mark for everything else that is filled in."""
    one, many = ids(message)
    names = {name for text in (one, many) for name in placeholders(text)}
    values: dict[str, Value] = dict.fromkeys(names, "*")
    return Say(one, {**values, "count": count}, plural=many, count=count)


@pytest.mark.parametrize("code", LANGUAGES)
def test_the_rule_of_a_catalog_is_the_rule_of_its_language(code: str) -> None:
    rule = c2py(read(code).head["Plural-Forms"].rpartition("plural=")[2].rstrip(";"))
    assert tuple(rule(number) for number in NUMBERS) == FORMS[code]


@pytest.mark.parametrize("code", LANGUAGES)
def test_every_text_with_a_number_is_said_in_the_form_of_that_number(
    languages: Languages, code: str
) -> None:
    checked = 0
    for message in plurals(code):
        forms = texts(message) if any(texts(message)) else ids(message)
        for number, form in zip(NUMBERS, FORMS[code], strict=True):
            text = languages.render(said(message, number), code, TODAY).translate(MARKS)
            told = forms[form].format(**{**said(message, number).values, "count": number})
            assert text == told, first(message)
            checked += 1
    assert checked > 10 * len(NUMBERS)


@pytest.mark.parametrize("code", LANGUAGES)
def test_a_number_is_written_out_where_a_form_is_for_more_than_one(code: str) -> None:
    file = read(code)
    assert file.forms is not None
    for message in plurals(code):
        for place, text in enumerate(texts(message)):
            if text and len(file.forms[place]) > 1:
                assert "{count}" in text, first(message)
