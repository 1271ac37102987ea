"""The page of a company: where else it stands, what is said of it, with whom, and long lists in leaves."""

from __future__ import annotations

import re

import pytest

from digest.enrich.securities import Securities
from digest.model import Article, Series
from digest.site.companies import Company, find
from digest.site.company_links import links
from digest.site.words import say
from tests.test_site import article, made

NVDA = "companies/xnas-nvda.md"
SERIES = Series.model_validate({"slug": "s", "title": "시리즈", "title_en": "Series"})


def one(number: int, **changes: object) -> Article:
    """An article of its own id and month."""
    day = f"{2024 + number // 12}-{1 + number % 12:02}-05T09:00:00+09:00"
    return article(**{"id": f"a-{number:03}", "title": f"제목 {number}", "date": day, **changes})


@pytest.mark.parametrize(
    ("ticker", "wanted"),
    [
        ("005930", ["finance.naver.com/item/main.naver?code=005930", "textCrpNM=005930", "quote/005930.KS/"]),
        ("NVDA", ["CIK=NVDA&", "finance.yahoo.com/quote/NVDA/"]),
        ("BRK.B", ["CIK=BRK-B&", "finance.yahoo.com/quote/BRK-B/"]),
        ("0700", ["finance.yahoo.com/quote/0700.HK/"]),
    ],
)
def test_links_out_follow_the_market(ticker: str, wanted: list[str]) -> None:
    """By the code as each site writes it; zeros in front stay."""
    found = [href for _, href in links(find(Securities.load(), ticker), "ko")]
    assert len(found) == len(wanted)
    for part, href in zip(wanted, found, strict=True):
        assert part in href
        assert href.startswith("https://")


def test_no_links_for_what_is_traded_nowhere() -> None:
    """An index, a rate, and a code that no table knows."""
    assert links(Company("XXXX:SPX", "SPX", "S&P 500", "S&P 500", "XXXX"), "en") == []
    assert links(find(Securities.load(), "QQQQQ"), "ko") == []


def test_code_cannot_leave_its_place_in_an_address() -> None:
    """Whatever a table of a curator's own holds."""
    href = links(Company("XNAS:A&B", "A&B", "a", "a", "XNAS"), "en")[0][1]
    assert "CIK=A%26B&" in href


def test_long_list_in_leaves() -> None:
    """Subjects first, then mentions; the profile on the first leaf alone; both languages."""
    many = [one(number) for number in range(190)] + [
        one(300 + number, tickers=["005930"], mentions=["NVDA"]) for number in range(45)
    ]
    found = made(*many)
    leaves = [found[NVDA], found["companies/xnas-nvda/2.md"]]
    assert [html.count("/articles/") for html in leaves] == [35, 100]
    assert [html.count("class=d-row>") for html in leaves] == [20, 0]
    assert ["d-profile" in html for html in leaves] == [True, True]
    assert ["d-together" in html for html in leaves] == [True, False]
    assert say("ko", "leaf_old", n=2) in leaves[1]
    assert 'href="../" rel=prev' in leaves[1]
    assert "aria-current=page" in leaves[1]
    assert "companies/xnas-nvda/3.md" not in found
    assert "en/companies/xnas-nvda/2.md" in found


def test_subjects_are_whole_and_mentions_have_a_line() -> None:
    """The newest twenty about it have their line and companies; what is below, and what only names it, has a line."""
    reason = [{"ticker": "NVDA", "direction": "negative", "reason": "<이유>"}]
    many = [one(number, tickers=["NVDA", "MSFT"]) for number in range(1, 23)]
    named = one(24, tickers=["005930"], mentions=["NVDA"], sentiment="positive", title="<이름만>", lang="en")
    html = made(one(0, impacts=reason, status="draft"), *many, named, drafts=True)[NVDA]
    assert html.count("class=d-row>") == html.count("d-row__chips") == 20
    lists = re.findall(r"<ul class=d-briefs>.*?</ul>", html, re.DOTALL)
    assert [part.count("<li>") for part in lists] == [3, 1]
    assert lists[0].index("제목 2<") < lists[0].index("제목 1<") < lists[0].index("제목 0<")
    last = lists[0][lists[0].index("제목 0<") :]
    assert "<time>2024-01-05</time>" in last
    assert say("ko", "draft").split(".")[0] in last
    assert ">부정</b>" in last
    assert "<small>&lt;이유&gt;</small>" in last
    assert 'lang="en">&lt;이름만&gt;</a>' in lists[1]
    assert f"<span class=d-judge>{say('ko', 'sentiment_article')}</span> <b" in lists[1]


def test_months_are_whole_and_in_a_table() -> None:
    """A month without an article is a gap in the chart and a zero in the table."""
    html = made(one(0), one(3), one(3, id="b"))[NVDA]
    assert html.count('class="d-chart__column"') == 2
    table = html[html.index("d-by-month") :]
    table = table[: table.index("</table>")]
    assert re.findall(r"<td class=d-table__num>(\d+)", table) == ["2", "0", "0", "1"]
    assert "2024년 1월" in html


def test_two_months_need_no_chart() -> None:
    """A table of two rows says it."""
    html = made(one(0), one(1))[NVDA]
    assert "d-chart--months" not in html
    assert "d-by-month" in html


def test_named_together() -> None:
    """How often, most first, with links; the company itself is not among them."""
    html = made(one(0, tickers=["NVDA", "005930"]), one(1, tickers=["NVDA"], mentions=["005930", "MSFT"]))[NVDA]
    part = html[html.index("aria-labelledby=d-together") :]
    part = part[: part.index("</section>")]
    assert re.findall(r'href="\.\./([^"/]+)/"', part) == ["xkrx-005930", "xnas-msft"]
    assert re.findall(r"기사 (\d+)건", part) == ["2", "1"]


def test_its_series() -> None:
    """In the page's language."""
    found = made(one(0, series="s", part=1), series=(SERIES,))
    assert '<a href="../../series/s/"><span class=d-index__name>시리즈</span>' in found[NVDA]
    assert '<a href="../../series/s/"><span class=d-index__name>Series</span>' in found["en/" + NVDA]


def test_english_page_has_english_words() -> None:
    """Name, sector, furniture; companies named together lead to English pages."""
    html = made(one(0, tickers=["NVDA", "005930"]))["en/" + NVDA]
    assert '<h1>Nvidia <span class=d-sub lang="ko">엔비디아</span></h1>' in html
    assert say("en", "as_subject") in html
    assert 'href="../xkrx-005930/"' in html
    assert say("ko", "as_subject") not in html


def test_own_judgements_alone_are_counted() -> None:
    """The sentiment of a whole article is no judgement of the company."""
    impact = [{"ticker": "NVDA", "direction": "positive"}]
    html = made(one(0, impacts=impact), one(1, sentiment="negative"))[NVDA]
    tally = html[html.index("class=d-tally") :]
    assert re.sub(r"<[^>]+>|▲", "", tally[: tally.index("</p>")]).split(">")[1].strip() == "영향 긍정 1"


def test_counts_say_what_they_count_and_are_grouped_by_thousands() -> None:
    """Judgements of the company are named as such beside those of whole articles; 1,001 articles are easily read."""
    impact = [{"ticker": "NVDA", "direction": "negative"}]
    found = made(*[one(number % 100, id=f"b-{number}", impacts=impact) for number in range(1001)])
    assert f"<p class=d-tally><span class=d-label>{say('ko', 'direction')}</span>" in found[NVDA]
    assert "<span class=d-count>1,001</span>" in found[NVDA]
    assert "기사 1,001건" in found["companies/index.md"]
    assert "1,001 articles" in found["en/companies/index.md"]
