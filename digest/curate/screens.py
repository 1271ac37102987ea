"""Pictures of built pages at the width of a phone, for reviewers.

Scripts are off and nothing but the built site is answered, although the pages are sanitised: they show a stranger's
words. Without Playwright or Chromium there are no pictures, and that is said.
"""

from __future__ import annotations

import functools
import http.server
import shutil
import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from digest.errors import DigestError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

WIDTH, HEIGHT = 360, 740
MAX_PICTURES = 12
MAX_HEIGHT = 6000
"""Of a picture, in CSS pixels; a longer page is cut."""
_BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
_ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]


class NoBrowserError(DigestError):
    """Playwright or Chromium is not there."""


def take(site: Path, pages: Mapping[str, str], out: Path) -> dict[str, str]:
    """Pictures of pages; the name of each picture by the key of its page.

    Args:
        site: The folder of the built site.
        pages: Addresses below its root, by a key of the caller's. Those that are not built are left out.
        out: Where the pictures go.

    Raises:
        NoBrowserError: No pictures can be taken here.
    """
    wanted = {key: url for key, url in pages.items() if (site / url / "index.html").is_file()}
    wanted = dict(list(wanted.items())[:MAX_PICTURES])
    if not wanted:
        return {}
    program = next((found for name in _BROWSERS if (found := shutil.which(name))), None)
    try:
        from playwright.sync_api import Error, sync_playwright  # noqa: PLC0415 - only where pictures are wanted
    except ImportError as error:
        raise NoBrowserError("no pictures: Playwright is not installed") from error
    if not program:
        raise NoBrowserError("no pictures: Chromium is not installed")
    out.mkdir(parents=True, exist_ok=True)
    made = {}
    try:
        with _served(site) as root, sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=program, args=_ARGUMENTS)
            context = browser.new_context(viewport={"width": WIDTH, "height": HEIGHT}, java_script_enabled=False)
            context.route(lambda url: not url.startswith(root), lambda route: route.abort())
            for number, (key, url) in enumerate(wanted.items(), 1):
                name = f"{number:02}.png"
                _shoot(context, f"{root}{url}", out / name)
                made[key] = name
            browser.close()
    except Error as error:
        raise NoBrowserError(f"no pictures: {str(error).splitlines()[0]}") from error
    return made


def _shoot(context: Any, address: str, target: Path) -> None:
    page = context.new_page()
    page.goto(address, wait_until="load", timeout=30_000)
    height = int(page.evaluate("document.documentElement.scrollHeight"))
    clip = {"x": 0, "y": 0, "width": WIDTH, "height": max(HEIGHT, min(height, MAX_HEIGHT))}
    page.screenshot(path=str(target), full_page=True, clip=clip)
    page.close()


@contextmanager
def _served(site: Path) -> Iterator[str]:
    class Quiet(http.server.SimpleHTTPRequestHandler):
        def log_message(self, *_: object) -> None:
            """Say nothing."""

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Quiet, directory=str(site)))
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
