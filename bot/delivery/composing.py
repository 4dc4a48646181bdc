"""One letter as an e-mail: plain text, and for an appointment the invitation beside it."""

import json
from collections.abc import Mapping
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from typing import Any

from bot.conversation.words import Value, say, unplain
from bot.delivery import invitation
from bot.delivery.invitation import Between
from bot.delivery.spelling import spell
from bot.services.channels import NEWS
from bot.services.office import Office
from bot.settings import Reader
from storage.claiming import Claimed

NOT_ALONG = {
    "voice": say("❗ There was a voice message. I could not send it along."),
    "photo": say("❗ There was a photo. I could not send it along."),
}
FOOTER = say("Nobody reads answers to this e-mail. You can call {contact}: {number}.")
AUTOMATIC = {  # no out-of-office answers, please
    "Auto-Submitted": "auto-generated",
    "X-Auto-Response-Suppress": "All",
}


def media_of(letter: Claimed) -> Mapping[str, str] | None:
    """Give type and number of the voice message or the photo that a letter brings."""
    file = json.loads(letter.body).get("file")
    return file if letter.kind == "media" else None


def compose(
    office: Office, letter: Claimed, reader: Reader, sender: str, *, missing: str | None = None
) -> EmailMessage:
    """Write the e-mail of a letter; a second one has the same Message-ID, by which it is known.

    `missing`: what cannot be sent along, voice or photo; the e-mail says so.
    """
    body = json.loads(letter.body)

    def said(value: Value) -> str:
        return spell(office, letter, value)

    town = office.config.municipality
    organizer = f"{office.config.role} {town.name}"
    message = EmailMessage(policy=SMTP)
    subject = body.get("subject")
    named = unplain(subject) if subject else say(NEWS.msgid, role=office.config.role)
    message["Subject"] = " ".join(said(named).split())
    message["From"] = Address(organizer, addr_spec=sender)
    message["To"] = Address(reader.name, addr_spec=reader.email or "")
    message["Date"] = office.local(office.now())
    message["Message-ID"] = f"<{letter.id}@{sender.rpartition('@')[2]}>"
    for name, value in AUTOMATIC.items():
        message[name] = value
    footer = say(FOOTER.msgid, contact=town.contact, number=town.phone)
    parts = [said(unplain(body["text"]))] + ([said(NOT_ALONG[missing])] if missing else [])
    text = "\n\n".join([*parts, f"-- \n{said(footer)}\n"])
    message.set_content(text, cte="quoted-printable")
    if entry := body.get("entry"):
        between = Between(organizer, sender, reader.name, reader.email or "")
        _invite(message, entry, invitation.write(entry, between, town.tz, office.now(), said))
    return message


def _invite(message: EmailMessage, entry: Mapping[str, Any], written: str) -> None:
    """Put the invitation beside the text, for calendars, and under it, for people."""
    method = invitation.method_of(entry)
    message.add_alternative(written, subtype="calendar", params={"method": method}, cte="base64")
    message.add_attachment(
        written.encode(), maintype="application", subtype="ics", filename=invitation.NAME
    )
