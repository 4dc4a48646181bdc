"""Independent readers of the Bot API, aiogram and python-telegram-bot, take us for Telegram."""

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from telegram import (
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InputFile,
    MenuButtonCommands,
    ReplyParameters,
)
from telegram.error import BadRequest, Forbidden, RetryAfter
from telegram.ext import ExtBot

from bot.simulator import Fault, Phone, Simulator
from tests.simulator import sounds
from tests.simulator.conftest import TOKEN, Bot

if TYPE_CHECKING:  # aiogram takes seconds to be read: only the one test that needs it waits
    from aiogram.types import TelegramObject

MARKUP = InlineKeyboardMarkup(
    [[InlineKeyboardButton("✅ Yes", callback_data="yes", style="success")]]
)
OPEN = InlineKeyboardMarkup([[InlineKeyboardButton("Open", callback_data="open")]])
SPOKEN = sounds.tone()


def client(sim: Simulator) -> ExtBot[None]:
    return ExtBot(TOKEN, base_url=f"{sim.url}/bot", base_file_url=f"{sim.url}/file/bot")


async def test_every_kind_of_update_is_one_of_telegrams(
    bot: Bot, sim: Simulator, parent: Phone
) -> None:
    from aiogram.types import InaccessibleMessage, Message, Update  # noqa: PLC0415 - see above

    group = sim.group(-500, "Parents")
    await bot.call(
        "sendMessage",
        chat_id=parent.chat_id,
        text="Hello",
        reply_markup={"inline_keyboard": [[{"text": "Yes", "callback_data": "yes"}]]},
    )
    own = parent.messages[0].message_id
    await bot.call("sendMessage", chat_id=1001, text="Hm", reply_parameters={"message_id": own})
    numbers = [
        parent.start("school_lutten"),
        parent.type("Hello /menu"),
        parent.tap_text("Yes"),
        parent.tap(1, "of-a-message-that-is-gone"),
        parent.tap_text("Yes", inaccessible=True),
        parent.tap(parent.last.message_id, "of-a-message-that-replies"),
        parent.type("Yes", reply_to=own),
        parent.send_voice(b"no sound", 3, "audio/mpeg", own, size=50_000_000),
        parent.share_contact(),
        parent.share_contact("31600000000"),
        parent.share_contact("31600000000", 77),
        parent.send_voice(b"OggS", 3),
        parent.send_photo(b"\xff\xd8\xff"),
        parent.send_document("letter.pdf", b"%PDF", "application/pdf"),
        parent.send_sticker(),
        parent.edit(own, "Other words"),
        parent.block(),
        parent.unblock(),
        group.post(parent, "Hello all"),
    ]
    updates = await bot.call("getUpdates")
    assert [update["update_id"] for update in updates[1:]] == numbers
    kinds = []
    for update in updates:
        read = Update.model_validate(update)
        kinds += [type(read.callback_query.message)] if read.callback_query else []
        assert read.event_type in {"message", "edited_message", "callback_query", "my_chat_member"}
        # Nothing was said that Telegram does not know.
        assert _unknown(read) == []
    assert kinds == [Message, InaccessibleMessage, InaccessibleMessage, Message]


async def test_every_kind_of_message_that_is_sent_is_one_of_telegrams(
    bot: Bot, parent: Phone
) -> None:
    from aiogram.types import Message  # noqa: PLC0415 - see above

    parent.send_voice(b"no sound", 3)
    told = parent.messages[-1]
    assert told.voice
    reply = {"chat_id": 1001, "reply_parameters": {"message_id": told.message_id}}
    for method, content in (
        ("sendMessage", {"text": "Hello"}),
        ("sendVoice", {"voice": told.voice["file_id"], "caption": "Listen"}),
    ):
        sent = await bot.call(method, **reply, **content)
        read = Message.model_validate(sent)
        assert _unknown(read) == []
        assert read.reply_to_message
        assert read.reply_to_message.message_id == told.message_id
        # Nothing is left out either of what was said.
        assert read.model_dump(mode="json", exclude_none=True, by_alias=True).keys() == sent.keys()


def _unknown(read: "TelegramObject") -> list[str]:
    from aiogram.types import TelegramObject  # noqa: PLC0415 - see above

    found = list(read.model_extra or {})
    for name in type(read).model_fields:
        value = getattr(read, name)
        for part in value if isinstance(value, list) else [value]:
            if isinstance(part, TelegramObject):
                found += _unknown(part)
    return found


async def test_python_telegram_bot_works_with_us(sim: Simulator, parent: Phone) -> None:
    chat = parent.chat_id
    async with client(sim) as bot:
        assert bot.username == "kansencoach_demo_bot"
        message = await bot.send_message(chat, "Hello", reply_markup=MARKUP)
        assert message.reply_markup == MARKUP
        parent.tap_text("Yes")
        updates = await bot.get_updates(timeout=1)
        query = updates[-1].callback_query
        assert query is not None
        assert query.data == "yes"
        await query.answer("Thank you")
        edited = await query.edit_message_text("Chosen: yes")
        assert not isinstance(edited, bool)
        assert edited.text == parent.last.text == "Chosen: yes"
        sent = await bot.send_document(
            chat,
            InputFile(b"BEGIN:VCALENDAR", "talk.ics"),
            caption="Your talk",
            reply_markup=OPEN,
        )
        assert sent.document is not None
        again = await bot.send_document(chat, sent.document.file_id)
        assert again.document == sent.document
        file = await bot.get_file(sent.document.file_id)
        assert bytes(await file.download_as_bytearray()) == b"BEGIN:VCALENDAR"
        assert await bot.send_chat_action(chat, "record_voice")
        voice = await bot.send_voice(chat, SPOKEN, reply_parameters=ReplyParameters(message.id))
        assert voice.voice is not None
        assert voice.voice.mime_type == "audio/ogg"
        assert voice.reply_to_message == message
        with pytest.raises(BadRequest, match="Message to be replied not found"):
            await bot.send_voice(chat, voice.voice.file_id, reply_parameters=ReplyParameters(1))
        parent.tap_text("Open", inaccessible=True)
        gone = (await bot.get_updates(updates[-1].update_id + 1))[0].callback_query
        assert gone is not None
        assert gone.message is not None
        # This library makes a Message of it, of which only the date is another.
        assert not gone.message.is_accessible
        assert query.message is not None
        assert query.message.is_accessible
        assert await bot.delete_message(chat, voice.message_id)
    assert [t.text for t in parent.toasts] == ["Thank you"]
    assert [m.text for m in parent.messages if m.outgoing] == ["Chosen: yes", "Your talk", None]


async def test_python_telegram_bot_presents_itself(sim: Simulator, parent: Phone) -> None:
    async with client(sim) as bot:
        await bot.set_my_commands([("menu", "Menu")])
        await bot.set_my_commands([("menu", "Keuze")], language_code="nl")
        assert [c.description for c in await bot.get_my_commands(language_code="nl")] == ["Keuze"]
        assert sim.commands["default", ""] == [{"command": "menu", "description": "Menu"}]
        await bot.delete_my_commands(language_code="nl")
        assert ("default", "nl") not in sim.commands
        await bot.set_my_description("Hallo", language_code="nl")
        assert (await bot.get_my_description("nl")).description == "Hallo"
        await bot.set_my_short_description("Bot")
        assert (await bot.get_my_short_description("ar")).short_description == "Bot"
        assert await bot.set_chat_menu_button(parent.chat_id, MenuButtonCommands())
        assert (await bot.get_webhook_info()).pending_update_count == 1
        assert await bot.delete_webhook()


async def test_python_telegram_bot_sees_refusals_as_its_own(
    sim: Simulator, parent: Phone, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PTB_TIMEDELTA", "true")  # without it the library warns of its future
    async with client(sim) as bot:
        sim.faults.add(Fault("sendMessage", status=429, retry_after=7))
        with pytest.raises(RetryAfter) as late:
            await bot.send_message(parent.chat_id, "Hello")
        assert late.value.retry_after == timedelta(seconds=7)
        with pytest.raises(BadRequest, match="Chat not found"):
            await bot.send_message(3, "Hello")
        parent.block()
        with pytest.raises(Forbidden, match="blocked by the user"):
            await bot.send_message(parent.chat_id, "Hello")
