"""All that is hostile, through every field and way in, opened in a real browser: `python -m tests.torture`."""
