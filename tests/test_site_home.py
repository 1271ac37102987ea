"""The home pages: few items under their honest days, an end, picks, weeks and companies."""

from __future__ import annotations

import re

from digest.enrich.securities import Securities
from digest.library.folder import Library
from digest.model import Article, StaticPage
from digest.model.translation import Translation
from digest.site.catalogue import Catalogue
from digest.site.pages import pages
from tests.test_site import SETTINGS, article, library

SIZE = SETTINGS.site.latest


def day(number: int, **changes: object) -> Article:
    """An article of its own id and day of January 2025."""
    fields = {"id": f"a-{number}", "title": f"제목 {number}", "date": f"2025-01-{number:02}T09:00:00+09:00"}
    return article(**{**fields, **changes})


def home(*articles: Article, lang: str = "ko", translations: dict[str, Translation] | None = None) -> str:
    """The home page in one language."""
    path = "index.md" if lang == "ko" else "en/index.md"
    static = StaticPage.model_validate({"path": path, "title": "다이제스트", "lang": lang, "description": "한 줄."})
    found = library(*articles)
    whole = Library(articles=found.articles, paths=found.paths, pages={path: static}, translations=translations or {})
    return next(page.html for page in pages(Catalogue(whole, Securities.load(), SETTINGS)) if page.path == path)


def latest(html: str) -> str:
    """The section of the latest items."""
    return html[html.index("aria-labelledby=d-latest") : html.index("</section>")]


def titles(html: str) -> list[str]:
    """The titles of the latest items, in order."""
    return re.findall(r"d-row__title[^>]*><a [^>]*>([^<]+)<", latest(html))


def test_days_before_fill_up_under_their_own_day() -> None:
    """Fewer than enough on the latest day: those before follow, each under its day, never under the latest."""
    html = home(day(3), day(2), day(2, id="b-2", title="둘째"), day(1))
    assert SIZE == 3
    assert titles(html)[0] == "제목 3"
    assert set(titles(html)[1:]) == {"제목 2", "둘째"}
    assert re.findall(r'<time datetime="(2025-01-\d\d)">', latest(html)) == ["2025-01-03", "2025-01-02"]
    assert "다 읽었습니다." in html


def test_a_full_day_is_cut_and_says_so() -> None:
    """A day with more than there is room for says how many there are and leads to all of them."""
    html = home(*[day(5, id=f"c-{n}", title=f"같은 날 {n}") for n in range(7)])
    assert len(titles(html)) == SIZE
    assert f'href="months/2025-01/">이날 기사 7건 가운데 {SIZE}건<' in html


def test_days_are_those_of_the_article_and_months_do_not_end_the_search() -> None:
    """The day in the zone of the article; the month before fills up as well."""
    first = day(1, date="2025-02-01T00:30:00+09:00")
    html = home(first, day(31, title="앞 달"))
    assert re.findall(r'<time datetime="([^"]+)">', latest(html)) == ["2025-02-01", "2025-01-31"]


def test_picks_come_first_in_a_full_day_and_have_their_own_list() -> None:
    """`pick: true` is what the editors recommend."""
    many = [day(5, id=f"c-{n}", title=f"같은 날 {n}", series=None) for n in range(6)]
    html = home(*many, day(5, id="z", title="추천", tickers=[], pick=True))
    assert titles(html)[0] == "추천"
    assert "편집자 추천" in html
    assert "편집자 추천" not in home(*many)


def test_weeks_have_counts_in_words_and_lead_to_their_page() -> None:
    """The week of the article's own zone, how many, how judged; colour is not needed."""
    html = home(day(27), day(28, sentiment="positive"), day(29, sentiment=None))
    row = html[html.index("<ol class=d-weeks>") : html.index("</ol>")]
    assert '<a href="weeks/2025-W05/">2025년 5주</a>' in row
    assert "긍정\u00a01, 부정\u00a01, 판단 없음\u00a01" in row


def test_companies_are_counted_over_the_weeks_shown() -> None:
    """Most named first; a hostile code in a file cannot make markup."""
    html = home(day(1), day(2), day(3, tickers=["005930"]))
    names = re.findall(r"d-index__name>([^<]+)<", html)
    assert names == ["엔비디아", "삼성전자"]
    assert "2024-12-30부터 실린 기사" in html


def test_empty_digest_has_an_honest_home() -> None:
    """Nothing to read, and no end mark."""
    html = home()
    assert "아직 기사가 없습니다." in html
    assert "다 읽었습니다" not in html


def test_english_home_has_what_can_be_read_in_english() -> None:
    """Written in English or translated; the Korean rest is left out."""
    words = Translation.model_validate({"id": "a-1", "lang": "en", "title": "In English", "by": "curator"})
    html = home(day(1), day(2), day(3, lang="en", title="Own"), lang="en", translations={"a-1": words})
    assert titles(html) == ["Own", "In English"]
    assert "The latest 2" in html
    assert "That is all." in html


def test_markup_in_titles_is_text() -> None:
    """A title is text."""
    html = home(day(1, title="<b onclick=x>", pick=True))
    assert "<b onclick" not in html
