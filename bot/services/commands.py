"""What the commands do: /start with or without a link, /menu, /help, /language and more."""

from bot.conversation.turn import Place, Turn
from bot.conversation.words import say
from bot.services.coaches import PAYLOAD
from bot.services.deeds import gate
from bot.services.dialogue import Act, Incoming, Session, answer
from bot.services.office import Office

SCHOOL = "school_"
UNKNOWN_LINK = say("I do not know this link. We go on without it.")
SORRY = say("Sorry, something went wrong here. Please try again.")
EDITED = say("I cannot see what changed in an old message. Please answer here.")


async def command(office: Office, incoming: Incoming, name: str, payload: str) -> None:
    """Do a command."""
    await answer(office, incoming, act_of(name, payload))


async def edited(office: Office, incoming: Incoming) -> None:
    """Answer somebody who changed an old message."""
    await answer(office, incoming, lambda session: session.engine().ask(EDITED))


async def sorry(office: Office, incoming: Incoming) -> None:
    """Tell somebody that a fault of ours stopped the answer, and show the menu."""
    await answer(office, incoming, lambda session: session.engine().home(SORRY))


def act_of(name: str, payload: str) -> Act:
    """Give what a command does; an unknown command shows the menu."""
    return {
        "start": lambda session: start(session, payload),
        "help": lambda session: session.engine().show("help"),
        "language": lambda session: session.engine().show("language"),
        "privacy": lambda session: session.engine().show("privacy"),
        "agenda": agenda,
    }.get(name, menu)


def menu(session: Session) -> Turn:
    """Show the menu; the open question stays open."""
    return session.engine().home()


def agenda(session: Session) -> Turn:
    """Show a coach the coming days."""
    scene = Place("coach_notice", "", "notice", {"coach": session.here.coach_id or ""})
    return Turn(session.here.place, deed="show_agenda", scene=scene)


def start(session: Session, payload: str) -> Turn:
    """Welcome a new parent, with the school of the link; show the others the menu."""
    here, engine = session.here, session.engine()
    if payload.startswith(PAYLOAD):
        scene = Place("invitation", "", "link", {"link": payload.removeprefix(PAYLOAD)})
        return Turn(here.place, deed="accept_invitation", scene=scene)
    if payload.startswith(gate.PAYLOAD):
        scene = Place("taking_over", "", "link", {"link": payload.removeprefix(gate.PAYLOAD)})
        return Turn(here.place, deed="take_over", scene=scene)
    named = payload.removeprefix(SCHOOL) if payload.startswith(SCHOOL) else ""
    school = here.office.config.school(named)
    lead = UNKNOWN_LINK if payload and school is None else None
    if here.school is not None:
        if school is not None and school.id != here.school.id:
            return engine.show("switching", school.id)
        return engine.home(lead)
    if (here.coach_id is not None or here.coordinates) and school is None:
        return engine.home(lead)
    return engine.begin("welcome", {"school": school.id} if school else {}, lead)
