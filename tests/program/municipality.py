"""A municipality that may run, made of the example: real names, and open on every working day."""

import re
from datetime import date, timedelta
from pathlib import Path

from tests.program.program import ROOT

EXAMPLE = ROOT / "kansencoach.example.toml"
HOURS = re.compile(r"^hardenberg = \[.*\]$", re.MULTILINE)
CLOSED = re.compile(r"^closed = \[\{ first = 2026-12-04.*$", re.MULTILINE)
LANGUAGES = re.compile(r"^languages = \[.*\]$", re.MULTILINE)
SPEECH = re.compile(r"^on = true$", re.MULTILINE)
WEEK = ("monday", "tuesday", "wednesday", "thursday", "friday")


def write_config(path: Path, today: date) -> Path:
    """Write the configuration; Hardenberg's school is open from today on for two months.

    Nothing is said: here time flies, and speech takes the time it takes.
    """
    last = today + timedelta(days=60)
    text = EXAMPLE.read_text("utf-8").replace("example = true", "").replace("Voorbeeld", "Stad")
    hours = ", ".join(f'"{day} 09:00-16:30"' for day in WEEK)
    text, schools = CLOSED.subn(f"opened = [{{ first = {today}, last = {last} }}]", text)
    text, coaches = HOURS.subn(f"hardenberg = [{hours}]", text)
    text, languages = LANGUAGES.subn('languages = ["nl", "en", "ar"]', text)  # a start is shorter
    text, speech = SPEECH.subn("on = false", text)
    assert min(schools, coaches, languages, speech) > 0, "the example has another form now"
    path.write_text(text, "utf-8")
    return path


def anna_by_mail(path: Path) -> None:
    """Let one of the coaches read e-mail and nothing else."""
    by_mail = 'id = "anna"\nemail = "anna@stad.nl"\nnotify = "email"'
    path.write_text(path.read_text("utf-8").replace('id = "anna"', by_mail), "utf-8")
