"""Who may do what: the one table from which the checks, and the test of all buttons, are made."""

from collections.abc import Mapping
from enum import StrEnum

from bot.conversation.words import Say, say
from bot.services.snapshot import Snapshot


class Role(StrEnum):
    """What somebody is to the bot; a coach with a child at school is two of them."""

    STRANGER = "stranger"
    PARENT = "parent"
    COACH = "coach"
    COORDINATOR = "coordinator"


EVERYBODY = frozenset(Role)
PARENTS = frozenset({Role.PARENT})
COACHES = frozenset({Role.COACH})

MAY: Mapping[str, frozenset[Role]] = {
    # about oneself
    "speak": EVERYBODY,
    "be_called": EVERYBODY,
    "join": EVERYBODY,
    "switch": EVERYBODY,
    "stop_reminders": EVERYBODY,
    "start_reminders": EVERYBODY,
    "stop_waiting": EVERYBODY,
    "say_all": EVERYBODY,
    "say_when_asked": EVERYBODY,
    "export": EVERYBODY,
    "erase": EVERYBODY,
    "stop": EVERYBODY,
    # about one's own talk: the deed looks whose talk it is
    "book": PARENTS,
    "move": PARENTS,
    "cancel": PARENTS,
    "say_day": PARENTS,
    "will_come": PARENTS,
    "calendar_file": PARENTS,
    "take_proposed": PARENTS,
    "say_opinion": PARENTS,
    "wait_for_time": PARENTS,
    "take_freed": PARENTS,
    "decline_freed": PARENTS,
    "ask": PARENTS,
    "call_me": PARENTS,
    "cancel_call": PARENTS,
    # as a coach
    "accept_invitation": EVERYBODY,  # the secret in the link decides
    "take_over": EVERYBODY,  # idem
    "book_for": COACHES,
    "show_agenda": COACHES,
    # as a coach, about a question or a call at one of the own schools
    "answer_message": COACHES,
    "close_question": COACHES,
    "show_question": COACHES,
    "called": COACHES,
    "not_reached": COACHES,
    # as a coach, about an own talk
    "seek_times": COACHES,
    "seek_later": COACHES,
    "propose": COACHES,
    "call_off": COACHES,
    "be_late": COACHES,
    "say_outcome": COACHES,
    "show_code": COACHES,
    "erase_talk": COACHES,
    # as a coach, about one's own week: the deed looks whose it is
    "be_ill": COACHES,
    "be_away": COACHES,
    "come_back": COACHES,
    "hand_over": COACHES,
    "ask_other_time": COACHES,
    "keep_talk": COACHES,
    "hand_all": COACHES,
    "ask_all": COACHES,
    "keep_all": COACHES,
    "add_hours": COACHES,
    "change_hours": COACHES,
    "remove_hours": COACHES,
}


NOT_FOR_YOU = say("This is for the coach only.")
NOT_HERE = say("I cannot do that for you here.")


def roles_of(here: Snapshot) -> frozenset[Role]:
    """Tell what this person is."""
    parent = {Role.PARENT} if here.person.school is not None else set()
    coach = {Role.COACH} if here.coach_id is not None else set()
    coordinator = {Role.COORDINATOR} if here.coordinates else set()
    return frozenset(parent | coach | coordinator or {Role.STRANGER})


def desk_of(here: Snapshot) -> str:
    """Name the conversation where this person begins: coaches have a desk of their own."""
    roles = roles_of(here)
    if roles & {Role.PARENT, Role.STRANGER}:
        return "menu"
    return "desk" if Role.COACH in roles else "coordinator"


def may(here: Snapshot, deed: str) -> bool:
    """Tell whether this person may do this; what is not in the table nobody may."""
    return bool(roles_of(here) & MAY.get(deed, frozenset()))


def refusal(deed: str) -> Say:
    """Give kind words for somebody who may not do this."""
    return NOT_FOR_YOU if MAY.get(deed) == COACHES else NOT_HERE
