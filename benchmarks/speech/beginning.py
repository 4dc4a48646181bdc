"""Does what speech adds to a start, as `run` does, and tells how many milliseconds each took.

python -m benchmarks.speech.beginning CONFIG DATA
"""

import json
import sys
import time
from collections.abc import Callable
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import TypeVar

MODULES = (
    "bot.services.heard",
    "bot.services.values",
    "bot.services.world",
    "bot.settings",
    "bot.i18n",
    "bot.speech.fixed",
    "bot.speech.assembly",
    "bot.speech.ear",
    "bot.speech.espeak",
)
Made = TypeVar("Made")
spent: dict[str, float] = {}


def timed(what: str, work: Callable[[], Made]) -> Made:
    """Do it, and note how long it took."""
    begun = time.perf_counter()
    made = work()
    spent[what] = (time.perf_counter() - begun) * 1000
    return made


def imports() -> None:
    """Import what only speech needs, before anything else does."""
    for name in ("numpy", "soundfile", "soxr"):
        timed(f"import {name}", partial(import_module, name))


def main(config_path: Path, data: Path) -> None:
    """Do it in the order of a start."""
    imports()  # before anything that imports it too
    heard, values, world, settings, i18n, fixing, assembly, ear, espeak = map(
        import_module, MODULES
    )
    config = settings.read_config(config_path)
    languages, dialogues = i18n.Languages(config.languages), world.read_conversations()
    scenes = timed("heard()", lambda: heard.heard(config, dialogues))
    fixed = fixing.Fixed(languages, scenes)
    said = {"button": heard.BUTTON, "choose": values.CHOOSE_LANGUAGE}
    timed("assemble()", lambda: assembly.assemble(config, data, fixed, **said))
    timed("… of it espeak-ng, asked twice", espeak.look)
    ear.read_ear.cache_clear()
    timed("… of it the ears", lambda: [ear.read_ear(it, i18n.LOCALES) for it in config.languages])
    timed("fixed texts of a language, at its first text", lambda: fixed.texts("nl"))
    print(json.dumps(spent))


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:]))
