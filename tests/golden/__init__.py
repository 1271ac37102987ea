"""A tiny site compared whole; `python -m tests.golden` makes the expected files anew."""
