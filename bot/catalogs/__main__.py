"""python -m bot.catalogs: update the catalogs; with --check only tell what is wrong with them."""

import sys

from bot.catalogs.check import complaints
from bot.catalogs.upkeep import update


def main(arguments: list[str]) -> int:
    """Do it, print what is wrong, and give the exit code: 1 when something is."""
    if "--check" not in arguments:
        update()
    found = complaints()
    sys.stdout.writelines(f"{complaint}\n" for complaint in found)
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
