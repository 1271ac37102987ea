"""Related reading, clusters about one event, and topics: deterministic, and with reasons."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from digest.enrich.related import Neighbours
from digest.enrich.topics import count, table, topics
from digest.model import Article


def _article(identifier: str, title: str = "제목", day: str = "2025-01-31", **fields: Any) -> Article:
    made = {
        "id": identifier,
        "title": title,
        "date": f"{day}T09:00:00+09:00",
        "source": f"https://a.example/{identifier}",
    }
    return Article.model_validate(made | fields)


ARTICLES = [
    _article("a", "엔비디아 급락, 반도체주 휘청", tickers=("NVDA",), mentions=("AVGO",), series="s", part=1),
    _article("b", "엔비디아 반등", tickers=("XNAS:NVDA",), series="s", part=2),
    _article("c", "브로드컴 실적", tickers=("AVGO",)),
    _article("d", "유가 상승", tickers=("XOM",)),
    _article("e", "엔비디아 급락에 반도체주 휘청", day="2025-02-01", tickers=("NVDA",)),
    _article("f", "엔비디아 급락에 반도체주 휘청", day="2025-03-01", tickers=("NVDA",)),
]


def _identify(code: str) -> str:
    return code.rsplit(":", 1)[-1]


def test_shared_series_and_companies_make_neighbours() -> None:
    """The series comes first, unrelated articles never; codes are one however they are written."""
    found = Neighbours(ARTICLES, _identify).related(ARTICLES[0])
    assert found[0].article.id == "b"
    assert found[0].same_series
    assert found[0].companies == ("NVDA",)
    assert "d" not in {item.article.id for item in found}
    assert "a" not in {item.article.id for item in found}


def test_further_reading_leaves_out_the_other_parts() -> None:
    """A numbered part has its strip for those; one without a number has not, and theirs are near to it."""
    lone = _article("g", "엔비디아 반등", series="s")
    found = Neighbours([*ARTICLES, lone], _identify)
    assert "b" in {item.article.id for item in found.related(ARTICLES[0])}
    further = [item.article.id for item in found.further(ARTICLES[0])]
    assert "b" not in further
    assert {"g", "e"} <= set(further)
    assert {item.article.id for item in found.further(lone)} >= {"a", "b"}


def test_a_rare_company_weighs_more_than_a_common_one() -> None:
    """Everybody writes about Nvidia; the article on the other rare company is the nearer one."""
    common = [_article(f"n{number}", f"엔비디아 {number}", tickers=("NVDA",)) for number in range(20)]
    one = _article("one", "둘", tickers=("NVDA", "GEV"))
    rare = _article("rare", "셋", tickers=("GEV",))
    found = Neighbours([*common, one, rare]).related(one)
    assert found[0].article.id == "rare"


def test_the_order_of_the_input_does_not_count() -> None:
    """The same articles in another order give the same neighbours."""
    for article in ARTICLES:
        forward = Neighbours(ARTICLES).related(article)
        backward = Neighbours(ARTICLES[::-1]).related(article)
        assert [item.article.id for item in forward] == [item.article.id for item in backward]


def _library(count: int) -> list[Article]:
    """Articles a day apart, about a few companies, some in series."""
    return [
        _article(
            f"n{number:03}",
            f"{'가나다라마바사'[number % 7]}{'장공정수'[number % 4]} 소식 {number % 11}",
            day=str(date(2024, 1, 1) + timedelta(days=number)),
            tickers=(f"C{number % 9}",),
            mentions=(f"M{number % 5}",),
            series=f"s{number // 20}" if number % 3 else None,
        )
        for number in range(count)
    ]


def test_an_edit_moves_only_neighbours() -> None:
    """Whose candidates and counted keys an edited article is not among, its list stays: no count is over all."""
    before = _library(300)
    edited = before[150].model_copy(update={"title": "전혀 다른 제목", "tickers": ("ZZ",), "series": None})
    after = [*before[:150], edited, *before[151:]]
    one, two = Neighbours(before), Neighbours(after)
    changed = {old.id for old in before if old.id != edited.id and one.related(old) != two.related(old)}
    touched = {old.id for old in before if edited.id in one.candidates(old) | two.candidates(old)}
    shares_a_key = {old.id for old in before if old.tickers == before[150].tickers or old.mentions == edited.mentions}
    assert changed <= touched | shares_a_key
    assert len(changed) < 100
    far = [*before, _article("z", "가장 소식 1", day="2034-01-01", tickers=("C1",), mentions=("M1",))]
    three = Neighbours(far)
    assert all(one.related(old) == three.related(old) for old in before[:200])


def test_a_related_article_is_a_candidate() -> None:
    """What the answer is made of is told, so that a build knows when to ask again."""
    library = _library(120)
    index = Neighbours(library)
    for article in library:
        assert {item.article.id for item in index.related(article)} <= index.candidates(article)
        assert article.id not in index.candidates(article)


def test_an_article_with_nothing_in_common_has_no_neighbour() -> None:
    """Neither codes nor words: an empty list, also for a headline without any word."""
    lone = _article("lone", "!", tickers=("QQQ",))
    assert Neighbours([*ARTICLES, lone]).related(lone) == ()


def test_articles_on_one_event_are_grouped() -> None:
    """Near in time and alike; the same headline a month later is another event."""
    assert [[article.id for article in group] for group in Neighbours(ARTICLES, _identify).events()] == [["a", "e"]]


@pytest.mark.parametrize(
    ("text", "theme", "times"),
    [
        ("AI, 생성형AI 그리고 AIX", "ai", 3),
        ("chips CHIPS chipset semiconductor SEMICONDUCTORS", "semiconductors", 3),
        ("반도체칩 비반도체 반도체주", "semiconductors", 2),
        ("오픈AI", "ai", 1),
        ("gpu GPU", "semiconductors", 1),
    ],
)
def test_words_of_a_theme_are_counted_where_they_stand(text: str, theme: str, times: int) -> None:
    """One place counts once, longer words first; acronyms in capitals; Hangul words only at the start of a word."""
    words = next(topic.words for topic in table() if topic.key == theme)
    assert count(words, text, text.lower()) == times


@pytest.mark.parametrize(
    ("title", "text", "expected"),
    [
        ("코스피, 5000선 돌파", "코스피가 올랐다.", {"indices"}),
        ("Nvidia Earnings beat estimates", "Revenue rose.", {"earnings"}),
        ("한국차 관세 25%로", "관세가 오른다. 현대차와 기아가 내렸다.", {"tariffs"}),
        ("칩샷으로 우승한 골퍼", "메모리얼 대회에서 우승했다. 그는 웃었다.", set()),
        ("날씨 맑음", "금리 이야기가 한 번 나온다.", set()),
        ("유가증권시장 상장", "유가증권시장에 상장한다.", set()),
        ("통상임금 판결", "통상임금 소송이 끝났다.", set()),
        ("전세기를 띄운 여행사", "무기한 연기했다.", set()),
        ("Potato chips get dearer", "Blue-chip snacks, fish and chips, poker chips.", set()),
        ("고병원성 AI 확산", "AI 확진 농가가 늘었다.", set()),
        ("유가증권시장과 유가", "유가가 올랐다.", {"oil"}),
        ("She said again", "The chain was maintained; a chipmunk ran.", set()),
    ],
)
def test_topics_are_what_an_article_is_about(title: str, text: str, expected: set[str]) -> None:
    """A word in passing makes no topic, nor does a part of another word."""
    found = set(topics(text, title=title))
    assert expected <= found
    if not expected:
        assert not found


def test_every_topic_has_names_and_words() -> None:
    """Keys are unique and every row is whole."""
    assert len({topic.key for topic in table()}) == len(table())
    assert all(topic.name_ko and topic.name_en and topic.words for topic in table())
