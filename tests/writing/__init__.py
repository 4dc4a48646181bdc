"""Tests of machines that write: the worker, the translator, and what is said of them."""
