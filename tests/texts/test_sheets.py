"""A translator gets a sheet, writes in it and sends it back; what is wrong is told in words."""

import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook

from bot.catalogs.sheets.exporting import export
from bot.catalogs.sheets.importing import Wanted, bring_in
from bot.catalogs.sheets.meanings import MEANINGS, used
from bot.catalogs.sheets.places import DIALOGUES, PLACES, Sources
from bot.i18n import catalog_paths
from tests.program.program import command
from tests.texts.desk import ENGLISH, POLISH, TRANSLATION, WRONG, Desk

DAY = "{coach} is there on {day}."
CHECKED = "--checked-by-native"


@pytest.fixture(scope="module")
def ours() -> Sources:
    """Give our own sentences."""
    return Sources.read()


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """Give a program whose Polish catalog is empty."""
    return Desk(tmp_path)


@pytest.fixture
def polish(desk: Desk) -> Desk:
    """Give a program whose Polish is complete, with a fresh sheet of it."""
    desk.export()
    desk.fill_in()
    assert desk.bring_in()[0] == 0
    desk.export()
    return desk


# --- the way out


def test_a_sheet_has_a_row_for_each_text_and_each_plural_form(desk: Desk) -> None:
    assert "7 rows, 7 of them empty" in desk.export()
    assert list(desk.rows()) == list(POLISH)[:1] + list(POLISH)[4:] + list(POLISH)[1:4]


def test_a_row_tells_where_it_appears_what_to_keep_to_and_what_is_wrong(polish: Desk) -> None:
    polish.type("✅ Yes", "Tak")
    text = polish.catalog("pl").read_text("utf-8").replace("✅ Tak", "Tak")
    polish.catalog("pl").write_text(text, "utf-8")
    polish.export()
    *_, said, where, limits, wrong = polish.rows()["✅ Yes", ""]
    assert said == "Tak"
    assert where == "Button in: Making an appointment"
    assert limits == "at most 25 characters\nbegin with ✅"
    assert wrong == "it does not begin with ✅: copy ✅ from the English"


def test_a_row_explains_what_is_filled_in(desk: Desk) -> None:
    desk.export()
    assert "keep {coach}: the name of the coach" in desk.rows()[DAY, ""][-2]
    assert "keep or leave out {count}" in desk.rows()["{count} day", "1"][-2]


def test_dutch_stands_beside_the_english_in_the_form_for_the_same_number(desk: Desk) -> None:
    desk.catalog("nl").parent.mkdir(parents=True)
    desk.update()
    empty, full = 'msgstr[0] ""\nmsgstr[1] ""', 'msgstr[0] "een dag"\nmsgstr[1] "{count} dagen"'
    text = desk.catalog("nl").read_text("utf-8").replace(empty, full)
    desk.catalog("nl").write_text(text, "utf-8")
    desk.export()
    dutch = [cells[2] for (_, numbers), cells in desk.rows().items() if numbers]
    assert dutch == ["een dag", "{count} dagen", "{count} dagen"]


def test_what_nobody_is_sure_of_is_told_and_is_sure_after_the_import(polish: Desk) -> None:
    path = polish.catalog("pl")
    sure = path.read_text("utf-8")
    path.write_text(sure.replace('msgid "Found"', '#, fuzzy\nmsgid "Found"'), "utf-8")
    polish.export()
    assert polish.rows()["Found", ""][WRONG] == "nobody is sure of it: read it again"
    assert "1 sentence changed" in polish.bring_in()[1]
    assert path.read_text("utf-8") == sure


def test_only_the_translations_can_be_written_in(desk: Desk) -> None:
    desk.export()
    for sheet in load_workbook(desk.sheet):
        assert sheet.protection.sheet
        assert sheet.protection.password is None
    with desk.opened() as sheet:
        open_cells = {cell.column for row in sheet for cell in row if not cell.protection.locked}
        assert open_cells == {TRANSLATION + 1}
        assert sheet["E1"].protection.locked
        assert sheet.freeze_panes == "A2"
        heights = {sheet.row_dimensions[row].height for row in range(2, sheet.max_row + 1)}
        assert len(heights) > 1  # a row is as high as its longest text
        assert all(cell.alignment.wrap_text for row in sheet for cell in row)


@pytest.mark.parametrize(("code", "leftwards"), [("ar", True), ("fa", True), ("pl", False)])
def test_a_sheet_runs_as_its_language_does(desk: Desk, code: str, *, leftwards: bool) -> None:
    desk.export(code)
    with desk.opened() as sheet:
        assert bool(sheet.sheet_view.rightToLeft) == leftwards
        assert (sheet["E2"].alignment.readingOrder == 2.0) == leftwards
        assert sheet["B2"].alignment.readingOrder == 1.0


def test_the_first_sheet_explains_in_two_languages_and_lists_what_is_filled_in(desk: Desk) -> None:
    desk.export()
    book = load_workbook(desk.sheet)
    assert book.active == book["Read this first"]
    told = list(book["Read this first"].values)
    assert all(english and dutch for english, dutch in told[:5])
    assert told[-3:] == [(f"{{{name}}}", MEANINGS[name]) for name in ("coach", "count", "day")]


def test_the_same_catalog_gives_the_same_sheets(desk: Desk) -> None:
    def parts() -> dict[str, bytes]:
        with zipfile.ZipFile(desk.sheet) as file:
            return {n: file.read(n) for n in file.namelist() if n != "docProps/core.xml"}

    desk.export()
    before = parts()
    desk.export()
    assert parts() == before


def test_a_sheet_that_is_there_is_not_written_over(desk: Desk) -> None:
    desk.export()
    before = desk.sheet.read_bytes()
    code, told = desk.kansencoach("export", "pl", str(desk.sheet))
    assert code == 1
    assert "give another name" in told
    assert desk.sheet.read_bytes() == before


def test_a_sheet_without_a_name_is_called_after_its_language(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(desk.home)
    assert desk.kansencoach("export", "pl")[0] == 0
    assert (desk.home / "kansencoach-pl.xlsx").exists()


def test_another_kind_of_file_is_not_made(desk: Desk) -> None:
    code, told = desk.kansencoach("export", "pl", str(desk.sheet.with_suffix(".csv")))
    assert code == 1
    assert "ends in .xlsx" in told


def test_who_lacks_openpyxl_hears_what_to_install(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "openpyxl", None)
    for word in ("export", "import"):
        code, told = desk.kansencoach(word, "pl", __file__)
        assert code == 1
        assert "pip install 'kansencoach-bot[texts]'" in told


async def test_the_program_itself_writes_a_sheet(tmp_path: Path) -> None:
    """Without a configuration, a key or a token: whoever translates has none."""
    ended = await command("texts", "export", "so", str(tmp_path / "so.xlsx"), env={})
    assert (ended.code, ended.err) == (0, "")
    assert "0 of them empty" in ended.out
    assert (tmp_path / "so.xlsx").exists()


# --- the way back


def test_a_filled_in_sheet_becomes_the_catalog(desk: Desk) -> None:
    desk.export()
    desk.fill_in()
    code, told = desk.bring_in()
    assert code == 0
    assert "5 sentences changed" in told
    text = desk.catalog("pl").read_text("utf-8")
    assert 'msgstr "{coach} jest {day}."' in text
    assert '"Nie ma dnia.\\n"\n"Proszę zadzwonić."' in text
    assert 'msgstr[0] "Jeden dzień"\nmsgstr[1] "{count} dni"\nmsgstr[2] "{count} dni."' in text


def test_a_sheet_in_which_nothing_changed_changes_nothing(polish: Desk) -> None:
    before = polish.catalog("pl").read_bytes()
    code, told = polish.bring_in()
    assert code == 0
    assert "0 sentences changed" in told
    assert polish.catalog("pl").read_bytes() == before


@pytest.mark.parametrize("code", catalog_paths())
def test_each_of_our_catalogs_comes_back_byte_for_byte(
    code: str, ours: Sources, tmp_path: Path
) -> None:
    path, sheet = tmp_path / code / "LC_MESSAGES" / "messages.po", tmp_path / "sheet.xlsx"
    path.parent.mkdir(parents=True)
    before = catalog_paths()[code].read_bytes()
    path.write_bytes(before)
    export(code, sheet, ours, tmp_path)
    done = bring_in(Wanted(code, sheet, accept_hard=True), ours, tmp_path)
    assert not done.judged.faults
    assert done.changed == 0
    assert path.read_bytes() == before


def test_a_changed_sentence_is_the_only_thing_that_changes(polish: Desk) -> None:
    before = polish.catalog("pl").read_text("utf-8")
    polish.type("✅ Yes", "✅ Owszem")
    assert "1 sentence changed" in polish.bring_in()[1]
    assert polish.catalog("pl").read_text("utf-8") == before.replace("✅ Tak", "✅ Owszem")


def test_rows_may_be_sorted_and_columns_moved(polish: Desk) -> None:
    polish.type("✅ Yes", "✅ Owszem")
    with polish.opened() as sheet:
        moved = [[row[4], row[3], row[1], row[0]] for row in sheet.values]
        sheet.delete_rows(1, 99)
        for row in [moved[0], *reversed(moved[1:])]:
            sheet.append(row)
    assert "1 sentence changed" in polish.bring_in()[1]


def test_line_breaks_and_spaces_of_a_spreadsheet_do_no_harm(polish: Desk) -> None:
    polish.type("Found", "Znaleziono \n")
    polish.type("There is no day. Please call.", "Nie ma dnia._x000D_\nProszę zadzwonić.")
    with polish.opened() as sheet:
        (cell,) = (cell for cell in sheet["B"] if cell.value.startswith("There"))
        cell.value = "There is no day. Please call. "
    assert "0 sentences changed" in polish.bring_in()[1]


def test_a_text_that_begins_as_a_formula_stays_a_text(polish: Desk) -> None:
    path = polish.catalog("pl")
    path.write_text(path.read_text("utf-8").replace("Znaleziono", "=1+1"), "utf-8")
    polish.export()
    assert "0 sentences changed" in polish.bring_in()[1]


def test_a_native_speakers_check_is_written_in_the_head(polish: Desk) -> None:
    code, told = polish.bring_in()
    assert f"texts import pl {polish.sheet} {CHECKED}" in told
    code, told = polish.bring_in(CHECKED)
    assert code == 0
    assert CHECKED not in told
    text = polish.catalog("pl").read_text("utf-8")
    assert "# Checked by a native speaker: yes\n" in text
    polish.type("✅ Yes", "✅ Owszem")
    assert "these changes too?" in polish.bring_in()[1]
    assert polish.catalog("pl").read_text("utf-8") == text.replace("✅ Tak", "✅ Owszem")


def test_english_may_stay_empty_but_not_by_halves(desk: Desk) -> None:
    desk.catalog("en").parent.mkdir(parents=True)
    desk.update()
    desk.export("en")
    assert desk.bring_in(code="en")[0] == 0
    desk.type("{count} day", "One day", "1")
    code, told = desk.bring_in(code="en")
    assert code == 1
    assert "for 0, 2, 3, 4…: it is empty" in told


# --- what can be wrong


@pytest.mark.parametrize(
    ("english", "wrong", "instead"),
    [
        (DAY, "Jest {day}.", "{coach} is missing: write {coach} where this belongs: the name of"),
        (DAY, "{coach} {day} {dzień}", "{dzień} is not known here: write {coach} and {day}, as"),
        ("Found", "Jest {day}", "{day} is not known here: write it without { and }"),
        (DAY, "{coach} {day} {day:x}", "{day:x} is not known here: write {coach} and {day}, as"),
        (DAY, "{coach jest {day}.", "a { or } has no partner: write {coach} and {day}, as the"),
        ("✅ Yes", "Tak", "it does not begin with ✅: copy ✅ from the English"),
        ("Found", "👍 Jest", "it begins with 👍 and the English does not: leave 👍 out"),
        ("✅ Yes", "✅ " + "a" * 24, "26 characters: a button has 25, write fewer"),
        ("Found", "a " * 2050 + "a", "4101 characters: a message has 4096, write fewer"),
        ("Found", None, "it is empty: write the translation"),
        ("Found", "   ", "it is empty: write the translation"),
        ("Found", 12, "it is a number, '12': make the cell plain text"),
        ("Found", "=A1+1", "it is a formula, '=A1+1': make the cell plain text"),
        ("Found", True, "it is true or false, 'True': make the cell plain text"),
    ],
)
def test_a_fault_is_told_with_its_row_its_sentence_and_what_to_write(
    polish: Desk, english: str, wrong: object, instead: str
) -> None:
    before = polish.catalog("pl").read_bytes()
    row = polish.type(english, wrong)
    polish.type("{count} day", "Dzień", "1")  # what is right beside it is not written either
    code, told = polish.bring_in("--accept-hard")
    assert code == 1
    assert f"row {row}: {english!r}: {instead}" in told
    assert f"Nothing was written: 1 to mend in {polish.sheet}" in told
    assert polish.catalog("pl").read_bytes() == before


def test_every_fault_has_a_line_and_empty_rows_come_last(polish: Desk) -> None:
    found = polish.type("Found", "")
    yes = polish.type("✅ Yes", "Tak")
    day = polish.type(DAY, "Jest {d}")
    told = polish.bring_in()[1].splitlines()
    rows = [line.split(":")[0] for line in told[:-1]]
    assert rows == [*[f"row {day}"] * 3, f"row {yes}", f"row {found}"]
    assert "5 to mend" in told[-1]


def test_a_plural_form_without_its_row_is_told(polish: Desk) -> None:
    with polish.opened() as sheet:
        sheet.delete_rows(4)
    code, told = polish.bring_in()
    assert code == 1
    assert "row 3: '{count} day' for 1: the row for the numbers 2, 3, 4, 22… is gone" in told


def test_a_plural_form_for_other_numbers_is_told(polish: Desk) -> None:
    with polish.opened() as sheet:
        sheet["D4"] = "2"
    told = polish.bring_in()[1]
    assert "row 4: '{count} days' for 2: it cannot be for the numbers '2': write '2, 3, 4" in told


def test_a_row_that_is_not_ours_is_told(polish: Desk) -> None:
    with polish.opened() as sheet:
        sheet["B2"] = "Lost"
    code, told = polish.bring_in()
    assert code == 1
    assert "row 2: 'Lost': the bot does not say this (any more): delete the row, or" in told


def test_a_row_that_is_there_twice_is_told(polish: Desk) -> None:
    with polish.opened() as sheet:
        sheet.append([cell.value for cell in sheet[2]])
    code, told = polish.bring_in()
    assert code == 1
    assert "row 9: 'Found': this row is here twice, also as row 2: delete one of them" in told


def test_a_sentence_that_is_newer_than_the_sheet_waits_and_is_told(polish: Desk) -> None:
    """The work in an older sheet must not be lost because something was added meanwhile."""
    code = polish.home / "bot" / "code.py"
    code.write_text(code.read_text("utf-8") + 'MORE = say("Later")\n', "utf-8")
    polish.type("✅ Yes", "✅ Owszem")
    ended, told = polish.bring_in()
    assert ended == 0
    assert "'Later': it has no row here, and stays as it is" in told
    text = polish.catalog("pl").read_text("utf-8")
    assert "✅ Owszem" in text
    assert 'msgid "Later"\nmsgstr ""' in text


def test_what_is_hard_to_read_is_refused_unless_accepted(polish: Desk) -> None:
    before = polish.catalog("pl").read_bytes()
    row = polish.type("Found", "to jest bardzo " * 15 + "długie zdanie.")
    code, told = polish.bring_in()
    assert code == 1
    assert f"row {row}: 'Found': hard to read: 47 words in 'to jest" in told
    assert "or add --accept-hard" in told
    assert polish.catalog("pl").read_bytes() == before
    code, told = polish.bring_in("--accept-hard")
    assert code == 0
    assert "hard to read: 47 words" in told
    assert "długie zdanie" in polish.catalog("pl").read_text("utf-8")
    polish.export()
    assert "hard to read: 47 words" in polish.rows()["Found", ""][WRONG]


@pytest.mark.parametrize("content", [b"", b"English;Polish\n", b"PK\x05\x06" + bytes(18)])
def test_a_file_that_is_no_sheet_is_told(polish: Desk, content: bytes) -> None:
    polish.sheet.write_bytes(content)
    code, told = polish.bring_in()
    assert code == 1
    assert told == (
        f"{polish.sheet} is not an .xlsx file: save the sheet as .xlsx (Excel workbook)\n"
    )


@pytest.mark.parametrize(
    "spoil",
    [
        pytest.param(lambda xml: xml[:900], id="a part is cut off"),
        pytest.param(lambda xml: b'<!DOCTYPE x [<!ENTITY a "b">]>' + xml, id="it could grow"),
    ],
)
def test_a_sheet_that_is_spoilt_is_told(polish: Desk, spoil: Callable[[bytes], bytes]) -> None:
    with zipfile.ZipFile(polish.sheet) as file:
        parts = {name: file.read(name) for name in file.namelist()}
    with zipfile.ZipFile(polish.sheet, "w") as file:
        for name, content in parts.items():
            file.writestr(name, spoil(content) if "sheet2" in name else content)
    assert "is not an .xlsx file" in polish.bring_in()[1]


def test_a_sheet_with_other_columns_is_told(polish: Desk) -> None:
    book = Workbook()
    book.active.append(["English", "Polish"])
    book.save(polish.sheet)
    code, told = polish.bring_in()
    assert code == 1
    assert 'has no sheet "Texts" with the columns "English" and' in told
    assert "write in the file that `kansencoach texts export pl` makes" in told


def test_the_sheet_of_another_language_is_told(polish: Desk) -> None:
    polish.export("uk")
    code, told = polish.bring_in()
    assert code == 1
    assert "is the sheet of Ukrainian, not of Polish: write `kansencoach texts import uk" in told


def test_a_broken_catalog_is_told_before_anything_else(polish: Desk) -> None:
    path = polish.catalog("pl")
    text = path.read_text("utf-8")
    path.write_text(text.replace("plural=(", "plural=(("), "utf-8")
    for code, told in (
        polish.kansencoach("export", "pl", f"{polish.home}/x.xlsx"),
        polish.bring_in(),
    ):
        assert code == 1
        assert "pl: the header's Plural-Forms is not understood" in told
    path.write_text(text.replace("charset=UTF-8", "charset=latin-1"), "utf-8")
    assert "pl: the header's charset must be UTF-8" in polish.bring_in()[1]


# --- a new language


def test_a_new_language_is_a_folder_only_when_it_is_complete(desk: Desk) -> None:
    """A coordinator asks for Kurdish, a translator fills it in, and it is there."""
    told = desk.export("ku")
    assert "Kurdish is new" in told
    assert not desk.catalog("ku").exists()
    desk.type("Found", "Hat dîtin")
    code, told = desk.bring_in(code="ku")
    assert code == 1
    assert "5 to mend" in told
    assert not desk.catalog("ku").exists()
    with desk.opened() as sheet:
        for cells in sheet.iter_rows(min_row=2):
            cells[TRANSLATION].value = str(cells[ENGLISH].value)
    code, told = desk.bring_in(code="ku")
    assert code == 0
    assert 'add "ku" to languages in kansencoach.toml' in told
    assert (
        desk.catalog("ku")
        .read_text("utf-8")
        .startswith("# Kurdish texts of kansencoach-bot.\n# Checked by a native speaker: no\n")
    )


@pytest.mark.parametrize(
    ("wanted", "instead"),
    [
        ("Kurdish", "the code of Kurdish is ku: write ku instead of Kurdish"),
        ("Koerdisch", "the code of Koerdisch is ku: write ku instead of Koerdisch"),
        ("xx", "make the folder locales/xx/LC_MESSAGES, run python -m bot.catalogs"),
        (
            "../locales/pl",
            "we know no language '../locales/pl': write its code of two or three letters",
        ),
    ],
)
def test_a_language_that_nobody_knows_is_told_with_what_to_do(
    desk: Desk, wanted: str, instead: str
) -> None:
    code, told = desk.kansencoach("export", wanted, str(desk.sheet))
    assert code == 1
    assert instead in told
    assert not desk.sheet.exists()


def test_a_language_that_only_its_folder_knows_gets_its_sheet(desk: Desk) -> None:
    desk.catalog("xx").parent.mkdir(parents=True)
    desk.update()
    assert "6 rows" in desk.export("xx")


# --- what is told of our own sentences


def test_every_placeholder_of_ours_is_explained_and_no_other(ours: Sources) -> None:
    assert set(used(ours.found)) == set(MEANINGS)


def test_every_place_of_ours_is_named_in_plain_words_and_no_other(ours: Sources) -> None:
    files = {file for message in ours.found for file, _ in message.locations}
    assert {file for file in files if not file.startswith(DIALOGUES)} == set(PLACES)
