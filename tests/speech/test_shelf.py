"""Clips on disk: whole or not at all, and never more than there is room for."""

import os
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from bot.speech.shelf import Shelf

KILO = b"x" * 1000


def test_what_is_put_there_is_given_back_also_by_a_new_start(tmp_path: Path) -> None:
    Shelf(tmp_path, 10_000).put("one", KILO)
    shelf = Shelf(tmp_path, 10_000)
    assert shelf.get("one") == KILO
    assert shelf.has("one")
    assert shelf.get("two") is None


def test_what_was_not_asked_for_longest_goes_first(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path, 10_000)
    for number in range(10):
        shelf.put(f"{number}", KILO)
        path = shelf._path(f"{number}")
        os.utime(path, (number, number))
    shelf.get("0")  # asked for just now
    shelf.put("ten", KILO)
    assert [number for number in range(10) if shelf.has(f"{number}")] == [0, *range(3, 10)]
    assert shelf.has("ten")


def test_it_never_takes_more_room_than_it_may_whoever_filled_it(tmp_path: Path) -> None:
    Shelf(tmp_path, 100_000).put("big", KILO * 50)
    shelf = Shelf(tmp_path, 10_000)
    for number in range(200):
        shelf.put(f"{number}", KILO)
    assert sum(path.stat().st_size for path in tmp_path.rglob("*.ogg")) <= 10_000


def test_many_threads_lose_nothing_and_leave_nothing_half(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path, 10_000_000)
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda number: shelf.put(f"{number % 50}", KILO), range(500)))
    assert all(shelf.get(f"{number}") == KILO for number in range(50))
    assert {path.suffix for path in tmp_path.rglob("*") if path.is_file()} == {".ogg"}


def test_a_full_disk_keeps_nothing_and_is_told_once(caplog: pytest.LogCaptureFixture) -> None:
    shelf = Shelf(Path("/dev/full"), 10_000)  # no folder can be made there
    for number in range(3):
        shelf.put(f"{number}", KILO)
    assert shelf.get("0") is None
    assert [record.levelname for record in caplog.records] == ["WARNING"]


def test_a_file_that_is_thrown_away_is_not_there(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path, 10_000)
    shelf.put("one", KILO)
    shelf.drop("one")
    shelf.drop("one")
    assert not shelf.has("one")
