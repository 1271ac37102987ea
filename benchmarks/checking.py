"""What `digest check` costs: CPU seconds of a first check and of one where nothing changed, over a made-up digest.

    python benchmarks/checking.py [N]

The digest is made by corpus.py and kept in `.cache/bench`. Each check is a process of its own, with all its imports.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks import corpus

ROOT = Path(__file__).resolve().parents[1]
CACHE = ROOT / ".cache" / "bench"
ARTICLES = 2_000


def seconds(folder: Path) -> float:
    """CPU seconds of one `digest check` in `folder`, its children included."""
    before = os.times()
    command = [sys.executable, "-m", "digest.cli", "check", "--format", "json"]
    subprocess.run(
        command, cwd=folder, stdout=subprocess.DEVNULL, check=False, env={**os.environ, "PYTHONPATH": str(ROOT)}
    )
    after = os.times()
    return after.children_user + after.children_system - before.children_user - before.children_system


def main() -> int:
    """Make the digest if it is not there, forget what was remembered, check twice."""
    total = int(sys.argv[1]) if len(sys.argv) > 1 else ARTICLES
    folder = CACHE / str(total)
    if not (folder / "content").is_dir():
        corpus.write(folder, total)
    (folder / ".cache/digest/check/content.json").unlink(missing_ok=True)
    print(f"{total} articles, first check: {seconds(folder):.1f} CPU s")
    print(f"{total} articles, nothing changed: {seconds(folder):.1f} CPU s")
    return 0


if __name__ == "__main__":
    sys.exit(main())
