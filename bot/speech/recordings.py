"""What people have recorded: a file for a text, in a folder for its language."""

import logging
from collections.abc import Iterator
from pathlib import Path
from threading import Lock

from bot.speech import ogg
from bot.speech.fixed import Fixed
from bot.speech.sound import Sound, levelled

log = logging.getLogger(__name__)


class Recordings:
    """The recordings of a folder: `<language>/<name of the text>.ogg`.

    Which there are is seen once, at the start; one that is replaced or taken away later is seen
    at once, one that is added after a restart. Every method may be called in any thread.
    """

    def __init__(self, folder: Path, fixed: Fixed) -> None:
        self._fixed = fixed
        self._files = {code: dict(_files(folder / code)) for code in fixed.languages.codes}
        self._refused: dict[Path, str] = {}  # the mark that a file had when it could not be used
        self._telling = Lock()

    def has(self, text: str, language: str) -> bool:
        """Tell, without a look at the disk, whether a text has a recording that can be used."""
        path = self._path(text, language)
        return path is not None and path not in self._refused

    def count(self, language: str) -> int:
        """Count the texts of a language that have a recording."""
        files = self._files.get(language, {})
        return sum(name in files for name in self._fixed.texts(language)) if files else 0

    def speaks(self, language: str) -> bool:
        """Tell whether there was any recording of a language at the start."""
        return bool(self._files.get(language))

    def mark(self, text: str, language: str) -> str | None:
        """Name the recording of a text as it is now; None: there is none that can be used."""
        path = self._path(text, language)
        mark = _mark(path) if path else None
        return mark if path and mark != self._refused.get(path) else None

    def find(self, text: str, language: str) -> Sound | None:
        """Read the recording of a text; None when there is none, or it is broken."""
        path, mark = self._path(text, language), self.mark(text, language)
        if path is None or mark is None:
            return None
        try:
            found = levelled(ogg.read(path))
        except ogg.UnusableError as fault:
            self._refuse(path, mark, fault)
            return None
        self._refused.pop(path, None)
        return found

    def _path(self, text: str, language: str) -> Path | None:
        files = self._files.get(language)
        name = self._fixed.id_of(text, language) if files else None
        return files.get(name) if files and name else None

    def _refuse(self, path: Path, mark: str, fault: ogg.UnusableError) -> None:
        """Tell once, until the file is another one; two threads may read it at the same time."""
        with self._telling:
            is_new = self._refused.get(path) != mark
            self._refused[path] = mark
        if is_new:
            log.warning("recording %s/%s is not used: it %s", path.parent.name, path.name, fault)


def _files(folder: Path) -> Iterator[tuple[str, Path]]:
    """Give the recordings of a language by name; of two for the same text the better ending."""
    if folder.is_dir():
        found = [path for path in folder.iterdir() if ogg.is_named_so(path)]
        for path in sorted(found, key=ogg.rank, reverse=True):
            yield path.stem, path


def _mark(path: Path) -> str | None:
    """Tell this file from one that has replaced it; None when it is not there any more."""
    try:
        about = path.stat()
    except OSError:
        return None
    return f"{path.stem} {about.st_mtime_ns} {about.st_size}"
