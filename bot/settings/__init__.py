"""What the program is told: secrets by the environment, the municipality by kansencoach.toml."""

from bot.settings.advice import warnings
from bot.settings.config import Config
from bot.settings.environment import Environment, WrongTokenError
from bot.settings.faults import ConfigFault
from bot.settings.fields import LANGUAGES, languages_in
from bot.settings.mail import MailServer, mail_faults
from bot.settings.municipality import (
    COORDINATOR,
    EMAIL,
    TELEGRAM,
    TOPICS,
    Coach,
    Coordinator,
    HelpNumber,
    Municipality,
    Reader,
    School,
)
from bot.settings.reading import read_config

__all__ = [
    "COORDINATOR",
    "EMAIL",
    "LANGUAGES",
    "TELEGRAM",
    "TOPICS",
    "Coach",
    "Config",
    "ConfigFault",
    "Coordinator",
    "Environment",
    "HelpNumber",
    "MailServer",
    "Municipality",
    "Reader",
    "School",
    "WrongTokenError",
    "languages_in",
    "mail_faults",
    "read_config",
    "warnings",
]
