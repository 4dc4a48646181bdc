"""Reads what came with a Bot API call, in each of the ways that Telegram takes it."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field

from starlette.datastructures import UploadFile
from starlette.requests import Request

from bot.simulator.model import Json, RefusalError, Upload, bad_request

NESTED = {
    "allowed_updates",
    "caption_entities",
    "commands",
    "entities",
    "link_preview_options",
    "menu_button",
    "reply_markup",
    "reply_parameters",
    "scope",
}
NUMBERS = {
    "chat_id",
    "duration",
    "limit",
    "message_id",
    "offset",
    "reply_to_message_id",
    "timeout",
}
FLAGS = {
    "allow_sending_without_reply",
    "disable_notification",
    "drop_pending_updates",
    "protect_content",
    "show_alert",
}
TRUE = {"true", "yes", "1"}
MOST_BYTES = 50 * 1024 * 1024


@dataclass(frozen=True)
class Arguments:
    """The values of a call, all as text as in a form, and the files."""

    values: Mapping[str, str]
    uploads: Mapping[str, Upload] = field(default_factory=dict)

    def text(self, name: str) -> str:
        """Give a value, or '' if it is missing."""
        return self.values.get(name, "")

    def integer(self, name: str, default: int = 0) -> int:
        """Give a number; nonsense is 0, as with Telegram."""
        value = self.values.get(name)
        if value is None:
            return default
        try:
            return int(value)
        except ValueError:
            return 0

    def flag(self, name: str) -> bool:
        """Give a yes or no."""
        return self.text(name).strip().lower() in TRUE

    def nested(self, name: str, complaint: str) -> object:
        """Give a JSON value, None if it is missing; refuses what is not JSON."""
        value = self.text(name)
        if not value:
            return None
        try:
            return _NULL if value == "null" else json.loads(value)
        except ValueError:
            raise bad_request(complaint) from None

    def upload(self, name: str) -> Upload | None:
        """Give a file that came under this name, or that `attach://` points at."""
        value = self.text(name)
        if value.startswith("attach://"):
            return self.uploads.get(value.removeprefix("attach://"))
        return self.uploads.get(name)

    @property
    def chat_id(self) -> int | None:
        """The chat that the call is about, if it is one by number."""
        return self.integer("chat_id") or None

    def shown(self) -> Json:
        """Give the values as their own types, for those who look back at a call."""
        files = {name: {"name": f.name, "size": len(f.data)} for name, f in self.uploads.items()}
        return {**{name: _shown(name, value) for name, value in self.values.items()}, **files}


# An explicit null is a value that is there, and of the wrong type.
_NULL = object()


def _shown(name: str, value: str) -> object:
    if name in FLAGS:
        return value.strip().lower() in TRUE
    try:
        if name in NUMBERS:
            return int(value)
        if name in NESTED:
            return json.loads(value)
    except ValueError:
        pass
    return value


async def read_arguments(request: Request) -> Arguments:
    """Read the query, then the body over it: JSON, a form or multipart."""
    if int(request.headers.get("content-length", 0)) > MOST_BYTES:
        async for _ in request.stream():
            pass  # who still sends would not hear an answer
        raise RefusalError(413, "Request Entity Too Large")
    arguments = await _read(request)
    try:
        "".join(arguments.values.values()).encode()
    except UnicodeEncodeError:  # JSON can write half of a sign
        raise bad_request("strings must be encoded in UTF-8") from None
    return arguments


async def _read(request: Request) -> Arguments:
    values = dict(request.query_params)
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind == "application/json":
        return Arguments(values | _from_json(await request.body()))
    if kind in {"application/x-www-form-urlencoded", "multipart/form-data"}:
        async with request.form() as form:
            items = form.multi_items()
            uploads = {n: await _uploaded(f) for n, f in items if isinstance(f, UploadFile)}
            return Arguments(values | {n: v for n, v in items if isinstance(v, str)}, uploads)
    return Arguments(values)


def _from_json(body: bytes) -> dict[str, str]:
    try:
        read = json.loads(body or b"{}")
    except ValueError:
        raise bad_request("can't parse JSON encoded request") from None
    if not isinstance(read, dict):
        raise bad_request("object expected as request body")
    return {n: v if isinstance(v, str) else json.dumps(v) for n, v in read.items()}


async def _uploaded(file: UploadFile) -> Upload:
    mime = file.content_type or "application/octet-stream"
    return Upload(file.filename or "file", mime, await file.read())
