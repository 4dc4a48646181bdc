"""Voice messages between bot and phone, as Telegram takes and refuses them."""

from collections.abc import AsyncIterator

import aiohttp
import pytest

from bot.simulator import Phone, Simulator, ogg, opus
from tests.simulator import sounds
from tests.simulator.conftest import TOKEN, Bot

SPOKEN = sounds.tone(2.5)
MEGABYTE = 1024 * 1024


async def upload(
    bot: Bot, data: bytes, *, method: str = "sendVoice", mime: str = "audio/ogg", **fields: str
) -> tuple[int, dict[str, object]]:
    """Send a file; give the status, and the message or the words of the refusal."""
    kind = method.removeprefix("send").lower()
    form = aiohttp.FormData({"chat_id": "1001", **fields})
    form.add_field(kind, data, filename="speech.ogg", content_type=mime)
    async with bot.session.post(f"{bot.base}/{method}", data=form) as response:
        body = await response.json()
    return response.status, body.get("result", body)


async def spoken(bot: Bot, **fields: str) -> str:
    """Send a voice message, and give its file_id."""
    _, sent = await upload(bot, SPOKEN, **fields)
    voice = sent["voice"]
    assert isinstance(voice, dict)
    return str(voice["file_id"])


async def test_a_voice_message_of_the_bot_can_be_heard(bot: Bot, parent: Phone) -> None:
    status, sent = await upload(bot, SPOKEN, caption="Listen")
    assert (status, sent["caption"]) == (200, "Listen")
    assert parent.voice(parent.last_voice) == SPOKEN
    assert parent.last.voice
    assert parent.last.voice == sent["voice"]
    told = {name: parent.last.voice[name] for name in ("duration", "mime_type", "file_size")}
    assert told == {"duration": 2, "mime_type": "audio/ogg", "file_size": len(SPOKEN)}


@pytest.mark.parametrize(
    ("said", "shown"), [("", 2), ("0", 2), ("-3", 2), ("7", 7), ("100000", 86_400)]
)
async def test_a_duration_that_is_not_said_is_read_from_the_file(
    bot: Bot, parent: Phone, said: str, shown: int
) -> None:
    await upload(bot, SPOKEN, duration=said)
    assert parent.last.voice
    assert parent.last.voice["duration"] == shown


async def test_a_file_that_is_no_voice_message_arrives_as_a_document(
    bot: Bot, parent: Phone
) -> None:
    status, sent = await upload(bot, sounds.tone(code="VORBIS"))
    assert (status, "voice" in sent) == (200, False)
    assert parent.last.document
    assert parent.last.document["file_name"] == "speech.ogg"
    with pytest.raises(LookupError, match="has not spoken to Amina"):
        parent.last_voice  # noqa: B018 - to look is enough
    with pytest.raises(LookupError, match="is no voice message"):
        parent.voice(parent.last)


async def test_the_newest_voice_message_is_found_behind_other_messages(
    bot: Bot, parent: Phone
) -> None:
    await upload(bot, SPOKEN)
    parent.send_voice(b"mine", 1)
    await bot.call("sendMessage", chat_id=1001, text="Hello")
    assert parent.voice(parent.last_voice) == SPOKEN
    assert parent.voice(parent.messages[-2]) == b"mine"


async def test_an_empty_file_is_refused(bot: Bot, parent: Phone) -> None:
    status, refused = await upload(bot, b"")
    assert (status, refused["description"]) == (400, "Bad Request: file must be non-empty")
    assert len(parent.messages) == 1


async def test_more_than_50_megabytes_are_refused_before_all(bot: Bot, parent: Phone) -> None:
    async def endless() -> AsyncIterator[bytes]:
        for _ in range(50):
            yield bytes(MEGABYTE)
        yield b"."

    headers = {"Content-Length": str(50 * MEGABYTE + 1), "Content-Type": "multipart/form-data"}
    asked = bot.session.post(f"{bot.base}/sendVoice", data=endless(), headers=headers)
    async with asked as response:
        assert await response.json() == {
            "ok": False,
            "error_code": 413,
            "description": "Request Entity Too Large",
        }
    assert len(parent.messages) == 1


async def test_a_voice_message_is_sent_again_by_its_file_id(bot: Bot, parent: Phone) -> None:
    file_id = await spoken(bot)
    again = await bot.call("sendVoice", chat_id=1001, voice=file_id, duration=9)
    first = parent.messages[-2].voice
    assert first
    assert again["voice"] == first
    assert first["duration"] == 2
    assert parent.voice(parent.last) == SPOKEN


async def test_a_file_id_serves_for_its_own_kind_only(bot: Bot, parent: Phone) -> None:
    file_id = await spoken(bot)
    assert await bot.refusal("sendDocument", chat_id=1001, document=file_id) == (
        400,
        "Bad Request: can't use file of type VoiceNote as Document",
    )
    parent.send_document("letter.pdf", b"%PDF", "application/pdf")
    document = parent.messages[-1].document
    assert document
    assert await bot.refusal("sendVoice", chat_id=1001, voice=document["file_id"]) == (
        400,
        "Bad Request: can't use file of type Document as VoiceNote",
    )


@pytest.mark.parametrize("everything", [False, True])
async def test_a_forgotten_file_id_is_refused_but_people_keep_the_file(
    bot: Bot, sim: Simulator, parent: Phone, *, everything: bool
) -> None:
    old, kept = await spoken(bot), await spoken(bot)
    sim.world.files.forget(*([] if everything else [old]))
    assert await bot.refusal("sendVoice", chat_id=1001, voice=old) == (
        400,
        "Bad Request: wrong file identifier/HTTP URL specified",
    )
    assert await bot.refusal("getFile", file_id=old) == (
        400,
        "Bad Request: wrong file_id or the file is temporarily unavailable",
    )
    if not everything:
        await bot.call("sendVoice", chat_id=1001, voice=kept)
    assert parent.voice(parent.last) == SPOKEN
    await bot.call("sendVoice", chat_id=1001, voice=await spoken(bot))


async def test_a_person_may_let_nobody_send_voice_messages(bot: Bot, parent: Phone) -> None:
    file_id = await spoken(bot)
    parent.refuses_voices = True
    forbidden = (400, "Bad Request: VOICE_MESSAGES_FORBIDDEN")
    assert await bot.refusal("sendVoice", chat_id=1001, voice=file_id) == forbidden
    status, refused = await upload(bot, SPOKEN)
    assert (status, refused["description"]) == forbidden
    status, sent = await upload(bot, SPOKEN, method="sendDocument")
    assert (status, "document" in sent) == (200, True)


async def test_a_phone_sends_any_bytes_and_claims_any_size(bot: Bot, parent: Phone) -> None:
    parent.send_voice(b"no sound", 600, "audio/mpeg", size=20 * MEGABYTE)
    parent.send_voice(b"no sound", 6000, size=50 * MEGABYTE)
    small, large = [u["message"]["voice"] for u in (await bot.call("getUpdates"))[-2:]]
    assert (small["mime_type"], small["file_size"]) == ("audio/mpeg", 20 * MEGABYTE)
    path = (await bot.call("getFile", file_id=small["file_id"]))["file_path"]
    assert path.endswith(".mp3")
    assert large["file_size"] == 50 * MEGABYTE
    assert await bot.refusal("getFile", file_id=large["file_id"]) == (
        400,
        "Bad Request: file is too big",
    )
    assert parent.voice(parent.messages[-1]) == b"no sound"


async def test_what_a_browser_recorded_arrives_as_from_a_phone(
    bot: Bot, sim: Simulator, parent: Phone
) -> None:
    head, _, *sound = ogg.pages(SPOKEN)
    packets = [packet for page in sound for packet in page.packets]
    for data, status in ((sounds.webm(head.packets[0], packets), 200), (b"no WebM", 400)):
        form = aiohttp.FormData({"seconds": "2.6"})
        form.add_field("file", data, filename="voice.webm", content_type="audio/webm")
        async with bot.session.post(f"{sim.url}/phones/1001/voice", data=form) as response:
            assert response.status == status
    voice = (await bot.call("getUpdates"))[-1]["message"]["voice"]
    assert (voice["mime_type"], voice["duration"]) == ("audio/ogg", 3)
    assert parent.voice(parent.messages[-1]) == opus.write(head.packets[0], packets)
    path = (await bot.call("getFile", file_id=voice["file_id"]))["file_path"]
    async with bot.session.get(f"{sim.url}/file/bot{TOKEN}/{path}") as response:
        assert sounds.length(await response.read()) == pytest.approx(2.5, abs=0.05)


async def test_what_the_bot_was_seen_doing_is_remembered(
    bot: Bot, sim: Simulator, parent: Phone
) -> None:
    for action in ("record_voice", "cancel", "upload_voice"):
        await bot.call("sendChatAction", chat_id=1001, action=action)
    await bot.refusal("sendChatAction", chat_id=1001, action="record_audio_note")
    await upload(bot, SPOKEN)
    assert parent.actions == ["record_voice", "upload_voice"]
    shown = [call.params["action"] for call in sim.sent("sendChatAction", 1001)]
    assert shown == ["record_voice", "cancel", "upload_voice"]
