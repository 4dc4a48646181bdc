"""A parent asks, the coach answers: typed, said or shown, by Telegram or by e-mail."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

from bot.conversation import phrases
from bot.settings import Config, MailServer
from tests.stories.mailbox import HERE, Mailbox, text_of
from tests.stories.town import MONDAY, Town
from tests.stories.ways import ask, replies, told_of, want_call

VOICE, PHOTO = b"OggS" + bytes(40), b"\xff\xd8\xff" + bytes(40)


async def test_a_question_reaches_the_coach_and_the_answer_the_parent(town: Town) -> None:
    """Asked in Arabic, answered in Dutch by Telegram's own reply; no number is shared."""
    coach, parent = await town.coach("bilal"), await town.parent("Amina", "ar")
    await parent.type("/menu")
    asks = await parent.tap("💬")
    assert "🆘" in asks
    assert any("🆘" in button for button in parent.buttons)
    heard = await parent.type("متى تبدأ السباحة؟")
    assert town.says(datetime(2026, 12, 2, tzinfo=UTC).date(), "ar") in heard
    told = told_of(coach, "متى تبدأ السباحة؟")
    for words in ("Amina", "Voorbeeldschool Hardenberg", "Arabisch"):
        assert words in (told.text or "")
    await replies(coach, told, "Op woensdag om 15.00 uur.")
    assert coach.reads.startswith("✅ Amina")
    assert "Op woensdag om 15.00 uur." in parent.reads
    assert "Voorbeeldcoach Bilal" in parent.reads
    assert "الهولندية" in parent.reads
    assert [button.split()[0] for button in parent.buttons] == ["💬", "📅", "🌐", "🆘"]
    answered = parent.phone.last
    await parent.tap("💬")
    assert "Op woensdag" in (answered.text or "")  # the words of the coach stay
    assert coach.phone.find(told.message_id).buttons == told.buttons  # type: ignore[union-attr]
    assert await town.rows("SELECT content FROM messages") == [("",)]
    bodies = await town.rows("SELECT DISTINCT body FROM letters WHERE ended IS NOT NULL")
    assert bodies == [("",)]
    alike = str([call.params for call in town.simulator.calls])
    assert parent.phone.number not in alike
    assert coach.phone.number not in alike


async def test_a_voice_message_and_a_photo_go_both_ways_as_they_are(town: Town) -> None:
    coach, parent = await town.coach("bilal"), await town.parent("Noor", "nl")
    await parent.type("/menu")
    await parent.tap("💬")
    await parent.does("send_voice", VOICE, 120)
    voice = coach.phone.last.voice
    assert voice is not None
    assert voice["duration"] == 120
    assert "Noor" in coach.reads
    asked = coach.phone.last
    await coach.tap("✍️")
    assert "Noor" in (asked.text or "")  # what was asked stays, with its buttons
    assert len(asked.buttons) == 2
    await coach.does("send_voice", VOICE[::-1], 7)
    assert parent.phone.last.voice is not None
    assert parent.reads.startswith("👤 Voorbeeldcoach Bilal")
    await parent.tap("💬")
    await parent.does("send_photo", PHOTO, caption="Wat staat hier?")
    assert coach.phone.last.photo is not None
    assert coach.phone.last.photo["width"] == 320  # the largest size
    assert "Wat staat hier?" in coach.reads
    told = coach.phone.last
    await coach.does("send_photo", PHOTO, caption="Kijk, zo.", reply_to=told.message_id)
    assert parent.phone.last.photo is not None
    assert "Kijk, zo." in parent.reads
    assert len(await town.rows("SELECT id FROM messages WHERE answered IS NOT NULL")) == 2


async def test_a_voice_message_that_is_no_sound_goes_to_the_coach_as_it_is(town: Town) -> None:
    """Telegram sends it on by its name, and nobody here has to be able to read it."""
    coach, parent = await town.coach("bilal"), await town.parent("Noor", "nl")
    await parent.type("/menu")
    await parent.tap("💬")
    await parent.does("send_voice", b"no sound at all", 7, "audio/mpeg")
    assert coach.phone.voice(coach.phone.last) == b"no sound at all"
    assert "Nederlands" in coach.reads


async def test_all_pages_of_a_letter_come_when_they_are_sent_at_once(town: Town) -> None:
    coach, parent = await town.coach("bilal"), await town.parent()
    await parent.type("/menu")
    await parent.tap("💬")
    for _ in range(3):
        await parent.does("send_photo", PHOTO, album="letter")
    photos = [message for message in coach.phone.messages if message.photo]
    assert len(photos) == 3
    await replies(coach, photos[-1], "Ik help u.")
    assert "Ik help u." in parent.reads
    await coach.type("/menu")
    await coach.tap("💬")
    assert coach.reads.startswith(town.says("💬 No parent waits for an answer."))
    await parent.does("send_photo", PHOTO, album="another")  # nobody asked for this one
    assert parent.reads.startswith(town.says(phrases.NOT_READ))


async def test_a_coach_reads_what_waits_again_and_says_what_needs_no_answer(town: Town) -> None:
    coach, parent = await town.coach("bilal"), await town.parent("Sanne")
    other = await town.parent("Noor", school="slagharen")
    await ask(parent, "Mag mijn zoon op voetbal?")
    await parent.tap("💬")
    await parent.does("send_voice", VOICE, 3)
    assert parent.reads.startswith("✅ Voorbeeldcoach Bilal heeft dit nu ook.")
    await town.after(minutes=1)
    await ask(other, "Is er zwemles?")
    await coach.type("/menu")
    await coach.tap("💬 ")
    assert [label.split(",")[0] for label in coach.buttons[:3]] == ["Sanne", "Sanne", "Noor"]
    keyboard = coach.phone.last.inline_keyboard or []
    await coach.tap_again(coach.phone.last, keyboard[1][0]["callback_data"])
    assert coach.phone.last.voice is not None
    await coach.tap("✅")
    await coach.type("/menu")
    await coach.tap("💬 ")
    assert coach.buttons[0].startswith("Noor")  # what Sanne asked before is settled with it
    await coach.tap(coach.buttons[0])
    assert "Is er zwemles?" in coach.reads
    await coach.tap("✍️")
    await coach.type("Ja, in Hardenberg.")
    assert "Ja, in Hardenberg." in other.reads
    assert "Ja, in Hardenberg." not in str(parent.everything)


async def test_an_answer_leaves_what_was_asked_after_it(town: Town) -> None:
    coach, parent = await town.coach("bilal"), await town.parent("Sanne")
    await ask(parent, "Is er zwemles?")
    await town.after(minutes=1)
    await ask(parent, "En wat kost het?")
    await replies(coach, told_of(coach, "Is er zwemles?"), "Ja hoor.")
    await coach.tap("💬 ")
    assert [button.split(",")[0] for button in coach.buttons].count("Sanne") == 1
    await coach.tap("Sanne")
    assert "En wat kost het?" in coach.reads


async def test_a_parent_goes_on_by_replying_to_the_answer(town: Town) -> None:
    """Typed, said or shown, also while another question is open: that one stays open."""
    coach, parent = await town.coach("bilal"), await town.parent("Sanne")
    await ask(parent, "Kan ik u bellen?")
    await replies(coach, told_of(coach, "Kan ik u bellen?"), "Ja hoor.")
    answer = told_of(parent, "Ja hoor.")
    said = await replies(parent, answer, "Hoe laat dan?")
    assert said.startswith("✅ Uw vraag is bij Voorbeeldcoach Bilal.")
    told = told_of(coach, "Hoe laat dan?")
    await parent.type("/menu")
    await parent.tap("📅")
    place = await parent.place()
    await parent.does("send_voice", VOICE, 3, reply_to=answer.message_id)
    assert coach.phone.last.voice is not None
    await parent.does("send_photo", PHOTO, caption="Zo laat?", reply_to=answer.message_id)
    assert coach.phone.last.photo is not None
    assert "Zo laat?" in coach.reads
    assert await parent.place() == place
    await replies(coach, told, "Om drie uur.")
    assert "Om drie uur." in parent.reads
    await replies(parent, told_of(parent, "Om drie uur."), "Fijn!")
    assert "Fijn!" in coach.reads


async def test_a_reply_to_an_answer_goes_to_the_coach_of_now_or_nobody(town: Town) -> None:
    coach, parent = await town.coach("bilal"), await town.parent("Sanne")
    await ask(parent, "Kan ik u bellen?")
    await replies(coach, told_of(coach, "Kan ik u bellen?"), "Ja hoor.")
    answer, seen = told_of(parent, "Ja hoor."), len(coach.everything)
    coaches = [c.model_copy(update={"schools": ()}) for c in town.config.coaches]
    town.config = town.config.model_copy(update={"coaches": tuple(coaches)})
    await town.restart()
    said = await replies(parent, answer, "Hoe laat dan?")
    assert said.startswith("Uw school heeft nu geen kansencoach.")
    await parent.does("send_sticker", reply_to=answer.message_id)
    assert parent.reads.startswith(town.says(phrases.ONLY_BUTTONS))
    assert len(coach.everything) == seen


async def test_a_coach_who_cannot_read_yet_gets_the_question_later(town: Town) -> None:
    parent = await town.parent("Sanne")
    assert (await ask(parent, "Kunt u mij helpen?")).startswith("✅ Ik bewaar uw vraag.")
    coach = await town.coach("bilal")
    await replies(coach, told_of(coach, "Kunt u mij helpen?"), "Ja hoor.")
    assert "Ja hoor." in parent.reads


async def test_a_question_stands_in_the_file_of_everything_and_goes_in_time(town: Town) -> None:
    await town.coach("bilal")
    parent = await town.parent("Sanne")
    await ask(parent, "Geheim van Sanne")
    await parent.type("/privacy")
    await parent.tap("📄")
    stored = town.simulator.world.files.by_id(parent.phone.last.document["file_id"])  # type: ignore[index]
    assert stored is not None
    assert "Geheim van Sanne" in stored.data.decode()
    assert town.app is not None
    raw = await town.app.office.database.reader.value("SELECT content FROM messages")
    assert "Geheim" not in raw
    await town.at(MONDAY + timedelta(days=31))
    town.app.chores.catch_up("clean up")
    await town.at(town.clock())
    assert await town.rows("SELECT id FROM messages") == []


async def test_a_coach_without_telegram_gets_it_by_e_mail_and_nobody_promises_an_answer(
    tmp_path: Path, config: Config
) -> None:
    box = Mailbox()
    await box.start()
    server = MailServer(HERE, box.port, False, False, None, None, "bot@example.nl")  # noqa: FBT003
    coaches = [
        coach.model_copy(update={"email": "bilal@example.nl", "notify": "email"})
        if coach.id == "bilal"
        else coach
        for coach in config.coaches
    ]
    known = config.model_copy(update={"coaches": tuple(coaches)})
    town = Town(tmp_path, known, mail=server)
    await town.start()
    parent = await town.parent("Sanne de Vries")
    await parent.type("/menu")
    await parent.tap("💬")
    said = await parent.does("send_voice", VOICE, 5)
    assert said.startswith("✅ Voorbeeldcoach Bilal krijgt uw vraag per e-mail")
    await want_call(parent)
    assert "Voorbeeldcoach Bilal belt u" in str(parent.everything)
    question, call = box.to("bilal@example.nl")
    assert question["Subject"] == "Een vraag van Sanne"
    [voice] = question.iter_attachments()
    assert voice.get_content() == VOICE
    assert "Telegram" not in text_of(question)
    assert call["Subject"] == "Wilt u Sanne bellen?"
    assert "06 1000" in text_of(call)
    said_so_far = len(parent.everything)
    await town.at(MONDAY + timedelta(days=9))
    assert box.subjects("bilal@example.nl")[2:] == ["Nog te doen: Sanne"]  # see test_still_open.py
    assert len(parent.everything) == said_so_far
    await town.stop()
    await box.stop()
