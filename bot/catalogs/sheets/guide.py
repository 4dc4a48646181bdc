"""What a translator's sheet says about itself: its columns, and how to use it."""

import re
from collections.abc import Sequence

from bot.i18n.catalog import english_name

GUIDE, TEXTS = "Read this first", "Texts"  # names of the sheets
ENGLISH, NUMBERS, WRONG = "English", "For the numbers", "What is wrong"
TRANSLATION = re.compile(r"Translation: .*\((\w+)\)")  # the heading tells which language it is
FILLED_IN = ("What is between { and }", "What is filled in there")
HOW: Sequence[tuple[str, str]] = [
    (
        "Write in the yellow column of the sheet Texts. The other columns are locked.",
        "Schrijf in de gele kolom van het blad Texts. De andere kolommen zitten op slot.",
    ),
    (
        "Each row is a text that somebody reads on a phone: a button or a message.",
        "Elke rij is een tekst die iemand op een telefoon leest: een knop of een bericht.",
    ),
    (
        "Write for somebody who finds reading hard: short, polite, easy words.",
        "Schrijf voor iemand die lezen moeilijk vindt: kort, beleefd, makkelijke woorden.",
    ),
    (
        "At most 12 words in a sentence. The same word for the same thing, everywhere.",
        "Hoogstens 12 woorden in een zin. Overal hetzelfde woord voor hetzelfde ding.",
    ),
    (
        "Begin with the same picture as the English. Copy it from there.",
        "Begin met hetzelfde plaatje als het Engels. Kopieer het daar.",
    ),
    (
        "Keep what is between { and } as it is. It may stand in another place of the text.",
        "Laat wat tussen { en } staat zo. Het mag op een andere plek in de tekst staan.",
    ),
    (
        "The list below tells what is filled in there.",
        "De lijst hieronder zegt wat daar komt te staan.",
    ),
    (
        "A text with a number in it has more rows: each is for other numbers.",
        "Een tekst met een getal erin heeft meer rijen: elke is voor andere getallen.",
    ),
    (
        "A new line in a cell: Alt+Enter in Excel, Ctrl+Enter in LibreOffice.",
        "Een nieuwe regel in een cel: Alt+Enter in Excel, Ctrl+Enter in LibreOffice.",
    ),
    (
        "The last column says what must become better. Its arrow finds what is not empty.",
        "De laatste kolom zegt wat beter moet. De pijl erboven vindt wat niet leeg is.",
    ),
    (
        "Save it as .xlsx and send it back. Say whether it is your own language.",
        "Bewaar het als .xlsx en stuur het terug. Zeg erbij of het uw eigen taal is.",
    ),
]


class SheetError(Exception):
    """A sheet cannot be made or read; the message tells what to do."""


def headings(code: str) -> tuple[str, ...]:
    """Name the columns of the sheet of a language."""
    translation = f"Translation: {english_name(code)} ({code})"
    return ("No.", ENGLISH, "Dutch", NUMBERS, translation, "Where it appears", "Keep to", WRONG)
