"""What waits to be told and is not so any more is not told, by whichever way it leaves."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.services.invitations import ERASED
from bot.settings import Config
from bot.simulator import Fault
from tests.stories.mailbox import Mailbox, text_of
from tests.stories.posting import BILAL, notified, server
from tests.stories.test_agenda import TODAY, _morning
from tests.stories.test_erasing_a_talk import _erase_talk
from tests.stories.test_gate import _booked
from tests.stories.test_privacy import _erase
from tests.stories.town import Town
from tests.stories.ways import book


@pytest.fixture(params=["straight", "restarted"])
async def town(
    request: pytest.FixtureRequest, tmp_path: Path, config: Config, mailbox: Mailbox
) -> AsyncIterator[Town]:
    """A town where one coach reads on the phone and by e-mail."""
    known = notified(config, bilal="both")
    built = Town(tmp_path, known, restarts=request.param == "restarted", mail=server(mailbox))
    await built.start()
    yield built
    await built.stop()


async def test_what_a_coach_was_not_mailed_of_a_talk_at_the_gate_goes_with_its_parent(
    town: Town, mailbox: Mailbox
) -> None:
    coach = await town.coach("bilal")
    mailbox.busy = True
    payload = await _booked(coach, language="Nederlands", day=2)
    parent = town.somebody("A.", "nl")
    await parent.start(payload)
    await _erase(parent)
    mailbox.busy = False
    await town.after(minutes=10)
    assert mailbox.subjects(BILAL) == [town.says(ERASED)]
    assert "Amina" not in "".join(text_of(message) for message in mailbox.to(BILAL))


async def test_what_a_coach_asked_to_see_and_has_not_seen_goes_with_the_parent(town: Town) -> None:
    coach, parent = await town.coach("bilal"), await town.parent("Wilhelmina")
    await book(parent, day=1)
    fault = Fault("sendMessage", coach.phone.chat_id, times=None)
    town.simulator.faults.add(fault)
    seen = len(coach.everything)
    await coach.type("/agenda")
    await _erase(parent)
    town.simulator.faults.clear()
    await town.after(minutes=10)
    assert coach.everything[seen:]  # that a talk is off
    assert "Wilhelmina" not in "".join(coach.everything[seen:])


async def test_what_coaches_asked_to_see_of_others_still_comes(town: Town) -> None:
    coach, parent = await town.coach("bilal"), await town.parent("Wilhelmina")
    await book(await town.parent("Noor"), day=1)
    town.simulator.faults.add(Fault("sendMessage", coach.phone.chat_id, times=None))
    await coach.type("/agenda")
    await _erase(parent)
    town.simulator.faults.clear()
    await town.after(minutes=10)
    assert "Noor" in coach.reads


async def test_an_agenda_by_e_mail_leaves_out_what_its_coach_called_off(
    town: Town, mailbox: Mailbox
) -> None:
    coach, parent = await town.coach("bilal"), await town.parent("Wilhelmina")
    await book(parent, how="📞", day=2)
    await book(await town.parent("Noor"), day=2)
    mailbox.busy = True
    await _morning(town)
    await coach.type("/agenda")
    await coach.tap("Wilhelmina")
    await coach.tap("❌")
    await coach.tap("📌")
    mailbox.busy = False
    await town.after(minutes=20)
    [agenda] = [text_of(mail) for mail in mailbox.to(BILAL) if TODAY in text_of(mail)]
    assert "Noor" in agenda
    assert "Wilhelmina" not in agenda


async def test_a_calendar_forgets_a_talk_that_its_coach_erased(
    town: Town, mailbox: Mailbox
) -> None:
    coach = await town.coach("bilal")
    await _booked(coach, language="Nederlands", day=2)
    await _erase_talk(coach)
    booked, erased = mailbox.events(BILAL)
    assert (booked.method, erased.method) == ("REQUEST", "CANCEL")
    assert (erased.uid, erased.title) == (booked.uid, town.says(ERASED))
