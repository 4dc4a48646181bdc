"""Tests of what goes out to Telegram."""
