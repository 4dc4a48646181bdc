"""The program with a command that fails as only a fault of ours can."""

from bot.cli import cli, main


@cli.command()
def faulty(name: str) -> None:
    """Look somebody up who is not there."""
    known: dict[str, str] = {}
    known[name]


if __name__ == "__main__":
    main()
