"""Each file in broken/ says in its first lines, word for word, what must be said about it."""

from pathlib import Path

import pytest

from bot.settings import ConfigFault, read_config

BROKEN = sorted((Path(__file__).parent / "broken").glob("*.toml"))


@pytest.mark.parametrize("path", BROKEN, ids=lambda path: path.stem)
def test_a_broken_file_gets_exactly_its_complaint(path: Path) -> None:
    with pytest.raises(ConfigFault) as caught:
        read_config(path)
    assert str(caught.value).splitlines() == [f"{path}: {line}" for line in _complaint(path)]


def test_a_missing_file_is_answered_with_what_to_do(tmp_path: Path) -> None:
    words = "copy kansencoach.example.toml to kansencoach.toml and fill it in"
    with pytest.raises(ConfigFault, match=words):
        read_config(tmp_path / "kansencoach.toml")


def test_a_folder_is_no_file(tmp_path: Path) -> None:
    with pytest.raises(ConfigFault, match="cannot be read: Is a directory"):
        read_config(tmp_path)


def test_another_encoding_is_named(tmp_path: Path) -> None:
    path = tmp_path / "kansencoach.toml"
    path.write_bytes('role = "coördinator"'.encode("latin-1"))
    with pytest.raises(ConfigFault, match="is not UTF-8"):
        read_config(path)


def _complaint(path: Path) -> list[str]:
    lines = path.read_text("utf-8").splitlines()
    return [line.removeprefix("# ") for line in lines[: lines.index("")]]
