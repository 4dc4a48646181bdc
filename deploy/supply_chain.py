#!/usr/bin/env python3
"""Looks for known weaknesses in what is installed, and writes the bill of materials.

    pip install -c constraints.txt -e '.[audit]'
    python deploy/supply_chain.py                      # what this Python has installed
    python deploy/supply_chain.py --python /opt/kansencoach/.venv/bin/python

Ends with 0 when nothing is known, or nobody could be asked (it says so); 1 for a weakness; 2 when
it could not look.
"""

import argparse
import json
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
OURS = "kansencoach-bot"  # in no public index, so nobody knows weaknesses of it
WHERE = "import sysconfig; print(sysconfig.get_path('purelib'))"
OUT_OF_REACH = ("ConnectionError", "Timeout", "Could not connect", "network may be blocking")


class ToolError(Exception):
    """A tool could not do its work; the message says which, and what it wrote last."""


def main() -> int:
    """Write the bill, then ask who knows of weaknesses; give the exit code."""
    asked = _arguments()
    try:
        say(write_bill(asked.python, asked.out))
        code, lines = judge(ask(asked.python, asked.osv_url))
    except ToolError as fault:
        code, lines = 2, [str(fault)]
    for line in lines:
        say(line)
    return code


def write_bill(python: Path, out: Path) -> str:
    """Write which parts are installed, in CycloneDX; give a line that says so."""
    out.parent.mkdir(parents=True, exist_ok=True)
    project = ROOT / "pyproject.toml"
    command = ("cyclonedx-py", "environment", str(python), "--pyproject", str(project))
    plain = ("--no-validate", "--output-reproducible", "--of", "JSON")  # its check takes 10 s
    done = run(*command, *plain, "-o", str(out))
    if done.returncode:
        raise ToolError(f"cyclonedx-py could not write the bill: {last_line(done.stderr)}")
    parts = json.loads(out.read_text("utf-8")).get("components", [])
    return f"{out}: {len(parts)} parts"


def ask(python: Path, osv_url: str | None) -> list[dict[str, Any]] | None:
    """Ask what is known of each installed part; None if nobody could be reached."""
    found = subprocess.run(  # noqa: S603 - the Python that the operator names
        [python, "-c", WHERE], capture_output=True, text=True, check=True
    )
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder) / "report.json"
        service = ("-s", "osv", "--osv-url", osv_url) if osv_url else ()
        command = ("pip-audit", "--path", found.stdout.strip(), "--progress-spinner", "off")
        done = run(*command, *service, "--cache-dir", folder, "--format", "json", "-o", str(report))
        if report.exists():
            parts: list[dict[str, Any]] = json.loads(report.read_text("utf-8"))["dependencies"]
            return [part for part in parts if part["name"] != OURS]
    if any(words in done.stderr for words in OUT_OF_REACH):
        return None
    raise ToolError(f"pip-audit could not look: {last_line(done.stderr)}")


def judge(parts: list[dict[str, Any]] | None) -> tuple[int, list[str]]:
    """Give the exit code and what to say.

    Behind a mirror without knowledge of weaknesses, pip-audit finds none: every part was passed
    over, and that is no good news.
    """
    known = [part for part in parts or () if "vulns" in part]
    if not known:
        return 0, ["not reachable: nobody could be asked about weaknesses; try again elsewhere"]
    passed_over = [part["name"] for part in parts or () if "vulns" not in part]
    lines = [f"nothing is known about {name}: look at it yourself" for name in passed_over]
    faults = [
        f"{part['name']} {part['version']}: {weakness['id']}, mended in "
        + (", ".join(weakness["fix_versions"]) or "no version yet")
        for part in known
        for weakness in part["vulns"]
    ]
    return int(bool(faults)), [*lines, *faults, f"{len(known)} parts asked, {len(faults)} weak"]


def run(tool: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run a tool that stands beside this Python, or on the path."""
    found = shutil.which(tool, path=str(Path(sys.executable).parent)) or shutil.which(tool)
    if found is None:
        raise ToolError(f"{tool} is not installed: pip install -c constraints.txt -e '.[audit]'")
    return subprocess.run(  # noqa: S603 - tools and arguments of ours
        [found, *arguments], capture_output=True, text=True, check=False
    )


def last_line(text: str) -> str:
    """Give the last line of what a tool wrote."""
    return (text.strip().splitlines() or ["it wrote nothing"])[-1]


def say(line: str) -> None:
    """Print a line."""
    sys.stdout.write(f"{line}\n")


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--python", type=Path, default=Path(sys.executable), help="whose parts")
    parser.add_argument("--out", type=Path, default=ROOT / "dist" / "sbom.json")
    parser.add_argument("--osv-url", help="an address that answers as OSV does, to ask instead")
    return parser.parse_args()


if __name__ == "__main__":
    raise SystemExit(main())
