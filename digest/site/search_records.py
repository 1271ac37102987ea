"""What search holds of a library: each article as a record, each company, series, topic and publisher as an entry."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from digest.search import Entry, Record, Source
from digest.site import addresses, body, body_lines, publishers, rows, stance

if TYPE_CHECKING:
    from collections.abc import Iterator

    from digest.model import Article
    from digest.site.catalogue import Catalogue
    from digest.site.stance import Stance


def records(catalogue: Catalogue) -> Iterator[Record]:
    """Every published article. A draft in a preview is not searched, as it would not be on the site."""
    for article in catalogue.listed:
        if article.status == "published":
            yield catalogue.derived("search", article, partial(record, catalogue, article))


def sources(catalogue: Catalogue) -> Iterator[Source | Record]:
    """The same, where the catalogue knows what did not change: not read before search asks for it."""
    for article in catalogue.listed:
        if article.status == "published":
            read = partial(catalogue.derived, "search", article, partial(record, catalogue, article))
            digest = catalogue.derived_from(article)
            yield Source(article.id, article.date, article.lang, digest, read) if digest else read()


def record(catalogue: Catalogue, article: Article) -> Record:
    """One article as it is searched: its own fields and the names of its companies and series, no other article."""
    companies = [company for company, _ in catalogue.named(article)]
    series = catalogue.library.series.get(article.series or "")
    source = publishers.find(article.source)
    names: list[str] = []
    facets = [f"l:{article.lang}", f"m:{article.sentiment.label if article.sentiment else 'none'}"]
    if series:
        titles = dict.fromkeys((series.title, series.title_ko or "", series.title_en or "", *series.aliases))
        names += [f"{title} {article.part}" if article.part else title for title in titles if title]
        facets.append(f"s:{series.slug}")
        if article.part:
            facets.append(f"s:{series.slug}:{article.part}")
    names += article.deck
    spoken = [" ".join(dict.fromkeys((company.name_ko, company.name_en, company.code))) for company in companies]
    names += spoken
    facets += [f"c:{company.slug}" for company in companies]
    facets += [f"t:{topic.key}" for topic in catalogue.topics_of(article)]
    if source:
        facets.append(f"p:{source.slug}")
        names.append(source.name)
    other = catalogue.translations.get(article.id)
    shown: dict[str, str | int] = {
        "p": source.name if source else rows.publisher(article.source),
        "m": _judgement(stance.of_article(article)),
    }
    if series:
        ko, en = series.title_ko or series.title, series.title_en or series.title
        shown |= {"s": ko, "o": article.part or 0}
        if en != ko:
            shown["e"] = en
    if other:
        names += [other.title, *other.deck]
        shown |= {"tu": addresses.url(catalogue.path(other)), "tt": other.title, "tl": other.lang}
    both = (article, other) if other else (article,)
    told = dict.fromkeys(line for one in both for line in body_lines.lines(body.unlinked(one.body)))
    beside = dict.fromkeys(line for one in both for line in _beside(one))
    return Record(
        id=article.id,
        url=addresses.url(catalogue.path(article)),
        date=article.date,
        title=article.title,
        lang=article.lang,
        names=tuple(names),
        body=tuple(told),
        text=tuple(beside),
        facets=tuple(facets),
        shown=shown,
        companies=tuple(spoken),
    )


def entries(catalogue: Catalogue) -> list[Entry]:
    """Pages that have a name, and publishers, which are a filter."""
    found: list[Entry] = []
    for company, counts in catalogue.coverage_counts.items():
        found.append(
            Entry(
                "company",
                company.slug,
                company.name_ko,
                company.name_en,
                company.code,
                aliases(catalogue, company.id),
                sum(counts),
            )
        )
    for slug, series in catalogue.library.series.items():
        ko, en = series.title_ko or series.title, series.title_en or series.title
        others = tuple(name for name in dict.fromkeys((series.title, *series.aliases)) if name not in {ko, en})
        listed = [article for article in catalogue.series[slug] if article.status == "published"]
        found.append(Entry("series", slug, ko, en, "", others, len(listed), series.lang))
    found += [
        Entry("topic", topic.key, topic.name_ko, topic.name_en, "", (), len(articles))
        for topic, articles in catalogue.topics.items()
    ]
    found += [
        Entry("publisher", slug, one.name, rows.called(one.name, "en"), "", (), len(articles))
        for slug, (one, articles) in catalogue.publishers.items()
    ]
    return found


def _judgement(made: Stance) -> str:
    """`negative`; of a machine `negative importer`, and `negative importer reviewed` once somebody has looked."""
    machine = [made.by, *(["reviewed"] if made.reviewed else [])] if made.made_by_machine else []
    return " ".join([made.label, *machine])


def aliases(catalogue: Catalogue, company: str) -> tuple[str, ...]:
    """Other names of a company in the table of securities."""
    security = catalogue.securities.get(company)
    return security.aliases if security else ()


def _beside(article: Article) -> Iterator[str]:
    """What is searched beside the body: not all of it stands on the page as it is here."""
    for impact in article.impacts:
        if impact.reason:
            yield impact.reason
    for figure in article.figures:
        yield f"{figure.label} {figure.text}" if figure.text else figure.label
    if article.excerpt:
        yield article.excerpt
    if article.kicker:
        yield article.kicker
