"""Keyboards as a bot sends them: read strictly, refused in Telegram's words."""

from dataclasses import dataclass
from urllib.parse import urlsplit

from bot.simulator.arguments import Arguments
from bot.simulator.model import Json, Keyboard, bad_request

MOST_BUTTONS = 100
MOST_DATA_BYTES = 64
STYLES = {"primary", "success", "danger"}
ACTIONS = (
    "url",
    "callback_data",
    "web_app",
    "login_url",
    "switch_inline_query",
    "switch_inline_query_current_chat",
    "switch_inline_query_chosen_chat",
    "copy_text",
    "callback_game",
    "pay",
)


@dataclass(frozen=True)
class Markup:
    """What a reply_markup asks for; all empty if there is none."""

    inline: Keyboard | None = None
    keyboard: Keyboard | None = None
    one_time: bool = False
    remove: bool = False
    force_reply: bool = False


def read_markup(arguments: Arguments) -> Markup:
    """Read the reply_markup of a call."""
    complaint = "can't parse reply keyboard markup JSON object"
    value = arguments.nested("reply_markup", complaint)
    if value is None:
        return Markup()
    if not isinstance(value, dict):
        raise bad_request("object expected as reply markup")
    rows = _rows(value, "keyboard", "ReplyKeyboardMarkup")
    inline_rows = _rows(value, "inline_keyboard", "InlineKeyboardMarkup")
    keyboard = [[_key(button) for button in row] for row in rows]
    inline = [[_inline_button(button) for button in row] for row in inline_rows]
    markup = Markup(
        inline=_without_empty(inline),
        keyboard=_without_empty(keyboard),
        one_time=_boolean(value, "one_time_keyboard", "ReplyKeyboardMarkup"),
        remove=_boolean(value, "remove_keyboard", "ReplyKeyboardRemove"),
        force_reply=_boolean(value, "force_reply", "reply markup"),
    )
    if sum(len(row) for row in (markup.inline or []) + (markup.keyboard or [])) > MOST_BUTTONS:
        raise bad_request("reply markup is too long")
    return markup


def read_inline(arguments: Arguments) -> Keyboard | None:
    """Read the reply_markup of an edit, which can only be an inline keyboard."""
    markup = read_markup(arguments)
    if markup.keyboard or markup.remove or markup.force_reply:
        raise bad_request("inline keyboard expected")
    return markup.inline


def _rows(value: Json, field: str, owner: str) -> list[list[object]]:
    rows = value.get(field, [])
    if not isinstance(rows, list):
        raise bad_request(f'field "{field}" of the {owner} must be an Array')
    if not all(isinstance(row, list) for row in rows):
        raise bad_request(f'field "{field}" of the {owner} must be an Array of Arrays')
    return rows


def _without_empty(rows: Keyboard) -> Keyboard | None:
    return [row for row in rows if row] or None


def _boolean(value: Json, field: str, owner: str) -> bool:
    answer = value.get(field, False)
    if not isinstance(answer, bool):
        raise bad_request(f'field "{field}" of the {owner} must be of the type Boolean')
    return answer


def _text(button: Json) -> str:
    if "text" not in button:
        raise ValueError('Can\'t find field "text"')
    if not isinstance(button["text"], str):
        raise TypeError('Field "text" must be of type String')
    return button["text"]


def _key(button: object) -> Json:
    try:
        return _read_key({"text": button} if isinstance(button, str) else button)
    except (TypeError, ValueError) as fault:
        raise bad_request(f"can't parse keyboard button: {fault}") from None


def _read_key(button: object) -> Json:
    if not isinstance(button, dict):
        raise TypeError("KeyboardButton must be a String or an Object")
    _check_label(_text(button))
    return button


def _inline_button(button: object) -> Json:
    try:
        return _read_inline_button(button)
    except (TypeError, ValueError) as fault:
        raise bad_request(f"can't parse inline keyboard button: {fault}") from None


def _read_inline_button(button: object) -> Json:
    if not isinstance(button, dict):
        raise TypeError("InlineKeyboardButton must be an Object")
    text = _text(button)
    for field in ("url", "callback_data"):
        if not isinstance(button.get(field, ""), str):
            raise TypeError(f'Field "{field}" must be of type String')
    if button.get("style", "primary") not in STYLES:
        raise ValueError("Button style is invalid")
    action = _action(button)
    _check_label(text)
    _check_action(action, button[action])
    return button


def _action(button: Json) -> str:
    """Name the one thing that the button does."""
    # An empty url or callback_data counts as missing.
    found = [name for name in ACTIONS if name in button and button[name] not in (None, "")]
    if not found:
        raise ValueError("Text buttons are unallowed in the inline keyboard")
    if len(found) > 1:
        # Telegram takes the first and forgets the rest: here the slip is shown.
        raise ValueError("Exactly one action field must be used")
    return found[0]


def _check_label(text: str) -> None:
    if not text.strip():
        raise bad_request("BUTTON_TEXT_INVALID")


def _check_action(action: str, value: object) -> None:
    if action == "callback_data" and len(str(value).encode()) > MOST_DATA_BYTES:
        raise bad_request("BUTTON_DATA_INVALID")
    if action == "url" and urlsplit(str(value)).scheme not in {"http", "https", "tg", "tel"}:
        raise bad_request("BUTTON_URL_INVALID")
