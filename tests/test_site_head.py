"""What machines read of a page: schema.org data, OpenGraph, canonical addresses."""

from __future__ import annotations

import csv
import json
import re
from dataclasses import replace
from html import unescape
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from digest.enrich.securities import Securities
from digest.model import Article, Series
from digest.model.translation import Translation
from digest.site.catalogue import Catalogue
from digest.site.head import head
from digest.site.pages import pages
from tests import schema_org
from tests.hostile import TITLES
from tests.site_builds import GOLDEN, build
from tests.test_site import SETTINGS, article, library

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from digest.site.page import Page

SITE = "https://example.org/news/"
SERIES = Series.model_validate({"slug": "s", "title": "시리즈", "title_en": "The series"})


def page(one: Article) -> Page:
    """The page of one article of a series."""
    found = pages(Catalogue(library(one, series=(SERIES,)), Securities.load(), SETTINGS))
    return next(item for item in found if item.kind == "article")


VOCABULARY = list(csv.DictReader((Path(__file__).parent / "data/schema_org.csv").read_text("utf-8").splitlines()))
"""What schema.org 29 says of the types and properties that we use, copied out by hand and held against the
package schema-dts 2.1.0 (`python -m tests.schema_org`): a type with its parents, a
property with the types that may have it and the types of its values. Source: https://schema.org/<name>."""
PARENTS = {row["name"]: row["of"].split() for row in VOCABULARY if row["kind"] == "type"}
PROPERTIES = {row["name"]: row for row in VOCABULARY if row["kind"] == "property"}


def test_the_table_is_held_against_a_package() -> None:
    """What the table says and the package does not is told: parents, owners and values."""
    package = """
interface ThingBase extends Partial<IdReference> {
    "name"?: SchemaValue<Text, "name">;
}
interface ListItemBase extends ThingBase {
    "item"?: SchemaValue<Thing | IdReference, "item">;
}
export type Thing = ThingLeaf | Intangible | string;
export type Intangible = IntangibleLeaf | ListItem;
"""
    rows = [
        {"kind": kind, "name": name, "of": of, "values": values}
        for kind, name, of, values in (
            ("type", "ListItem", "Intangible", ""),
            ("type", "ListItem", "Person", ""),
            ("property", "name", "Thing", "Text"),
            ("property", "name", "Thing", "Number"),
            ("property", "item", "ListItem", "Thing Intangible"),
            ("property", "url", "Thing", "URL"),
        )
    ]
    told = ["ListItem is no Person", "Thing.name takes no Number", "Thing has no url"]
    assert list(schema_org.differences(rows, package)) == told


def graph(html: str) -> list[dict[str, Any]]:
    """The objects in a head; each must be right by the vocabulary."""
    found = re.findall(r'<script type="application/ld\+json">(.*?)</script>', html, re.DOTALL)
    assert len(found) == 1
    read: dict[str, Any] = json.loads(found[0])
    assert read.pop("@context") == "https://schema.org"
    nodes: list[dict[str, Any]] = read["@graph"] if set(read) == {"@graph"} else [read]
    assert [wrong for node in nodes for wrong in faults(node)] == []
    return nodes


def data(html: str) -> dict[str, Any]:
    """The first object in a head."""
    return graph(html)[0]


def kinds(name: str) -> set[str]:
    """A type and all that it is."""
    return {name}.union(*(kinds(parent) for parent in PARENTS[name]))


def faults(node: dict[str, Any]) -> Iterator[str]:
    """What schema.org does not know of an object and all within it."""
    if node.get("@type") not in PARENTS:
        yield f"type {node.get('@type')}"
        return
    mine = kinds(node["@type"])
    for name, value in node.items():
        if name == "@type":
            continue
        if name not in PROPERTIES:
            yield f"property {name}"
            continue
        if not mine & set(PROPERTIES[name]["of"].split()):
            yield f"{node['@type']}.{name}"
        wanted = set(PROPERTIES[name]["values"].split())
        for one in value if isinstance(value, list) else [value]:
            if isinstance(one, dict):
                yield from faults(one)
                fits = bool(kinds(one["@type"]) & wanted)
            else:
                fits = any(kind in wanted and test(one) for kind, test in SIMPLE.items())
            if not fits:
                yield f"{name}: {one!r} is none of {sorted(wanted)}"


SIMPLE: dict[str, Callable[[Any], bool]] = {
    "Text": lambda one: isinstance(one, str) and bool(one.strip()),
    "URL": lambda one: isinstance(one, str) and one.startswith(("https://", "http://")),
    "Boolean": lambda one: isinstance(one, bool),
    "Integer": lambda one: type(one) is int,
    "Date": lambda one: isinstance(one, str) and bool(re.fullmatch(r"\d{4}-\d\d-\d\d", one)),
    "DateTime": lambda one: isinstance(one, str) and bool(re.fullmatch(r"[\d-]{10}T\d\d:\d\d[+-]\d\d:\d\d", one)),
}


def properties(html: str) -> dict[str, str]:
    """OpenGraph properties as a reader of the page has them."""
    return {key: unescape(text) for key, text in re.findall(r'<meta property="([^"]+)" content="([^"]*)">', html)}


def test_article_is_an_analysis_based_on_the_original() -> None:
    """Original, companies with symbols, series with position, language, day, publisher."""
    one = article(
        series="s",
        part=3,
        tickers=["NVDA", "005930"],
        mentions=["BRK.B"],
        sources=["https://b.example/2"],
        title="금리",
    )
    found = data(head(page(one), "Finance Digest", SITE))
    assert found["@type"] == "AnalysisNewsArticle"
    assert found["isBasedOn"] == "https://www.example.com/1"
    assert found["about"] == [
        {"@type": "Corporation", "name": "엔비디아", "tickerSymbol": "XNAS NVDA"},
        {"@type": "Corporation", "name": "삼성전자", "tickerSymbol": "XKRX 005930"},
    ]
    assert [item["tickerSymbol"] for item in found["mentions"]] == ["XNYS BRK.B"]
    assert found["isPartOf"] == {"@type": "CreativeWorkSeries", "name": "시리즈", "url": SITE + "series/s/"}
    assert (found["position"], found["inLanguage"], found["keywords"]) == (3, "ko", ["금리"])
    assert found["datePublished"] == "2025-01-31T14:43+09:00"
    assert found["publisher"] == {"@type": "Organization", "name": "Finance Digest"}
    assert found["author"] == {**found["publisher"], "url": SITE}
    assert not {"url", "citation"} & set(found), "the page's own address and links say it"


def test_what_is_not_known_is_not_there() -> None:
    """No deck, no series, no companies, no time of day, no site: no such keys, no empty values."""
    one = article(tickers=[], date_precision="day", date="2025-01-31T00:00:00+09:00", lang="en")
    html = head(page(one), "Finance Digest")
    found = data(html)
    assert found["datePublished"] == "2025-01-31"
    assert not {"about", "mentions", "isPartOf", "position", "citation", "description", "url"} & set(found)
    assert "url" not in found["author"]
    assert set(properties(html)) == {"og:title", "og:type", "og:site_name"}
    assert all(found.values())
    series = head(page(article(series="s")), "x")
    assert data(series)["isPartOf"] == {"@type": "CreativeWorkSeries", "name": "시리즈"}
    assert len(graph(series)) == 1


def test_what_the_vocabulary_does_not_know_is_found() -> None:
    """The test of the test: a wrong type, property, place and value are each told."""
    wrong = {
        "@type": "Corporation",
        "headline": "x",
        "tickerSymbol": 5,
        "colour": "red",
        "url": "x",
        "image": {"@type": "A"},
    }
    with pytest.raises(KeyError):
        list(faults(wrong))
    told = list(faults({key: value for key, value in wrong.items() if key != "image"}))
    assert len(told) == 4
    assert list(faults({"@type": "Article"})) == []


def test_changed_articles_say_when() -> None:
    """A correction has its moment; an article that never changed has none."""
    html = head(page(article(modified="2025-02-01T09:00:00+09:00", title="금리")), "x", SITE)
    assert data(html)["dateModified"] == "2025-02-01T09:00+09:00"
    assert "dateModified" not in data(head(page(article()), "x", SITE))


def test_series_is_a_list_in_order() -> None:
    """Parts with their places and addresses; withdrawn ones are not among them."""
    found = pages(
        Catalogue(
            library(
                article(series="s", part=2),
                article(id="a-2", series="s", part=1, date="2025-03-01T00:00:00+09:00"),
                article(id="a-3", series="s", part=3, status="withdrawn"),
                series=(SERIES,),
            ),
            Securities.load(),
            SETTINGS,
        ),
    )
    html = head(next(one for one in found if one.path == "series/s.md"), "x", SITE)
    assert properties(html)["og:type"] == "website"
    items = data(html)["mainEntity"]
    assert items["numberOfItems"] == 2
    assert [(item["position"], item["url"]) for item in items["itemListElement"]] == [
        (1, SITE + "articles/2025/03/a-2/"),
        (2, SITE + "articles/2025/01/a-1/"),
    ]


def test_a_series_tells_of_itself_in_the_language_of_its_page() -> None:
    """Its name, and the translations where there are some."""
    words = Translation.model_validate({"id": "a-1", "lang": "en", "title": "One", "body": "Words."})
    series = Series.model_validate({"slug": "s", "title": "시리즈", "title_en": "The series"})
    both = library(article(series="s", part=1), article(id="a-2", series="s", part=2), series=(series,))
    found = pages(Catalogue(replace(both, translations={"a-1": words}), Securities.load(), SETTINGS))
    told = {one.path: data(head(one, "x", SITE)) for one in found if one.path in {"series/s.md", "en/series/s.md"}}
    for lang, name, first in (("ko", "시리즈", ""), ("en", "The series", "en/")):
        series_told = told["series/s.md" if lang == "ko" else "en/series/s.md"]
        assert (series_told["inLanguage"], series_told["name"]) == (lang, name)
        urls = [item["url"] for item in series_told["mainEntity"]["itemListElement"]]
        assert urls == [f"{SITE}{first}articles/2025/01/a-1/", f"{SITE}articles/2025/01/a-2/"]


def test_breadcrumbs_lead_home() -> None:
    """A page of a list by its list; the home page has none, and an article names its series in its own data.

    The page itself is not a step: its title and address stand in its head.
    """
    trails = {}
    one = library(article(), article(id="a-2", series="s", lang="en"), series=(SERIES,))
    for item in pages(Catalogue(one, Securities.load(), SETTINGS)):
        html = head(item, "Digest", SITE)
        if "BreadcrumbList" in html:
            trail = graph(html)[-1]["itemListElement"]
            trails[item.path] = [step["item"].removeprefix(SITE) for step in trail]
            assert [step["position"] for step in trail] == [1, 2]
    assert not {"articles/2025/01/a-1.md", "articles/2025/01/a-2.md", "index.md"} & set(trails)
    assert trails["companies/xnas-nvda.md"] == ["", "companies/"]
    assert trails["series/s.md"] == ["", "series/"]


def test_cards() -> None:
    """A picture has a whole address and words; without a site or a card there is none."""
    pictured = replace(page(article(title='"<제목>"')), picture="assets/cards/a.png")
    html = head(pictured, "x", SITE)
    found = properties(html)
    assert found["og:image"] == data(html)["image"] == SITE + "assets/cards/a.png"
    assert 'content="summary_large_image"' in html
    for bare in (head(replace(pictured, picture=""), "x", SITE), head(pictured, "x")):
        assert "og:image" not in bare
        assert "image" not in data(bare)
        assert 'content="summary"' in bare


def test_index_is_no_corporation() -> None:
    """What is listed nowhere has a name and no symbol."""
    index = next(one for one in Securities.load() if one.kind == "index")
    found = data(head(page(article(tickers=[index.id])), "x"))
    assert found["about"][0]["@type"] == "Thing"
    assert "tickerSymbol" not in found["about"][0]


@pytest.mark.parametrize("title", [*TITLES, "a\u2028b", "</script\n><!--", r'\u001f","x":"y'])
def test_hostile_titles_stay_inside(title: str) -> None:
    """No title ends the element or an attribute, and each comes back as it is."""
    one = article(title=title, deck=[title])
    html = head(page(one), title, SITE)
    script = html[html.index("application/ld+json") :].removesuffix("</script>").partition(">")[2]
    assert not set("<>&\u2028\u2029") & set(script)
    assert data(html)["headline"] == one.title
    assert properties(html)["og:title"] == one.title
    assert html.count("<script") == html.count("</script>") == 1
    assert re.sub(r'<meta (?:property|name)="[\w:]+" content="[^"<>]*">', "", html).startswith("<script type=")


def test_pages_that_are_no_article_have_no_data() -> None:
    """Lists and tombstones are described, not more."""
    found = pages(Catalogue(library(article(status="withdrawn")), Securities.load(), SETTINGS))
    for one in found:
        html = head(one, "x")
        assert "<script" not in html
        assert properties(html)["og:type"] == "website"


@pytest.mark.parametrize("url", ["", SITE])
def test_addresses_of_our_own_need_the_site(tmp_path: Path, url: str) -> None:
    """Canonical and OpenGraph addresses only where the site has one; one description."""
    site = build(GOLDEN / "content", tmp_path / "site", GOLDEN / "digest.toml", site_url=url)
    html = (site / "articles/2025/01/20250110-gaon-1/index.html").read_text("utf-8")
    assert (
        html.count('<meta name="description" property="og:description" content="첫 줄 · 둘째 줄 &quot;따옴표&quot;">')
        == 1
    )
    assert ('rel="canonical"' in html) is bool(url)
    assert ("og:url" in properties(html)) is bool(url)
    assert ("url" in data(html)["author"]) is bool(url)
    for path in site.rglob("*.html"):
        if "application/ld+json" in (text := path.read_text("utf-8")):
            graph(text)
    assert html.index("application/ld+json") < html.index("</head>")
