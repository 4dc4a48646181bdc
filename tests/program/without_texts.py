"""The program on a machine without the extra "texts"."""

import sys

for name in ("pyphen", "wordfreq"):
    sys.modules[name] = None  # type: ignore[assignment]  # what makes `import` fail

from bot.cli import main  # noqa: E402 - after what it shall not find

if __name__ == "__main__":
    main()
