"""Stories: the real program, a Telegram of our own over real HTTP, and people with phones."""
