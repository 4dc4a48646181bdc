"""When a coach is away: what can be chosen, what is told, and what is still to be decided."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date

from bot.conversation.drawing import SHOWN
from bot.conversation.model import Choice
from bot.conversation.turn import Answers
from bot.conversation.words import Dated, Lines, Say, Value, say, say_n
from bot.scheduling.calendar import Span
from bot.services import months
from bot.services.rota import Rota
from bot.services.snapshot import Snapshot
from storage.absences import ASK, KEEP
from storage.appointments import Appointment

ILL = say("🤒 Ill today")
ONE_DAY = say("1️⃣ One day")
MORE_DAYS = say("↔️ More days")
MARKS = {KEEP: "✅", ASK: "🔄"}
UNDECIDED = "❗"
EXPLAINED = say("❗ to decide. ✅ goes on. 🔄 the parent chooses another time.")
NOBODY = say("🤝 No colleague has room at this time.")
UNTOLD = say("📲 A parent who does not use this bot hears nothing from me. Please tell them.")
LONGEST_NAME = 12  # characters in a button


def ways(here: Snapshot, _: Answers) -> Sequence[Choice]:
    """Today, a day, more days; then the times away that are known."""
    known = [
        Choice(item.id, label(item.span), begins="desk_absence", subject=item.id)
        for item in here.rota.my_absences
    ]
    return [
        Choice("ill", ILL, does="be_ill"),
        Choice("day", ONE_DAY),
        Choice("days", MORE_DAYS),
        *known,
    ]


def first_days(here: Snapshot, _: Answers) -> Sequence[Choice]:
    """The months from today on."""
    return months.grid(here.office.today())


def last_days(here: Snapshot, answers: Answers) -> Sequence[Choice]:
    """The months from the first day on."""
    return months.grid(_first(here, answers))


def hit_talks(here: Snapshot, answers: Answers) -> Sequence[Choice]:
    """The talks in an absence, each with what was decided about it."""
    return [
        Choice(item.id, talk_label(here, item), begins="desk_hit", subject=item.id)
        for item in hits(here, answers)
    ]


def stand_ins(here: Snapshot, answers: Answers) -> Sequence[Choice]:
    """The colleagues who have room for one talk."""
    item = here.talk(answers)
    found = here.rota.stand_ins(item) if item else []
    return [Choice(coach.id, Say("🤝 {coach}", {"coach": coach.name})) for coach in found]


def stand_ins_for_all(here: Snapshot, answers: Answers) -> Sequence[Choice]:
    """The colleagues who have room for some of the talks, and for how many."""
    counts: dict[str, int] = {}
    for item in undecided(here, answers):
        for coach in here.rota.stand_ins(item):
            counts[coach.id] = counts.get(coach.id, 0) + 1
    return [
        Choice(
            coach.id, Say("🤝 {coach}: {count}", {"coach": coach.name, "count": counts[coach.id]})
        )
        for coach in here.office.config.coaches
        if coach.id in counts
    ]


def hits(here: Snapshot, answers: Answers) -> list[Appointment]:
    """List the coming talks in the days that a conversation is about, soonest first."""
    span = chosen_span(here, answers)
    if here.desk is None or span is None:
        return []
    coming = filter(None, map(here.desk.find, here.desk.coming(here.now)))
    return [item for item in coming if here.office.local(item.start).date() in span]


def undecided(here: Snapshot, answers: Answers) -> list[Appointment]:
    """List those about which nothing was decided yet."""
    return [item for item in hits(here, answers) if not decided(here.rota, item)]


def decided(rota: Rota, item: Appointment) -> str | None:
    """Tell what was decided; that a talk was taken over before says nothing of this absence."""
    found = rota.decision(item)
    return found if found in MARKS else None


def chosen_span(here: Snapshot, answers: Answers) -> Span | None:
    """Give the days of an absence that is there, or that is being entered."""
    if "absence" in answers:
        known = here.rota.own(answers)
        return known.span if known else None
    first = _first(here, answers)
    last = date.fromisoformat(answers["last"]) if "last" in answers else first
    return Span(min(first, last), max(first, last))


def in_absence(here: Snapshot, answers: Answers) -> Appointment | None:
    """Give the talk a coach speaks of, if it is still to come and falls in an absence."""
    item = here.talk(answers)
    if item is None or item.state != "booked" or item.start <= here.now:
        return None
    return item if here.rota.absence_at(item.coach, item.start) else None


def days_away(here: Snapshot, answers: Answers) -> Value:
    """The days, in full."""
    span = chosen_span(here, answers)
    if span is None or span.first == span.last:
        return span.first if span else ""
    return say("{first} until {last}", first=span.first, last=span.last)


def talks_hit(here: Snapshot, answers: Answers) -> Value:
    """How many talks are in it, and which."""
    found = hits(here, answers)
    if not found:
        return say("No talk is in it.")
    head = say_n("{count} talk is in it:", "{count} talks are in it:", len(found))
    lines = Lines((head, *(_line(here, item) for item in found)))
    untold = [UNTOLD] if any(item.is_nobodys for item in found) else []
    explained = [EXPLAINED] if "absence" in answers else []
    return Lines((lines, *untold, *explained), gap=True)


def hit_talk(here: Snapshot, answers: Answers) -> Value:
    """The talk, and that nobody else has room."""
    item = here.talk(answers)
    if item is None:
        return ""
    untold = [UNTOLD] if item.is_nobodys else []
    nobody = [] if here.rota.stand_ins(item) else [NOBODY]
    return Lines((_line(here, item), *untold, *nobody), gap=True)


def month(here: Snapshot, answers: Answers) -> Value:
    """The month on the page that is shown, with its year."""
    page = min(int(answers.get(SHOWN, "0")), months.MONTHS - 1)
    return Dated(months.month_of(_first(here, answers), page), "month")


def coach_note(here: Snapshot, answers: Answers) -> Value:
    """What a parent must know of the coach: not there at the time of this appointment."""
    item = here.appointment(answers)
    if item is None or not here.rota.is_off(item):
        return ""
    return say("❗ The coach is not there then. Please choose another time.")


def talk_label(here: Snapshot, item: Appointment) -> Value:
    """Label a coming talk: what was decided, when, with whom."""
    local = here.office.local(item.start)
    values: dict[str, Value] = {
        "mark": _mark(here, item),
        "day": Dated(local.date(), "short"),
        "clock": f"{local:%H:%M}",
        "name": item.name[:LONGEST_NAME],
    }
    return Say("{mark} {day} {clock} {name}", values)


def _first(here: Snapshot, answers: Answers) -> date:
    """Give the first day; before it is chosen, today."""
    return date.fromisoformat(answers["first"]) if "first" in answers else here.office.today()


def label(span: Span) -> Value:
    """Name days in short."""
    if span.first == span.last:
        return Say("🌴 {day}", {"day": Dated(span.first, "short")})
    values = {"first": Dated(span.first, "short"), "last": Dated(span.last, "short")}
    return Say("🌴 {first} – {last}", values)


def _mark(here: Snapshot, item: Appointment) -> str:
    return MARKS.get(decided(here.rota, item) or "", UNDECIDED)


def _line(here: Snapshot, item: Appointment) -> Value:
    local, school = here.office.local(item.start), here.office.config.school(item.school)
    values: dict[str, Value] = {
        "mark": _mark(here, item),
        "day": local.date(),
        "clock": f"{local:%H:%M}",
        "name": item.name,
        "school": school.name if school else item.school,
    }
    return Say("{mark} {day} {clock} · {name} · {school}", values)


def _can_be_asked(here: Snapshot, answers: Answers) -> bool:
    item = here.talk(answers)
    return item is not None and not item.is_nobodys


def _can_hand_all(here: Snapshot, answers: Answers) -> bool:
    return bool(stand_ins_for_all(here, answers))


Needs = tuple[str, ...]
ABSENCE: Needs = ("absence",)
OFFERS: Mapping[str, tuple[Needs, Callable[[Snapshot, Answers], Sequence[Choice]]]] = {
    "ways_away": ((), ways),
    "first_days": ((), first_days),
    "last_days": (("first",), last_days),
    "hit_talks": (ABSENCE, hit_talks),
    "stand_ins": (("talk",), stand_ins),
    "stand_ins_for_all": (ABSENCE, stand_ins_for_all),
}
VALUES: Mapping[str, tuple[Needs, Callable[[Snapshot, Answers], Value]]] = {
    "days_away": (("absence?", "first?", "last?"), days_away),
    "talks_hit": (("absence?", "first?", "last?"), talks_hit),
    "hit_talk": (("talk",), hit_talk),
    "month": (("first?",), month),
    "coach_note": (("appointment",), coach_note),
}
CONDITIONS: Mapping[str, tuple[Needs, Callable[[Snapshot, Answers], bool]]] = {
    "more_days": (("what",), lambda _, answers: answers.get("what") == "days"),
    "has_undecided": (ABSENCE, lambda here, answers: bool(undecided(here, answers))),
    "can_be_asked": (("talk",), _can_be_asked),
    "can_hand_all": (ABSENCE, _can_hand_all),
}
