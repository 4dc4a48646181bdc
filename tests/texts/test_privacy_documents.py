"""The privacy documents say what the program does: its periods, its columns, in plain words."""

import re
from datetime import timedelta
from pathlib import Path

import pytest

from bot.catalogs.plain.plainness import hard
from bot.catalogs.plain.wording import sentences, words
from bot.cli.counting import FEW
from bot.scheduler import HEARD
from bot.services.coaches import VALID
from bot.services.rota import DECIDED
from bot.services.waitlist import TERM
from bot.settings.rules import Privacy
from storage.database import Database
from storage.migrating import SEALED
from tests.keys import SEALER

FOLDER = Path(__file__).parents[2] / "docs" / "privacy"
PLAIN = ("privacy.nl.md", "privacy.en.md")
DOCUMENTS = (*PLAIN, "dpia.md", "register.md")
ELSEWHERE = ("../operations.md", "../../SECURITY.md")  # name some periods, with their keys
KEYS = tuple(Privacy.model_fields)
UNITS = {
    "hours": ("hours", "uur"),
    "days": ("days", "dagen"),
    "weeks": ("weeks", "weken"),
    "months": ("months", "maanden"),
}
PERIOD = re.compile(rf"(\d+) ({'|'.join(unit for both in UNITS.values() for unit in both)})\b")
SIGN = re.compile(r"(#+|-) [^\w<]*")  # of a heading or a point: with its icon
COLUMN = re.compile(r"`([a-z_]+)\.([a-z_]+)`")
# Periods that no municipality can change.
FIXED = {
    VALID: ("7 days", "7 dagen"),  # an invitation
    HEARD: ("48 hours",),  # an update's number
    DECIDED: ("14 days",),  # what was decided about a talk while its coach is away
    TERM: ("4 weeks", "4 weken"),  # waiting for a time that comes free
    timedelta(days=Privacy().backup_days + 1): ("31 days",),  # the mark of who erased everything
}
# Names, whose letters are not ours to choose; the bot fills in the first, too.
NAMES = {
    "kansencoach": "{role}",
    "Autoriteit Persoonsgegevens": "{authority}",
    "BSN": "{number}",  # every letter of every authority says so
}


def lines(document: str) -> list[str]:
    """List the lines of a document."""
    return (FOLDER / document).read_text("utf-8").splitlines()


def keys_in(line: str) -> list[str]:
    """List the keys of [privacy] that a line names, in a table or in a remark."""
    return [key for key in KEYS if re.search(rf"\b{key}\b", line)]


def expected(key: str) -> tuple[str, ...]:
    """Write the default of a key with its unit, in English and in Dutch."""
    unit = key.rpartition("_")[2]
    return tuple(f"{getattr(Privacy(), key)} {word}" for word in UNITS[unit])


@pytest.mark.parametrize("document", DOCUMENTS)
@pytest.mark.parametrize("key", KEYS)
def test_each_document_tells_every_period(document: str, key: str) -> None:
    assert [line for line in lines(document) if key in keys_in(line)]


@pytest.mark.parametrize("document", [*DOCUMENTS, *ELSEWHERE])
@pytest.mark.parametrize("key", KEYS)
def test_a_period_stands_beside_its_key_as_the_program_has_it(document: str, key: str) -> None:
    for line in (line for line in lines(document) if key in keys_in(line)):
        found = {" ".join(match) for match in PERIOD.findall(line)}
        allowed = {text for each in keys_in(line) for text in expected(each)}
        assert found & set(expected(key)), f"{document}: {line}"
        assert found <= allowed, f"{document}: {line}"


@pytest.mark.parametrize("document", DOCUMENTS)
def test_a_document_names_no_period_without_its_key(document: str) -> None:
    fixed = {text for texts in FIXED.values() for text in texts}
    for line in lines(document):
        found = {" ".join(match) for match in PERIOD.findall(line)}
        assert keys_in(line) or found <= fixed, f"{document}: {line}"


def test_the_periods_that_nobody_can_change_are_those_of_the_program() -> None:
    for length, texts in FIXED.items():
        for text in texts:
            [[count, unit]] = PERIOD.findall(text)
            english = next(name for name, both in UNITS.items() if unit in both)
            assert timedelta(**{english: int(count)}) == length


async def test_the_assessment_names_every_column_that_is_kept_and_no_other(tmp_path: Path) -> None:
    database = await Database.open(tmp_path / "b.sqlite3", SEALER)
    rows = await database.reader.rows(
        """SELECT tables.name, columns.name FROM sqlite_master AS tables
           JOIN pragma_table_info(tables.name) AS columns
           WHERE tables.type = 'table' AND tables.name NOT LIKE 'sqlite_%'"""
    )
    await database.close()
    told = [column for line in kept() for column in COLUMN.findall(line.split("|")[1])]
    assert not {tuple(row) for row in rows} ^ set(told)
    assert len(told) == len(set(told))


def test_the_assessment_tells_which_columns_are_sealed() -> None:
    told = {
        column
        for line in kept()
        if line.split("|")[3].strip() == "sealed"
        for column in COLUMN.findall(line.split("|")[1])
    }
    assert told == {(table, column) for table, columns in SEALED.items() for column in columns}


def kept() -> list[str]:
    """List the rows of the table of columns."""
    return [line for line in lines("dpia.md") if re.match(r"\| `[a-z_]+\.", line)]


@pytest.mark.parametrize("document", DOCUMENTS)
def test_a_document_tells_below_which_count_nothing_is_shown(document: str) -> None:
    assert set(re.findall(r'"(< \d+)"', "\n".join(lines(document)))) == {f"< {FEW}"}


@pytest.mark.parametrize("document", PLAIN)
def test_the_text_for_parents_makes_the_promises_of_the_bot(document: str) -> None:
    text = "\n".join(lines(document))
    for sign in ("🔒", "📄", "🗑️", "⚙️", "Telegram"):
        assert sign in text, sign


def test_both_languages_say_the_same_in_the_same_order() -> None:
    shapes = [
        [(found[0], keys_in(line)) for line in lines(document) if (found := SIGN.match(line))]
        for document in PLAIN
    ]
    assert shapes[0] == shapes[1]


# --- plain Dutch, measured as every text of the bot


def paragraphs() -> list[str]:
    """List what parents read in Dutch, paragraph by paragraph, with what is filled in."""
    text = re.sub(r"<!--.*?-->", "", (FOLDER / PLAIN[0]).read_text("utf-8"), flags=re.DOTALL)
    text = re.sub(r"\[[^]]+\]", "{filled_in}", text)
    for name, filled in NAMES.items():
        text = text.replace(name, filled)
    return [re.sub(r"^[#-]+ ", "", line) for line in text.splitlines() if line.strip()]


def test_every_paragraph_for_parents_is_plain_dutch() -> None:
    faults = [f"{text!r}: {fault}" for text in paragraphs() for fault in hard("nl", text)]
    assert not faults, "\n".join(faults)


def test_parents_are_addressed_with_u_on_paper_too() -> None:
    said = {word for text in paragraphs() for part in sentences(text) for word in words(part)}
    assert "u" in said
    assert not said & {"je", "jij", "jou", "jouw", "jullie"}
