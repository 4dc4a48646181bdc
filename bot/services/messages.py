"""What parents ask and coaches answer: how it is read, kept and shown."""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any

from bot.conversation import phrases
from bot.conversation.model import Choice
from bot.conversation.turn import Answers, Refused, Said, Sent, Shared
from bot.conversation.words import Dated, LanguageName, Lines, Say, Value, say
from bot.scheduling.calendar import Calendar
from bot.scheduling.promises import is_school_day, next_at, promised_day
from bot.services.office import Office
from bot.services.snapshot import Snapshot
from storage import coaches, people
from storage.database import Connection
from storage.messages import Question

LONGEST = 1500  # UTF-16 units, as Telegram counts: with what stands around it, it is one message
LONGEST_VOICE = 120  # seconds
LARGEST = 20 * 1024 * 1024  # bytes; a bigger file no bot can fetch
MOST_WAITING = 10  # questions of one parent without an answer

TOO_LONG = Refused(say("This is too long for one message. Please make it shorter, or say it."))
TOO_LONG_VOICE = Refused(say("Your voice message is too long. Please talk for 2 minutes at most."))
NOT_READ_BY_COACH = say("To answer a parent: reply to the question, or tap 💬.")
SUBJECT = say("A question of {name}")
ASKS = say("💬 {name} asks:")
NO_CHAT = say("You cannot answer here. Please speak to this parent at school.")
NO_ANSWER = say("💬 I am sorry: nobody can answer your question now.")
ANSWERED = say("✅ This question has its answer.")
SHAPES = {"voice": say("🎙️ A voice message"), "photo": say("📷 A photo")}
IN_LANGUAGE = say("This answer is in {language}.")


@dataclass(frozen=True, slots=True)
class Content:
    """What was written, said or shown. `file` is Telegram's, `kind` voice or photo.

    `seconds`: how long a voice message is.
    """

    words: str = ""
    kind: str = ""
    file: str = ""
    album: str = ""
    seconds: int = 0

    def pack(self) -> str:
        """Put it into one text, as an answer is."""
        kept = {key: value for key, value in asdict(self).items() if value}
        return json.dumps(kept, ensure_ascii=False, separators=(",", ":"))

    @classmethod
    def unpack(cls, text: str) -> "Content":
        """Read it back; nothing is left of what was answered."""
        return cls(**json.loads(text)) if text else cls()

    @property
    def media(self) -> dict[str, Any] | None:
        """What a letter needs to send the file once more."""
        return {"type": self.kind, "file": self.file} if self.file else None


def read(_: Snapshot, heard: Said | Shared | Sent, __: Answers) -> str | Refused:
    """Read a question or an answer: typed, said or shown."""
    match heard:
        case Shared():
            return Refused(phrases.ONLY_BUTTONS)
        case Said(text):
            length = len(text.encode("utf-16-le")) // 2
            return TOO_LONG if length > LONGEST else Content(text.strip()).pack()
    if is_too_long(heard):
        return TOO_LONG_VOICE
    words = heard.words.strip()
    return Content(words, heard.kind, heard.file, heard.album, heard.seconds).pack()


def is_too_long(heard: Sent) -> bool:
    """Tell whether a voice message, or a photo, is too long to go along."""
    return heard.seconds > LONGEST_VOICE or heard.size > LARGEST


def promised(office: Office, calendar: Calendar) -> date:
    """Tell by which day a parent who asks now can expect an answer."""
    return promised_day(
        office.today(), office.config.answer_days, lambda day: is_school_day(day, calendar)
    )


def first_reminder(office: Office, calendar: Calendar) -> datetime:
    """Tell when the coach is reminded of what is asked now: in the morning of the last day."""
    zone, opens = office.config.municipality.tz, office.config.quiet.opens
    return datetime.combine(promised(office, calendar), opens, zone)


def next_reminder(office: Office, calendar: Calendar, after: datetime) -> datetime:
    """Tell when the next school day after a moment begins."""
    return next_at(
        after,
        office.config.quiet.opens,
        lambda day: is_school_day(day, calendar),
        office.config.municipality.tz,
    )


def shown(office: Office, question: Question) -> Lines:
    """Show a coach who asks, in which language, and what."""
    school = office.config.school(question.school)
    head = Lines(
        (
            Say(ASKS.msgid, {"name": question.name}),
            Say("🏫 {school}", {"school": school.name if school else question.school}),
            say("🌐 Language: {language}", language=LanguageName(question.language)),
        )
    )
    words = Content.unpack(question.content).words
    rest: Sequence[Value] = (ANSWERED,) if question.answered else (words,) if words else ()
    return Lines((head, *rest), gap=True)


def answer_of(coach: str, spoken: str, question: Question, content: Content) -> Lines:
    """Show a parent what the coach of this name answered, in words of the coach's own."""
    parts: list[Value] = [Say("👤 {coach}:", {"coach": coach})]
    if content.words:
        parts.append(content.words)
    if spoken != question.language:
        parts.append(Say(IN_LANGUAGE.msgid, {"language": LanguageName(spoken)}))
    return Lines(tuple(parts), gap=True)


def belongs_to_album(here: Snapshot, heard: Sent) -> bool:
    """Tell whether a photo was sent together with one that waits as a question."""
    waiting = here.mail.asked.waiting if heard.album else []
    return any(Content.unpack(item.content).album == heard.album for item in waiting)


def waiting_questions(here: Snapshot, _: Answers) -> Sequence[Choice]:
    """The questions that a coach has not answered, oldest first."""
    return [Choice(item.id, _label(here, item)) for item in here.mail.questions.waiting]


def _label(here: Snapshot, question: Question) -> Say:
    """Name a question by who asked it, and when."""
    sent = here.office.local(question.sent)
    day, clock = Dated(sent.date(), "short"), f"{sent:%H:%M}"
    return Say("{name}, {day}, {clock}", {"name": question.name, "day": day, "clock": clock})


def asked_value(here: Snapshot, answers: Answers) -> Value:
    """The question a conversation is about."""
    question = here.mail.question(answers)
    return shown(here.office, question) if question else ""


def asker_value(here: Snapshot, answers: Answers) -> Value:
    """The name of the parent who asked."""
    question = here.mail.question(answers)
    return question.name if question else ""


def promised_value(here: Snapshot, _: Answers) -> Value:
    """The day by which who asks now hears."""
    if here.school is None or here.coach is None:
        return here.office.today()
    return promised(here.office, here.rota.calendar(here.school, here.coach))


def kept(here: Snapshot) -> list[Value]:
    """Tell a parent which questions are kept, for the file with everything."""
    return [_kept(here, item) for item in here.mail.asked.all]


def _kept(here: Snapshot, question: Question) -> Value:
    content, office = Content.unpack(question.content), here.office
    coach = office.config.coach(question.coach)
    lines: list[Value] = [
        office.local(question.sent).date(),
        say("You asked the coach something."),
        Say("👤 {coach}", {"coach": coach.name if coach else question.coach}),
    ]
    lines += [SHAPES[content.kind]] if content.kind else []
    lines += [content.words] if content.words else []
    if question.answered is not None:
        lines += [ANSWERED, office.local(question.answered).date()]
    return Lines(tuple(lines))


async def can_answer(connection: Connection, coach: str) -> bool:
    """Tell whether a coach has a chat in which to answer, and can be reached there now."""
    chat = (await coaches.linked(connection)).get(coach)
    person = await people.find(connection, chat) if chat is not None else None
    return chat is not None and (person is None or not person.blocked)
