"""What a coach does by phone stands in the calendars too: a cancel, a hand-over, a booking."""

import pytest

from tests.stories.mailbox import Event, Mailbox
from tests.stories.posting import ANNA, BILAL, notified
from tests.stories.test_absence import to_absence
from tests.stories.test_desk_talk import open_talk
from tests.stories.test_gate import _booked as booked_at_gate
from tests.stories.town import Somebody, Town
from tests.stories.ways import book


@pytest.fixture
async def town(by_mail: Town) -> Town:
    """A town where two coaches read Telegram and e-mail."""
    by_mail.config = notified(by_mail.config, anna="both", bilal="both")
    await by_mail.restart()
    return by_mail


def _told(mailbox: Mailbox, address: str) -> list[tuple[str, int]]:
    return [(event.method, event.sequence) for event in mailbox.events(address)]


def _last(mailbox: Mailbox, address: str) -> Event:
    return mailbox.events(address)[-1]


async def _start(town: Town) -> float:
    [(_, _, _, start)] = await town.booked()
    return start


@pytest.fixture
async def anna(town: Town) -> Somebody:
    return await town.coach("anna", "Anna")


async def test_a_cancel_by_the_coach_leaves_the_calendar_of_that_coach(
    town: Town, anna: Somebody, mailbox: Mailbox
) -> None:
    await book(await town.parent("Noor van Dam", "nl", "lutten"))
    start = await _start(town)
    await open_talk(anna, "Noor")
    await anna.tap("❌")
    await anna.tap("🤒")
    await town.quiet()
    assert await town.booked() == []
    assert _told(mailbox, ANNA) == [("REQUEST", 0), ("CANCEL", 1)]
    invited, off = mailbox.events(ANNA)
    assert off.uid == invited.uid
    assert off.start.timestamp() == start
    assert mailbox.subjects(ANNA)[-1] == "De afspraak met Noor gaat niet door"


async def test_a_hand_over_leaves_the_one_calendar_for_that_of_the_substitute(
    town: Town, anna: Somebody, mailbox: Mailbox
) -> None:
    await book(await town.parent("Joe", "nl", "de_krim"))
    start = await _start(town)
    await to_absence(anna, "1️⃣", "➕", "1", "✅", "❗", "🤝")
    await town.quiet()
    assert [coach for _, _, coach, _ in await town.booked()] == ["bilal"]
    assert _told(mailbox, ANNA) == [("REQUEST", 0), ("CANCEL", 1)]
    assert _told(mailbox, BILAL) == [("REQUEST", 1)]
    off, on = _last(mailbox, ANNA), _last(mailbox, BILAL)
    assert off.uid == on.uid == mailbox.events(ANNA)[0].uid
    assert off.start == on.start
    assert on.start.timestamp() == start


async def test_a_booking_at_the_gate_comes_into_the_calendar_of_its_coach(
    town: Town, mailbox: Mailbox
) -> None:
    bilal = await town.coach("bilal")
    await booked_at_gate(bilal, day=2)
    await town.quiet()
    assert _told(mailbox, BILAL) == [("REQUEST", 0)]
    event = _last(mailbox, BILAL)
    assert event.title == "Afspraak met Amina"
    assert event.start.timestamp() == await _start(town)
