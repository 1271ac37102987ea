"""`python -m tests.fuzz [TARGET …] [--seconds 60]`: fuzz each target from the kept corpus.

A crash is written to `tests/fuzz/corpus/<target>/crash-…`: shrink it, mend the fault, and keep the file; test_fuzz.py
replays it from then on. `--keep` adds inputs that reached new code to the corpus.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.fuzz import NAMES

ROOT = Path(__file__).parents[2]
MAX_BYTES = 8_192
"""Longest input; long ones have tests of their own."""
SECONDS_EACH = 10
"""A single input that takes longer is a fault."""


def main() -> int:
    """Fuzz each target in a process of its own, two at a time; 1 when one found a fault."""
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz", description=__doc__)
    parser.add_argument("targets", nargs="*", metavar="TARGET", help=f"of {', '.join(NAMES)} (default: all)")
    parser.add_argument("--seconds", type=int, default=60, help="for each target")
    parser.add_argument("--keep", action="store_true", help="add inputs that reached new code to the corpus")
    parser.add_argument("--inside", help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.inside:
        return _fuzz(arguments.inside, arguments.seconds, keep=arguments.keep)
    names = arguments.targets or list(NAMES)
    if unknown := [name for name in names if name not in NAMES]:
        parser.error(f"{unknown[0]} is no target: choose of {', '.join(NAMES)}")
    more = ["--seconds", str(arguments.seconds), *(["--keep"] if arguments.keep else [])]
    failed = []
    for at in range(0, len(names), 2):
        running = {
            name: subprocess.Popen([sys.executable, "-m", "tests.fuzz", "--inside", name, *more], cwd=ROOT)
            for name in names[at : at + 2]
        }
        failed += [name for name, process in running.items() if process.wait()]
    print("fuzzed", ", ".join(names), "- faults in " + ", ".join(failed) if failed else "- no fault")
    return 1 if failed else 0


def _fuzz(name: str, seconds: int, *, keep: bool) -> int:
    try:
        import atheris
    except ImportError:
        print("fuzzing needs atheris, which is built for Linux on x86-64", file=sys.stderr)
        return 1

    with atheris.instrument_imports(include=["digest"], enable_loader_override=False):
        from tests.fuzz.targets import FOUND, TARGETS, seeds
    with tempfile.TemporaryDirectory() as folder:
        start = Path(folder, "seeds")
        start.mkdir()
        for number, path in enumerate(seeds(name)):
            (start / f"{number:05}").write_bytes(path.read_bytes()[:MAX_BYTES])
        kept = FOUND / name
        kept.mkdir(parents=True, exist_ok=True)
        new = kept if keep else Path(folder, "new")
        new.mkdir(exist_ok=True)
        atheris.Setup(
            [
                "fuzz",
                str(new),
                str(start),
                f"-max_total_time={seconds}",
                f"-max_len={MAX_BYTES}",
                f"-timeout={SECONDS_EACH}",
                "-rss_limit_mb=1024",
                f"-artifact_prefix={kept}/",
                "-print_final_stats=1",
                "-verbosity=0",
            ],
            TARGETS[name],
        )
        atheris.Fuzz()
    return 0


if __name__ == "__main__":
    sys.exit(main())
