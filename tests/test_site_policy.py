"""The content security policy: on every page, never violated by our own pages, and it holds when escaping would not."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from digest.site.policy import DIRECTIVES, POLICY, STILL
from tests.site_builds import served
from tests.test_browser import ARTICLE, PAGES

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Page, Route

WATCH = """window.violations = [];
document.addEventListener("securitypolicyviolation",
  (event) => violations.push(`${event.effectiveDirective} ${event.blockedURI} ${event.sample} ${event.sourceFile}`));"""
RAN = "document.documentElement.dataset.ran"
PLANTED = {
    "inline script": f"<script>{RAN} = 1</script>",
    "event handler": f'<img src="/nowhere.png" onerror="{RAN} = 1">',
    "script address": f'<iframe src="javascript:parent.{RAN} = 1"></iframe>',
    "frame": f'<iframe srcdoc="<script>parent.{RAN} = 1</script>"></iframe>',
    "data script": f'<script src="data:text/javascript,{RAN}=1"></script>',
    "import": f"<script type=module>import 'data:text/javascript,{RAN}=1'</script>",
    "foreign script": '<script src="https://evil.example/x.js"></script>',
    "foreign image": '<img src="https://evil.example/x.png">',
    "foreign style": '<link rel="stylesheet" href="https://evil.example/x.css">',
    "inline style": "<style>body { background: url(https://evil.example/x.png) }</style>",
    "style attribute": '<p style="background: url(https://evil.example/x.png)">x</p>',
    "object": '<object data="https://evil.example/x.svg"></object>',
    "base": '<base href="https://evil.example/"><img src="x.png">',
}


@pytest.fixture(scope="module")
def address(real_site: Path) -> Iterator[str]:
    """Where the project's own site is served."""
    with served(real_site) as base:
        yield base


@pytest.fixture
def watched(browser: Browser) -> Iterator[Page]:
    """A page that notes what the policy refuses."""
    context = browser.new_context(viewport={"width": 360, "height": 780}, reduced_motion="reduce")
    context.add_init_script(WATCH)
    page = context.new_page()
    page.set_default_timeout(20_000)
    yield page
    context.close()


def test_every_page_has_it_and_no_inline_code(real_site: Path) -> None:
    """Before anything is loaded; no script or style is written into a page, nor a handler or style into an element."""
    pages = sorted(real_site.rglob("*.html"))
    assert len(pages) > 40
    for path in pages:
        html = path.read_text("utf-8")
        told = re.search(r'<meta http-equiv="Content-Security-Policy" content="([^"]*)">', html)
        assert told, path
        assert told[1] in {POLICY, STILL}, path
        loaded = re.search(r'<link rel="?stylesheet|<script', html)
        assert loaded, path
        assert told.start() < loaded.start(), path
        assert re.search(r'<meta name="?referrer"? content="strict-origin-when-cross-origin">', html), path
        for tag in re.findall(r"<script\b[^>]*>", html):
            assert " src=" in tag or 'type="application/' in tag, (path, tag)
        assert "<style" not in html, path
        assert not re.search(r"<[a-z][^<>]*\s(?:style|on[a-z]+)=", html), path


def test_it_allows_nothing_inline_and_no_other_origin() -> None:
    """Whatever is added one day: no wildcard, no scheme but data: for images, no unsafe word."""
    assert DIRECTIVES["default-src"] == "'none'"
    for name, sources in DIRECTIVES.items():
        allowed = {"'self'", "'none'", "data:"} if name == "img-src" else {"'self'", "'none'"}
        assert set(sources.split()) <= allowed, name
    assert not set('"<>&') & set(POLICY + STILL)


@pytest.mark.browser
def test_our_pages_never_violate_it(watched: Page, address: str) -> None:
    """Every template, with the dialogs open, brightness changed, scrolled to the end and back."""
    foreign: list[str] = []
    watched.on("request", lambda asked: None if asked.url.startswith((address, "data:")) else foreign.append(asked.url))
    for name, path in PAGES.items():
        watched.goto(address + path)
        watched.mouse.wheel(0, 4000)
        watched.mouse.wheel(0, -500)
        watched.evaluate("for (const one of document.querySelectorAll('details')) one.open = true")
        for label in watched.locator("form[data-md-component=palette] label:visible").all():
            label.click()
        watched.wait_for_timeout(150)
        assert watched.evaluate("violations") == [], name
    assert foreign == []


def opened(page: Page, address: str, html: str) -> list[str]:
    """Open the article's address with `html` in its place; what was asked of the attacker's host."""
    asked: list[str] = []
    page.unroute_all()

    def refuse(route: Route) -> None:
        asked.append(route.request.url)
        route.abort()

    page.route("https://evil.example/**", refuse)
    page.route(address + ARTICLE, lambda route: route.fulfill(body=html, content_type="text/html; charset=utf-8"))
    page.goto(address + ARTICLE)
    page.wait_for_timeout(150)
    return asked


@pytest.mark.browser
@pytest.mark.parametrize("name", PLANTED)
def test_what_is_planted_does_nothing(watched: Page, address: str, real_site: Path, name: str) -> None:
    """As if escaping had failed: the markup stands in the page, the browser refuses it, nothing leaves the site."""
    html = (real_site / ARTICLE / "index.html").read_text("utf-8")
    asked = opened(watched, address, html.replace("<h1", PLANTED[name] + "<h1", 1))
    assert watched.evaluate(RAN) is None
    assert asked == []
    if name != "frame":  # told in the frame itself
        assert watched.evaluate("violations") != []


@pytest.mark.browser
def test_the_attacks_run_without_it(watched: Page, address: str, real_site: Path) -> None:
    """The control: with the policy taken out each attack does run or ask, so the test above can fail."""
    html = re.sub(r"<meta http-equiv=[^>]*>", "", (real_site / ARTICLE / "index.html").read_text("utf-8"))
    harmless = [
        name
        for name, attack in PLANTED.items()
        if not opened(watched, address, html.replace("<h1", attack + "<h1", 1)) and watched.evaluate(RAN) is None
    ]
    assert harmless == []
