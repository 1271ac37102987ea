"""The site as readers meet it: headless Chromium at phone and desktop width, in both schemes."""

from __future__ import annotations

import shutil
import subprocess
import sys
from typing import TYPE_CHECKING, Literal

import pytest

from tests import hostile
from tests.searching import search
from tests.site_builds import ROOT, build, served

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser
PATIENCE = 8_000
"""Milliseconds after which a step has failed."""
ARTICLE = "articles/2025/01/20250131-newspim-000527/"
PAGES = {
    "home": "",
    "article": ARTICLE,
    "english": "articles/2025/01/20250128-gizchina-nvidia-600-billion/",
    "series": "series/deepseek-shock/",
    "company": "companies/xnas-nvda/",
    "month": "months/2026-01/",
    "series list": "series/",
    "company list": "companies/",
    "month list": "months/",
    "topic": "topics/ai/",
    "topic list": "topics/",
    "publisher": "publishers/newspim/",
    "publisher list": "publishers/",
    "week": "weeks/2026-W05/",
    "weeks": "weeks/",
    "whole series": "series/deepseek-shock/all/",
    "english series": "en/series/deepseek-shock/",
    "english company": "en/companies/xkrx-005930/",
    "english month": "en/months/2026-01/",
    "english weeks": "en/weeks/",
    "about": "about/",
    "method": "about/method/",
    "english home": "en/",
    "missing": "nowhere/",
}
WIDTHS = (320, 360, 768, 1280)


@pytest.fixture(scope="module")
def address(real_site: Path) -> Iterator[str]:
    """Where the project's own site is served."""
    with served(real_site) as base:
        yield base


@pytest.fixture
def trouble() -> list[str]:
    """What went wrong in the page: errors, failed loads, requests to elsewhere."""
    return []


@pytest.fixture
def opened(browser: Browser, address: str, trouble: list[str]) -> Iterator[Page]:
    """A page at phone width that notes every trouble."""
    context = browser.new_context(viewport={"width": 360, "height": 780}, reduced_motion="reduce")
    page = context.new_page()
    page.set_default_timeout(PATIENCE)
    page.on("pageerror", lambda error: trouble.append(str(error)))
    page.on("console", lambda said: trouble.append(said.text) if said.type in {"error", "warning"} else None)
    page.on("request", lambda asked: None if asked.url.startswith((address, "data:")) else trouble.append(asked.url))
    yield page
    context.close()


def test_no_page_scrolls_sideways(opened: Page, address: str, trouble: list[str]) -> None:
    """Every kind of page fits at every width, nothing fails, nothing is asked of another origin."""
    for name, path in PAGES.items():
        opened.goto(address + path)
        assert opened.locator("h1").count() == 1
        for width in WIDTHS:
            opened.set_viewport_size({"width": width, "height": 780})
            wide = opened.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
            assert wide <= 0, (name, width)
    assert [line for line in trouble if "404" not in line] == []


def test_explored_weeks_fit_before_they_are_drawn_anew(opened: Page, address: str) -> None:
    """A screen that turns narrow is not scrolled sideways while the chart still has its wide drawing."""
    opened.add_init_script("window.ResizeObserver = class { observe() {} unobserve() {} disconnect() {} }")
    opened.set_viewport_size({"width": 1280, "height": 780})
    opened.goto(address + PAGES["weeks"])
    assert opened.locator(".d-explore canvas").bounding_box()["width"] > 600  # type: ignore[index]
    opened.set_viewport_size({"width": 320, "height": 780})
    assert opened.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") <= 0


def test_weeks_of_the_home_keep_their_words_whole(opened: Page, address: str) -> None:
    """On a phone the count of a week stays on one line, however many words stand beside it."""
    for path in ("", "en/"):
        for width in (320, 360):
            opened.set_viewport_size({"width": width, "height": 780})
            opened.goto(address + path)
            counts = opened.locator(".d-weeks__count")
            tall = counts.evaluate_all("found => Math.max(...found.map(one => one.offsetHeight))")
            assert 0 < tall < 30, (path, width)


def test_main_menu_is_whole_on_the_smallest_phone(opened: Page, address: str) -> None:
    """At 320 px no way of the main menu lies beyond the edge, in either language."""
    opened.set_viewport_size({"width": 320, "height": 780})
    for path in ("", "en/"):
        opened.goto(address + path)
        assert opened.locator(".d-ways__list").evaluate("e => e.scrollWidth - e.clientWidth") <= 0, path


def test_month_is_reached_in_the_order_it_is_seen(opened: Page, address: str) -> None:
    """On a phone the calendar stands above the days and is tabbed to before them."""
    opened.goto(address + PAGES["month"])
    links = opened.locator(".d-month a")
    assert links.first.evaluate("e => !!e.closest('.d-cal')")
    assert opened.locator(".d-cal").bounding_box()["y"] < opened.locator(".d-day").first.bounding_box()["y"]  # type: ignore[index]


def test_forced_colours_keep_icons_and_places(browser: Browser, address: str) -> None:
    """Where the reader's system picks the colours, icons are drawn and the place in menu and series still shows."""
    context = browser.new_context(forced_colors="active")
    page = context.new_page()
    page.goto(address + ARTICLE)
    canvas = page.evaluate("getComputedStyle(document.body).backgroundColor")
    shown = "e => getComputedStyle(e, '::before').backgroundColor"
    icons = page.locator(".d-icon:visible").evaluate_all(f"found => found.map({shown})")
    assert icons
    assert canvas not in icons
    assert page.locator(".d-strip [aria-current]").evaluate("e => getComputedStyle(e).outlineStyle") == "solid"
    page.goto(address + PAGES["series"])
    edge = "found => found.map(e => getComputedStyle(e).borderBottomColor)"
    assert canvas not in page.locator(".d-ways__list [aria-current]").evaluate_all(edge)
    assert set(page.locator(".d-ways__list a:not([aria-current])").evaluate_all(edge)) == {canvas}
    context.close()


def test_from_part_one_to_part_two(opened: Page, address: str) -> None:
    """The series box marks the current part and leads on; so does the link at the end."""
    opened.goto(address + ARTICLE)
    assert opened.locator(".d-strip [aria-current=page]").inner_text().startswith("①")
    opened.locator(".d-series summary").click()
    assert opened.locator(".d-strip a", has_text="딥시크 쇼크의 의미").is_visible()
    opened.locator(".d-strip a", has_text="②").click()
    second = opened.url
    assert opened.locator(".d-strip [aria-current=page]").inner_text().startswith("②")
    opened.go_back()
    opened.locator(".d-pager a[rel=next]").click()
    assert opened.url == second
    opened.locator(".d-pager a[rel=prev]").click()
    assert opened.url == address + ARTICLE


def test_disclaimer_is_seen(opened: Page, address: str) -> None:
    """On an article, on the home page and on a page that does not exist."""
    for path in (ARTICLE, "", "nowhere/"):
        opened.goto(address + path)
        notice = opened.locator(".d-notice")
        notice.scroll_into_view_if_needed()
        assert notice.is_visible()
        assert "매매를 권유하지 않습니다" in notice.inner_text()


def test_company_chip_leads_to_the_company(opened: Page, address: str) -> None:
    """From the article to the company and back to the article."""
    opened.goto(address + ARTICLE)
    opened.locator(".d-verdict .d-chip", has_text="NVDA").click()
    assert opened.url.endswith("/companies/xnas-nvda/")
    assert "엔비디아" in opened.locator("h1").inner_text()
    opened.locator(f'a[href$="{ARTICLE}"]').first.click()
    assert opened.url == address + ARTICLE


def test_brightness_is_chosen_and_kept(opened: Page, address: str) -> None:
    """The button goes round the three settings; the choice stays on the next page."""
    opened.emulate_media(color_scheme="light")
    opened.goto(address)
    body = opened.locator("body")
    seen = {body.get_attribute("data-md-color-scheme")}
    for _ in range(2):
        opened.locator("form[data-md-component=palette] label:visible").click()
        seen.add(body.get_attribute("data-md-color-scheme"))
    assert seen == {"default", "slate"}
    assert body.get_attribute("data-md-color-scheme") == "slate"
    opened.goto(address + "series/")
    assert body.get_attribute("data-md-color-scheme") == "slate"


def test_reading_needs_no_script(browser: Browser, address: str) -> None:
    """Without JavaScript the article, its series and its disclaimers are there."""
    context = browser.new_context(java_script_enabled=False, viewport={"width": 360, "height": 780})
    page = context.new_page()
    page.goto(address + ARTICLE)
    assert page.locator(".d-body h2").count() >= 3
    page.locator(".d-strip a", has_text="②").click()
    assert page.locator(".d-strip [aria-current=page]").inner_text().startswith("②")
    assert page.locator(".d-notice").is_visible()
    context.close()


def test_targets_are_large_enough(opened: Page, address: str) -> None:
    """Links outside running text are at least 24 pixels high and wide."""
    script = """() => [...document.querySelectorAll(`.d-chip, .d-chip--quiet, .d-strip a, .d-index a, .d-row__title a,
        .d-ways a, .d-up a, .d-button, .d-go, .d-pager a, .d-card__title a, .d-brand, .d-series summary, .d-sources a,
        .d-footer__feeds a`)]
        .filter(e => e.offsetParent).map(e => [e.textContent.trim().slice(0, 30), e.getBoundingClientRect()])
        .filter(([, r]) => r.height < 24 || r.width < 24).map(([t, r]) => `${t} ${r.width}x${r.height}`)"""
    for path in PAGES.values():
        opened.goto(address + path)
        assert opened.evaluate(script) == [], path


@pytest.mark.parametrize(("width", "scheme"), [(320, "light"), (1280, "dark")])
def test_axe_finds_nothing(browser: Browser, address: str, scheme: Literal["light", "dark"], width: int) -> None:
    """No violation on any template, in either scheme, with the search dialog open too."""
    sync = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe-playwright-python is not installed")
    axe = sync.Axe()
    context = browser.new_context(
        color_scheme=scheme, viewport={"width": width, "height": 900}, reduced_motion="reduce"
    )
    page = context.new_page()
    page.set_default_timeout(PATIENCE)
    found: list[str] = []
    for name, path in PAGES.items():
        page.goto(address + path)
        found += violations(axe.run(page), name)
    page.goto(address)
    search(page, "엔비디아")
    found += violations(axe.run(page), "search")
    context.close()
    assert found == []


def violations(results: object, name: str) -> list[str]:
    """One line for each violation."""
    response: dict[str, list[dict[str, object]]] = results.response  # type: ignore[attr-defined]
    return [
        f"{name}: {rule['id']}: {node['target']}: {node.get('failureSummary', '')}"
        for rule in response["violations"]
        for node in rule["nodes"]  # type: ignore[attr-defined]
    ]


def test_hostile_content_never_runs(browser: Browser, tmp_path: Path) -> None:
    """Every page of the hostile site, each link pressed by script, and a search: the attack leaves no trace."""
    hostile.write(tmp_path / "content")
    site = build(tmp_path / "content", tmp_path / "site", strict=False)
    asked: list[str] = []
    with served(site) as base:
        page = browser.new_page()
        page.set_default_timeout(PATIENCE)
        page.on("request", lambda request: asked.append(request.url))
        page.on("dialog", lambda dialog: dialog.dismiss())
        paths = sorted(path.relative_to(site).as_posix() for path in site.rglob("*.html"))
        for path in paths:
            page.goto(base + path.removesuffix("index.html"))
            page.mouse.move(200, 200)
            page.evaluate("for (const e of document.querySelectorAll('.d *')) { e.focus?.() }")
            ran = page.evaluate("document.documentElement.dataset.ran")
            assert ran is None, path
        page.goto(base)
        for query in ("script", "onerror", "title"):
            search(page, query)
            page.wait_for_timeout(200)
            assert page.evaluate("document.documentElement.dataset.ran") is None
            assert page.locator(".d-find img, .d-find svg[onload], .d-find iframe").count() == 0
        page.close()
        assert [url for url in asked if not url.startswith((base, "data:"))] == []


def test_paper_holds_what_is_folded(opened: Page, address: str) -> None:
    """Figures of a day that a reader would unfold are printed."""
    opened.goto(address + PAGES["series"])
    folded = opened.locator(".d-time .d-fold li").first
    assert folded.is_hidden()
    opened.emulate_media(media="print")
    assert folded.is_visible()
    assert folded.bounding_box()["height"] > 10  # type: ignore[index]


def _odd(content: Path) -> None:
    """A series of 60 parts; in the last of them a table of twelve columns, and a publisher with a very long name."""
    shutil.copytree(ROOT / "content", content, ignore=shutil.ignore_patterns("articles", "series"))
    (content / "series").mkdir()
    (content / "articles").mkdir()
    (content / "series" / "long.md").write_text("---\ntitle: 긴 시리즈\n---\n물음.\n", "utf-8")
    row = "|" + " 열두 칸 |" * 12
    table = f"{row}\n|{'---|' * 12}\n{row}\n"
    name = "The International Quarterly Review of Regulation, Asset Management and Governance"
    for part in range(1, 61):
        head = f'title: "{part}번째 이야기"\ndate: 2025-01-31T14:43:00+09:00\nseries: long\npart: {part}\n'
        head += f'sentiment: mixed\nsource: {{url: "https://example.com/{part}", name: "{name}"}}\n'
        (content / "articles" / f"part-{part:02}.md").write_text(f"---\n{head}---\n{table}", "utf-8")


def test_wide_tables_long_series_and_long_names_fit(browser: Browser, tmp_path: Path) -> None:
    """On a phone, also with text twice as large: nothing is pushed off the page, and no mark or word is torn."""
    _odd(tmp_path / "content")
    context = browser.new_context(viewport={"width": 360, "height": 780}, reduced_motion="reduce")
    page = context.new_page()
    page.set_default_timeout(PATIENCE)
    lines = "found => found.map(e => { const r = document.createRange(); r.selectNodeContents(e.firstChild || e);"
    lines += " return r.getClientRects().length })"
    with served(build(tmp_path / "content", tmp_path / "site", strict=False)) as base:
        for path in ("", "series/", "series/long/", "series/long/2/", "articles/part-60/"):
            for large in (False, True):
                page.goto(base + path)
                page.evaluate("large => { if (large) document.documentElement.style.fontSize = '200%' }", large)
                wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
                assert wide <= 0, (path, large)
                assert page.locator(".d-find-open").bounding_box()["x"] < 330, (path, large)  # type: ignore[index]
            page.reload()
            marks = page.locator(".d-strip > li > :is(a, b), .d-step__mark")
            assert set(marks.evaluate_all(lines)) <= {1}, path
        button = page.locator(".d-original .d-button")
        assert button.evaluate(f"e => ({lines})([e])") == [1]
        table = page.locator(".d-body table")
        assert table.evaluate("e => e.scrollWidth > e.clientWidth && e.tabIndex === 0")
    context.close()


def _texts(page: Page, parts: str) -> list[list[str]]:
    """The parts of a series with their texts; links as the browser understands them, headings on one level."""
    found: list[list[str]] = page.evaluate(
        """(parts) => [...document.querySelectorAll(parts)].map((part) => {
          part.querySelectorAll(".d-body [href], .d-body [src]").forEach((one) => {
            const name = one.hasAttribute("href") ? "href" : "src";
            const url = new URL(one[name]);
            one.setAttribute(name, url.origin === location.origin ? url.pathname + url.hash : url.href);
          });
          const own = part.querySelector("h2 a, .d-row__title a").textContent;
          const texts = [...part.querySelectorAll(".d-body")].map((one) => one.innerHTML.trim());
          const here = location.pathname.replace(/all\\/$/, "");
          return [own, ...texts.map((text) => text.replace(/(<\\/?h)\\d/g, "$1").replaceAll(`${here}all/`, here))];
        })""",
        parts,
    )
    return found


def _ended(content: Path, out: Path) -> Path:
    """The site of `content` as if each of its series had ended long ago.

    By a process of its own: beside a browser workers are spawned, and read the constant anew.
    """
    code = "import sys, pathlib, digest.site.catalogue as c; c.LIVING = 0; from tests.site_builds import build; "
    code += "build(pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2]), strict=False)"
    subprocess.run([sys.executable, "-c", code, content, out], cwd=ROOT, check=True, capture_output=True)
    return out


def test_texts_of_a_series_that_ended_open_as_the_site_would_write_them(
    opened: Page, trouble: list[str], tmp_path: Path
) -> None:
    """The same texts in the same order, ids and links too; without scripts its titles lead to the parts."""
    content = tmp_path / "content"
    shutil.copytree(ROOT / "content", content)
    named = next(content.rglob("20250131-newspim-000527.md"))
    next(content.rglob("20250128-gizchina-nvidia-600-billion.ko.md")).unlink()  # one part in English
    extra = "\n## 왜[^1]\n\n[앞](#왜1) [곁](../../../about/index.md)\n\n[^1]: 주석.\n"
    named.write_text(named.read_text("utf-8") + extra, "utf-8")
    lives = build(content, tmp_path / "lives", strict=False)
    ended = _ended(content, tmp_path / "ended")
    path = PAGES["series"]
    with served(lives) as one, served(ended) as two:
        opened.goto(one + PAGES["whole series"])
        wanted = _texts(opened, ".d-whole-part")
        assert len(wanted) > 1
        assert all(len(part) == 2 for part in wanted)
        assert "주석." in str(wanted)
        opened.goto(two + path)
        opened.locator(".d-whole__all").click()
        opened.locator(".d-whole__all").wait_for(state="detached")
        assert _texts(opened, ".d-serial .d-row") == wanted
        assert opened.evaluate("document.activeElement.id") == "d-parts"
        assert opened.locator(".d-row__line").count() == 0
        assert opened.locator(".d-row--read table [class^=d-stance]").count() > 0
        foreign = [f".d-row--read:has(.d-row__title[lang]) .d-body{one}" for one in ("[lang=en]", ":not([lang])")]
        assert [opened.locator(one).count() > 0 for one in foreign] == [True, False]
        sync = pytest.importorskip(
            "axe_playwright_python.sync_playwright", reason="axe-playwright-python is not installed"
        )
        assert violations(sync.Axe().run(opened), "opened") == []
        assert [line for line in trouble if not line.startswith((one, two))] == []
        still = opened.context.browser.new_context(java_script_enabled=False)  # type: ignore[union-attr]
        page = still.new_page()
        page.goto(two + path)
        assert not page.locator(".d-whole__all").is_visible()
        page.locator(".d-row__title a").first.click()
        assert page.locator(".d-article .d-body").count() == 1
        still.close()
    assert not (ended / PAGES["whole series"]).exists()


def test_a_part_that_cannot_be_had_keeps_its_line(opened: Page, tmp_path: Path) -> None:
    """The others come, its title still leads to it, and it can be asked for again."""
    with served(_ended(ROOT / "content", tmp_path / "ended")) as base:
        opened.route(f"**/{ARTICLE}", lambda route: route.fulfill(status=503, body="no"))
        opened.goto(base + PAGES["series"])
        button = opened.locator(".d-whole__all")
        button.click()
        opened.locator(".d-row .d-body").nth(7).wait_for()
        opened.wait_for_load_state("networkidle")
        assert opened.locator(".d-row__line").count() == 1
        opened.unroute(f"**/{ARTICLE}")
        button.click()
        button.wait_for(state="detached")
        assert opened.locator(".d-row__line").count() == 0
