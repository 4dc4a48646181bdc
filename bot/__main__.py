"""Runs the program, as `kansencoach` or `python -m bot`."""

from bot.collector import standing


def begin() -> None:
    """Import the commands, and run the one that was asked for."""
    with standing():  # a quarter of a short command's time is saved
        from bot.cli import main  # noqa: PLC0415 - not before that line
    main()


if __name__ == "__main__":
    begin()
