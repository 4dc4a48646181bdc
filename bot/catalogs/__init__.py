"""Upkeep of the message catalogs: what there is to translate, and what is wrong with it."""

from bot.catalogs.check import checked_by_native, complaints
from bot.catalogs.extraction import extract
from bot.catalogs.upkeep import update

__all__ = ["checked_by_native", "complaints", "extract", "update"]
