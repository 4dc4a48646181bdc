"""A shelf of clips on disk: what was not asked for longest goes first when it is full."""

import logging
import os
import threading
from collections.abc import Iterator
from contextlib import suppress
from hashlib import sha256
from pathlib import Path

log = logging.getLogger(__name__)

ROOM = 0.9  # so full is it after something was thrown away: not at every clip again
END = ".ogg"


class Shelf:
    """Keeps files by what they are known by; used from several threads.

    `most`: bytes of all files together. A full or broken disk only means that nothing is kept.
    """

    def __init__(self, folder: Path, most: int) -> None:
        self._folder, self._most = folder, most
        self._lock = threading.Lock()
        self._size = sum(size for _, size, _ in self._kept())
        self._told = False

    def get(self, known_by: str) -> bytes | None:
        """Give a file, and note that it was asked for."""
        path = self._path(known_by)
        try:
            data = path.read_bytes()
            os.utime(path)
        except OSError:
            return None
        return data

    def has(self, known_by: str) -> bool:
        """Tell whether a file is there."""
        return self._path(known_by).exists()

    def put(self, known_by: str, data: bytes) -> None:
        """Keep a file, whole or not at all."""
        path = self._path(known_by)
        half = path.with_suffix(f".{threading.get_ident()}")
        with self._lock:
            try:
                path.parent.mkdir(parents=True, exist_ok=True)
                half.write_bytes(data)
                half.replace(path)
            except OSError as fault:
                with suppress(OSError):
                    half.unlink()
                self._tell(fault)
                return
            self._size += len(data)
            self._make_room()

    def drop(self, known_by: str) -> None:
        """Throw a file away that cannot be used."""
        with suppress(OSError):
            self._path(known_by).unlink()

    def _make_room(self) -> None:
        if self._size <= self._most:
            return
        kept = sorted(self._kept())
        self._size = sum(size for _, size, _ in kept)  # as it is, whatever others did
        for _, size, path in kept:
            if self._size <= ROOM * self._most:
                break
            with suppress(OSError):
                path.unlink()
                self._size -= size

    def _kept(self) -> Iterator[tuple[float, int, Path]]:
        """Go through all files: when each was asked for last, its bytes, where it is."""
        for path in self._folder.glob(f"*/*{END}"):
            with suppress(OSError):
                found = path.stat()
                yield found.st_mtime, found.st_size, path

    def _path(self, known_by: str) -> Path:
        name = sha256(known_by.encode()).hexdigest()
        return self._folder / name[:2] / f"{name[2:]}{END}"

    def _tell(self, fault: OSError) -> None:
        """Say once that nothing can be kept."""
        if not self._told:
            log.warning("clips cannot be kept on disk: %s", fault.strerror)
        self._told = True
