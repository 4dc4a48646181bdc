"""Programs that stand in for the worker: they speak as it does, and misbehave as asked."""

import sys
from pathlib import Path

HEAD = """\
import json, os, sys, time
asked, answers = sys.stdin.buffer, sys.stdout.buffer
def say(**answer):
    answers.write(json.dumps(answer).encode() + b"\\n")
    answers.flush()
for line in iter(asked.readline, b""):
    question = json.loads(line)
    sound = asked.read(question["bytes"])
"""
HANGS = "    time.sleep(60)"
TELLS = '    say(text=sound.decode(), language=question["language"])'
TELLS_ITS_SECRETS = '    say(text=" ".join(os.environ), language=None)'
WAITS = """\
    while not os.path.exists(os.path.join(sys.argv[1], "go")):
        time.sleep(0.02)
    say(text=sound.decode(), language=question["language"])
"""
DIES = "    os._exit(3)"
RAVES = '    answers.write(b"no JSON\\n"); answers.flush()'
FORGETS = "    say(word=1)"
HANGS_ONCE = """\
    flag = os.path.join(sys.argv[1], "hung")
    if not os.path.exists(flag):
        open(flag, "w").close()
        time.sleep(60)
    say(text=sound.decode(), language=question["language"])
"""


def program(folder: Path, does: str) -> tuple[str, ...]:
    """Write a program, and give the command that starts it."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / "worker.py"
    path.write_text(f"{HEAD}{does}\n", "utf-8")
    return sys.executable, str(path)


def model(folder: Path) -> Path:
    """Make a folder that looks like a model, for programs that need none."""
    folder.mkdir(parents=True, exist_ok=True)
    for name in ("model.bin", "config.json", "tokenizer.json"):
        (folder / name).touch()
    return folder
