"""What machines read of a page: schema.org data as JSON-LD, and what a link to it shows elsewhere (OpenGraph).

The types are schema.org's `AnalysisNewsArticle` (our summary) and `isBasedOn` (the original): the page never claims to
be the original. Values are only those of the article; an address of our own stands only where the site has one.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from digest.site import addresses, dates, prose
from digest.site.front_matter import escaped
from digest.site.rows import series_title

if TYPE_CHECKING:
    from digest.model import Article
    from digest.site.catalogue import Catalogue
    from digest.site.companies import Company
    from digest.site.page import Page
    from digest.site.settings import Lang

_LOCALES: dict[Lang, str] = {"ko": "ko_KR", "en": "en_US"}
_SAFE = str.maketrans({char: f"\\u{ord(char):04x}" for char in "<>&\u2028\u2029"})
"""Inside a script element no text may end it or open another; JSON has its own way to write these."""


def article_data(catalogue: Catalogue, article: Article) -> dict[str, Any]:
    """The schema.org object of an article, without what only the site knows (address, publisher)."""
    lang = article.lang
    found: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "AnalysisNewsArticle",
        "headline": article.title,
        "inLanguage": lang,
        "datePublished": dates.machine(article.date, article.date_precision),
        "isAccessibleForFree": True,
    }
    if description := prose.description(article):
        found["description"] = description
    if article.source.url:
        found["isBasedOn"] = article.source.url
    if further := [item.url for item in article.sources if item.url]:
        found["citation"] = further
    named = catalogue.named(article)
    for key, wanted in (("about", True), ("mentions", False)):
        if companies := [_company(company, lang) for company, subject in named if subject is wanted]:
            found[key] = companies
    if topics := catalogue.topics_of(article):
        found["keywords"] = [topic.name_ko if lang == "ko" else topic.name_en for topic in topics]
    if series := catalogue.library.series.get(article.series or ""):
        title = series_title(series.title, series.title_ko, series.title_en, lang)
        found["isPartOf"] = {"@type": "CreativeWorkSeries", "name": title}
        if article.part:
            found["position"] = article.part
    return found


def head(page: Page, name: str, site: str = "") -> str:
    """The elements for a page's head.

    Args:
        page: The page.
        name: The site's name: author and publisher of what stands on it.
        site: The site's address with its last slash; empty where it is not known.
    """
    url = site + quote(addresses.url(page.path)) if site else ""
    properties = {
        "og:title": page.title,
        "og:type": "article" if page.data else "website",
        "og:site_name": name,
        "og:locale": _LOCALES[page.lang],
        "og:description": page.description,
        "og:url": url,
    }
    if page.data:
        properties["article:published_time"] = page.data["datePublished"]
    rows = [f'<meta property="{key}" content="{escaped(text)}">' for key, text in properties.items() if text]
    rows.append('<meta name="twitter:card" content="summary">')
    if page.data:
        rows.append(f'<script type="application/ld+json">{_script(_whole(page, name, site, url))}</script>')
    return "\n".join(rows)


def _whole(page: Page, name: str, site: str, url: str) -> dict[str, Any]:
    digest = {"@type": "Organization", "name": name} | ({"url": site} if site else {})
    own = {"url": url, "mainEntityOfPage": url} if url else {}
    return {**(page.data or {}), "author": digest, "publisher": digest, **own}


def _script(data: dict[str, Any]) -> str:
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")).translate(_SAFE)


def _company(company: Company, lang: Lang) -> dict[str, str]:
    """A listed company with its symbol as schema.org has it (MIC, a space, code); else only a name."""
    if not company.market(lang):
        return {"@type": "Thing", "name": company.name(lang)}
    return {"@type": "Corporation", "name": company.name(lang), "tickerSymbol": f"{company.mic} {company.code}"}
