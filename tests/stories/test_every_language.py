"""In each language a parent chooses it by its own name, books, moves, cancels and asks."""

import re
from datetime import timedelta
from pathlib import Path

import pytest

from bot.conversation.words import Dated
from bot.settings import LANGUAGES, Config
from tests.stories.reading import Scraps, labels_to, words_to
from tests.stories.town import MONDAY, Somebody, Town
from tests.stories.ways import first_time

NAME, SCHOOL = "Zoë", "Voorbeeldschool Hardenberg"
QUESTION = "Qween? Ћетири? ሰሉስ! Wat 3x"  # in no language; it is shown as it was written
DUTCH = {
    "nl": "Nederlands",
    "en": "Engels",
    "ar": "Arabisch",
    "uk": "Oekraïens",
    "pl": "Pools",
    "tr": "Turks",
    "ti": "Tigrinya",
    "fa": "Dari",
    "ro": "Roemeens",
    "bg": "Bulgaars",
    "so": "Somalisch",
    "ru": "Russisch",
    "de": "Duits",
}
RIGHT_TO_LEFT = {"ar", "fa"}
ISOLATED = re.compile("\u2068[^\u2068\u2069]*\u2069")
LATIN = re.compile(r"[A-Za-z\u00c0-\u024f0-9]+")
RTL_LETTER = re.compile("[\u0590-\u08ff]")
INTERPRETER = (
    "Do you want an interpreter at the talk? It costs nothing."
    " Your child cannot be the interpreter: that is too hard."
)
ALL_READ = "Kies uw taal"  # stands in three languages before one is chosen


@pytest.mark.parametrize("language", LANGUAGES)
async def test_a_parent_books_moves_cancels_and_asks_and_each_reads_the_own_language(
    tmp_path: Path, everybodys: Config, language: str
) -> None:
    config = everybodys.model_copy(
        update={"languages": tuple(dict.fromkeys(("nl", "en", language)))}
    )
    town = Town(tmp_path, config)
    await town.start()
    try:
        coach = await town.coach("bilal")
        parent = town.somebody(NAME, language)
        await arrive(town, parent, language)
        await book_move_cancel(parent)
        assert await town.booked() == []
        await parent.tap("💬")
        await parent.type(QUESTION)
        told = "\n\n".join(coach.everything)
        expect_of_coach(told, language)
        read_by_parent = [*words_to(parent), *labels_to(parent)]
        if language != "nl":
            foreign = Scraps("nl", language).found(read_by_parent)
            assert foreign == [ALL_READ]
            assert Scraps(language, "nl").found(coach.everything) == []
        if language in RIGHT_TO_LEFT:
            assert loose(town, read_by_parent, language) == []
    finally:
        await town.stop()


async def arrive(town: Town, parent: Somebody, language: str) -> None:
    """Come by the link of the school, and choose the language by its own name."""
    assert town.app is not None
    own_name = town.app.office.languages.own_name(language)
    await parent.start("school_hardenberg")
    assert parent.buttons[0] == own_name
    await parent.tap(own_name)
    for label in ("✅", "✅", NAME):
        await parent.tap(label)
    assert town.says("What do you want to do?", language) in parent.reads


async def book_move_cancel(parent: Somebody) -> None:
    """Book at school, move to another day, cancel: the icons are the same in every language."""
    for label in ("📅", "💶", "🏫"):
        await parent.tap(label)
    if parent.phone.language_code != "nl":
        assert parent.reads == parent.town.says(INTERPRETER, parent.phone.language_code or "")
        await parent.tap("✅")
    await first_time(parent, 1)
    await parent.tap("✅")
    assert len(await parent.town.booked()) == 1
    await parent.tap("🔄")
    await first_time(parent, 3)
    await parent.tap("✅")
    await parent.tap("❌")
    await parent.tap("✅")


def expect_of_coach(told: str, language: str) -> None:
    """The coach reads in exact Dutch what was tapped, and as it is what was written."""
    answers = (
        f"🙂 {NAME}\n🏫 Op school\n{SCHOOL}\n💶 Geld en rekeningen\n🌐 Taal: {DUTCH[language]}"
    )
    if language != "nl":
        answers += "\n🗣️ Tolk: ja"
    first, second = "woensdag 2 december\n08:30 uur", "maandag 7 december\n09:00 uur"
    assert f"📅 Nieuwe afspraak\n\n{first} in de ochtend\n{answers}" in told
    assert f"🔄 Afspraak verzet\n\n{second} in de ochtend\n{answers}" in told
    assert f"❌ Afspraak afgezegd\n\n{second} in de ochtend\n{answers}" in told
    assert f"💬 {NAME} vraagt:\n🏫 {SCHOOL}\n🌐 Taal: {DUTCH[language]}\n\n{QUESTION}" in told


def loose(town: Town, texts: list[str], language: str) -> list[str]:
    """Give what runs from left to right unprotected; a label of nothing else needs no guard."""
    days = [(MONDAY + timedelta(days=n)).date() for n in range(40)]
    dates = [town.says(value, language) for day in days for value in (day, Dated(day, "short"))]
    left = []
    for text in filter(RTL_LETTER.search, texts):
        bare = text
        while ISOLATED.search(bare):
            bare = ISOLATED.sub("", bare)
        for date in sorted(dates, key=len, reverse=True):
            bare = bare.replace(date, "")
        left += LATIN.findall(bare)
    return left
