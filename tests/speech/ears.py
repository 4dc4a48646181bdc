"""What a test says in one of our languages."""

from bot.i18n.catalog import LOCALES, catalog_paths
from bot.speech.ear import EarWords, read_ear, spoken

CODES = tuple(catalog_paths())


def ear(code: str) -> EarWords:
    """Give the words of a language."""
    return read_ear(code, LOCALES)


def said(code: str, shown: str) -> str:
    """Say a text in a language."""
    return spoken(shown, ear(code))
