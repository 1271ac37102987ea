"""Bytes and where they came from."""
