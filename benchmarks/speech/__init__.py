"""What it costs to say what is shown: the wait for it, still moments, memory, and the start."""
