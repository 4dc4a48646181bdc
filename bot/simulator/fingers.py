"""What a finger on the page does: each request becomes one touch of a phone."""

import re
from collections.abc import Awaitable, Callable

from starlette.datastructures import UploadFile
from starlette.requests import Request

from bot.simulator.model import Json, Upload
from bot.simulator.phone import NotPossibleError, Phone
from bot.simulator.webm import to_ogg
from bot.simulator.world import World

Finger = Callable[[World, Phone, Request], Awaitable[int]]
WEBM = {"audio/webm", "video/webm"}
START = re.compile(r"/start(?:\s+(?P<payload>\S+))?")
LINK = re.compile(
    r"(?:https?://)?(?:t|telegram)\.me/(?P<bot>\w+)(?:\?start=(?P<payload>[^\s&#]+))?"
)


async def start(_world: World, phone: Phone, request: Request) -> int:
    """Press START."""
    body = await _body(request)
    payload = body.get("payload")
    return phone.start(str(payload) if payload else None)


async def text(world: World, phone: Phone, request: Request) -> int:
    """Send words; a link to the bot is opened, `/start` is pressed."""
    body = await _body(request)
    words = str(body.get("text", ""))
    if pressed := START.fullmatch(words.strip()):
        return phone.start(pressed["payload"])
    link = LINK.fullmatch(words.strip())
    if link and link["bot"].lower() == world.bot["username"].lower():
        return phone.start(link["payload"])
    return phone.type(words, _number(body.get("reply_to")))


async def tap(_world: World, phone: Phone, request: Request) -> int:
    """Tap an inline button."""
    body = await _body(request)
    if not isinstance(body.get("message_id"), int) or not isinstance(body.get("data"), str):
        raise NotPossibleError("a tap has a message_id (a number) and data (text)")
    return phone.tap(body["message_id"], body["data"])


async def contact(_world: World, phone: Phone, request: Request) -> int:
    """Share a contact: one's own without a number."""
    number = (await _body(request)).get("number")
    return phone.share_contact(str(number) if number else None)


async def voice(_world: World, phone: Phone, request: Request) -> int:
    """Send a voice message; what Chromium recorded goes as a phone would send it."""
    async with request.form() as form:
        file = await _file(form.get("file"))
        seconds = float(str(form.get("seconds") or 0))
        told = _number(form.get("reply_to"))
    if file.mime in WEBM:
        file = Upload("voice.ogg", "audio/ogg", to_ogg(file.data))
    return phone.send_voice(file.data, round(seconds), file.mime, told)


async def photo(_world: World, phone: Phone, request: Request) -> int:
    """Send a photo."""
    async with request.form() as form:
        file = await _file(form.get("file"))
        told = _number(form.get("reply_to"))
    return phone.send_photo(file.data, reply_to=told)


async def document(_world: World, phone: Phone, request: Request) -> int:
    """Send a document."""
    async with request.form() as form:
        file = await _file(form.get("file"))
    return phone.send_document(file.name, file.data, file.mime)


async def sticker(_world: World, phone: Phone, _request: Request) -> int:
    """Send a sticker."""
    return phone.send_sticker()


async def edit(_world: World, phone: Phone, request: Request) -> int:
    """Change one's own words."""
    body = await _body(request)
    return phone.edit(int(body.get("message_id", 0)), str(body.get("text", "")))


async def block(_world: World, phone: Phone, _request: Request) -> int:
    """Block the bot."""
    return phone.block()


async def unblock(_world: World, phone: Phone, _request: Request) -> int:
    """Unblock the bot."""
    return phone.unblock()


FINGERS: dict[str, Finger] = {
    "start": start,
    "text": text,
    "tap": tap,
    "contact": contact,
    "voice": voice,
    "photo": photo,
    "document": document,
    "sticker": sticker,
    "edit": edit,
    "block": block,
    "unblock": unblock,
}


async def _body(request: Request) -> Json:
    if not await request.body():
        return {}
    read = await request.json()
    if not isinstance(read, dict):
        raise NotPossibleError("the body must be a JSON object")
    return read


def _number(given: object) -> int | None:
    """Read which message is replied to, if one is."""
    return int(str(given)) if given else None


async def _file(given: object) -> Upload:
    if not isinstance(given, UploadFile):
        raise NotPossibleError("there is no file in the request")
    data = await given.read()
    if not data:
        raise NotPossibleError("the file is empty")
    mime = (given.content_type or "application/octet-stream").partition(";")[0]
    return Upload(given.filename or "file", mime, data)
