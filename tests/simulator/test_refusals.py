"""The simulator refuses what Telegram refuses, in Telegram's words."""

import pytest
from aiohttp import ClientSession

from bot.simulator import Phone, Simulator
from tests.simulator.conftest import TOKEN, Bot, Clock


def inline(*buttons: object) -> dict[str, object]:
    return {"inline_keyboard": [list(buttons)]}


NO_ACTION = "can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard"
BUTTON = {"text": "Yes", "callback_data": "yes"}


@pytest.mark.parametrize(
    ("path", "status", "words"),
    [
        ("bot4242:another-token/getMe", 401, "Unauthorized"),
        ("botnonsense/getMe", 404, "Not Found"),
        (f"bot{TOKEN}/getNothing", 404, "Not Found: method not found"),
    ],
)
async def test_a_wrong_token_or_method_is_refused(
    sim: Simulator, http: ClientSession, path: str, status: int, words: str
) -> None:
    async with http.get(f"{sim.url}/{path}") as response:
        body = await response.json()
    assert (response.status, body) == (
        status,
        {"ok": False, "error_code": status, "description": words},
    )


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "message text is empty"),
        ("  \n ", "text must be non-empty"),
        ("a" * 4097, "message is too long"),
        ("😀" * 2049, "message is too long"),
    ],
)
async def test_a_text_is_neither_empty_nor_over_4096_utf16_units(
    bot: Bot, parent: Phone, text: str, words: str
) -> None:
    refused = await bot.refusal("sendMessage", chat_id=parent.chat_id, text=text)
    assert refused == (400, f"Bad Request: {words}")


async def test_a_text_of_exactly_4096_units_is_sent(bot: Bot, parent: Phone) -> None:
    await bot.call("sendMessage", chat_id=parent.chat_id, text="😀" * 2048)
    assert parent.last.text == "😀" * 2048


@pytest.mark.parametrize(
    ("markup", "words"),
    [
        ("{", "can't parse reply keyboard markup JSON object"),
        ("null", "object expected as reply markup"),
        ("[]", "object expected as reply markup"),
        (
            {"inline_keyboard": [{}]},
            'field "inline_keyboard" of the InlineKeyboardMarkup must be an Array of Arrays',
        ),
        (inline("x"), "can't parse inline keyboard button: InlineKeyboardButton must be an Object"),
        (
            inline({"callback_data": "x"}),
            "can't parse inline keyboard button: Can't find field \"text\"",
        ),
        (
            inline({"text": "x"}),
            NO_ACTION,
        ),
        (
            inline({"text": "x", "callback_data": ""}),
            NO_ACTION,
        ),
        (
            inline({**BUTTON, "url": "https://example.org"}),
            "can't parse inline keyboard button: Exactly one action field must be used",
        ),
        (inline({"text": "x", "callback_data": "é" * 33}), "BUTTON_DATA_INVALID"),
        (inline({"text": " ", "callback_data": "x"}), "BUTTON_TEXT_INVALID"),
        (inline({"text": "x", "url": "nowhere"}), "BUTTON_URL_INVALID"),
        (inline(*[BUTTON] * 101), "reply markup is too long"),
        ({"keyboard": [[1]]}, "can't parse keyboard button: KeyboardButton must be a String"),
    ],
)
async def test_a_faulty_keyboard_is_refused(
    bot: Bot, parent: Phone, markup: object, words: str
) -> None:
    code, said = await bot.refusal(
        "sendMessage", chat_id=parent.chat_id, text="Hello", reply_markup=markup
    )
    assert code == 400
    assert said.startswith(f"Bad Request: {words}")
    assert len(parent.messages) == 1


async def test_callback_data_of_64_bytes_fits(bot: Bot, parent: Phone) -> None:
    markup = inline({"text": "x", "callback_data": "é" * 32, "style": "success"})
    await bot.call("sendMessage", chat_id=parent.chat_id, text="Hello", reply_markup=markup)
    assert parent.last.data("x") == "é" * 32


async def test_only_people_who_began_the_talk_can_be_written_to(bot: Bot, sim: Simulator) -> None:
    silent = sim.phone(7, "Silent")
    assert await bot.refusal("sendMessage", text="Hello") == (400, "Bad Request: chat_id is empty")
    assert await bot.refusal("sendMessage", chat_id=8, text="Hello") == (
        400,
        "Bad Request: chat not found",
    )
    assert await bot.refusal("sendMessage", chat_id=silent.chat_id, text="Hello") == (
        403,
        "Forbidden: bot can't initiate conversation with a user",
    )


async def test_a_blocked_bot_cannot_write_until_it_is_unblocked(bot: Bot, parent: Phone) -> None:
    parent.block()
    refused = (403, "Forbidden: bot was blocked by the user")
    assert await bot.refusal("sendMessage", chat_id=parent.chat_id, text="Hello") == refused
    assert await bot.refusal("sendChatAction", chat_id=parent.chat_id, action="typing") == refused
    parent.unblock()
    await bot.call("sendMessage", chat_id=parent.chat_id, text="Hello")


async def test_an_edit_must_change_something_of_the_bots_own(bot: Bot, parent: Phone) -> None:
    chat = parent.chat_id
    sent = await bot.call("sendMessage", chat_id=chat, text="Hello", reply_markup=inline(BUTTON))
    number = sent["message_id"]
    own = parent.messages[0].message_id
    same = {"chat_id": chat, "message_id": number, "text": "Hello ", "reply_markup": inline(BUTTON)}
    code, words = await bot.refusal("editMessageText", **same)
    assert code == 400
    assert words.startswith("Bad Request: message is not modified: specified new message content")
    edit = {"chat_id": chat, "text": "Other"}
    assert await bot.refusal("editMessageText", **edit, message_id=1) == (
        400,
        "Bad Request: message to edit not found",
    )
    assert await bot.refusal("editMessageText", **edit, message_id=own) == (
        400,
        "Bad Request: message can't be edited",
    )
    assert await bot.refusal("editMessageText", **edit) == (
        400,
        "Bad Request: message identifier is not specified",
    )


async def test_an_edit_without_a_keyboard_removes_it(bot: Bot, parent: Phone, clock: Clock) -> None:
    chat = parent.chat_id
    sent = await bot.call("sendMessage", chat_id=chat, text="Hello", reply_markup=inline(BUTTON))
    clock.move(days=100)  # own messages can be edited however old
    edited = await bot.call(
        "editMessageText", chat_id=chat, message_id=sent["message_id"], text="Done"
    )
    assert "reply_markup" not in edited
    assert (parent.last.text, parent.last.buttons) == ("Done", [])
    assert parent.last.edited == clock.now


async def test_a_message_can_be_deleted_for_48_hours(bot: Bot, parent: Phone, clock: Clock) -> None:
    chat = parent.chat_id
    first = (await bot.call("sendMessage", chat_id=chat, text="One"))["message_id"]
    clock.move(hours=48)
    assert await bot.call("deleteMessage", chat_id=chat, message_id=first) is True
    second = (await bot.call("sendMessage", chat_id=chat, text="Two"))["message_id"]
    clock.move(hours=48, seconds=1)
    assert await bot.refusal("deleteMessage", chat_id=chat, message_id=second) == (
        400,
        "Bad Request: message can't be deleted for everyone",
    )
    assert await bot.refusal("deleteMessage", chat_id=chat, message_id=first) == (
        400,
        "Bad Request: message to delete not found",
    )


async def test_a_tap_is_answered_once_and_soon(bot: Bot, parent: Phone, clock: Clock) -> None:
    chat = parent.chat_id
    await bot.call("sendMessage", chat_id=chat, text="Hello", reply_markup=inline(BUTTON))
    parent.tap_text("Yes")
    parent.tap_text("Yes")
    updates = await bot.call("getUpdates")
    first, second = (u["callback_query"]["id"] for u in updates if "callback_query" in u)
    await bot.call("answerCallbackQuery", callback_query_id=first, text="Good", show_alert=True)
    assert [(t.text, t.show_alert) for t in parent.toasts] == [("Good", True)]
    too_old = (
        400,
        "Bad Request: query is too old and response timeout expired or query ID is invalid",
    )
    clock.move(seconds=16)
    for query_id in (first, second, "12"):
        assert await bot.refusal("answerCallbackQuery", callback_query_id=query_id) == too_old
    assert await bot.refusal("answerCallbackQuery", text="a" * 201) == (
        400,
        "Bad Request: MESSAGE_TOO_LONG",
    )


@pytest.mark.parametrize(
    ("commands", "language", "words"),
    [
        ("x", "", "can't parse commands JSON object"),
        ({}, "", "expected an Array of BotCommand"),
        ([{"command": "Menu", "description": "x"}], "", "BOT_COMMAND_INVALID"),
        ([{"command": "", "description": "x"}], "", "command must be non-empty"),
        ([{"command": "a" * 33, "description": "x"}], "", "command length must not exceed 32"),
        ([{"command": "a", "description": ""}], "", "command description must be non-empty"),
        ([{"command": "a", "description": "x"}] * 101, "", "BOT_COMMANDS_TOO_MUCH"),
        ([], "nl-NL", "invalid language code specified"),
    ],
)
async def test_faulty_commands_are_refused(
    bot: Bot, commands: object, language: str, words: str
) -> None:
    refused = await bot.refusal("setMyCommands", commands=commands, language_code=language)
    assert refused == (400, f"Bad Request: {words}")


async def test_half_a_character_is_refused(bot: Bot, parent: Phone) -> None:
    half = {"chat_id": parent.chat_id, "text": "\ud83d"}
    async with bot.session.post(f"{bot.base}/sendMessage", json=half) as response:
        body = await response.json()
    assert body["description"] == "Bad Request: strings must be encoded in UTF-8"


async def test_other_faults_are_refused_too(bot: Bot, parent: Phone) -> None:
    chat = parent.chat_id
    for method, params, words in (
        ("sendDocument", {}, "there is no document in the request"),
        ("sendVoice", {"voice": "x"}, "wrong remote file identifier specified"),
        ("sendDocument", {"caption": "a" * 1025}, "message caption is too long"),
        ("sendChatAction", {"action": "dance"}, "wrong parameter action in request"),
        ("sendMessage", {"text": "x", "parse_mode": "Wrong"}, "unsupported parse_mode"),
        ("getFile", {"file_id": "x"}, "invalid file_id"),
        ("setMyDescription", {"description": "a" * 513}, "description is too long"),
    ):
        code, said = await bot.refusal(method, chat_id=chat, **params)
        assert code == 400
        assert said.startswith(f"Bad Request: {words}")
