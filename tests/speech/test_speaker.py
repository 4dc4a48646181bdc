"""The speaker: who says what, what is kept, and what happens when a voice fails."""

import asyncio
import time
from collections.abc import AsyncIterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import pytest

from bot.speech import sound
from bot.speech.parts import AFTER_LINE, AFTER_NUMBER, BEFORE_CHOICES, Reading, Shown
from bot.speech.plan import Sources
from bot.speech.preparing import prepare
from bot.speech.shelf import Shelf
from bot.speech.sound import RATE, Sound
from bot.speech.speaker import EDGE, REST, Speaker
from bot.speech.voice import SilentError, Voice

PAUSES = BEFORE_CHOICES + 2 * AFTER_NUMBER + AFTER_LINE
FIXED = {"Welke dag?", "Terug"}
READING = Reading(
    is_fixed=lambda text, _: text in FIXED,
    own_language={"Nederlands": "nl", "Soomaali": "so"}.get,
    button=lambda number, _: f"Knop {number}:",
)


@dataclass
class Tones:
    """A voice that plays a tone for each letter."""

    name: str
    pitch: float = 300
    said: list[str] = field(default_factory=list)
    fails: bool = False

    def say(self, text: str) -> Sound:
        self.said.append(text)
        if self.fails:
            raise SilentError(f"{self.name} has a cold")
        letters = np.arange(round(0.05 * len(text) * RATE))
        return (0.2 * np.sin(letters * self.pitch * 2 * np.pi / RATE)).astype(np.float32)


@dataclass
class Reader:
    """Somebody who recorded a few texts."""

    texts: dict[str, Sound] = field(default_factory=dict)

    def speaks(self, language: str) -> bool:
        del language
        return bool(self.texts)

    def mark(self, text: str, language: str) -> str | None:
        return f"{language} {text}" if text in self.texts else None

    def find(self, text: str, language: str) -> Sound | None:
        del language
        return self.texts.get(text)


@dataclass
class Room:
    """A speaker with its voices, its shelf and a clock."""

    folder: Path
    voices: Mapping[str, Sequence[Voice]]
    reader: Reader = field(default_factory=Reader)
    now: float = 0
    speaker: Speaker = field(init=False)

    def __post_init__(self) -> None:
        words = lambda text, language: [(text, language)] if text.isascii() else []  # noqa: E731
        sources = Sources(self.reader, self.voices, words)
        shelf = Shelf(self.folder, 10_000_000)
        self.speaker = Speaker(sources, READING, shelf, lambda: self.now)

    async def heard(self, text: str, *labels: str | None, language: str = "nl") -> Sound | None:
        plan = self.speaker.plan(Shown(text, labels, language))
        clip = None if plan is None else await self.speaker.clip(plan)
        return None if clip is None else sound.read(clip)


def kept(folder: Path) -> list[Path]:
    return list(folder.rglob("*.ogg"))


@pytest.fixture
async def tones() -> Tones:
    return Tones("tones")


@pytest.fixture
async def room(tmp_path: Path, tones: Tones) -> AsyncIterator[Room]:
    room = Room(tmp_path, {"nl": [tones]})
    yield room
    room.speaker.close()


async def test_text_and_choices_are_said_with_silence_at_both_ends(
    room: Room, tones: Tones
) -> None:
    heard = await room.heard("Welke dag?", "Morgen", "Terug")
    assert heard is not None
    assert tones.said == ["Welke dag?", "Knop 1:", "Morgen", "Knop 2:", "Terug"]
    edge = round((EDGE - 0.02) * RATE)
    assert abs(heard[:edge]).max() < 0.01
    assert abs(heard[-edge:]).max() < 0.01
    letters = sum(map(len, tones.said))
    assert sound.seconds(heard) == pytest.approx(0.05 * letters + 2 * EDGE + PAUSES, abs=0.1)


async def test_a_message_of_fixed_texts_is_made_once(room: Room, tones: Tones) -> None:
    await room.heard("Welke dag?", "Terug")
    said = list(tones.said)
    again = await room.heard("Welke dag?", "Terug")
    assert again is not None
    assert tones.said == said


async def test_own_words_are_never_kept_on_disk(room: Room, tones: Tones, tmp_path: Path) -> None:
    await room.heard("Dag Sanne", language="nl")
    assert kept(tmp_path) == []
    await room.heard("Dag Sanne")
    assert tones.said == ["Dag Sanne", "Dag Sanne"]


async def test_the_fixed_parts_of_an_own_message_are_made_once(room: Room, tones: Tones) -> None:
    await room.heard("Welke dag?", "Morgen")
    await room.heard("Welke dag?", "Overmorgen")
    assert tones.said.count("Welke dag?") == 1


async def test_another_voice_or_pace_makes_other_clips(tmp_path: Path) -> None:
    first, second = Tones("tones 130"), Tones("tones 160")
    for voice in (first, second):
        other = Room(tmp_path, {"nl": [voice]})
        await other.heard("Welke dag?")
        other.speaker.close()
    assert (first.said, second.said) == (["Welke dag?"], ["Welke dag?"])


async def test_a_kept_clip_that_is_broken_is_made_again(
    room: Room, tones: Tones, tmp_path: Path
) -> None:
    await room.heard("Welke dag?", "Morgen")
    for path in kept(tmp_path):
        path.write_bytes(b"OggS and no more")
    heard = await room.heard("Welke dag?", "Morgen")
    assert heard is not None
    assert tones.said.count("Welke dag?") == 2


async def test_a_person_goes_before_every_voice(room: Room, tones: Tones) -> None:
    room.reader.texts["Welke dag?"] = tones.say("Welke dag?")
    tones.said.clear()
    heard = await room.heard("Welke dag?")
    assert heard is not None
    assert tones.said == []


async def test_a_recording_that_breaks_meanwhile_makes_no_clip(room: Room) -> None:
    room.reader.texts["Welke dag?"] = sound.silence(1)
    plan = room.speaker.plan(Shown("Welke dag?", (), "nl"))
    assert plan is not None
    room.reader.texts.clear()
    assert await room.speaker.clip(plan) is None


async def test_when_the_best_voice_fails_the_next_one_speaks(tmp_path: Path) -> None:
    ill, well = Tones("ill", fails=True), Tones("well")
    room = Room(tmp_path, {"nl": [ill, well]})
    assert await room.heard("Welke dag?") is None
    assert await room.heard("Welke dag?") is not None
    assert (ill.said, well.said) == (["Welke dag?"], ["Welke dag?"])
    room.speaker.close()


async def test_a_voice_that_failed_rests_and_is_asked_again_after_that(
    room: Room, tones: Tones, caplog: pytest.LogCaptureFixture
) -> None:
    tones.fails = True
    assert await room.heard("Dag Sanne") is None
    assert not room.speaker.speaks("nl")
    assert room.speaker.plan(Shown("Dag Sanne", (), "nl")) is None
    room.now, tones.fails = REST, False
    assert room.speaker.speaks("nl")
    assert await room.heard("Dag Sanne") is not None
    assert [it.getMessage() for it in caplog.records] == [
        "a message cannot be said: tones: tones has a cold"
    ]


async def test_a_word_that_a_voice_cannot_say_is_left_out_and_hurts_nobody(
    tmp_path: Path,
) -> None:
    @dataclass
    class Lisping(Tones):
        def say(self, text: str) -> Sound:
            return sound.silence(1) if "xx" in text else super().say(text)

    room = Room(tmp_path, {"nl": [Lisping("lisping")]})
    heard = await room.heard("Dag\nxx\nSanne")
    assert heard is not None
    assert room.speaker.speaks("nl")
    room.speaker.close()


async def test_a_voice_that_gives_silence_has_failed(room: Room, tones: Tones) -> None:
    tones.pitch = 0
    assert await room.heard("Welke dag?") is None
    assert not room.speaker.speaks("nl")


async def test_a_language_without_a_voice_is_never_said_by_another(room: Room) -> None:
    assert not room.speaker.speaks("so")
    assert room.speaker.plan(Shown("Waa maxay?", (), "so")) is None
    assert room.speaker.is_mute("so")


async def test_a_language_without_a_voice_is_said_when_all_of_it_was_recorded(room: Room) -> None:
    room.reader.texts |= {"Waa maxay?": sound.levelled(np.ones(RATE, np.float32))}
    assert await room.heard("Waa maxay?", language="so") is not None
    assert room.speaker.plan(Shown("Waa maxay?", ("Haa",), "so")) is None


async def test_only_the_name_of_a_language_that_nobody_speaks_is_left_out(
    room: Room, tones: Tones
) -> None:
    await room.heard("Welke dag?", "Nederlands", "Soomaali", "Terug")
    assert tones.said == ["Welke dag?", "Knop 1:", "Nederlands", "Knop 3:", "Terug"]


async def test_a_message_in_which_there_is_nothing_to_say_has_no_plan(room: Room) -> None:
    assert room.speaker.plan(Shown("👍", (), "nl")) is None


async def test_fixed_texts_are_prepared_once_with_progress_in_the_log(
    room: Room, tones: Tones, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("INFO")
    texts = {"nl": ["Welke dag?", "Terug"], "so": ["Waa maxay?"]}
    await prepare(room.speaker, texts, texts.__getitem__)
    told = [record.getMessage() for record in caplog.records]
    assert told == [
        "preparing speech: nl 1 of 2",
        "preparing speech: nl 2 of 2",
        "speech is prepared",
    ]
    await room.heard("Welke dag?", "Terug")
    await prepare(room.speaker, texts, texts.__getitem__)
    assert tones.said == ["Welke dag?", "Terug", "Knop 1:"]


async def test_the_loop_goes_on_while_clips_are_made(tmp_path: Path) -> None:
    @dataclass
    class Slow(Tones):
        def say(self, text: str) -> Sound:
            time.sleep(0.2)
            return super().say(text)

    room = Room(tmp_path, {"nl": [Slow("slow")]})
    clips = asyncio.gather(*(room.heard(f"Dag {number}") for number in range(3)))
    turns = 0
    while not clips.done():
        await asyncio.sleep(0.001)
        turns += 1
    assert turns > 20
    room.speaker.close()
