"""Recordings of tones, as files that people could have put down."""

from pathlib import Path

import numpy as np
import soundfile

from bot.settings import Config, read_config
from bot.speech.sound import RATE, Sound

EXAMPLE = Path(__file__).parents[2] / "kansencoach.example.toml"
QUESTION = "What do you want to do?"


def example() -> Config:
    """Read the configuration that the project comes with."""
    return read_config(EXAMPLE)


def tone(seconds: float, loud: float = 0.3) -> Sound:
    """Hum."""
    return (loud * np.sin(2 * np.pi * 220 * np.arange(round(seconds * RATE)) / RATE)).astype("f4")


def noise(seconds: float) -> Sound:
    """Make a noise that is far too loud."""
    drawn = np.random.default_rng(1).normal(0, 1, round(seconds * RATE))
    return np.clip(drawn, -1, 1).astype("f4")


def put(path: Path, sound: Sound, kind: str = "OGG", coded: str | None = "OPUS") -> Path:
    """Write a recording, whatever its name says; with a folder for it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as file:
        soundfile.write(file, sound, RATE, format=kind, subtype=coded)
    return path
