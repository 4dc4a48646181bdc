"""Voice messages on the page: the bot's is heard, and a person's is recorded, in a real browser."""

import asyncio
import os
from collections.abc import AsyncIterator
from io import BytesIO
from pathlib import Path

import pytest
import soundfile
from aiohttp import ClientSession
from playwright.async_api import Page, expect

from bot.simulator import Phone, Simulator, opus
from tests.browser.handset import Handset
from tests.browser.opening import PATIENCE, opened_page
from tests.simulator import sounds
from tests.simulator.conftest import TOKEN, Bot, Clock
from tests.simulator.test_voices import upload

pytestmark = pytest.mark.browser

PERSON = 1001


@pytest.fixture
async def simulator() -> AsyncIterator[Simulator]:
    """Give a Telegram without a program behind it."""
    simulator = Simulator(TOKEN, Clock())
    await simulator.start()
    yield simulator
    await simulator.stop()


@pytest.fixture
def person(simulator: Simulator) -> Phone:
    phone = simulator.phone(PERSON, "Amina", "nl", label="A parent")
    phone.start()
    return phone


@pytest.fixture
async def bot(simulator: Simulator) -> AsyncIterator[Bot]:
    async with ClientSession() as session:
        yield Bot(session, f"{simulator.url}/bot{TOKEN}")


@pytest.fixture
async def page(
    chromium: str, simulator: Simulator, person: Phone, tmp_path: Path
) -> AsyncIterator[Page]:
    """Give the page with one phone."""
    assert person.started
    async with opened_page(chromium, simulator.url, tmp_path / "profile") as page:
        yield page


async def _keep(page: Page, name: str) -> None:
    if folder := os.environ.get("KANSENCOACH_SCREENSHOTS"):
        await page.screenshot(path=Path(folder) / f"{name}.png", animations="disabled")


async def test_a_voice_message_of_the_bot_is_played_to_its_end(page: Page, bot: Bot) -> None:
    phone = Handset(page, PERSON)
    subtitle = phone.element.locator(".subtitle")
    await bot.call("sendChatAction", chat_id=PERSON, action="record_voice")
    await expect(subtitle).to_have_text("neemt een spraakbericht op…")
    await _keep(page, "voice-recording")
    await upload(bot, sounds.tone(4.4), caption="Dag!")
    await expect(subtitle).to_have_text("bot")
    player = phone.message("Dag!").locator(".player")
    time, button = player.locator(".player-time"), player.locator(".player-button")
    await expect(time).to_have_text("0:04")
    await button.click()
    await expect(button.locator(".icon-pause")).to_be_visible()
    await expect(time).not_to_have_text("0:04")
    await expect(player.locator("input")).not_to_have_value("0")
    await _keep(page, "voice-playing")
    await expect(button.locator(".icon-play")).to_be_visible(timeout=PATIENCE)
    await expect(player.locator("input")).to_have_value("0")  # it ended, nobody stopped it
    await expect(time).to_have_text("0:04")


async def test_a_long_voice_message_can_be_heard_from_anywhere(page: Page, bot: Bot) -> None:
    phone = Handset(page, PERSON)
    await upload(bot, sounds.tone(40), caption="Dag!")
    player = phone.message("Dag!").locator(".player")
    button = player.locator(".player-button")
    await button.click()
    await expect(button.locator(".icon-pause")).to_be_visible()
    await expect(player.locator("input")).not_to_have_value("0")
    await player.locator("input").fill("37")
    await expect(button.locator(".icon-play")).to_be_visible(timeout=PATIENCE)  # 40 s would not do
    await expect(player.locator("input")).to_have_value("0")


async def test_the_list_of_chats_shows_what_the_bot_does(page: Page, bot: Bot) -> None:
    phone = Handset(page, PERSON)
    await phone.element.locator("button.back").click()
    preview = phone.element.locator(".preview")
    await expect(preview).to_have_text("/start")
    for action, words in (
        ("upload_voice", "stuurt een spraakbericht…"),
        ("typing", "is aan het typen…"),
        ("cancel", "/start"),
        ("record_voice", "neemt een spraakbericht op…"),
    ):
        await bot.call("sendChatAction", chat_id=PERSON, action=action)
        await expect(preview).to_have_text(words)
    await expect(preview).to_have_text("/start", timeout=PATIENCE)  # when nothing comes of it
    await upload(bot, sounds.tone())
    await expect(preview).to_have_text("Spraakbericht")


async def test_what_is_recorded_arrives_as_from_a_phone(
    page: Page, bot: Bot, person: Phone
) -> None:
    phone = Handset(page, PERSON)
    await phone.element.locator("form.composer button:has(.icon-mic)").click()
    await expect(phone.element.locator(".recording-time")).not_to_have_text("0:00")
    await asyncio.sleep(1.5)  # to speak
    await _keep(page, "voice-answering")
    await phone.element.locator(".recording button.send").click()
    await expect(phone.element.locator("article.out .player")).to_be_visible()
    voice = (await bot.call("getUpdates"))[-1]["message"]["voice"]
    assert voice["mime_type"] == "audio/ogg"
    data = person.voice(person.messages[-1])
    sound, rate = soundfile.read(BytesIO(data))
    assert abs(sound).max() > 0.01  # the device that Chromium makes up beeps
    assert len(sound) / rate == pytest.approx(voice["duration"], abs=1)
    assert opus.seconds_of(data) == pytest.approx(len(sound) / rate, abs=0.1)
    player = phone.element.locator("article.out .player")
    await player.locator(".player-button").click()
    await expect(player.locator(".icon-pause")).to_be_visible()
    reply = {"message_id": person.messages[-1].message_id}
    await bot.call("sendMessage", chat_id=PERSON, text="Dank u!", reply_parameters=reply)
    await expect(phone.message("Dank u!").locator(".quote")).to_have_text("Spraakbericht")
    await _keep(page, "voice-replied")
