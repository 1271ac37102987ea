"""Facts from the head of a page, names of people, titles without sites, prose without the rest."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from lxml import html

from digest.extract import metadata, prose

if TYPE_CHECKING:
    from collections.abc import Mapping


@pytest.mark.parametrize(
    ("printed", "names"),
    [
        ("나보람 기자", ("나보람",)),
        ("나보람", ("나보람",)),
        ("뉴욕, 대전 나보람 기자 nabr@paper.example", ("나보람",)),
        ("By 나보람,도현수,한이슬", ("나보람", "도현수", "한이슬")),
        ("머니투데이 나보람 기자", ("나보람",)),
        ("한국일보", ()),
        ("연합뉴스", ()),
        ("https://www.facebook.com/paper", ()),
        ("온라인뉴스팀", ()),
        ("By Joyce Ahn and Max Doe", ("Joyce Ahn", "Max Doe")),
        ("Reuters", ()),
        ("Joyce Ahn, CNBC", ("Joyce Ahn",)),
        ("기자명 나보람 기자", ("나보람",)),
        ("Reported by Joyce Ahn; Edited by Max Doe", ("Joyce Ahn",)),
        ("Joyce Ahn, Seoul bureau chief", ("Joyce Ahn",)),
        ("관리자", ()),
        ("", ()),
        ("x" * 5000, ()),
    ],
)
def test_bylines_give_people_and_never_sites(printed: str, names: tuple[str, ...]) -> None:
    """Roles, places, mails, desks and publishers are no names."""
    assert metadata.persons([printed], ["누리뉴스"]) == names


def test_the_sites_own_name_is_no_author() -> None:
    """`author` often holds the site."""
    assert metadata.persons(["Nuri Wire", "누리뉴스"], ["Nuri Wire", "누리뉴스"]) == ()


@pytest.mark.parametrize(
    ("title", "sites", "host", "bare"),
    [
        ("실적 늘었다 - 매일경제", [], "", "실적 늘었다"),
        ("실적 늘었다 | 한국일보", [], "", "실적 늘었다"),
        ("실적이 크게 늘었다는 소식-정치ㅣ한국일보", [], "", "실적이 크게 늘었다는 소식"),
        ("실적 늘었다 :: 공감언론 뉴시스 ::", [], "", "실적 늘었다 :: 공감언론 뉴시스 ::"),
        ("실적 늘었다 - 누리뉴스", ["누리뉴스"], "", "실적 늘었다"),
        ("Profit beats estimates | Reuters", [], "", "Profit beats estimates"),
        ("Profit beats - analysts cheer", [], "", "Profit beats - analysts cheer"),
        ("S&P 500: a record - Nuri Wire", ["Nuri Wire"], "", "S&P 500: a record"),
        ("Profit up - Nuriwire.example", [], "www.nuriwire.example", "Profit up"),
        ("매일경제", [], "", "매일경제"),
    ],
)
def test_only_names_of_sites_leave_the_end_of_a_title(title: str, sites: list[str], host: str, bare: str) -> None:
    """A dash inside a headline stays."""
    assert metadata.strip_site(title, sites, host) == bare


@pytest.mark.parametrize(
    "script",
    [
        '{"@type":"NewsArticle","headline":"H"}',
        '[{"@type":"WebSite","name":"S"},{"@type":["Thing","NewsArticle"],"headline":"H"}]',
        '{"@graph":[{"@type":"Person"},{"@type":"ReportageNewsArticle","headline":"H"}]}',
        '<!-- {"@type":"Article","headline":"H",} -->',
        '{"@type":"NewsArticle","headline":"H\nmore"}',
        '{"@type":"http://schema.org/NewsArticle","headline":"H"}',
        '/* the story */ {"@type":"schema:NewsArticle","headline":"H"}',
        '{"@type":"WebSite","name":"S"}\n{"@type":"NewsArticle","headline":"H"};',
    ],
)
def test_json_ld_is_read_in_the_forms_that_pages_have(script: str) -> None:
    """Lists, graphs, several types, comments, trailing commas, raw line breaks."""
    facts = metadata.read(
        html.document_fromstring(f'<html><script type="application/ld+json">{script}</script><p>x</p></html>')
    )
    assert facts.ld_text("headline").startswith("H")


@pytest.mark.parametrize(
    "script", ["", "{", "[" * 100_000, "null", '{"@type":{}}', '{"@type":"NewsArticle","author":[[[]]],"headline":{}}']
)
def test_broken_json_ld_says_nothing(script: str) -> None:
    """No facts, no failure."""
    facts = metadata.read(
        html.document_fromstring(f'<html><script type="application/ld+json">{script}</script><p>x</p></html>')
    )
    assert (facts.ld_text("headline"), facts.ld_authors()) == ("", ())


def _stated(*items: Mapping[str, object], head: str = "") -> metadata.Facts:
    scripts = "".join(f'<script type="application/ld+json">{json.dumps(item)}</script>' for item in items)
    return metadata.read(html.document_fromstring(f"<html>{head}{scripts}<h1>Garam profit rises 18%</h1></html>"), URL)


URL = "https://www.nuri.example/a/1"
OWN = {"@type": "NewsArticle", "headline": "Garam profit rises 18%", "author": "Joyce Ahn"}
OTHER = {
    "@type": "NewsArticle",
    "headline": "Union of Haneul Motors calls off its strike",
    "url": "https://www.nuri.example/a/2",
    "author": {"@type": "Person", "name": "Max Doe"},
    "datePublished": "2025-01-30T08:00:00Z",
    "description": "Talks ended in a deal",
}


def test_json_ld_of_another_story_is_not_the_articles() -> None:
    """The next story says more; where it stands alone, the page states nothing about its own."""
    assert _stated(OWN, OTHER).ld_authors() == ("Joyce Ahn",)
    assert _stated(OTHER, {**OWN, "headline": "Profit up", "mainEntityOfPage": {"@id": URL}}).ld_authors() == (
        "Joyce Ahn",
    )
    assert _stated(OTHER).ld == {}
    assert _stated({**OTHER, "url": URL}).ld_authors() == ("Max Doe",)


def test_references_of_json_ld_are_followed() -> None:
    """Authors and publishers of a graph stand beside the article."""
    graph = [
        {**OWN, "author": [{"@id": "#p"}], "publisher": {"@id": "#o"}},
        {"@type": "Person", "@id": "#p", "name": "Joyce Ahn"},
        {"@type": "Organization", "@id": "#o", "name": ["Nuri Times"]},
    ]
    facts = _stated({"@graph": graph})
    assert (facts.ld_authors(), facts.site_names[0]) == (("Joyce Ahn",), "Nuri Times")
    assert _stated({**OWN, "author": {"givenName": "Joyce", "familyName": "Ahn"}}).ld_authors() == ("Joyce Ahn",)
    assert _stated({**OWN, "publisher": "Nuri Times", "author": "Joyce Ahn, Nuri Times"}).ld_authors() == ("Joyce Ahn",)


def test_dates_of_the_pages_own_object_count_where_no_article_is_stated() -> None:
    """`WebPage` has the dates of its article; a number is a date too."""
    page = {"@type": "WebPage", "name": "Garam profit rises 18% - Nuri", "datePublished": "2025-01-31", "author": "x"}
    assert _stated(page).ld == {"datePublished": "2025-01-31"}
    assert _stated({**page, "name": "Markets today"}).ld == {}
    assert _stated({**OWN, "datePublished": 1738299600000}).ld_date("datePublished") == "1738299600000"


TEXT = [f"{n}번째 문단은 회사의 실적과 주가를 다룬 긴 문장으로 되어 있다고 한 분석가가 말했다." for n in range(1, 6)]


@pytest.mark.parametrize(
    "line",
    [
        "nabr@paper.example",
        "나보람 기자 nabr@paper.example",
        "(나보람 기자 nabr@paper.example)",
        "READ MORE: Nuri picks a site for its plant",
        "관련기사: 누리전자 새 공장 터 잡았다",
        "Sign up for our newsletter here.",
        "공장 전경 [사진=가온반도체]",
        "ⓒ 로이터=뉴스1",
        "Copyright ⓒ 누리뉴스 All rights reserved.",
        "[서울=뉴스핌] 도현수 기자 = 직원들이 라인을 살펴보고 있다. 2026.08.04 dohs@newspim.com",
        "입력 2026.08.04 16:05",
    ],
)
def test_lines_that_are_no_prose_leave_the_body_wherever_they_stand(line: str) -> None:
    """At the start, in the middle and at the end; the paragraphs stay as they are."""
    for at in (2, 5):
        lines = [*TEXT[:at], line, *TEXT[at:]]
        assert prose.read(lines).body == TEXT, (at, line)


@pytest.mark.parametrize(
    "line",
    [
        '회사는 "사진 촬영 제공 서비스를 접는다"고 밝혔고, 자료를 낸 곳은 3곳이라고 덧붙였다.',
        "그는 이메일 help@paper.example 로 제보를 받고 있다며 관련 자료를 모으고 있다고 설명했다.",
        "Read more books, the analyst said, and you will understand why inventories turn before prices do.",
        "※ 표는 회사가 낸 숫자를 그대로 옮겼다고 적혀 있으며 감사를 받지 않은 값이라고 한다.",
        "① 재고가 늘어나는 속도와 판매 가격이 함께 움직이는지를 먼저 살펴봐야 한다고 했다.",
    ],
)
def test_sentences_that_look_like_furniture_stay(line: str) -> None:
    """A word of furniture in a sentence does not make it one."""
    assert line in prose.read([*TEXT[:2], line, *TEXT[2:]]).body
