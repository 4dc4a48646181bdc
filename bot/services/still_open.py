"""What a coach still has to do and nothing else reminds of: the agenda of the morning keeps it."""

from collections.abc import Mapping, Sequence

from bot.conversation.words import Dated, Lines, Say, Value, say
from bot.scheduling.promises import is_school_day
from bot.services import callbacks, messages
from bot.services.channels import first_name
from bot.services.messages import Content
from bot.services.office import Office
from bot.services.rota import days_of
from storage import callbacks as calls
from storage import messages as kept
from storage.callbacks import Callback
from storage.database import Connection
from storage.messages import Question

Task = Callback | Question

HEAD = say("🔔 These parents still wait:")
SUBJECT = say("Still to be done: {names}")
IN_SUBJECT = 3  # names
MOST_LINES = 20  # in a message to a phone, where the lists of the desk have them all
NOT_SEEN = say("Have you done it? I cannot see that here. It leaves this list by itself.")


async def find(connection: Connection, office: Office) -> Mapping[str, Sequence[Task]]:
    """Give what each coach still has to do today: asked on a day before, oldest calls first.

    Only on days on which the coach is at that school: else it waits for the next one.
    """
    found: dict[str, list[Task]] = {}
    every: list[Task] = [*await calls.open_ones(connection), *await kept.open_ones(connection)]
    for task in every:
        if task.remind is None and await _is_for_today(connection, office, task):
            found.setdefault(task.coach, []).append(task)
    return found


async def _is_for_today(connection: Connection, office: Office, task: Task) -> bool:
    coach, today = office.config.coach(task.coach), office.today()
    if coach is None or _asked(office, task).day >= today:
        return False
    return is_school_day(today, await days_of(connection, office, task.school, coach))


def lines(office: Office, tasks: Sequence[Task]) -> Value:
    """Name what is to be done in a line each, for a coach who finds the rest in the desk."""
    return Lines((HEAD, *(_line(office, task) for task in tasks[:MOST_LINES])))


def whole(office: Office, tasks: Sequence[Task]) -> Value:
    """Tell all about what is to be done, for a coach who has nothing but this e-mail."""
    return Lines((HEAD, *(_shown(office, task) for task in tasks), NOT_SEEN), gap=True)


def subject(tasks: Sequence[Task]) -> Say:
    """Name the parents in the subject of an e-mail, by the first name: others may see it."""
    names = list(dict.fromkeys(first_name(task.name) for task in tasks))
    told = names[:IN_SUBJECT] + ["…"] * (len(names) > IN_SUBJECT)
    return Say(SUBJECT.msgid, {"names": ", ".join(told)})


def _asked(office: Office, task: Task) -> Dated:
    moment = task.asked if isinstance(task, Callback) else task.sent
    return Dated(office.local(moment).date(), "short")


def _line(office: Office, task: Task) -> Value:
    words = "📞 {name}, {day}" if isinstance(task, Callback) else "💬 {name}, {day}"
    return Say(words, {"name": task.name, "day": _asked(office, task)})


def _shown(office: Office, task: Task) -> Value:
    if isinstance(task, Callback):
        return callbacks.shown(office, task)
    kind = Content.unpack(task.content).kind
    words, day = messages.shown(office, task), _asked(office, task).day
    asked = say("✏️ Asked on {day}", day=day)
    return Lines((words, *([messages.SHAPES[kind]] if kind else []), asked), gap=True)
