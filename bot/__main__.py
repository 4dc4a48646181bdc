"""Runs the program as `python -m bot`."""

from bot.cli import main

main()
