"""Who used everything there is and erases it leaves nothing: in no table, and in no file."""

from collections.abc import Collection

from tests.stories.busy import ASKED, NAME, busy
from tests.stories.test_privacy import CHAT, _erase, _night, _traces
from tests.stories.town import Town

USED = {  # the tables that somebody who used everything stands in, besides those of every tap
    "absences",
    "appointments",
    "audit",
    "callbacks",
    "claims",
    "decisions",
    "letters",
    "messages",
    "people",
    "proposals",
    "takeovers",
    "voice_answers",
    "waiting_list",
}


async def _tables(town: Town) -> list[str]:
    rows = await town.rows("SELECT name FROM sqlite_master WHERE type = 'table'")
    return [name for (name,) in rows]


async def _naming(town: Town, words: Collection[str]) -> dict[str, list[str]]:
    """Give the rows, unsealed, in which one of these words stands, by table."""
    found = {}
    for table in await _tables(town):
        rows = map(repr, await town.rows(f"SELECT * FROM {table}"))  # noqa: S608 - ours
        if named := [row for row in rows if any(word in row for word in words)]:
            found[table] = named
    return found


async def test_no_table_and_no_file_knows_who_used_everything_and_erased_it(town: Town) -> None:
    somebody = await busy(town)
    words = {f"{CHAT}", NAME, ASKED, somebody.parent.phone.number, *somebody.ids}
    assert (await _naming(town, words)).keys() >= USED - {"absences"}
    await _erase(somebody.parent)
    assert await _naming(town, words) == {}
    await _night(town)
    raw = (NAME, somebody.parent.phone.number, *somebody.ids)
    assert [found for found in _traces(town.data, *raw) if "backups" not in found] == []
    await town.after(days=31)
    await _night(town)
    assert _traces(town.data, *raw) == []
