"""The page of a series: matrix, timeline, movement, sources, and all of it on one page."""

from __future__ import annotations

import dataclasses
import re
from typing import TYPE_CHECKING, Any

import pytest

from digest.enrich.securities import Securities
from digest.model import Article, Series
from digest.model.translation import Translation
from digest.site import body, feeds, paging, prose, series
from digest.site.catalogue import Catalogue
from digest.site.origin import Origin
from digest.site.pages import pages
from digest.site.words import say
from tests.test_site import SETTINGS, article, library, made

if TYPE_CHECKING:
    from digest.site.page import Page

SERIES = Series.model_validate({"slug": "s", "title": "시리즈", "title_en": "Series", "parts": 4, "body": "논지."})
HERE = "series/s.md"
ALL = "series/s/all.md"


def part(number: int, **changes: Any) -> Article:
    """A part of the series, on a day of its own."""
    fields = {"id": f"a-{number}", "title": f"제목 {number}", "date": f"2025-01-{1 + number % 28:02}T09:00:00+09:00"}
    return article(**{**fields, "series": "s", "part": number, **changes})


def section(html: str, name: str) -> str:
    """One section of a page, empty where it has none."""
    found = re.search(rf'<section\b[^>]*>(?:(?!</section>|<h2).)*<h2 id="{name}".*?</section>', html, re.DOTALL)
    return found[0] if found else ""


def page_of(path: str, *articles: Article, series: Series = SERIES) -> Page:
    """One page whole, with its bodies."""
    found = pages(Catalogue(library(*articles, series=(series,)), Securities.load(), SETTINGS))
    return next(page for page in found if page.path == path)


def cells(html: str) -> dict[str, list[str]]:
    """What a screen reader hears of each row of the matrix."""
    table = re.search(r"<table class=d-matrix>.*?</table>", html, re.DOTALL)
    assert table
    rows = {}
    for row in table[0].split("<tr>")[2:]:
        spoken = re.sub(r'<span[^>]*aria-hidden="true">[^<]*</span>', "", row)
        texts = [re.sub(r"<[^>]+>", "", cell) for cell in re.split(r"<t[hd]\b[^>]*>", spoken)[1:]]
        rows[texts[0]] = texts[1:]
    return rows


def test_matrix_tells_own_judgements_alone() -> None:
    """None inherits the article's sentiment: named is not what it is about; an absent one has an empty field."""
    impact = [{"ticker": "NVDA", "direction": "positive", "reason": "이유"}]
    html = made(
        part(1, impacts=impact, mentions=["005930"]),
        part(2, tickers=["005930"], sentiment="negative"),
        series=(SERIES,),
    )[HERE]
    assert cells(html) == {"엔비디아": ["긍정", ""], "삼성전자": ["언급만", "판단 없음"]}


def test_matrix_scrolls_within_itself() -> None:
    """Its frame can be reached and named with a keyboard."""
    html = made(part(1), series=(SERIES,))[HERE]
    assert '<div class=d-scroll role=group aria-labelledby=d-companies tabindex="0">' in html


def test_timeline_is_by_the_day_of_the_figures() -> None:
    """The day that a figure is of, and the day of publication; one value that two articles print is one."""
    figure = {"label": "종가", "value": "118.42", "unit": "USD", "date": "2024-12-27"}
    html = section(made(part(1, figures=[figure]), part(2, figures=[figure]), series=(SERIES,))[HERE], "d-timeline")
    assert re.findall(r'datetime="([^"]+)"', html) == ["2024-12-27", "2025-01-02", "2025-01-03"]
    event = html[html.index("2024-12-27") : html.index("2025-01-02")]
    assert event.count("<li>") == 1
    assert event.count("d-time__mark") == 2


def test_timeline_folds_long_days() -> None:
    """Three figures of a day are seen, the others unfold; none is lost."""
    figures = [{"label": f"값 {n}", "value": str(n), "unit": "pt", "date": "2025-01-02"} for n in range(9)]
    html = section(made(part(1, figures=figures), series=(SERIES,))[HERE], "d-timeline")
    assert say("ko", "timeline_more", n=6) in html
    assert all(f"값 {n}" in html for n in range(9))


def test_movement_needs_two_judgements() -> None:
    """One point moves nowhere."""
    assert "d-chart--steps" not in made(part(1), part(2, sentiment=None), series=(SERIES,))[HERE]
    html = made(part(1), part(2, sentiment="positive"), series=(SERIES,))[HERE]
    assert "① 부정, ② 긍정" in html


def test_who_judged_a_movement_is_said_once_where_it_is_the_same() -> None:
    """A curator alone, and below the table; beside each judgement where a machine made some."""
    alone = section(made(part(1), part(2), part(3, sentiment=None), series=(SERIES,))[HERE], "d-moved-head")
    assert (alone.count("d-judge"), alone.count(say("ko", "all_judged", who=say("ko", "by_curator")))) == (0, 1)
    machine = {"label": "positive", "by": "model", "method": "lexicon", "version": "1", "reviewed": True}
    both = section(made(part(1), part(2, sentiment=machine), series=(SERIES,))[HERE], "d-moved-head")
    assert (both.count("d-judge"), both.count(say("ko", "all_judged", who=""))) == (2, 0)


def test_sources_are_all_there_once() -> None:
    """Each original with the parts that rest on it, further sources too; a withdrawn article's is not."""
    more = [{"url": "https://www.example.com/more", "name": "둘째"}]
    gone = part(3, status="withdrawn", source="https://www.example.com/gone")
    html = section(
        made(part(1, sources=more), part(2, source="https://www.example.com/2", sources=more), gone, series=(SERIES,))[
            HERE
        ],
        "d-sources",
    )
    assert re.findall(r'href="([^"]+)"', html) == [
        "https://www.example.com/1",
        "https://www.example.com/more",
        "https://www.example.com/2",
    ]
    assert "① ②" in html


def test_whole_series_has_every_body_in_its_place() -> None:
    """Headings a level lower, ids apart, links right from where the page stands, text as text."""
    first = part(1, body="## 왜\n\n하나[^1] [둘째](a-2.md)\n\n[^1]: 주석")
    second = part(2, body="## 왜\n\n둘[^1]\n\n[^1]: 다른 주석\n\n<!--digest:body:a-1-->")
    page = page_of(ALL, first, second)
    paths = {f"articles/2025/01/a-{number}.md": f"articles/2025/01/a-{number}.md" for number in (1, 2)}
    html = page.with_body("", body.further(page, paths))
    assert html.count("<h1") == 1
    assert html.count("하나") == 1
    assert html.index("하나") < html.index("둘<")
    assert '<h3 id="a-1-왜">' in html
    assert '<h3 id="a-2-왜">' in html
    ids = re.findall(r'\bid="([^"]+)"', html)
    assert len(ids) == len(set(ids))
    assert '<a href="../../../articles/2025/01/a-2/"' in html
    for link in re.findall(r'href="#([^"]+)"', html):
        assert link in ids, link


def test_whole_series_tells_impacts_and_originals() -> None:
    """Each part with who is touched, why, who judged, and where the original is; the notice stands near."""
    impact = [{"ticker": "NVDA", "direction": "negative", "reason": "수요가 의심받음"}]
    html = page_of(ALL, part(1, impacts=impact), part(2)).html
    assert "수요가 의심받음" in html
    assert say("ko", "by_curator") in html
    assert html.count('rel="nofollow external"') == 2
    assert SETTINGS.disclaimer.ko.short in html


@pytest.mark.parametrize(("by", "word"), [("model", "translated_machine"), ("curator", "translated")])
def test_whole_series_says_what_was_translated(by: str, word: str) -> None:
    """A translated part is read in the page's language, and who translated it stands beside."""
    words = Translation.model_validate({"id": "a-1", "lang": "en", "title": "One", "body": "Words.", "by": by})
    held = dataclasses.replace(library(part(1, body="글"), part(2), series=(SERIES,)), translations={"a-1": words})
    found = {page.path: page for page in pages(Catalogue(held, Securities.load(), SETTINGS))}
    english = found["en/series/s/all.md"]
    assert english.bodies["a-1"].markdown == "Words."
    assert english.html.count(say("en", word)) == 1
    assert say("ko", word) not in found[ALL].html


def test_english_whole_has_what_is_english() -> None:
    """What an English reader can read; a Korean part has its headline there and its text on the Korean page."""
    articles = part(1, body="우리말 본문."), part(2, lang="en", body="English body.")
    assert set(page_of(ALL, *articles).bodies) == {"a-1", "a-2"}
    english = page_of(f"en/{ALL}", *articles)
    assert set(english.bodies) == {"a-2"}
    assert english.html.count("<div class=d-body>") == 1
    assert re.search(r'<h2 id="d-a-1">(?:<span[^>]*>[^<]*</span> )?<a href="[^"]+" lang="ko">', english.html)


def test_a_series_that_ended_says_each_thing_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Parts with their judgements and the table by companies stay; what shows the same in another way goes."""
    monkeypatch.setattr("digest.site.catalogue.LIVING", 1)
    figures = [{"label": "종가", "value": "118.42", "unit": "USD", "date": "2024-12-27"}]
    impact = [{"ticker": "NVDA", "direction": "negative", "reason": "이유"}]
    parts = [part(n, impacts=impact, mentions=["005930"], figures=figures) for n in (1, 2)]
    newer = article(id="b-1", date="2025-03-01T09:00:00+09:00")
    living, ended = (made(*parts, *more, series=(SERIES,))[HERE] for more in ([], [newer]))
    assert cells(living) == cells(ended) != {}
    assert section(living, "d-parts").count("<b class") == section(ended, "d-parts").count("<b class") == 2
    again = ["d-moved-head", "d-timeline", "d-also", "d-sources"]
    assert [bool(section(living, name)) for name in again] == [True] * 4
    assert [bool(section(ended, name)) for name in again] == [False] * 4


def test_a_series_that_ended_has_its_texts_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without one of the newest articles no page holds them again, its own page fetches them; its feed has the last."""
    monkeypatch.setattr("digest.site.catalogue.LIVING", 1)
    impact = [{"ticker": "NVDA", "direction": "negative", "reason": "수요가 의심받음"}]
    articles = part(1, body="본문 하나.", impacts=impact), part(2, body="본문 둘.")
    assert set(page_of(ALL, *articles).bodies) == {"a-1", "a-2"}
    newer = article(id="b-1", date="2025-03-01T09:00:00+09:00")
    pages = made(*articles, newer, series=(SERIES,))
    assert {ALL, f"en/{ALL}"} & set(pages) == set()
    assert "all/" not in pages[HERE] + pages[f"en/{HERE}"]
    assert f"data-all hidden>{say('ko', 'whole_here')}</button>" in pages[HERE]
    assert f"type=button hidden>{say('en', 'whole_here')}</button>" in pages[f"en/{HERE}"]
    assert say("ko", "whole_here") not in made(*articles, series=(SERIES,))[HERE]
    assert say("ko", "whole_here") not in made(articles[0], newer, series=(SERIES,))[HERE]
    found = {
        one.page: [item.title for item in one.items]
        for one in feeds.feeds(
            Catalogue(library(*articles, newer, series=(SERIES,)), Securities.load(), SETTINGS),
            Origin("https://a.b/", "x"),
        )
    }
    assert (len(found[HERE]), len(found["companies/xnas-nvda.md"])) == (1, 3)


def test_many_series_have_a_line_each() -> None:
    """The newest are cards; those below keep title, count and days, ongoing ones first."""
    many = [
        Series.model_validate({"slug": f"s-{n}", "title": f"시리즈 {n}", "status": "complete" if n > 25 else "ongoing"})
        for n in range(28)
    ]
    articles = [
        part(n % 28 + 1, id=f"b-{n}", series=f"s-{n}", date=f"2025-01-{n + 1:02}T09:00:00+09:00") for n in range(28)
    ]
    html = made(*articles, series=tuple(many))["series/index.md"]
    assert html.count("class=d-card>") == series.CARDS == 24
    briefs = html[html.index("d-briefs") :]
    assert re.findall(r">시리즈 (\d+)</a>", briefs) == ["1", "0", "27", "26"]
    assert "2025-01-28" in briefs
    assert briefs.count(say("ko", "count_articles", n=1)) == 4


def test_single_article_is_no_whole() -> None:
    """It has a page of its own."""
    html = made(part(1), series=(SERIES,))
    assert ALL not in html
    assert say("ko", "whole_series") not in html[HERE]


def test_english_furniture_for_a_korean_series() -> None:
    """The same thesis once as the page's body, once in a slot; an English series has one page alone."""
    found = made(part(1), part(2), series=(SERIES,))
    assert say("en", "parts") in found["en/series/s.md"]
    page = page_of("en/series/s.md", part(1))
    assert page.bodies["thesis"].markdown == "논지."
    assert page.bodies["thesis"].top == 1, "no heading of the page stands above it"
    assert not page.source
    english = SERIES.model_copy(update={"lang": "en"})
    assert "en/series/s.md" not in made(part(1), series=(english,))


def test_very_long_series_stays_light() -> None:
    """Parts in leaves, the latest in chart and matrix, the whole text in leaves too."""
    found = made(*[part(number) for number in range(1, 121)], series=(SERIES,))
    leaves = [found["series/s.md"], found["series/s/2.md"], found["series/s/3.md"]]
    assert [html.count('class="d-step d-step--there"') for html in leaves] == [50, 50, 20]
    assert leaves[0].count("<th scope=col><a") == 24
    assert say("ko", "matrix_cut", n=24) in leaves[0]
    assert "d-matrix" not in leaves[1]
    assert all(say("ko", "sources_leaf") in html and say("ko", "sources_all") not in html for html in leaves)
    assert "series/s/all/6.md" in found
    assert "series/s/all/7.md" not in found


def test_gaps_and_no_articles() -> None:
    """What is missing is named; a series without any article is a page all the same."""
    html = made(part(2), series=(SERIES,))[HERE]
    told = f"<span class=d-step__mark>{{}}</span>\n<p class=d-step__gap>{say('ko', 'part_missing')}</p>"
    assert [told.format(mark) in html for mark in "①②③④"] == [True, False, True, True]
    empty = made(series=(SERIES.model_copy(update={"parts": None}),))[HERE]
    assert say("ko", "no_articles") in empty
    assert "<svg" not in empty


def test_hostile_words_are_text() -> None:
    """Titles, labels and names of a series' page are no markup."""
    bad = '"><script>alert(1)</script>'
    figure = {"label": bad, "value": "1", "unit": "pt", "date": "2025-01-02"}
    source = {"url": "https://www.example.com/1", "name": bad}
    articles = [part(number, title=bad, figures=[figure], source=source, deck=[bad]) for number in (1, 2, 3)]
    found = made(*articles, series=(SERIES.model_copy(update={"title": bad, "title_en": None}),))
    for path in (HERE, ALL, "series/index.md", "en/series/s.md"):
        assert "<script" not in found[path], path


def test_leaf_numbers_are_few() -> None:
    """First, last and the near ones, however many there are."""
    leaf, items = paging.leaf("series/s.md", range(5000), 40)
    assert [number for number, _ in leaf.near] == [1, None, 38, 39, 40, 41, 42, None, 100]
    assert list(items) == list(range(1950, 2000))
    assert (leaf.previous, leaf.next) == ("series/s/39.md", "series/s/41.md")


@pytest.mark.parametrize(
    ("body", "english"),
    [
        ("물음은 둘이다.\n\nThe question is what the number counts.", "The question is what the number counts."),
        ("물음은 둘이다.\n\nKOSPI 5,000!", ""),
        ("물음은 둘이다.", ""),
        ("# 제목\n\nThe question is what the number counts.", ""),
        ("물음 [1]\n\nSee what the number counts [1].\n\n[1]: https://example.org", None),
    ],
)
def test_thesis_is_read_in_the_language_of_the_page(body: str, english: str | None) -> None:
    """An English reader gets the English paragraphs alone; structure that cannot be parted stays whole."""
    expected = "See what the number counts [1].\n\n[1]: https://example.org" if english is None else english
    assert prose.in_language(body, "en") == expected


@pytest.mark.parametrize(
    ("body", "left"),
    [
        ("물음은 둘이다.\n\nThe question is what the number counts.", "물음은 둘이다."),
        ("하나.\n\n둘.\n\nOne is the question here.\n\nTwo is what the number counts.", "하나.\n\n둘."),
        ("The question is what the number counts.\n\n물음은 둘이다.", None),
        ("물음은 둘이다.\n\nKOSPI 5,000!", None),
        ("The question is what the number counts.", None),
        ("물음은 둘이다.\n\n- The question is what the number counts.", None),
        ("", None),
    ],
)
def test_thesis_of_the_other_language_is_left_to_its_page(body: str, left: str | None) -> None:
    """A Korean page leaves out what stands below in English, and nothing else."""
    assert prose.without(body, "en") == (body if left is None else left)


def test_publishers_have_their_english_names_on_english_pages() -> None:
    """In lists, among the sources and where they differ; on Korean pages as the article prints them."""
    named = part(1, source={"name": "서울신문", "url": "https://example.com/1"})
    english, korean = page_of("en/series/s.md", named).html, page_of(HERE, named).html
    assert english.count("Seoul Shinmun") == 2
    assert "서울신문" not in english
    assert "서울신문" in korean
    assert "Seoul Shinmun" not in korean


def test_names_in_hangul_are_marked_on_english_pages() -> None:
    """A screen reader speaks a Korean newspaper's name in Korean, and Latin names as they stand."""
    source = {"name": "새벽경제", "url": "https://example.com/1"}
    korean = part(1, source=source)
    latin = part(1, source={**source, "name": "UPI"})
    assert '<span class=d-row__publisher lang="ko">새벽경제' in page_of("en/series/s.md", korean).html
    assert "<span class=d-row__publisher>UPI" in page_of("en/series/s.md", latin).html
    assert "<span class=d-row__publisher>새벽경제" in page_of(HERE, korean).html
