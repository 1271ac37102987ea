"""Tests, by feature."""
