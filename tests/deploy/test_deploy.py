"""The systemd unit and the container give the bot what it needs, and no more."""

import re
import shlex
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from pydantic import SecretStr

from bot.settings import Environment
from tests.deploy.test_operations import commands
from tests.leaving_out import leave_out

ROOT = Path(__file__).parents[2]
DEPLOY = ROOT / "deploy"
PROGRAM = "/opt/kansencoach/.venv/bin/kansencoach"
MOST_EXPOSED = 1.2  # of 10; what is left is the network and two kinds of sockets, which it needs
TIGHT = {  # each of these alone hardly moves systemd's figure
    "NoNewPrivileges": "yes",
    "MemoryDenyWriteExecute": "yes",
    "PrivateTmp": "yes",
    "PrivateDevices": "yes",
    "ProtectSystem": "strict",
    "ProtectHome": "yes",
    "CapabilityBoundingSet": "",
    "RestrictAddressFamilies": "AF_INET AF_INET6 AF_UNIX",
    "UMask": "0077",
}
SECRET = re.compile(r"TOKEN|KEY|SECRET|PASSWORD")


def setting(name: str) -> list[str]:
    """List the values that the unit gives a setting."""
    return re.findall(
        rf"^{name}=(.*)$", (DEPLOY / "kansencoach.service").read_text("utf-8"), re.MULTILINE
    )


def container() -> list[tuple[str, str]]:
    """List the instructions of the Containerfile with what follows them."""
    text = (DEPLOY / "Containerfile").read_text("utf-8")
    text = re.sub(r"^#.*\n", "", text, flags=re.MULTILINE).replace("\\\n", " ")
    pairs = (line.partition(" ") for line in text.splitlines() if line.strip())
    return [(name, rest.strip()) for name, _, rest in pairs]


def secrets() -> list[str]:
    """Name the fields of the environment that are secrets."""
    fields = Environment.model_fields.items()
    return [name for name, field in fields if field.annotation == SecretStr | None]


def given(instruction: str) -> list[str]:
    """List what follows an instruction, each time it stands in the Containerfile."""
    return [rest for name, rest in container() if name == instruction]


def run(*command: str) -> tuple[int, str]:
    """Run a tool; give its code and what it said."""
    done = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603 - ours
    return done.returncode, done.stdout + done.stderr


@pytest.fixture
def analyze() -> str:
    """Find systemd-analyze; without it the test is skipped, or fails where nothing may be."""
    found = shutil.which("systemd-analyze")
    if found is None:
        leave_out("systemd-analyze is not installed: it comes with systemd")
    return found


@pytest.fixture
def unit(tmp_path: Path) -> Path:
    """Give the unit with a program that this machine has."""
    text = (DEPLOY / "kansencoach.service").read_text("utf-8")
    assert PROGRAM in text
    path = tmp_path / "kansencoach.service"
    path.write_text(text.replace(PROGRAM, sys.executable), "utf-8")
    return path


# --- the systemd unit


def test_systemd_understands_every_line_of_the_unit(analyze: str, unit: Path) -> None:
    assert run(analyze, "verify", str(unit)) == (0, "")


def test_the_unit_gives_the_bot_little_to_break(analyze: str, unit: Path) -> None:
    threshold = f"--threshold={round(MOST_EXPOSED * 10)}"
    code, said = run(analyze, "security", "--offline=yes", "--no-pager", threshold, str(unit))
    assert code == 0, said


def test_the_unit_lets_go_of_none_of_its_locks() -> None:
    assert {name: setting(name) for name in TIGHT} == {name: [TIGHT[name]] for name in TIGHT}
    assert setting("SystemCallFilter") == ["@system-service", "~@privileged @resources"]
    assert "root" not in setting("User")


def test_the_unit_takes_secrets_from_a_file_that_only_root_reads() -> None:
    assert setting("EnvironmentFile") == ["/etc/kansencoach/secrets.env"]
    assert not [line for line in setting("Environment") if SECRET.search(line)]
    assert setting("LimitCORE") == setting("MemorySwapMax") == ["0"]


def test_a_command_is_run_with_what_the_service_is_run_with() -> None:
    words = shlex.split((DEPLOY / "kansencoach").read_text("utf-8"), comments=True)
    assert words[-2:] == [PROGRAM, "$@"]
    properties = [word.removeprefix("--property=") for word in words if "--property=" in word]
    assert {"User", "EnvironmentFile", "UMask"} <= {item.partition("=")[0] for item in properties}
    for item in properties:
        name, _, value = item.partition("=")
        assert setting(name) == [value], name
    assert setting("Environment") == [
        word.removeprefix("--setenv=") for word in words if word.startswith("--setenv=")
    ]


# --- the container


def test_the_container_does_not_run_as_root() -> None:
    (user,) = given("USER")
    assert re.fullmatch(r"[1-9]\d+:[1-9]\d+", user)  # numbers: a cluster can check them
    after = container().index(("USER", user))
    assert not [name for name, _ in container()[after:] if name in {"RUN", "COPY", "FROM"}]


def test_the_container_writes_to_one_volume() -> None:
    assert given("VOLUME") == ['["/data"]']
    assert any("KANSENCOACH_DATA=/data" in line for line in given("ENV"))


def test_the_container_is_built_from_our_files_alone() -> None:
    assert given("ADD") == []
    copied = [line.split() for line in given("COPY") if "--from=" not in line]
    sources = [word for words in copied for word in words[:-1]]
    assert {"constraints.txt", "pyproject.toml", "bot", "storage", "locales"} <= set(sources)
    wheel = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["hatch"]["build"]
    assert set(wheel["targets"]["wheel"]["force-include"]) <= set(sources)
    for source in sources:
        assert (ROOT / source).exists(), source


def test_the_container_installs_only_versions_that_are_pinned() -> None:
    installs = [step for line in given("RUN") for step in line.split("&&") if "pip install" in step]
    assert len(installs) == 2
    assert all("-c constraints.txt" in step for step in installs)
    pinned = (ROOT / "constraints.txt").read_text("utf-8").lower().replace("_", "-")
    assert "\nhatchling==" in pinned
    assert not [line for line in given("FROM") if ":" not in line or ":latest" in line]


def test_no_secret_is_baked_into_the_container() -> None:
    assert not [line for line in given("ENV") + given("ARG") if SECRET.search(line)]


def test_the_container_is_told_every_secret_that_the_bot_can_ask_for() -> None:
    text = (DEPLOY / "Containerfile").read_text("utf-8")
    asked = {f"KANSENCOACH_{name}".upper() for name in secrets()}
    made = set(re.findall(r"podman secret create (\w+) -", text))
    handed = dict(re.findall(r"--secret (\w+),type=env,target=(\w+)", text))
    assert set(handed.values()) == asked
    assert set(handed) == made


def test_the_container_is_healthy_when_the_bot_says_so() -> None:
    (check,) = given("HEALTHCHECK")
    assert check.endswith('CMD ["kansencoach", "status"]')
    assert given("ENTRYPOINT") == ['["kansencoach"]']
    assert "status" in commands()
