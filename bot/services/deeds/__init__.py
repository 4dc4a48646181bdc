"""What a dialogue can do, by name: done in the transaction of the turn."""

from collections.abc import Mapping

from bot.services.deeds import (
    absence,
    appointment,
    callbacks,
    gate,
    hours,
    messages,
    other,
    person,
    privacy,
    talk,
    waiting,
)
from bot.services.deeds.desk import Deed, Desk, Result

__all__ = ["DEEDS", "Deed", "Desk", "Result"]

CHANGES = ("too_late", "gone")
FOUND = ("found", "none", *CHANGES)
JOINED = ("joined", "no_coach", "gone")
DEEDS: Mapping[str, Deed] = {
    "speak": Deed(person.speak, ("language",)),
    "be_called": Deed(person.be_called, ("name",)),
    "join": Deed(person.join, ("school",), JOINED),
    "switch": Deed(person.join, ("school",), JOINED),
    "book": Deed(
        appointment.book,
        ("topic", "how", "time", "interpreter?", "phone?"),
        ("booked", "asking", "taken", "too_many", "no_coach"),
    ),
    "say_day": Deed(
        appointment.say_day, ("appointment", "day"), ("understood", "explained", "gone")
    ),
    "move": Deed(
        appointment.move, ("appointment", "time"), ("moved", "taken", "no_coach", *CHANGES)
    ),
    "cancel": Deed(appointment.cancel, ("appointment",), ("cancelled", *CHANGES)),
    "will_come": Deed(
        appointment.will_come, ("appointment",), ("coming", "unsure", "coach_away", *CHANGES)
    ),
    "wait_for_time": Deed(
        waiting.wait_for_time, ("topic?", "how?", "appointment?"), ("waiting", "no_coach")
    ),
    "take_freed": Deed(
        waiting.take_freed,
        ("freed", "phone?"),
        ("booked", "asking", "moved", "taken", "taken_last", "too_many", "no_coach", *CHANGES),
    ),
    "decline_freed": Deed(waiting.decline_freed, (), ("declined", "declined_last")),
    "stop_waiting": Deed(waiting.stop_waiting, (), ("not_waiting",)),
    "stop_reminders": Deed(person.stop_reminders, (), ("silent",)),
    "start_reminders": Deed(person.start_reminders, (), ("reminding",)),
    "say_all": Deed(person.say_all, (), ("aloud",)),
    "say_when_asked": Deed(person.say_when_asked, (), ("when_asked",)),
    "calendar_file": Deed(appointment.calendar_file, ("appointment",), ("filed", *CHANGES)),
    "seek_times": Deed(talk.seek_times, ("talk",), FOUND),
    "seek_later": Deed(talk.seek_later, ("talk",), FOUND),
    "propose": Deed(talk.propose, ("talk",), ("proposed", "none", *CHANGES)),
    "take_proposed": Deed(
        talk.take_proposed, ("appointment", "time"), ("moved", "taken", "no_coach", *CHANGES)
    ),
    "call_off": Deed(talk.call_off, ("talk", "reason"), ("called_off", "talk_erased", *CHANGES)),
    "be_late": Deed(talk.be_late, ("talk", "minutes"), ("told", "known", "too_soon", *CHANGES)),
    "say_outcome": Deed(talk.say_outcome, ("talk", "what"), ("noted", "too_soon", "gone")),
    "say_opinion": Deed(talk.say_opinion, ("past", "opinion"), ("thanks", "known")),
    "ask": Deed(
        messages.ask,
        ("question",),
        ("asked", "added", "mailed", "unread", "enough", "no_coach"),
    ),
    "answer_message": Deed(messages.answer, ("message", "answer"), ("answered", "kept", "gone")),
    "call_me": Deed(
        callbacks.call_me, ("part", "phone"), ("asked", "already", "unread", "no_coach")
    ),
    "cancel_call": Deed(callbacks.cancel_call, (), ("dropped", "gone")),
    "called": Deed(callbacks.called, ("call",), ("done", "gone")),
    "not_reached": Deed(callbacks.not_reached, ("call",), ("again", "gone")),
    "close_question": Deed(messages.close, ("message",), ("closed", "gone")),
    "show_question": Deed(messages.show, ("message",), ("shown", "gone")),
    "be_ill": Deed(absence.be_ill, (), ("away", "joined")),
    "be_away": Deed(absence.be_away, ("what", "first", "last?"), ("away", "joined", "past")),
    "come_back": Deed(absence.come_back, ("absence",), ("back", "gone")),
    "hand_over": Deed(absence.hand_over, ("talk", "what"), ("handed", "taken", "gone")),
    "ask_other_time": Deed(absence.ask_other_time, ("talk",), ("to_choose", "gone")),
    "keep_talk": Deed(absence.keep_talk, ("talk",), ("kept", "gone")),
    "hand_all": Deed(absence.hand_all, ("absence", "to"), ("handed", "some", "gone")),
    "ask_all": Deed(absence.ask_all, ("absence",), ("to_choose", "gone")),
    "keep_all": Deed(absence.keep_all, ("absence",), ("kept", "gone")),
    "add_hours": Deed(
        hours.add, ("school?", "weekday", "from", "until"), ("added", "lost", *hours.WRONG)
    ),
    "change_hours": Deed(
        hours.change, ("hours", "from", "until"), ("changed", "outside", "gone", *hours.WRONG)
    ),
    "remove_hours": Deed(hours.remove, ("hours",), ("removed", "outside", "gone")),
    "book_for": Deed(
        gate.book_for,
        ("at?", "called", "speaks", "topic", "how", "time", "interpreter?", "phone?"),
        ("booked_for", "taken", "no_hours"),
    ),
    "show_code": Deed(gate.show_code, ("talk",), ("coded", "gone")),
    "erase_talk": Deed(gate.erase_talk, ("talk",), ("talk_erased", "on_a_phone", "gone")),
    "take_over": Deed(
        gate.take_over,
        ("link",),
        ("taken_over", "busy", "for_parent", "used", "gone", "unknown"),
    ),
    "show_agenda": Deed(other.show_agenda, (), ("shown", "not_for_you")),
    "accept_invitation": Deed(
        other.accept_invitation, ("link",), ("linked", "coordinating", "used", "expired", "unknown")
    ),
    "export": Deed(privacy.export, (), ("exported",)),
    "erase": Deed(privacy.erase, (), ("erased",)),
    "stop": Deed(other.stop, (), ("stopped",)),
}
