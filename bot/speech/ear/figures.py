"""Says numbers so that they can be written down: amounts, telephone numbers, long rows."""

import re
from collections.abc import Iterable, Sequence
from itertools import accumulate

from bot.speech.ear.words import EarWords, Money

AMOUNT = r"\d{1,3}(?:[.,]\d{3})+|\d+"
CENTS = r"(?:[.,](?P<{0}>\d\d))?(?!\d)"
PRICE = re.compile(
    rf"(?:€|\bEUR\b) ?(?P<first>{AMOUNT}){CENTS.format('cents')}"
    rf"|(?<![\w.,])(?P<last>{AMOUNT}){CENTS.format('rest')} ?(?:€|EUR\b)"
)
SMALL = r"(?:0|[1-9]\d{0,3})"
TO = re.compile(rf"(?<![\w.,:/-])(?P<from>{SMALL})(?: – |-)(?P<to>{SMALL})(?![\w:/-]|[.,]\d)")
PHONE = re.compile(
    r"(?<![\w.,:/+-])(?:\+(?P<land>\d{1,3})[ -]?(?P<rest>\d+(?:[ .-]\d{2,})*)"
    r"|(?P<home>0\d+(?:[ .-]\d{2,})*)|(?P<known>14 0\d{2,3}|11[23]))(?![\w-]|[.,]\d)"
)
LEAST, MOST = 7, 15  # digits of a telephone number
FREE_OR_PAID, SHORT, FULL = ("0800", "0900"), 8, 10  # of a Dutch one
POSTCODE = re.compile(r"(?<![\w.,:-])([1-9]\d)(\d\d) ?([A-Z])([A-Z])(?!\w)")
LONG, PAIR = 4, 2  # digits that are one group at most, and how many are cut off at a time


def counted(text: str, words: EarWords) -> str:
    """Say amounts as amounts, and all other long numbers digit by digit."""
    comma = words.signs.comma
    text = PRICE.sub(lambda found: _price(found, words.money), text)
    text = _phones(text, words)
    text = POSTCODE.sub(r"\1 \2 \3 \4", text)
    worded = "|".join(map(re.escape, (words.money.euros, words.money.euro)))
    row = re.compile(rf"\d{{{LONG + 1},}}+(?! (?:{worded}))")
    return row.sub(lambda found: _spelled([found[0]], comma), text)


def to_number(text: str, words: EarWords) -> str:
    """Say a dash between two numbers as the word for it."""
    return TO.sub(lambda found: f"{found['from']} {words.signs.until} {found['to']}", text)


def _price(found: re.Match[str], money: Money) -> str:
    amount = re.sub("[.,]", "", found["first"] or found["last"])
    cents = int(found["cents"] or found["rest"] or 0)
    pattern = money.cents if cents else money.whole
    euro = money.euro if int(amount) == 1 and not cents else money.euros
    return pattern.format(amount=amount, euro=euro, cents=cents)


def _phones(text: str, words: EarWords) -> str:
    return PHONE.sub(lambda found: _phone(found, words), text)


def _phone(found: re.Match[str], words: EarWords) -> str:
    if not found["known"] and not LEAST <= sum(map(str.isdigit, found[0])) <= MOST:
        return found[0]
    groups = re.findall(r"\d+", found[0])
    count = _complete(groups) if found["home"] else len(groups)
    plus = f"{words.signs.plus} " if found["land"] else ""
    said = plus + _spelled(groups[:count], words.signs.comma)
    return said + f" {_phones(' '.join(groups[count:]), words)}" if groups[count:] else said


def _complete(groups: Sequence[str]) -> int:
    """Count the groups that make a Dutch number; what follows is another number."""
    enough = SHORT if groups[0] in FREE_OR_PAID else FULL
    sizes = accumulate(map(len, groups))
    return next((at for at, size in enumerate(sizes, 1) if size >= enough), len(groups))


def _spelled(groups: Iterable[str], comma: str) -> str:
    parts = (part for group in groups for part in _parts(group))
    return f"{comma} ".join(" ".join(part) for part in parts)


def _parts(group: str) -> list[str]:
    if len(group) <= LONG:
        return [group]
    cuts = range(0, len(group) - 1, PAIR)
    parts = [group[cut : cut + PAIR] for cut in cuts]
    return parts if len(group) % PAIR == 0 else [*parts[:-1], parts[-1] + group[-1]]
