"""Tests of the storage, on real files."""
