"""Reads what people type, and parents say: a name, a phone number."""

from collections.abc import Callable, Mapping

import phonenumbers

from bot.conversation import phrases
from bot.conversation.turn import Answers, Refused, Said, Sent, Shared
from bot.conversation.words import say
from bot.services import messages, voice_answers
from bot.services.hours import clock
from bot.services.snapshot import Snapshot

LONGEST_NAME = 40
MOST_WORDS = 3  # a whole sentence is not a name
COUNTRY = "NL"  # of numbers written without a country

NO_NAME = Refused(say("I do not understand this name. Please type your first name."))
NO_NUMBER = Refused(say("This number is not complete. Please try again, or tap a button."))
NOT_YOURS = Refused(say("That is the number of somebody else. Please share your own number."))


def name(_: Snapshot, heard: Said | Shared | Sent, __: Answers) -> str | Refused:
    """Read how somebody wants to be called."""
    if isinstance(heard, Sent):
        return Refused(phrases.ONLY_BUTTONS)
    text = " ".join(heard.text.split()) if isinstance(heard, Said) else ""
    strange = any(char.isdigit() or char in "/@" for char in text)
    sound = any(char.isalpha() for char in text) and not strange
    short = len(text) <= LONGEST_NAME and len(text.split()) <= MOST_WORDS
    return text if sound and short else NO_NAME


def own_name(here: Snapshot, heard: Said | Shared | Sent, answers: Answers) -> str | Refused:
    """Read how a parent wants to be called; who says it needs a name by which to go on."""
    if isinstance(heard, Sent) and here.person.name:
        return voice_answers.read(heard)
    return name(here, heard, answers)


def phone(_: Snapshot, heard: Said | Shared | Sent, __: Answers) -> str | Refused:
    """Read a phone number, typed or shared; give it as it is dialled from the Netherlands."""
    if isinstance(heard, Sent):
        return Refused(phrases.ONLY_BUTTONS)
    if isinstance(heard, Shared) and not heard.own:
        return NOT_YOURS
    text = heard.number if isinstance(heard, Shared) else heard.text
    if isinstance(heard, Shared) and not text.startswith(("+", "0")):
        text = f"+{text}"  # Telegram leaves the plus out
    try:
        number = phonenumbers.parse(text, COUNTRY)
    except phonenumbers.NumberParseException:
        return NO_NUMBER
    if not phonenumbers.is_valid_number(number):
        return NO_NUMBER
    return phonenumbers.format_out_of_country_calling_number(number, COUNTRY)


def own_phone(here: Snapshot, heard: Said | Shared | Sent, answers: Answers) -> str | Refused:
    """Read the phone number of a parent, typed, shared or said."""
    return voice_answers.read(heard) if isinstance(heard, Sent) else phone(here, heard, answers)


Reader = Callable[[Snapshot, Said | Shared | Sent, Answers], str | Refused]
READERS: Mapping[str, Reader] = {
    "name": name,
    "phone": phone,
    "own_name": own_name,
    "own_phone": own_phone,
    "message": messages.read,
    "clock": clock,
}
