"""Who says what of a message, before it is said."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from bot.speech.named import Sound
from bot.speech.voice import Voice


class Recorded(Protocol):
    """What people have recorded."""

    def speaks(self, language: str) -> bool:
        """Tell whether anything of a language may be recorded."""
        ...

    def mark(self, text: str, language: str) -> str | None:
        """Name the recording of a text as it is now; None: there is none that can be used."""
        ...

    def find(self, text: str, language: str) -> Sound | None:
        """Read the recording of a text; None when there is none, or it is broken."""
        ...


@dataclass(frozen=True, slots=True)
class Sources:
    """Who can say something: people first, then the voices of a language, the best first.

    `stretches` makes a text ready for the ear: what is said, and in which language.
    """

    recorded: Recorded
    voices: Mapping[str, Sequence[Voice]]
    stretches: Callable[[str, str], Sequence[tuple[str, str]]]


@dataclass(frozen=True, slots=True)
class Piece:
    """What one source says, and the silence after it: a voice the text; a person if none is named.

    The same sound is `known_by` the same. `fixed`: it may be kept on disk.
    """

    text: str
    language: str
    voice: Voice | None
    known_by: str
    pause: float
    fixed: bool


@dataclass(frozen=True, slots=True)
class Plan:
    """How a message will be said."""

    pieces: tuple[Piece, ...]

    @property
    def known_by(self) -> str:
        """The same for the same sound."""
        return "\n".join(f"{piece.known_by}\t{piece.pause}" for piece in self.pieces)

    @property
    def fixed(self) -> bool:
        """Whether nobody's own words are in it."""
        return all(piece.fixed for piece in self.pieces)
