"""How plain the texts are: measures and their limits, spelling, and who is let through."""
