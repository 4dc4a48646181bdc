"""🔊: what is shown is said, made once and sent often, and never by a wrong voice."""

import json
from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest

from bot.delivery.speaking import NOT_TAKEN, SORRY
from bot.services.dialogue import GOT_IT
from bot.services.listening import LISTEN, TOO_OLD
from bot.settings import Config
from bot.simulator import Fault
from bot.speech import sound
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
from tests.stories.ways import book

straight = pytest.mark.parametrize("speaking", ["straight"], indirect=True)


# --- on every message


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
    await speaking.app_invites(coach, "bilal")
    await coach.type("/menu")
    assert has_button(coach.phone.last)


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
    speaking.simulator.files.forget(parent.phone.last_voice.voice["file_id"])
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
    assert not _kept_with_names(speaking.data)
    await parent.type("/privacy")
    await parent.tap("🗑️")
    await parent.tap("🗑️")
    assert await speaking.rows("SELECT owner FROM clips") == []


def _kept_with_names(data: Path) -> list[str]:
    """Whole clips on disk are of fixed texts only: the one with the name is not among them."""
    sizes = [path.stat().st_size for path in (data / "speech").rglob("*.ogg")]
    return [f"{size}" for size in sizes if size > 60_000]
