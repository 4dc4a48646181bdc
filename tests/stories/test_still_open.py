"""What a coach still has to do stands in the agenda of the morning when nothing else reminds."""

from datetime import UTC, datetime, timedelta

from bot.services.still_open import HEAD, NOT_SEEN
from tests.stories.mailbox import Mailbox, text_of
from tests.stories.posting import BILAL
from tests.stories.town import Town
from tests.stories.ways import ask, book, replies, want_call

MORNING = datetime(2026, 11, 30, 6, 30, tzinfo=UTC)  # when the agendas go out
VOICE = b"OggS" + bytes(40)


async def _mornings(town: Town, first: int, last: int) -> None:
    """Let days go by, each with its morning; the first one is Monday, number 0."""
    for day in range(first, last + 1):
        await town.at(MORNING + timedelta(days=day))


async def test_a_coach_who_reads_e_mail_finds_it_in_the_agenda_until_its_term_is_over(
    by_mail: Town, mailbox: Mailbox
) -> None:
    town = by_mail
    parent, other = await town.parent("Sanne de Vries"), await town.parent("Noor")
    await want_call(parent)
    await ask(other, "Is er zwemles?")
    await other.type("/menu")
    await other.tap("💬")
    await other.does("send_voice", VOICE, 3)
    told = len(mailbox.to(BILAL))
    await _mornings(town, 1, 1)
    [agenda] = mailbox.to(BILAL)[told:]
    assert agenda["Subject"] == "Nog te doen: Sanne, Noor"
    read = text_of(agenda)
    for words in (HEAD, NOT_SEEN):
        assert town.says(words) in read
    for said in ("Sanne de Vries", "06 1000", "Is er zwemles?", "🎙️", "maandag 30 november"):
        assert said in read
    await _mornings(town, 2, 7)  # a study day on Friday, and a weekend
    assert len(mailbox.to(BILAL)) == told + 4
    await parent.type("/menu")
    await parent.tap("📋")
    await parent.tap("📞 De coach")
    await parent.tap("❌")
    await town.at(MORNING + timedelta(days=8, minutes=-5))
    await want_call(await town.parent("Fatima"))  # of whom the coach hears now
    await _mornings(town, 8, 8)
    assert mailbox.subjects(BILAL)[-1] == "Nog te doen: Noor"
    await town.at(MORNING + timedelta(days=40))
    assert town.app is not None
    town.app.chores.catch_up("clean up")
    await town.at(town.clock())
    told = len(mailbox.to(BILAL))
    await _mornings(town, 42, 44)
    assert len(mailbox.to(BILAL)) == told


async def test_it_stands_under_the_talks_of_the_day(by_mail: Town, mailbox: Mailbox) -> None:
    town = by_mail
    await want_call(await town.parent("Sanne"))
    await book(await town.parent("Noor"), day=1)
    await _mornings(town, 1, 2)
    agenda = mailbox.to(BILAL)[-1]
    assert agenda["Subject"] == "Uw afspraken van vandaag"
    read = text_of(agenda)
    assert read.index("Noor") < read.index(town.says(HEAD)) < read.index("Sanne")


async def test_after_the_last_reminder_a_line_in_the_agenda_goes_on_until_it_is_done(
    town: Town,
) -> None:
    coach, parent = await town.coach("bilal"), await town.parent("Sanne")
    other = await town.parent("Noor")
    await want_call(parent)
    await ask(other, "Is er zwemles?")
    for _ in range(16):  # as long as there are reminders of the call
        await town.after(hours=12)
    assert not any("📞 Sanne," in text for text in coach.everything)
    await town.after(hours=12)
    await _mornings(town, 9, 10)
    lines = coach.reads.split("\n")
    assert lines[:1] == [town.says(HEAD)]
    assert [line.partition(",")[0] for line in lines[1:3]] == ["📞 Sanne", "💬 Noor"]
    assert "06 1" not in coach.reads
    assert "zwemles" not in coach.reads
    await coach.type("/menu")
    await coach.tap("📞 ")
    await coach.tap("Sanne")
    await coach.tap("✅")
    await coach.type("/menu")
    await coach.tap("💬 ")
    await coach.tap("Noor")
    await replies(coach, coach.phone.last, "Ja hoor.")
    said = len(coach.everything)
    await _mornings(town, 11, 15)
    assert len(coach.everything) == said


async def test_who_erases_everything_is_in_no_agenda_that_has_not_left(
    by_mail: Town, mailbox: Mailbox
) -> None:
    town = by_mail
    parent, other = await town.parent("Sanne"), await town.parent("Noor")
    await want_call(parent)
    await book(other, day=1)
    mailbox.refuses = {BILAL}
    await _mornings(town, 1, 1)
    mailbox.refuses = set()
    await mailbox.stop()
    await _mornings(town, 2, 2)
    await parent.type("/privacy")
    await parent.tap("🗑️")
    await parent.tap("✅")
    bodies = [body for (body,) in await town.rows("SELECT body FROM letters")]
    assert not [body for body in bodies if "Sanne" in body]
    told = len(mailbox.to(BILAL))
    await mailbox.start()
    await town.after(minutes=5)
    [agenda] = [one for one in mailbox.to(BILAL)[told:] if "vandaag" in one["Subject"]]
    assert "Noor" in text_of(agenda)
    assert "Sanne" not in text_of(agenda)
