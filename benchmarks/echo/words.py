"""What an echo says of itself."""

RUNNING = "echo is running."
