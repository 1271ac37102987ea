"""What search reads of an article on its page: the lines that the index is made of, and no page too many."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest

from digest.enrich.securities import Securities
from digest.library.folder import survey
from digest.search import Record
from digest.site import search_records
from digest.site.body import unlinked
from digest.site.body_lines import lines
from digest.site.catalogue import Catalogue
from digest.site.render import overrides
from digest.site.search import spoken
from digest.site.settings import load
from tests.searching import ASK, lay_out
from tests.site_builds import GOLDEN, ROOT, build, served
from tests.torture import commonmark

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Page

KINDS = {
    "금리가 3~4% 올랐다. A|B, 5*3, snake_case_이름.": ["금리가 3~4% 올랐다. A|B, 5*3, snake_case_이름."],
    "## 제목\n\n첫 문단\n둘째 줄\n\n둘째  문단  \n나뉜 줄": ["첫 문단 둘째 줄", "둘째 문단", "나뉜 줄", "제목"],
    "제목\n====\n\n글": ["글", "제목"],
    "| 항목 | 값 |\n|---|--:|\n| 매출 | **13%** |\n| 이익 | |": ["항목 값", "매출 13%", "이익"],
    "- 하나\n- 둘\n    - 둘의 하나\n\n1. 첫째\n2. 둘째": ["하나", "둘", "둘의 하나", "첫째", "둘째"],
    "1) 첫째가 아닌 글": ["1) 첫째가 아닌 글"],
    "금리[^1]가 올랐다.\n\n[^1]: 한국은행 **자료**.": ["금리가 올랐다.", "한국은행 자료.\u00a0"],
    "`금리 = 3`이다.\n\n    금리 = 3\n\n    물가 = 2\n\n끝": ["금리 = 3이다.", "금리 = 3", "물가 = 2", "끝"],
    "[한국은행](https://e.com/a_b_c), <https://e.com/금리>, [표][1].\n\n[1]: https://e.com/표": [
        "한국은행, https://e.com/금리, 표."
    ],
    "중*희토*류 **인하**가 AT&amp;T &lt;b&gt; &copy; \\*별\\* &#44552;리": ["중희토류 인하가 AT&T <b> © *별* 금리"],
    "> 인용한 말\n> 이어진 말\n\n---\n\n글": ["인용한 말 이어진 말", "글"],
    '![금리 "추이"](a.png) 아래': ['금리 "추이" 아래'],
    "H<sub>2</sub>O와 m<sup>2</sup>, <b>굵은</b> 글<br>다음 줄": ["H2O와 m2, 굵은 글", "다음 줄"],
    "<div>\n<div>안</div>\n<table><tr><td>한</td><td>칸\n두 줄</td></tr></table>\n</div>\n\n밖": [
        "안",
        "한 칸 두 줄",
        "밖",
    ],
    "<pre>가\n나</pre>\n\n다": ["가", "나", "다"],
    "<딥시크 쇼크>를 읽다": ["<딥시크 쇼크>를 읽다"],
    '<a title="<div> > </div>" href="https://e.com/">고리</a>': ["고리"],
    '<a title="1 > 0" class="footnote-ref" href="#fn:1">1</a>주[^1]\n\n## 머리<br>둘째 줄\n\n[^1]: 아래': [
        "주",
        "둘째 줄",
        "아래\u00a0",
        "머리",
    ],
    "": [],
}
"""Bodies of every kind, and their lines."""
TOLD = """async ([script, pages]) => {
    const code = `${script}; onmessage = ({data}) => postMessage(data.map(bodyLines));`;
    const worker = new Worker(URL.createObjectURL(new Blob([code])));
    return new Promise((done) => { worker.onmessage = ({data}) => done(data); worker.postMessage(pages); });
}"""
LETTERS = """(pages) => pages.map((page) => {
    const body = new DOMParser().parseFromString(page, "text/html").querySelector(".d-body");
    for (const one of body.querySelectorAll("[class^=footnote-]:is(a)")) one.remove();
    for (const one of body.querySelectorAll("img")) one.replaceWith(one.alt);
    return [...body.textContent.replace(/\\s/g, "")].sort().join("");
})"""
"""The letters of a body as a browser reads the page."""
START = datetime(2020, 1, 1, tzinfo=UTC)


@pytest.mark.parametrize("body", KINDS)
def test_a_body_as_lines(body: str) -> None:
    """Signs that are no markup stay, a footnote's number is no part of a word, headings stand last."""
    assert lines(unlinked(body)) == KINDS[body]


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """An empty page."""
    made = browser.new_page()
    made.set_default_timeout(8_000)
    yield made
    made.close()


def told(page: Page, pages: list[str]) -> list[list[str] | None]:
    """What the worker reads of pages."""
    script = (overrides() / "assets/search.js").read_text("utf-8")
    return page.evaluate(TOLD, [script, pages])  # type: ignore[no-any-return]


def framed(body: str) -> str:
    """A page of an article, as far as it matters."""
    return f'<div class="d"><h1>x</h1><div class="d-body">\n{unlinked(body)}\n</div><div>y</div></div>'


@pytest.mark.browser
def test_the_worker_reads_what_the_index_knows(page: Page) -> None:
    """Of every kind of body and every example of CommonMark; no letter is lost, none comes from beside the body."""
    bodies = [*KINDS, *(commonmark.examples() if commonmark.SPEC.is_file() else ())]
    pages = list(map(framed, bodies))
    found = told(page, pages)
    letters = page.evaluate(LETTERS, pages)
    for body, mine, seen in zip(bodies, found, letters, strict=True):
        assert mine == lines(unlinked(body)), body
        assert "".join(sorted("".join("".join(mine).split()))) == seen, body


@pytest.mark.browser
@pytest.mark.parametrize("content", [ROOT / "content", GOLDEN / "content"])
def test_built_pages_have_the_lines_of_the_index(page: Page, real_site: Path, tmp_path: Path, content: Path) -> None:
    """Also where the body is missing, only linked, in full, or translated."""
    settings = ROOT / "digest.toml" if content.parent == ROOT else content.parent / "digest.toml"
    site = real_site if content.parent == ROOT else build(content, tmp_path / "site", settings)
    library, _ = survey(content)
    records = list(search_records.records(Catalogue(library, Securities.beside(content), load(settings))))
    addresses = [[one.url, *([str(one.shown["tu"])] if "tu" in one.shown else [])] for one in records]
    read = [(site / url / "index.html").read_text("utf-8") for urls in addresses for url in urls]
    found = iter([["no body"] if some is None else some for some in told(page, read)])
    for one, urls in zip(records, addresses, strict=True):
        assert dict.fromkeys(line for _ in urls for line in next(found)) == dict.fromkeys(one.body), one.url


@pytest.mark.browser
@pytest.mark.parametrize(
    ("page_of", "wanted"),
    [
        ('<div class="d-body"><p class="d-empty">링크만</p></div>', []),
        ('<div class="d-body"></div>', []),
        ('<div class="d-body"><p>끊긴 쪽', None),
        ("<h1>다른 쪽</h1>", None),
        ('&lt;div class="d-body"><div class="d-body"><div class="footnote"><p>주</p></div>글</div>밖', ["주", "글"]),
    ],
)
def test_where_a_body_begins_and_ends(page: Page, page_of: str, wanted: list[str] | None) -> None:
    """What stands there in place of a body is none of its text; a page that is cut or another one has no body."""
    assert told(page, [page_of]) == [wanted]


@pytest.fixture
def _large(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every library is so large that rows hold no bodies."""
    monkeypatch.setattr("digest.search.texts.WHOLE", 0)


def record(number: int, body: tuple[str, ...], **values: Any) -> Record:
    """An article a day."""
    given: dict[str, Any] = {
        "id": f"a{number:03}",
        "url": f"a/{number}/",
        "date": START + timedelta(days=number),
        "title": "제목",
        "lang": "ko",
        "names": (),
        "body": body,
        "text": (),
        "facets": ("l:ko",),
        "shown": {},
    }
    return Record(**(given | values))


def shown(answer: dict[str, Any]) -> list[str]:
    """The excerpts of results."""
    return ["".join(text for text, _ in item["excerpt"]) for item in answer["items"]]


@pytest.mark.browser
@pytest.mark.usefixtures("_large")
def test_a_page_that_cannot_be_had_loses_no_result(page: Page, tmp_path: Path) -> None:
    """It stands there without an excerpt, unless a phrase was typed; later the page is asked for again."""
    lay_out(tmp_path, [record(0, ("금리인하가 semiconductors",)), record(1, ("금리가 올랐다",))])
    (tmp_path / "a/0").rename(tmp_path / "gone")
    with served(tmp_path) as base:
        page.goto(base)
        assert shown(page.evaluate(ASK, {"typed": "금리"})) == ["금리가 올랐다", ""]
        for word in ("semicon", "금리인하가", "semiconductors 금리인하"):
            assert shown(page.evaluate(ASK, {"typed": word})) == [""], word
        answer = page.evaluate(ASK, {"typed": '"금리인하가 semicon"'})
        assert (answer["items"], answer["total"]) == ([], 0)
        (tmp_path / "gone").rename(tmp_path / "a/0")
        assert shown(page.evaluate(ASK, {"typed": "금리인하가"})) == ["금리인하가 semiconductors"]


@pytest.mark.browser
@pytest.mark.usefixtures("_large")
def test_few_pages_are_read_and_each_once(page: Page, tmp_path: Path) -> None:
    """Ten for ten results; a phrase that hardly any candidate has reads a bounded number, and goes on when asked."""
    texts = ["rate and interest"] * 200
    texts[20] = "the interest rate"
    lay_out(tmp_path, [record(number, (text,)) for number, text in enumerate(texts)])
    asked: list[str] = []
    page.context.on("request", lambda one: asked.append(one.url) if "/a/" in one.url else None)
    with served(tmp_path) as base:
        page.goto(base)
        assert len(page.evaluate(ASK, {"typed": "interest"})["items"]) == 10
        assert len(asked) == len(set(asked)) == 10
        page.evaluate(ASK, {"typed": "rate"})
        assert len(asked) == 10
        asked.clear()
        answer = page.evaluate(ASK, {"typed": '"interest rate"'})
        rounds, found = 1, answer["items"]
        assert (found, len(asked) <= 60) == ([], True)
        while answer["next"]:
            answer = page.evaluate(ASK, {"typed": '"interest rate"', "from": answer["next"]})
            rounds, found = rounds + 1, found + answer["items"]
        assert ([one["url"] for one in found], rounds) == (["a/20/"], 4)


@pytest.mark.browser
@pytest.mark.usefixtures("_large")
def test_the_page_in_the_other_language_is_read_where_it_is_needed(page: Page, tmp_path: Path) -> None:
    """For a word that only it has; the page that a result leads to comes first."""
    other = {"tu": "en/a/0/", "tt": "Rates", "tl": "en"}
    lay_out(tmp_path, [record(0, ("금리가 내렸다", "the central bank cut rates"), shown=other)])
    for url, text in (("a/0", "금리가 내렸다"), ("en/a/0", "the central bank cut rates")):
        (tmp_path / url).mkdir(parents=True, exist_ok=True)
        (tmp_path / url / "index.html").write_text(f'<div class="d-body"><p>{text}</p></div>', "utf-8")
    asked: list[str] = []
    page.context.on("request", lambda one: asked.append(one.url.partition("/a/")[0]) if "/a/" in one.url else None)
    with served(tmp_path) as base:
        page.goto(base)
        assert shown(page.evaluate(ASK, {"typed": "금리", "ui": "ko"})) == ["금리가 내렸다"]
        assert len(asked) == 1
        assert shown(page.evaluate(ASK, {"typed": "금리 central", "ui": "en"})) == ["the central bank cut rates"]
        assert len(asked) == 2
        assert shown(page.evaluate(ASK, {"typed": "내렸다", "ui": "en"})) == ["금리가 내렸다"]


@pytest.mark.browser
def test_a_small_library_reads_no_page(page: Page, tmp_path: Path) -> None:
    """Its rows hold the bodies, of both languages: excerpts and phrases are had without."""
    other = {"tu": "en/a/0/", "tt": "Rates", "tl": "en"}
    texts = ("금리가 내렸다", "the central bank cut rates")
    lay_out(tmp_path, [record(0, texts, shown=other), record(1, ("rates that the bank cut",)), record(2, ())])
    asked: list[str] = []
    page.context.on("request", lambda one: asked.append(one.url) if "/a/" in one.url else None)
    with served(tmp_path) as base:
        page.goto(base)
        assert shown(page.evaluate(ASK, {"typed": "금리", "ui": "ko"})) == ["금리가 내렸다"]
        assert shown(page.evaluate(ASK, {"typed": '"bank cut rates"', "ui": "en"})) == ["the central bank cut rates"]
        assert shown(page.evaluate(ASK, {"typed": "제목"})) == ["", "rates that the bank cut", "금리가 내렸다"]
    assert asked == []


@pytest.mark.browser
@pytest.mark.usefixtures("_large")
def test_markup_in_a_text_stays_text(page: Page, tmp_path: Path) -> None:
    """What a page escapes is shown as it reads there."""
    lay_out(tmp_path, [record(0, ("<img src=x onerror=alert(1)> 금리 & AT&amp;T",))])
    with served(tmp_path) as base:
        page.goto(base)
        assert shown(page.evaluate(ASK, {"typed": "금리"})) == ["<img src=x onerror=alert(1)> 금리 & AT&amp;T"]


@pytest.mark.browser
@pytest.mark.usefixtures("_large")
@pytest.mark.parametrize("said", ["the interest rate", "rate and interest"])
def test_who_looks_for_a_rare_phrase_goes_on_with_a_button(page: Page, tmp_path: Path, said: str) -> None:
    """The page of search has it while candidates are left; in the end what is found, or that nothing is."""
    built = build(GOLDEN / "content", tmp_path / "site", GOLDEN / "digest.toml")
    texts = [said, *["rate and interest"] * 130]
    lay_out(built, [record(number, (text,)) for number, text in enumerate(texts)], spoken())
    with served(built) as base:
        page.goto(f'{base}en/search/?q="interest rate"')
        after = page.locator(".d-find__more:not([data-old]), .d-search__out .d-hit a, .d-find__help")
        for _ in range(2):
            after.wait_for()
            page.locator(".d-find__more").evaluate("one => one.dataset.old = 1")
            page.locator(".d-find__more").click()
        after.wait_for()
        assert page.locator(".d-find__more").count() == 0
        if said == texts[1]:
            assert page.locator(".d-find__help").count() == 1
            assert not any(map(str.isdigit, page.locator(".d-search__out .d-find__status").inner_text()))
        else:
            assert page.evaluate("document.activeElement.closest('.d-hit') !== null")
