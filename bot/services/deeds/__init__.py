"""What a dialogue can do, by name: done in the transaction of the turn."""

from collections.abc import Mapping

from bot.services.deeds import appointment, other, person, privacy
from bot.services.deeds.desk import Deed, Desk, Result

__all__ = ["DEEDS", "Deed", "Desk", "Result"]

CHANGES = ("too_late", "gone")
JOINED = ("joined", "no_coach", "gone")
DEEDS: Mapping[str, Deed] = {
    "speak": Deed(person.speak, ("language",)),
    "be_called": Deed(person.be_called, ("name",)),
    "join": Deed(person.join, ("school",), JOINED),
    "switch": Deed(person.join, ("school",), JOINED),
    "book": Deed(
        appointment.book,
        ("topic", "how", "time", "interpreter?", "phone?"),
        ("booked", "taken", "too_many", "no_coach"),
    ),
    "move": Deed(
        appointment.move, ("appointment", "time"), ("moved", "taken", "no_coach", *CHANGES)
    ),
    "cancel": Deed(appointment.cancel, ("appointment",), ("cancelled", *CHANGES)),
    "will_come": Deed(appointment.will_come, ("appointment",), ("coming", *CHANGES)),
    "stop_reminders": Deed(person.stop_reminders, (), ("silent",)),
    "start_reminders": Deed(person.start_reminders, (), ("reminding",)),
    "calendar_file": Deed(appointment.calendar_file, ("appointment",), ("filed", *CHANGES)),
    "show_agenda": Deed(other.show_agenda, (), ("shown", "not_for_you")),
    "accept_invitation": Deed(
        other.accept_invitation, ("link",), ("linked", "used", "expired", "unknown")
    ),
    "export": Deed(privacy.export, (), ("exported",)),
    "erase": Deed(privacy.erase, (), ("erased",)),
    "stop": Deed(other.stop, (), ("stopped",)),
}
