"""Lists: a month with its calendar, publishers, topics, long ones in leaves, in both languages; and in a browser."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest

from digest.model import Source
from digest.site import paging
from digest.site.pages import KINDS
from digest.site.rows import publisher
from digest.site.words import say
from tests.site_builds import Links, served
from tests.test_site import article, made

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Page

    from digest.model import Article

MONTH = "months/2025-01.md"
PATIENCE = 8_000


def one(number: int, day: int = 31, **changes: object) -> Article:
    """An article of January 2025."""
    date = f"2025-01-{day:02}T09:00:00+09:00"
    return article(**{"id": f"a-{number:03}", "title": f"제목 {number}", "date": date, **changes})


def test_calendar_has_every_day_and_counts() -> None:
    """A table: the days of the month once each, a link with words where there are articles, weeks to their digest."""
    html = made(one(1), one(2), one(3, day=6))[MONTH]
    table = html[html.index("<table class=d-cal>") : html.index("</table>")]
    assert [int(day) for day in re.findall(r"d-cal__number>(\d+)<", table)] == list(range(1, 32))
    assert re.findall(r'<a href="(#[^"]+)" aria-label="([^"]+)"', table) == [
        ("#d-2025-01-06", "2025-01-06 (월), 기사 1건"),
        ("#d-2025-01-31", "2025-01-31 (금), 기사 2건"),
    ]
    assert 'href="../../weeks/2025-W05/"' in table
    assert table.count("scope=col") == 8
    assert table.count("scope=row") == 5
    assert "2025-W04" not in table


def test_days_are_found_across_leaves() -> None:
    """The calendar leads to the leaf on which a day begins, and that leaf has the anchor."""
    found = made(*[one(number, day=31) for number in range(140)], *[one(200 + number, day=2) for number in range(70)])
    first, second = found[MONTH], found["months/2025-01/1.md"]
    assert 'href="#d-2025-01-31"' in first
    assert 'href="1/#d-2025-01-02"' in first
    assert 'id="d-2025-01-02"' in second
    assert 'id="d-2025-01-31"' in second
    assert "d-cal" not in second


@pytest.mark.parametrize("month", ["2024-02", "2026-02", "2025-12"])
def test_months_of_any_shape(month: str) -> None:
    """Leap day, four whole weeks, and a week of the next year."""
    html = made(article(date=f"{month}-15T09:00:00+09:00"))[f"months/{month}.md"]
    days = {"2024-02": 29, "2026-02": 28, "2025-12": 31}[month]
    assert html.count("d-cal__number") == days


@pytest.mark.parametrize("day", ["1900-01-01", "1900-12-31", "9999-12-31", "2262-04-12"])
def test_ends_of_the_calendar(day: str) -> None:
    """A date that is off by centuries makes odd pages, not none."""
    found = made(article(date=f"{day}T12:00:00+09:00"), one(1))
    assert f"months/{day[:7]}.md" in found
    assert found["weeks/index.md"].count("data-week=") == 2


def test_publishers_are_grouped_by_key_or_host() -> None:
    """One page a publisher, whatever each article prints; a draft without a source has none."""
    found = made(
        one(1, source={"url": "https://www.newspim.com/1", "publisher": "newspim", "name": "뉴스핌"}),
        one(2, source={"url": "https://www.newspim.com/2", "publisher": "newspim", "name": "Newspim"}),
        one(3, source="https://www.example.com/3"),
        one(4, source="https://EXAMPLE.com:443/4"),
        one(5, source={}, status="draft"),
        drafts=True,
    )
    assert {path for path in found if path.startswith("publishers/")} == {
        "publishers/index.md",
        "publishers/newspim.md",
        "publishers/example-com.md",
    }
    assert found["publishers/newspim.md"].count("class=d-row>") == 2
    index = found["publishers/index.md"]
    assert re.findall(r'<li><a href="([^"]+)"', index) == ["example-com/", "newspim/"]


def test_hostile_publishers_are_text() -> None:
    """Names and hosts make neither markup nor odd addresses."""
    bad = "<script>alert(1)</script>"
    found = made(one(1, source={"url": "https://www.exa-mple.com/../x", "name": bad}))
    assert "publishers/exa-mple-com.md" in found
    for path, html in found.items():
        assert "<script>" not in html, path


def test_topics_in_leaves() -> None:
    """A hundred a full leaf, with the way on; the list of themes counts them all."""
    found = made(*[one(number, title=f"금리 인하 {number}") for number in range(130)])
    assert found["topics/rates.md"].count("class=d-row>") == 20
    assert found["topics/rates.md"].count("/articles/") == 30
    assert 'href="1/" rel=next' in found["topics/rates.md"]
    assert found["topics/rates/1.md"].count("class=d-row>") == 0
    assert found["topics/rates/1.md"].count("/articles/") == 100
    assert 'href="../" rel=prev' in found["topics/rates/1.md"]
    assert say("ko", "count_articles", n=130) in found["topics/index.md"]


def test_a_new_article_moves_no_full_leaf() -> None:
    """However many are added at the head: old leaves stay byte for byte, but for the few that name a new leaf."""
    grown = [made(*[one(n, title=f"금리 {n}", day=1 + n // 21) for n in range(size)]) for size in (525, 550, 624, 625)]
    full = {"topics/rates/5.md", "publishers/example-com/5.md", "months/2025-01/1.md"}
    assert full <= set(grown[0])
    for before, after in pairwise(grown[:3]):
        assert before["topics/rates.md"] != after["topics/rates.md"]
        assert {path for path in full if before[path] != after[path]} == set()
    assert grown[2]["months/2025-01/1.md"] == grown[3]["months/2025-01/1.md"]
    assert "topics/rates/6.md" in set(grown[3]) - set(grown[2])


def test_search_has_what_is_older_than_the_leaves_of_a_list() -> None:
    """One full leaf of a topic, company or publisher; front and last say where the rest is; months have all."""
    found = made(*[one(n, title=f"금리 {n}", tickers=["NVDA"]) for n in range(525)])
    kept = {"topics/rates": "topic=rates", "companies/xnas-nvda": "company=xnas-nvda"}
    for path, asked in {**kept, "publishers/example-com": "publisher=example-com"}.items():
        numbers = sorted(name for name in found if name.startswith(f"{path}/"))
        assert numbers == [f"{path}/5.md"]
        link = f'search/?{asked}&amp;sort=date"'
        assert [link in found[name] for name in (f"{path}.md", *numbers)] == [True, True]
        assert [f"../{link}" in found[f"en/{name}"] for name in (f"{path}.md", *numbers)] == [True, True]
        assert 'rel="next"' not in found[numbers[0]]
        assert "<span aria-hidden=true>…</span>" not in found[numbers[0]]
    assert "search/?" not in made(one(1, title="금리", tickers=["NVDA"]))["topics/rates.md"]
    assert {f"months/2025-01/{number}.md" for number in range(1, 6)} <= set(found)
    assert sum("sort=date" in found[name] for name in found if name.startswith("months/")) == 0


@pytest.mark.parametrize("size", [0, 1, 24, 25, 99, 124, 125, 126, 224, 225, 226, 1000])
def test_leaves_hold_each_item_once(size: int) -> None:
    """Front and full leaves together are the list; the place of an item is the leaf that holds it."""
    items = list(range(size))
    told: dict[int, int] = {}
    order = [paging.FRONT, *range(paging.full(size), 0, -1)]
    for number in order:
        leaf, held = paging.newest("topics/x.md", items, number)
        assert leaf.here == ("topics/x.md" if leaf.is_front else f"topics/x/{number}.md")
        assert len(held) == paging.PER if number else min(25, size) <= len(held) < 125
        told |= dict.fromkeys(held, number)
    assert list(told) == items
    assert all(paging.place(size, index) == number for index, number in told.items())


def test_every_list_stands_in_both_languages() -> None:
    """Each Korean list has its English one, and no address is made twice."""
    found = made(*[one(number) for number in range(80)])
    lists = {path for path in found if not path.startswith(("en/", "articles/"))}
    assert {f"en/{path}" for path in lists if not path.startswith("search")} <= set(found)
    assert len({kind.name for kind in KINDS}) == len(KINDS)


def test_leaves_of_an_empty_and_a_full_list() -> None:
    """One leaf of nothing; fifty fit on one, fifty-one do not."""
    assert [paging.count(size) for size in (0, 1, 50, 51, 100, 101)] == [1, 1, 1, 2, 2, 3]


@pytest.fixture
def address(real_site: Path) -> Iterator[str]:
    """Where the project's own site is served."""
    with served(real_site) as base:
        yield base


@pytest.fixture
def opened(browser: Browser, address: str) -> Iterator[Page]:
    """A page at phone width; an error, a warning or a request to elsewhere fails the test."""
    context = browser.new_context(viewport={"width": 360, "height": 780}, reduced_motion="reduce")
    page = context.new_page()
    page.set_default_timeout(PATIENCE)
    trouble: list[str] = []
    page.on("pageerror", lambda error: trouble.append(str(error)))
    page.on("console", lambda said: trouble.append(said.text) if said.type in {"error", "warning"} else None)
    page.on("request", lambda asked: None if asked.url.startswith((address, "data:")) else trouble.append(asked.url))
    yield page
    context.close()
    assert trouble == []


@pytest.mark.browser
def test_calendar_leads_to_the_day_by_keyboard(opened: Page, address: str) -> None:
    """Tab to a day, press Enter: its heading is in view, not under the masthead."""
    opened.goto(f"{address}months/2026-01/")
    opened.locator(".d-cal__day a").first.focus()
    opened.keyboard.press("Enter")
    heading = opened.locator("#d-2026-01-15")
    box = heading.bounding_box()
    masthead = opened.locator(".md-header").bounding_box()
    assert box
    assert masthead
    assert masthead["y"] + masthead["height"] <= box["y"] < 780
    small = opened.locator(".d-cal__day a").evaluate_all("found => Math.min(...found.map(one => one.clientWidth))")
    assert small >= 24


@pytest.mark.browser
def test_matrix_scrolls_and_keeps_the_names(opened: Page, address: str) -> None:
    """Within its frame alone, with the arrow keys; the company stays beside its cells; no word is torn."""
    opened.goto(f"{address}series/deepseek-shock/")
    frame = opened.locator(".d-scroll")
    name = opened.locator(".d-matrix tbody th").first
    before = name.bounding_box()
    frame.focus()
    frame.evaluate("one => { one.scrollLeft = 200 }")
    after = name.bounding_box()
    assert before
    assert after
    assert abs(before["x"] - after["x"]) < 1
    assert frame.evaluate("one => one.scrollLeft") == 200
    opened.goto(f"{address}en/series/deepseek-shock/")
    torn = """found => found.map((one) => [one.textContent, document.createRange()]).filter(([text, range], place) => {
      range.selectNodeContents(found[place]);
      return range.getClientRects().length > text.trim().split(/\\s+/).length;
    }).map(([text]) => text)"""
    assert opened.locator(".d-matrix tbody th a, .d-matrix .d-stance--none").evaluate_all(torn) == []
    assert opened.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")


@pytest.mark.browser
def test_weeks_can_be_explored(opened: Page, address: str) -> None:
    """The chart takes the drawing's place; arrow keys tell each week in words, and its link opens it."""
    opened.goto(f"{address}weeks/")
    chart = opened.locator(".d-explore__chart")
    chart.locator("canvas").wait_for()
    assert opened.locator("#d-weeks-figure").is_hidden()
    last = opened.locator("#d-weeks-table tbody tr").first
    assert last.locator("a").inner_text() in opened.locator(".d-explore__read").inner_text()
    chart.focus()
    opened.keyboard.press("ArrowLeft")
    second = opened.locator("#d-weeks-table tbody tr").nth(1).locator("a")
    read = opened.locator(".d-explore__read")
    assert second.inner_text() in read.inner_text()
    opened.keyboard.press("Home")
    opened.locator(".d-explore__tools button").first.click()
    assert opened.locator(".d-explore__tools button[aria-pressed=true]").count() == 1
    wanted = read.locator("a").get_attribute("href")
    read.locator("a").click()
    assert opened.url == wanted


@pytest.mark.browser
def test_weeks_read_without_a_script(browser: Browser, address: str) -> None:
    """The drawing, its words and the table stand; nothing of the explorer is seen."""
    context = browser.new_context(java_script_enabled=False, viewport={"width": 360, "height": 780})
    page = context.new_page()
    page.goto(f"{address}weeks/")
    assert page.locator("#d-weeks-figure svg rect").count() > 3
    assert page.locator(".d-explore").is_hidden()
    assert page.locator("#d-weeks-table tbody tr").count() > 3
    context.close()


def test_chart_library_is_loaded_on_one_page_alone(real_site: Path) -> None:
    """Its bytes are for those who look at weeks."""
    holders = [
        path.relative_to(real_site).as_posix()
        for path in real_site.rglob("*.html")
        if any("uplot" in one for one in Links(path.read_text("utf-8")).loaded)
    ]
    assert sorted(holders) == ["en/weeks/index.html", "weeks/index.html"]


@pytest.mark.parametrize(
    ("source", "ko", "en"),
    [
        ({"publisher": "newspim"}, "뉴스핌", "Newspim"),
        ({"publisher": "newspim", "name": "뉴스핌 GAM"}, "뉴스핌 GAM", "뉴스핌 GAM"),
        ({"publisher": "nobody-we-know"}, "nobody-we-know", "nobody-we-know"),
        ({}, "news.example", "news.example"),
    ],
)
def test_a_source_is_cited_by_the_name_of_its_publisher(source: dict[str, str], ko: str, en: str) -> None:
    """A key is no name: where an article gives nothing else, the table of publishers has it in both languages."""
    made = Source.model_validate({"url": "https://news.example/1", **source})
    assert (publisher(made, "ko"), publisher(made, "en")) == (ko, en)
