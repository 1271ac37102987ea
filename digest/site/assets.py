"""One style sheet and one script for all pages, joined from parts: a part a feature, a request a kind."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

STYLE = "assets/digest.css"
SCRIPT = "assets/digest.js"
PARTS = ("styles", "scripts")
"""Folders that are joined, not copied."""
_PARTS = {STYLE: ("styles", "*.css"), SCRIPT: ("scripts", "*.js")}


def assets(overrides: Path) -> dict[str, str]:
    """The text of each asset by its address: the parts of its folder, in the order of their names."""
    return {
        path: "\n".join(part.read_text("utf-8") for part in sorted((overrides / folder).glob(pattern)))
        for path, (folder, pattern) in _PARTS.items()
    }
