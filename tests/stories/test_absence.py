"""A coach is away: every talk that falls in it gets a way on, and every parent hears of it."""

from bot.conversation import phrases
from bot.conversation.screen import Tap
from bot.conversation.words import Say
from bot.services import to_parents
from bot.services.absences import NOBODY, UNTOLD
from bot.services.hand_over_news import TAKEN_OVER
from tests.stories.town import Somebody, Town
from tests.stories.ways import book, first_time, to_days

ANNA, BILAL, CARLA = "Voorbeeldcoach Anna", "Voorbeeldcoach Bilal", "Voorbeeldcoach Carla"


async def to_absence(coach: Somebody, *taps: str) -> str:
    """Go from the menu to the days that a coach is away, over these buttons."""
    await coach.type("/menu")
    await coach.tap("🌴")
    for label in taps:
        await coach.tap(label)
    return coach.reads


async def days_of(parent: Somebody) -> list[str]:
    """Read which days are offered for a new talk."""
    await to_days(parent)
    days = [button for button in parent.buttons if not button.startswith(("➕", "↩️", "🆘"))]
    await parent.type("/menu")
    return days


def hears(town: Town, parent: Somebody, language: str, words: str, **values: str) -> bool:
    """Tell whether the last message begins with these words, in this language."""
    return parent.reads.startswith(town.says(Say(words, values), language))


async def coach_of(town: Town, parent: Somebody) -> str:
    """Tell who has the talk of a parent."""
    [(_, _, coach, _)] = [row for row in await town.booked() if row[1] == parent.phone.chat_id]
    return str(coach)


async def reminders_of(town: Town, parent: Somebody) -> int:
    """Count the reminders that wait for a parent."""
    sql = "SELECT count(*) FROM letters WHERE chat = ? AND kind = 'reminder' AND ended IS NULL"
    [(count,)] = await town.rows(sql, parent.phone.chat_id)
    return int(count)


async def _has_taken_over(town: Town, coach: Somebody, *names: str) -> None:
    """Insist that a colleague heard whose talks these were, and has them and no others."""
    took = town.says(Say(TAKEN_OVER.msgid, {"coach": ANNA}))
    assert sum(text.startswith(took) for text in coach.everything) == len(names)
    agenda = await coach.type("/agenda")
    assert [name for name in ("Sanne", "Omar", "Joe", "Noor", "Amal") if name in agenda] == [
        name for name in ("Sanne", "Omar", "Joe", "Noor", "Amal") if name in names
    ]


async def test_one_absence_over_three_schools_with_five_talks(town: Town) -> None:
    anna, bilal, carla = [await town.coach(name) for name in ("anna", "bilal", "carla")]
    five = [
        ("Sanne", "nl", "gramsbergen", 0),  # Monday 11:00
        ("Omar", "ar", "gramsbergen", 0),  # Thursday 13:00: Monday is full now
        ("Joe", "en", "de_krim", 0),  # Tuesday 9:00
        ("Noor", "nl", "lutten", 0),  # Tuesday 13:30: nobody else is there then
        ("Amal", "ar", "lutten", 1),  # Thursday 9:00
    ]
    parents = [await town.parent(name, code, school) for name, code, school, _ in five]
    new = {school: await town.parent("Nieuw", "nl", school) for _, _, school, _ in five}
    before = {school: await days_of(parent) for school, parent in new.items()}
    for parent, (*_, day) in zip(parents, five, strict=True):
        await book(parent, day=day)
    _, _, joe, noor, _ = parents
    reminded = await reminders_of(town, noor)
    assert reminded > 0

    # From Monday to Friday, entered once: all five talks are named, and no slot is left.
    check = await to_absence(anna, "↔️", "30", "➕", "4")
    assert "maandag 30 november" in check
    assert "vrijdag 4 december" in check
    assert all(f"· {name} ·" in check for name, *_ in five)
    await anna.tap("✅")
    assert sum("❗" in button for button in anna.buttons) == len(five)
    week = (" 30 november", " 1 december", " 2 december", " 3 december", " 4 december")
    for parent in new.values():
        days = await days_of(parent)
        assert days
        assert not [day for day in days if day.endswith(week)]

    # One by one to Carla, all others to Bilal, who has no hours on Tuesday afternoon.
    await anna.tap("30 nov")
    assert {f"🤝 {BILAL}", f"🤝 {CARLA}"} <= set(anna.buttons)
    await anna.tap(CARLA)
    assert anna.reads.startswith(town.outcome("desk_hit", "handed"))
    await anna.tap("🤝")
    assert anna.buttons[0] == f"🤝 {BILAL}: 3"
    await anna.tap(BILAL)
    assert anna.reads.startswith(town.outcome("desk_hand_all", "some"))
    assert [await coach_of(town, parent) for parent in parents] == [
        "carla", "bilal", "bilal", "anna", "bilal",
    ]  # fmt: skip
    await anna.tap("❗")
    assert town.says(NOBODY) in anna.reads
    await anna.tap("🔄")

    # Five parents heard, each in their own language; the colleagues know whose talk it was.
    for parent, (name, code, *_) in zip(parents, five, strict=True):
        stand_in = {"Sanne": CARLA, "Noor": None}.get(name, BILAL)
        if stand_in is not None:
            words = to_parents.STAND_IN.msgid
            assert hears(town, parent, code, words, old=ANNA, new=stand_in), name
            assert stand_in in parent.reads.split("👤")[-1]
    assert noor.reads.startswith(f"❗ {ANNA}")
    assert noor.buttons[:2] == ["🔄 Andere tijd", "❌ Afzeggen"]
    await _has_taken_over(town, bilal, "Omar", "Joe", "Amal")
    await _has_taken_over(town, carla, "Sanne")
    assert "Joe" not in await anna.type("/agenda")
    assert [await reminders_of(town, parent) for parent in (noor, joe)] == [0, 1]

    # Undone: the slots are there again, and who was to choose another time hears that.
    await to_absence(anna, "🌴", "❌")
    assert anna.reads.startswith(town.outcome("desk_absence", "back"))
    assert hears(town, noor, "nl", to_parents.BACK.msgid, coach=ANNA)
    assert await reminders_of(town, noor) == reminded
    for school, parent in new.items():
        assert await days_of(parent) == before[school]
    assert await coach_of(town, joe) == "bilal"
    assert await town.rows("SELECT appointment FROM decisions WHERE decision <> 'handed'") == []


async def test_ill_today_is_one_tap_and_what_overlaps_becomes_one_absence(town: Town) -> None:
    anna, parent = await town.coach("anna"), await town.parent("Sanne", "nl", "gramsbergen")
    await book(parent)
    await to_absence(anna, "🤒")
    assert "Sanne" in anna.reads
    assert (await days_of(parent))[0] == "donderdag 3 december"
    await to_absence(anna, "1️⃣", "➕", "2", "✅")
    assert anna.reads.startswith(town.outcome("desk_away", "away"))
    await to_absence(anna, "↔️", "➕", "1", "3", "✅")
    assert anna.reads.startswith(town.outcome("desk_away", "joined"))
    rows = await town.rows("SELECT first, last FROM absences ORDER BY first")
    assert rows == [("2026-11-30", "2026-11-30"), ("2026-12-01", "2026-12-03")]
    await to_absence(anna, "1️⃣", "➕", "3", "✅")
    assert await town.rows("SELECT first, last FROM absences ORDER BY first") == rows


async def test_a_day_that_is_over_cannot_be_chosen_and_one_that_ends_meanwhile_is_refused(
    town: Town,
) -> None:
    anna = await town.coach("anna")
    await town.after(days=2)
    await to_absence(anna, "1️⃣")
    assert anna.buttons[7:12] == ["·", "·", "2", "3", "4"]
    words = anna.reads
    await anna.tap("·")
    assert anna.phone.toasts[-1].text == town.says(phrases.BLANK)
    assert anna.reads == words
    await anna.tap("2")
    await town.after(days=1)
    await anna.tap("✅")
    assert anna.reads.startswith(town.outcome("desk_away", "past"))
    assert await town.rows("SELECT * FROM absences") == []
    await anna.tap("3")
    await anna.tap("✅")
    assert await town.rows("SELECT first FROM absences") == [("2026-12-03",)]


async def test_who_is_asked_for_another_time_moves_at_once_and_no_old_button_says_it_goes_on(
    town: Town,
) -> None:
    anna, parent = await town.coach("anna"), await town.parent("Sanne", "nl", "de_krim")
    await book(parent)
    await town.after(hours=8)  # Monday 17:00: the reminder of Tuesday
    reminder = parent.phone.last
    assert reminder is not None
    assert "🔔" in parent.reads
    came = reminder.inline_keyboard[0][0]["callback_data"] if reminder.inline_keyboard else ""
    await to_absence(anna, "1️⃣", "➕", "1", "✅", "🔄")
    assert parent.reads.startswith(f"❗ {ANNA}")
    told = len(anna.everything)
    await parent.tap_again(reminder, came)
    assert parent.reads.startswith(f"❗ {ANNA}")
    assert len(anna.everything) == told
    await parent.type("/menu")
    await parent.tap("📋")
    await parent.tap("1 december")
    assert "Kies een andere tijd." in parent.reads
    await parent.tap("🔄")
    assert "dinsdag 1 december" not in parent.buttons
    await first_time(parent)
    await parent.tap("✅")
    assert "Kies een andere tijd." not in parent.reads
    assert await reminders_of(town, parent) == 1
    await to_absence(anna, "🌴")
    assert "Sanne" not in anna.reads


async def test_all_talks_can_be_asked_about_at_once_and_one_of_them_goes_on_after_all(
    town: Town,
) -> None:
    anna = await town.coach("anna")
    one, two = [await town.parent(name, "nl", "de_krim") for name in ("Sanne", "Noor")]
    await book(one)
    await book(two)
    await to_absence(anna, "1️⃣", "➕", "1", "✅", "🔄")
    assert all(parent.reads.startswith(f"❗ {ANNA}") for parent in (one, two))
    assert anna.buttons[0].startswith("🔄")
    await anna.tap("Sanne")
    await anna.tap("🔄")
    assert len([text for text in one.everything if text.startswith("❗")]) == 1
    await anna.tap("Sanne")
    await anna.tap("✅")
    assert hears(town, one, "nl", to_parents.BACK.msgid, coach=ANNA)
    assert [await reminders_of(town, parent) for parent in (one, two)] == [1, 0]
    await two.type("/menu")
    await two.tap("⚙️")
    await two.tap("🔕")
    await two.type("/menu")
    await two.tap("⚙️")
    await two.tap("🔔")
    assert await reminders_of(town, two) == 0


async def test_a_colleague_who_got_a_talk_meanwhile_or_is_away_too_gets_no_second_one(
    town: Town,
) -> None:
    anna, bilal = await town.coach("anna"), await town.coach("bilal")
    parent, other = (
        await town.parent("Sanne", "nl", "de_krim"),
        await town.parent("Noor", "nl", "slagharen"),
    )
    await book(parent)
    await to_absence(anna, "1️⃣", "➕", "1", "✅", "❗")
    assert f"🤝 {BILAL}" in anna.buttons
    await book(other)  # also on Tuesday at nine, at Slagharen
    await anna.tap(BILAL)
    assert anna.reads.startswith(town.says(phrases.NOT_POSSIBLE))
    assert await coach_of(town, parent) == "anna"
    await other.type("/menu")
    await other.tap("📋")
    await other.tap(other.buttons[0])
    await other.tap("❌")
    await other.tap("✅")
    await to_absence(anna, "🌴", "❗")
    assert f"🤝 {BILAL}" in anna.buttons
    await to_absence(bilal, "1️⃣", "➕", "1", "✅")
    await anna.tap(BILAL)
    assert await coach_of(town, parent) == "anna"
    assert town.says(NOBODY) in (await to_absence(anna, "🌴", "❗"))


async def test_who_has_no_phone_here_is_not_asked_and_the_coach_is_told_so(town: Town) -> None:
    anna, parent = await town.coach("anna"), await town.parent("Sanne", "nl", "de_krim")
    await book(parent)
    assert town.app is not None
    async with town.app.office.database.transaction() as connection:  # as booked at the gate
        await connection.run("UPDATE appointments SET parent = -7")
    await to_absence(anna, "1️⃣", "➕", "1", "✅")
    assert town.says(UNTOLD) in anna.reads
    await anna.tap("🔄")
    assert anna.buttons[0].startswith("❗")
    await anna.tap("❗")
    assert town.says(UNTOLD) in anna.reads
    assert not any("🔄" in button for button in anna.buttons)


async def test_an_absence_is_the_coachs_own(town: Town) -> None:
    anna, bilal = await town.coach("anna"), await town.coach("bilal")
    await to_absence(anna, "🤒")
    [(absence,)] = await town.rows("SELECT id FROM absences")
    last = bilal.phone.last
    assert last is not None
    await bilal.tap_again(last, Tap("desk_absence", absence, "show", "back").pack())
    assert bilal.reads.startswith(town.says("You are not away on these days any more."))
    assert await town.rows("SELECT id FROM absences") == [(absence,)]
