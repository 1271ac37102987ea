"""What stands beside an article: related articles with reasons, sources that differ, grounds of machine judgements."""

from __future__ import annotations

import re

import pytest

from digest.model import Article, Series
from digest.site.related import MOST
from tests.test_site import article, made

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
    found = re.search(rf'<section [^>]*aria-labelledby="{name}".*?</section>', html, re.DOTALL)
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
    assert re.findall(r'<th scope="row"[^>]*>([^<]+)<', korean) == ["118.42달러", "118.58달러"]
    assert '<a href="../a-2/">가온 ②</a>' in korean
    assert '<a href="../a-3/">Wire</a>' in korean
    assert 'href="../a-1/"' not in korean
    assert "<span>엔비디아 종가</span>" in korean
    assert "<span>Nvidia close</span>" in section(page(html, 3), "d-differ")
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
