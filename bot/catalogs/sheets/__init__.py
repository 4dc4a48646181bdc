"""The spreadsheet in which translators work: written, read back, judged."""
