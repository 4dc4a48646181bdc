"""Tests: stories over real HTTP, rules as sentences, nothing mocked."""
