"""A school changes hands in the configuration: what parents wait for goes to its coach of now."""

import re
from datetime import timedelta

from bot.services.callbacks import NO_CALL
from bot.services.messages import NO_ANSWER
from bot.services.new_hands import HERE_NOW
from bot.settings import Config
from tests.stories.mailbox import Mailbox, text_of
from tests.stories.posting import BILAL, CARLA, notified
from tests.stories.town import MONDAY, Somebody, Town
from tests.stories.ways import ask, replies, told_of, want_call

VOICE = b"OggS" + bytes(40)


async def _hands(town: Town, **schools: tuple[str, ...]) -> None:
    """Start the program again with other schools for these coaches."""
    town.config = _with_schools(town.config, schools)
    await town.restart()
    await town.quiet()


def _with_schools(config: Config, schools: dict[str, tuple[str, ...]]) -> Config:
    coaches = [
        coach.model_copy(update={"schools": schools[coach.id]}) if coach.id in schools else coach
        for coach in config.coaches
    ]
    return config.model_copy(update={"coaches": tuple(coaches)})


async def _to_carla(town: Town) -> None:
    await _hands(town, bilal=("slagharen",), carla=("hardenberg",))


def _number(somebody: Somebody) -> bool:
    return re.search(r"06 1\d", str(somebody.everything)) is not None


async def test_what_the_former_coach_never_read_is_for_the_new_coach_alone(town: Town) -> None:
    parent, carla = await town.parent("Sanne"), await town.coach("carla", "Carla")
    await ask(parent, "Geheim van Sanne")
    await want_call(parent)
    await _to_carla(town)
    bilal = await town.coach("bilal")
    assert "Geheim" not in str(bilal.everything)
    assert not _number(bilal)
    told = told_of(carla, "Geheim van Sanne")
    assert (told.text or "").startswith(town.says(HERE_NOW))
    assert _number(carla)
    await town.restart()
    await town.quiet()
    assert sum("Geheim van Sanne" in text for text in carla.everything) == 1
    await replies(carla, told, "Ik help u.")
    assert "👤 Voorbeeldcoach Carla" in parent.reads


async def test_what_the_former_coach_read_comes_to_the_new_coach_too(town: Town) -> None:
    bilal, carla = await town.coach("bilal"), await town.coach("carla", "Carla")
    parent = await town.parent("Sanne")
    await ask(parent, "Is er zwemles?")
    await parent.type("/menu")
    await parent.tap("💬")
    await parent.does("send_voice", VOICE, 3)
    await want_call(parent)
    seen = len(bilal.everything)
    await _to_carla(town)
    assert len(bilal.everything) == seen
    assert "Is er zwemles?" in str(carla.everything)
    assert [message for message in carla.phone.messages if message.voice]
    assert _number(carla)
    await parent.type("/menu")
    await parent.tap("📞")
    assert "Voorbeeldcoach Carla belt u" in parent.reads
    await town.after(hours=4)  # noon: the part of the day begins
    assert any(text.startswith("🔔") for text in carla.everything)
    assert len(bilal.everything) == seen


async def test_a_parent_whose_school_has_nobody_hears_it_once_and_the_coordinator_too(
    town: Town,
) -> None:
    dina = await town.coach("coordinator", "Dina")
    parent = await town.parent("Sanne")
    await ask(parent, "Geheim van Sanne")
    await want_call(parent)
    said, heard = len(parent.everything), len(dina.everything)
    await _hands(town, bilal=("slagharen",))
    answer, call = parent.everything[said:]
    assert answer.startswith(town.says(NO_ANSWER))
    assert call.startswith(town.says(NO_CALL))
    assert "14 0523" in answer
    assert "14 0523" in call
    [alarm] = dina.everything[heard:]
    assert "Voorbeeldschool Hardenberg" in alarm
    assert "Sanne" not in alarm
    for _ in range(9):  # longer than any promise, and any reminder
        await town.after(days=1)
        await town.restart()
        await town.quiet()
    assert len(parent.everything) == said + 2
    assert len(dina.everything) == heard + 1
    bilal = await town.coach("bilal")
    assert "Geheim" not in str(bilal.everything)
    assert not _number(bilal)


async def test_a_school_without_a_coach_gives_its_next_coach_all_that_waits(town: Town) -> None:
    parent, bilal = await town.parent("Sanne"), await town.coach("bilal")
    await ask(parent, "Is er zwemles?")
    await _hands(town, bilal=("slagharen",))
    seen = len(bilal.everything)
    await _hands(town, bilal=("hardenberg", "slagharen"))
    assert "Is er zwemles?" in str(bilal.everything[seen:])
    await replies(bilal, bilal.phone.last, "Ja hoor.")
    assert "Ja hoor." in parent.reads


async def test_nobody_is_told_that_a_call_is_off_which_nobody_was_to_make(town: Town) -> None:
    parent, other = await town.parent("Sanne"), await town.parent("Noor")
    await want_call(parent)
    await want_call(other)
    await _hands(town, bilal=("slagharen",))
    await parent.type("/menu")
    await parent.tap("📋")
    await parent.tap("📞 De coach")
    assert parent.reads.startswith(town.says(NO_CALL))
    await parent.tap("❌")
    assert parent.reads.startswith(town.outcome("my_call", "dropped"))
    await other.type("/privacy")
    await other.tap("🗑️")
    await other.tap("✅")
    waiting = "SELECT DISTINCT coach FROM letters WHERE ended IS NULL AND chat IS NULL"
    assert await town.rows(waiting) == [("coordinator",)]


async def test_nobody_is_woken_to_hear_that_a_school_has_nobody(town: Town) -> None:
    parent = await town.parent("Sanne")
    await ask(parent, "Is er zwemles?")
    await town.at(MONDAY + timedelta(hours=14))  # 23:00
    said = len(parent.everything)
    await _hands(town, bilal=("slagharen",))
    assert len(parent.everything) == said
    await town.at(MONDAY + timedelta(hours=23))  # 8:00
    assert parent.reads.startswith(town.says(NO_ANSWER))


async def test_by_e_mail_it_goes_from_the_one_coach_to_the_other_too(
    by_mail: Town, mailbox: Mailbox
) -> None:
    town = by_mail
    parent = await town.parent("Sanne")
    mailbox.refuses = {BILAL}
    await ask(parent, "Is er zwemles?")
    mailbox.refuses = set()
    await mailbox.stop()
    await want_call(parent)
    town.config = notified(town.config, bilal="email", carla="email")
    await _to_carla(town)
    await mailbox.start()
    await town.after(minutes=5)
    question, call = mailbox.to(CARLA)
    assert town.says(HERE_NOW) in text_of(question)
    assert "Is er zwemles?" in text_of(question)
    assert "Telegram" not in text_of(question)
    assert "06 1" in text_of(call)
    assert "Wilt u Sanne bellen?" not in mailbox.subjects(BILAL)
    told = mailbox.subjects(BILAL)
    await town.at(MONDAY + timedelta(days=1))
    assert mailbox.subjects(BILAL) == told
    assert mailbox.subjects(CARLA)[2:] == ["Nog te doen: Sanne"]
