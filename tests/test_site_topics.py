"""Themes: their pages, their list, their chips, and the ways to them."""

from __future__ import annotations

import re

import pytest

from digest.enrich.topics import table, topics
from tests.test_site import article, made


def test_topic_page_lists_its_articles_newest_first() -> None:
    """A word in the headline is enough; a word in passing is not."""
    html = made(
        article(id="a-1", title="기준금리 동결", date="2025-01-01T09:00:00+09:00"),
        article(id="a-2", title="금리 인하 전망", date="2025-01-02T09:00:00+09:00"),
        article(id="a-3", title="새 공장", body="금리 이야기는 한 번뿐이다."),
    )
    page = html["topics/rates.md"]
    assert re.findall(r"articles/2025/01/(a-\d)/", page) == ["a-2", "a-1"]
    assert '<h1>금리 <span class=d-sub lang="en">Interest rates</span></h1>' in page
    assert 'href="../rates/"' in html["topics/index.md"] or 'href="rates/"' in html["topics/index.md"]


def test_deck_counts_as_text() -> None:
    """What the deck repeats is a theme, also where there is no summary."""
    html = made(article(title="새 공장", deck=["관세 협상", "관세 부담", "관세 환급"]))
    assert "topics/tariffs.md" in html


@pytest.mark.parametrize(("lang", "name", "label"), [("ko", "금리", "주제"), ("en", "Interest rates", "Topic")])
def test_chips_in_the_language_of_the_article(lang: str, name: str, label: str) -> None:
    """The article leads to its theme."""
    html = made(article(title="금리 interest rates", lang=lang))["articles/2025/01/a-1.md"]
    folder = "en/" if lang == "en" else ""
    assert f"<span class=d-label>{label}</span>" in html
    assert f'<a class=d-chip--quiet href="../../../../{folder}topics/rates/">{name}</a>' in html


def test_no_theme_no_page() -> None:
    """A theme without articles has no page; withdrawn articles and drafts give none."""
    html = made(
        article(title="새 공장"),
        article(id="a-2", title="금리", status="withdrawn"),
        article(id="a-3", title="금리", status="draft"),
    )
    assert [path for path in html if path.startswith("topics/")] == ["topics/index.md"]
    assert "아직 기사가 없습니다." in html["topics/index.md"]
    assert "주제" not in html["articles/2025/01/a-1.md"]


def test_keys_are_parts_of_addresses() -> None:
    """Each key of the table stands in an address as it is, once, and is not the list's."""
    keys = [topic.key for topic in table()]
    assert len(keys) == len(set(keys))
    assert all(re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", key) and key != "index" for key in keys)


@pytest.mark.parametrize(
    ("title", "keys"),
    [
        ("가나전자, HBM4 양산", {"semiconductors", "memory"}),
        ("국제유가 급등", {"oil"}),
        ("감독 “팀 전력 보강할 것”", set()),
        ("무기 계약직 전환 요구", set()),
        ("A robot's arms moved", set()),
        ("Fine china was auctioned", set()),
    ],
)
def test_words_of_another_sense_are_no_theme(title: str, keys: set[str]) -> None:
    """A generation in a name stays the theme; the strength of a team, china and arms of a body are none."""
    assert set(topics("", title=title)) == keys
