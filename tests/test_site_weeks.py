"""The digest by week: which week, which ten, and what a reader of English finds."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from digest.model import Article, Series
from digest.site import addresses, weeks
from digest.site.words import say
from tests.test_site import article, made

if TYPE_CHECKING:
    from digest.site.settings import Lang

SERIES = Series.model_validate({"slug": "s", "title": "시리즈"})


def one(number: int, **changes: object) -> Article:
    """An article of the week 2025-W05."""
    return article(
        **{"id": f"a-{number:02}", "title": f"제목 {number}", "date": "2025-01-29T09:00:00+09:00", **changes}
    )


@pytest.mark.parametrize(
    ("moment", "week"),
    [
        ("2025-02-02T23:59:00+09:00", "2025-W05"),
        ("2025-02-03T00:00:00+09:00", "2025-W06"),
        ("2024-12-31T12:00:00-05:00", "2025-W01"),
        ("2027-01-01T12:00:00+09:00", "2026-W53"),
        ("2025-02-02T20:00:00-05:00", "2025-W05"),
    ],
)
def test_the_week_is_that_of_the_printed_day(moment: str, week: str) -> None:
    """Monday to Sunday in the article's own zone; the turn of the year goes with its week."""
    html = made(article(date=moment))
    assert addresses.week(week) in html
    assert addresses.local(addresses.week(week), "en") in html


def test_ten_at_most_and_the_same_ten_in_any_order() -> None:
    """The rule decides, not the order in which files were read."""
    found = [one(number, tickers=["NVDA", "005930", "MSFT"][: number % 4], impacts=[]) for number in range(14)]
    chosen = weeks.choose(found)
    assert len(chosen) == weeks.MOST
    points = [weeks.points(item) for item in chosen]
    assert points == sorted(points, reverse=True)
    assert weeks.choose(reversed(found)) == weeks.choose([*found[7:], *found[:7]]) == chosen


def test_points_follow_the_printed_rule() -> None:
    """Two for a series, one a company up to three, one for judged impacts."""
    impact = [{"ticker": "NVDA", "direction": "negative"}]
    assert weeks.points(one(1, tickers=[], sentiment="neutral")) == 0
    assert weeks.points(one(1, tickers=["NVDA", "MSFT", "AAPL", "005930"])) == 3
    assert weeks.points(one(1, series="s", part=1, impacts=impact)) == 4


def test_one_series_does_not_fill_the_week() -> None:
    """Three of a series, then everything else, then the rest of the series where places are left."""
    serial = [one(number, series="s", part=number) for number in range(1, 9)]
    others = [one(20 + number) for number in range(3)]
    chosen = weeks.choose([*serial, *others])
    assert [item.series for item in chosen] == ["s"] * 3 + [None] * 3 + ["s"] * 4
    assert len(weeks.choose(serial)) == 8


def test_the_rule_stands_on_the_page() -> None:
    """Anybody can check the choice."""
    html = made(one(1))["weeks/2025-W05.md"]
    assert say("ko", "week_rule", most=weeks.MOST) in html
    assert "2025-01-27 – 02-02" in html
    assert say("ko", "week_count", n=1, chosen=1) in html


def test_english_page_says_what_is_in_korean_only() -> None:
    """Its counts are of all articles, so it says how many of them it cannot show."""
    found = made(one(1), one(2, lang="en"), one(3))
    path = addresses.week("2025-W05")
    assert say("en", "week_unread", n=2) in found[f"en/{path}"]
    assert "이 말로 읽을 수 없습니다" not in found[path]


def test_english_page_says_that_nothing_is_english() -> None:
    """An empty list with a reason, not a Korean one."""
    html = made(one(1))["en/weeks/2025-W05.md"]
    assert say("en", "week_no_english") in html
    assert "제목 1" not in html


def test_table_adds_up_and_marks_every_week() -> None:
    """What nobody judged counts in the total alone."""
    html = made(one(1), one(2, sentiment="positive"), one(3, sentiment=None))["weeks/index.md"]
    row = html[html.index('data-week="2025-W05"') :]
    row = row[: row.index("</table>")]
    cells = [cell.partition(">")[2] for cell in row.split("<td ")[1:]]
    assert cells == ["1", "1", "0", "0", "3"]
    assert html.count("<svg") == 1


def test_weeks_without_articles() -> None:
    """An empty library has the page, without a chart and without a script."""
    html = made()["weeks/index.md"]
    assert say("ko", "no_articles") in html
    assert "<svg" not in html
    assert "<script" not in html


def test_hostile_titles_are_text() -> None:
    """A headline is no markup on a week's page."""
    html = made(one(1, title="</h2><script>alert(1)</script>"))["weeks/2025-W05.md"]
    assert "<script" not in html
    assert "&lt;script&gt;" in html


def test_a_long_gap_is_no_wall_of_columns() -> None:
    """The drawing has the last year alone; the table has all."""
    html = made(one(1), article(id="old", date="2015-01-29T09:00:00+09:00"))["weeks/index.md"]
    assert html.count("data-week=") == 2
    assert html.count("<rect") == 1


@pytest.mark.parametrize("lang", ["ko", "en"])
def test_counts_of_a_week_add_up(lang: Lang) -> None:
    """What nobody judged is counted on the week's page, and named below the table of all weeks."""
    there = made(one(1, sentiment="positive"), one(2, sentiment=None))
    week, table = (there[addresses.local(path, lang)] for path in (addresses.week("2025-W05"), addresses.WEEKS))
    assert f"<span>{say(lang, 'sentiment_none')} 1</span>" in week
    assert say(lang, "week_unjudged") in table
    judged = made(one(1, sentiment="positive"))
    assert say(lang, "sentiment_none") not in judged[addresses.local(addresses.week("2025-W05"), lang)]
    assert say(lang, "week_unjudged") not in judged[addresses.local(addresses.WEEKS, lang)]
