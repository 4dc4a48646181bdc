"""Deeds about the person: language, name, school, reminders."""

from dataclasses import replace

from bot.conversation.screen import Screen
from bot.conversation.turn import Answers
from bot.conversation.words import Say
from bot.services import letters, notices, voice_answers
from bot.services.deeds import freeing
from bot.services.deeds.desk import GO_ON, Desk, Result, ended, keep
from bot.services.offers import OWN_NAME
from storage import outbox


async def speak(desk: Desk, answers: Answers) -> Result:
    """Speak another language with this person from now on."""
    await keep(desk, language=answers["language"])
    return GO_ON


async def be_called(desk: Desk, answers: Answers) -> Result:
    """Call this person by another name; one that was said is for the coach to hear."""
    name, here = answers["name"], desk.here
    await voice_answers.keep(desk.connection, here, voice_answers.OF_A_PERSON, name)
    if voice_answers.file_of(name) is not None:
        thanks = Screen(Say(voice_answers.TAKEN.msgid, {"name": here.person.name}))
        await outbox.put(desk.connection, letters.message(thanks, here.person.chat, here.now))
    elif name != OWN_NAME:
        await keep(desk, name=name)
    return GO_ON


async def join(desk: Desk, answers: Answers) -> Result:
    """Make a school the school of this parent."""
    config = desk.here.office.config
    if config.school(answers["school"]) is None:
        return ended("gone")
    if desk.here.wait is not None and desk.here.wait.school != answers["school"]:
        await freeing.over(desk, None)
    await keep(desk, school=answers["school"])
    return ended("joined" if config.coach_of(answers["school"]) else "no_coach")


async def stop_reminders(desk: Desk, answers: Answers) -> Result:
    """Remind this parent no more; the coach is still reminded."""
    del answers
    await keep(desk, reminders=False)
    await _withdraw(desk)
    return ended("silent")


async def start_reminders(desk: Desk, answers: Answers) -> Result:
    """Remind this parent again, also of what was booked meanwhile."""
    del answers
    here = replace(desk.here, person=await keep(desk, reminders=True))
    await _withdraw(desk)  # an old button, tapped while they are on, doubles none
    for item in here.coming:
        if not here.rota.is_off(item):  # no reminder of a time at which the coach is away
            await notices.remind_parent(desk.connection, desk.engine(here), here, item)
    return ended("reminding")


async def say_all(desk: Desk, answers: Answers) -> Result:
    """Say every message to this person from now on."""
    del answers
    await keep(desk, aloud=True)
    return ended("aloud")


async def say_when_asked(desk: Desk, answers: Answers) -> Result:
    """Say a message to this person when a tap asks for it, and not by itself."""
    del answers
    await keep(desk, aloud=False)
    return ended("when_asked")


async def _withdraw(desk: Desk) -> None:
    """Drop the reminders of this parent; news of the talks, and those of the coach, stay."""
    for item in desk.here.coming:
        await outbox.withdraw(desk.connection, item.id, chat=item.parent, kind="reminder")
