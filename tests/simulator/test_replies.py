"""A message of the bot replies to another one, as Telegram takes and refuses it."""

import pytest

from bot.simulator import Phone
from tests.simulator.conftest import Bot
from tests.simulator.test_voices import SPOKEN, upload

NOT_FOUND = (400, "Bad Request: message to be replied not found")


async def test_a_reply_carries_the_message_as_it_is_shown(bot: Bot, parent: Phone) -> None:
    parent.type("When?")
    first = await bot.call(
        "sendMessage",
        chat_id=1001,
        text="Tomorrow",
        reply_parameters={"message_id": parent.messages[-1].message_id},
    )
    assert first["reply_to_message"] == parent.messages[-2].as_json()
    number = first["message_id"]
    _, second = await upload(bot, SPOKEN, reply_parameters=f'{{"message_id": "{number}"}}')
    assert second["reply_to_message"] == {
        name: value for name, value in first.items() if name != "reply_to_message"
    }


@pytest.mark.parametrize(("method", "kind"), [("sendDocument", "document"), ("sendPhoto", "photo")])
async def test_every_kind_of_file_replies(bot: Bot, parent: Phone, method: str, kind: str) -> None:
    told = parent.messages[0]
    reply = f'{{"message_id": {told.message_id}}}'
    _, sent = await upload(bot, b"\xff\xd8\xff", method=method, reply_parameters=reply)
    assert kind in sent
    assert sent["reply_to_message"] == told.as_json()


@pytest.mark.parametrize("gone", [True, False])
async def test_a_reply_to_nothing_is_sent_only_where_that_is_allowed(
    bot: Bot, parent: Phone, *, gone: bool
) -> None:
    number = 1
    if gone:
        number = parent.messages[0].message_id
        await bot.call("deleteMessage", chat_id=1001, message_id=number)
    before = len(parent.messages)
    for reply in ({}, {"allow_sending_without_reply": False}):
        asked = {"message_id": number, **reply}
        assert (
            await bot.refusal("sendMessage", chat_id=1001, text="x", reply_parameters=asked)
            == NOT_FOUND
        )
    assert len(parent.messages) == before
    asked = {"message_id": number, "allow_sending_without_reply": True}
    sent = await bot.call("sendMessage", chat_id=1001, text="x", reply_parameters=asked)
    assert "reply_to_message" not in sent


async def test_a_message_of_another_chat_is_not_found(bot: Bot, parent: Phone) -> None:
    other = type(parent)(parent._world, 1002, "Bea")
    parent._world.chats[1002] = other
    other.start()
    asked = {"message_id": parent.messages[0].message_id}
    assert (
        await bot.refusal("sendMessage", chat_id=1002, text="x", reply_parameters=asked)
        == NOT_FOUND
    )


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        ("{", "can't parse reply parameters JSON object"),
        ("null", "object expected as reply parameters"),
        ("5", "object expected as reply parameters"),
        ('{"allow_sending_without_reply": true}', 'can\'t find field "message_id"'),
        ('{"message_id": "x"}', 'field "message_id" must be a valid Number'),
        ('{"message_id": true}', 'field "message_id" must be a valid Number'),
        ('{"message_id": null}', 'field "message_id" must be a valid Number'),
        (
            '{"message_id": 1, "allow_sending_without_reply": "true"}',
            'field "allow_sending_without_reply" must be of type Boolean',
        ),
        ('{"message_id": 1, "chat_id": 77}', "unsupported chat_id in reply parameters"),
        ('{"message_id": 1, "quote": "x"}', "unsupported reply parameters: quote"),
    ],
)
async def test_faulty_reply_parameters_are_refused(
    bot: Bot, parent: Phone, asked: str, words: str
) -> None:
    refused = await bot.refusal("sendMessage", chat_id=1001, text="x", reply_parameters=asked)
    assert refused == (400, f"Bad Request: {words}")
    assert len(parent.messages) == 1


@pytest.mark.parametrize("asked", ["", "{}", '{"message_id": 0}', '{"message_id": -5}'])
async def test_reply_parameters_without_a_message_ask_for_no_reply(
    bot: Bot, parent: Phone, asked: str
) -> None:
    sent = await bot.call("sendMessage", chat_id=1001, text="x", reply_parameters=asked)
    assert "reply_to_message" not in sent
    assert len(parent.messages) == 2


async def test_the_fields_from_before_reply_parameters_are_read_too(
    bot: Bot, parent: Phone
) -> None:
    number = parent.messages[0].message_id
    sent = await bot.call("sendMessage", chat_id=1001, text="x", reply_to_message_id=number)
    assert sent["reply_to_message"]["message_id"] == number
    gone = {"chat_id": 1001, "text": "x", "reply_to_message_id": 1}
    assert await bot.refusal("sendMessage", **gone) == NOT_FOUND
    await bot.call("sendMessage", **gone, allow_sending_without_reply=True)


async def test_other_words_do_not_undo_a_reply(bot: Bot, parent: Phone) -> None:
    number = parent.messages[0].message_id
    reply = {"message_id": number}
    sent = await bot.call("sendMessage", chat_id=1001, text="x", reply_parameters=reply)
    edited = await bot.call(
        "editMessageText", chat_id=1001, message_id=sent["message_id"], text="y"
    )
    assert (edited["text"], edited["reply_to_message"]["message_id"]) == ("y", number)
    parent.type("Helo", reply_to=sent["message_id"])
    parent.edit(parent.messages[-1].message_id, "Hello")
    update = (await bot.call("getUpdates"))[-1]["edited_message"]
    assert (update["text"], update["reply_to_message"]["text"]) == ("Hello", "y")
