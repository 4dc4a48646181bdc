"""The benchmarks still run; what they measure is for people to judge."""

import pytest

from tests.program.program import command


@pytest.mark.parametrize(
    ("benchmark", "tiny", "column"),
    [
        ("benchmarks.idle", ("--parents", "20"), "idle memory"),
        ("benchmarks.taps", ("--phones", "2", "--taps", "3"), "updates a second"),
    ],
)
async def test_a_benchmark_prints_its_table(
    benchmark: str, tiny: tuple[str, ...], column: str
) -> None:
    """In a tiny size, each prints a head and two rows."""
    ended = await command(*tiny, env={}, module=benchmark)
    assert (ended.code, ended.err) == (0, "")
    head, *rows = ended.out.splitlines()
    assert column in head
    assert len(rows) == 2
