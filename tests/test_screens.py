"""Pictures of the main pages: kept in `.artifacts/screens/`, and compared with small ones for gross change.

`python -m tests.test_screens` makes the small ones anew after a change that is meant: look at the pictures first.
Small and grey on purpose: fonts differ between machines, a page that lost its styles or its half does not.
"""

from __future__ import annotations

import io
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import pytest
from PIL import Image, ImageChops, ImageStat

from tests.site_builds import ROOT, served

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = pytest.mark.browser
KEPT = Path(__file__).parent / "screens"
SHOWN = ROOT / ".artifacts" / "screens"
PAGES = {
    "home": "",
    "english-home": "en/",
    "article": "articles/2025/01/20250131-newspim-000527/",
    "series": "series/deepseek-shock/",
    "company": "companies/xnas-nvda/",
    "month": "months/2026-01/",
    "weeks": "weeks/",
}
WIDTHS = (360, 1280)
SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")
HEIGHT = 1_400
"""Pixels from the top that are compared."""
SMALL = (32, 40)
MOST = 8.0
"""Mean difference of grey (of 255) beyond which a page is another."""
VIEWS = [(name, width, scheme) for name in PAGES for width in WIDTHS for scheme in SCHEMES]


def shot(browser: Browser, address: str, name: str, width: int, scheme: Literal["light", "dark"]) -> Image.Image:
    """The top of a page as readers see it; the whole page is kept for people to look at."""
    context = browser.new_context(
        viewport={"width": width, "height": HEIGHT}, color_scheme=scheme, reduced_motion="reduce"
    )
    page = context.new_page()
    page.goto(address + PAGES[name])
    page.wait_for_load_state("networkidle")
    SHOWN.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=SHOWN / f"{name}-{width}-{scheme}.png", full_page=True)
    data = page.screenshot()
    context.close()
    return small(Image.open(io.BytesIO(data)))


def small(image: Image.Image) -> Image.Image:
    """A grey picture of 32 by 40."""
    return image.convert("L").resize(SMALL, Image.Resampling.BOX)


def difference(one: Image.Image, other: Image.Image) -> float:
    """Mean difference of two small pictures, of 255."""
    return float(ImageStat.Stat(ImageChops.difference(one, other)).mean[0])


@pytest.mark.parametrize(("name", "width", "scheme"), VIEWS)
def test_pages_look_as_they_did(
    browser: Browser, real_site: Path, name: str, width: int, scheme: Literal["light", "dark"]
) -> None:
    """No page has lost its styles, its scheme or its columns since the pictures were kept."""
    with served(real_site) as address:
        now = shot(browser, address, name, width, scheme)
    kept = Image.open(KEPT / f"{name}-{width}-{scheme}.png")
    assert difference(now, kept) < MOST


def test_gross_change_is_seen() -> None:
    """Another scheme, an empty page and another width are each beyond the bound."""
    for width in WIDTHS:
        light = Image.open(KEPT / f"article-{width}-light.png")
        assert difference(light, Image.open(KEPT / f"article-{width}-dark.png")) > MOST
        assert difference(light, Image.new("L", SMALL, 128)) > MOST


def main() -> None:
    """Make the small pictures anew."""
    import shutil
    import tempfile

    from playwright.sync_api import sync_playwright

    from tests.site_builds import build

    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    KEPT.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as play:
        site = build(ROOT / "content", Path(folder) / "site", site_url="https://example.org/")
        browser = play.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-gpu"])
        with served(site) as address:
            for name, width, scheme in VIEWS:
                shot(browser, address, name, width, scheme).save(KEPT / f"{name}-{width}-{scheme}.png", optimize=True)
        browser.close()


if __name__ == "__main__":
    main()
