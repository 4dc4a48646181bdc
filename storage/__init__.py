"""What is kept, in one SQLite file: SQL only, one function a sentence."""
