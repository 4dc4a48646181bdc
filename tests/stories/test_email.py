"""A coach without Telegram: everything comes by e-mail, and into the calendar they have."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from pydantic import SecretStr
from telegram import Bot

from bot.delivery.composing import NOT_ALONG
from bot.delivery.email import EmailPost
from bot.delivery.fates import Later
from bot.settings import Config
from bot.simulator import Fault
from storage.claiming import Claimed
from tests.stories.certificate import certificate
from tests.stories.mailbox import HERE, Mailbox, text_of
from tests.stories.posting import ANNA, BILAL, CARLA, DINA, SENDER, notified, server
from tests.stories.town import MONDAY, PATIENCE, Somebody, Town
from tests.stories.ways import book, first_time, to_days

TOPIC = "Geld"
BODY = '{"text": "Hoi", "rows": [], "share": null}'
WAITING = "SELECT coach, channel FROM letters WHERE coach IS NOT NULL AND ended IS NULL"


@pytest.fixture
def town(by_mail: Town) -> Town:
    """A town where one coach, and the coordinator, read nothing but e-mail."""
    return by_mail


async def move(parent: Somebody, day: int = 0) -> None:
    """Move the only appointment to the first time of another day."""
    await parent.type("/menu")
    await parent.tap("📋")
    await parent.tap(parent.buttons[0])
    await parent.tap("🔄")
    await first_time(parent, day)
    await parent.tap("✅")


async def cancel(parent: Somebody) -> None:
    await parent.type("/menu")
    await parent.tap("📋")
    await parent.tap(parent.buttons[0])
    await parent.tap("❌")
    await parent.tap("✅")


async def minutes(town: Town, count: int) -> None:
    """Let time go by; the heart beats meanwhile."""
    for _ in range(count // 4):
        await town.after(minutes=4)


async def erase(parent: Somebody) -> None:
    await parent.type("/privacy")
    await parent.tap("🗑️")
    await parent.tap("✅")


async def starts(town: Town) -> list[datetime]:
    rows = await town.rows("SELECT start FROM appointments ORDER BY start")
    return [datetime.fromtimestamp(start, UTC) for (start,) in rows]


async def test_a_talk_booked_moved_twice_and_cancelled_is_one_entry_with_sequence_0_to_3(
    town: Town, mailbox: Mailbox
) -> None:
    parent = await town.parent("Sanne de Vries")
    await book(parent)
    times = await starts(town)
    await move(parent, 2)
    times += await starts(town)
    await move(parent, 4)
    times += await starts(town)
    await cancel(parent)
    events = mailbox.events(BILAL)
    assert [event.method for event in events] == ["REQUEST", "REQUEST", "REQUEST", "CANCEL"]
    assert [event.sequence for event in events] == [0, 1, 2, 3]
    assert len({event.uid for event in events}) == 1
    assert len(set(times)) == 3
    assert [event.start for event in events] == [*times, times[-1]]
    assert [event.alarm for event in events] == [timedelta(minutes=-30)] * 3 + [None]
    assert await town.rows(WAITING) == []
    before = len(mailbox.taken)
    await town.at(times[-1] - timedelta(minutes=30))
    await town.at(times[-1])
    assert len(mailbox.taken) == before


async def test_others_see_no_topic_and_only_a_first_name(town: Town, mailbox: Mailbox) -> None:
    parent = await town.parent("Sanne de Vries")
    await book(parent, how="📞")
    [message], [event] = mailbox.to(BILAL), mailbox.events(BILAL)
    assert message["Subject"] == "Nieuwe afspraak met Sanne"
    assert event.title == "Afspraak met Sanne"
    for seen in (str(message["Subject"]), event.written):
        assert "Vries" not in seen
        assert TOPIC not in seen
        assert parent.phone.number not in seen
    read = text_of(message)
    assert "Sanne de Vries" in read
    assert TOPIC in read
    assert str(message["From"]) == f"kansencoach Voorbeeldgemeente <{SENDER}>"


async def test_the_morning_brings_the_agenda_and_the_talk_no_second_reminder(
    town: Town, mailbox: Mailbox
) -> None:
    parent = await town.parent("Sanne")
    await book(parent, day=1)
    [start] = await starts(town)
    await town.at(start.replace(hour=6, minute=31))
    assert mailbox.subjects(BILAL)[1:] == ["Uw afspraken van vandaag"]
    assert "Sanne" in text_of(mailbox.to(BILAL)[-1])
    await town.at(start)
    assert len(mailbox.to(BILAL)) == 2


async def test_a_coach_who_gets_e_mail_too_finds_what_was_booked_before_in_the_calendar(
    town: Town, config: Config, mailbox: Mailbox
) -> None:
    town.config = config
    await town.restart()
    coach, parent = await town.coach("bilal"), await town.parent("Sanne")
    await book(await town.parent("Noor"), day=1)
    town.config = notified(config, bilal="both")
    for _ in range(2):
        await town.restart()
        await town.quiet()
    assert [event.title for event in mailbox.events(BILAL)] == ["Afspraak met Noor"]
    mailbox.taken.clear()
    await book(parent)
    assert coach.reads.partition("\n")[0] in text_of(mailbox.to(BILAL)[0])
    start = min(await starts(town))
    await town.at(start - timedelta(minutes=30))
    assert coach.reads.startswith("🔔")
    assert len(mailbox.to(BILAL)) == 1


async def test_a_talk_that_goes_to_another_coach_leaves_the_one_calendar_for_the_other(
    town: Town, mailbox: Mailbox
) -> None:
    parent = await town.parent("Sanne")
    await book(parent)
    town.config = notified(_handed(town.config), bilal="email", carla="email")
    await town.restart()
    await move(parent, 1)
    [_, off], [on] = mailbox.events(BILAL), mailbox.events(CARLA)
    assert (off.method, off.sequence) == ("CANCEL", 1)
    assert (on.method, on.sequence) == ("REQUEST", 1)
    assert off.uid == on.uid


def _handed(config: Config) -> Config:
    """Let Carla take Bilal's school and hours over."""
    hours = config.coaches[1].hours
    changed = {
        "bilal": {"schools": ("slagharen",), "hours": {"slagharen": hours["slagharen"]}},
        "carla": {"schools": ("hardenberg",), "hours": {"hardenberg": hours["hardenberg"]}},
    }
    coaches = [coach.model_copy(update=changed.get(coach.id, {})) for coach in config.coaches]
    return config.model_copy(update={"coaches": tuple(coaches)})


async def test_who_erases_everything_leaves_every_calendar_and_no_name(
    town: Town, mailbox: Mailbox
) -> None:
    parent = await town.parent("Sanne")
    await book(parent)
    town.config = notified(_handed(town.config), bilal="email", carla="email")
    await town.restart()
    await mailbox.stop()
    await move(parent, 1)
    await erase(parent)
    await mailbox.start()
    await town.after(minutes=5)
    [_, off], [never] = mailbox.events(BILAL), mailbox.events(CARLA)
    assert (off.method, off.sequence) == ("CANCEL", 1)
    assert (never.method, never.sequence) == ("CANCEL", 2)
    told = [*mailbox.to(BILAL)[1:], *mailbox.to(CARLA)]
    assert not any("Sanne" in text_of(message) + message["Subject"] for message in told)
    assert not any("Sanne" in event.written for event in (off, never))


async def test_an_hour_without_the_mail_server_loses_doubles_and_mixes_up_nothing(
    town: Town, mailbox: Mailbox
) -> None:
    parent, other = await town.parent("Sanne"), await town.parent("Noor")
    await mailbox.stop()
    await book(parent)
    await minutes(town, 20)
    await move(parent, 2)
    await minutes(town, 20)
    await book(other)
    await cancel(parent)
    await minutes(town, 20)
    assert mailbox.taken == []
    await mailbox.start()
    await minutes(town, 20)
    assert [event.sequence for event in mailbox.events(BILAL)] == [0, 1, 0, 2]
    assert mailbox.subjects(DINA) == ["De kansencoach-bot heeft hulp nodig"]
    assert "09:00" in text_of(mailbox.to(DINA)[0])


async def _hears(town: Town, somebody: Somebody, words: str) -> None:
    """Wait for a message to a phone, whatever else is still under way."""
    await town.simulator.wait(
        lambda: any(words in (m.text or "") for m in somebody.phone.messages), PATIENCE
    )


async def test_a_mail_server_that_hangs_holds_up_nobody_on_telegram(
    town: Town, mailbox: Mailbox
) -> None:
    parent, other = await town.parent("Sanne"), await town.parent("Noor")
    await to_days(parent)
    await first_time(parent)
    mailbox.hangs = True
    parent.phone.tap_text("✅")
    await _hears(town, parent, "📅")
    await town.simulator.wait(lambda: mailbox.tries == 1, PATIENCE)
    other.phone.type("/help")
    await _hears(town, other, "112")
    assert mailbox.taken == []
    mailbox.hangs = False
    mailbox.hang_up()
    await town.quiet()
    await town.after(seconds=2)
    assert [event.sequence for event in mailbox.events(BILAL)] == [0]


async def test_a_mail_server_that_says_nothing_is_left_after_a_while(
    town: Town, mailbox: Mailbox
) -> None:
    assert town.app is not None
    mailbox.hangs = True
    post = EmailPost(town.app.office, server(mailbox), Bot("1:a"), patience=0.1)
    letter = Claimed(1, 0, "bilal", 1, "message", BODY, 3, None, 0, MONDAY, None, None)
    assert await post.send(letter) == Later(timedelta(seconds=8))
    assert mailbox.tries == 1


async def test_an_address_that_is_refused_is_told_to_the_coordinator_and_holds_up_no_other(
    town: Town, mailbox: Mailbox
) -> None:
    town.config = notified(town.config, bilal="email", anna="email")
    await town.restart()
    mailbox.refuses = {BILAL}
    parent = await town.parent("Sanne")
    await book(parent)
    await move(parent, 2)
    await book(await town.parent("Noor", school="lutten"))
    assert len(mailbox.to(ANNA)) == 1
    [told] = mailbox.to(DINA)
    assert "Bilal" in text_of(told)
    assert "Sanne" not in text_of(told)
    refused = await town.rows("SELECT coach, channel FROM letters WHERE fate = 'refused'")
    assert set(refused) == {("bilal", "email")}
    assert await town.rows(WAITING) == []


async def test_an_e_mail_that_was_taken_unsaid_comes_again_under_the_same_name(
    town: Town, mailbox: Mailbox
) -> None:
    parent = await town.parent("Sanne")
    mailbox.forgets = True
    await book(parent)
    mailbox.forgets = False
    await town.after(seconds=30)
    first, *others = [message["Message-ID"] for message in mailbox.to(BILAL)]
    assert others
    assert set(others) == {first}


async def test_a_busy_mail_server_is_asked_again_and_gets_one_connection_at_a_time(
    town: Town, mailbox: Mailbox
) -> None:
    town.config = notified(town.config, bilal="email", anna="email")
    await town.restart()
    mailbox.busy = True
    await book(await town.parent("Sanne"))
    await book(await town.parent("Noor", school="lutten"))
    assert mailbox.taken == []
    mailbox.busy = False
    await town.after(minutes=5)
    assert len(mailbox.to(BILAL)) == len(mailbox.to(ANNA)) == 1
    assert mailbox.most_at_once == 1


async def test_what_waits_goes_the_way_that_its_coach_reads_now(
    town: Town, mailbox: Mailbox, config: Config
) -> None:
    await mailbox.stop()
    await book(await town.parent("Sanne"))
    town.config = config
    await town.restart()
    coach = await town.coach("bilal")
    await town.after(minutes=5)
    assert any("Sanne" in text for text in coach.everything)
    assert await town.rows(WAITING) == []
    await mailbox.start()


@pytest.mark.filterwarnings("ignore:Session.login_data:DeprecationWarning")  # of aiosmtpd itself
@pytest.mark.filterwarnings("ignore:Requiring AUTH while not requiring TLS")  # it comes with TLS
@pytest.mark.parametrize("way", ["starttls", "tls"])
async def test_user_and_password_go_to_a_server_that_proved_who_it_is_and_into_no_log(
    way: str,
    tmp_path: Path,
    town: Town,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    file, shown = certificate(tmp_path, HERE)
    box = Mailbox(login=("bot", "s3cret"), **{way: shown})  # type: ignore[arg-type]
    await box.start()
    login = {way: True, "user": "bot", "password": SecretStr("s3cret")}
    town.mail = server(box, **login)
    await town.restart()
    await book(await town.parent("Sanne"))
    assert box.taken == []  # who it is, nobody vouches for
    await town.stop_program()
    monkeypatch.setenv("SSL_CERT_FILE", str(file))
    town.mail = server(box, **login | {"password": SecretStr("wr0ng")})
    await town.start_program()
    await town.after(minutes=5)
    assert box.taken == []
    town.mail = server(box, **login)
    await town.restart()
    await town.after(minutes=5)
    assert [event.sequence for event in box.events(BILAL)] == [0]
    assert not any(word in caplog.text for word in ("s3cret", "wr0ng", BILAL, "Sanne"))
    assert "does not know this user" in caplog.text
    await town.stop_program()
    await box.stop()


async def test_what_a_parent_says_or_shows_comes_along_as_a_file(
    town: Town, mailbox: Mailbox
) -> None:
    parent = await town.parent("Sanne de Vries")
    for send, content, kind in (
        ("send_voice", (b"OggS of a voice", 3), "audio/ogg"),
        ("send_photo", (b"JPEG of a letter",), "image/jpeg"),
    ):
        await parent.type("/menu")
        await parent.tap("💬")
        await parent.does(send, *content)
        message = mailbox.to(BILAL)[-1]
        [file] = message.iter_attachments()
        assert (file.get_content_type(), file.get_content()) == (kind, content[0])
        assert "Vries" not in message["Subject"]
        assert "Sanne de Vries" in text_of(message)


async def _says(parent: Somebody) -> None:
    """Ask the coach something by voice."""
    await parent.type("/menu")
    await parent.tap("💬")
    await parent.does("send_voice", b"OggS of a voice", 3)


async def test_a_file_that_is_gone_is_named_as_missing_and_holds_up_no_e_mail(
    town: Town, mailbox: Mailbox
) -> None:
    parent = await town.parent("Sanne")
    await mailbox.stop()
    await _says(parent)
    await book(parent, day=1)
    town.simulator.world.files.lose()
    await mailbox.start()
    await town.after(minutes=5)
    [question, _] = mailbox.to(BILAL)
    assert list(question.iter_attachments()) == []
    assert town.says(NOT_ALONG["voice"]) in text_of(question)
    assert len(mailbox.events(BILAL)) == 1


async def test_a_file_that_telegram_does_not_give_now_is_waited_for_but_not_for_ever(
    town: Town, mailbox: Mailbox
) -> None:
    parent = await town.parent("Sanne")
    town.simulator.faults.add(Fault("getFile", status=502, times=None))
    await _says(parent)
    await town.after(hours=1)
    assert mailbox.to(BILAL) == []
    town.simulator.faults.clear()
    await town.after(minutes=5)
    [file] = mailbox.to(BILAL)[-1].iter_attachments()
    assert file.get_content() == b"OggS of a voice"
    town.simulator.faults.add(Fault("getFile", status=502, times=None))
    await _says(parent)
    await town.after(hours=6, minutes=1)
    await town.after(minutes=5)
    assert len(mailbox.to(BILAL)) == 2
    assert town.says(NOT_ALONG["voice"]) in text_of(mailbox.to(BILAL)[-1])
