"""What can go wrong with a question: it waits, is gone, cannot be read, or nobody is there."""

from datetime import UTC, datetime, timedelta

from bot.conversation import phrases
from bot.services.coaches import invite
from bot.services.messages import NOT_READ_BY_COACH, TOO_LONG, TOO_LONG_VOICE
from bot.settings import COORDINATOR
from tests.stories.town import Somebody, Town
from tests.stories.ways import ask, replies, told_of

GONE = "This question is not there any more. It is too old, erased, or with another coach now."
VOICE = b"OggS" + bytes(40)
PROMISED = datetime(2026, 12, 2, 7, 0, tzinfo=UTC)  # Wednesday, when the quiet hours end
BROKEN = datetime(2026, 12, 3, 7, 0, tzinfo=UTC)  # the next school day


async def _coordinator(town: Town) -> Somebody:
    assert town.app is not None
    somebody = town.somebody("Coordinator")
    await somebody.start(await invite(town.app.office.database, COORDINATOR, town.clock()))
    return somebody


async def test_who_waits_too_long_hears_so_and_the_coach_then_the_coordinator_too(
    town: Town,
) -> None:
    coach, parent = await town.coach("bilal"), await town.parent("Sanne")
    coordinator = await _coordinator(town)
    heard = len(coordinator.everything)
    await ask(parent, "Hoe laat is het zwemmen?")
    said, told = len(parent.everything), len(coach.everything)
    await town.at(PROMISED - timedelta(minutes=1))
    assert len(coach.everything) == told
    await town.at(PROMISED)
    await town.after(minutes=1)
    reminders = [text for text in coach.everything[told:] if text.startswith("🔔 Sanne")]
    assert len(reminders) == 1
    assert "Hoe laat is het zwemmen?" in reminders[0]
    assert (len(parent.everything), len(coordinator.everything)) == (said, heard)
    await town.at(BROKEN)
    await town.after(days=3)
    [sorry] = [text for text in parent.everything[said:] if text.startswith("💬")]
    assert "Samen Doen" in sorry
    [alarm] = [text for text in coordinator.everything[heard:] if "Bilal" in text]
    assert "Sanne" not in alarm
    assert "zwemmen" not in str(coordinator.everything)
    await replies(coach, told_of(coach, "🔔 Sanne"), "Om vijf uur.")  # late is better than never
    assert "Om vijf uur." in parent.reads


async def test_what_was_answered_in_time_reminds_nobody(town: Town) -> None:
    coach, parent = await town.coach("bilal"), await town.parent()
    await ask(parent, "Kan ik u bellen?")
    await replies(coach, told_of(coach, "Kan ik u bellen?"), "Ja hoor.")
    before = (coach.everything, parent.everything)
    for moment in (PROMISED, BROKEN):
        await town.at(moment)
    assert (coach.everything, parent.everything) == before


async def test_a_reply_to_a_question_that_is_gone_is_told_so(town: Town) -> None:
    """Erased by the parent; of another school; answered before, to which one can add."""
    coach, anna = await town.coach("bilal"), await town.coach("anna", "Anna")
    parent = await town.parent("Sanne")
    await ask(parent, "Kunt u mij helpen?")
    told = told_of(coach, "Kunt u mij helpen?")
    await replies(coach, told, "Ja.")
    await replies(coach, told, "En morgen ook.")
    assert "En morgen ook." in parent.reads
    gone = town.says(GONE)
    anna.phone.messages.append(told)  # a forged message: the button of another coach
    await replies(anna, told, "Ik ook.")
    anna.phone.messages.remove(told)
    assert any(text.startswith(gone) for text in anna.everything)
    assert "Ik ook." not in str(parent.everything)
    await parent.type("/privacy")
    await parent.tap("🗑️")
    await parent.tap("✅")
    said = len(parent.everything)
    await replies(coach, told, "Nog iets.")
    assert coach.reads.startswith(gone)
    assert len(parent.everything) == said
    assert await town.rows("SELECT id FROM messages") == []


async def test_an_answer_to_who_blocked_the_bot_waits_and_the_coach_knows(town: Town) -> None:
    coach, parent = await town.coach("bilal"), await town.parent("Sanne")
    await ask(parent, "Kunt u mij helpen?")
    told = told_of(coach, "Kunt u mij helpen?")
    await town.quiet(parent.phone.block())
    await replies(coach, told, "Ja, kom maar.")
    assert coach.reads.startswith("❗")
    assert "Sanne" in coach.reads
    await town.quiet(parent.phone.unblock())
    assert "Ja, kom maar." in parent.reads


async def test_a_block_that_shows_only_when_the_answer_goes_out_is_told_too(town: Town) -> None:
    coach, parent = await town.coach("bilal"), await town.parent("Sanne")
    await ask(parent, "Kunt u mij helpen?")
    await town.after(minutes=1)
    parent.phone.blocked = True  # Telegram did not tell
    await replies(coach, told_of(coach, "Kunt u mij helpen?"), "Ja, kom maar.")
    await town.quiet()
    waits = "❗ De bot kan Sanne nu niet bereiken. Uw antwoord wacht."
    assert any(text.startswith(waits) for text in coach.everything)


async def test_what_cannot_be_a_question_is_told_kindly(town: Town) -> None:
    coach, parent = await town.coach("bilal"), await town.parent()
    told = len(coach.everything)
    await parent.type("/menu")
    await parent.tap("💬")
    await parent.does("send_voice", VOICE, 121)
    assert parent.reads.startswith(town.says(TOO_LONG_VOICE.words))
    await parent.does("send_voice", VOICE, 60, size=50_000_000)
    assert parent.reads.startswith(town.says(TOO_LONG_VOICE.words))
    await parent.type("a" * 1501)
    assert parent.reads.startswith(town.says(TOO_LONG.words))
    await parent.does("send_sticker")
    assert parent.reads.startswith(town.says(phrases.ONLY_BUTTONS))
    await parent.does("send_document", "brief.pdf", b"%PDF", "application/pdf")
    assert parent.reads.startswith(town.says(phrases.ONLY_BUTTONS))
    assert len(coach.everything) == told
    await parent.type("a" * 1500)
    assert coach.phone.last.buttons
    assert "a" * 1500 in coach.reads
    mine = [message for message in parent.phone.messages if not message.outgoing][-1]
    await parent.does("edit", mine.message_id, "iets anders")
    assert parent.reads.startswith(
        town.says("I cannot see what changed in an old message. Please answer here.")
    )
    await coach.type("Is dit voor u?")
    assert coach.reads.startswith(town.says(NOT_READ_BY_COACH))
    await coach.does("send_sticker", reply_to=told_of(coach, "aaa").message_id)
    assert coach.reads.startswith(town.says(phrases.ONLY_BUTTONS))
    first = next(message for message in coach.phone.messages if message.outgoing)
    await coach.does("type", "Hallo", reply_to=first.message_id)  # to something else
    assert coach.reads.startswith(town.says(NOT_READ_BY_COACH))


async def test_a_question_goes_with_its_school_to_another_coach(town: Town) -> None:
    bilal, anna = await town.coach("bilal"), await town.coach("anna", "Anna")
    parent = await town.parent("Sanne")
    await ask(parent, "Is er zwemles?")
    schools = {"anna": ("hardenberg", "lutten"), "bilal": ("slagharen",), "carla": ()}
    changed = [c.model_copy(update={"schools": schools[c.id]}) for c in town.config.coaches]
    town.config = town.config.model_copy(update={"coaches": tuple(changed)})
    await town.restart()
    await replies(bilal, told_of(bilal, "Is er zwemles?"), "Ja, van mij.")
    assert bilal.reads.startswith(town.says(GONE))
    await anna.type("/menu")
    await anna.tap("💬 ")
    await anna.tap("Sanne")
    await replies(anna, anna.phone.last, "Ja, van Anna.")
    assert "👤 Voorbeeldcoach Anna" in parent.reads
    assert "Ja, van mij." not in str(parent.everything)
