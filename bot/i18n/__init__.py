"""Puts what is said into somebody's language: catalogs, plurals, dates and times, direction."""

from bot.i18n.catalog import LOCALES, BrokenCatalogsError, catalog_paths
from bot.i18n.dates import DUSK, NOON
from bot.i18n.languages import Language, Languages

__all__ = [
    "DUSK",
    "LOCALES",
    "NOON",
    "BrokenCatalogsError",
    "Language",
    "Languages",
    "catalog_paths",
]
