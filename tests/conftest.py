"""Shared places and small builders."""

from __future__ import annotations

from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
SHARED = ROOT.parent / "shared"
"""Reference material that only some machines have; tests skip where it is not."""


@pytest.fixture
def shared() -> Path:
    """The folder of reference material."""
    if not SHARED.is_dir():
        pytest.skip("no shared reference material on this machine")
    return SHARED
