"""What a parent wants to hear: a message is said as it stands on the phone."""

from dataclasses import replace

from bot.conversation.drawing import BLANK, same_words
from bot.conversation.engine import Engine
from bot.conversation.screen import Button, Screen, Tap
from bot.conversation.turn import Said, Turn
from bot.conversation.words import say
from bot.services.heard import is_staff
from bot.services.snapshot import Snapshot

LISTEN = say("🔊 Listen")
NAME = "listen"  # stands in its button where others have their conversation; the tag is a language
SORRY = say("🔇 I cannot say this now. Please try again in a minute.")
TOO_OLD = say("This message is too old. I cannot say it any more.")


def packed(language: str) -> str:
    """Give what 🔊 carries under a message in this language."""
    return Tap(NAME, language, "", "").pack()


def is_wanted(tap: Tap) -> bool:
    """Tell whether somebody tapped 🔊."""
    return tap.conversation == NAME


def is_asked_for(here: Snapshot, said: Said) -> bool:
    """Tell whether somebody typed what stands on 🔊, or tapped it as the key of a keyboard."""
    office, language = here.office, here.person.language
    label = office.languages.label(LISTEN, language, office.today())
    return office.speaks(language) and same_words(said.text, label)


def say_shown(here: Snapshot, tap: Tap, shown: Screen | None) -> Turn:
    """Say the message under which 🔊 was tapped, as it stands there, in its language."""
    if not here.office.config.speech.on:
        return Turn(here.place, toast=SORRY)
    if shown is None:
        return Turn(here.place, toast=TOO_OLD)
    return Turn(here.place, (shown,), aloud=tap.tag)


def say_question(here: Snapshot, engine: Engine) -> Turn:
    """Say the open question, or the menu."""
    return replace(engine.ask(), place=here.place, aloud=here.person.language)


def is_for_parents(screen: Screen) -> bool:
    """Tell whether a message is no part of a coach's work: a coach can be a parent too."""
    taps = [Tap.unpack(button.data) for row in screen.rows for button in row]
    return not any(tap is not None and is_staff(tap.conversation) for tap in taps)


def choices(screen: Screen) -> list[Button | None]:
    """List the buttons of a screen in their order, without 🔊; None: it cannot be chosen."""
    found: list[Button | None] = []
    for button in (button for row in screen.rows for button in row):
        tap = Tap.unpack(button.data)
        if tap is None or not is_wanted(tap):
            found.append(None if tap is not None and tap.answer == BLANK else button)
    return found
