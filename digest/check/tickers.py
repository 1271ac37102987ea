"""Every code in an article must be a security that we know: a wrong code puts news on another company's page."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, Protocol

from digest.errors import Problem

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from digest.library.folder import Library
    from digest.model import Article, Security


class Securities(Protocol):
    """The part of the securities table that the check needs."""

    def get(self, ticker: str, /) -> Security | None:
        """The security of a ticker, or None."""

    def suggest(self, ticker: str, /) -> Sequence[str]:
        """Known tickers that look like it, best first."""


def check_tickers(library: Library, securities: Securities, content: Path) -> Iterator[Problem]:
    """One error for each unknown code, with its file, line and field. `content` is the folder that was read."""
    every = {code for article in library.articles for code in codes(article)}
    unknown = {code for code in every if securities.get(code) is None}
    suggested = set(islice(sorted(unknown), _SUGGESTED))
    for article in library.articles if unknown else ():
        for field, ticker in _fields(article):
            if ticker in unknown:
                path = library.paths[article.id]
                yield Problem(
                    path=library.lines.get(path, path),
                    line=_line(content / path, field.partition(".")[0], ticker),
                    field=field,
                    what=f'"{ticker}" is no security that we know',
                    remedy=_remedy(_named(securities, ticker, article.lang) if ticker in suggested else ()),
                    rule="ticker-unknown",
                )


def check_doubles(article: Article, securities: Securities, path: str) -> Iterator[Problem]:
    """One error for each code of the two lists, or of the judgements, that names a company again, however written."""
    seen: dict[str, str] = {}
    for number, code in enumerate((*article.tickers, *article.mentions)):
        mentioned = number - len(article.tickers)
        field = f"mentions.{mentioned}" if mentioned >= 0 else f"tickers.{number}"
        security = securities.get(code)
        first = seen.setdefault(security.id if security else code, field)
        if first != field:
            what = f'"{code}" names a company that {first.partition(".")[0]} has already'
            yield Problem(path, 0, field, what, "keep it once", rule="ticker-double")
    yield from _judged(article, securities, path)


def _judged(article: Article, securities: Securities, path: str) -> Iterator[Problem]:
    """One error for each judgement of a company that has one already."""
    rows = article.sentiment.companies if article.sentiment else ()
    groups = (
        ("impacts", [row.ticker for row in article.impacts]),
        ("sentiment.companies", [row.ticker for row in rows]),
    )
    for group, codes in groups:
        judged: set[str] = set()
        for number, code in enumerate(codes):
            security = securities.get(code)
            name = security.id if security else code
            if name in judged:
                what = f'"{code}" is judged twice'
                remedy = "keep one row; where the news cuts both ways, it is mixed"
                yield Problem(path, 0, f"{group}.{number}.ticker", what, remedy, rule="ticker-double")
            judged.add(name)


def check_listed(article: Article, securities: Securities, path: str) -> Iterator[Problem]:
    """One error for each company that only the sentiment judges: the page would link to one that has no page."""
    listed = (*article.tickers, *article.mentions, *(row.ticker for row in article.impacts))
    known = {security.id if (security := securities.get(code)) else code for code in listed}
    for number, row in enumerate(article.sentiment.companies if article.sentiment else ()):
        security = securities.get(row.ticker)
        if (security.id if security else row.ticker) not in known:
            what = f'"{row.ticker}" is judged, but stands in neither tickers nor mentions'
            remedy = f'add "{row.ticker}" to mentions, or remove the row'
            yield Problem(path, 0, f"sentiment.companies.{number}.ticker", what, remedy, rule="ticker-unlisted")


def codes(article: Article) -> Iterable[str]:
    """Every code in an article, with repeats."""
    light: Iterable[str] | None = getattr(article, "codes", None)  # of an entry of the build (`digest.build.entry`)
    return (code for _, code in _fields(article)) if light is None else light


def _fields(article: Article) -> Iterable[tuple[str, str]]:
    for name, codes in (("tickers", article.tickers), ("mentions", article.mentions)):
        yield from ((f"{name}.{number}", code) for number, code in enumerate(codes))
    yield from ((f"impacts.{number}.ticker", row.ticker) for number, row in enumerate(article.impacts))
    if article.sentiment:
        for number, row in enumerate(article.sentiment.companies):
            yield f"sentiment.companies.{number}.ticker", row.ticker


def _named(securities: Securities, ticker: str, lang: str) -> list[str]:
    """The codes nearest to an unknown one, each with its company: of two that look alike one is another's."""
    found = [(code, securities.get(code)) for code in securities.suggest(ticker)]
    return [f"{code} ({row.name_ko if lang == 'ko' else row.name_en})" if row else code for code, row in found]


def _remedy(suggestions: Sequence[str]) -> str:
    return f"did you mean {' or '.join(suggestions[:3])}? Else {_ADD}" if suggestions else f"correct it, or {_ADD}"


_SUGGESTED = 50
"""Most unknown codes that are looked for among all known ones: each takes some milliseconds."""
_ADD = (
    "make it known: digest securities import FILE with the market's list of codes, or a row of your own in "
    "securities.csv beside the content folder, whose first line is mic,code,isin,name_ko,name_en,aliases,sector,kind,"
    "flags"
)
"""A digest of one's own has that table; ours comes with the package."""


def _line(path: Path, field: str, ticker: str) -> int:
    """The first line with the quoted code at or after the field's own line."""
    try:
        lines = path.read_text("utf-8").split("\n")
    except OSError:
        return 0
    start = next((number for number, line in enumerate(lines) if line.startswith(f"{field}:")), 0)
    codes = (f'"{ticker}"', f"'{ticker}'")
    return next((number for number, line in enumerate(lines[start:], start + 1) if any(c in line for c in codes)), 1)
