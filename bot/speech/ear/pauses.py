"""Puts every pause where a voice makes it: one mark each time, and a stop at the end of a line."""

import re

from bot.speech.ear.bare import MARKS, SIGNS

STRENGTH = ("?؟፧", "!", ".።", ":", ";؛", ",،፣")  # of marks that stand together one is kept
SHORTENED = ".,"  # of a short form, before it is said in full
WEAK = ",،፣;؛"
MARK = f"[{re.escape(MARKS)}]"
RUN = re.compile(rf" *{MARK}[ {re.escape(MARKS)}]*")
SPACES = re.compile(r" {2,}")
DASHES = re.compile(r"[ –-]*[–-][ –-]*")
SLASHES = re.compile(r"[ /]*/[ /]*")
PLUSES = re.compile(r"[ +]*\+[ +]*")
QUOTES = re.compile(r"(?<=\w)'(?=\w)|(?<!\w)'(?=[snt]\b)|(')")  # the last one is none of a word
CALLED = re.compile(r"\+\d(?:[ -]?\d){7,14}")  # a number with its country


def tidied(text: str) -> str:
    """Give every line with one mark for each pause, and dashes and slashes only inside words."""
    lines = (_tidied(line) for line in text.split("\n"))
    return "\n".join(line for line in lines if line)


def unabridged(text: str) -> str:
    """Take the stop of a short form that nobody said in full."""
    return text.replace(SHORTENED, ",")


def ended(text: str, stop: str) -> str:
    """Let every line end as a sentence does."""
    return "\n".join(_ended(line, stop) for line in text.split("\n") if line)


def _ended(line: str, stop: str) -> str:
    line = line.rstrip(" " + WEAK)
    return line if line[-1:] in MARKS else line + stop


def _tidied(line: str) -> str:
    line = SPACES.sub(" ", QUOTES.sub(lambda quote: " " if quote[1] else quote[0], line))
    for signs, turned in ((DASHES, _dash), (SLASHES, _slash), (PLUSES, _plus)):
        line = signs.sub(turned, line)
    line = SPACES.sub(" ", RUN.sub(_mark, line)).strip(" ")
    line = line.lstrip(" " + MARKS)
    return line if any(char.isalnum() for char in line) else ""


def _neighbours(found: re.Match[str]) -> tuple[str, str]:
    before = found.string[found.start() - 1 : found.start()] if found.start() else ""
    return before, found.string[found.end() : found.end() + 1]


def _inside(found: re.Match[str]) -> bool:
    return all(char and char not in " " + MARKS + SIGNS for char in _neighbours(found))


def _dash(found: re.Match[str]) -> str:
    before, after = _neighbours(found)
    if before == "." and after.isdigit():  # 1. Dez. – 3. Dez.
        return " – "
    if not _inside(found):
        return ", "
    if found[0] == "-":
        return "-"
    return " " if before.isalpha() and found[0] == "- " else " – "


def _slash(found: re.Match[str]) -> str:
    return "/" if _inside(found) and found[0] == "/" else ", "


def _plus(found: re.Match[str]) -> str:
    if CALLED.match(found.string, found.end() - 1):
        return " +"
    return " + " if _inside(found) else ", "


def _mark(found: re.Match[str]) -> str:
    run = found[0]
    before, after = _neighbours(found)
    if run == "." and before.isalnum() and after.isalnum():
        return run
    if run in ",:" and before.isdigit() and after.isdigit():
        return run
    if run.strip() == SHORTENED:
        return run.strip() + " "
    return next(char for marks in STRENGTH for char in run if char in marks) + " "
