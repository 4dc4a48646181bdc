"""The catalogs are up to date and complete, and every fault in one is named."""

import re
from datetime import date
from pathlib import Path

import pytest

from bot.catalogs import complaints, extract, update
from bot.catalogs.__main__ import main
from bot.catalogs.extraction import is_button
from bot.catalogs.upkeep import template_text
from bot.conversation import phrases
from bot.i18n import LOCALES, Languages, catalog_paths
from bot.i18n.catalog import ids, read, texts
from bot.settings import LANGUAGES

POINTING = set("←→⬅➡◀▶⏩⏪⏭⏮👈👉")
HALF_A_LABEL = 14  # characters
DIALOGUE = """\
title = "Not for parents"

[[question]]
id = "when"
text = "Is it on {day}?"
empty = \"\"\"
There is no day.
Please call.\"\"\"
[[question.choice]]
id = "yes"
label = "✅ Yes"
helper = "Then we talk."

[outcome.done]
text = "👤 {coach}"
"""
CODE = """\
from bot.conversation.words import Say, say, say_n

text, world = "Not a literal", None
FOUND = say("Found"), Say("Also {found}", {"found": 1}), say_n("{count} day", "{count} days", 2)
OTHER = Say(text), Say({"label": "Not said"}["label"]), world.say("Not ours", {})
BELL = say("🔔 Soon")
"""
DUTCH = {
    "Is it on {day}?": "Is het op {day}?",
    "There is no day.\\nPlease call.": "Er is geen dag.\\nBel ons.",
    "✅ Yes": "✅ Ja",
    "Then we talk.": "Dan praten we.",
    "Found": "Gevonden",
    "Also {found}": "Ook {found}",
    "🔔 Soon": "🔔 Straks",
}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Give a small program with a complete Dutch catalog."""
    (tmp_path / "bot" / "simulator").mkdir(parents=True)
    (tmp_path / "bot" / "talk.toml").write_text(DIALOGUE, "utf-8")
    (tmp_path / "bot" / "code.py").write_text(CODE, "utf-8")
    (tmp_path / "bot" / "simulator" / "play.py").write_text('say("Telegram says")\n', "utf-8")
    (tmp_path / "locales" / "nl" / "LC_MESSAGES").mkdir(parents=True)
    update(tmp_path / "locales", tmp_path)
    text = dutch(tmp_path).read_text("utf-8")
    for english, translation in DUTCH.items():
        empty = f'msgid {quoted(english)}\nmsgstr ""\n'
        text = text.replace(empty, f"msgid {quoted(english)}\nmsgstr {quoted(translation)}\n")
    text = text.replace('msgstr[0] ""', 'msgstr[0] "{count} dag"')
    text = text.replace('msgstr[1] ""', 'msgstr[1] "{count} dagen"')
    dutch(tmp_path).write_text(text, "utf-8")
    return tmp_path


def quoted(text: str) -> str:
    """Write a text as a .po file does: one of several lines begins with an empty one."""
    first, *rest = text.split("\\n")
    if not rest:
        return f'"{text}"'
    return "\n".join(['""', f'"{first}\\n"', *(f'"{line}"' for line in rest)])


def dutch(root: Path) -> Path:
    """Find the small program's Dutch catalog."""
    return root / "locales" / "nl" / "LC_MESSAGES" / "messages.po"


def told(root: Path) -> list[str]:
    """Give the complaints about the small program."""
    return complaints(root / "locales", root)


def change(path: Path, old: str, new: str) -> None:
    """Change a file in one place, which must be there."""
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")


# --- our own catalogs


def test_our_catalogs_are_up_to_date_complete_and_sound() -> None:
    assert complaints() == []


def test_there_are_catalogs_of_the_languages_of_the_first_release() -> None:
    assert {"ar", "en", "nl"} <= set(catalog_paths())


def test_every_catalog_tells_whether_a_native_speaker_checked_it() -> None:
    assert {code: read(code).checked for code in catalog_paths()} == dict.fromkeys(
        catalog_paths(), False
    )


def test_arabic_has_its_six_plural_forms() -> None:
    text = catalog_paths()["ar"].read_text("utf-8")
    assert "nplurals=6;" in text
    assert text.count("msgstr[5]") == text.count("msgid_plural") > 0


def test_every_catalog_can_be_printed_without_a_trace_of_this_machine() -> None:
    for path in (LOCALES / "messages.pot", *catalog_paths().values()):
        text = path.read_text("utf-8")
        assert str(LOCALES.parent) not in text
        assert "Creation-Date" not in text


@pytest.mark.parametrize("code", LANGUAGES)
def test_no_sign_means_another_thing_to_who_reads_from_the_other_side(code: str) -> None:
    said = "".join(
        text for message in read(code).messages for text in (*ids(message), *texts(message))
    )
    assert not set(said) & POINTING


@pytest.mark.parametrize("code", LANGUAGES)
def test_what_stands_side_by_side_below_every_question_fits_on_half_a_phone(code: str) -> None:
    languages = Languages([code])
    for label in (phrases.BACK, phrases.LANGUAGE):
        assert len(languages.label(label, code, date(2026, 11, 26))) <= HALF_A_LABEL


# --- finding sentences


def test_sentences_are_found_in_dialogues_and_code_with_their_lines(root: Path) -> None:
    places = {str(entry.id): entry.locations for entry in extract(root) if entry.id}
    assert places == {
        "Found": [("bot/code.py", 4)],
        "Also {found}": [("bot/code.py", 4)],
        "('{count} day', '{count} days')": [("bot/code.py", 4)],
        "🔔 Soon": [("bot/code.py", 6)],
        "Is it on {day}?": [("bot/talk.toml", 5)],
        "There is no day.\nPlease call.": [("bot/talk.toml", 6)],
        "✅ Yes": [("bot/talk.toml", 11)],
        "Then we talk.": [("bot/talk.toml", 12)],
    }


def test_labels_are_marked_as_buttons(root: Path) -> None:
    assert [entry.id for entry in extract(root) if is_button(entry)] == ["🔔 Soon", "✅ Yes"]


# --- upkeep


def test_a_complete_catalog_gives_no_complaint(root: Path) -> None:
    assert told(root) == []


def test_an_update_without_news_changes_nothing(root: Path) -> None:
    files = [root / "locales" / "messages.pot", dutch(root)]
    before = [path.read_bytes() for path in files]
    update(root / "locales", root)
    assert [path.read_bytes() for path in files] == before


def test_an_update_keeps_translations_adds_empty_entries_and_drops_old_ones(root: Path) -> None:
    change(root / "bot" / "talk.toml", "Is it on {day}?", "Is it on {day}, then?")
    update(root / "locales", root)
    text = dutch(root).read_text("utf-8")
    assert 'msgid "Is it on {day}, then?"\nmsgstr ""' in text
    assert "Is het op" not in text
    assert "fuzzy" not in text
    assert "Dan praten we." in text


def test_an_update_leaves_the_first_lines_to_the_translators(root: Path) -> None:
    change(dutch(root), "native speaker: no\n", "native speaker: yes\n# Thanks to A.\n")
    update(root / "locales", root)
    assert "# Thanks to A.\n" in dutch(root).read_text("utf-8")
    assert read("nl", root / "locales").checked


def test_a_new_language_begins_with_its_own_plural_rule(root: Path) -> None:
    (root / "locales" / "pl" / "LC_MESSAGES").mkdir(parents=True)
    update(root / "locales", root)
    text = (root / "locales" / "pl" / "LC_MESSAGES" / "messages.po").read_text("utf-8")
    assert text.startswith(
        "# Polish texts of kansencoach-bot.\n# Checked by a native speaker: no\n"
    )
    assert "nplurals=3;" in text


def test_sentences_that_only_moved_to_another_line_are_up_to_date(root: Path) -> None:
    change(root / "bot" / "talk.toml", "[[question]]", "# A remark.\n[[question]]")
    assert told(root) == []
    update(root / "locales", root)
    assert "bot/talk.toml:6\n" in (root / "locales" / "messages.pot").read_text("utf-8")


# --- what can be wrong


@pytest.mark.parametrize(
    ("right", "wrong", "complaint"),
    [
        ('"Dan praten we."', '""', "nl: 'Then we talk.': no translation"),
        (
            'msgstr[1] "{count} dagen"',
            'msgstr[1] ""',
            "nl: '{count} day': a plural form has no translation",
        ),
        (
            'msgid "Then we talk."',
            '#, fuzzy\nmsgid "Then we talk."',
            "nl: 'Then we talk.': fuzzy: check it, then take the mark away",
        ),
        (
            'msgstr[0] "{count} dag"\nmsgstr[1] "{count} dagen"',
            'msgstr[0] "{count} dag"\nmsgstr[1] "Veel dagen"',
            "nl: '{count} day': {count} is missing in 'Veel dagen'",
        ),
        ("Ook {found}", "Ook {found", "nl: 'Also {found}': a brace without its partner in "),
        (
            "plural=(n != 1)",
            "plural=(n !== 1)",
            "nl: the header's Plural-Forms is not understood",
        ),
        (
            "nplurals=2; plural=(n != 1)",
            "nplurals=3; plural=(n != 1)",
            "nl: the header's Plural-Forms is not understood",
        ),
        ("Plural-Forms:", "Plurals:", "nl: the header's Plural-Forms is not understood"),
        (
            "nplurals=2; plural=(n != 1)",
            "nplurals=1; plural=0",
            "nl: cannot be read: msg has more translations than num_plurals of catalog",
        ),
        (
            "nplurals=2; plural=(n != 1)",
            "nplurals=3; plural=(n==1 ? 0 : n==2 ? 1 : 2)",
            "nl: '{count} day': a plural form has no translation",
        ),
        ("✅ Ja", "Ja", "nl: '✅ Yes': it must begin with ✅, as the English does: 'Ja'"),
        ("✅ Ja", "❌ Ja", "nl: '✅ Yes': it must begin with ✅, as the English does: '❌ Ja'"),
        (
            '"Gevonden"',
            '"👍 Gevonden"',
            "nl: 'Found': it must begin with no icon, as the English does: '👍 Gevonden'",
        ),
        (
            "✅ Ja",
            "✅ Ja, ik wil heel graag ja",
            "nl: '✅ Yes': a button of 26 characters, a phone shows 25: '✅ Ja, ik wil heel",
        ),
        ("Gevonden", "o" * 4097, "nl: 'Found': 4097 characters, Telegram takes 4096"),
        ("charset=UTF-8", "charset=latin-1", "nl: the header's charset must be UTF-8"),
        (
            "# Checked by a native speaker: no",
            "# Checked by nobody",
            "nl: its first lines do not tell '# Checked by a native speaker: yes' (or no)",
        ),
        (
            'msgid "Found"',
            'msgid "Lost"',
            "nl: 'Lost': nobody says this any more: run python -m bot.catalogs",
        ),
        ('msgid "Found"', 'message "Found"', "nl: cannot be read: "),
    ],
)
def test_a_fault_in_a_catalog_is_named(root: Path, right: str, wrong: str, complaint: str) -> None:
    change(dutch(root), right, wrong)
    assert any(found.startswith(complaint) for found in told(root)), told(root)


def test_another_placeholder_is_named_as_missing_and_as_not_known(root: Path) -> None:
    change(dutch(root), "Is het op {day}?", "Is het op {jour}?")
    assert told(root) == [
        "nl: 'Is it on {day}?': {day} is missing in 'Is het op {jour}?'",
        "nl: 'Is it on {day}?': {jour} is not known in 'Is het op {jour}?'",
    ]


def test_a_plural_form_for_one_number_may_say_it_in_a_word(root: Path) -> None:
    change(dutch(root), '"{count} dag"', '"Een dag"')
    assert told(root) == []


def test_a_catalog_in_another_encoding_is_named(root: Path) -> None:
    dutch(root).write_bytes(dutch(root).read_text("utf-8").encode("utf-16"))
    assert told(root) == ["nl: not UTF-8 at byte 0"]


def test_a_missing_catalog_is_named(root: Path) -> None:
    dutch(root).unlink()
    assert told(root) == ["nl: there is no catalog: run python -m bot.catalogs"]


def test_a_changed_sentence_makes_template_and_catalogs_out_of_date(root: Path) -> None:
    change(root / "bot" / "talk.toml", "Then we talk.", "Then we can talk.")
    assert told(root) == [
        "messages.pot: not up to date with the sources: run python -m bot.catalogs",
        "nl: 'Then we can talk.': not in the catalog: run python -m bot.catalogs",
        "nl: 'Then we talk.': nobody says this any more: run python -m bot.catalogs",
    ]


def test_a_missing_template_is_named(root: Path) -> None:
    (root / "locales" / "messages.pot").unlink()
    assert told(root)[0].startswith("messages.pot: cannot be read: ")


def test_english_needs_no_translation_but_its_labels_must_fit_too(root: Path) -> None:
    (root / "locales" / "en" / "LC_MESSAGES").mkdir(parents=True)
    update(root / "locales", root)
    assert told(root) == []
    change(root / "bot" / "talk.toml", "✅ Yes", "✅ Yes, that is what I want")
    update(root / "locales", root)
    assert told(root)[0] == (
        "en: '✅ Yes, that is what I want': a button of 26 characters, a phone shows 25: "
        "'✅ Yes, that is what I want'"
    )


def test_the_command_updates_and_prints_what_is_wrong(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["--check"]) == 0
    assert not capsys.readouterr().out


def test_our_template_is_written_from_the_sources_alone() -> None:
    lines = re.compile(r"(\.\w+):\d+")
    kept = (LOCALES / "messages.pot").read_text("utf-8")
    assert lines.sub(r"\1", kept) == lines.sub(r"\1", template_text(extract()))
