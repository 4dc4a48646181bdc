"""Which message a message of the bot replies to: read strictly, refused in Telegram's words."""

from dataclasses import dataclass

from bot.simulator.arguments import Arguments
from bot.simulator.model import Json, bad_request
from bot.simulator.world import Chat

# Telegram can also quote a part, and tell of a message in another chat: the simulator does not.
KNOWN = {"message_id", "allow_sending_without_reply", "chat_id"}


@dataclass(frozen=True)
class Reply:
    """What a call says of its reply; `optional`: a message that is gone is no hindrance."""

    message_id: int = 0
    optional: bool = False
    chat_id: str = ""


def read_reply(arguments: Arguments) -> Reply:
    """Read the reply_parameters of a call, or the two fields from before there were any."""
    if not arguments.text("reply_parameters"):
        optional = arguments.flag("allow_sending_without_reply")
        return Reply(arguments.integer("reply_to_message_id"), optional)
    complaint = "can't parse reply parameters JSON object"
    value = arguments.nested("reply_parameters", complaint)
    if not isinstance(value, dict):
        raise bad_request("object expected as reply parameters")
    return _read(value) if value else Reply()


def told(chat: Chat, reply: Reply) -> Json:
    """Give the field of a sent message with the message it replies to, if it replies to one."""
    if reply.message_id <= 0:
        return {}
    if reply.chat_id not in {"", str(chat.chat_id)}:
        raise bad_request("unsupported chat_id in reply parameters")
    if message := chat.find(reply.message_id):
        return {"reply_to_message": message.as_told()}
    if reply.optional:
        return {}
    raise bad_request("message to be replied not found")


def _read(value: Json) -> Reply:
    if "message_id" not in value:
        raise bad_request('can\'t find field "message_id"')
    optional = value.get("allow_sending_without_reply", False)
    if not isinstance(optional, bool):
        raise bad_request('field "allow_sending_without_reply" must be of type Boolean')
    if unknown := value.keys() - KNOWN:
        raise bad_request(f"unsupported reply parameters: {', '.join(sorted(unknown))}")
    return Reply(_number(value["message_id"]), optional, str(value.get("chat_id", "")))


def _number(value: object) -> int:
    """Read a number, which may be written as text."""
    try:
        if isinstance(value, int | str) and not isinstance(value, bool):
            return int(value)
    except ValueError:
        pass
    raise bad_request('field "message_id" must be a valid Number')
