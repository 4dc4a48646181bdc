"""What is wrong with recordings: one line for each file, with what to do instead."""

import math
from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from pathlib import Path

import numpy as np

from bot.speech import ogg, sound
from bot.speech.fixed import Fixed
from bot.speech.script import words
from bot.speech.sound import Sound

EXTRA, SLOWEST, FASTEST = 1.5, 0.9, 0.12  # seconds: once, and for each word
SOFTEST = -35.0  # dBFS
FULL = 0.999  # of full scale
CLIPPED = 0.003  # the part that may be there: Opus makes peaks a little higher
OPUS = "-c:a libopus -b:a 24k"


def strays(folder: Path, fixed: Fixed) -> Iterator[str]:
    """Name what is in no folder of a language."""
    known = fixed.languages.codes
    for path in _inside(folder):
        if not path.is_dir():
            yield f"{path.name}: put it in the folder of its language, such as {known[0]}"
        elif path.name not in known:
            yield (
                f"{path.name}: no language of kansencoach.toml has this code; the folder must be"
                f" one of: {', '.join(known)}"
            )


def missing(folder: Path, fixed: Fixed, code: str) -> str:
    """Tell how many texts of a language have no recording, and how to see which."""
    every = fixed.texts(code)
    there = {path.stem for path in _inside(folder / code) if ogg.is_named_so(path)}
    if not (lacking := len(every.keys() - there)):
        return f"{code}: all {len(every)} texts are recorded"
    see = f"kansencoach speech script {code} --missing"
    return f"{code}: {len(every) - lacking} of {len(every)} texts are recorded; the others: {see}"


def wrong(folder: Path, fixed: Fixed, code: str) -> Iterator[str]:
    """Go through the files of a language that cannot be used, or should be better."""
    texts = fixed.texts(code)
    used: dict[str, Path] = {}
    for path in sorted(_inside(folder / code), key=_order):
        fault = _name_fault(path, texts, code)
        if fault is None and path.stem in used:
            fault = f"is one too many: {used[path.stem].name} is the same text; keep one of them"
        if fault is None:
            used[path.stem] = path
            fault = _fault(path, texts[path.stem])
        if fault is not None:
            yield f"{code}/{path.name}: {fault}"


def _inside(folder: Path) -> list[Path]:
    """List a folder without what computers hide in it."""
    if not folder.is_dir():
        return []
    return sorted(path for path in folder.iterdir() if not path.name.startswith("."))


def _order(path: Path) -> tuple[str, tuple[int, str]]:
    return path.stem, ogg.rank(path) if ogg.is_named_so(path) else (len(ogg.ENDINGS), path.name)


def _name_fault(path: Path, texts: Mapping[str, str], code: str) -> str | None:
    if path.stem in texts:
        return None
    same = [name for name in texts if name.rpartition("-")[0] == path.stem.rpartition("-")[0]]
    if same:
        return (
            f"its words are others now; record again {texts[same[0]]!r}, or, if it says that,"
            f" call it {same[0]}.ogg"
        )
    near = get_close_matches(path.stem, texts, 1)
    if near:
        return f"no text has this name; is it {near[0]}.ogg? That is {texts[near[0]]!r}"
    return f"no text has this name; see the names: kansencoach speech script {code}"


def _fault(path: Path, text: str) -> str | None:
    if not ogg.is_named_so(path):
        return f"its name must end in .ogg; {_converted(path)}"
    try:
        heard = ogg.read(path)
    except ogg.OtherKindError as fault:
        return f"{fault}; {_converted(path)}"
    except ogg.UnusableError as fault:
        return f"{fault}; record it again: {text!r}"
    return next(_flaws(heard, words(text)), None)


def _flaws(heard: Sound, count: int) -> Iterator[str]:
    taken, most, least = sound.seconds(heard), EXTRA + SLOWEST * count, FASTEST * count
    if taken > most:
        yield f"{_lasts(taken, count)}, at most {most:.1f}; cut off what is too much"
    if taken < least:
        yield f"{_lasts(taken, count)}, at least {least:.1f}; is it all there? Record it again"
    if np.mean(np.abs(heard) >= FULL) > CLIPPED:
        yield "is too loud: its peaks are cut off; record it again, further from the microphone"
    loudness = 20 * math.log10(sound.loudness(heard))
    if loudness < SOFTEST:
        yield (
            f"is too soft: {loudness:.0f} dBFS, at least {SOFTEST:.0f}; record it again, closer to"
            " the microphone"
        )


def _lasts(taken: float, count: int) -> str:
    return f"takes {taken:.1f} seconds for {count} word{'s' * (count != 1)}"


def _converted(path: Path) -> str:
    """Give the command that turns another kind of sound file into ours."""
    good = f"{path.stem}.ogg"
    if path.name != good:
        return f"convert it: ffmpeg -i {path.name} {OPUS} {good}"
    return f"convert it: ffmpeg -i {good} {OPUS} new.ogg && mv new.ogg {good}"
