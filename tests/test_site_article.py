"""What stands beside an article: related articles with reasons, sources that differ, grounds of machine judgements."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest

from digest.enrich.securities import Securities
from digest.library.history import Revision
from digest.model import Article, Figure, Series
from digest.site import figures
from digest.site.assets import assets
from digest.site.catalogue import Catalogue
from digest.site.marks import circled
from digest.site.pages import pages
from digest.site.related import MOST, MOST_OF_ENDED
from digest.site.render import overrides
from digest.site.words import say
from tests.test_site import SETTINGS, article, library, made

if TYPE_CHECKING:
    from digest.library.folder import Library
    from digest.site.settings import Settings

SERIES = Series.model_validate({"slug": "s", "title": "시리즈"})


def numbered(number: int, **changes: object) -> Article:
    """An article of its own id and day."""
    fields = {"id": f"a-{number}", "title": f"제목 {number}", "date": f"2025-01-{number:02}T09:00:00+09:00"}
    return article(**{**fields, **changes})


def figure(value: str, label: str = "엔비디아 종가", day: str = "2025-01-27") -> dict[str, str]:
    """A price as front matter has it."""
    return {"label": label, "value": value, "unit": "USD", "date": day}


def section(html: str, name: str) -> str:
    """One section of a page, empty where it has none."""
    found = re.search(rf'<section\b[^>]*>(?:(?!</section>|<h2).)*<h2 id="{name}".*?</section>', html, re.DOTALL)
    return found[0] if found else ""


def page(html: dict[str, str], number: int) -> str:
    """The HTML of one article."""
    return html[f"articles/2025/01/a-{number}.md"]


def test_parts_of_the_strip_are_not_repeated() -> None:
    """Parts are in the strip already; an article of the series without a part, and others, are related."""
    parts = [numbered(number, series="s", part=number) for number in (1, 2, 3)]
    rest = [numbered(4, series="s"), numbered(5), numbered(6, tickers=["005930"], title="전혀 다른 이야기")]
    near = section(page(made(*parts, *rest, series=(SERIES,)), 1), "d-related")
    assert re.findall(r'href="\.\./([^"]+)/"', near) == ["a-4", "a-5"]
    assert near.count("같은 기업: 엔비디아") == 2


@pytest.mark.parametrize(
    ("count", "here", "shown"),
    [
        (9, 5, range(1, 10)),
        (10, 1, range(1, 8)),
        (30, 4, range(1, 8)),
        (30, 15, range(12, 19)),
        (30, 30, range(24, 31)),
    ],
)
def test_the_strip_shows_the_parts_around(count: int, here: int, shown: range) -> None:
    """A short series whole; of a long one seven parts, and the way to all of them, of which it tells the number."""
    html = page(made(*[numbered(n, series="s", part=n) for n in range(1, count + 1)], series=(SERIES,)), here)
    strip = html[html.index("class=d-strip") :]
    strip = strip[: strip.index("</ol>")]
    assert re.findall(r'<a href="[^"]*"[^>]*>(\S+) <span', strip) == [circled(n) for n in shown]
    assert strip.count("aria-current=page") == 1
    assert ('/series/s/#d-parts"' in strip) is (count > 9)
    assert say("ko", "count_parts", n=count) in html


def test_an_article_whose_story_is_over_keeps_its_facts(monkeypatch: pytest.MonkeyPatch) -> None:
    """Judgements, figures, original and the parts beside it stay; the strip of parts is a link, few are related."""
    monkeypatch.setattr("digest.site.catalogue.LIVING", 2)
    impact = [{"ticker": "NVDA", "direction": "negative", "reason": "수요가 의심받음"}]
    parts = [numbered(n, series="s", part=n, impacts=impact, figures=[figure("1.5")]) for n in (1, 2, 3)]
    others = [numbered(n, date=f"2024-01-0{n}T09:00:00+09:00") for n in (4, 5, 6, 7, 8)]
    newest = [article(id=f"b-{n}", date=f"2025-03-0{n}T09:00:00+09:00", tickers=[]) for n in (1, 2)]
    living, ended = (made(*parts, *others, *more, series=(SERIES,)) for more in ([], newest))
    whole, brief = (page(found, 2) for found in (living, ended))
    for name in ("d-impacts", "d-figures"):
        assert section(whole, name) == section(brief, name) != ""
    for kept in ("수요가 의심받음", "제목 1", "제목 3", "rel=prev", "rel=next", 'external">'):
        assert kept in whole, kept
        assert kept in brief, kept
    assert ("d-strip" in whole, "d-strip" in brief) == (True, False)
    assert f'/series/s/#d-parts">{say("ko", "parts_all")} {say("ko", "count_parts", n=3)}</a>' in brief
    counts = [section(html, "d-related").count("<li>") for html in (whole, brief)]
    assert counts == [MOST, MOST_OF_ENDED]


def test_an_article_of_a_series_that_lives_is_whole_however_old(monkeypatch: pytest.MonkeyPatch) -> None:
    """What was published long ago leads to what its series says now."""
    monkeypatch.setattr("digest.site.catalogue.LIVING", 1)
    parts = [
        numbered(1, series="s", part=1, date="2025-01-01T09:00:00+09:00"),
        numbered(2, series="s", part=2, date="2025-01-31T09:00:00+09:00"),
    ]
    alone = numbered(3, date="2025-01-01T09:00:00+09:00")
    found = pages(Catalogue(library(*parts, alone, series=(SERIES,)), Securities.load(), SETTINGS))
    brief = {one.path: one.brief for one in found if one.kind == "article"}
    assert brief == {f"articles/2025/01/a-{n}.md": n == 3 for n in (1, 2, 3)}


def test_related_are_few() -> None:
    """Never more than a reader looks through, however many there are."""
    html = made(*[numbered(number) for number in range(1, 20)])
    assert section(page(html, 1), "d-related").count("<li>") == MOST


def test_nothing_in_common_is_not_related() -> None:
    """No list rather than a bad one."""
    html = made(numbered(1, title="유가 급락"), numbered(2, title="배터리 수주", tickers=["005930"]))
    assert not section(page(html, 1), "d-related")


def test_withdrawn_and_drafts_are_not_related() -> None:
    """Only what stands in lists."""
    html = made(numbered(1), numbered(2, status="withdrawn"), numbered(3, status="draft"))
    assert not section(page(html, 1), "d-related")


def test_reasons_are_in_the_language_of_the_page() -> None:
    """English pages give the English name; a Korean title among them says that it is Korean."""
    near = section(page(made(numbered(1, lang="en"), numbered(2)), 1), "d-related")
    assert "Same companies: Nvidia" in near
    assert '<a href="../a-2/" lang="ko">' in near


@pytest.mark.parametrize(
    ("values", "shown"),
    [
        (("118.42", "118.58"), True),
        (("118.42", "118.42"), False),
        (("118.4", "118.42"), False),
        (("118.5", "118.42"), True),
    ],
)
def test_only_real_differences_are_shown(values: tuple[str, str], *, shown: bool) -> None:
    """Values that could be one number with fewer places agree."""
    articles = [
        numbered(number, series="s", part=number, figures=[figure(value)]) for number, value in enumerate(values, 1)
    ]
    html = made(*articles, series=(SERIES,))
    assert bool(section(page(html, 1), "d-differ")) is shown
    assert bool(section(html["series/s.md"], "d-differ")) is shown


def test_difference_names_value_source_and_article() -> None:
    """Each value once, all who print it beside it; links to the others, none to the page itself."""
    source = {"url": "https://e.com/1", "name": "가온"}
    articles = [
        numbered(1, series="s", part=1, figures=[figure("118.42")], source=source),
        numbered(2, series="s", part=2, figures=[figure("118.42")], source=source),
        numbered(3, series="s", lang="en", figures=[figure("118.58", "Nvidia close (Wire)")]),
        numbered(4, series="s", part=4),
    ]
    html = made(*articles, series=(SERIES,))
    korean = section(page(html, 1), "d-differ")
    assert re.findall(r"<th scope=row[^>]*>([^<]+)<", korean) == ["118.42달러", "118.58달러"]
    assert '<a href="../a-2/">가온 ②</a>' in korean
    assert '<a href="../a-3/">Wire</a>' in korean
    assert 'href="../a-1/"' not in korean
    assert "<caption>엔비디아 종가 <time>2025-01-27</time></caption>" in korean
    assert "<caption>Nvidia close " in section(page(html, 3), "d-differ")
    assert not section(page(html, 4), "d-differ"), "an article without such a figure has no panel"
    assert 'href="../../articles/2025/01/a-1/"' in section(html["series/s.md"], "d-differ")


def test_article_that_cites_two_values_differs_alone() -> None:
    """Without a series, sources named within one article are compared."""
    figures = [figure("118.42", "엔비디아 종가 (갑을)"), figure("118.58", "엔비디아 종가 (병정)")]
    panel = section(page(made(numbered(1, figures=figures)), 1), "d-differ")
    assert "갑을" in panel
    assert "병정" in panel


def test_withdrawn_articles_do_not_differ() -> None:
    """What was withdrawn is compared with nothing."""
    html = made(
        numbered(1, series="s", part=1, figures=[figure("118.42")]),
        numbered(2, series="s", part=2, figures=[figure("118.58")], status="withdrawn"),
        series=(SERIES,),
    )
    assert not section(page(html, 1), "d-differ")
    assert not section(html["series/s.md"], "d-differ")


def test_grounds_of_a_machine() -> None:
    """Words, sentence, score, method, version and review, of the article and of each company."""
    words = [{"sentence": 3, "words": "<b>급락</b>", "score": "-0.5"}]
    sentiment = {
        "label": "negative",
        "score": "-0.50",
        "by": "model",
        "method": "lexicon",
        "version": "2",
        "evidence": words,
        "companies": [{"ticker": "NVDA", "label": "negative", "evidence": words}],
    }
    html = page(made(numbered(1, sentiment=sentiment)), 1)
    grounds = html[html.index("<details") : html.index("</details>")]
    assert grounds.count("<q>&lt;b&gt;급락&lt;/b&gt;</q>") == 2
    for text in ("원문 3번째 문장", "−0.50", "lexicon 2", "검수 전", "<strong>엔비디아</strong>"):
        assert text in grounds


@pytest.mark.parametrize("sentiment", ["negative", {"label": "negative", "by": "curator", "method": "manual"}, None])
def test_a_person_needs_no_grounds(sentiment: object) -> None:
    """Where a curator judged, or nobody, there is nothing to unfold."""
    assert "<details" not in page(made(numbered(1, sentiment=sentiment)), 1)


def rich(**changes: object) -> str:
    """The page of an article with impacts and figures."""
    fields: dict[str, object] = {
        "impacts": [
            {"ticker": "NVDA", "direction": "negative", "reason": "<i>경쟁</i>"},
            {"ticker": "005930", "direction": "positive", "reason": "수요", "by": "importer"},
        ],
    }
    return page(made(numbered(1, **{**fields, **changes})), 1)


def test_impacts_are_a_table_with_sector_word_reason_and_judge() -> None:
    """A row a company; the judge stands once where it is one, else in each row; the notice is beside it."""
    table = section(rich(), "d-impacts")
    rows = re.findall(r"<tr><th scope=row>(.*?)(?=<tr>|</table>)", table)
    assert [re.sub(r"<[^>]+>", " ", row).split() for row in rows] == [
        ["엔비디아", "NVDA", "정보기술", "부정", "편집자", "판단", "&lt;i&gt;경쟁&lt;/i&gt;"],
        ["삼성전자", "005930", "정보기술", "긍정", "자동", "분석", "·", "검수", "전", "수요"],
    ]
    assert "모두" not in table
    one = section(rich(impacts=[{"ticker": "NVDA", "direction": "mixed"}]), "d-impacts")
    assert "모두 편집자 판단." in one
    assert "짧은 알림." in one
    assert "None" not in one


CHANGES = [
    {"label": "엔비디아 등락률", "value": "-17.0", "unit": "%", "date": "2025-01-27"},
    {"label": "브로드컴 등락률", "value": "1.5", "unit": "%", "date": "2025-01-27"},
]


def test_comparable_figures_are_drawn_and_stand_in_the_table() -> None:
    """Two changes in percent: bars with title and words for those who cannot see, the table with both behind it."""
    part = section(rich(figures=CHANGES), "d-figures")
    assert part.count("<svg") == 1
    assert '<svg class="d-chart d-chart--bars" height="72" role="img"><title>등락률 (%)</title><desc>' in part
    assert "막대 2개. 가장 큰 값은 브로드컴 +1.5%, 가장 작은 값은 엔비디아 −17.0%." in part
    assert part.count('<rect class="d-chart__rise"') == 1
    assert part.count('<rect class="d-chart__fall"') == 1
    assert "<td class=d-fall>−17.0%" in part
    assert "<td class=d-rise>+1.5%" in part
    assert "style=" not in part


@pytest.mark.parametrize(
    "rows",
    [
        [CHANGES[0]],
        [CHANGES[0], CHANGES[0]],
        [CHANGES[0], {**CHANGES[1], "unit": "pt"}],
        [CHANGES[0], {**CHANGES[1], "value": "0"}],
        [CHANGES[0], {**CHANGES[1], "value": "0.01"}],
        [figure("118", "엔비디아 종가"), figure("64", "마이크론 종가")],
        [figure("118", "엔비디아 종가"), figure("590000000000", "엔비디아 시가총액 감소")],
        [{**CHANGES[0], "label": f"{n} 등락률"} for n in range(9)],
    ],
)
def test_what_cannot_be_compared_is_not_drawn(rows: list[dict[str, str]]) -> None:
    """One figure, the same twice, two units, nothing, specks, prices of two companies, a price and a size, too many."""
    part = section(rich(figures=rows), "d-figures")
    assert part
    assert "<svg" not in part


def test_a_price_is_compared_with_itself_on_other_days() -> None:
    """The same price on two days, by day."""
    part = section(rich(figures=[figure("142.62", day="2025-01-24"), figure("118.42")]), "d-figures")
    assert re.findall(r'<text y="\d+">([^<]+)<', part) == ["2025-01-24", "2025-01-27"]


def test_days_of_two_years_are_told_apart_in_a_chart() -> None:
    """One measure at the ends of two years beside that of another company: the year stands with the day."""
    ends = [figure("100", "가온칩 매출", "2023-12-31"), figure("120", "가온칩 매출", "2024-12-31")]
    part = section(rich(figures=[*ends, figure("90", "나래 매출", "2024-12-31")]), "d-figures")
    names = re.findall(r'<text y="\d+">([^<]+)<', part)
    assert names == ["가온칩 2023-12-31", "가온칩 2024-12-31", "나래"]


@pytest.mark.parametrize(
    ("label", "value", "unit", "move"),
    [
        ("코스피 등락률", "-2.52", "%", "fall"),
        ("코스피 등락", "42.60", "pt", "rise"),
        ("코스피 올해 상승률", "20.7", "%", "rise"),
        ("현대차 장 초반 최대 낙폭", "-4.77", "%", "fall"),
        ("Hyundai operating profit change", "-39.9", "%", "fall"),
        ("SK hynix operating profit growth 2025", "101.2", "%", "rise"),
        ("낙폭", "4.77", "%", ""),
        ("상승률", "-3", "%", ""),
        ("한국산 자동차 관세", "25", "%", ""),
        ("영업이익률", "-3", "%", ""),
        ("코스피 종가", "5084.85", "pt", ""),
        ("시가총액 감소", "-600000000000", "USD", ""),
        ("코스피 등락률", "0", "%", ""),
        ("exchange rate", "5", "%", ""),
    ],
)
def test_a_move_is_told_only_where_words_and_sign_agree(label: str, value: str, unit: str, move: str) -> None:
    """A level, a share or a contradiction has no colour of the market."""
    assert figures.move(Figure.model_validate({"label": label, "value": value, "unit": unit})) == move


def test_hostile_label_in_a_chart_is_text() -> None:
    """Markup in a label, and words of a pattern."""
    part = section(
        rich(figures=[{**row, "label": f"<b>{n}</b> (?:등락률"} for n, row in enumerate(CHANGES)]), "d-figures"
    )
    assert "<svg" in part
    assert "<b>" not in part


def test_corrections_are_listed_newest_first_and_linked_where_the_repository_is_known() -> None:
    """Escaped, ten at most and the rest counted; without a repository there is no link; without any, nothing."""
    changes = tuple(Revision(date(2025, 2, 28 - n), f"{n:040}", ("figures", "part_body")) for n in range(12))
    plain = library(numbered(1))
    filled = replace(plain, revisions={"articles/2025/01/a-1.md": changes})
    settings = SETTINGS.model_copy(update={"site": SETTINGS.site.model_copy(update={"repository": "https://e.com/r/"})})

    def shown(whole: Library, how: Settings) -> str:
        return next(one.html for one in pages(Catalogue(whole, Securities.load(), how)) if one.path.endswith("a-1.md"))

    html = shown(filled, settings)
    assert f'<time>2025-02-28</time> <a href="https://e.com/r/commit/{0:040}" rel=external>' in html
    assert html.count("기사 속 숫자, 요약문</a>") == 10
    assert "그 앞의 2번" in html
    assert "https://e.com/r" not in shown(filled, SETTINGS)
    assert "고친 기록" not in shown(plain, SETTINGS)


def test_words_of_the_scripts_come_from_the_table() -> None:
    """Both languages, and only those that the scripts use."""
    script = assets(overrides())["assets/digest.js"]
    found, _ = json.JSONDecoder().raw_decode(script.removeprefix("globalThis.digestWords="))
    assert found["ko"]["copy"] == "링크 복사"
    assert found["en"].keys() == found["ko"].keys()
    own = (overrides() / "scripts" / "30-reading.js").read_text("utf-8")
    used = set(re.findall(r"\bwords\.(\w+)", own)) - {"market_", "light_"}
    assert used <= found["ko"].keys()
