"""How tests use search as a reader does."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Page


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
