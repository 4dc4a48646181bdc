"""What parents can want to talk about, and the ways to talk."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from types import MappingProxyType

from bot.conversation.words import Say, say


@dataclass(frozen=True, slots=True)
class Topic:
    """A topic's label, and a line that explains it."""

    label: Say
    helper: Say | None


@cache  # the program's own file, read once however often a program starts in this process
def read_topics() -> Mapping[str, Topic]:
    """Read bot/topics.toml: id -> topic."""
    raw = tomllib.loads(files("bot").joinpath("topics.toml").read_text("utf-8"))
    return MappingProxyType(
        {
            name: Topic(Say(item["label"]), Say(item["helper"]) if "helper" in item else None)
            for name, item in raw.items()
        }
    )


KINDS: Mapping[str, Say] = {
    "school": say("🏫 At school"),
    "phone": say("📞 By phone"),
    "home": say("🏠 At your home"),
    "walk": say("🚶 During a walk"),
}
