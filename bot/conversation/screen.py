"""A screen: what one message shows, and the buttons under it."""

from dataclasses import dataclass

from bot.conversation.words import Value

MOST_BYTES = 64  # Telegram's limit for what a button carries


@dataclass(frozen=True, slots=True)
class Tap:
    """A tapped button: conversation, tag (of the round, or of the thing it is about), answer."""

    conversation: str
    tag: str
    question: str
    answer: str

    def pack(self) -> str:
        """Give the button's data, at most 64 bytes of UTF-8."""
        data = f"{self.conversation}:{self.tag}:{self.question}:{self.answer}"
        size = len(data.encode())
        if size > MOST_BYTES:
            raise ValueError(f"button data of {size} bytes, at most {MOST_BYTES}: {data}")
        return data

    @classmethod
    def unpack(cls, data: str) -> "Tap | None":
        """Read a button's data; None when it is not one of ours."""
        parts = data.split(":", 3)
        return cls(*parts) if len(parts) == 4 else None  # noqa: PLR2004 - as many as pack() joins


@dataclass(frozen=True, slots=True)
class Button:
    """A label and what a tap on it carries: a packed Tap."""

    label: Value
    data: str


@dataclass(frozen=True, slots=True)
class Screen:
    """One message: a text, rows of buttons, or instead a keyboard that shares the phone number.

    `share` is the label of the contact button; then `rows` become keyboard keys, and a tap on
    one of them arrives as its label, typed.
    """

    text: Value
    rows: tuple[tuple[Button, ...], ...] = ()
    share: Value | None = None
