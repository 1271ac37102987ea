"""What machines read of a page: schema.org data as JSON-LD, and what a link to it shows elsewhere (OpenGraph).

The types are schema.org's `AnalysisNewsArticle` (our summary) and `isBasedOn` (the original): the page never claims to
be the original. Values are only those of the article; an address of our own stands only where the site has one.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from digest.site import addresses, dates
from digest.site.front_matter import escaped
from digest.site.rows import series_title
from digest.site.words import say

if TYPE_CHECKING:
    from digest.model import Article, Series
    from digest.site.catalogue import Catalogue
    from digest.site.companies import Company
    from digest.site.page import Page
    from digest.site.settings import Lang

_SAFE = str.maketrans({char: f"\\u{ord(char):04x}" for char in "<>&\u2028\u2029"})
"""Inside a script element no text may end it or open another; JSON has its own way to write these."""
_OWN = "\x1f"
"""Stands for the site's address in data; no text of the library can hold it."""
_LISTS = {
    "series": (addresses.SERIES, "series"),
    "company": (addresses.COMPANIES, "companies"),
    "topic": (addresses.TOPICS, "topics"),
    "month": (addresses.MONTHS, "months"),
}
"""The list in which each kind of page stands, and its word."""


def article_data(catalogue: Catalogue, article: Article, *, brief: bool = False) -> dict[str, Any]:
    """The schema.org object of an article, without what only the site knows (address, publisher).

    A brief one says what the article is, what it rests on and whom it is about, by their symbols.
    """
    lang = article.lang
    found: dict[str, Any] = {
        "@type": "AnalysisNewsArticle",
        "headline": article.title,
        "inLanguage": lang,
        "datePublished": dates.machine(article.date, article.date_precision),
    }
    if article.modified and article.modified > article.date:
        found["dateModified"] = dates.machine(article.modified)
    if article.source.url:
        found["isBasedOn"] = article.source.url
    named = catalogue.named(article)
    for key, wanted in (("about", True), ("mentions", False))[: 1 if brief else None]:
        if companies := [_company(company, lang) for company, subject in named if subject is wanted]:
            found[key] = companies
    if brief:
        return found
    if topics := catalogue.topics_of(article):
        found["keywords"] = [topic.name_ko if lang == "ko" else topic.name_en for topic in topics]
    if series := catalogue.library.series.get(article.series or ""):
        title = series_title(series.title, series.title_ko, series.title_en, lang)
        found["isPartOf"] = {
            "@type": "CreativeWorkSeries",
            "name": title,
            "url": own(addresses.series_in(series.slug, series.lang, lang)),
        }
        if article.part:
            found["position"] = article.part
    return found


def series_data(catalogue: Catalogue, series: Series, lang: Lang, *, brief: bool = False) -> dict[str, Any]:
    """The schema.org object of a series on its page in one language: its articles there as an ordered list.

    A brief one only counts them.
    """
    listed = [article for article in catalogue.series[series.slug] if article.status != "withdrawn"]
    parts: dict[str, Any] = {
        "@type": "ItemList",
        "itemListOrder": "https://schema.org/ItemListOrderAscending",
        "numberOfItems": len(listed),
    }
    if not brief:
        parts["itemListElement"] = [
            {"@type": "ListItem", "position": place, "url": own(catalogue.path(catalogue.read_in(article, lang)))}
            for place, article in enumerate(listed, 1)
        ]
    return {
        "@type": "CreativeWorkSeries",
        "name": series_title(series.title, series.title_ko, series.title_en, lang),
        "inLanguage": lang,
        "mainEntity": parts,
    }


def own(path: str) -> str:
    """The address of our page at `path`, to be completed where the site's own is known, left out where it is not."""
    return _OWN + quote(addresses.url(path))


def head(page: Page, name: str, site: str = "", home: str = addresses.HOME) -> str:
    """The elements for a page's head.

    Args:
        page: The page.
        name: The site's name: author and publisher of what stands on it.
        site: The site's address with its last slash; empty where it is not known.
        home: The path of the home page of the page's language.
    """
    url = _address(page.path, site) if site else ""
    image = site + quote(page.picture) if site and page.picture else ""
    is_article = page.kind == "article" and bool(page.data)
    properties = [
        # What an article's data say already (language, moments, themes) is not said twice: every page pays for it.
        ("og:title", page.title),
        ("og:type", "article" if is_article else "website"),
        ("og:site_name", name),
        ("og:url", "" if page.brief else url),
        ("og:image", image),
    ]
    rows = [f'<meta property="{key}" content="{escaped(text)}">' for key, text in properties if text]
    if site:
        rows += [
            f'<link rel="alternate" hreflang="{lang}" href="{escaped(_address(path, site))}">'
            for lang, path in page.alternates.items()
        ]
    rows.append(f'<meta name="twitter:card" content="{"summary_large_image" if image else "summary"}">')
    nodes = [_node(page, name, site, url, image)] if page.data else []
    if site and (trail := _trail(page, name, site, home)):
        nodes.append(trail)
    if nodes:
        graph = {"@context": "https://schema.org"} | (nodes[0] if len(nodes) == 1 else {"@graph": nodes})
        told = json.dumps(_completed(graph, site), ensure_ascii=False, separators=(",", ":"))
        rows.append(f'<script type="application/ld+json">{told.translate(_SAFE)}</script>')
    return "".join(rows)


def _node(page: Page, name: str, site: str, url: str, picture: str) -> Any:
    digest = {"@type": "Organization", "name": name}
    linked = digest | ({"url": site} if site and not page.brief else {})
    made: dict[str, Any] = {**(page.data or {}), "publisher": linked}
    if page.brief:
        return made
    if page.kind == "article":
        made["author"], made["publisher"] = linked, digest
    elif url:
        made["url"] = url
    if picture:
        made["image"] = picture
    return made


def _trail(page: Page, name: str, site: str, home: str) -> dict[str, Any]:
    """The way from the home page to a page of a list, as search engines show it above a result.

    An article names its series in its own data.
    """
    if page.kind not in _LISTS:
        return {}
    path, word = _LISTS[page.kind]
    steps = [(home, name), (addresses.local(path, page.lang), say(page.lang, word))]
    return {
        "@type": "BreadcrumbList",
        "itemListElement": [
            {"@type": "ListItem", "position": place, "name": text, "item": _address(path, site)}
            for place, (path, text) in enumerate(steps, 1)
        ],
    }


def _completed(value: Any, site: str) -> Any:
    """With our own addresses whole, or without them where the site's is not known."""
    if isinstance(value, dict):
        return {key: _completed(one, site) for key, one in value.items() if site or not _is_own(one)}
    if isinstance(value, list):
        return [_completed(one, site) for one in value]
    return site + value.removeprefix(_OWN) if _is_own(value) else value


def _is_own(value: Any) -> bool:
    return isinstance(value, str) and value.startswith(_OWN)


def _address(path: str, site: str) -> str:
    return site + quote(addresses.url(path))


def _company(company: Company, lang: Lang) -> dict[str, str]:
    """A listed company with its symbol as schema.org has it (MIC, a space, code); else only a name."""
    if not company.market(lang):
        return {"@type": "Thing", "name": company.name(lang)}
    return {"@type": "Corporation", "name": company.name(lang), "tickerSymbol": f"{company.mic} {company.code}"}
