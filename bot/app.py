"""The composition root: the only file that knows every part; starts and stops them in order."""

import asyncio
import logging
from asyncio import Task
from collections.abc import Callable, Mapping
from contextlib import ExitStack
from datetime import datetime
from pathlib import Path
from typing import Any

from telegram.error import InvalidToken, TelegramError
from telegram.ext import Application, ExtBot

from bot import heartbeat
from bot.damage import refuse_damaged
from bot.delivery import profile
from bot.delivery.email import EmailPost
from bot.delivery.limits import TwoLanes
from bot.delivery.outbox import Outbox
from bot.delivery.request import AiohttpRequest
from bot.delivery.scribe import Scribe
from bot.delivery.telegram import Post
from bot.folder import DATABASE, locked
from bot.handlers import register
from bot.health import Health
from bot.i18n import LOCALES, Languages
from bot.scheduler import Chores
from bot.services import by_machine, calendars, left_behind, new_hands, second_try
from bot.services.flood import Flood
from bot.services.heard import BUTTON, heard
from bot.services.office import Office
from bot.services.topics import read_topics
from bot.services.values import CHOOSE_LANGUAGE
from bot.services.world import read_conversations
from bot.settings import EMAIL, Config, MailServer, WrongTokenError
from bot.speech.fixed import Fixed
from bot.speech.named import Speaker
from bot.speech.preparing import prepare
from bot.tally import Listener
from bot.updates import AnyApplication, Updates
from bot.writing.machines import Machines
from storage import availability, claiming, coaches, facts, outbox
from storage.database import Database
from storage.outbox import MACHINES, SPEECH
from storage.restoring import tidy
from storage.sealing import Sealer

log = logging.getLogger(__name__)

GUESSES = 5  # links of invitations that a chat can open in an hour
CHAT_BURST = 12  # messages and edits at once in a chat: a parent who taps on fast is not held up
MOST_SPOKEN = 20  # voice messages in hand at once
PATIENCE = 15.0  # seconds of silence that are borne of Telegram
PAUSES = (1, 2, 5, 15)  # seconds between tries to reach Telegram at the start


class App:
    """The program: an office, and the parts that connect it with Telegram."""

    def __init__(
        self,
        config: Config,
        data: Path,
        *,
        token: str,
        api: str,
        sealer: Sealer,
        now: Callable[[], datetime],
        replaced: Mapping[str, str] | None = None,
        limits: TwoLanes | None = None,
        flood: Flood | None = None,
        health_port: int | None = None,
        patience: float = PATIENCE,
        mail: MailServer | None = None,
        machines: Machines | None = None,
        locales: Path = LOCALES,
    ) -> None:
        self._mail, self._machines = mail, machines or Machines()
        self._health_port = health_port
        self._health: Health | None = None
        self._flood = flood
        self._config, self._data, self._sealer, self._now = config, data, sealer, now
        self._conversations = read_conversations(replaced)
        self._locales, self._languages = locales, Languages(config.languages, locales)
        limits = limits or TwoLanes(chat_burst=CHAT_BURST)
        self._application = _application(token, api, limits, patience)
        self._speaker: Speaker | None = None
        self._lock = ExitStack()
        self._parts: list[Task[None]] = []

    async def start(self) -> None:
        """Start all parts; returns when the program hears and speaks.

        Raises AlreadyRunningError, DamagedDatabaseError, WrongKeyError, WrongTokenError, and
        OSError for a port of the health page that is not free.
        """
        self._lock.enter_context(locked(self._data))
        try:
            await asyncio.to_thread(refuse_damaged, self._data / DATABASE)
            tidy(self._data / DATABASE)  # who has the lock knows that no restore is under way
            database = await Database.open(self._data / DATABASE, self._sealer)
        except BaseException:
            self._lock.close()
            raise
        self.office = Office(
            self._config,
            database,
            self._conversations,
            read_topics(),
            self._languages,
            self._now,
            self._flood or Flood(self._now),
            Flood(self._now, burst=GUESSES, per_second=GUESSES / 3600, debt=0),
            self._speaks,
        )
        try:
            await self._watch()
            await self._prepare()
        except BaseException:
            await self._close()
            raise
        bot = self._application.bot
        telegram = Post(self.office, bot, self._speaker)
        self.outbox = Outbox(self.office, telegram)
        self._outboxes = [self.outbox]
        if self._speaker is not None:
            self._outboxes.append(Outbox(self.office, telegram, SPEECH, MOST_SPOKEN))
        if by_machine.is_on(self.office):
            scribe = Scribe(self.office, bot, self._machines)
            self._outboxes.append(Outbox(self.office, scribe, MACHINES))
        if self._mail is not None:
            post = EmailPost(self.office, self._mail, bot)
            self._outboxes.append(Outbox(self.office, post, EMAIL))
        self.updates = Updates(self._application, self.office)
        self.chores = Chores(self.office, self._data)
        runs = (self.updates.run, self.chores.run, *(part.run for part in self._outboxes))
        self._parts = [asyncio.create_task(run()) for run in runs]
        self._asides = {asyncio.create_task(profile.tell(self.office, bot))}
        if self._speaker is not None and self._config.speech.prepare:
            self._asides.add(asyncio.create_task(self._prepare_speech(self._speaker)))

    async def stop(self) -> None:
        """Stop in the order of the flow: hear no more, do no chores, send what is under way."""
        self.updates.stop()
        self.chores.stop()
        updates, chores, *delivering = self._parts
        try:
            await asyncio.wait({updates, chores})
            for part in self._outboxes:
                part.stop()
            for aside in self._asides:
                aside.cancel()
            await asyncio.wait({*delivering, *self._asides})
        finally:
            await self._close()

    @property
    def idle(self) -> bool:
        """Whether no letter is in hand."""
        return all(part.idle for part in self._outboxes)

    async def failed(self) -> None:
        """Wait for a part that ends though nobody asked it to; raises what ended it."""
        await asyncio.wait(self._parts, return_when=asyncio.FIRST_COMPLETED)
        for part in self._parts:
            if part.done():
                part.result()

    async def _watch(self) -> None:
        """Count what is logged, and let a monitor of this machine look."""
        listener = Listener(self.office.tally)
        logging.getLogger().addHandler(listener)
        self._lock.callback(logging.getLogger().removeHandler, listener)
        if self._health_port is not None:
            self._health = Health(self.office, self._health_port)
            await self._health.start()

    async def _prepare(self) -> None:
        async with self.office.transaction() as connection:
            await coaches.unlink_others(connection, self._config.readers)
            await claiming.release(connection)
            await second_try.put_back(connection, self.office)
            await outbox.reroute(connection, self._config.channels)
            if not by_machine.is_on(self.office):
                await outbox.drop(connection, MACHINES)
            if not self._config.speech.on:
                await outbox.drop(connection, SPEECH)
            await calendars.fill(connection, self.office)
            await heartbeat.wake(connection, self.office)
            for coach in self._config.coaches:
                if await availability.take_over(connection, coach.id, coach.hours):
                    log.info("took over starting hours", extra={"coach": coach.id})
            await left_behind.tell(connection, self.office)
            await new_hands.pass_on(connection, self.office)
        for school in self._config.schools:  # the holidays take a moment: not at the first tap
            self.office.calendar(school)
        register(self._application, self.office)
        if self._config.speech.on:
            self._speaker = await asyncio.to_thread(self._find_voices)
        await self._meet_telegram()
        async with self.office.transaction() as connection:
            await facts.put(connection, "username", self._application.bot.username)

    def _find_voices(self) -> Speaker:
        from bot.speech.assembly import assemble  # noqa: PLC0415 - in this thread, if at all

        self._fixed = Fixed(self._languages, heard(self._config, self._conversations))
        return assemble(
            self._config,
            self._data,
            self._fixed,
            button=BUTTON,
            choose=CHOOSE_LANGUAGE,
            locales=self._locales,
        )

    async def _prepare_speech(self, speaker: Speaker) -> None:
        fixed = self._fixed
        try:
            await prepare(speaker, self._languages.codes, lambda code: fixed.texts(code).values())
        except Exception:  # nobody waits for this task
            log.exception("speech cannot be prepared")

    def _speaks(self, language: str) -> bool:
        return self._speaker is not None and self._speaker.speaks(language)

    async def _meet_telegram(self) -> None:
        """Ask Telegram who we are; while it cannot be reached, again and again."""
        for attempt in range(1_000_000):
            try:
                await self._application.initialize()
                # With a webhook of an earlier program no update would ever come here.
                await self._application.bot.delete_webhook(drop_pending_updates=False)
            except InvalidToken:
                raise WrongTokenError(WrongTokenError.__doc__) from None
            except TelegramError as fault:
                pause = PAUSES[min(attempt, len(PAUSES) - 1)]
                log.warning("Telegram is out of reach", extra={"fault": type(fault).__name__})
                await asyncio.sleep(pause)
            else:
                return

    async def _close(self) -> None:
        await self._machines.close()
        await self._application.shutdown()
        if self._speaker is not None:
            self._speaker.close()
        if self._health is not None:
            await self._health.stop()
        await self.office.database.close()
        self._lock.close()


def _application(token: str, api: str, limits: TwoLanes, patience: float) -> AnyApplication:
    bot: ExtBot[Any] = ExtBot(
        token,
        base_url=f"{api}/bot",
        base_file_url=f"{api}/file/bot",
        request=AiohttpRequest(read=patience, trust_env=_is_outside(api)),
        get_updates_request=AiohttpRequest(connections=1, trust_env=_is_outside(api), total=60),
        rate_limiter=limits,
    )
    return Application.builder().bot(bot).updater(None).build()


def _is_outside(api: str) -> bool:
    """Tell whether a proxy of the environment may stand between us and this address."""
    return not api.startswith("http://127.0.0.1")
