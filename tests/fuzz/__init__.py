"""Coverage-guided fuzzing: `python -m tests.fuzz` runs it; test_fuzz.py replays what it found."""

NAMES = ("front_matter", "dump", "figures", "dates", "markdown")
"""The targets; named here because their modules are imported under the fuzzer's eye only."""
