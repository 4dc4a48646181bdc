"""What is asked at every tap, or many times a night, is found by an index: also in a big town."""

import sqlite3
from collections.abc import AsyncIterator, Awaitable, Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from storage import (
    absences,
    appointments,
    availability,
    callbacks,
    claiming,
    coaches,
    conversations,
    desks,
    messages,
    outbox,
    people,
    privacy,
    proposals,
    refused,
    told,
    voice_answers,
    waiting_list,
)
from storage.database import Connection, Database
from tests.keys import SEALER

NOW = datetime(2026, 12, 8, 9, 0, tzinfo=UTC)
LATER = NOW + timedelta(days=30)
Ask = Callable[[Connection], Awaitable[object]]
ASKED: dict[str, Ask] = {
    "the person": lambda reader: people.find(reader, 1),
    "the open question": lambda reader: conversations.find(reader, 1),
    "the coming appointments": lambda reader: appointments.coming_of_parent(reader, 1, NOW),
    "the coach of the chat": lambda reader: coaches.of_chat(reader, 1),
    "the hours of a coach": lambda reader: availability.hours(reader, "anna", "lutten"),
    "the talks of a coach": lambda reader: desks.talks_of_coach(reader, "a", NOW, LATER),
    "the desk of a coach": lambda reader: desks.desk_of(reader, "anna", NOW, LATER),
    "the coming talks of a coach": lambda reader: appointments.coming_of_coach(reader, "a", NOW),
    "what a parent asked": lambda reader: messages.of_parent(reader, 1),
    "what is asked of a coach": lambda reader: messages.of_schools(reader, ["lutten", "de_krim"]),
    "the questions to remind of": lambda reader: messages.due(reader, NOW),
    "the call of a parent": lambda reader: callbacks.of_parent(reader, 1),
    "the calls of a coach": lambda reader: callbacks.of_schools(reader, ["lutten", "de_krim"]),
    "the calls to remind of": lambda reader: callbacks.due(reader, NOW),
    "the answers that wait": lambda reader: told.unreached_answers(reader, 1, NOW),
    "who is away": lambda reader: absences.since(reader, NOW.date()),
    "what was decided": lambda reader: absences.decisions(reader, NOW),
    "the week of a coach": lambda reader: availability.week(reader, "anna"),
    "the proposals": lambda reader: proposals.of(reader, ["one", "two"]),
    "what a parent waits for": lambda reader: waiting_list.find(reader, 1, NOW),
    "who waits": lambda reader: waiting_list.at_schools(reader, ["lutten", "de_krim"], NOW),
    "what was said of a talk": lambda reader: voice_answers.find(reader, "one", 1),
    "the next letter": lambda reader: claiming.next_due(reader, NOW),
    "the refused e-mail": lambda reader: refused.mail(reader, LATER, NOW),
    "the letters to claim": lambda reader: claiming.claim(reader, NOW, LATER, 200),
}

# Few rows, of coming talks only, or small ones of two days.
SMALL = {"erased", "invitations", "proposals", "takeovers", "updates"}
BATCHES = [sql for what, sql in privacy.OLD.items() if what not in SMALL]


class Explained(Connection):
    """A connection that asks SQLite how it would find the rows, and finds none."""

    def __init__(self, file: sqlite3.Connection) -> None:
        super().__init__(file, SEALER)
        self.steps: list[str] = []

    async def rows(self, sql: str, *values: object) -> list[sqlite3.Row]:
        """Note the steps of the plan."""
        plan = await super().rows(f"EXPLAIN QUERY PLAN {sql}", *values)
        self.steps += [detail for *_, detail in plan]
        return []

    def reads_everything(self) -> bool:
        """Tell whether a whole table would be read."""
        return any(step.startswith(("SCAN", "USE TEMP B-TREE")) for step in self.steps)


@pytest.fixture
async def explained(tmp_path: Path) -> AsyncIterator[Explained]:
    path = tmp_path / "b.sqlite3"
    await (await Database.open(path, SEALER)).close()
    file = sqlite3.connect(path)
    yield Explained(file)
    file.close()


@pytest.mark.parametrize("asked", ASKED)
async def test_no_question_of_a_tap_reads_a_whole_table(explained: Explained, asked: str) -> None:
    await ASKED[asked](explained)
    assert explained.steps
    assert not explained.reads_everything()


@pytest.mark.parametrize("sql", [*BATCHES, outbox.EXPIRE])
async def test_no_batch_of_the_clean_up_reads_a_whole_table(explained: Explained, sql: str) -> None:
    await explained.rows(sql, *[1] * sql.count("?"))
    assert explained.steps
    assert not explained.reads_everything()
