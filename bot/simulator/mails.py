"""E-mail that arrived: what a mail program shows of it, and a calendar of its invitation."""

from dataclasses import dataclass, field
from datetime import datetime
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default

from icalendar import Calendar

from bot.simulator.files import Files, StoredFile
from bot.simulator.model import Json


@dataclass(frozen=True)
class Mail:
    """One e-mail; `date` is when it arrived, by the demo's clock."""

    number: int
    sender: str
    receiver: str
    subject: str
    date: datetime
    text: str
    invitation: Json | None = None
    files: tuple[StoredFile, ...] = ()

    def as_json(self) -> Json:
        """Give the e-mail as the page draws it."""
        return {
            "number": self.number,
            "from": self.sender,
            "to": self.receiver,
            "subject": self.subject,
            "date": self.date.isoformat(),
            "text": self.text,
            "invitation": self.invitation,
            "files": [
                {"file_id": file.file_id, "file_name": file.name, "file_size": len(file.data)}
                for file in self.files
            ],
        }


@dataclass
class Mailbox:
    """The mailbox of one address, oldest e-mail first."""

    address: str
    label: str
    language: str
    mails: list[Mail] = field(default_factory=list)

    def as_json(self) -> Json:
        """Give the mailbox as the page draws it."""
        return {
            "address": self.address,
            "label": self.label,
            "language": self.language,
            "mails": [mail.as_json() for mail in self.mails],
        }


def read_mail(content: bytes, number: int, now: datetime, files: Files) -> Mail:
    """Read what was handed in; raises ValueError for an invitation that no calendar reads."""
    message = message_from_bytes(content, policy=default)
    body = message.get_body(("plain",))
    return Mail(
        number=number,
        sender=str(message["From"]),
        receiver=str(message["To"]),
        subject=str(message["Subject"]),
        date=now,
        text=str(body.get_content()).replace("\r\n", "\n").strip() if body else "",
        invitation=_invitation(message),
        files=tuple(_kept(part, files) for part in message.iter_attachments()),
    )


def _kept(part: EmailMessage, files: Files) -> StoredFile:
    data = part.get_payload(decode=True)
    content = data if isinstance(data, bytes) else b""
    return files.document(part.get_filename() or "file", content, part.get_content_type())


def _invitation(message: EmailMessage) -> Json | None:
    """Read what a calendar would show; None: no invitation stands beside the text."""
    for part in message.walk():
        if part.get_content_type() == "text/calendar":
            return _read_invitation(part.get_content())
    return None


def _read_invitation(written: str) -> Json:
    calendar = Calendar.from_ical(written)
    events = calendar.walk("VEVENT")
    if len(events) != 1 or "METHOD" not in calendar:
        raise ValueError("an invitation has one event and a method")
    event = events[0]
    missing = {"UID", "SEQUENCE", "SUMMARY", "DTSTART", "DTEND"} - set(event)
    if missing:
        raise ValueError(f"the event lacks {', '.join(sorted(missing))}")
    return {
        "method": str(calendar["METHOD"]),
        "uid": str(event["UID"]),
        "sequence": int(str(event["SEQUENCE"])),
        "title": str(event["SUMMARY"]),
        "start": event.decoded("DTSTART").isoformat(),
        "end": event.decoded("DTEND").isoformat(),
        "place": str(event.get("LOCATION", "")),
    }
