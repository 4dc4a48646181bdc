"""A parent who cannot type says the number: the coach hears it as it is, with each notice of it."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.conversation import phrases
from bot.services import messages, notices
from storage import appointments
from tests.stories.mailbox import Mailbox, text_of
from tests.stories.posting import BILAL as BILALS_MAIL
from tests.stories.saying import (
    IN_VOICE,
    VOICE,
    book_by_voice,
    call_by_voice,
    exported,
    heard,
    say,
    says_number,
    to_number,
)
from tests.stories.test_absence import BILAL, to_absence
from tests.stories.test_booking import coming
from tests.stories.test_privacy import _erase, _night
from tests.stories.test_waiting_list import cancel, wait
from tests.stories.town import MONDAY, Somebody, Town
from tests.stories.ways import book, first_time, to_days, told_of

PHOTO = b"\xff\xd8\xff" + bytes(40)
STRAIGHT = pytest.mark.parametrize("town", ["straight"], indirect=True)


async def _kept(town: Town) -> list[tuple[str, int]]:
    return await town.rows("SELECT about, parent FROM voice_answers")


async def test_a_talk_is_booked_with_a_number_that_is_said(town: Town) -> None:
    coach, parent = await town.coach("bilal"), await town.parent("Noor", "ar")
    await to_number(parent)
    check = await say(parent)
    assert town.says(IN_VOICE, "ar") in check
    assert parent.phone.keyboard is None
    assert f"☑️ {town.says(messages.SHAPES['voice'], 'ar')}" in parent.everything
    text = await exported(parent)
    assert "voice/" not in text
    await parent.tap("✅")
    assert town.says(IN_VOICE) in coach.everything[-2]
    assert coach.reads == f"{says_number(town, 'Noor')}\n🌐 Taal: Arabisch"
    assert heard(coach) == [(VOICE, says_number(town, "Noor"))]
    [talk] = await coming(town, parent)
    assert await _kept(town) == [(talk.id, parent.phone.chat_id)]
    assert town.says(IN_VOICE, "ar") in await exported(parent)
    await coach.type("/agenda")
    await coach.tap("Noor")
    assert town.says(IN_VOICE) in coach.reads
    await town.at(talk.start - timedelta(minutes=10))
    told = coach.everything
    [soon] = [n for n, text in enumerate(told) if text.startswith(town.says(notices.SOON))]
    assert town.says(IN_VOICE) in told[soon]
    assert told[soon + 1].startswith(says_number(town, "Noor"))
    assert heard(coach)[1:] == [(VOICE, says_number(town, "Noor"))]


async def test_each_coach_who_has_the_talk_hears_the_number(town: Town) -> None:
    anna, bilal = await town.coach("anna"), await town.coach("bilal")
    parent = await town.parent("Joe", "nl", "de_krim")
    await book_by_voice(parent, day=0)
    assert heard(anna) == [(VOICE, says_number(town, "Joe"))]
    await to_absence(anna, "↔️", "➕", "1", "4", "✅", "❗", BILAL)
    assert heard(bilal) == [(VOICE, says_number(town, "Joe"))]
    assert town.says(IN_VOICE) in bilal.everything[-2]
    assert len(heard(anna)) == 1


async def test_a_talk_that_moves_takes_the_number_along_and_one_that_is_off_forgets_it(
    town: Town,
) -> None:
    coach, parent = await town.coach("bilal"), await town.parent("Sanne")
    await book_by_voice(parent)
    await parent.tap("🔄")
    await first_time(parent, 3)
    await parent.tap("✅")
    told = told_of(coach, "Afspraak verzet")
    assert town.says(IN_VOICE) in (told.text or "")
    assert len(heard(coach)) == 2
    await parent.tap("❌")
    await parent.tap("✅")
    assert await _kept(town) == []
    assert len(heard(coach)) == 2
    await town.at(MONDAY + timedelta(days=9))
    assert len(heard(coach)) == 2


async def test_a_call_is_asked_for_by_voice_and_forgotten_when_it_was_made(town: Town) -> None:
    coach, parent = await town.coach("bilal"), await town.parent("Sanne")
    await call_by_voice(parent)
    assert "Voorbeeldcoach Bilal" in parent.reads
    assert town.says(IN_VOICE) in coach.everything[-2]
    assert heard(coach) == [(VOICE, says_number(town, "Sanne"))]
    await parent.type("/menu")
    await parent.tap("📞")
    assert town.says(IN_VOICE) in parent.reads
    assert town.says(IN_VOICE) in await exported(parent)
    await town.at(MONDAY + timedelta(hours=3))  # the coach is reminded, and hears it again
    assert len(heard(coach)) == 2
    await coach.tap("✅")
    assert await _kept(town) == []
    assert await town.rows("SELECT phone FROM callbacks") == [("",)]


async def test_a_call_that_is_taken_back_is_forgotten_too(town: Town) -> None:
    await town.coach("bilal")
    parent = await town.parent("Sanne")
    await call_by_voice(parent)
    await parent.type("/menu")
    await parent.tap("📞")
    await parent.tap("❌")
    assert await _kept(town) == []


async def test_who_takes_a_time_that_came_free_can_say_the_number(town: Town) -> None:
    holder, parent = await town.parent("Sanne"), await town.parent("Noor")
    coach = await town.coach("bilal")
    await book(holder, day=1)
    await wait(parent, how="📞")
    await cancel(holder)
    await parent.tap("📅")
    assert town.says(IN_VOICE) in await say(parent)
    await parent.tap("✅")
    [talk] = await coming(town, parent)
    assert talk.phone == "voice"
    assert heard(coach) == [(VOICE, says_number(town, "Noor"))]


async def test_a_coach_who_comes_later_hears_each_number_below_its_notice(town: Town) -> None:
    first, second = await town.parent("Sanne"), await town.parent("Noor")
    await book_by_voice(first)
    await book_by_voice(second, VOICE[::-1])
    coach = await town.coach("bilal")
    assert heard(coach) == [
        (VOICE, says_number(town, "Sanne")),
        (VOICE[::-1], says_number(town, "Noor")),
    ]
    shown = [m.voice is not None for m in coach.phone.messages if m.outgoing][-4:]
    assert shown == [False, True, False, True]


async def test_who_goes_back_and_types_the_number_says_none(town: Town) -> None:
    coach, parent = await town.coach("bilal"), await town.parent("Sanne")
    await to_number(parent)
    await say(parent)
    await parent.tap("↩️")
    check = await parent.type("0523 280 200")
    assert "0523 280 200" in check
    await parent.tap("✅")
    assert heard(coach) == []
    assert await _kept(town) == []


async def test_what_is_too_long_or_no_voice_is_no_number(town: Town) -> None:
    parent = await town.parent("Sanne")
    for go in (to_number(parent), _to_call(parent)):
        await go
        place = await parent.place()
        refused = await say(parent, seconds=121)
        assert refused.startswith(town.says(messages.TOO_LONG_VOICE.words))
        photo = await parent.does("send_photo", PHOTO)
        assert photo.startswith(town.says(phrases.ONLY_BUTTONS))
        assert await parent.place() == place
        assert parent.phone.keyboard is not None


async def _to_call(parent: Somebody) -> None:
    await parent.type("/menu")
    await parent.tap("📞")
    await parent.tap("middag")


async def test_where_only_buttons_are_a_voice_message_is_not_heard(town: Town) -> None:
    parent = await town.parent("Sanne")
    await to_days(parent)
    assert (await say(parent)).startswith(town.says(phrases.TAP_A_BUTTON))


async def test_a_coach_at_the_gate_types_a_name_and_a_number(town: Town) -> None:
    coach = await town.coach("bilal")
    await coach.type("/menu")
    await coach.tap("📅")
    await coach.tap("Hardenberg")
    assert (await say(coach)).startswith(town.says(phrases.ONLY_BUTTONS))
    await coach.type("Amina")
    for label in ("Nederlands", "💶", "📞"):
        await coach.tap(label)
    await first_time(coach, 1)
    assert (await say(coach)).startswith(town.says(phrases.ONLY_BUTTONS))
    assert await _kept(town) == []


async def test_who_erases_everything_is_heard_by_nobody(town: Town) -> None:
    parent = await town.parent("Sanne")
    await book_by_voice(parent)
    await call_by_voice(parent)
    assert len(await _kept(town)) == 2
    await _erase(parent)
    assert await _kept(town) == []
    coach = await town.coach("bilal")
    assert heard(coach) == []


@STRAIGHT
async def test_a_number_is_forgotten_as_what_is_written_counted_from_the_talk(town: Town) -> None:
    parent = await town.parent("Sanne")
    await book_by_voice(parent, day=3)
    await call_by_voice(parent)
    [talk] = await coming(town, parent)
    assert len(await _kept(town)) == 2
    await town.at(MONDAY + timedelta(days=30, minutes=1))
    await _night(town)
    assert await _kept(town) == [(talk.id, parent.phone.chat_id)]
    await town.at(talk.end + timedelta(days=30))
    await _night(town)
    assert len(await _kept(town)) == 1
    await town.after(minutes=1)
    await _night(town)
    assert await _kept(town) == []
    assert town.app is not None
    reader = town.app.office.database.reader
    [still] = await appointments.all_of_parent(reader, parent.phone.chat_id)
    assert still.phone == "voice"
    await parent.type("/menu")
    assert town.says(IN_VOICE) in await exported(parent)


async def test_a_coach_who_reads_e_mail_gets_the_voice_message_in_one(
    by_mail: Town, mailbox: Mailbox
) -> None:
    parent = await by_mail.parent("Sanne")
    await book_by_voice(parent)
    await call_by_voice(parent, VOICE[::-1])
    notice, number, call, other = mailbox.to(BILALS_MAIL)
    for mail in (notice, call):
        assert by_mail.says(IN_VOICE) in text_of(mail)
    for mail, voice in ((number, VOICE), (other, VOICE[::-1])):
        assert says_number(by_mail, "Sanne") in text_of(mail)
        [attached] = mail.iter_attachments()
        assert attached.get_content() == voice
    [event] = mailbox.events(BILALS_MAIL)
    assert by_mail.says(IN_VOICE) not in event.written
    await by_mail.at(datetime(2026, 12, 1, 7, 0, tzinfo=UTC))
    assert by_mail.says(IN_VOICE) in text_of(mailbox.to(BILALS_MAIL)[-1])
