"""Ways to change what happened in the honest story, so that something is wrong with it."""

from dataclasses import replace
from datetime import datetime

from benchmarks.chaos.evidence import Kill
from bot.simulator.model import Call
from tests.program.honest import ANNE, BO, COACH, HOUR, NINE, SECOND, Story, at, words

TEN = NINE + 25 * HOUR  # Anne's talk
FIRST = 3  # update after those of the honest story
MOVES, CANCELS = 80, 81  # updates
UPDATE_FAILED = 'level=error event="an update failed" fault=OperationalError'


def about(story: Story, chat: int, sentence: str) -> list[Call]:
    """Find the messages in a chat that begin so."""
    begin = words(sentence, "en" if chat == BO else "nl")
    calls = [call for call in story.calls if call.chat_id == chat]
    return [call for call in calls if read(call).startswith(begin)]


def read(call: Call) -> str:
    """Give the words of a message."""
    return str(call.params.get("text", call.params.get("caption")))


def unsend(story: Story, chat: int, sentence: str) -> None:
    """Let the first message in a chat that begins so never have come."""
    story.calls.remove(about(story, chat, sentence)[0])


def change(story: Story, call: Call, **changes: object) -> None:
    """Change a call."""
    story.calls[story.calls.index(call)] = replace(call, **changes)  # type: ignore[arg-type]


def cancel(story: Story, hours: float) -> None:
    """Let Anne cancel so long after her booking; the coach hears of it."""
    when = NINE + hours * HOUR
    story.taps(CANCELS, ANNE, "cancelling:aaaa:check:yes", when)
    story.sql("UPDATE appointments SET state = 'cancelled', sequence = 1 WHERE id = 'aaaa'")
    story.tells("❌ Appointment cancelled", "Bakawel", TEN, when, cause=CANCELS)
    story.invites("aaaa", TEN, when, cause=CANCELS, off=1)


def move(story: Story, hours: float) -> None:
    """Let Anne move her talk two hours on, so long after her booking; the coach hears of it."""
    when, noon = NINE + hours * HOUR, TEN + 2 * HOUR
    story.taps(MOVES, ANNE, "moving:12ab:check:yes", when)
    story.sql("UPDATE appointments SET start = start + 7200, end = end + 7200 WHERE id = 'aaaa'")
    head = words("✅ Your appointment has a new time. The file puts it in your calendar.", "nl")
    said = f"{head}\n\n{at(noon, 'nl')}\n\nStadschool\n👤 Stadcoach Bilal"
    buttons = ["appointment:aaaa:show:move"]
    story.sends(ANNE, said, buttons, when, kind="file", cause=MOVES)
    story.tells("🔄 Appointment moved", "Bakawel", noon, when, cause=MOVES)
    story.invites("aaaa", noon, when, cause=MOVES)


def call_off(story: Story) -> None:
    """Let the coach cancel Anne's talk, without a word to her."""
    story.taps(CANCELS, COACH, "desk_cancel:aaaa:reason:ill", NINE + HOUR)
    story.sql("UPDATE appointments SET state = 'cancelled', sequence = 1 WHERE id = 'aaaa'")
    story.invites("aaaa", TEN, NINE + HOUR, cause=CANCELS, off=1)


def hand_over(story: Story) -> None:
    """Let the coach hand Anne's talk over to Anna, who is not told; Anne is."""
    story.taps(CANCELS, COACH, "desk_hit:aaaa:what:anna", NINE + HOUR)
    story.sql("UPDATE appointments SET coach = 'anna' WHERE id = 'aaaa'")
    story.sends(ANNE, "👤", ["appointment:aaaa:show:move"], NINE + HOUR, talk="aaaa", cause=CANCELS)
    story.invites("aaaa", TEN, NINE + HOUR, cause=CANCELS, off=1)


def ask_for_another_time(story: Story) -> None:
    """Let the coach be away, and Anne be asked for another time."""
    story.taps(CANCELS, COACH, "desk_hit:aaaa:what:ask", NINE + HOUR)
    when = int(TEN.timestamp())
    story.sql("INSERT INTO decisions VALUES ('aaaa', 'bilal', ?, 'ask')", when)
    about = ["coach_away:aaaa:away:move"]
    story.sends(ANNE, "❗", about, NINE + HOUR, talk="aaaa", cause=CANCELS)


def ask_the_coach(story: Story) -> None:
    """Let Anne ask something, of which the coach hears nothing."""
    when = int((NINE + HOUR).timestamp())
    story.sql(
        """INSERT INTO messages (id, parent, coach, school, content, sent)
           VALUES ('qqqq', ?, 'bilal', 'hardenberg', '', ?)""",
        ANNE,
        when,
    )


def block(story: Story, gone: float, back: float) -> None:
    """Let Anne block the bot and come back, so many hours after nine."""
    for number, status, hours in ((90, "kicked", gone), (91, "member", back)):
        change = {"chat": {"id": ANNE}, "new_chat_member": {"status": status}}
        story.does(number, {"my_chat_member": change}, NINE + hours * HOUR)


def menus(story: Story) -> list[Call]:
    """Let Anne ask for the menu twice, and give what came; the two look the same."""
    for number, hours in ((FIRST, 1.5), (FIRST + 1, 1.6)):
        moment = NINE + hours * HOUR
        story.taps(number, ANNE, "menu::menu:mine", moment)
        text = words("What do you want to do?", "nl")
        story.sends(ANNE, text, ["menu::menu:book"], moment + SECOND, cause=number)
    return story.calls[-2:]


def kill_at(moment: datetime, since: datetime | None = None) -> Kill:
    """Let a kill come at a moment; what came since another one, or just before, is in flight."""
    since = since or moment - SECOND
    return Kill(since.timestamp(), (moment + SECOND).timestamp())


def repeat_later(story: Story, call: Call, **changes: object) -> None:
    """Let a message come again after half a minute, and be marked then only."""
    story.calls.append(replace(call, at=call.at + 30 * SECOND))
    change(story, call, **changes)
    marked = int(call.at.timestamp())
    story.sql("UPDATE ledger SET ended = ended + 30 WHERE ended = ?", marked)
