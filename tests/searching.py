"""How tests use search as a reader does."""

from __future__ import annotations

import html
import shutil
from typing import TYPE_CHECKING

from digest.search.index import build
from digest.site.render import overrides

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from playwright.sync_api import Page

    from digest.search import Record

ASK = """asked => new Promise(done => {
    window.w ||= new Worker("search.js");
    window.w.onmessage = ({data}) => done(data);
    window.w.postMessage({do: "find", base: new URL("search/", location.href).href, ...asked});
})"""
"""Asks the worker of what `lay_out` made, in a page there."""


def lay_out(site: Path, records: Iterable[Record], words: Mapping[str, Mapping[str, str]] | None = None) -> None:
    """The index of records, the worker, an empty page, and of each article what the worker reads of its page."""
    records = list(records)
    files = {
        path: data if isinstance(data, bytes) else data() for path, data in build(records, [], words).files.items()
    }
    for one in records:
        lines = "".join(f"<p>{html.escape(line, quote=False)}</p>\n" for line in one.body)
        files[f"{one.url}index.html"] = f'<h1>x</h1><div class="d-body">{lines}</div><p>y</p></div>'.encode()
    files |= dict.fromkeys(("index.html", "404.html"), b"<!doctype html><title>x</title>")
    for path, data in files.items():
        (site / path).parent.mkdir(parents=True, exist_ok=True)
        (site / path).write_bytes(data)
    shutil.copy(overrides() / "assets/search.js", site)


def open_search(page: Page) -> None:
    """Press the magnifier on a phone, the input on a desktop."""
    opener = page.locator(".d-find-open")
    if not page.locator(".d-find__panel").is_visible():
        (opener if opener.is_visible() else page.locator(".d-find__input")).click()
    page.locator(".d-find__panel").wait_for()


def search(page: Page, query: str) -> list[str]:
    """The names and titles found for a query typed into the masthead, in their order; empty where nothing is."""
    open_search(page)
    field = page.locator(".d-find__input")
    field.fill("")
    page.locator(".d-find__hint").wait_for()
    field.fill(query)
    page.locator(".d-find .d-hit, .d-find__help").first.wait_for()
    return page.locator(".d-find .d-hit__title, .d-find .d-hit--place a").all_inner_texts()
