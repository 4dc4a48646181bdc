"""The Bot API over HTTP: finds the method, lets it go wrong if asked, and notes every call."""

import asyncio
import hmac
import re
from collections.abc import Callable
from dataclasses import dataclass

from starlette.requests import ClientDisconnect, Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from bot.simulator import presenting, sending, talking
from bot.simulator.arguments import Arguments, read_arguments
from bot.simulator.faults import OK, Fault, Faults
from bot.simulator.model import Call, Json, RefusalError
from bot.simulator.world import World

TOKEN = re.compile(r"[1-9]\d*:[\w-]+", re.ASCII)
LONGEST_POLL_SECONDS = 50
MOST_UPDATES = 100

Method = Callable[[World, Arguments], object]
METHODS: dict[str, Method] = {
    "answerCallbackQuery": talking.answer_callback_query,
    "deleteMessage": talking.delete_message,
    "deleteMyCommands": presenting.delete_my_commands,
    "deleteWebhook": presenting.delete_webhook,
    "editMessageReplyMarkup": talking.edit_message_reply_markup,
    "editMessageText": talking.edit_message_text,
    "getFile": presenting.get_file,
    "getMe": presenting.get_me,
    "getMyCommands": presenting.get_my_commands,
    "getMyDescription": presenting.get_my_description,
    "getMyShortDescription": presenting.get_my_short_description,
    "getWebhookInfo": presenting.get_webhook_info,
    "sendChatAction": sending.send_chat_action,
    "sendDocument": sending.send_document,
    "sendMessage": sending.send_message,
    "sendPhoto": sending.send_photo,
    "sendVoice": sending.send_voice,
    "setChatMenuButton": presenting.set_chat_menu_button,
    "setMyCommands": presenting.set_my_commands,
    "setMyDescription": presenting.set_my_description,
    "setMyShortDescription": presenting.set_my_short_description,
}
# Telegram does not mind how a method is capitalised; calls are noted under their right name.
NAMES = {name.lower(): name for name in (*METHODS, "getUpdates")}


@dataclass(frozen=True)
class Answer:
    """What a call came to; `result` is the Bot API's result, or the words of a refusal."""

    status: int
    result: object
    retry_after: int | None = None

    @classmethod
    def refused(cls, refusal: RefusalError) -> "Answer":
        """Give the answer that carries a refusal."""
        return cls(refusal.code, refusal.description, refusal.retry_after)

    def response(self) -> JSONResponse:
        """Write the answer as Telegram does."""
        if self.status == OK:
            return JSONResponse({"ok": True, "result": self.result})
        body: Json = {"ok": False, "error_code": self.status, "description": self.result}
        if self.retry_after is not None:
            body["parameters"] = {"retry_after": self.retry_after}
        return JSONResponse(body, self.status)


class BotApi:
    """The methods of one bot, under its token."""

    def __init__(self, world: World, faults: Faults) -> None:
        self._world = world
        self._faults = faults

    def routes(self) -> list[Route]:
        """Give the addresses of the Bot API."""
        both = ["GET", "POST"]
        return [
            Route("/bot{token}/{method}", self.call, methods=both),
            Route("/file/bot{token}/{path:path}", self.download),
        ]

    async def call(self, request: Request) -> Response:
        """Answer one call."""
        try:
            self._check_token(request.path_params["token"])
            method = _method_name(request.path_params["method"])
            arguments = await read_arguments(request)
        except RefusalError as refusal:
            return Answer.refused(refusal).response()
        except ClientDisconnect:  # the bot was killed in the middle of its words
            return Response()
        return await self._answer(request, method, arguments)

    async def download(self, request: Request) -> Response:
        """Give the bytes of a file."""
        try:
            self._check_token(request.path_params["token"])
        except RefusalError as refusal:
            return Answer.refused(refusal).response()
        stored = self._world.files.by_path(request.path_params["path"])
        if stored is None:
            return Answer(404, "Not Found").response()
        return Response(stored.data, media_type="application/octet-stream")

    async def _answer(self, request: Request, method: str, arguments: Arguments) -> Response:
        asked_at = self._world.now()
        fault = self._faults.take(method, arguments.chat_id)
        answer, done = await self._outcome(request, method, arguments, fault)
        dropped = fault is not None and fault.drop
        self._world.note(
            Call(
                method=method,
                params=arguments.shown(),
                at=asked_at,
                chat_id=arguments.chat_id,
                status=0 if dropped else answer.status,
                result=answer.result,
                done=done,
                fault=fault.kind if fault else "",
            )
        )
        if dropped:
            await _hang_up(request)
        return answer.response()

    async def _outcome(
        self, request: Request, method: str, arguments: Arguments, fault: Fault | None
    ) -> tuple[Answer, bool]:
        """Give what the caller hears, and whether the work was done."""
        if fault is None:
            answer = await self._work(request, method, arguments)
            return answer, answer.status == OK
        await self._world.rest(fault.delay)
        worked = await self._work(request, method, arguments) if fault.works else None
        await self._world.rest(fault.linger)
        done = worked is not None and worked.status == OK
        return worked if worked and not fault.fails else Answer.refused(fault.refusal()), done

    async def _work(self, request: Request, method: str, arguments: Arguments) -> Answer:
        try:
            if method == "getUpdates":
                return Answer(200, await self._get_updates(request, arguments))
            return Answer(200, METHODS[method](self._world, arguments))
        except RefusalError as refusal:
            return Answer.refused(refusal)

    async def _get_updates(self, request: Request, arguments: Arguments) -> list[Json]:
        self._remember_kinds(arguments)
        limit = min(max(arguments.integer("limit", MOST_UPDATES), 1), MOST_UPDATES)
        seconds = min(max(arguments.integer("timeout"), 0), LONGEST_POLL_SECONDS)
        reading = asyncio.create_task(
            self._world.queue.read(arguments.integer("offset"), limit, seconds)
        )
        leaving = asyncio.create_task(_gone(request))
        try:
            # Updates must not be handed to a caller who hung up.
            await asyncio.wait({reading, leaving}, return_when=asyncio.FIRST_COMPLETED)
            return await reading if reading.done() else []
        finally:
            reading.cancel()
            leaving.cancel()
            await asyncio.gather(reading, leaving, return_exceptions=True)

    def _remember_kinds(self, arguments: Arguments) -> None:
        try:
            kinds = arguments.nested("allowed_updates", "can't parse allowed_updates")
        except RefusalError:
            return  # Telegram keeps what it knew
        if isinstance(kinds, list):
            self._world.queue.allow([str(kind) for kind in kinds])

    def _check_token(self, token: str) -> None:
        if not TOKEN.fullmatch(token):
            raise RefusalError(404, "Not Found")
        if not hmac.compare_digest(token, self._world.token):
            raise RefusalError(401, "Unauthorized")


def _method_name(asked: str) -> str:
    try:
        return NAMES[asked.lower()]
    except KeyError:
        raise RefusalError(404, "Not Found: method not found") from None


async def _gone(request: Request) -> None:
    """Wait until the caller hangs up."""
    while (await request.receive())["type"] != "http.disconnect":
        pass


async def _hang_up(request: Request) -> None:
    """Close the connection before anything was answered."""
    request.state.transport.abort()
    # The server needs a turn to see it; what is answered after that goes nowhere.
    await asyncio.sleep(0.01)
