"""Texts come out right in each language: dates and times, plurals, direction, nearest language."""

from datetime import date, time
from pathlib import Path

import pytest

from bot.catalogs import update
from bot.conversation.words import Dated, InLanguage, LanguageName, Lines, Local, Value, say, say_n
from bot.i18n import Languages

TODAY = date(2026, 11, 23)
DAY = date(2026, 12, 8)
NEXT_YEAR = date(2027, 3, 1)
CODES = ("nl", "en", "ar", "fa", "ro", "uk")
ISOLATE, END = "\u2068", "\u2069"  # FIRST STRONG ISOLATE, POP DIRECTIONAL ISOLATE


@pytest.fixture(scope="module")
def languages() -> Languages:
    """Read our own catalogs."""
    return Languages(CODES)


# --- dates and times


@pytest.mark.parametrize(
    ("code", "day", "form", "text"),
    [
        ("nl", DAY, "month", "december 2026"),
        ("en", NEXT_YEAR, "month", "March 2027"),
        ("ar", DAY, "month", "كانون الأول 2026"),
        ("nl", DAY, "short", "8 dec"),
        ("nl", NEXT_YEAR, "short", "1 mrt 2027"),
        ("nl", DAY, "weekday", "dinsdag"),
        ("ar", DAY, "weekday", "الثلاثاء"),
        ("nl", DAY, "initial", "di"),
        ("en", DAY, "initial", "Tu"),
    ],
)
def test_a_day_has_other_forms_in_each_language(
    languages: Languages, code: str, day: date, form: str, text: str
) -> None:
    assert languages.render(Dated(day, form), code, TODAY) == text


def test_nothing_is_put_in_for_an_empty_text(languages: Languages) -> None:
    assert languages.render(Lines(("", 7)), "ar", TODAY) == f"\n{ISOLATE}7{END}"


@pytest.mark.parametrize(
    ("code", "day", "text"),
    [
        ("nl", DAY, "dinsdag 8 december"),
        ("nl", NEXT_YEAR, "maandag 1 maart 2027"),
        ("en", DAY, "Tuesday, 8 December"),
        ("en", NEXT_YEAR, "Monday, 1 March 2027"),
        ("ar", DAY, "الثلاثاء، 8 كانون الأول"),
        ("ar", NEXT_YEAR, "الاثنين، 1 آذار 2027"),
    ],
)
def test_a_date_is_in_letters_with_the_year_only_if_it_is_another_one(
    languages: Languages, code: str, day: date, text: str
) -> None:
    assert languages.render(day, code, TODAY) == text


@pytest.mark.parametrize(
    ("code", "clock", "text"),
    [
        ("nl", time(10), "10:00 uur in de ochtend"),
        ("nl", time(11, 59), "11:59 uur in de ochtend"),
        ("nl", time(12), "12:00 uur in de middag"),
        ("nl", time(17, 45), "17:45 uur in de middag"),
        ("nl", time(18), "18:00 uur in de avond"),
        ("en", time(9, 30), "09:30 in the morning"),
        ("ar", time(10), f"الساعة {ISOLATE}10:00{END} صباحًا"),
        ("ar", time(13, 30), f"الساعة {ISOLATE}13:30{END} بعد الظهر"),
    ],
)
def test_a_time_tells_the_part_of_the_day(
    languages: Languages, code: str, clock: time, text: str
) -> None:
    assert languages.render(clock, code, TODAY) == text


def test_day_and_time_stand_on_lines_of_their_own(languages: Languages) -> None:
    text = languages.render(Lines((DAY, time(10))), "nl", TODAY)
    assert text == "dinsdag 8 december\n10:00 uur in de ochtend"


# --- plurals


def appointments(count: int) -> Value:
    """Say how many appointments there are."""
    return say_n("You have {count} appointment.", "You have {count} appointments.", count)


@pytest.mark.parametrize(
    ("code", "texts"),
    [
        (
            "nl",
            {
                0: "U heeft 0 afspraken.",
                1: "U heeft 1 afspraak.",
                2: "U heeft 2 afspraken.",
                3: "U heeft 3 afspraken.",
                5: "U heeft 5 afspraken.",
                11: "U heeft 11 afspraken.",
                21: "U heeft 21 afspraken.",
                100: "U heeft 100 afspraken.",
            },
        ),
        (
            "en",  # its catalog is empty: the plurals are those of the source
            {
                0: "You have 0 appointments.",
                1: "You have 1 appointment.",
                2: "You have 2 appointments.",
                3: "You have 3 appointments.",
                5: "You have 5 appointments.",
                11: "You have 11 appointments.",
                21: "You have 21 appointments.",
                100: "You have 100 appointments.",
            },
        ),
        (
            "ar",
            {
                0: "ليس لديكم أي موعد.",
                1: "لديكم موعد واحد.",
                2: "لديكم موعدان.",
                3: f"لديكم {ISOLATE}3{END} مواعيد.",
                5: f"لديكم {ISOLATE}5{END} مواعيد.",
                11: f"لديكم {ISOLATE}11{END} موعدًا.",
                21: f"لديكم {ISOLATE}21{END} موعدًا.",
                100: f"لديكم {ISOLATE}100{END} موعد.",
            },
        ),
    ],
)
def test_each_number_gets_its_plural_form(
    languages: Languages, code: str, texts: dict[int, str]
) -> None:
    said = {count: languages.render(appointments(count), code, TODAY) for count in texts}
    assert said == texts


@pytest.mark.parametrize("code", ["pl", "ar"])  # their plural rules are not the English one
def test_a_sentence_without_a_translation_is_said_in_english(tmp_path: Path, code: str) -> None:
    (tmp_path / code / "LC_MESSAGES").mkdir(parents=True)
    update(tmp_path)
    untranslated = Languages([code], tmp_path)
    assert untranslated.render(say("↩️ Back"), code, TODAY) == "↩️ Back"
    said = [untranslated.render(appointments(count), code, TODAY) for count in (0, 1, 2, 5, 22)]
    assert [text.replace(ISOLATE, "").replace(END, "") for text in said] == [
        "You have 0 appointments.",
        "You have 1 appointment.",
        "You have 2 appointments.",
        "You have 5 appointments.",
        "You have 22 appointments.",
    ]


# --- direction


@pytest.mark.parametrize(
    ("value", "inserted"),
    [
        ("14 0523", f"{ISOLATE}14 0523{END}"),
        (112, f"{ISOLATE}112{END}"),
        (Local({"nl": "De gele deur", "ar": "الباب"}), f"{ISOLATE}الباب{END}"),
        (InLanguage("en", say("yes")), f"{ISOLATE}yes{END}"),
        (say("yes"), "نعم"),
        (DAY, "الثلاثاء، 8 كانون الأول"),
    ],
)
def test_in_arabic_what_is_inserted_keeps_its_own_direction(
    languages: Languages, value: Value, inserted: str
) -> None:
    text = languages.render(say("For children: {number}", number=value), "ar", TODAY)
    assert text == f"للأطفال: {inserted}"


@pytest.mark.parametrize("code", ["nl", "en"])
def test_languages_from_left_to_right_need_no_isolates(languages: Languages, code: str) -> None:
    text = languages.render(say("For children: {number}", number="0800-0432"), code, TODAY)
    assert ISOLATE not in text
    assert END not in text


@pytest.mark.parametrize("code", ["nl", "uk"])
def test_a_name_that_runs_the_other_way_keeps_its_direction_in_every_language(
    languages: Languages, code: str
) -> None:
    text = languages.render(say("{coach} calls you.", coach="أمينة"), code, TODAY)
    assert f"{ISOLATE}أمينة{END}" in text


# --- languages


@pytest.mark.parametrize(
    ("phone", "code"),
    [
        ("nl", "nl"),
        ("nl-BE", "nl"),
        ("en_GB", "en"),
        ("AR", "ar"),
        ("xx", "en"),
        ("ps", "en"),
        ("prs", "fa"),
        ("mo", "ro"),
        ("nds-NL", "nl"),
        ("arz", "ar"),
        (None, "nl"),
        ("", "nl"),
    ],
)
def test_a_phone_gets_the_nearest_language(
    languages: Languages, phone: str | None, code: str
) -> None:
    assert languages.nearest(phone) == code


def test_without_english_an_unknown_phone_gets_the_first_language() -> None:
    assert Languages(["nl", "ar"]).nearest("xx") == "nl"


def test_languages_are_called_by_their_own_names(languages: Languages) -> None:
    assert [languages.own_name(code) for code in CODES] == [
        "Nederlands",
        "English",
        "العربية",
        "دری / فارسی",
        "Română",
        "Українська",
    ]


def test_a_language_is_named_in_the_language_of_the_reader(languages: Languages) -> None:
    said = [languages.render(LanguageName(code), "nl", TODAY) for code in ("uk", "ar", "fa")]
    assert said == ["Oekraïens", "Arabisch", "Dari"]
    assert languages.render(LanguageName("fa"), "uk", TODAY) == "дарі"
