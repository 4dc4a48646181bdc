"""The real program under everything that can go wrong, and proof that nothing is lost."""
