"""The library turned over once: what each series, company and month holds, so that pages only look up."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, cached_property
from typing import TYPE_CHECKING, Any

from digest.enrich import topics
from digest.enrich.related import Neighbours
from digest.model.translation import translated
from digest.site import addresses, cards, companies, periods, prose, publishers, stance
from digest.site.settings import LANGS
from digest.site.tally import Tally

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from digest.check.disagreements import Disagreement
    from digest.enrich.topics import Topic
    from digest.library.folder import Library
    from digest.library.history import Revision
    from digest.model import Article
    from digest.site.cards import Card
    from digest.site.companies import Company, Securities
    from digest.site.publishers import Publisher
    from digest.site.settings import Lang, Settings
    from digest.site.stance import Stance

RECENT = 200
"""Articles that have a card of their own with `cards = "recent"`: drawing them takes a few seconds."""
LIVING = 1_000
"""Newest articles, whose series still live; of what is older the site holds less (`ended`, `living`)."""


@dataclass(frozen=True, slots=True)
class Coverage:
    """One article in which a company stands."""

    article: Article
    subject: bool
    """Whether it is about the company, or only names it."""
    stance: Stance


class Catalogue:
    """Look-ups over a library; articles are newest first everywhere but inside a series.

    Args:
        library: What was read.
        securities: The table of securities.
        settings: The site's settings.
        drafts: Whether drafts are shown (a preview) or left out.
    """

    def __init__(self, library: Library, securities: Securities, settings: Settings, *, drafts: bool = False) -> None:
        self.library = library
        self.settings = settings
        self.securities = securities
        self.drafts = drafts
        self._topics: dict[str, tuple[Topic, ...]] = {}
        self.disagreements: dict[str, tuple[Disagreement, ...]] = {}
        """Those within each series, as far as pages have asked for them."""
        self._named: dict[str, list[tuple[Company, bool]]] = {}
        self.company: Callable[[str], Company] = cache(lambda ticker: companies.find(securities, ticker))

    @cached_property
    def shown(self) -> tuple[Article, ...]:
        """Articles that have a page: published, withdrawn (a tombstone), and drafts in a preview."""
        return tuple(article for article in self.library.articles if self.drafts or article.status != "draft")

    @cached_property
    def listed(self) -> tuple[Article, ...]:
        """Articles that stand in lists."""
        return tuple(article for article in self.shown if article.status != "withdrawn")

    @cached_property
    def english(self) -> tuple[Article, ...]:
        """Articles of lists that can be read in English: written in it, or with a translation."""
        words = self.library.translations
        return tuple(one for one in self.listed if one.lang == "en" or (one.id in words and words[one.id].lang == "en"))

    @cached_property
    def homes(self) -> Mapping[Lang, str]:
        """The home page of each language: the one that is written in it, else the first one."""
        pages = self.library.pages
        known = (addresses.HOME, addresses.HOME_EN, addresses.HOME_KO)
        written = {pages[path].lang: path for path in reversed(known) if path in pages}
        return dict.fromkeys(LANGS, addresses.HOME) | written

    @cached_property
    def by_id(self) -> Mapping[str, Article]:
        """Articles with a page, by their id."""
        return {article.id: article for article in self.shown}

    @cached_property
    def picks(self) -> tuple[Article, ...]:
        """Articles that the editors recommend, newest first."""
        return tuple(article for article in self.listed if article.pick)

    @cached_property
    def revisions(self) -> Mapping[str, tuple[Revision, ...]]:
        """Corrections since publication by the article's id, newest first; articles without any are not there."""
        kept = self.library.revisions
        return {name: kept[path] for name, path in self.library.paths.items() if path in kept}

    @cached_property
    def newest(self) -> frozenset[str]:
        """Ids of the articles that are recent enough for a card of their own."""
        return frozenset(article.id for article in self.listed[:RECENT])

    @cached_property
    def recent_companies(self) -> frozenset[str]:
        """Ids of the companies that stand in those."""
        recent = self.listed[:RECENT]
        return frozenset(company.id for article in recent for company, _ in self.named(article))

    @cached_property
    def living(self) -> frozenset[str]:
        """Slugs of the series that have one of the newest articles.

        Only of these there is a page that holds every text once more, and feeds hold more than the last article: in a
        large library most series ended long ago, and would be a quarter of the site's bytes.
        """
        return frozenset(article.series for article in self.listed[:LIVING] if article.series)

    @cached_property
    def fresh(self) -> frozenset[str]:
        """Ids of the newest articles."""
        return frozenset(article.id for article in self.listed[:LIVING])

    def ended(self, article: Article) -> bool:
        """Whether neither it nor its series is among the newest: its page holds less of what lists have too."""
        if article.series:
            return article.series not in self.living
        return article.id not in self.fresh

    @cached_property
    def cards(self) -> Mapping[str, Card]:
        """Every picture for links, by the path of its file."""
        return cards.wanted(self)

    @cached_property
    def neighbours(self) -> Neighbours:
        """The index of related articles over those that stand in lists."""
        return Neighbours(self.listed, lambda ticker: self.company(ticker).id)

    @cached_property
    def series(self) -> Mapping[str, tuple[Article, ...]]:
        """Articles with a page of each series: parts in order, then those without a part by date."""
        found: dict[str, list[Article]] = {slug: [] for slug in self.library.series}
        for article in reversed(self.shown):
            if article.series:
                found[article.series].append(article)
        return {slug: tuple(sorted(items, key=lambda item: item.part or 10_000)) for slug, items in found.items()}

    @cached_property
    def months(self) -> Mapping[str, tuple[Article, ...]]:
        """Articles by month, newest month first."""
        return periods.grouped(self.listed, lambda article: addresses.month_key(article.date))

    @cached_property
    def years(self) -> Mapping[int, tuple[Article, ...]]:
        """Articles by year, newest year first."""
        return periods.grouped(self.listed, lambda article: article.date.year)

    @cached_property
    def weeks(self) -> Mapping[str, tuple[Article, ...]]:
        """Articles by ISO week, newest week first."""
        return periods.grouped(self.listed, lambda article: addresses.week_key(article.date))

    @cached_property
    def beside_month(self) -> Mapping[str, tuple[str, str]]:
        """Of each month the one before it and the one after it that have articles; empty where there is none."""
        return periods.beside(list(self.months))

    @cached_property
    def beside_week(self) -> Mapping[str, tuple[str, str]]:
        """The same of weeks."""
        return periods.beside(list(self.weeks))

    @cached_property
    def week_tallies(self) -> Mapping[str, Tally]:
        """How the articles of each week were judged, newest week first."""
        return {
            week: Tally.of(stance.of_article(article).label for article in found) for week, found in self.weeks.items()
        }

    @cached_property
    def publishers(self) -> Mapping[str, tuple[Publisher, tuple[Article, ...]]]:
        """Articles by publisher's slug, most articles first; a publisher has the name of its newest article."""
        found: dict[str, tuple[Publisher, list[Article]]] = {}
        for article in self.listed:
            if one := publishers.find(article.source):
                found.setdefault(one.slug, (one, []))[1].append(article)
        order = sorted(found, key=lambda slug: (-len(found[slug][1]), slug))
        return {slug: (found[slug][0], tuple(found[slug][1])) for slug in order}

    @cached_property
    def topics(self) -> Mapping[Topic, tuple[Article, ...]]:
        """Articles by theme, themes in the order of their table; a theme without articles is not there."""
        found = {
            topic: tuple(item for item in self.listed if topic in self.topics_of(item)) for topic in topics.table()
        }
        return {topic: items for topic, items in found.items() if items}

    def topics_of(self, article: Article) -> tuple[Topic, ...]:
        """The themes of one article, the strongest first, from headline, deck and summary of the original."""
        if article.id not in self._topics:
            original = self.by_id[article.id]
            keys = topics.topics("\n".join([*original.deck, original.body]), title=original.title)
            self._topics[article.id] = tuple(topic for key in keys for topic in topics.table() if topic.key == key)
        return self._topics[article.id]

    @cached_property
    def coverage(self) -> Mapping[Company, tuple[Coverage, ...]]:
        """Articles by company: as subject first, then as mentioned; companies in the order of their ids."""
        found: dict[Company, dict[str, Coverage]] = {}
        for article in self.listed:
            for company, subject in self.named(article):
                made = stance.of_company(article, company.id, lambda ticker: self.company(ticker).id)
                found.setdefault(company, {}).setdefault(article.id, Coverage(article, subject, made))
        return {
            company: tuple(sorted(found[company].values(), key=lambda item: not item.subject))
            for company in sorted(found)
        }

    def about(self, company: Company) -> Iterable[Article]:
        """The articles in which a company stands, as subject first, without what they say of it."""
        return (item.article for item in self.coverage[company])

    @cached_property
    def coverage_counts(self) -> Mapping[Company, tuple[int, int]]:
        """How many articles are about each company, and how many only name it."""
        counts = {company: sum(item.subject for item in found) for company, found in self.coverage.items()}
        return {company: (n, len(self.coverage[company]) - n) for company, n in counts.items()}

    def named(self, article: Article) -> list[tuple[Company, bool]]:
        """The companies of one article, each once, with whether it is a subject."""
        if article.id in self._named:
            return self._named[article.id]
        judged = self.judged_codes(article)
        rows = [(ticker, True) for ticker in article.tickers] + [(ticker, False) for ticker in article.mentions]
        rows += [(ticker, False) for ticker in judged]
        found: dict[str, tuple[Company, bool]] = {}
        for ticker, subject in rows:
            company = self.company(ticker)
            if company.id not in found:
                found[company.id] = (company, subject)
        self._named[article.id] = list(found.values())
        return self._named[article.id]

    def judged_codes(self, article: Article) -> Sequence[str]:
        """The codes of an article's table of impacts."""
        return [impact.ticker for impact in article.impacts]

    @cached_property
    def translations(self) -> Mapping[str, Article]:
        """Articles in their other language, by the id that they share with the original."""
        return {
            name: translated(self.by_id[name], words)
            for name, words in self.library.translations.items()
            if name in self.by_id and self.by_id[name].status != "withdrawn"
        }

    @cached_property
    def pages_of_files(self) -> Mapping[str, str]:
        """The path of the page that each content file became, for links in bodies."""
        found = {self.library.paths[article.id]: self.path(article) for article in self.shown}
        for name, article in self.translations.items():
            found[f"{self.library.paths[name].removesuffix('.md')}.{article.lang}.md"] = self.path(article)
        return found | {path: path for path in (*map(addresses.series, self.library.series), *self.library.pages)}

    def read_in(self, article: Article, lang: str) -> Article:
        """The article in `lang` where it is or can be read in it, else as it is."""
        other = self.translations.get(article.id) if article.lang != lang else None
        return other if other and other.lang == lang else article

    def derived(self, name: str, article: Article, make: Callable[[], Any]) -> Any:  # noqa: ARG002 - for builders
        """What `make` gives of one article; a builder that remembers it knows it by its name."""
        return make()

    def derived_from(self, article: Article) -> str:  # noqa: ARG002 - for builders
        """A digest of all that is derived from an article; empty where nothing is remembered."""
        return ""

    def line(self, article: Article) -> str:
        """The one line that stands for the article in lists."""
        return prose.line(article)

    def description(self, article: Article) -> str:
        """The article in a sentence, for feeds and link previews."""
        return prose.description(article)

    def path(self, article: Article) -> str:
        """Where the article's page stands; a translation has an address of its own."""
        path = addresses.article(self.library.paths[article.id], article.id)
        return path if article.lang == self.by_id[article.id].lang else addresses.translation(path, article.lang)
