"""What we take of the theme: its style sheet, without its palettes, and nothing that runs."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import material

SCRIPTS = "assets/javascripts/"
"""The theme's scripts, which no page loads: `overrides/scripts/20-frame.js` does what of them is needed."""


def styles() -> list[str]:
    """The addresses of the theme's style sheets below the site; their names hold the hash of its release."""
    return list(sheets())


@cache
def sheets() -> dict[str, str]:
    """The text of each of these, as the theme has it."""
    folder = Path(material.__file__).parent / "templates"
    found = [path for name in ("main",) for path in (folder / "assets/stylesheets").glob(f"{name}.*.min.css")]
    return {path.relative_to(folder).as_posix(): path.read_text("utf-8") for path in found}


def unused(path: str) -> bool:
    """Whether a file of the theme, or of MkDocs, stays out of the site."""
    return path == "sitemap.xml" or path.startswith((SCRIPTS, "assets/stylesheets/palette.")) or path.endswith(".map")
