"""What is installed without the sources: the demo finds its example, and `run` starts light."""

import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

ROOT = Path(__file__).parents[2]
WHEEL = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["hatch"]["build"][
    "targets"
]["wheel"]
FINDS = """
from bot.cli.running import example
from bot.settings import read_config
print(example(), len(read_config(example()).schools))
"""
LOADS = """
import sys
import bot.cli
print(*(name for name in sys.modules if name.startswith(("bot.demo", "bot.simulator"))))
"""


def _python(code: str, folder: Path) -> str:
    """Run code on the packages of a folder; give what it prints."""
    command = [sys.executable, "-c", code]  # the folder itself comes first on the path
    ended = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=True)  # noqa: S603 - ours
    return ended.stdout.strip()


def test_a_wheel_carries_the_example_where_the_demo_looks_for_it(tmp_path: Path) -> None:
    for package in WHEEL["packages"]:
        shutil.copytree(ROOT / package, tmp_path / package)
    for source, carried in WHEEL["force-include"].items():
        shutil.copy(ROOT / source, tmp_path / carried)
    path, schools = _python(FINDS, tmp_path).split()
    assert Path(path).parent == tmp_path / "bot"
    assert Path(path).read_bytes() == (ROOT / "kansencoach.example.toml").read_bytes()
    assert int(schools) > 0


def test_in_the_sources_the_demo_reads_the_file_that_an_operator_copies() -> None:
    path, _ = _python(FINDS, ROOT).split()
    assert Path(path) == ROOT / "kansencoach.example.toml"


def test_only_the_demo_loads_the_simulator() -> None:
    assert _python(LOADS, ROOT) == ""
