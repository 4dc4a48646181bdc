"""A phone behaves as people know it."""

import pytest

from bot.simulator import NotPossibleError, Phone, Simulator
from tests.simulator.conftest import Bot

CONTACT_KEYBOARD = {
    "keyboard": [[{"text": "📞 Share my number", "request_contact": True}], ["No"]],
    "one_time_keyboard": True,
}


async def test_a_start_carries_the_payload_of_its_link(bot: Bot, parent: Phone) -> None:
    parent.start("school_lutten")
    message = (await bot.call("getUpdates"))[-1]["message"]
    assert message["text"] == "/start school_lutten"
    assert message["entities"] == [{"type": "bot_command", "offset": 0, "length": 6}]
    assert message["from"] == {
        "id": 1001,
        "is_bot": False,
        "first_name": "Amina",
        "language_code": "nl",
    }
    assert message["chat"] == {"id": 1001, "type": "private", "first_name": "Amina"}
    with pytest.raises(NotPossibleError):
        parent.start("two words")


async def test_a_tap_tells_the_whole_message_as_it_is_now(bot: Bot, parent: Phone) -> None:
    keyboard = {"inline_keyboard": [[{"text": "Yes", "callback_data": "yes"}]]}
    await bot.call("sendMessage", chat_id=1001, text="Sure?", reply_markup=keyboard)
    parent.tap_text("Yes")
    query = (await bot.call("getUpdates"))[-1]["callback_query"]
    assert (query["data"], query["from"]["id"]) == ("yes", 1001)
    assert query["message"]["reply_markup"] == keyboard
    assert query["message"]["from"]["is_bot"] is True


async def test_a_tap_tells_the_words_below_a_file_and_what_it_replies_to(
    bot: Bot, parent: Phone
) -> None:
    parent.send_photo(b"\xff\xd8\xff")
    own = parent.messages[-1]
    assert own.photo
    sent = await bot.call(
        "sendPhoto",
        chat_id=1001,
        photo=own.photo["file_id"],
        caption="Tap /menu",
        reply_parameters={"message_id": own.message_id},
        reply_markup={"inline_keyboard": [[{"text": "Yes", "callback_data": "yes"}]]},
    )
    parent.tap_text("Yes")
    assert (await bot.call("getUpdates"))[-1]["callback_query"]["message"] == sent
    other = {"inline_keyboard": [[{"text": "No", "callback_data": "no"}]]}
    changed = await bot.call(
        "editMessageReplyMarkup", chat_id=1001, message_id=sent["message_id"], reply_markup=other
    )
    parent.tap(sent["message_id"], "yes")  # on a screen that is a moment old
    query = (await bot.call("getUpdates"))[-1]["callback_query"]
    assert (query["data"], query["message"]) == ("yes", changed)


async def test_next_to_nothing_is_told_of_a_message_that_is_not_accessible(
    bot: Bot, parent: Phone
) -> None:
    keyboard = {"inline_keyboard": [[{"text": "Yes", "callback_data": "yes"}]]}
    sent = await bot.call("sendMessage", chat_id=1001, text="Sure?", reply_markup=keyboard)
    number = sent["message_id"]
    parent.tap_text("Yes", inaccessible=True)
    parent.tap(number, "yes", inaccessible=True)
    await bot.call("deleteMessage", chat_id=1001, message_id=number)
    parent.tap(number, "yes")
    taps = [update["callback_query"] for update in (await bot.call("getUpdates"))[-3:]]
    for tap in taps:
        assert tap["data"] == "yes"
        assert tap["message"] == {"chat": sent["chat"], "message_id": number, "date": 0}


async def test_the_newest_button_that_is_still_there_is_tapped(bot: Bot, parent: Phone) -> None:
    for data in ("old", "new"):
        keyboard = {"inline_keyboard": [[{"text": "Yes", "callback_data": data}]]}
        sent = await bot.call("sendMessage", chat_id=1001, text="Sure?", reply_markup=keyboard)
    parent.tap_text("Yes")
    await bot.call("editMessageReplyMarkup", chat_id=1001, message_id=sent["message_id"])
    parent.tap_text("Yes")
    taps = [u["callback_query"]["data"] for u in (await bot.call("getUpdates"))[-2:]]
    assert taps == ["new", "old"]
    with pytest.raises(LookupError, match=r"'No'.*\['Yes'\]"):
        parent.tap_text("No")


async def test_a_one_time_keyboard_goes_when_it_is_used(bot: Bot, parent: Phone) -> None:
    for words in ("Share my number", "No"):
        await bot.call("sendMessage", chat_id=1001, text="Number?", reply_markup=CONTACT_KEYBOARD)
        parent.type("Hm")
        assert parent.keyboard is not None
        assert parent.keyboard[1] == [{"text": "No"}]
        parent.tap_text(words)
        assert parent.keyboard is None
    contact, text = (parent.messages[i] for i in (-4, -1))
    assert contact.contact == {
        "phone_number": "31610001001",
        "first_name": "Amina",
        "user_id": 1001,
    }
    assert text.text == "No"


async def test_a_keyboard_stays_until_it_is_removed(bot: Bot, parent: Phone) -> None:
    keyboard = {"keyboard": [["Menu"]]}
    await bot.call("sendMessage", chat_id=1001, text="Here", reply_markup=keyboard)
    await bot.call("sendMessage", chat_id=1001, text="More")
    parent.tap_text("Menu")
    assert parent.keyboard == [[{"text": "Menu"}]]
    remove = {"remove_keyboard": True}
    await bot.call("sendMessage", chat_id=1001, text="Gone", reply_markup=remove)
    assert parent.keyboard is None


async def test_blocking_and_starting_again_are_seen_by_the_bot(bot: Bot, parent: Phone) -> None:
    parent.block()
    with pytest.raises(NotPossibleError):
        parent.type("Hello")
    parent.start()
    _, blocked, unblocked, start = await bot.call("getUpdates")
    for change, old, new in ((blocked, "member", "kicked"), (unblocked, "kicked", "member")):
        assert change["my_chat_member"]["old_chat_member"]["status"] == old
        assert change["my_chat_member"]["new_chat_member"]["status"] == new
    assert start["message"]["text"] == "/start"


async def test_only_ones_own_text_can_be_edited(bot: Bot, parent: Phone) -> None:
    parent.type("Helo")
    own = parent.messages[-1]
    parent.edit(own.message_id, "Hello")
    update = (await bot.call("getUpdates"))[-1]
    assert update["edited_message"]["text"] == "Hello"
    assert "edit_date" in update["edited_message"]
    sent = await bot.call("sendMessage", chat_id=1001, text="Hello")
    with pytest.raises(NotPossibleError):
        parent.edit(sent["message_id"], "Mine")


async def test_the_bot_can_fetch_what_a_phone_sent(bot: Bot, parent: Phone) -> None:
    parent.send_voice(b"OggS-speech", 4)
    voice = (await bot.call("getUpdates"))[-1]["message"]["voice"]
    assert (voice["duration"], voice["mime_type"], voice["file_size"]) == (4, "audio/ogg", 11)
    path = (await bot.call("getFile", file_id=voice["file_id"]))["file_path"]
    async with bot.session.get(f"{bot.base.replace('/bot', '/file/bot')}/{path}") as response:
        assert await response.read() == b"OggS-speech"


async def test_a_reply_carries_the_message_it_replies_to_with_its_buttons(
    bot: Bot, parent: Phone
) -> None:
    keyboard = {"inline_keyboard": [[{"text": "Yes", "callback_data": "yes"}]]}
    told = await bot.call("sendMessage", chat_id=1001, text="Sure?", reply_markup=keyboard)
    number = told["message_id"]
    parent.type("Yes.", reply_to=number)
    parent.send_voice(b"OggS", 2, reply_to=number)
    parent.send_photo(b"\xff\xd8\xff", reply_to=parent.messages[-1].message_id)
    words, voice, photo = [u["message"] for u in (await bot.call("getUpdates"))[-3:]]
    for reply in (words, voice):
        assert reply["reply_to_message"] == told
    assert photo["reply_to_message"]["voice"] == voice["voice"]
    assert "reply_to_message" not in photo["reply_to_message"]  # no further than one
    with pytest.raises(NotPossibleError):
        parent.type("Yes.", reply_to=1)


async def test_photos_have_two_sizes_words_and_an_album(bot: Bot, parent: Phone) -> None:
    parent.send_photo(b"\xff\xd8\xff", caption=" Page 1 ", album="letter")
    photo = (await bot.call("getUpdates"))[-1]["message"]
    assert (photo["caption"], photo["media_group_id"]) == ("Page 1", "letter")
    small, large = photo["photo"]
    assert small["width"] < large["width"]
    assert small["file_id"] != large["file_id"]
    again = await bot.call("sendPhoto", chat_id=1001, photo=large["file_id"], caption="Look")
    assert again["photo"] == photo["photo"]
    with pytest.raises(NotPossibleError):
        parent.send_photo(b"\xff\xd8\xff", caption="a" * 1025)


async def test_a_group_has_its_own_chat(bot: Bot, sim: Simulator, parent: Phone) -> None:
    group = sim.group(-77, "Parents")
    group.post(parent, "Hello all")
    message = (await bot.call("getUpdates"))[-1]["message"]
    assert message["chat"] == {"id": -77, "title": "Parents", "type": "group"}
    await bot.call("sendMessage", chat_id=-77, text="Hello")
    assert [m.text for m in group.messages] == ["Hello all", "Hello"]
