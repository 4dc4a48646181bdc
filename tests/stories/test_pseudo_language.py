"""No text goes past the catalogs: in a language of ⟦…⟧ nothing else stands in any dialogue."""

from collections.abc import AsyncIterator, Iterable, Iterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from bot.i18n.catalog import ids, read
from bot.services.world import read_conversations
from bot.settings import EMAIL, Config, MailServer
from bot.simulator import Phone
from tests.stories.acting import PEOPLE, TYPED
from tests.stories.away_scenes import AWAY
from tests.stories.mailbox import Mailbox
from tests.stories.posting import notified, server
from tests.stories.pseudo import CODE, OWN_NAME, Pseudo, dates, outside
from tests.stories.reading import (
    conversations_in,
    files_to,
    labels_to,
    mails_in,
    profile_of,
    words_to,
)
from tests.stories.scenes import WALKS
from tests.stories.stuck_scenes import STUCK, by_mail
from tests.stories.talk_scenes import TALKS
from tests.stories.tongues import add, beside_ours
from tests.stories.town import Somebody, Town
from tests.stories.unheard import UNHEARD

ROOM = "⟦The room₀⟧"  # the words of the municipality, in this language
FILES = ("appointment.ics", "invite.ics", "kansencoach.txt")  # named alike for every calendar
OWN_NAMES = ("Nederlands", "English", OWN_NAME)
WITHOUT_BUTTONS = {"invitation", "taking_over"}  # links: each leads on at once
ALL_READ = ("Kies uw taal.", "Choose your language.")  # stands in three languages at the start


def inserted(town: Town) -> list[str]:
    """List what may stand in a sentence of any language: names, places, dates."""
    config = town.config
    schools = [text for school in config.schools for text in (school.name, school.address)]
    places, town_hall = config.municipality.places, config.municipality
    readers = [reader.name for reader in config.readers.values()]
    own = (town_hall.name, town_hall.contact, config.role, *places, *schools, *readers)
    found = {*own, *PEOPLE, *OWN_NAMES, *ALL_READ, *FILES, *dates(town), TYPED}
    return sorted(found, key=len, reverse=True)  # the name of a school before that of its place


def read_in(town: Town) -> Iterator[str]:
    """Go through all that anybody got to read in a town."""
    for chat in town.simulator.world.chats.values():
        if isinstance(chat, Phone):
            somebody = Somebody(town, chat)
            yield from (*words_to(somebody), *labels_to(somebody), *files_to(somebody))
    yield from profile_of(town, CODE)


class Story:
    """What was read in all scenes, and the words in it that are in no catalog."""

    def __init__(self, folder: Path, config: Config, locales: Path, pseudo: Pseudo) -> None:
        self.folder, self.config, self.locales, self.pseudo = folder, config, locales, pseudo
        self.heard: set[str] = set()
        self.shown: set[str] = set()
        self.strange: list[str] = []

    @asynccontextmanager
    async def town(self, name: str, mail: MailServer | None = None) -> AsyncIterator[Town]:
        """Give a new town in which nothing happened yet."""
        folder = self.folder / name
        folder.mkdir()
        town = Town(folder, self.config, mail=mail, locales=self.locales)
        await town.start()
        try:
            yield town
        finally:
            await town.stop()

    def unheard(self) -> set[str]:
        """Name the sentences that nobody read; one for one thing and for many is one."""
        messages = (ids(message) for message in read(CODE, self.locales).messages if message.id)
        return {said[0] for said in messages if not self.heard & set(said)}

    def read(self, town: Town, texts: Iterable[str]) -> None:
        self.shown |= conversations_in(town)
        known = inserted(town)
        for text in set(texts):
            self.heard |= self.pseudo.sentences(text)
            if words := outside(text, known):
                self.strange.append(f"{words} in {text!r}")


@pytest.fixture
def story(tmp_path: Path) -> Story:
    pseudo, locales = Pseudo(), tmp_path / "locales"
    add(locales, CODE, OWN_NAME, pseudo.translate)
    return Story(tmp_path, in_pseudo(beside_ours(tmp_path, locales, CODE)), locales, pseudo)


def in_pseudo(config: Config) -> Config:
    """Let everybody in the municipality speak it."""
    assert config.coordinator is not None
    coaches = tuple(coach.model_copy(update={"language": CODE}) for coach in config.coaches)
    schools = tuple(s.model_copy(update={"room": {"nl": "-", CODE: ROOM}}) for s in config.schools)
    dina = config.coordinator.model_copy(update={"language": CODE})
    return config.model_copy(update={"coaches": coaches, "schools": schools, "coordinator": dina})


def by_post(config: Config) -> Config:
    """Let the coach of the scenes, and the coordinator, read nothing but e-mail."""
    known = notified(config, bilal=EMAIL)
    assert known.coordinator is not None
    return known.model_copy(
        update={"coordinator": known.coordinator.model_copy(update={"language": CODE})}
    )


@pytest.mark.long
async def test_all_that_is_said_in_all_dialogues_comes_from_the_catalogs(
    story: Story, mailbox: Mailbox
) -> None:
    for scene in (*WALKS, *TALKS, *AWAY, *STUCK):
        async with story.town(scene.__name__) as town:
            await scene(town)
            story.read(town, read_in(town))
    story.config = by_post(story.config)
    async with story.town("by_mail", server(mailbox)) as town:
        await by_mail(town, mailbox)
        story.read(town, (*read_in(town), *mails_in(mailbox)))
    assert story.strange == []
    assert story.unheard() - listed() == set()
    assert set(read_conversations()) - story.shown == WITHOUT_BUTTONS


def listed() -> set[str]:
    """Give the sentences that are not heard for a reason that is told."""
    return {sentence for sentences in UNHEARD.values() for sentence in sentences}


def test_no_sentence_is_excused_that_nobody_says(story: Story) -> None:
    assert listed() <= set(story.pseudo.numbers)
