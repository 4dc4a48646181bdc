"""The page sees the phones and moves their fingers."""

import asyncio
import json
from collections.abc import AsyncIterator
from typing import Any

import aiohttp
import pytest

from bot.simulator import Phone, Simulator
from tests.simulator.conftest import Bot, Clock


async def _events(response: aiohttp.ClientResponse) -> AsyncIterator[tuple[str, Any]]:
    name = ""
    async for line in response.content:
        words = line.decode().strip()
        if words.startswith("event: "):
            name = words.removeprefix("event: ")
        elif words.startswith("data: "):
            yield name, json.loads(words.removeprefix("data: "))


async def test_the_page_sees_everything_at_first(
    bot: Bot, sim: Simulator, parent: Phone, clock: Clock
) -> None:
    await bot.call("setMyCommands", commands=[{"command": "menu", "description": "Menu"}])
    await bot.call("setMyDescription", description="Hallo", language_code="nl")
    await bot.call("sendMessage", chat_id=1001, text="Hello", disable_notification=True)
    async with bot.session.get(f"{sim.url}/phones") as response:
        seen = await response.json()
        assert "default-src 'self'" in response.headers["Content-Security-Policy"]
    assert seen["now"] == clock.now.isoformat()
    assert (seen["skip"], seen["bot"]["username"]) == (True, "kansencoach_demo_bot")
    phone = seen["phones"][0]
    assert {name: phone[name] for name in ("id", "label", "name", "language", "link")} == {
        "id": 1001,
        "label": "A parent",
        "name": "Amina",
        "language": "nl",
        "link": "school_lutten",
    }
    assert phone["commands"] == [{"command": "menu", "description": "Menu"}]
    assert (phone["description"], phone["started"], phone["blocked"]) == ("Hallo", True, False)
    assert phone["messages"][-1] == {
        "message_id": parent.last.message_id,
        "outgoing": True,
        "date": clock.now.isoformat(),
        "edited": None,
        "text": "Hello",
        "reply_to": None,
        "document": None,
        "voice": None,
        "photo": None,
        "contact": None,
        "sticker": False,
        "inline_keyboard": None,
        "silent": True,
    }


async def test_the_page_hears_what_changes(bot: Bot, sim: Simulator, parent: Phone) -> None:
    keyboard = {"inline_keyboard": [[{"text": "Yes", "callback_data": "yes"}]]}
    await bot.call("sendMessage", chat_id=1001, text="Hello", reply_markup=keyboard)
    async with bot.session.get(f"{sim.url}/phones/events") as response:
        events = _events(response)
        assert await anext(events) == ("phone", parent_json := (await anext(_phones(bot, sim))))
        assert parent_json["messages"][-1]["text"] == "Hello"
        tap = {"message_id": parent.last.message_id, "data": "yes"}
        async with bot.session.post(f"{sim.url}/phones/1001/tap", json=tap) as done:
            number = (await done.json())["update_id"]
        query = (await bot.call("getUpdates", offset=number))[0]["callback_query"]
        await bot.call("sendChatAction", chat_id=1001, action="typing")
        await bot.call("answerCallbackQuery", callback_query_id=query["id"], text="Good")
        async with bot.session.post(f"{sim.url}/clock/skip") as skipped:
            now = await skipped.json()
        heard = [await anext(events) for _ in range(5)]
    assert ("action", {"phone": 1001, "action": "typing"}) in heard
    assert ("answered", {"phone": 1001, "message_id": tap["message_id"]}) in heard
    assert ("toast", {"phone": 1001, "text": "Good", "alert": False}) in heard
    assert ("clock", now) in heard


@pytest.mark.usefixtures("parent")
async def test_the_page_hears_that_the_bot_is_done_when_its_message_comes(
    bot: Bot, sim: Simulator
) -> None:
    async with bot.session.get(f"{sim.url}/phones/events") as response:
        events = _events(response)
        await anext(events)
        await bot.call("sendChatAction", chat_id=1001, action="record_voice")
        await bot.call("sendMessage", chat_id=1001, text="Hello")
        async with asyncio.timeout(5):
            heard = [data async for name, data in _first(events, 3) if name == "action"]
    assert [one["action"] for one in heard] == ["record_voice", "cancel"]


async def _first(events: AsyncIterator[tuple[str, Any]], most: int) -> AsyncIterator[Any]:
    for _ in range(most):
        yield await anext(events)


async def _phones(bot: Bot, sim: Simulator) -> AsyncIterator[Any]:
    async with bot.session.get(f"{sim.url}/phones") as response:
        for phone in (await response.json())["phones"]:
            yield phone


@pytest.mark.usefixtures("parent")
@pytest.mark.parametrize(
    ("finger", "body", "seen"),
    [
        ("start", {"payload": "school_x"}, {"text": "/start school_x"}),
        ("start", {}, {"text": "/start"}),
        ("text", {"text": "Hello"}, {"text": "Hello"}),
        ("text", {"text": "/start abc"}, {"text": "/start abc"}),
        (
            "text",
            {"text": "https://t.me/kansencoach_demo_bot?start=abc"},
            {"text": "/start abc"},
        ),
        ("contact", {}, {"contact": {"phone_number": "31610001001", "first_name": "Amina"}}),
        (
            "contact",
            {"number": "31600000000"},
            {"contact": {"phone_number": "31600000000", "first_name": "Somebody"}},
        ),
        ("sticker", {}, {"sticker": True}),
    ],
)
async def test_a_finger_makes_an_update(
    bot: Bot, sim: Simulator, finger: str, body: object, seen: dict[str, object]
) -> None:
    async with bot.session.post(f"{sim.url}/phones/1001/{finger}", json=body) as response:
        number = (await response.json())["update_id"]
    assert (await bot.call("getUpdates"))[-1]["update_id"] == number
    phone = await anext(_phones(bot, sim))
    assert len(phone["messages"]) == 2
    assert {name: phone["messages"][-1][name] for name in seen} == seen


async def test_a_finger_replies_to_a_message(bot: Bot, sim: Simulator, parent: Phone) -> None:
    told = await bot.call("sendMessage", chat_id=1001, text="Sure?")
    reply = {"text": "Yes", "reply_to": told["message_id"]}
    async with bot.session.post(f"{sim.url}/phones/1001/text", json=reply) as response:
        assert response.status == 200
    for kind, data in (("voice", b"OggS"), ("photo", b"\x89PNG")):
        form = aiohttp.FormData({"seconds": "2", "reply_to": f"{told['message_id']}"})
        form.add_field("file", data, filename=kind)
        async with bot.session.post(f"{sim.url}/phones/1001/{kind}", data=form) as response:
            assert response.status == 200
    for update in (await bot.call("getUpdates"))[-3:]:
        assert update["message"]["reply_to_message"]["text"] == "Sure?"
    quoted = (await anext(_phones(bot, sim)))["messages"][-1]["reply_to"]
    assert quoted == {"message_id": told["message_id"], "text": "Sure?", "kind": None}
    assert parent.messages[-1].photo is not None


@pytest.mark.usefixtures("parent")
@pytest.mark.parametrize(
    ("kind", "name", "mime"),
    [
        ("voice", "speech.ogg", "audio/ogg"),
        ("photo", "brief.png", "image/png"),
        ("document", "brief é.pdf", "application/pdf"),
    ],
)
async def test_a_file_goes_in_and_comes_out_again(
    bot: Bot, sim: Simulator, kind: str, name: str, mime: str
) -> None:
    data = b"\x89PNG or anything"
    form = aiohttp.FormData({"seconds": "2.6"})
    form.add_field("file", data, filename=name, content_type=mime)
    async with bot.session.post(f"{sim.url}/phones/1001/{kind}", data=form) as response:
        assert response.status == 200
    file = (await anext(_phones(bot, sim)))["messages"][-1][kind]
    assert kind != "voice" or file["duration"] == 3
    async with bot.session.get(f"{sim.url}/phones/files/{file['file_id']}") as response:
        assert await response.read() == data
        assert response.content_type == mime


async def test_what_cannot_be_done_is_said(bot: Bot, sim: Simulator, parent: Phone) -> None:
    parent.block()
    for finger, body, words in (
        ("text", {"text": "Hello"}, "blocked"),
        ("edit", {"message_id": 1, "text": "x"}, "not a text of one's own"),
        ("start", {"payload": "two words"}, "cannot carry"),
        ("text", {"text": " "}, "1 to 4096 characters"),
        ("tap", {}, "a tap has"),
        ("voice", {}, "no file"),
    ):
        async with bot.session.post(f"{sim.url}/phones/1001/{finger}", json=body) as response:
            assert response.status == 400
            assert words in (await response.json())["error"]
    async with bot.session.post(f"{sim.url}/phones/1001/unblock") as response:
        assert response.status == 200
    async with bot.session.post(f"{sim.url}/phones/5/unblock") as response:
        assert response.status == 404


async def test_faults_can_be_asked_for_on_the_page(bot: Bot, sim: Simulator) -> None:
    fault = {"method": "getMe", "status": 500, "times": None}
    async with bot.session.post(f"{sim.url}/faults", json=fault) as response:
        assert response.status == 200
    assert (await bot.refusal("getMe"))[0] == 500
    async with bot.session.delete(f"{sim.url}/faults") as response:
        assert response.status == 200
    await bot.call("getMe")
    faulty: tuple[object, ...] = ({"colour": "red"}, {"status": "red"}, [])
    for wrong in faulty:
        async with bot.session.post(f"{sim.url}/faults", json=wrong) as response:
            assert response.status == 400


async def test_another_web_site_is_turned_away(bot: Bot, sim: Simulator, parent: Phone) -> None:
    address = f"{sim.url}/phones/1001/start"
    for headers in ({"Origin": "https://example.org"}, {"Host": "example.org"}):
        async with bot.session.post(address, headers=headers) as response:
            assert response.status in {400, 403}
    async with bot.session.post(address, headers={"Origin": sim.url}) as response:
        assert response.status == 200
    assert len(parent.messages) == 2


async def test_only_files_of_the_page_are_given(bot: Bot, sim: Simulator) -> None:
    for name in ("nothing.js", "..%2Fworld.py"):
        async with bot.session.get(f"{sim.url}/static/{name}") as response:
            assert response.status == 404
