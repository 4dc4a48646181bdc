"""Tests of the dialogue engine, without Telegram and without storage."""
