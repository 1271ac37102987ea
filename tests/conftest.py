"""Shared places and small builders."""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser

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


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Debian's Chromium, one for all tests; without it they are skipped, or fail where a browser is required."""
    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    if not chromium:
        reason = "no Chromium on this machine (apt install chromium)"
        if os.environ.get("DIGEST_REQUIRE_BROWSER") == "1":
            pytest.fail(reason)
        pytest.skip(reason)
    from playwright.sync_api import sync_playwright

    flags = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
    with sync_playwright() as play:
        running = play.chromium.launch(executable_path=chromium, args=flags)
        yield running
        running.close()
