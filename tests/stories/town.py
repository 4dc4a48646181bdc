"""A town for stories: the real program, a Telegram of our own, phones, and a clock that stands."""

import asyncio
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, ClassVar

from bot.app import App
from bot.conversation.turn import Place
from bot.conversation.words import Say, Value
from bot.delivery.limits import TwoLanes
from bot.folder import DATABASE
from bot.i18n import LOCALES
from bot.services.coaches import invite
from bot.services.flood import Flood
from bot.settings import Config, MailServer
from bot.simulator import Phone, Simulator
from bot.simulator.model import Message
from storage import claiming, conversations
from tests.keys import SEALER
from tests.stories.fresh import lay_out

TOKEN = "1000:story"  # noqa: S105 - a Telegram of our own
MONDAY = datetime(2026, 11, 30, 8, 0, tzinfo=UTC)  # 09:00 in Hardenberg
PATIENCE = 10.0  # seconds until a story gives up


class StandingClock:
    """Tells the same moment until it is moved."""

    def __init__(self, moment: datetime) -> None:
        self.moment = moment

    def __call__(self) -> datetime:
        return self.moment


class Town:
    """The program and its Telegram. With `restarts` the program starts anew before each message."""

    built: ClassVar[list["Town"]] = []  # of this story; afterwards its log is searched for them

    def __init__(
        self,
        data: Path,
        config: Config,
        *,
        restarts: bool = False,
        now: datetime = MONDAY,
        replaced: Mapping[str, str] | None = None,
        mail: MailServer | None = None,
        locales: Path = LOCALES,
    ) -> None:
        self.mail, self.locales = mail, locales
        self.data, self.config, self.restarts, self.replaced = data, config, restarts, replaced
        self.clock = StandingClock(now)
        self.simulator = Simulator(TOKEN, lambda: self.clock().astimezone(config.municipality.tz))
        self.app: App | None = None
        self._next = 100
        self.built.append(self)

    async def start(self) -> None:
        await lay_out(self.data / DATABASE)
        await self.simulator.start()
        await self.start_program()

    async def stop(self) -> None:
        await self.stop_program()
        await self.simulator.stop()

    async def start_program(
        self, limits: TwoLanes | None = None, flood: Flood | None = None
    ) -> None:
        self.limits = limits or TwoLanes(
            per_second=10_000, burst=1000, chat_per_second=10_000, chat_burst=1000
        )
        self.app = App(
            self.config,
            self.data,
            token=TOKEN,
            api=self.simulator.url,
            sealer=SEALER,
            now=self.clock,
            replaced=self.replaced,
            limits=self.limits,
            flood=flood or Flood(self.clock, burst=10_000),
            mail=self.mail,
            locales=self.locales,
        )
        await self.app.start()

    async def stop_program(self) -> None:
        if self.app is not None:
            await self.app.stop()
            self.app = None

    async def halt_is_over(self) -> None:
        """Wait as long as Telegram asked for silence: that is in real time."""
        while self.limits.halted_for() > 0:  # noqa: ASYNC110 - a clock sets no event
            await asyncio.sleep(self.limits.halted_for())

    async def restart(self) -> None:
        await self.stop_program()
        await self.start_program()

    def somebody(self, name: str = "Sanne", language: str | None = "nl") -> "Somebody":
        self._next += 1
        return Somebody(self, self.simulator.phone(self._next, name, language))

    async def parent(
        self, name: str = "Sanne", language: str = "nl", school: str = "hardenberg"
    ) -> "Somebody":
        """Somebody who has been welcomed already, without restarts: other stories tell of that."""
        restarts, self.restarts = self.restarts, False
        parent = self.somebody(name, language)
        await parent.start(f"school_{school}")
        assert self.app is not None
        await parent.tap(self.app.office.languages.own_name(language))
        await parent.tap("✅")
        await parent.tap("✅")
        await parent.tap(name)
        self.restarts = restarts
        return parent

    async def coach(
        self, coach: str, name: str = "Coach", language: str | None = "nl"
    ) -> "Somebody":
        """Somebody who opened the one-time link of a coach."""
        assert self.app is not None
        somebody = self.somebody(name, language)
        await somebody.start(await invite(self.app.office.database, coach, self.clock()))
        return somebody

    async def quiet(self, update: int = 0) -> None:
        """Wait until an update is read and all letters that are due have left."""
        app = self.app
        assert app is not None
        async with asyncio.timeout(PATIENCE):
            await self.simulator.wait(lambda: self.simulator.confirmed >= update, PATIENCE)
            while not (app.idle and await self._has_sent_all(app)):  # noqa: ASYNC110 - idem
                await asyncio.sleep(0.002)

    async def _has_sent_all(self, app: App) -> bool:
        """Tell whether no letter is due or held; looked at only while the program is idle."""
        due = await claiming.next_due(app.office.database.reader)
        if due is not None and due <= self.clock():
            return False
        # Looked at afterwards: a letter that is claimed meanwhile is held.
        held = await self.rows("SELECT id FROM letters WHERE lease IS NOT NULL")
        return app.idle and not held

    async def at(self, moment: datetime) -> None:
        """Move the clock; what is due by then leaves."""
        assert self.app is not None
        self.clock.moment = moment
        self.app.chores.catch_up()
        async with asyncio.timeout(PATIENCE):
            while True:
                if self.app.chores.idle:
                    break
                await asyncio.sleep(0.002)
        self.app.office.outgoing.set()
        await self.quiet()

    async def after(self, **span: float) -> None:
        await self.at(self.clock() + timedelta(**span))

    def says(self, value: Value, language: str = "nl") -> str:
        """Give what a value, or an English sentence, reads like in a language today."""
        assert self.app is not None
        office = self.app.office
        said = Say(value) if isinstance(value, str) else value
        return office.languages.render(said, language, office.today())

    def outcome(self, conversation: str, name: str, language: str = "nl") -> str:
        """Give the words of an outcome that has no placeholders."""
        assert self.app is not None
        return self.says(
            self.app.office.conversations[conversation].outcomes[name].text or "", language
        )

    async def booked(self) -> list[tuple[str, int, str, int]]:
        """All booked appointments: id, parent, coach, start."""
        return await self.rows(
            "SELECT id, parent, coach, start FROM appointments WHERE state = 'booked' ORDER BY id"
        )

    async def rows(self, sql: str, *values: object) -> list[Any]:
        """Look into the database."""
        assert self.app is not None
        rows = await self.app.office.database.reader.rows(sql, *values)
        return [tuple(map(_unsealed, row)) for row in rows]


def _unsealed(value: object) -> object:
    """Read what is sealed; a Fernet token begins with its version, 0x80, and four zero bytes."""
    if isinstance(value, str) and value.startswith("gAAAAA"):
        return SEALER.unseal(value)
    return value


class Somebody:
    """A person with a phone, who waits for the answer after each thing done."""

    def __init__(self, town: Town, phone: Phone) -> None:
        self.town, self.phone = town, phone
        self.taps = 0

    async def start(self, payload: str | None = None) -> str:
        return await self._done(lambda: self.phone.start(payload))

    async def type(self, text: str) -> str:
        return await self._done(lambda: self.phone.type(text))

    async def tap(self, label: str) -> str:
        """Tap the newest button with this in its label; read the answer."""
        self.taps += 1
        return await self._done(lambda: self.phone.tap_text(label))

    async def tap_again(self, message: Message, data: str) -> str:
        """Tap a button of an older message, also one that is gone by now."""
        return await self._done(lambda: self.phone.tap(message.message_id, data))

    async def does(self, what: str, *values: object, **named: object) -> str:
        """Do anything else a phone can do, by its name."""
        return await self._done(lambda: getattr(self.phone, what)(*values, **named))

    async def _done(self, act: "object") -> str:
        assert callable(act)
        if self.town.restarts:
            await self.town.restart()
        await self.town.quiet(act())
        return self.reads

    @property
    def reads(self) -> str:
        """The last message from the bot."""
        return self.phone.last.text or "" if self.phone.last else ""

    @property
    def buttons(self) -> list[str]:
        """The buttons under the last message from the bot, or the keyboard."""
        if self.phone.keyboard:
            return [key["text"] for row in self.phone.keyboard for key in row]
        return self.phone.last.buttons if self.phone.last else []

    @property
    def everything(self) -> list[str]:
        """All that the bot wrote, oldest first, as it stands there now."""
        return [message.text or "" for message in self.phone.messages if message.outgoing]

    async def place(self) -> Place | None:
        """The open question, and what was answered before it."""
        assert self.town.app is not None
        place, _ = await conversations.find(
            self.town.app.office.database.reader, self.phone.chat_id
        )
        return place
