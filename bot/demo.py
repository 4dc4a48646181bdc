"""The demo: the real program, a Telegram of our own, and phones on a web page."""

import asyncio
import webbrowser
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime, time, timedelta
from pathlib import Path

from bot.app import App
from bot.clock import Clock
from bot.delivery.limits import TwoLanes
from bot.scheduling.calendar import Calendar, holiday_layers
from bot.services.coaches import invite
from bot.settings import Config, MailServer, Municipality
from bot.simulator import Simulator
from bot.simulator.serving import HOST
from storage import appointments, claiming
from storage.sealing import Sealer, new_key

TOKEN = "1000:demo-needs-no-secret"  # noqa: S105 - a Telegram of our own takes any token
PARENTS = ((1001, "Sanne", "nl", "A parent"), (1002, "Noor", "ar", "Another parent"))
COACH_PHONE = 2001
COACH_EMAIL, SENDER = "anna@voorbeeld.example", "kansencoach@voorbeeld.example"
MORNING, SATURDAY, LONGEST_HOLIDAY = time(9), 5, 70
PATIENCE, GLANCE = 5.0, 0.02  # seconds: that a skip waits for the phones to ring, between looks


class Demo:
    """A municipality on one machine, with a clock that can be moved."""

    def __init__(self, config: Config, data: Path, port: int) -> None:
        self._config, self._data, self._clock = unprepared(by_mail_too(config)), data, Clock()
        zone = config.municipality.tz
        self.simulator = Simulator(
            TOKEN, lambda: self._clock().astimezone(zone), self.skip, port=port
        )
        self._app: App | None = None

    async def start(self) -> str:
        """Start everything, link the coach's phone, and give the page's address."""
        self._clock.move_to(school_time(self._clock(), self._config.municipality))
        coach = self._config.coaches[0]
        self.simulator.mailbox(COACH_EMAIL, "E-mail", coach.language)
        await self.simulator.start()
        self._app = App(
            self._config,
            self._data,
            token=TOKEN,
            api=self.simulator.url,
            sealer=Sealer([_key(self._data / "demo.key")]),
            now=self._clock,
            limits=TwoLanes(per_second=1000, burst=1000, chat_per_second=1000, chat_burst=1000),
            mail=_server(self.simulator.smtp_port),
        )
        await self._app.start()
        school = coach.schools[0]
        for number, (phone, name, language, label) in enumerate(PARENTS):
            link = f"school_{school}" if number else None
            self.simulator.phone(phone, name, language, label, link=link)
        own = self.simulator.phone(COACH_PHONE, coach.name, coach.language, "The coach")
        own.start(await invite(self._app.office.database, coach.id, self._clock()))
        return self.simulator.url

    async def stop(self) -> None:
        """Stop everything."""
        if self._app is not None:
            await self._app.stop()
        await self.simulator.stop()

    async def failed(self) -> None:
        """Wait for a part that ends though nobody asked it to."""
        assert self._app is not None  # noqa: S101 - after start
        await self._app.failed()

    async def skip(self) -> None:
        """Move the clock to the next reminder or agenda, if there is one; see it delivered."""
        assert self._app is not None  # noqa: S101 - the page is there after start
        office = self._app.office
        moments = [await claiming.next_due(office.database.reader), await self._next_agenda()]
        coming = [moment for moment in moments if moment is not None]
        if coming:
            self._clock.move_to(min(coming))
            self._app.chores.catch_up()
            office.outgoing.set()
            with suppress(TimeoutError):
                async with asyncio.timeout(PATIENCE):
                    await self._delivered(self._app)

    async def _delivered(self, app: App) -> None:
        """Wait until all that is due by now has rung on the phones."""
        while True:
            due = await claiming.next_due(app.office.database.reader)
            quiet = app.chores.idle and app.idle
            if quiet and (due is None or due > self._clock()):
                return
            await asyncio.sleep(GLANCE)

    async def _next_agenda(self) -> datetime | None:
        """Tell when a coach gets the next agenda: on the morning of the next day with a talk."""
        assert self._app is not None  # noqa: S101 - after start
        office = self._app.office
        zone, at = self._config.municipality.tz, self._config.agenda_at
        for ahead in range(self._config.booking.horizon_days + 2):
            day = office.today() + timedelta(days=ahead)
            morning = datetime.combine(day, at, zone).astimezone(UTC)
            night = datetime.combine(day + timedelta(days=1), time(), zone).astimezone(UTC)
            reader = office.database.reader
            if morning > self._clock() and await appointments.coaches_between(
                reader, morning, night
            ):
                return morning
        return None


def by_mail_too(config: Config) -> Config:
    """Let the first coach get every notice by e-mail too, at an invented address."""
    first, *others = config.coaches
    told = first.model_copy(update={"email": COACH_EMAIL, "notify": "both"})
    return config.model_copy(update={"coaches": (told, *others)})


def unprepared(config: Config) -> Config:
    """Let speech be made when it is asked for: a demo is over before all of it is ready."""
    speech = config.speech.model_copy(update={"prepare": False})
    return config.model_copy(update={"speech": speech})


def school_time(now: datetime, town: Municipality) -> datetime:
    """Give now, or in the holidays the first morning of a whole week of school, in UTC."""
    today = now.astimezone(town.tz).date()
    calendar = Calendar(holiday_layers(town.holiday_region, (today.year, today.year + 1)))
    for ahead in range(LONGEST_HOLIDAY):
        days = [today + timedelta(days=ahead + number) for number in range(7)]
        weekdays = [day for day in days if day.weekday() < SATURDAY]
        if all(calendar.is_open(day) for day in weekdays):
            morning = datetime.combine(weekdays[0], MORNING, town.tz).astimezone(UTC)
            return morning if ahead else now
    return now


def _server(port: int) -> MailServer:
    """Give the mail server of the demo: on this machine, so it needs neither TLS nor a user."""
    return MailServer(
        host=HOST, port=port, tls=False, starttls=False, user=None, password=None, sender=SENDER
    )


def _key(path: Path) -> str:
    """Give the key of the demo's data; new data get one of their own."""
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch(0o600)
        path.write_text(new_key(), "utf-8")
    return path.read_text("utf-8")


async def show(
    demo: Demo, stopping: asyncio.Event, say: Callable[[str], None], *, browser: bool
) -> None:
    """Run the demo until asked to stop; say its address when it is ready."""
    url = await demo.start()
    try:
        say(url)
        if browser:
            webbrowser.open(url)
        stop, fault = asyncio.create_task(stopping.wait()), asyncio.create_task(demo.failed())
        await asyncio.wait({stop, fault}, return_when=asyncio.FIRST_COMPLETED)
        stop.cancel()
        if fault.done():
            await fault
        fault.cancel()
    finally:
        await demo.stop()
