"""kansencoach-bot: parents book a talk with the kansencoach of their school."""
