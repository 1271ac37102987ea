"""`python -m tests.golden`: make the expected pages anew. Read the difference before you commit it."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

from tests.site_builds import GOLDEN
from tests.test_site_golden import actual


def main() -> None:
    """Replace `expected`."""
    expected = GOLDEN / "expected"
    shutil.rmtree(expected, ignore_errors=True)
    with tempfile.TemporaryDirectory() as folder:
        for name, text in actual(Path(folder)).items():
            path = expected / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, "utf-8")


if __name__ == "__main__":
    main()
