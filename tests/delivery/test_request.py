"""The aiohttp request against a real server: bodies, faults, and a token that is never shown."""

import asyncio
import logging
import traceback
from collections.abc import AsyncIterator
from io import BytesIO
from typing import Any

import pytest
from aiohttp import web
from telegram import Bot, InlineKeyboardButton, InlineKeyboardMarkup
from telegram.error import BadRequest, Forbidden, NetworkError, RetryAfter, TelegramError, TimedOut

from bot.delivery.request import AiohttpRequest

TOKEN = "123456:not-a-real-token"  # noqa: S105 — made up
PERSON = {"id": 5, "is_bot": True, "first_name": "Bot", "username": "bot"}
MESSAGE = {"message_id": 1, "date": 0, "chat": {"id": 7, "type": "private"}}


class Server:
    """A Bot API of a few lines: it keeps what it heard and answers as it is told."""

    def __init__(self) -> None:
        self.heard: dict[str, Any] = {}
        self.content_type = ""
        self.status = 200
        self.answer: dict[str, Any] | str = {"ok": True, "result": MESSAGE}
        self.base = ""

    async def handle(self, request: web.Request) -> web.StreamResponse:
        """Answer one request."""
        self.content_type = request.content_type
        if request.content_type == "application/json":
            self.heard = await request.json()
        else:
            form = await request.post()
            self.heard = {name: await _read(value) for name, value in form.items()}
        match request.path.rsplit("/", 1)[1]:
            case "getMe":
                return web.json_response({"ok": True, "result": PERSON})
            case "getUpdates":
                await asyncio.sleep(0.6)
                return web.json_response({"ok": True, "result": []})
            case "sendDice":
                assert request.transport is not None
                request.transport.abort()
            case "sendContact":
                await asyncio.sleep(30)
            case "sendPoll":
                raise web.HTTPFound("/elsewhere")
        if isinstance(self.answer, str):
            return web.Response(text=self.answer, status=self.status)
        return web.json_response(self.answer, status=self.status)


async def _read(value: object) -> object:
    if isinstance(value, web.FileField):
        return value.filename, value.content_type, value.file.read()
    return value


@pytest.fixture
async def server() -> AsyncIterator[Server]:
    api = Server()
    application = web.Application(client_max_size=10_000_000)
    application.router.add_route("*", "/{path:.*}", api.handle)
    runner = web.AppRunner(application, shutdown_timeout=0.01, access_log=None)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    api.base = f"http://127.0.0.1:{runner.addresses[0][1]}/bot"
    yield api
    await runner.cleanup()


def _bot(base: str, **timeouts: float) -> Bot:
    fast = AiohttpRequest(trust_env=False, **timeouts)  # type: ignore[arg-type]
    poll = AiohttpRequest(trust_env=False, **timeouts)  # type: ignore[arg-type]
    return Bot(TOKEN, base_url=base, request=fast, get_updates_request=poll)


@pytest.fixture
async def bot(server: Server) -> AsyncIterator[Bot]:
    async with _bot(server.base, read=0.3, total=0.5) as bot:
        yield bot


async def test_parameters_go_as_json(server: Server, bot: Bot) -> None:
    keys = InlineKeyboardMarkup([[InlineKeyboardButton("Já", callback_data="a")]])
    await bot.send_message(7, "Dág & مرحبا", disable_notification=True, reply_markup=keys)
    assert server.content_type == "application/json"
    assert server.heard == {
        "chat_id": 7,
        "text": "Dág & مرحبا",
        "disable_notification": True,
        "reply_markup": {"inline_keyboard": [[{"text": "Já", "callback_data": "a"}]]},
    }


@pytest.mark.parametrize("size", [10, 3_000_000])
async def test_a_file_goes_as_multipart_with_its_own_name(
    server: Server, bot: Bot, size: int
) -> None:
    await bot.send_document(7, b"x" * size, filename="afspraak één.ics", caption="Zie é")
    assert server.content_type == "multipart/form-data"
    name, kind, content = server.heard["document"]
    assert (name, kind, len(content)) == ("afspraak één.ics", "text/calendar", size)
    assert server.heard["caption"] == "Zie é"


async def test_a_file_handle_is_read_too(server: Server, bot: Bot) -> None:
    await bot.send_voice(7, BytesIO(b"OggS"), filename="a.ogg")
    assert server.heard["voice"][2] == b"OggS"


async def test_a_refusal_keeps_telegrams_words(server: Server, bot: Bot) -> None:
    server.status = 400
    server.answer = {"ok": False, "error_code": 400, "description": "Bad Request: chat not found"}
    with pytest.raises(BadRequest, match="not found"):
        await bot.send_message(7, "x")
    server.status = 403
    with pytest.raises(Forbidden):
        await bot.send_message(7, "x")


async def test_too_many_requests_tells_how_long_to_wait(
    server: Server, bot: Bot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PTB_TIMEDELTA", "1")
    server.status = 429
    server.answer = {"ok": False, "description": "slow", "parameters": {"retry_after": 3}}
    with pytest.raises(RetryAfter, match="0:00:03"):
        await bot.send_message(7, "x")


@pytest.mark.parametrize("status", [500, 502])
async def test_a_server_in_trouble_is_a_network_error(
    server: Server, bot: Bot, status: int
) -> None:
    server.status, server.answer = status, {"ok": False, "description": "Internal"}
    with pytest.raises(NetworkError):
        await bot.send_message(7, "x")


async def test_a_long_poll_may_last_longer_than_other_requests(bot: Bot) -> None:
    assert await bot.get_updates(timeout=1) == ()
    with pytest.raises(TimedOut):
        await bot.get_updates(timeout=0)


async def test_a_silent_server_times_out_and_says_nothing_of_the_token(bot: Bot) -> None:
    with pytest.raises(TimedOut) as caught:
        await bot.send_contact(7, "0612345678", "A")
    _assert_no_token(caught.value)


async def test_a_dropped_connection_is_a_network_error_without_the_token(bot: Bot) -> None:
    with pytest.raises(NetworkError) as caught:
        await bot.send_dice(7)
    assert "No answer from the Bot API" in str(caught.value)
    _assert_no_token(caught.value)


async def test_a_redirect_is_not_followed(server: Server, bot: Bot) -> None:
    server.answer = "not followed"
    with pytest.raises(NetworkError, match="Found"):
        await bot.send_poll(7, "Which?", ["a", "b"])


@pytest.mark.parametrize("base", ["http://127.0.0.1:9/bot", "nonsense", "http://127.0.0.1:x/bot"])
async def test_an_address_where_nobody_is_never_shows_the_token(
    base: str, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    request = AiohttpRequest(trust_env=False, connect=0.5)
    async with request:
        with pytest.raises(TelegramError) as caught:
            await request.post(f"{base}{TOKEN}/getMe")
    _assert_no_token(caught.value)
    assert TOKEN not in caplog.text


@pytest.mark.parametrize("status", [200, 502])
async def test_the_page_of_a_proxy_is_a_network_error_and_is_not_shown(
    server: Server, bot: Bot, status: int, caplog: pytest.LogCaptureFixture
) -> None:
    server.status, server.answer = status, f"<p>Sorry, /bot{TOKEN}/sendMessage is away</p>"
    with pytest.raises(NetworkError) as caught:
        await bot.send_message(7, "x")
    _assert_no_token(caught.value)
    assert TOKEN not in caplog.text


async def test_no_log_line_of_a_good_request_holds_the_token(
    server: Server, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    caplog.set_level(logging.INFO, "telegram.Bot")  # prints its address at DEBUG: app's to silence
    async with _bot(server.base) as bot:
        await bot.send_message(7, "x")
    assert TOKEN not in caplog.text


async def test_opening_and_closing_twice_is_harmless() -> None:
    request = AiohttpRequest()
    await request.initialize()
    await request.initialize()
    await request.shutdown()
    await request.shutdown()
    with pytest.raises(NetworkError, match="not initialized"):
        await request.post("http://127.0.0.1:9/")


async def test_no_limit_is_possible() -> None:
    timeout = AiohttpRequest()._limits(None, AiohttpRequest.DEFAULT_NONE, 1)
    assert (timeout.total, timeout.sock_read, timeout.sock_connect) == (None, None, 1)


async def test_many_requests_at_once_share_the_pool(server: Server) -> None:
    async with AiohttpRequest(trust_env=False, connections=5) as request:
        url = f"{server.base}{TOKEN}/sendMessage"
        answers = await asyncio.gather(*(request.post(url) for _ in range(200)))
    assert len(answers) == 200


def _assert_no_token(fault: BaseException) -> None:
    chain: BaseException | None = fault
    assert TOKEN not in "".join(traceback.format_exception(fault))
    while chain is not None:
        assert TOKEN not in repr(chain)
        chain = chain.__cause__ or chain.__context__
