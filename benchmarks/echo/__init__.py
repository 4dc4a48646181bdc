"""Bare bots that say back what they hear: what the libraries cost without us."""
