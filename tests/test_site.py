"""The parts of which pages are made: words, dates, amounts, marks, stances, addresses, settings."""

from __future__ import annotations

import csv
import re
import string
from datetime import date, datetime, timedelta, timezone
from typing import TYPE_CHECKING

import pytest

from digest.enrich.securities import Securities
from digest.errors import InputError
from digest.library import folder
from digest.library.folder import Library
from digest.model import Article, Figure, Series
from digest.site import addresses, amounts, companies, dates, marks, prose, stance
from digest.site.body import EXTENSIONS
from digest.site.catalogue import Catalogue
from digest.site.pages import pages, paths
from digest.site.render import overrides
from digest.site.settings import Disclaimer, Disclaimers, Settings, disclaimer, load
from digest.site.words import say, words
from tests.site_builds import GOLDEN, ROOT

if TYPE_CHECKING:
    from pathlib import Path

SETTINGS = load(GOLDEN / "digest.toml")


def article(**changes: object) -> Article:
    """A valid article with some fields changed."""
    fields = {
        "id": "a-1",
        "title": "제목",
        "date": "2025-01-31T14:43:00+09:00",
        "tickers": ["NVDA"],
        "sentiment": "negative",
        "source": "https://www.example.com/1",
    }
    return Article.model_validate({**fields, **changes})


def library(*articles: Article, series: tuple[Series, ...] = ()) -> Library:
    """A library of articles that stand in no file."""
    ordered = sorted(articles, key=lambda item: -item.date.timestamp())
    return Library(
        articles=tuple(ordered),
        series={item.slug: item for item in series},
        paths={item.id: f"articles/{item.date:%Y/%m}/{item.id}.md" for item in ordered},
    )


def made(*articles: Article, series: tuple[Series, ...] = (), drafts: bool = False) -> dict[str, str]:
    """The HTML of each page by its path."""
    found = pages(Catalogue(library(*articles, series=series), Securities.load(), SETTINGS, drafts=drafts))
    return {page.path: page.html for page in found}


def test_the_path_of_a_page_is_known_without_making_it() -> None:
    """Of every kind of page, long lists too, in the same order."""
    long = [article(id=f"a-{n}", series="s", part=n + 1) for n in range(130)]
    series = Series.model_validate({"slug": "s", "title": "S"})
    for found in (folder.load(GOLDEN / "content"), library(*long, series=(series,))):
        for drafts in (False, True):
            known = list(paths(Catalogue(found, Securities.load(), SETTINGS, drafts=drafts)))
            assert known == [page.path for page in pages(Catalogue(found, Securities.load(), SETTINGS, drafts=drafts))]
            assert len(known) == len(set(known))
    assert {"en/series/s/3.md", "series/s/all/7.md", "companies/xnas-nvda/1.md"} <= set(known)


def test_every_word_is_said_somewhere() -> None:
    """A word that no page and no script asks for is in nobody's way, and in everybody's when it is translated."""
    made = re.compile(r"part_(?:missing|withdrawn)|by_\w+|lang_\w+|\w+_way|view_(?:market|light)_\w+|\w+_one|.+\..+")
    places = [path for top in (ROOT / "digest", ROOT / "overrides") for path in top.rglob("*")]
    texts = [path.read_text("utf-8") for path in places if path.suffix in {".py", ".html", ".js"}]
    said = set(re.findall(r"\w+", "\n".join(texts)))
    keys = [key for key in words("ko") if not made.fullmatch(key)]
    assert [key for key in keys if not {key, re.sub("^(?:view|search)_", "", key)} & said] == []


def test_words_are_whole_in_both_languages() -> None:
    """Every key has both languages, each with the same places to fill in, and no key stands twice."""
    text = (ROOT / "digest/data/words.csv").read_text("utf-8")
    keys = [row["key"] for row in csv.DictReader(text.splitlines())]
    assert len(keys) == len(set(keys))
    for key in keys:
        if key == "unit.count" or key.endswith("_one"):  # English says one without its number
            continue
        places = [
            sorted({name for _, name, _, _ in string.Formatter().parse(words(lang)[key]) if name})
            for lang in ("ko", "en")
        ]
        assert words("ko")[key]
        assert words("en")[key]
        assert places[0] == places[1], key


def test_templates_say_only_known_words() -> None:
    """Each word that a template names is in the table."""
    named = set()
    for path in overrides().rglob("*.html"):
        text = path.read_text("utf-8")
        named |= set(re.findall(r"\bsay(?:_other)?\('(\w+)'[,)]", text)) | set(re.findall(r"\.say\.(\w+)", text))
    assert len(named) > 30
    assert named <= set(words("ko"))


def test_count_of_one_in_english() -> None:
    """One article, two articles."""
    assert say("en", "count_articles", n=1) == "1 article"
    assert say("en", "count_articles", n=2) == "2 articles"
    assert say("ko", "count_articles", n=1) == "기사 1건"


@pytest.mark.parametrize(
    ("offset", "precision", "lang", "shown"),
    [
        (9, "minute", "ko", "2025-01-31 (금) 14:43 KST"),
        (9, "minute", "en", "2025-01-31 (Fri) 14:43 KST"),
        (9, "day", "ko", "2025-01-31 (금)"),
        (0, "minute", "en", "2025-01-31 (Fri) 14:43 UTC"),
        (-5, "minute", "ko", "2025-01-31 (금) 14:43 UTC-05:00"),
        (5.5, "minute", "en", "2025-01-31 (Fri) 14:43 UTC+05:30"),
        (-3.5, "minute", "en", "2025-01-31 (Fri) 14:43 UTC-03:30"),
    ],
)
def test_moments_keep_their_own_zone(offset: float, precision: str, lang: str, shown: str) -> None:
    """A date is never moved to another zone, and a day has no time."""
    value = datetime(2025, 1, 31, 14, 43, tzinfo=timezone(timedelta(hours=offset)))
    assert dates.moment(value, precision, lang) == shown  # type: ignore[arg-type]


def test_machine_dates() -> None:
    """`<time datetime>` has the offset, or the day alone."""
    value = datetime(2025, 1, 31, 14, 43, tzinfo=timezone(timedelta(hours=9)))
    assert dates.machine(value) == "2025-01-31T14:43+09:00"
    assert dates.machine(value, "day") == "2025-01-31"
    assert dates.machine(date(2025, 1, 31)) == "2025-01-31"


@pytest.mark.parametrize(
    ("value", "unit", "ko", "en"),
    [
        ("142.62", "USD", "142.62달러", "$142.62"),
        ("-600000000000", "USD", "−6,000억 달러", "−$600 billion"),
        ("57230000000000", "KRW", "57조 2,300억 원", "57.23 trillion won"),
        ("5600000", "USD", "560만 달러", "$5.6 million"),
        ("1234567", "KRW", "123만 4,567원", "1,234,567 won"),
        ("57230000000001", "KRW", "57조 2,300억 1원", "57,230,000,000,001 won"),
        ("800000", "KRW", "800,000원", "800,000 won"),
        ("12.60", "%", "12.60%", "12.60%"),
        ("-0.5", "%p", "−0.5%p", "−0.5 pp"),
        ("5084.85", "pt", "5,084.85포인트", "5,084.85 points"),
        ("7", "count", "7", "7"),
        ("3.2", "GW", "3.2 GW", "3.2 GW"),
        ("0", "%", "0%", "0%"),
        ("1422.5", "KRW/USD", "1,422.5 KRW/USD", "1,422.5 KRW/USD"),
        ("1000000.5", "USD", "1,000,000.5달러", "$1,000,000.5"),
    ],
)
def test_amounts_are_exact(value: str, unit: str, ko: str, en: str) -> None:
    """Nothing is rounded and the sign stays; digits as they were written."""
    figure = Figure.model_validate({"label": "x", "value": value, "unit": unit})
    assert amounts.amount(figure, "ko") == ko
    assert amounts.amount(figure, "en") == en


@pytest.mark.parametrize(
    ("number", "mark"),
    [(1, "①"), (20, "⑳"), (21, "㉑"), (35, "㉟"), (36, "㊱"), (50, "㊿"), (51, "(51)"), (999, "(999)")],
)
def test_circled_numbers(number: int, mark: str) -> None:
    """The run of circled numbers has three pieces."""
    assert marks.circled(number) == mark


@pytest.mark.parametrize(
    ("here", "there", "link"),
    [
        ("index.md", "series/index.md", "series/"),
        ("series/index.md", "index.md", "../"),
        ("index.md", "index.md", "./"),
        ("articles/2025/01/a.md", "companies/xnas-nvda.md", "../../../../companies/xnas-nvda/"),
        ("series/a.md", "series/b.md", "../b/"),
        ("en/index.md", "index.md", "../"),
    ],
)
def test_links_are_relative(here: str, there: str, link: str) -> None:
    """Pages work below any address."""
    assert addresses.relative(here, there) == link


def test_address_comes_from_the_id_not_the_title() -> None:
    """Two titles, one address."""
    one, other = made(article()), made(article(title="다른 제목"))
    assert "articles/2025/01/a-1.md" in one
    assert set(one) == set(other)


@pytest.mark.parametrize(
    ("changes", "label", "scope", "judge"),
    [
        (
            {"impacts": [{"ticker": "XNAS:NVDA", "direction": "positive", "by": "curator"}]},
            "positive",
            "company",
            "편집자 판단",
        ),
        (
            {"impacts": [{"ticker": "NVDA", "direction": "mixed", "by": "model"}]},
            "mixed",
            "company",
            "자동 분석 · 검수 전",
        ),
        (
            {"sentiment": {"label": "negative", "by": "model", "companies": [{"ticker": "NVDA", "label": "positive"}]}},
            "positive",
            "company",
            "자동 분석 · 검수 전",
        ),
        (
            {"sentiment": {"label": "negative", "by": "model", "reviewed": "true"}},
            "negative",
            "article",
            "자동 분석 · 검수함",
        ),
        ({"sentiment": None}, "none", "company", ""),
    ],
)
def test_stance_of_a_company(changes: dict[str, object], label: str, scope: str, judge: str) -> None:
    """Its impact, else its own sentiment, else the article's and marked so."""
    catalogue = Catalogue(library(article(**changes)), Securities.load(), SETTINGS)
    company, covered = next(iter(catalogue.coverage.items()))
    assert company.id == "XNAS:NVDA"
    found = covered[0].stance
    assert (found.label, found.scope, found.judge("ko")) == (label, scope, judge)


def test_inherited_stance_is_labelled() -> None:
    """A company page never shows the article's sentiment as the company's own."""
    page = made(article())["companies/xnas-nvda.md"]
    assert "<span class=d-judge>기사 전체</span>" in page
    own = made(article(impacts=[{"ticker": "NVDA", "direction": "positive"}]))["companies/xnas-nvda.md"]
    assert "기사 전체" not in own


def test_one_security_is_one_company() -> None:
    """`NVDA` and `XNAS:NVDA` lead to one page, subject before mention."""
    first = article(id="a-1", tickers=[], mentions=["NVDA"], date="2025-02-01T00:00:00+09:00", source="https://e.com/1")
    second = article(id="a-2", tickers=["XNAS:NVDA"], source="https://e.com/2")
    found = made(first, second)
    names = [path for path in found if path.startswith("companies/xnas")]
    assert names == ["companies/xnas-nvda.md"]
    html = found["companies/xnas-nvda.md"]
    assert html.index("a-2/") < html.index("a-1/")


def test_gaps_of_a_series_are_named() -> None:
    """Parts up to the total are listed; what is missing says so."""
    series = Series.model_validate({"slug": "s", "title": "시리즈", "parts": "3"})
    html = made(article(series="s", part=1), series=(series,))["series/s.md"]
    assert re.findall(r"mark>(.)</span>\n<p class=d-step__gap>이 편은 아직 없습니다</p>", html) == ["②", "③"]


def test_drafts_show_only_in_a_preview() -> None:
    """A draft has a page and a banner in a preview, and does not exist in a build."""
    draft = article(status="draft")
    path = "articles/2025/01/a-1.md"
    assert path not in made(draft)
    preview = made(draft, drafts=True)
    assert say("ko", "draft") in preview[path]
    assert not [name for name in made(draft) if name.startswith(("companies/x", "months/2"))]


def test_withdrawn_article_keeps_its_address_and_nothing_else() -> None:
    """A tombstone without the title, in no list."""
    found = made(article(status="withdrawn", title="비밀 제목", body="비밀 본문"))
    assert say("ko", "withdrawn") in found["articles/2025/01/a-1.md"]
    assert not [path for path, html in found.items() if "비밀" in html]


def test_missing_summary_is_said() -> None:
    """An article without a body says so and leads to the original."""
    html = made(article())["articles/2025/01/a-1.md"]
    assert say("ko", "body_missing") in html
    assert 'href="https://www.example.com/1"' in html
    link = made(article(rights="link", lang="en"))["articles/2025/01/a-1.md"]
    assert say("en", "link_only") in link


def test_empty_library_has_its_lists() -> None:
    """No article, no series: the lists stand and say so."""
    found = made()
    kinds = ("series", "companies", "months", "topics", "publishers", "weeks", "search")
    assert set(found) == {f"{folder}{kind}/index.md" for folder in ("", "en/") for kind in kinds}
    assert say("ko", "no_series") in found["series/index.md"]
    assert say("ko", "no_companies") in found["companies/index.md"]
    assert say("ko", "no_articles") in found["months/index.md"]


def test_month_is_of_the_printed_day() -> None:
    """An article of the last evening in New York stays in its month."""
    found = made(article(date="2025-01-31T23:30:00-05:00"))
    assert "months/2025-01.md" in found
    assert "2025-01-31 (금)" in found["months/2025-01.md"]


def test_article_in_english_has_english_words() -> None:
    """Furniture follows the article's language, also inside Korean lists."""
    found = made(article(lang="en", title="A title"))
    html = found["articles/2025/01/a-1.md"]
    assert "Read the original" in html
    assert "Negative" in html
    assert "Nvidia" in html
    assert not re.search("[가-힣]", html)
    assert '<h3 class=d-row__title lang="en">' in found["months/2025-01.md"]


@pytest.mark.parametrize(
    ("body", "line"),
    [
        ("## 제목\n\n첫 **문장**이다. 둘째다.", "첫 문장이다."),
        ("- 목록\n\n[링크](https://e.com/a) 다음.", "링크 다음."),
        ("", ""),
        ("| a | b |\n> q", ""),
        ("snake_case_name stays.", "snake_case_name stays."),
        ("[^1]: 주석\n\n각주[^1]가 [둘](https://e.com/a)[^b]이다.", "각주가 둘이다."),
    ],
)
def test_line_of_a_list(body: str, line: str) -> None:
    """The first sentence of prose, without marks."""
    assert prose.line(article(body=body)) == line


def test_lines_are_cut_between_words() -> None:
    """A long sentence ends at a word, with an ellipsis."""
    cut = prose.shorten("가나다 " * 100)
    assert len(cut) <= prose.MAX_LINE
    assert cut.endswith("가나다…")


def test_company_without_a_row_is_its_code() -> None:
    """The bare code stands where the table knows nothing."""
    found = companies.find(Securities([]), "NVDA")
    assert (found.id, found.name("ko"), found.market("ko"), found.sector("en"), found.slug) == (
        "NVDA",
        "NVDA",
        "",
        "",
        "nvda",
    )


def test_words_for_every_market_and_sector() -> None:
    """Each market and sector of the table has a Korean name."""
    for row in Securities.load():
        company = companies.find(Securities([row]), row.id)
        assert company.market("ko") != row.mic, row.mic
        assert not row.sector or company.sector("ko") != row.sector, row.sector


def test_disclaimers_come_from_one_file() -> None:
    """Each language has four texts, and the function that feeds use gives them."""
    settings = load(ROOT / "digest.toml")
    for lang in ("ko", "en"):
        found = disclaimer(settings, lang)
        assert len({*found.all, found.short}) == 4
    assert "권유하지 않" in disclaimer(settings, "ko").information


@pytest.mark.parametrize(
    ("text", "field"),
    [
        ("not toml", ""),
        ("[disclaimer.ko]\nshort = 'x'", "disclaimer.ko.information"),
        ("[site]\nlatest = 'many'", "site.latest"),
        ("[sight]\nx = 1", "disclaimer"),
    ],
)
def test_settings_say_what_is_wrong(tmp_path: Path, text: str, field: str) -> None:
    """A broken settings file is one line with the field."""
    path = tmp_path / "digest.toml"
    path.write_text(text, "utf-8")
    with pytest.raises(InputError) as caught:
        load(path)
    assert "\n" not in str(caught.value)
    assert caught.value.problem.field == field


@pytest.mark.parametrize(
    ("old", "new", "line", "words"),
    [
        ("[disclaimer.ko]", "disclaimer.ko]", 1, "write a table as [name]"),
        ('short = "짧게"', "short = “짧게”", 2, "straight double quotes"),
        ('short = "짧게"', 'short = "짧게"\nshort = "또"', 3, "keep one of the two"),
        ('short = "짧게"\n', "", 1, 'disclaimer.ko.short: is missing: add it: short = "…"'),
        ('short = "짧게"', 'short = ""', 2, "is empty: write a text between the quotes"),
        ('short = "짧게"', 'short = "짧게"\nlong = "x"', 3, "disclaimer.ko.long: is not a known name: remove it"),
        ("[disclaimer.ko]", "[site]\nlatset = 4\n[disclaimer.ko]", 2, "did you mean latest?"),
        ("[disclaimer.ko]", "[site]\nlatest = 'many'\n[disclaimer.ko]", 2, "write a whole number"),
        ("[disclaimer.ko]", "[site]\nrepository = 'github'\n[disclaimer.ko]", 2, "full address"),
        ("[disclaimer.ko]", "[site]\ncards = 'some'\n[disclaimer.ko]", 2, "write one of all, recent or none"),
    ],
)
def test_settings_say_where_and_what_to_write(tmp_path: Path, old: str, new: str, line: int, words: str) -> None:
    """The line of the mistake and a remedy for it, in TOML's own form."""
    path = tmp_path / "digest.toml"
    lines = 'short = "짧게"\ninformation = "a"\ncopyright = "b"\nmachine = "c"\n'
    good = f"[disclaimer.ko]\n{lines}[disclaimer.en]\n{lines}"
    path.write_text(f"\ufeff{good}", "utf-8")
    load(path)
    path.write_text(good.replace(old, new, 1), "utf-8")
    with pytest.raises(InputError) as caught:
        load(path)
    assert str(caught.value).startswith(f"digest.toml:{line}: ")
    assert words in str(caught.value)
    path.write_bytes(good.encode("cp949"))
    with pytest.raises(InputError, match="save it as UTF-8"):
        load(path)


def test_missing_settings(tmp_path: Path) -> None:
    """A missing file says where it belongs."""
    with pytest.raises(InputError, match=r"beside mkdocs\.yml"):
        load(tmp_path / "digest.toml")


def test_markdown_extensions_are_the_same_for_both_builders() -> None:
    """mkdocs.yml and our own rendering use one list, without the extensions that run code or set attributes."""
    text = (ROOT / "mkdocs.yml").read_text("utf-8")
    block = text[text.index("markdown_extensions:") : text.index("not_in_nav:")]
    assert tuple(re.findall(r"^  - (\w+)", block, re.MULTILINE)) == EXTENSIONS
    assert not {"attr_list", "md_in_html", "pymdownx"} & set(EXTENSIONS)


def test_pages_are_the_same_each_time() -> None:
    """Two runs over one folder give equal pages in equal order."""
    read = folder.load(GOLDEN / "content")
    securities = Securities.load()
    assert list(pages(Catalogue(read, securities, SETTINGS))) == list(pages(Catalogue(read, securities, SETTINGS)))


def test_shapes_tell_stances_apart() -> None:
    """Without colour, each label has its own mark."""
    assert len(set(stance.SHAPES.values())) == len(stance.SHAPES)


def test_disclaimer_models_are_strict() -> None:
    """An unknown field in the notices is refused."""
    with pytest.raises(ValueError, match="extra"):
        Disclaimer.model_validate({"short": "a", "information": "b", "copyright": "c", "machine": "d", "more": "e"})
    assert Settings(disclaimer=Disclaimers(ko=SETTINGS.disclaimer.ko, en=SETTINGS.disclaimer.en)).site.latest == 5
