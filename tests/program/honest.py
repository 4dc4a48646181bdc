"""The evidence of a small honest run, by hand: two parents book, are reminded, and that is all."""

import asyncio
import json
import sqlite3
from collections.abc import Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from babel.dates import format_date

from benchmarks.chaos.evidence import Coach, Evidence, Kill, Mail, Weathered
from benchmarks.chaos.ledger import open_ledger
from benchmarks.chaos.tables import read_tables
from benchmarks.chaos.wording import DATES, catalog
from benchmarks.fleet.town import write_town
from bot.settings import read_config
from bot.simulator.model import Call, Json
from bot.simulator.updates import Given
from storage.database import Database
from tests.keys import SEALER

NINE = datetime(2026, 11, 30, 8, 0, tzinfo=UTC)  # Monday, 09:00 there
HOUR = timedelta(hours=1)
SECOND = timedelta(seconds=1)
ANNE, BO, COACH, MUTE = 1001, 1002, 501, 502
NAMES = {"Bakawel": ANNE, "Bakedok": BO}
LANGUAGES = {ANNE: "nl", BO: "en", COACH: "nl"}
MADE = "✅ Your appointment is made. The file puts it in your calendar."
REMINDER = "🔔 You have an appointment."
LETTER = """INSERT INTO letters
    (id, chat, coach, lane, kind, body, appointment, due, expires, ended, fate, cause, channel)
    VALUES (?, ?, ?, 0, ?, ?, ?, ?, ?, ?, 'sent', ?, ?)"""
HEARD = "INSERT INTO updates (id, heard) VALUES (?, ?)"
TALK = """INSERT INTO appointments
    (id, parent, coach, school, topic, kind, interpreter, language, name, start, end, state,
     sequence, booked)
    VALUES (?, ?, 'bilal', 'hardenberg', 'x', 'school', 0, 'nl', ?, ?, ?, 'booked', 0, ?)"""


def words(sentence: str, language: str) -> str:
    """Say an English sentence of the catalogs, or the first paragraph of a text."""
    known = catalog(language)
    whole = sentence if sentence in known else next(t for t in known if t.startswith(sentence))
    return known[whole][0].split("\n\n")[0]


def at(moment: datetime, language: str) -> str:
    """Write a moment (UTC) on two lines, as it is told to people."""
    local = moment + HOUR
    return f"{format_date(local, 'EEEE d MMMM', locale=DATES[language])}\n{local:%H:%M}"


@dataclass
class Story:
    """What happened; a test changes it before it is looked at."""

    folder: Path
    calls: list[Call] = field(default_factory=list)
    given: dict[int, Given] = field(default_factory=dict)
    heard: set[int] = field(default_factory=set)
    kills: list[Kill] = field(default_factory=list)
    log: Sequence[str] = ()
    mails: list[Mail] = field(default_factory=list)
    _letter: int = 0

    @property
    def database(self) -> Path:
        """Where the rows are."""
        return self.folder / "story.sqlite3"

    def sql(self, statement: str, *values: object) -> None:
        """Change a row."""
        with closing(sqlite3.connect(self.database)) as connection, connection:
            connection.execute(statement, values)

    def does(self, number: int, update: Mapping[str, Json], moment: datetime) -> None:
        """Let somebody do something, which is heard; what changes from now on is its effect."""
        self.given[number] = Given(moment, {"update_id": number, **update})
        self.heard.add(number)
        self.sql(HEARD, number, int(moment.timestamp()))

    def taps(self, number: int, chat: int, data: str, moment: datetime) -> None:
        """Let somebody tap a button."""
        query = {"callback_query": {"from": {"id": chat}, "data": data}}
        self.does(number, query, moment)

    def sends(
        self,
        chat: int,
        text: str,
        buttons: Sequence[str],
        moment: datetime,
        *,
        kind: str = "message",
        **about: Any,  # noqa: ANN401 - as `letter` takes it
    ) -> None:
        """Write a letter, and let it come to a phone."""
        self.letter(kind, chat, text, buttons, moment, **about)
        self.comes(chat, text, buttons, moment, file=kind == "file")

    def comes(
        self, chat: int, text: str, buttons: Sequence[str], moment: datetime, *, file: bool = False
    ) -> None:
        """Let a message come to a phone."""
        rows = [[{"text": data, "callback_data": data}] for data in buttons]
        params = {"caption" if file else "text": text}
        markup = {"reply_markup": {"inline_keyboard": rows}}
        method = "sendDocument" if file else "sendMessage"
        self.calls.append(Call(method, params | markup, moment, chat, 200, {}, done=True))

    def letter(
        self,
        kind: str,
        chat: int,
        text: str,
        buttons: Sequence[str],
        moment: datetime,
        *,
        talk: str | None = None,
        cause: int | None = None,
        channel: str = "telegram",
    ) -> None:
        """Keep a letter that was sent; one to the coach's chat is to the coach."""
        self._letter += 1
        when = int(moment.timestamp())
        rows = [[["x", data]] for data in buttons]
        body = SEALER.seal(json.dumps({"text": text, "rows": rows, "share": None}))
        to = (None, "bilal") if chat == COACH else (chat, None)
        values = (self._letter, *to, kind, body, talk, when, when + 9999, when, cause, channel)
        self.sql(LETTER, *values)

    def books(self, number: int, name: str, talk: str, start: datetime) -> None:
        """Let a parent book and be reminded, and the coach too."""
        chat = NAMES[name]
        self.confirms(number, name, talk, start, NINE)
        for due in (start - 24 * HOUR, NINE + 8 * HOUR):  # a day before, and in the afternoon
            self.reminds(chat, talk, start, due)
        self.tells("🔔 Soon: an appointment", name, start, start - 4 * HOUR, talk=talk)

    def confirms(
        self, number: int, name: str, talk: str, start: datetime, moment: datetime
    ) -> None:
        """Let a parent book at a moment, and the coach hear of it."""
        chat = NAMES[name]
        language = LANGUAGES[chat]
        self.taps(number, chat, "booking:12ab:check:yes", moment)
        ends = [int(one.timestamp()) for one in (start, start + HOUR / 2, moment)]
        self.sql(TALK, talk, chat, SEALER.seal(name), *ends)
        said = f"{words(MADE, language)}\n\n{at(start, language)}\n\nStadschool\n👤 Stadcoach Bilal"
        buttons = [f"appointment:{talk}:show:move"]
        self.sends(chat, said, buttons, moment, kind="file", cause=number)
        self.tells("📅 New appointment", name, start, moment, cause=number)
        self.invites(talk, start, moment, cause=number)

    def invites(
        self, talk: str, start: datetime, moment: datetime, *, cause: int, off: int = 0
    ) -> None:
        """Let an invitation come to the calendar of the coach; with `off` the talk goes from it."""
        self.letter("message", COACH, "…", [], moment, cause=cause, channel="email")
        method = "CANCEL" if off else "REQUEST"
        self.mails.append(Mail("bilal", f"{self._letter}", "…", method, talk, off, start))

    def tells(  # what `letter` takes goes along
        self,
        head: str,
        name: str,
        start: datetime,
        moment: datetime,
        **about: Any,  # noqa: ANN401
    ) -> None:
        """Let the coach read of a talk."""
        text = f"{words(head, 'nl')}\n\n{at(start, 'nl')}\n🙂 {name}"
        one = [f"desk_notice:{about['talk']}:notice:talk"] if "talk" in about else []
        self.sends(COACH, text, [*one, "coach_notice:bilal:notice:agenda"], moment, **about)

    def reminds(self, chat: int, talk: str, start: datetime, due: datetime) -> None:
        """Let a parent be reminded."""
        language = LANGUAGES[chat]
        text = f"{words(REMINDER, language)}\n\n{at(start, language)}"
        button = f"reminder:{talk}:remind:come"
        self.sends(chat, text, [button], due + SECOND, kind="reminder", talk=talk)

    def evidence(self) -> Evidence:
        """Give it as the checker gets it."""
        config = read_config(self.folder / "town.toml")
        reads = {"anna": 503, "bilal": COACH, "carla": MUTE}
        return Evidence(
            calls=self.calls,
            given=self.given,
            heard=frozenset(self.heard),
            tables=read_tables(self.database, SEALER),
            coaches={c.id: Coach(reads[c.id], c.name, c.language) for c in config.coaches},
            names=NAMES,
            blocked=frozenset(),
            phones={ANNE: "nl", BO: "tr"},
            config=config,
            passed=lambda moment: moment.timestamp(),
            began=NINE - HOUR,
            until=NINE + 23.5 * HOUR,
            mails=self.mails,
            weathered=Weathered(kills=tuple(self.kills), log=tuple(self.log)),
        )


async def honest(folder: Path) -> Story:
    """Tell it: Anne comes on Tuesday at ten, Bo at eleven."""
    await asyncio.to_thread(write_town, folder / "town.toml")
    story = Story(folder)
    await (await Database.open(story.database, SEALER)).close()
    open_ledger(story.database)
    story.books(1, "Bakawel", "aaaa", NINE + 25 * HOUR)
    story.books(2, "Bakedok", "bbbb", NINE + 26 * HOUR)
    story.calls.sort(key=lambda call: call.at)
    return story
