"""What every service needs: the municipality's choices, the database, the dialogues, the clock."""

from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import date, datetime

from bot.conversation.model import Conversation
from bot.i18n import Languages
from bot.scheduling.calendar import Calendar, Layer, holiday_layers
from bot.services.bell import Bell
from bot.services.flood import Flood
from bot.services.topics import Topic
from bot.settings import Config, School
from bot.tally import Tally
from storage.database import Connection, Database


@dataclass(frozen=True)
class Office:
    """The municipality's office. `now` is the one clock; `outgoing` rings when letters wait."""

    config: Config
    database: Database
    conversations: Mapping[str, Conversation]
    topics: Mapping[str, Topic]
    languages: Languages
    now: Callable[[], datetime]
    flood: Flood
    guesses: Flood  # of invitations
    speaks: Callable[[str], bool] = lambda _: False  # whether a language can be said
    tally: Tally = field(default_factory=Tally)
    outgoing: Bell = field(default_factory=Bell)
    _calendars: dict[tuple[str, int], Calendar] = field(default_factory=dict)

    @asynccontextmanager
    async def transaction(self, cause: int | None = None) -> AsyncIterator[Connection]:
        """Do everything inside or nothing, then wake the outbox; `cause` is an update's id."""
        async with self.database.transaction(cause) as connection:
            yield connection
        self.outgoing.set()

    def local(self, moment: datetime) -> datetime:
        """Put a moment on the municipality's wall clock."""
        return moment.astimezone(self.config.municipality.tz)

    def today(self) -> date:
        """Tell the day on the municipality's wall calendar."""
        return self.local(self.now()).date()

    def calendar(self, school: School) -> Calendar:
        """Give the open and closed days of a school, this year and the next."""
        year = self.today().year
        if (school.id, year) not in self._calendars:
            region = self.config.municipality.holiday_region
            own = Layer(school.name, school.closed, school.opened)
            layers = (*holiday_layers(region, (year, year + 1)), own)
            self._calendars[school.id, year] = Calendar(layers)
        return self._calendars[school.id, year]
