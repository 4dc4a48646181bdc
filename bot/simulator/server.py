"""Starts and stops the simulator, and is what tests and the demo hold on to."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import datetime

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.trustedhost import TrustedHostMiddleware

from bot.simulator.api import BotApi
from bot.simulator.faults import Faults
from bot.simulator.group import Group
from bot.simulator.guard import SameOriginMiddleware
from bot.simulator.mails import Mailbox
from bot.simulator.model import Call, Json
from bot.simulator.phone import Phone
from bot.simulator.serving import HOST, QuietServer, listen
from bot.simulator.smtp import SmtpServer
from bot.simulator.web import Page
from bot.simulator.world import Question, World

OK = 200


class Simulator:
    """A Telegram with one bot, and phones."""

    def __init__(
        self,
        token: str,
        now: Callable[[], datetime],
        skip: Callable[[], Awaitable[None]] | None = None,
        port: int = 0,
        username: str = "kansencoach_demo_bot",
    ) -> None:
        self.world = World(token, now, username)
        self.faults = Faults()
        self.url = ""
        self.smtp_port = 0  # of the mail server, which runs if there is a mailbox at the start
        self._smtp = SmtpServer(self.world)
        self._port = port
        self._app = Starlette(
            routes=[
                *BotApi(self.world, self.faults).routes(),
                *Page(self.world, self.faults, skip).routes(),
            ],
            # Another site open in the same browser must not reach the demo.
            middleware=[
                Middleware(TrustedHostMiddleware, allowed_hosts=[HOST, "localhost"]),
                Middleware(SameOriginMiddleware),
            ],
        )
        self._server: QuietServer | None = None
        self._serving: asyncio.Task[None] | None = None

    async def start(self) -> None:
        """Listen, on this machine only; raises OSError if the port is taken."""
        listening = listen(self._port)
        self.url = f"http://{HOST}:{listening.getsockname()[1]}"
        self._server = QuietServer(self._app)
        self._serving = asyncio.create_task(self._server.serve(sockets=[listening]))
        await self._server.listening.wait()
        if self.world.mailboxes:
            self.smtp_port = await self._smtp.start()

    async def stop(self) -> None:
        """Send everybody home and stop listening, within two seconds."""
        if self._server is None or self._serving is None:
            return
        await self._smtp.stop()
        self.world.close()
        self._server.leave()
        await self._serving
        self._server = self._serving = None

    def phone(
        self,
        user_id: int,
        first_name: str,
        language_code: str | None = None,
        label: str = "",
        link: str | None = None,
    ) -> Phone:
        """Create a person with a phone; `link` is the payload of the page's START button."""
        phone = Phone(
            self.world, user_id, first_name, language_code=language_code, label=label, link=link
        )
        self.world.chats[user_id] = phone
        self.world.changed(phone)
        return phone

    def mailbox(self, address: str, label: str, language: str = "en") -> Mailbox:
        """Create a mailbox, which the mail server knows."""
        self.world.mailboxes[address] = Mailbox(address, label, language)
        return self.world.mailboxes[address]

    def group(self, chat_id: int, title: str) -> Group:
        """Create a group that the bot is in; its id is negative."""
        group = Group(self.world, chat_id, title)
        self.world.chats[chat_id] = group
        return group

    def again(self, update_id: int) -> None:
        """Queue an update once more under the same id, even if it was confirmed."""
        self.world.queue.again(update_id)

    def raw(self, update: Json) -> int:
        """Queue any update; its update_id is filled in, and its tap can be answered."""
        if query := update.get("callback_query"):
            user_id = query["from"]["id"]
            message = query.get("message", {})
            chat_id = message.get("chat", {}).get("id", user_id)
            asked = Question(chat_id, user_id, message.get("message_id", 0), self.world.now())
            self.world.ask(asked, query["id"])
        return self.world.queue.add({k: v for k, v in update.items() if k != "update_id"})

    @property
    def confirmed(self) -> int:
        """The highest update_id of which the bot said that it is read; 0 at first."""
        return self.world.queue.confirmed

    @property
    def calls(self) -> list[Call]:
        """Every call, in the order in which they were answered."""
        return self.world.calls

    def sent(self, method: str | None = None, chat_id: int | None = None) -> list[Call]:
        """Give the calls that went right."""
        return [
            call
            for call in self.world.calls
            if call.status == OK
            and method in {None, call.method}
            and chat_id in {None, call.chat_id}
        ]

    @property
    def commands(self) -> dict[tuple[str, str], list[Json]]:
        """The commands per scope ('default', 'chat:ID', …) and language."""
        return self.world.profile.commands

    @property
    def descriptions(self) -> dict[str, str]:
        """The words of the empty chat per language."""
        return self.world.profile.descriptions

    @property
    def short_descriptions(self) -> dict[str, str]:
        """The words of the profile per language."""
        return self.world.profile.short_descriptions

    async def wait(
        self,
        predicate: Callable[[], bool],
        timeout: float = 10.0,  # noqa: ASYNC109 - the reader of a test knows this word
    ) -> None:
        """Wait until the predicate holds; raises TimeoutError after so many seconds."""
        await self.world.changes.until(predicate, timeout)
