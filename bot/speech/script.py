"""What to record: a list to read from, with the name that each recording gets."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path

from bot.speech.fixed import Fixed

PACE = 130  # words a minute
WORD = re.compile(r"[^\W\d_][\w'’]*|\d")  # a number is said digit by digit
HOW = """\
# What to record in {language}. A line is the name of a file, a tab, and what to say.
# - Somebody reads whose own language it is, at an easy pace, in a quiet room, close to the phone.
# - One file for each line, with exactly that name. Mono is best; stereo is made mono.
# - Do not read the pictures (such as ✅): they stand on the phone, and tell you what a line is for.
# - The files must be OGG/Opus. The voice messages of Telegram are: send them to yourself, and save
#   them with Telegram on a computer. To turn another recording into one:
#   ffmpeg -i in.wav -c:a libopus -b:a 24k out.ogg
# - Put them here: {folder}
# - Then look what is still wrong: kansencoach speech check {code}
# - Restart the bot to use them."""


def words(text: str) -> int:
    """Count what is said: words, and the digits of numbers."""
    return len(WORD.findall(text))


def script(
    fixed: Fixed, code: str, folder: Path, wanted: Callable[[str], bool] = lambda _: True
) -> Iterator[str]:
    """Give the lines of the list: of all texts of a language, or of those that are wanted."""
    yield HOW.format(language=fixed.languages.own_name(code), code=code, folder=folder / code)
    listed: list[str] = []
    for heading, texts in fixed.by_scene(code).items():
        chosen = {name: text for name, text in texts.items() if wanted(text)}
        if chosen:
            yield f"\n# {heading}"
        yield from (f"{name}.ogg\t{' '.join(text.split())}" for name, text in chosen.items())
        listed += chosen.values()
    yield f"\n# {_counted(listed)}"


def _counted(listed: list[str]) -> str:
    if not listed:
        return "Nothing is left to record."
    minutes = max(1, round(sum(map(words, listed)) / PACE))
    texts = "1 text" if len(listed) == 1 else f"{len(listed)} texts"
    return f"{texts}, about {minutes} minute{'s' * (minutes != 1)} at {PACE} words a minute."
