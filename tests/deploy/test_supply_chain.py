"""What the program is built on is listed, and looked up in what is known of weaknesses."""

import json
import re
import runpy
import shutil
import subprocess
import sys
import threading
import tomllib
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]
SCRIPT = ROOT / "deploy" / "supply_chain.py"
NOWHERE = "http://127.0.0.1:9/"  # nobody listens at the port for throwing away
WEAK = {"id": "PYSEC-0-0", "affected": [], "summary": "of this test"}


@pytest.fixture
def tools() -> None:
    """Skip the test without the tools: they are the extra `audit`, too large for every newcomer."""
    for tool in ("cyclonedx-py", "pip-audit"):
        beside = str(Path(sys.executable).parent)
        if shutil.which(tool, path=beside) is None and shutil.which(tool) is None:
            pytest.skip(f"{tool} is not installed: pip install -c constraints.txt -e '.[audit]'")


@pytest.fixture
def knowing() -> Iterator[Callable[[str], str]]:
    """Give an address that answers as OSV does, and knows one weakness: of the part named."""
    servers = []

    def serve(weak: str) -> str:
        class Answer(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
                found = {"vulns": [WEAK]} if asked["package"]["name"] == weak else {}
                self.send_response(200)
                self.end_headers()
                self.wfile.write(json.dumps(found).encode())

            def log_message(self, *_: object) -> None:
                pass

        server = ThreadingHTTPServer(("127.0.0.1", 0), Answer)
        servers.append(server)
        threading.Thread(target=server.serve_forever).start()
        return f"http://127.0.0.1:{server.server_port}/"

    yield serve
    for server in servers:
        server.shutdown()
        server.server_close()


def look(out: Path, service: str) -> tuple[int, str]:
    """Run the command; give its code and what it said."""
    done = subprocess.run(  # noqa: S603 - a script of ours
        [sys.executable, SCRIPT, "--out", out, "--osv-url", service],
        capture_output=True,
        text=True,
        check=False,
    )
    return done.returncode, done.stdout + done.stderr


def direct() -> set[str]:
    """Name what we depend on."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    return {re.split(r"[^\w-]", line)[0].replace("_", "-") for line in project["dependencies"]}


@pytest.mark.usefixtures("tools")
def test_the_bill_names_everything_that_we_depend_on(tmp_path: Path) -> None:
    code, said = look(tmp_path / "new" / "sbom.json", NOWHERE)
    bill = json.loads((tmp_path / "new" / "sbom.json").read_text("utf-8"))
    parts = {item["name"].lower().replace("_", "-"): item for item in bill["components"]}
    assert direct() <= parts.keys()
    assert all(re.fullmatch(r"[\d.]+\w*", parts[name]["version"]) for name in direct())
    assert bill["metadata"]["component"]["name"] == "kansencoach-bot"
    assert (code, f"{len(parts)} parts" in said) == (0, True), said


@pytest.mark.usefixtures("tools")
def test_who_cannot_be_asked_is_no_proof_that_all_is_well(tmp_path: Path) -> None:
    code, said = look(tmp_path / "sbom.json", NOWHERE)
    assert (code, said.splitlines()[1][:14]) == (0, "not reachable:")


@pytest.mark.usefixtures("tools")
def test_a_known_weakness_is_named_and_ends_with_a_code(
    tmp_path: Path, knowing: Callable[[str], str]
) -> None:
    code, said = look(tmp_path / "sbom.json", knowing("cryptography"))
    assert code == 1
    assert re.search(r"cryptography \S+: PYSEC-0-0, mended in no version yet", said)
    assert ", 1 weak" in said


@pytest.mark.usefixtures("tools")
def test_when_nothing_is_known_all_is_well(tmp_path: Path, knowing: Callable[[str], str]) -> None:
    code, said = look(tmp_path / "sbom.json", knowing("something else"))
    assert (code, "parts asked, 0 weak" in said) == (0, True), said


def test_parts_that_were_all_passed_over_are_no_good_news() -> None:
    """A mirror of a package index knows no weaknesses; pip-audit then finds none."""
    judge: Callable[[list[dict[str, Any]] | None], tuple[int, list[str]]]
    judge = runpy.run_path(str(SCRIPT))["judge"]
    passed_over = {"name": "babel", "skip_reason": "not found"}
    code, (line,) = judge([passed_over])
    assert (code, line[:14]) == (0, "not reachable:")
    looked_up = {"name": "typer", "version": "1", "vulns": []}
    code, lines = judge([passed_over, looked_up])
    assert (code, lines[0][:33]) == (0, "nothing is known about babel: loo")
