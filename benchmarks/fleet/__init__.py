"""Simulated parents and coaches who go through all dialogues, with chance from a seed."""
