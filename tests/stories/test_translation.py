"""A coach reads what a parent wrote at once, and what a computer makes of it after that, or not."""

import io
from collections.abc import AsyncIterator
from functools import partial
from pathlib import Path

import pytest

from bot.settings import Config
from tests.stories.machinery import machine_texts, place_of, translating
from tests.stories.mailbox import Mailbox, text_of
from tests.stories.posting import BILAL, notified, server
from tests.stories.town import PATIENCE, Somebody, Town
from tests.stories.ways import ask, replies, told_of
from tests.writing.translations import Answer, Translations, hangs, refuses, says, waits

ASKED, MADE = "متى تبدأ السباحة؟", "Wanneer begint het zwemmen?"


@pytest.fixture
async def translations() -> AsyncIterator[Translations]:
    built = Translations(knows={ASKED: MADE})
    await built.start()
    yield built
    await built.stop()


@pytest.fixture(params=["straight", "restarted"])
async def town(
    request: pytest.FixtureRequest, tmp_path: Path, config: Config, translations: Translations
) -> AsyncIterator[Town]:
    restarts = request.param == "restarted"
    built = translating(tmp_path, config, translations.url, restarts=restarts)
    await built.start()
    yield built
    await built.stop()


async def test_original_and_translation_stand_side_by_side_after_the_question(
    town: Town, translations: Translations, log: io.StringIO
) -> None:
    coach, parent = await town.coach("bilal"), await town.parent("Amina", "ar")
    await ask(parent, ASKED)
    [text] = machine_texts(coach)
    head, original, made = text.split("\n\n")
    assert head.startswith(town.says("🤖 Translated by a computer. It can be wrong."))
    assert "Amina" in head
    assert ASKED in original
    assert "Arabisch" in original
    assert MADE in made
    assert "Nederlands" in made
    assert len([text for text in coach.everything if ASKED in text]) == 2
    assert [asked["target"] for asked in translations.asked] == ["nl"]
    assert MADE not in log.getvalue()
    bodies = await town.rows("SELECT DISTINCT body FROM letters WHERE ended IS NOT NULL")
    assert bodies == [("",)]


@pytest.mark.parametrize("which", [0, 1])
async def test_a_coach_answers_by_replying_to_the_question_or_to_its_translation(
    town: Town, which: int
) -> None:
    coach, parent = await town.coach("bilal"), await town.parent("Amina", "ar")
    await ask(parent, ASKED)
    told = [message for message in coach.phone.messages if ASKED in (message.text or "")]
    await replies(coach, told[which], "Op woensdag.")
    assert "Op woensdag." in parent.reads
    assert MADE not in str(parent.everything)


async def test_what_needs_no_translation_is_shown_to_no_server(
    town: Town, translations: Translations
) -> None:
    coach = await town.coach("bilal")
    await ask(await town.parent("Amina", "ar"), "👍 10:30 ?")
    await ask(await town.parent("Sanne", "nl"), "Is er zwemles?")
    assert translations.asked == []
    translations.hears = "nl"
    await ask(await town.parent("Noor", "ar"), "Goedemorgen coach")  # said in Dutch after all
    assert len(translations.asked) == 1
    assert machine_texts(coach) == []


@pytest.mark.parametrize(
    "does", [refuses(400), refuses(403), refuses(500), says("<html>", "text/html"), says("{}")]
)
async def test_a_server_that_fails_leaves_the_question_alone(
    tmp_path: Path, config: Config, translations: Translations, does: Answer, log: io.StringIO
) -> None:
    translations.does = does
    town = translating(tmp_path, config, translations.url)
    await town.start()
    coach, parent = await town.coach("bilal"), await town.parent("Amina", "ar")
    await ask(parent, ASKED)
    assert ASKED in coach.reads
    await town.after(hours=1)
    assert machine_texts(coach) == []
    assert len(translations.asked) == 1
    assert log.getvalue().count("a machine fails") == 1
    await town.stop()


async def test_a_busy_server_is_asked_again_later_and_not_for_ever(
    town: Town, translations: Translations
) -> None:
    coach, parent = await town.coach("bilal"), await town.parent("Amina", "ar")
    translations.does = refuses(429, **{"Retry-After": "60"})
    await ask(parent, ASKED)
    translations.does = None
    await town.after(seconds=30)
    assert len(translations.asked) == 1
    await town.after(seconds=31)
    assert MADE in machine_texts(coach)[0]
    translations.does = refuses(429)
    await ask(parent, "متى")
    for _ in range(5):
        await town.after(minutes=6)
    assert len(translations.asked) == 5
    assert len(machine_texts(coach)) == 1


async def test_while_a_server_is_slow_nothing_else_is_late(
    tmp_path: Path, config: Config, translations: Translations
) -> None:
    translations.does = waits
    town = translating(tmp_path, config, translations.url)
    await town.start()
    coach, parent = await town.coach("bilal"), await town.parent("Amina", "ar")
    await parent.type("/menu")
    await parent.tap("💬")
    parent.phone.type(ASKED)
    await town.simulator.wait(lambda: bool(translations.asked), PATIENCE)
    told = told_of(coach, ASKED)  # before the server says anything
    coach.phone.type("/menu")
    await town.simulator.wait(lambda: ASKED not in coach.reads, PATIENCE)
    other = town.somebody("Noor")
    other.phone.start("school_hardenberg")
    await town.simulator.wait(lambda: bool(other.everything), PATIENCE)
    translations.release.set()
    await town.quiet()
    assert MADE in machine_texts(coach)[0]
    assert told.buttons
    await town.stop()


async def test_after_a_server_that_hangs_nothing_comes(
    tmp_path: Path, config: Config, translations: Translations, log: io.StringIO
) -> None:
    translations.does = hangs
    town = translating(tmp_path, config, translations.url, patience=0.3)
    await town.start()
    coach, parent = await town.coach("bilal"), await town.parent("Amina", "ar")
    await ask(parent, ASKED)
    assert ASKED in coach.reads
    await town.after(hours=1)
    assert machine_texts(coach) == []
    assert log.getvalue().count("a machine fails") == 1
    await town.stop()


@pytest.mark.parametrize("ends", ["erased", "answered"])
async def test_what_is_gone_before_it_is_translated_is_not_sent(
    tmp_path: Path, config: Config, translations: Translations, ends: str
) -> None:
    translations.does = waits
    town = translating(tmp_path, config, translations.url)
    await town.start()
    coach, parent = await town.coach("bilal"), await town.parent("Amina", "ar")
    await parent.type("/menu")
    await parent.tap("💬")
    parent.phone.type(ASKED)
    await town.simulator.wait(lambda: bool(translations.asked), PATIENCE)
    if ends == "answered":
        coach.phone.type("Op woensdag.", reply_to=told_of(coach, ASKED).message_id)
        await town.simulator.wait(lambda: "Op woensdag." in parent.reads, PATIENCE)
    else:
        parent.phone.type("/privacy")
        for button in ("🗑️", "✅"):
            await town.simulator.wait(partial(has, parent, button), PATIENCE)
            parent.phone.tap_text(button)
        await town.simulator.wait(lambda: not has(parent, "✅"), PATIENCE)
    translations.release.set()
    await town.quiet()
    assert machine_texts(coach) == []
    assert await town.rows("SELECT id FROM letters WHERE kind = 'written'") == []
    if ends == "erased":
        assert await town.rows("SELECT id FROM letters WHERE kind = 'translation'") == []
    await town.stop()


def has(somebody: Somebody, button: str) -> bool:
    return any(button in label for label in somebody.buttons)


async def test_a_restart_in_between_brings_it_once(
    tmp_path: Path, config: Config, translations: Translations
) -> None:
    translations.does = hangs
    town = translating(tmp_path, config, translations.url)
    await town.start()
    coach, parent = await town.coach("bilal"), await town.parent("Amina", "ar")
    await parent.type("/menu")
    await parent.tap("💬")
    parent.phone.type(ASKED)
    await town.simulator.wait(lambda: bool(translations.asked), PATIENCE)
    await town.stop_program()
    translations.does = None
    await town.start_program()
    await town.quiet()
    assert MADE in machine_texts(coach)[0]
    await town.restart()
    await town.quiet()
    assert len(machine_texts(coach)) == 1
    await town.stop()


async def test_a_reminder_of_a_question_brings_no_second_translation(
    town: Town, translations: Translations
) -> None:
    coach, parent = await town.coach("bilal"), await town.parent("Amina", "ar")
    await ask(parent, ASKED)
    await town.after(days=3)
    assert len([text for text in coach.everything if ASKED in text]) == 3
    assert len(machine_texts(coach)) == len(translations.asked) == 1


async def test_an_old_translation_is_not_wanted_any_more(
    town: Town, translations: Translations
) -> None:
    coach, parent = await town.coach("bilal"), await town.parent("Amina", "ar")
    translations.does = refuses(429)
    await ask(parent, ASKED)
    translations.does = None
    await town.after(hours=7)
    assert machine_texts(coach) == []


async def test_switched_off_nothing_is_left_of_it(
    tmp_path: Path, config: Config, translations: Translations
) -> None:
    translations.does = refuses(429)
    town = translating(tmp_path, config, translations.url)
    await town.start()
    coach, parent = await town.coach("bilal"), await town.parent("Amina", "ar")
    await ask(parent, ASKED)
    assert await town.rows("SELECT kind FROM letters WHERE ended IS NULL") == [("translation",)]
    town.config, town.machines, translations.does = config, None, None
    await town.restart()
    await ask(parent, ASKED)
    await town.after(hours=1)
    assert await town.rows("SELECT kind FROM letters WHERE ended IS NULL") == []
    assert len(translations.asked) == 1
    assert machine_texts(coach) == []
    await town.stop()


async def test_who_reads_e_mail_gets_it_by_e_mail(
    tmp_path: Path, config: Config, translations: Translations, mailbox: Mailbox
) -> None:
    town = translating(tmp_path, notified(config, bilal="email"), translations.url)
    town.mail = server(mailbox)
    await town.start()
    await ask(await town.parent("Amina", "ar"), ASKED)
    question, made = mailbox.to(BILAL)
    assert question["Subject"] == made["Subject"] == "Een vraag van Amina"
    assert MADE not in text_of(question)
    assert ASKED in text_of(made)
    assert MADE in text_of(made)
    await town.stop()


async def test_a_long_question_and_its_translation_come_whole(
    tmp_path: Path, config: Config, translations: Translations
) -> None:
    long = " ".join(["سباحة"] * 240)
    translations.knows[long] = " ".join(f"zwemmen{number}" for number in range(400))
    town = translating(tmp_path, config, translations.url)
    await town.start()
    coach, parent = await town.coach("bilal"), await town.parent("Amina", "ar")
    await ask(parent, long)
    everything = "\n".join(coach.everything)
    assert place_of(coach, "zwemmen399") > place_of(coach, "🤖")
    for number in range(400):
        assert f"zwemmen{number}" in everything
    assert max(len(text) for text in coach.everything) <= 2000
    await town.stop()
