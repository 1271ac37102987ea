"""Shared places and small builders."""

from __future__ import annotations

from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
SHARED = ROOT.parent / "shared"
"""Reference material that only some machines have; tests skip where it is not."""


@pytest.fixture(scope="session")
def real_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The project's own content, built once for all tests that look at it."""
    from tests.site_builds import build

    return build(ROOT / "content", tmp_path_factory.mktemp("real") / "site", site_url="https://example.org/")


@pytest.fixture
def shared() -> Path:
    """The folder of reference material."""
    if not SHARED.is_dir():
        pytest.skip("no shared reference material on this machine")
    return SHARED
