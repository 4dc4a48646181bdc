"""The table of kansencoach.toml about what is said, written down and translated by machines."""

from typing import Annotated

from pydantic import AfterValidator, Field

from bot.settings.fields import Language, Section, Text


def _address(url: str) -> str:
    if not url.startswith(("https://", "http://")):
        raise ValueError(f'"{url}" is no address; write one such as "http://127.0.0.1:5000"')
    return url.rstrip("/")


def _name(name: str) -> str:
    if "/" in name or "\\" in name or name.startswith("."):
        raise ValueError(f'"{name}" is no name; write it without its folder')
    return name


Url = Annotated[str, AfterValidator(_address)]
Name = Annotated[Text, AfterValidator(_name)]


class Speech(Section):
    """What parents can listen to, and what machines write for coaches.

    `piper` names a voice for a language, `piper_url` a server that has them; without it the voices
    are in KANSENCOACH_DATA/voices. `prepare`: at the start all that is the same for everybody is
    made ready. `transcribe` is a folder in KANSENCOACH_DATA/models.
    """

    on: bool = Field(default=True, description="true or false")
    words_a_minute: Annotated[int, Field(ge=80, le=250)] = Field(
        default=130, description="a number of words, such as 130"
    )
    prepare: bool = Field(default=True, description="true or false")
    keep_megabytes: Annotated[int, Field(ge=10, le=100_000)] = Field(
        default=200, description="a number of megabytes, such as 200"
    )
    piper: dict[Language, Name] = Field(
        default={}, description='lines such as nl = "nl_NL-ronnie-medium"'
    )
    piper_url: Url | None = Field(
        default=None, description='an address such as "http://127.0.0.1:5000"'
    )
    transcribe: Name | None = Field(
        default=None, description='the name of a folder, such as "whisper-small"'
    )
    translate_url: Url | None = Field(
        default=None, description='an address such as "http://127.0.0.1:5050"'
    )
