"""Upgrades a database, and ends as in a power cut when so many texts are sealed."""

import asyncio
import os
import signal
import sys
from pathlib import Path

from storage.database import Database
from storage.sealing import Sealer
from tests.keys import KEY


class Mortal(Sealer):
    """Seals so many texts, and is killed."""

    left = int(sys.argv[2])

    def seal(self, text: str) -> str:
        self.left -= 1
        if self.left < 0:
            os.kill(os.getpid(), signal.SIGKILL)
        return super().seal(text)


if __name__ == "__main__":
    asyncio.run(Database.open(Path(sys.argv[1]), Mortal([KEY])))
