"""A coach books for a parent at the school gate, and the parent's phone takes the talk over."""

import re
from base64 import urlsafe_b64decode

import pytest

from bot.conversation.words import Say
from bot.services.coaches import invite
from tests.stories.town import Somebody, Town
from tests.stories.ways import to_days

STRAIGHT = pytest.mark.parametrize("town", ["straight"], indirect=True)


async def _booked(
    coach: Somebody, school: str = "Hardenberg", language: str = "العربية", day: int = 0
) -> str:
    """Book as a coach, the first time of the day with this number; give what is in the code."""
    await coach.type("/menu")
    await coach.tap("📅")
    await coach.tap(school)
    await coach.type("Amina")
    await coach.tap(language)
    await coach.tap("💶")
    await coach.tap("🏫")
    if language != "Nederlands":
        await coach.tap("✅")
    await coach.tap(coach.buttons[day])
    while not coach.buttons[0].startswith("✅"):
        await coach.tap(coach.buttons[0])
    await coach.tap("✅")
    return _payload(coach)


def _payload(coach: Somebody) -> str:
    assert coach.phone.last is not None
    assert "photo" in coach.phone.last.content
    found = re.search(r"https://t\.me/\w+\?start=(\S+)", coach.phone.last.content["caption"])
    assert found is not None
    return found[1]


async def test_a_coach_books_and_the_parents_phone_takes_it_over(town: Town) -> None:
    coach = await town.coach("bilal")
    payload = await _booked(coach, day=2)
    [(appointment, nobody, who, start)] = await town.booked()
    assert (nobody < 0, who) == (True, "bilal")
    parent = town.somebody("A.", "nl")
    await parent.start(payload)
    assert await town.booked() == [(appointment, parent.phone.chat_id, "bilal", start)]
    assert parent.phone.last is not None
    hello = Say(
        "👋 Hello {my_name}. I am a computer. This is your appointment:", {"my_name": "Amina"}
    )
    assert town.says(hello, "ar") in parent.phone.last.content["caption"]
    [(name, language, school)] = await town.rows(
        "SELECT name, language, school FROM people WHERE chat = ?", parent.phone.chat_id
    )
    assert (name, language, school) == ("Amina", "ar", "hardenberg")
    assert any("Amina" in text and "📲" in text for text in coach.everything)
    reminders = await town.rows("SELECT chat FROM letters WHERE kind = 'reminder'")
    assert {chat for (chat,) in reminders} == {parent.phone.chat_id}
    sql = "SELECT count(*) FROM letters WHERE coach = 'bilal' AND appointment = ? AND ended IS NULL"
    assert await town.rows(sql, appointment) == [(1,)]
    told = len(coach.everything)
    await parent.tap("❌")
    await parent.tap("✅")
    assert await town.booked() == []
    assert "Amina" in coach.everything[told]


async def test_a_code_is_good_once_and_a_new_one_ends_the_old(town: Town) -> None:
    coach = await town.coach("bilal")
    first = await _booked(coach)
    await coach.tap("📲")
    second = _payload(coach)
    parent, other = town.somebody("Een"), town.somebody("Twee")
    await other.start(first)
    assert town.outcome("taking_over", "unknown") in "".join(other.everything)
    await parent.start(second)
    await other.start(second)
    assert town.outcome("taking_over", "used") in "".join(other.everything)
    [(_, owner, _, _)] = await town.booked()
    assert owner == parent.phone.chat_id


async def test_a_coach_cannot_take_over_what_is_for_a_parent(town: Town) -> None:
    coach = await town.coach("bilal")
    payload = await _booked(coach)
    await coach.start(payload)
    assert town.outcome("taking_over", "for_parent") in coach.reads
    [(_, owner, _, _)] = await town.booked()
    assert owner < 0


async def test_a_parent_who_has_another_talk_then_does_not_get_two_at_once(town: Town) -> None:
    parent, coach = await town.parent(), await town.coach("anna")
    await to_days(parent)
    await parent.tap("3 december")
    await parent.tap("middag")
    await parent.tap("13:00")
    await parent.tap("✅")
    payload = await _booked(coach, "Gramsbergen", day=1)
    assert len({start for _, _, _, start in await town.booked()}) == 1
    await parent.start(payload)
    assert town.outcome("taking_over", "busy") in parent.reads
    assert [owner > 0 for _, owner, _, _ in await town.booked()].count(True) == 1


async def test_what_became_of_a_talk_that_nobody_took_over_can_be_said(town: Town) -> None:
    coach = await town.coach("bilal")
    await _booked(coach, language="Nederlands")
    [(appointment, _, _, start)] = await town.booked()
    letters = await town.rows("SELECT chat, coach FROM letters WHERE appointment = ?", appointment)
    assert letters == [(None, "bilal")]
    await town.after(seconds=start + 3600 - town.clock().timestamp())
    await coach.type("/agenda")
    await coach.tap("Amina")
    assert not any("🔄" in button or "📲" in button for button in coach.buttons)
    await coach.tap("✅")
    assert await town.rows("SELECT state FROM appointments") == [("held",)]
    assert await town.rows("SELECT id FROM letters WHERE chat < 0") == []


async def test_a_coach_who_is_late_for_what_nobody_took_over_is_offered_no_message(
    town: Town,
) -> None:
    coach = await town.coach("bilal")
    await _booked(coach)
    [(*_, start)] = await town.booked()
    await town.after(seconds=start - town.clock().timestamp() - 600)
    await coach.type("/agenda")
    await coach.tap("Amina")
    assert any("🗑️" in button for button in coach.buttons)
    assert not any("⏱️" in button for button in coach.buttons)


async def test_who_takes_a_talk_over_before_the_first_questions_are_answered_is_not_asked_them(
    town: Town,
) -> None:
    coach = await town.coach("bilal")
    payload = await _booked(coach, day=2)
    parent = town.somebody("A.", "nl")
    await parent.start("school_slagharen")
    question = parent.phone.last
    assert question is not None
    await parent.start(payload)
    assert await parent.place() is None
    await parent.type("/menu")
    assert not any("📝" in button for button in parent.buttons)
    again = await parent.tap_again(question, question.data("English"))
    assert not any("✅" in button for button in parent.buttons), again
    assert await town.rows("SELECT name FROM people WHERE chat = ?", parent.phone.chat_id) == [
        ("Amina",)
    ]


async def test_a_parent_who_takes_a_talk_over_keeps_the_answers_begun_with(town: Town) -> None:
    coach, parent = await town.coach("bilal"), await town.parent()
    payload = await _booked(coach, day=2)
    await to_days(parent)
    await parent.start(payload)
    place = await parent.place()
    assert place is not None
    assert place.conversation == "booking"


@pytest.mark.parametrize(("end", "outcome"), [("over", "gone"), ("erased", "unknown")])
async def test_a_talk_that_is_over_or_off_cannot_be_taken_over(
    town: Town, end: str, outcome: str
) -> None:
    coach = await town.coach("bilal")
    payload = await _booked(coach)
    [(appointment, *_, start)] = await town.booked()
    if end == "over":
        await town.after(seconds=start + 30 * 60 - town.clock().timestamp())
    else:
        await coach.type("/agenda")
        await coach.tap("Amina")
        await coach.tap("🗑️")
        await coach.tap("✅")
    parent = town.somebody("A.")
    told = len(coach.everything)
    await parent.start(payload)
    assert town.outcome("taking_over", outcome) in parent.reads
    owners = await town.rows("SELECT parent FROM appointments WHERE id = ?", appointment)
    assert all(owner < 0 for (owner,) in owners)
    assert len(coach.everything) == told


async def test_of_two_phones_that_scan_a_code_at_once_one_has_the_talk(town: Town) -> None:
    coach = await town.coach("bilal")
    payload = await _booked(coach)
    one, two = town.somebody("Een"), town.somebody("Twee")
    one.phone.start(payload)
    await town.quiet(two.phone.start(payload))
    used = town.outcome("taking_over", "used")
    [loser] = [phone for phone in (one, two) if used in "".join(phone.everything)]
    [(_, owner, _, _)] = await town.booked()
    assert {owner, loser.phone.chat_id} == {one.phone.chat_id, two.phone.chat_id}
    assert sum("📲" in text and "Amina" in text for text in coach.everything) == 1


@STRAIGHT  # how often somebody guessed is kept in memory only
async def test_who_guesses_codes_is_not_heard_for_a_while(town: Town) -> None:
    coach = await town.coach("bilal")
    payload, stranger = await _booked(coach), town.somebody("Vreemd")
    unknown = town.outcome("taking_over", "unknown")
    for number in range(5):
        await stranger.start(f"take_{number}")
    for _ in range(2):  # not even the right one
        await stranger.start(payload)
        assert unknown in stranger.reads
    [(_, owner, _, _)] = await town.booked()
    assert owner < 0
    await town.after(hours=1)
    await stranger.start(payload)
    [(_, owner, _, _)] = await town.booked()
    assert owner == stranger.phone.chat_id


async def test_nobody_can_guess_a_link_it_carries_128_random_bits(town: Town) -> None:
    coach = await town.coach("bilal")
    assert town.app is not None
    invitation = await invite(town.app.office.database, "anna", town.clock())
    secrets = {invitation.removeprefix("coach_")}
    for payload in (await _booked(coach), await _booked(coach)):
        secrets.add(payload.removeprefix("take_"))
    assert len(secrets) == 3
    assert [len(urlsafe_b64decode(f"{secret}==")) for secret in secrets] == [16] * 3
