"""The benchmarks still run; what they measure is for people to judge."""

import pytest

from tests.program.program import Program

PATIENCE = 90.0  # seconds; aiogram alone takes some to start


@pytest.mark.parametrize(
    ("part", "column", "rows"),
    [
        ("rate", "updates/s", ("kansencoach", "httpx", "aiohttp", "aiogram 3")),
        ("size", "memory at the start", ("20", "40", "httpx", "aiohttp", "aiogram 3")),
        ("reminders", "adds/s", ("kansencoach", "APScheduler 3")),
        ("pace", "of one core", ("%",)),
    ],
)
async def test_the_load_run_prints_a_table_of_each_part(
    part: str, column: str, rows: tuple[str, ...]
) -> None:
    """In a tiny size: the machine and the command, then a head and a row for each subject."""
    program = await Program.start("--quick", "--only", part, env={}, module="benchmarks.load")
    ended = await program.ended(PATIENCE)
    assert (ended.code, ended.err) == (0, "")
    lines = ended.out.splitlines()
    assert "cores" in lines[0]
    assert lines[1] == f"python -m benchmarks.load --quick --only {part}"
    head, *table = lines[-len(rows) - 1 :]
    assert column in head
    assert all(name in row for name, row in zip(rows, table, strict=True))
