"""What the program is told: secrets by the environment, the municipality by kansencoach.toml."""

from bot.settings.advice import warnings
from bot.settings.config import Config
from bot.settings.environment import Environment
from bot.settings.faults import ConfigFault
from bot.settings.fields import LANGUAGES
from bot.settings.municipality import TOPICS, Coach, HelpNumber, Municipality, School
from bot.settings.reading import read_config

__all__ = [
    "LANGUAGES",
    "TOPICS",
    "Coach",
    "Config",
    "ConfigFault",
    "Environment",
    "HelpNumber",
    "Municipality",
    "School",
    "read_config",
    "warnings",
]
