"""🔊: what is shown is said, made once and sent often, and never by a wrong voice."""

import asyncio
import os
from collections.abc import AsyncIterator
from io import StringIO
from pathlib import Path

import numpy as np
import pytest

from bot.delivery.speaking import NOT_TAKEN
from bot.i18n import Languages
from bot.services.coaches import invite
from bot.services.dialogue import GOT_IT
from bot.services.heard import heard as heard_by_all
from bot.services.listening import LISTEN, SORRY, TOO_OLD
from bot.services.world import read_conversations
from bot.settings import Config
from bot.simulator import Fault
from bot.speech import sound
from bot.speech.fixed import Fixed
from tests.speech.ready import ready
from tests.stories.hearing import (
    button,
    choices,
    has_button,
    heard,
    listen,
    text_of,
    voices,
    was_uploaded,
)
from tests.stories.test_reminding import DUE, booked, reminders
from tests.stories.town import Somebody, Town
from tests.stories.ways import book, first_time, to_days

straight = pytest.mark.parametrize("speaking", ["straight"], indirect=True)


# --- on every message


@straight
async def test_every_message_for_a_parent_can_be_listened_to_also_when_it_is_answered(
    speaking: Town,
) -> None:
    parent = await speaking.parent()
    await book(parent)
    silent = [text_of(it) for it in parent.phone.messages if it.outgoing and not has_button(it)]
    assert silent == []


@straight
async def test_the_last_button_is_the_one_to_listen_so_that_the_first_is_button_one(
    speaking: Town,
) -> None:
    parent = await speaking.parent()
    assert parent.buttons[-1] == speaking.says(LISTEN)
    assert sum("🔊" in label for label in parent.buttons) == 1


@straight
async def test_a_coach_has_other_things_to_do(speaking: Town) -> None:
    coach = await speaking.coach("bilal")
    parent = await speaking.parent()
    await book(parent)
    assert not any("🔊" in label for it in coach.phone.messages for label in it.buttons)


@straight
async def test_a_coach_who_is_a_parent_too_can_listen(speaking: Town) -> None:
    coach = await speaking.parent("Bilal")
    assert speaking.app is not None
    link = await invite(speaking.app.office.database, "bilal", speaking.clock())
    await coach.start(link)
    await coach.type("/menu")
    assert has_button(coach.phone.last)


@straight
async def test_the_answer_to_a_tap_is_one_voice_message_that_answers_the_message(
    speaking: Town,
) -> None:
    parent = await speaking.parent()
    menu = parent.phone.last
    await listen(parent, menu)
    spoken = parent.phone.last
    assert spoken.content["reply_to_message"]["message_id"] == menu.message_id
    assert parent.phone.actions[-1] == "record_voice"
    assert choices(menu) == choices(parent.phone.find(menu.message_id) or menu)


@straight
async def test_listening_changes_nothing_and_the_question_can_be_answered_after_it(
    speaking: Town,
) -> None:
    parent = await speaking.parent()
    await parent.tap("📅")
    place = await parent.place()
    question = parent.phone.last
    await listen(parent, question)
    await listen(parent, question)
    assert await parent.place() == place
    await parent.tap_again(question, question.data("💶"))
    assert "💶" in text_of(parent.phone.find(question.message_id) or question)


@straight
async def test_two_quick_taps_are_one_voice_message(speaking: Town) -> None:
    parent = await speaking.parent()
    menu = parent.phone.last
    speaking.simulator.faults.add(Fault("sendVoice", status=200, delay=0.5))
    parent.phone.tap(menu.message_id, button(menu))
    await parent.tap_again(menu, button(menu))
    assert len(voices(parent)) == 1
    assert parent.phone.toasts[-1].text == speaking.says(GOT_IT)


async def erase(parent: Somebody) -> None:
    await parent.type("/privacy")
    await parent.tap("🗑️")
    await parent.tap("✅")


@straight
async def test_another_message_can_be_asked_for_while_one_is_still_to_come(
    speaking: Town,
) -> None:
    parent = await speaking.parent()
    menu = parent.phone.last
    await parent.tap("📅")
    question = parent.phone.last
    speaking.simulator.faults.add(Fault("sendVoice", status=200, delay=0.5, times=1))
    parent.phone.tap(menu.message_id, button(menu))
    await parent.tap_again(question, button(question))
    answered = [it.content["reply_to_message"]["message_id"] for it in parent.phone.messages[-2:]]
    assert answered == [menu.message_id, question.message_id]


@straight
async def test_a_voice_message_that_never_arrives_holds_up_no_other_message(
    speaking: Town,
) -> None:
    parent = await speaking.parent()
    await always(parent)
    speaking.simulator.faults.add(Fault("sendVoice", status=500, times=None))
    await parent.tap("📅")
    await parent.tap("💶")
    assert "🏫" in "".join(choices(parent.phone.last))
    await speaking.after(hours=2)
    assert await speaking.rows("SELECT id FROM letters WHERE ended IS NULL") == []


@straight
async def test_nothing_is_said_or_kept_of_who_erased_everything_meanwhile(
    speaking: Town,
) -> None:
    parent = await speaking.parent("Xanthippe")
    await parent.tap("⚙️")
    await parent.tap("🙂")
    named = parent.phone.last
    await parent.type("/privacy")
    await parent.tap("🗑️")
    speaking.simulator.faults.add(Fault("sendVoice", status=200, delay=0.5))
    parent.phone.tap(named.message_id, button(named))
    await speaking.simulator.wait(lambda: "record_voice" in parent.phone.actions, 10)
    await parent.tap("✅")
    await speaking.simulator.wait(lambda: len(voices(parent)) == 1, 10)
    await speaking.quiet()
    assert await speaking.rows("SELECT owner FROM clips WHERE owner IS NOT NULL") == []
    assert await speaking.rows("SELECT chat FROM people") == []


# --- made once


async def test_the_second_listener_costs_no_upload(speaking: Town) -> None:
    first, second = await speaking.parent("Sanne"), await speaking.parent("Noor")
    for parent in (first, second):
        await parent.type("/menu")
        await listen(parent)
    assert was_uploaded(voices(first)[0])
    assert isinstance(voices(second)[0].params["voice"], str)
    assert second.phone.actions == []
    assert (heard(first, first.phone.last) == heard(second, second.phone.last)).all()


@straight
async def test_what_telegram_has_forgotten_is_sent_anew(speaking: Town) -> None:
    parent = await speaking.parent()
    menu = parent.phone.last
    await listen(parent, menu)
    speaking.simulator.world.files.forget()
    await listen(parent, menu)
    assert [was_uploaded(call) for call in voices(parent)] == [True, False, True]
    await listen(parent, menu)
    assert not was_uploaded(voices(parent)[-1])


@straight
async def test_own_words_stay_with_their_owner_and_go_with_them(speaking: Town) -> None:
    parent = await speaking.parent("Xanthippe")
    await parent.type("/start")
    await parent.tap("⚙️")
    await parent.tap("🙂")
    await listen(parent)  # the button has the name on it
    [(owner,)] = await speaking.rows("SELECT owner FROM clips")
    assert owner == parent.phone.chat_id
    await erase(parent)
    assert await speaking.rows("SELECT owner FROM clips") == []


# --- everything is said


async def always(parent: Somebody) -> None:
    """Want every message to be said."""
    await parent.type("/menu")
    await parent.tap("⚙️")
    await parent.tap("🔊")


async def test_who_wants_it_hears_every_message_and_every_reminder(speaking: Town) -> None:
    parent = await booked(speaking)
    await always(parent)
    assert parent.phone.last.voice
    await speaking.at(DUE[0])
    *_, reminder, spoken = parent.phone.messages
    assert spoken.content["reply_to_message"]["message_id"] == reminder.message_id
    assert text_of(reminder).startswith("🔔")
    assert sound.seconds(heard(parent, spoken)) > 5
    assert reminders(parent) == 1


@straight
async def test_another_page_of_the_same_question_is_said_too(speaking: Town) -> None:
    parent = await speaking.parent()
    await always(parent)
    await to_days(parent)
    spoken = len(voices(parent))
    await parent.tap("➕")
    assert len(voices(parent)) == spoken + 1


@straight
async def test_it_can_be_silent_again(speaking: Town) -> None:
    parent = await speaking.parent()
    await always(parent)
    await parent.tap("⚙️")
    await parent.tap("🔇")
    spoken = len(voices(parent))
    await parent.type("/menu")
    assert len(voices(parent)) == spoken
    assert not parent.phone.last.voice


@straight
async def test_who_erases_everything_hears_the_goodbye_in_writing_only(speaking: Town) -> None:
    parent = await speaking.parent()
    await always(parent)
    await erase(parent)
    assert not parent.phone.last.voice
    assert await speaking.rows("SELECT * FROM clips WHERE owner IS NOT NULL") == []


# --- the right language


@straight
async def test_an_old_message_is_said_in_the_language_in_which_it_stands(speaking: Town) -> None:
    parent = await speaking.parent()
    menu = parent.phone.last
    await listen(parent, menu)
    dutch = heard(parent, parent.phone.last)
    await parent.type("/language")
    await parent.tap("العربية")
    await listen(parent, menu)
    assert (heard(parent, parent.phone.last) == dutch).all()


@straight
async def test_there_is_no_button_in_a_language_that_nobody_speaks(speaking: Town) -> None:
    parent = await speaking.parent("Asha", "so")
    assert not any(has_button(message) for message in parent.phone.messages)
    await parent.tap("⚙️")
    assert not any("🔊" in label for label in parent.buttons)


@straight
async def test_a_message_that_people_recorded_can_be_listened_to_in_any_language(
    speaking: Town,
) -> None:
    assert speaking.app is not None
    await speaking.stop_program()
    folder = speaking.data / "recordings" / "so"
    folder.mkdir(parents=True)
    beep = _beep()
    for name in _names(speaking, "so"):
        (folder / f"{name}.ogg").write_bytes(beep)
    await speaking.start_program()
    parent = speaking.somebody("Asha", "so")
    await parent.start("school_hardenberg")
    clip = await listen(parent)
    assert sound.seconds(clip.sound) > len(choices(clip.of))


def _beep() -> bytes:
    count = np.arange(sound.RATE)
    return sound.opus(np.asarray(0.1 * np.sin(count / 10), np.float32))


def _names(town: Town, language: str) -> list[str]:
    scenes = heard_by_all(town.config, read_conversations())
    fixed = Fixed(Languages(town.config.languages), scenes)
    return list(fixed.texts(language))


# --- the keyboard that shares the number


async def test_the_question_with_a_keyboard_has_a_key_to_listen_and_keeps_its_keyboard(
    speaking: Town,
) -> None:
    parent = await speaking.parent()
    await to_days(parent, how="📞")
    await first_time(parent)
    keys = parent.buttons
    assert keys[-1] == speaking.says(LISTEN)
    await parent.tap("🔊")
    assert parent.phone.last.voice
    assert parent.buttons == keys
    await parent.does("share_contact")
    assert "✅" in "".join(parent.buttons)


# --- when it cannot be said


@straight
async def test_a_very_old_message_is_not_known_any_more(speaking: Town) -> None:
    parent = await speaking.parent()
    menu = parent.phone.last
    await parent.does("tap", menu.message_id, button(menu), inaccessible=True)
    assert parent.phone.toasts[-1].text == speaking.says(TOO_OLD)
    assert voices(parent) == []


@straight
async def test_who_takes_no_voice_messages_is_told_how_to_change_that(speaking: Town) -> None:
    parent = await speaking.parent()
    parent.phone.refuses_voices = True
    menu = parent.phone.last
    await parent.tap_again(menu, button(menu))
    assert parent.reads == speaking.says(NOT_TAKEN)


@straight
async def test_a_message_that_failed_to_arrive_is_sent_again_and_heard_once(
    speaking: Town,
) -> None:
    parent = await speaking.parent()
    menu = parent.phone.last
    speaking.simulator.faults.add(Fault("sendVoice", status=500))
    await parent.tap_again(menu, button(menu))
    await speaking.after(seconds=5)
    assert [message.voice is not None for message in parent.phone.messages[-2:]] == [False, True]


@pytest.fixture
async def ill(
    tmp_path: Path, config: Config, monkeypatch: pytest.MonkeyPatch
) -> AsyncIterator[Town]:
    """A town whose speech program can be made to fail."""
    ready()
    speech = config.speech.model_copy(update={"on": True, "prepare": False})
    monkeypatch.setenv("PATH", f"{tmp_path}:{os.environ['PATH']}")
    built = Town(tmp_path / "data", config.model_copy(update={"speech": speech}))
    built.data.mkdir()
    await built.start()
    yield built
    await built.stop()


def program(town: Town, script: str) -> None:
    """Put a program of this name before the real one."""
    path = town.data.parent / "espeak-ng"
    path.write_text(f"#!/bin/sh\n{script}\n", "utf-8")
    path.chmod(0o755)


@pytest.mark.parametrize("script", ["exit 1", "kill -9 $$", "cat > /dev/null"])
async def test_when_the_program_fails_the_parent_is_told_and_messages_come_without_the_button(
    ill: Town, script: str, log: StringIO
) -> None:
    parent = await ill.parent()
    menu = parent.phone.last
    program(ill, script)
    await parent.tap_again(menu, button(menu))
    assert parent.reads == ill.says(SORRY)
    await parent.type("/menu")
    assert not has_button(parent.phone.last)
    await parent.tap_again(menu, button(menu))
    assert parent.reads == ill.says(SORRY)
    lines = [line for line in log.getvalue().splitlines() if "cannot be said" in line]
    assert len(lines) == 1


async def test_who_hears_everything_reads_on_when_the_program_fails(ill: Town) -> None:
    parent = await ill.parent()
    await always(parent)
    program(ill, "exit 1")
    await parent.tap("📅")
    assert choices(parent.phone.last)
    await parent.tap("💶")
    assert choices(parent.phone.last)


@pytest.mark.long
async def test_a_program_that_hangs_holds_up_nobody_else(ill: Town) -> None:
    parent, other = await ill.parent(), await ill.parent("Noor")
    menu = parent.phone.last
    program(ill, "sleep 60")
    parent.phone.tap(menu.message_id, button(menu))
    before = asyncio.get_running_loop().time()
    other.phone.tap_text("📅")
    await ill.simulator.wait(lambda: "💶" in "".join(other.buttons), 5)
    assert asyncio.get_running_loop().time() - before < 5


@straight
async def test_a_full_disk_stops_no_voice(speaking: Town) -> None:
    (speaking.data / "speech").unlink()
    (speaking.data / "speech").write_text("no folder can be here")
    parent = await speaking.parent()
    assert sound.seconds((await listen(parent)).sound) > 1


@straight
async def test_where_speech_was_turned_off_an_old_button_says_so(speaking: Town) -> None:
    parent = await speaking.parent()
    await always(parent)
    menu = parent.phone.messages[-2]
    silent = speaking.config.speech.model_copy(update={"on": False})
    speaking.config = speaking.config.model_copy(update={"speech": silent})
    await speaking.restart()
    await parent.tap_again(menu, button(menu))
    assert parent.phone.toasts[-1].text == speaking.says(SORRY)
    await parent.type("/menu")
    assert not has_button(parent.phone.last)
    assert await speaking.rows("SELECT id FROM letters WHERE ended IS NULL") == []


async def test_without_the_program_there_is_no_button(
    tmp_path: Path, config: Config, monkeypatch: pytest.MonkeyPatch, log: StringIO
) -> None:
    monkeypatch.setenv("PATH", f"{tmp_path}")
    speech = config.speech.model_copy(update={"on": True})
    town = Town(tmp_path, config.model_copy(update={"speech": speech}))
    await town.start()
    parent = await town.parent()
    assert not has_button(parent.phone.last)
    await parent.type("Luister")  # a word like any other, where there is no such key
    assert not parent.phone.last.voice
    assert "espeak-ng does not start" in log.getvalue()
    await town.stop()
