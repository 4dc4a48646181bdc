"""Upkeep of the message catalogs: what there is to translate, and what is wrong with it."""

from bot.catalogs.check import complaints
from bot.catalogs.extraction import extract
from bot.catalogs.upkeep import update

__all__ = ["complaints", "extract", "update"]
