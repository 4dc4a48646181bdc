"""The real program as its own process, against a Telegram of our own."""
