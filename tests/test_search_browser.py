"""Search as readers meet it: typing, keys, filters, addresses, failures, in headless Chromium."""

from __future__ import annotations

import random
import re
import shutil
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any, Literal
from urllib.parse import quote

import pytest

from digest.search import Record
from tests.searching import ASK, lay_out, open_search, search
from tests.site_builds import GOLDEN, build, served

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser
PATIENCE = 8_000
QUERIES = {
    "딥시크": "딥시크",
    "쇼크": "딥시크 쇼크",
    "엔비디아": "엔비디아",
    "NVDA": "NVDA 밀어올린",
    "규모의 법칙": "NVDA 밀어올린",
    "규모의법칙": "NVDA 밀어올린",
    '"규모의 법칙"': "NVDA 밀어올린",
    "DeepSeek": "DeepSeek",
    "142.62": "NVDA 밀어올린",
    "차익거래": "",
    "엔비디아의": "딥시크의 부상",
    "딥시크의": "딥시크",
}
"""What readers type, and part of a title that they must find."""
NAMES = {
    "companies/xnas-nvda/": ("엔비디아", "엔비디아가", "Nvidia", "nvda", "엔비디야", "dpsqleldk", "ㅇㅂㄷㅇ"),
    "companies/xkrx-005930/": ("삼성전자", "Samsung Electronics", "005930", "삼성 전자", "ㅅㅅㅈㅈ"),
    "series/deepseek-shock/": ("딥시크 쇼크", "딥시크쇼크", "DeepSeek Shock", "ㄷㅅㅋ", "딥시크 쇼크 2"),
}
"""The page that must stand first, by what is typed."""


@pytest.fixture(scope="module")
def address(real_site: Path) -> Iterator[str]:
    """Where the project's own site is served."""
    with served(real_site) as base:
        yield base


@pytest.fixture
def trouble() -> list[str]:
    """Errors, refusals of the content policy, requests to elsewhere."""
    return []


@pytest.fixture
def opened(browser: Browser, address: str, trouble: list[str]) -> Iterator[Page]:
    """A page at phone width that notes every trouble; there is none at the end of a test."""
    context = browser.new_context(viewport={"width": 360, "height": 780}, reduced_motion="reduce")
    page = context.new_page()
    page.set_default_timeout(PATIENCE)
    page.on("pageerror", lambda error: trouble.append(str(error)))
    page.on("console", lambda said: trouble.append(said.text) if said.type in {"error", "warning"} else None)
    page.on("request", lambda asked: None if asked.url.startswith((address, "data:")) else trouble.append(asked.url))
    yield page
    context.close()
    assert trouble == []


@pytest.mark.parametrize("width", [360, 1280])
def test_search_finds(opened: Page, address: str, width: int) -> None:
    """Words inside brackets and quotes, words with particles, with or without spaces, codes and numbers."""
    opened.set_viewport_size({"width": width, "height": 780})
    opened.goto(address)
    for query, wanted in QUERIES.items():
        results = search(opened, query)
        assert not wanted or any(wanted in title for title in results), (query, results)


def test_a_name_leads_to_its_page(opened: Page, address: str) -> None:
    """In either language, by code, with a typing mistake, on the wrong keyboard, by initials: its page stands first."""
    opened.goto(address)
    for page, queries in NAMES.items():
        for query in queries:
            search(opened, query)
            first = opened.locator(".d-find .d-hit a").first
            assert first.evaluate("link => link.href") == address + page, query


def test_all_names_of_a_company_find_the_same_articles(opened: Page, address: str) -> None:
    """Where a text names it in one language only."""
    opened.goto(address)
    found = []
    for query in ("엔비디아", "Nvidia", "NVDA", "nvidia"):
        search(opened, query)
        found.append(opened.locator(".d-find__status").inner_text())
    assert len(set(found)) == 1


def test_series_and_part_find_the_part(opened: Page, address: str) -> None:
    """`딥시크 쇼크 2` is the article whose mark is ②."""
    opened.goto(address)
    for query in ("딥시크 쇼크 2", "딥시크 쇼크 ②", "DeepSeek Shock 2"):
        search(opened, query)
        assert "②" in opened.locator(".d-find .d-hit__series").first.inner_text(), query


def test_nothing_is_fetched_before_search_is_opened(browser: Browser, address: str) -> None:
    """Neither the worker nor a byte of the index."""
    page = browser.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url.removeprefix(address)))
    page.goto(address)
    page.wait_for_timeout(500)
    assert not [url for url in asked if url.startswith("search/") or "assets/search" in url]
    search(page, "딥시크")
    assert [url for url in asked if url.startswith("search/k/")]
    page.close()


def test_hits_are_marked(opened: Page, address: str) -> None:
    """In titles and excerpts, as the text has them."""
    opened.goto(address)
    search(opened, "딥시크 쇼크")
    assert {mark.casefold() for mark in opened.locator(".d-find mark").all_inner_texts()} >= {"딥시크", "쇼크"}
    search(opened, "nvidia")
    assert {mark.casefold() for mark in opened.locator(".d-find mark").all_inner_texts()} == {"nvidia"}


def test_a_half_typed_syllable_is_not_a_word(opened: Page, address: str) -> None:
    """Jamo that an input method leaves at the end, and a final consonant that belongs to the next syllable."""
    opened.goto(address)
    whole = search(opened, "엔비디아")
    assert search(opened, "엔비디아ㅇ")[:3] == whole[:3]
    assert search(opened, "엔빋")
    assert "엔비디아" in search(opened, "엔빋")[0]


def test_mistakes_are_forgiven_only_when_nothing_is_found(opened: Page, address: str) -> None:
    """And what was searched instead is said."""
    opened.goto(address)
    search(opened, "엔비디야")
    assert "엔비디야" in opened.locator(".d-find__note").inner_text()
    search(opened, "엔비디아는")
    assert opened.locator(".d-find__note").count() == 0
    search(opened, "semicondutcor")
    assert "semiconductor" in opened.locator(".d-find__note").inner_text()


def test_no_result_says_what_to_try(opened: Page, address: str) -> None:
    """Which word is nowhere, and a link without it."""
    opened.goto(address)
    search(opened, "딥시크 쀍쀍쀍")
    help_ = opened.locator(".d-find__help")
    assert "쀍쀍쀍" in help_.inner_text()
    help_.locator("a").first.click()
    opened.wait_for_url("**/search/?q=*")
    opened.locator(".d-search .d-hit").first.wait_for()


def test_what_is_found_is_announced(opened: Page, address: str) -> None:
    """How many articles, and that there is none, in a status that screen readers read out."""
    opened.goto(address)
    said = []
    for query in ("딥시크", "쀍쀍쀍"):
        search(opened, query)
        said.append(opened.locator(".d-find").get_by_role("status").inner_text())
    assert re.search("[0-9]", said[0])
    assert said[1]
    assert not re.search("[0-9]", said[1])


def test_keys(opened: Page, address: str) -> None:
    """`/` opens, arrows walk through the results and back, Enter follows, Esc empties and then closes."""
    opened.set_viewport_size({"width": 1280, "height": 780})
    opened.goto(address)
    opened.keyboard.press("/")
    assert opened.evaluate("document.activeElement.matches('.d-find__input')")
    opened.keyboard.insert_text("딥시크")
    opened.locator(".d-find .d-hit").first.wait_for()
    opened.keyboard.press("ArrowDown")
    first = opened.evaluate("document.activeElement.href")
    opened.keyboard.press("ArrowDown")
    assert opened.evaluate("document.activeElement.href") != first
    opened.keyboard.press("ArrowUp")
    opened.keyboard.press("ArrowUp")
    assert opened.evaluate("document.activeElement.matches('.d-find__input')")
    opened.keyboard.press("Escape")
    assert opened.locator(".d-find__input").input_value() == ""
    opened.keyboard.press("Escape")
    assert not opened.locator(".d-find__panel").is_visible()
    search(opened, "딥시크")
    opened.locator(".d-find__input").focus()
    opened.keyboard.press("ArrowDown")
    opened.keyboard.press("Enter")
    opened.wait_for_url(first)


def test_enter_opens_the_search_page(opened: Page, address: str) -> None:
    """With what was typed, which the address says."""
    opened.goto(address)
    search(opened, "딥시크")
    opened.locator(".d-find__input").press("Enter")
    opened.wait_for_url("**/search/?q=*")
    opened.locator(".d-search .d-hit").first.wait_for()
    assert opened.locator(".d-search__input").input_value() == "딥시크"


def test_a_phone_keeps_what_lies_beneath_out_of_reach(opened: Page, address: str) -> None:
    """While search covers the page; closing gives the focus back."""
    opened.goto(address)
    open_search(opened)
    assert opened.evaluate("document.querySelector('.d-brand').closest('[inert]') !== null")
    opened.locator(".d-find__close").click()
    assert opened.evaluate("document.querySelector('[inert]') === null")
    assert "d-find-open" in opened.evaluate("document.activeElement.className")


def rows(page: Page) -> list[tuple[str, str]]:
    """Day and the rest of the line under each result of the search page."""
    page.locator(".d-search .d-hits--articles, .d-search .d-find__help").first.wait_for()
    return [
        (row.locator("time").inner_text(), row.locator(".d-hit__meta").inner_text())
        for row in page.locator(".d-search .d-hits--articles > li").all()
    ]


@pytest.mark.parametrize(
    ("asked", "day", "line"),
    [
        ("series=deepseek-shock", "", "딥시크 쇼크"),
        ("sentiment=negative", "", "부정"),
        ("publisher=newspim", "", "뉴스핌"),
        ("company=xnas-nvda&sort=date", "", ""),
        ("topic=ai", "", ""),
        ("lang=en&q=Nvidia", "", ""),
        ("from=2025-01-30&to=2025-01-31", "2025-01-3[01]", ""),
        ("q=엔비디아&from=2025-02-01&to=2025-02-28&sort=date", "2025-02-..", ""),
    ],
)
def test_filters_stand_in_the_address(opened: Page, address: str, asked: str, day: str, line: str) -> None:
    """A shared address shows the same results, all of which fit; the form shows what was chosen."""
    opened.goto(f"{address}search/?{asked}")
    found = rows(opened)
    assert found
    assert all(re.fullmatch(day or ".*", one) and line in rest for one, rest in found)
    if "sort=date" in asked:
        assert [one for one, _ in found] == sorted((one for one, _ in found), reverse=True)
    assert "(" in opened.locator(".d-search__chosen").inner_text()


def test_a_filter_that_is_chosen_changes_the_address(opened: Page, address: str) -> None:
    """Each control, and the button that clears them."""
    from playwright.sync_api import expect

    opened.goto(f"{address}search/?q=엔비디아")
    every = len(rows(opened))
    opened.locator(".d-search__filters summary").click()
    opened.locator("select[name=series] option[value=deepseek-shock]").wait_for(state="attached")
    opened.locator("select[name=series]").select_option("deepseek-shock")
    opened.wait_for_url("**series=deepseek-shock*")
    opened.locator("input[name=company_name]").fill("삼성전자 (005930)")
    opened.wait_for_url("**company=xkrx-005930*")
    expect(opened.locator(".d-search__chosen")).to_have_text("(2)")
    assert len(rows(opened)) < every
    opened.reload()
    rows(opened)
    expect(opened.locator("input[name=company_name]")).to_have_value("삼성전자 (005930)")
    expect(opened.locator("select[name=series]")).to_have_value("deepseek-shock")
    opened.locator(".d-search__reset").click()
    expect(opened.locator(".d-search__chosen")).to_have_text("")
    assert opened.url.endswith("search/?q=" + quote("엔비디아"))


def test_more_results(opened: Page, address: str) -> None:
    """Ten at a time, each once, and the focus goes to the first new one; who comes back finds as many."""
    from playwright.sync_api import expect

    opened.goto(f"{address}search/?lang=ko")
    before = len(rows(opened))
    assert before == 10
    opened.locator(".d-find__more").click()
    links = opened.locator(".d-hits--articles .d-hit__title a")
    expect(links.nth(10)).to_be_focused()
    hrefs = [link.get_attribute("href") for link in links.all()]
    assert len(set(hrefs)) == len(hrefs)
    opened.reload()  # as a browser does that has let go of the page
    expect(links).to_have_count(len(hrefs))
    opened.goto(f"{address}search/?lang=en")
    links.first.wait_for()
    assert len(rows(opened)) <= 10


def test_what_fails_is_said_and_can_be_tried_again(browser: Browser, address: str) -> None:
    """Without a connection, and after it came back."""
    context = browser.new_context(viewport={"width": 360, "height": 780})
    page = context.new_page()
    page.set_default_timeout(PATIENCE)
    page.goto(address)
    context.route("**/search/**", lambda route: route.abort())
    open_search(page)
    page.locator(".d-find__input").fill("딥시크")
    page.locator(".d-find__button").wait_for()
    assert "받지 못했습니다" in page.locator(".d-find__status").inner_text()
    context.unroute("**/search/**")
    page.locator(".d-find__button").click()
    page.locator(".d-find .d-hit").first.wait_for()
    context.close()


def test_without_scripts_there_are_companies_and_months(browser: Browser, address: str) -> None:
    """The magnifier is a link to a page that lists them."""
    context = browser.new_context(java_script_enabled=False, viewport={"width": 360, "height": 780})
    page = context.new_page()
    page.goto(address)
    page.locator(".d-find-open").click()
    assert page.url == f"{address}search/"
    assert page.locator(".d-search__ways a", has_text="엔비디아").is_visible()
    page.locator(".d-search__year a").first.click()
    assert "/months/" in page.url
    context.close()


def test_search_works_in_a_subfolder(browser: Browser, real_site: Path, tmp_path: Path) -> None:
    """As on project pages of a host: every address is relative."""
    shutil.copytree(real_site, tmp_path / "some" / "digest")
    with served(tmp_path) as base:
        page = browser.new_page()
        page.set_default_timeout(PATIENCE)
        for path in ("", "en/", "articles/2025/01/20250131-newspim-000527/"):
            page.goto(f"{base}some/digest/{path}")
            assert search(page, "NVDA")
            assert page.locator(".d-find .d-hit a").first.evaluate("a => a.href").startswith(f"{base}some/digest/")
        page.close()


def test_english_pages_search_in_english(opened: Page, address: str) -> None:
    """Words and links are English where there are English pages."""
    opened.goto(f"{address}en/")
    search(opened, "엔비디아")
    assert "Company" in opened.locator(".d-find .d-hit--place").first.inner_text()
    assert opened.locator(".d-find .d-hit a").first.evaluate("a => a.href") == f"{address}en/companies/xnas-nvda/"
    assert "articles" in opened.locator(".d-find__status").inner_text()


@pytest.mark.parametrize(("width", "scheme"), [(320, "light"), (1280, "dark")])
def test_axe_finds_nothing(browser: Browser, address: str, scheme: Literal["light", "dark"], width: int) -> None:
    """No violation: search open with results, without results, and the search page with its filters."""
    sync = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe-playwright-python is not installed")
    axe = sync.Axe()
    context = browser.new_context(
        color_scheme=scheme, viewport={"width": width, "height": 900}, reduced_motion="reduce"
    )
    page = context.new_page()
    page.set_default_timeout(PATIENCE)
    found: list[str] = []

    def check(name: str) -> None:
        for rule in axe.run(page).response["violations"]:
            found.extend(f"{name}: {rule['id']}: {node['target']}" for node in rule["nodes"])
        wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        if wide > 0:
            found.append(f"{name}: scrolls sideways by {wide}")

    page.goto(address)
    search(page, "엔비디야")
    check("results")
    search(page, "쀍쀍쀍 딥시크")
    check("nothing")
    page.goto(f"{address}search/?q=엔비디아&series=deepseek-shock")
    rows(page)
    check("page")
    page.goto(f"{address}en/search/")
    page.locator(".d-search__filters summary").click()
    check("empty page")
    context.close()
    assert found == []


ALPHABET = "가나다라마금리인하AIbcn12 ., "


@pytest.mark.parametrize(("frequent", "block"), [(1_500, 2_048), (5, 40)])
def test_search_is_substring_search(
    browser: Browser, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, frequent: int, block: int
) -> None:
    """Over made-up texts every query finds exactly the articles that have it: the twin tokenisers agree.

    So they do where beginnings have lists of their own, and where blocks leave numbers between them.
    """
    monkeypatch.setattr("digest.search.index.limit", lambda _: frequent)
    monkeypatch.setattr("digest.search.blocks.MOST", block)
    draw = random.Random(6)  # noqa: S311 - not for secrets
    texts = ["".join(draw.choices(ALPHABET, k=draw.randint(20, 90))) for _ in range(150)]
    start = datetime(2020, 1, 1, tzinfo=UTC)
    records = [
        Record(
            f"a{number:03}",
            f"a/{number}/",
            start + timedelta(days=number),
            "제목",
            "ko",
            (),
            (text,),
            (),
            ("l:ko",),
            {},
        )
        for number, text in enumerate(texts)
    ]
    lay_out(tmp_path, records)
    queries = {
        word
        for text in texts
        for word in [text[at : at + size].strip(" .,") for at, size in ((3, 2), (7, 3), (11, 4), (2, 6))]
        if len(word) > 1 and re.fullmatch("[가-힣]{2,}|[가-힣]+[A-Za-z]{2,}[가-힣]+|[A-Za-z]{3,}", word)
    }
    assert len(queries) > 80
    with served(tmp_path) as base:
        page = browser.new_page()
        page.goto(base)
        for query in sorted(queries):
            got = page.evaluate(ASK, {"typed": query, "most": 1000})
            plain = [text.lower() for text in texts]
            wanted = {f"a/{number}/" for number, text in enumerate(plain) if pattern(query.lower()).search(text)}
            assert got["corrected"] or {item["url"] for item in got["items"]} == wanted, query
            assert bool(got["corrected"]) <= (not wanted), query
        page.close()


@pytest.mark.parametrize("languages", ["k", "ke", "kej"])
def test_the_newest_stand_first_in_any_language(
    browser: Browser, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, languages: str
) -> None:
    """Each language has numbers of its own in the index; days are compared over all of them."""
    monkeypatch.setattr("digest.search.blocks.MOST", 40)
    draw = random.Random(7)  # noqa: S311 - not for secrets
    start = datetime(2020, 1, 1, tzinfo=UTC)
    records = [
        Record(
            *(f"a{at:03}", f"a/{at}/", start + timedelta(days=at), "금리", draw.choice(languages)),
            *((), ("가",), (), (f"m:{at % 2}",), {"m": "none"}),
        )
        for at in range(150)
    ]
    lay_out(tmp_path, records)
    with served(tmp_path) as base:
        page = browser.new_page()
        page.goto(base)
        for asked in (
            {"typed": "금리"},
            {"typed": "금리", "sort": "date"},
            {"typed": "", "filters": {"sentiment": "1"}},
        ):
            got = page.evaluate(ASK, {"most": 1000, **asked})
            wanted = [one.url for one in reversed(records) if asked["typed"] or "m:1" in one.facets]
            assert [item["url"] for item in got["items"]] == wanted, asked
        page.close()


def pattern(word: str) -> Any:
    """A word of two syllables or letters on either side may have a space between them in the text."""

    def fits(part: str) -> bool:
        return len(part) > 1 or part.isascii()

    pieces = [
        (" ?" if at and fits(word[:at]) and fits(word[at:]) else "") + re.escape(char) for at, char in enumerate(word)
    ]
    return re.compile(re.escape(word) if word.isascii() else "".join(pieces))


def test_the_browser_reads_every_character_that_is_packed(browser: Browser) -> None:
    """`euc-kr` of the browser is cp949 of the build, character by character."""
    page = browser.new_page()
    every = [chr(code) for code in range(0xFFFF) if not 0xD800 <= code < 0xE000]
    packed = {char: char.encode("cp949", "ignore") for char in every}
    known = "".join(char for char in every if packed[char])
    data = list(b"".join(packed[char] for char in known))
    read = page.evaluate("data => new TextDecoder('euc-kr', {ignoreBOM: true}).decode(new Uint8Array(data))", data)
    page.close()
    assert len(known) > 17_000
    assert read == known


def test_judgements_look_as_in_lists(opened: Page, address: str) -> None:
    """The mark before the word is that of every list: a neutral article has the same one here and there."""
    shape = "e => getComputedStyle(e, '::before').content"
    opened.goto(address + "months/2026-01/")
    listed = opened.locator(".d-stance--neutral").first.evaluate(shape)
    opened.goto(address + "search/?sentiment=neutral")
    found = opened.locator(".d-hit [class^=d-stance]").first
    found.wait_for()
    assert "–" in listed
    assert (found.inner_text(), found.evaluate(shape)) == ("중립", listed)


@pytest.mark.parametrize("lang", ["", "en/"])
def test_a_result_says_what_lists_say(browser: Browser, tmp_path: Path, lang: str) -> None:
    """Who published, in which language, the judgement or that there is none, and that a machine made it."""
    site = build(GOLDEN / "content", tmp_path / "site", GOLDEN / "digest.toml", site_url="https://example.org/")
    parts = "['a', '[class^=d-stance]', '.d-judge', '{0}'].map((part) => row.querySelector(part)?.innerText)"
    told = f"(all) => all.map((row) => [...{parts}, row.querySelector('{{0}}')?.lang])"
    with served(site) as base:
        page = browser.new_page()
        page.set_default_timeout(PATIENCE)
        page.goto(f"{base}{lang}search/?lang=ko&sort=date")
        page.locator(".d-hits--articles .d-hit").first.wait_for()
        found = page.locator(".d-hits--articles .d-hit").evaluate_all(told.format("time + span"))
        listed = []
        for month in ("2025-01", "2025-02"):
            page.goto(f"{base}{lang}months/{month}/")
            listed += page.locator(".d-row").evaluate_all(told.format(".d-row__publisher"))
        page.close()
    assert len(found) == 2
    assert [one for one in found if one not in listed] == []
    assert len({judge for *_, judge, _, _ in found}) > 1
