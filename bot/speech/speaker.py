"""Says messages: finds a source for each part, puts them together, and keeps what it may keep."""

import asyncio
import logging
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import replace
from itertools import chain
from typing import TypeVar

from bot.speech import sound
from bot.speech.breaths import breaths
from bot.speech.parts import Part, Reading, Shown
from bot.speech.plan import Piece, Plan, Sources
from bot.speech.shelf import Shelf
from bot.speech.sound import NoSoundError, Sound
from bot.speech.voice import SilentError, Voice

log = logging.getLogger(__name__)

What = TypeVar("What")
Made = TypeVar("Made")
EDGE = 0.2  # seconds of silence at both ends
BETWEEN = 0.05  # seconds between two languages in one line
BREATH = 0.3  # seconds between two breaths of one voice
REST = 60.0  # seconds that a voice which failed is not asked again
PATIENCE = 20.0  # seconds that making a clip may take
HANDS = 2  # clips made at once
# Messages planned at once. That is all Python: with more of them everything else of the program
# waits for its turn behind all of these threads.
HEADS = 1


class Speaker:
    """Says messages, in threads of its own."""

    def __init__(
        self,
        sources: Sources,
        reading: Reading,
        shelf: Shelf,
        clock: Callable[[], float] = time.monotonic,
        close: Callable[[], None] = lambda: None,
    ) -> None:
        self._sources, self._reading, self._shelf = sources, reading, shelf
        self._clock, self._close = clock, close
        self._rests: dict[str, float] = {}  # voices that failed, by name, until when
        self._first = ThreadPoolExecutor(HEADS, "planning speech")
        self._hands = asyncio.Semaphore(HANDS)
        self._now = ThreadPoolExecutor(HANDS, "speech")
        self._later = ThreadPoolExecutor(1, "preparing speech")

    def plan(self, shown: Shown, pause: Callable[[], None] = lambda: None) -> Plan | None:
        """Find out who says what; None when there is nothing, or nobody who says all of it.

        Only the name of another language is left out when nobody speaks that one. `pause` is called
        between what is said in one breath.
        """
        try:
            return self._plan(shown, pause)
        except Exception:  # a message comes, whether or not it can be said
            log.exception("a message cannot be made for the ear")
            return None

    def _plan(self, shown: Shown, pause: Callable[[], None]) -> Plan | None:
        pieces: list[Piece] = []
        for group in self._reading.groups(shown):
            pause()
            found = [self._pieces(part) for part in group]
            if all(part is not None for part in found):
                pieces += [piece for part in found for piece in part or ()]
            elif group[-1].language == shown.language:
                return None
        return Plan(tuple(pieces)) if pieces else None

    async def planned(self, shown: Shown) -> Plan | None:
        """Plan in a thread: some milliseconds, and some more at the first text of a language."""
        return await _in_thread(self._first, lambda it: self.plan(it, _let_others), shown)

    def speaks(self, language: str) -> bool:
        """Tell whether a voice of a language can be asked at this moment."""
        return self._voice(language) is not None

    def is_mute(self, language: str) -> bool:
        """Tell, without a look at any text, that nobody says anything of a language now."""
        return not (self.speaks(language) or self._sources.recorded.speaks(language))

    async def clip(self, plan: Plan) -> bytes | None:
        """Make the OGG/Opus file of a message; None when that fails, and another plan may help."""
        try:
            async with self._hands, asyncio.timeout(PATIENCE):  # to wait for a hand is no failure
                return await _in_thread(self._now, self._clip, plan)
        except TimeoutError:  # stands first: it is an OSError too
            log.warning("a message takes too long to be said")
        except (SilentError, OSError) as fault:
            log.warning("a message cannot be said: %s", fault)
        except Exception:  # whatever a voice or a file does, the parent gets an answer
            log.exception("a message cannot be said")
        return None

    async def prepare(self, text: str, language: str) -> bool:
        """Make a text ready that is the same for everybody; tell whether that was still to do."""
        part = Part(text, language, 0, fixed=True)
        return await _in_thread(self._later, self._prepare, part)

    def close(self) -> None:
        """Begin with nothing new, and end the programs that stood by."""
        for pool in (self._first, self._now, self._later):
            pool.shutdown(wait=False, cancel_futures=True)
        self._close()

    def _voice(self, language: str) -> Voice | None:
        """Give the best voice of a language that does not rest."""
        now = self._clock()
        voices = self._sources.voices.get(language, ())
        return next((it for it in voices if self._rests.get(it.name, now) <= now), None)

    def _pieces(self, part: Part) -> list[Piece] | None:
        """Find who says a part; None: nobody does. Nothing is to be said of a mere picture."""
        mark = self._sources.recorded.mark(part.shown, part.language)
        if mark is not None:
            known_by = f"{part.language} {mark}"
            return [Piece(part.shown, part.language, None, known_by, part.pause, part.fixed)]
        said = list(self._spoken(part))
        if None in said:
            return None
        pieces = [piece for piece in said if piece is not None]
        return [*pieces[:-1], replace(pieces[-1], pause=part.pause)] if pieces else []

    def _spoken(self, part: Part) -> Iterator[Piece | None]:
        """Give a part to the voices of its languages; where one is missing, to its reader's."""
        for text, language in self._sources.stretches(part.shown, part.language):
            voice = self._voice(language) or self._voice(part.language)
            if voice is None:
                yield None
                return
            said = breaths(text)
            for number, breath in enumerate(said, 1):
                pause = BETWEEN if number == len(said) else BREATH
                yield Piece(breath, language, voice, f"{voice.name} {breath}", pause, part.fixed)

    # --- in a thread

    def _clip(self, plan: Plan) -> bytes:
        if plan.fixed and (kept := self._shelf.get(plan.known_by)) is not None:
            return kept
        said = [(self._sound(piece), sound.silence(piece.pause)) for piece in plan.pieces]
        if not any(len(heard) for heard, _ in said):
            raise self._failed(plan.pieces[0].voice, "gave no sound")
        *sounds, _ = chain.from_iterable(said)
        edge = sound.silence(EDGE)
        made = sound.opus(sound.joined([edge, *sounds, edge]))
        if plan.fixed:
            self._shelf.put(plan.known_by, made)
        return made

    def _sound(self, piece: Piece) -> Sound:
        if piece.voice is None:
            recorded = self._sources.recorded.find(piece.text, piece.language)
            if recorded is None:
                raise SilentError("a recording cannot be used")
            return recorded
        kept = self._kept(piece)
        return self._made(piece, piece.voice) if kept is None else kept

    def _made(self, piece: Piece, voice: Voice) -> Sound:
        try:
            made = sound.levelled(sound.trimmed(voice.say(piece.text)))
        except SilentError as fault:
            raise self._failed(voice, str(fault)) from fault
        if piece.fixed and len(made):  # of a word that no voice can say nothing is heard
            self._shelf.put(piece.known_by, sound.vorbis(made))
        return made

    def _failed(self, voice: Voice | None, why: str) -> SilentError:
        """Let a voice rest; give what is said of it in the log."""
        if voice is None:
            return SilentError(f"a recording {why}")
        self._rests[voice.name] = self._clock() + REST
        return SilentError(f"{voice.name}: {why}")

    def _kept(self, piece: Piece) -> Sound | None:
        """Take a piece from the shelf; one that cannot be read is made again."""
        data = self._shelf.get(piece.known_by) if piece.fixed else None
        if data is None:
            return None
        try:
            return sound.read(data)
        except NoSoundError:
            self._shelf.drop(piece.known_by)
            return None

    def _prepare(self, part: Part) -> bool:
        pieces = self._pieces(part) or []
        missing = [it for it in pieces if it.voice and not self._shelf.has(it.known_by)]
        for piece in missing:
            with suppress(SilentError):
                self._sound(piece)
        return bool(missing)


async def _in_thread(pool: ThreadPoolExecutor, work: Callable[[What], Made], what: What) -> Made:
    return await asyncio.get_running_loop().run_in_executor(pool, work, what)


def _let_others(moment: float = 0.0001) -> None:
    """Let the interpreter go at once: who has to ask for it waits 5 ms, at each call that waits."""
    time.sleep(moment)
