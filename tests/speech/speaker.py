"""Says one text, tells which process did it, and waits.

`python -m tests.speech.speaker FOLDER VOICE`, run by the tests, which then kill it.
"""

import sys
from pathlib import Path

from bot.speech.piper import PiperServer, PiperVoice


def main(folder: str, voice: str) -> None:
    """Speak and wait."""
    server = PiperServer(None, Path(folder), seconds=20)
    PiperVoice(server, voice).say("Goedemorgen.")
    sys.stdout.write(f"{server.pid}\n")
    sys.stdout.flush()
    sys.stdin.read()


if __name__ == "__main__":
    main(*sys.argv[1:])
