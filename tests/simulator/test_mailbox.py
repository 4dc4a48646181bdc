"""The mail server of the simulator: real SMTP, mailboxes, and invitations read strictly."""

from collections.abc import AsyncIterator
from email.message import EmailMessage

import aiohttp
import aiosmtplib
import pytest

from bot.simulator import Mailbox, Simulator
from tests.simulator.conftest import TOKEN, Clock

INVITATION = """BEGIN:VCALENDAR
VERSION:2.0
PRODID:test
METHOD:REQUEST
BEGIN:VEVENT
UID:1@example.org
SEQUENCE:2
DTSTAMP:20261123T090000Z
DTSTART:20261201T090000Z
DTEND:20261201T093000Z
SUMMARY:Talk with Sanne
LOCATION:School
END:VEVENT
END:VCALENDAR
""".replace("\n", "\r\n")


@pytest.fixture
async def posting(clock: Clock) -> AsyncIterator[Simulator]:
    """Give a simulator with one mailbox."""
    simulator = Simulator(TOKEN, clock)
    simulator.mailbox("anna@example.org", "E-mail", "nl")
    await simulator.start()
    yield simulator
    await simulator.stop()


def _box(sim: Simulator) -> Mailbox:
    return sim.world.mailboxes["anna@example.org"]


async def _hand_in(
    sim: Simulator, calendar: str | None = None, to: str = "anna@example.org"
) -> None:
    message = EmailMessage()
    message["From"], message["To"] = "Bot <bot@example.org>", to
    message["Subject"] = "Afspraak – nieuw"
    message.set_content("Hallo é\n")
    if calendar is not None:
        message.add_alternative(calendar, subtype="calendar", params={"method": "REQUEST"})
        message.add_attachment(
            calendar.encode(), maintype="application", subtype="ics", filename="invite.ics"
        )
    await aiosmtplib.send(message, hostname="127.0.0.1", port=sim.smtp_port, start_tls=False)


async def test_an_email_is_on_the_page_with_what_a_calendar_would_show(
    posting: Simulator, http: aiohttp.ClientSession, clock: Clock
) -> None:
    await _hand_in(posting, INVITATION)
    async with http.get(f"{posting.url}/phones") as response:
        [box] = (await response.json())["mailboxes"]
    [mail] = box.pop("mails")
    assert box == {"address": "anna@example.org", "label": "E-mail", "language": "nl"}
    assert (mail["subject"], mail["text"]) == ("Afspraak – nieuw", "Hallo é")
    assert (mail["from"], mail["date"]) == ("Bot <bot@example.org>", clock.now.isoformat())
    assert mail["invitation"] == {
        "method": "REQUEST",
        "uid": "1@example.org",
        "sequence": 2,
        "title": "Talk with Sanne",
        "start": "2026-12-01T09:00:00+00:00",
        "end": "2026-12-01T09:30:00+00:00",
        "place": "School",
    }
    [file] = mail["files"]
    async with http.get(f"{posting.url}/phones/files/{file['file_id']}") as response:
        assert (await response.text()).startswith("BEGIN:VCALENDAR")


async def test_an_email_for_nobody_is_refused(posting: Simulator) -> None:
    with pytest.raises(aiosmtplib.SMTPRecipientsRefused, match="no such mailbox"):
        await _hand_in(posting, to="nobody@example.org")
    assert _box(posting).mails == []


@pytest.mark.parametrize(
    ("calendar", "words"),
    [
        ("no calendar", "554"),
        (INVITATION.replace("METHOD:REQUEST\r\n", ""), "a method"),
        (INVITATION.replace("UID:1@example.org\r\n", ""), "lacks UID"),
    ],
)
async def test_an_invitation_that_no_calendar_reads_is_refused(
    posting: Simulator, calendar: str, words: str
) -> None:
    with pytest.raises(aiosmtplib.SMTPDataError, match=words):
        await _hand_in(posting, calendar)
    assert _box(posting).mails == []


async def test_without_a_mailbox_there_is_no_mail_server(sim: Simulator) -> None:
    assert sim.smtp_port == 0
