"""A mail server refuses for a while: what it refused goes out later, once, while it is true."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.settings import Config
from tests.stories.mailbox import Mailbox, text_of
from tests.stories.posting import ANNA, BILAL, DINA, notified
from tests.stories.test_email import cancel, move
from tests.stories.town import MONDAY, Town
from tests.stories.ways import ask, book, want_call

REFUSED = "SELECT coach FROM letters WHERE fate = 'refused' AND coach = 'bilal'"


@pytest.fixture
def town(by_mail: Town) -> Town:
    """A town where one coach, and the coordinator, read nothing but e-mail."""
    return by_mail


def _morning(days: int) -> datetime:
    """Give the moment after so many days at which the agenda goes out."""
    return datetime(2026, 11, 30, 6, 30, tzinfo=UTC) + timedelta(days=days)


async def test_what_was_refused_goes_out_the_next_morning_and_never_twice(
    town: Town, mailbox: Mailbox
) -> None:
    parent = await town.parent("Sanne")
    mailbox.refuses = {BILAL}
    await book(parent, day=2)
    await ask(parent, "Kunt u helpen?")
    await want_call(parent)
    assert len(await town.rows(REFUSED)) == 3
    mailbox.refuses = set()
    await town.at(_morning(1) - timedelta(minutes=1))
    assert mailbox.to(BILAL) == []
    await town.at(_morning(1))
    invited, asked, call = mailbox.subjects(BILAL)[:3]
    assert (invited, asked, call) == (
        "Nieuwe afspraak met Sanne",
        "Een vraag van Sanne",
        "Wilt u Sanne bellen?",
    )
    assert [event.sequence for event in mailbox.events(BILAL)] == [0]
    await town.restart()
    await town.quiet()
    await town.at(_morning(2))
    assert mailbox.subjects(BILAL).count("Wilt u Sanne bellen?") == 1
    assert await town.rows(REFUSED) == []


async def test_what_was_refused_goes_out_at_the_next_start(town: Town, mailbox: Mailbox) -> None:
    parent = await town.parent("Sanne")
    mailbox.refuses = {BILAL}
    await book(parent)
    mailbox.refuses = set()
    await town.restart()
    await town.quiet()
    assert [event.sequence for event in mailbox.events(BILAL)] == [0]


async def test_a_refused_agenda_is_good_for_its_day(town: Town, mailbox: Mailbox) -> None:
    await book(await town.parent("Sanne"), day=1)
    [start] = await town.rows("SELECT start FROM appointments")
    day = (datetime.fromtimestamp(start[0], UTC).date() - MONDAY.date()).days
    told = len(mailbox.to(BILAL))
    mailbox.refuses = {BILAL}
    await town.at(_morning(day))
    mailbox.refuses = set()
    await town.restart()
    await town.quiet()
    assert mailbox.subjects(BILAL)[told:] == ["Uw afspraken van vandaag"]
    await town.restart()
    await town.at(_morning(day + 1))
    assert mailbox.subjects(BILAL)[told:] == ["Uw afspraken van vandaag"]


async def test_after_a_week_nobody_tries_any_more(town: Town, mailbox: Mailbox) -> None:
    mailbox.refuses = {BILAL}
    await book(await town.parent("Sanne"), day=6)  # a talk after all this
    tries = []
    for day in range(1, 10):
        before = mailbox.tries - len(mailbox.to(DINA))
        await town.at(_morning(day))
        tries.append(mailbox.tries - len(mailbox.to(DINA)) - before)
    assert tries == [1] * 7 + [0] * 2
    assert len(mailbox.to(DINA)) > 1  # who hears of it once in a while
    mailbox.refuses = set()
    await town.restart()
    await town.quiet()
    assert mailbox.to(BILAL) == []


async def test_an_invitation_to_what_changed_meanwhile_is_not_sent_after_the_change(
    town: Town, mailbox: Mailbox
) -> None:
    """Moved, cancelled, or no call needed: the news went out, what it overtook does not follow."""
    mover, canceller = await town.parent("Sanne"), await town.parent("Noor")
    caller = await town.parent("Fatima")
    mailbox.refuses = {BILAL}
    await book(mover, day=2)
    await book(canceller, day=2)
    await want_call(caller)
    mailbox.refuses = set()
    await move(mover, 4)
    await cancel(canceller)
    await caller.type("/menu")
    await caller.tap("📋")
    await caller.tap("📞 De coach")
    await caller.tap("❌")
    told = len(mailbox.to(BILAL))
    await town.restart()
    await town.quiet()
    await town.at(_morning(1))
    assert len(mailbox.to(BILAL)) == told
    assert await town.rows(REFUSED) == []


async def test_moves_that_were_all_refused_come_as_the_last_of_them(
    town: Town, mailbox: Mailbox
) -> None:
    parent = await town.parent("Sanne")
    mailbox.refuses = {BILAL}
    await book(parent, day=2)
    await move(parent, 4)
    mailbox.refuses = set()
    await town.restart()
    await town.quiet()
    assert [event.sequence for event in mailbox.events(BILAL)] == [1]
    await cancel(parent)
    assert [event.method for event in mailbox.events(BILAL)] == ["REQUEST", "CANCEL"]


async def test_one_letter_that_is_refused_for_what_it_says_is_tried_again_too(
    town: Town, mailbox: Mailbox
) -> None:
    parent = await town.parent("Sanne")
    mailbox.dislikes = "Kunt u helpen?"
    await ask(parent, "Kunt u helpen?")
    await book(parent, day=2)
    assert mailbox.subjects(BILAL) == ["Nieuwe afspraak met Sanne"]
    mailbox.dislikes = ""
    await town.restart()
    await town.quiet()
    assert "Kunt u helpen?" in text_of(mailbox.to(BILAL)[-1])


async def test_what_was_refused_goes_the_way_that_its_coach_reads_now(
    town: Town, mailbox: Mailbox, config: Config
) -> None:
    mailbox.refuses = {BILAL}
    await ask(await town.parent("Sanne"), "Kunt u helpen?")
    town.config = notified(config, anna="email")
    await town.restart()
    coach = await town.coach("bilal")
    assert "Kunt u helpen?" in str(coach.everything)
    assert mailbox.to(ANNA) == []
    assert town.clock() == MONDAY
