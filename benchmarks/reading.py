"""What each step over one article costs: CPU milliseconds an article, at two sizes so that growth shows.

    python benchmarks/reading.py [N ...]

The digest is made up (corpus.py) and kept in `.cache/bench`. Imports and tables are loaded before the clock starts.
"""

from __future__ import annotations

import contextlib
import gc
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar
from unittest import mock

import markdown

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks import corpus
from digest.check.tickers import check_tickers
from digest.enrich.related import Neighbours
from digest.enrich.securities import Securities
from digest.enrich.topics import topics
from digest.library import folder, reader
from digest.site import body, common_markdown, companies, prose, stance
from digest.site.body import EXTENSIONS
from digest.site.page import Body, Page
from digest.site.sanitise import clean
from digest.text import strict_yaml
from digest.text.markdown import escape_paragraph

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from digest.model import Article

CACHE = Path(__file__).resolve().parents[1] / ".cache" / "bench"
SIZES = (500, 2_000)
T = TypeVar("T")


def steps(content: Path) -> list[tuple[str, float]]:
    """Name and milliseconds an article of every step."""
    (library, problems), reading = _timed(lambda: folder.survey(content))
    if problems:
        raise SystemExit(f"the made-up digest is not valid: {problems[0]}")
    articles, securities = library.articles, Securities.load()
    texts = [(content / library.paths[article.id]).read_text("utf-8") for article in articles]
    fronts = [text.split("\n---\n")[0].removeprefix("---\n") + "\n" for text in texts]
    rows = [("library: survey of the folder", reading)]
    rows.append(("  of it strict_yaml.load", _cost(lambda text: strict_yaml.load(text, "x.md"), fronts)))
    rows.append(("  of it reader.read_article", _cost(lambda text: reader.read_article(text, "x.md"), texts)))
    rows.append(("check: tickers", _timed(lambda: list(check_tickers(library, securities, content)))[1]))
    rows.append(
        ("enrich: topics", _cost(lambda one: topics("\n".join([*one.deck, one.body]), title=one.title), articles))
    )
    names = {ticker: companies.find(securities, ticker).id for one in articles for ticker in _tickers(one)}
    near, index = _timed(lambda: Neighbours(articles, lambda ticker: names[ticker]))
    rows += [("enrich: related, the index", index), ("enrich: related, 4 near", _cost(near.related, articles))]
    rows.append(("site: stance of each company", _cost(lambda one: _stances(one, names), articles)))
    rows.append(("site: prose", _cost(lambda one: (prose.line(one), prose.description(one)), articles)))
    parser = markdown.Markdown(extensions=list(EXTENSIONS))
    made: list[str] = []
    rows.append(
        ("Python-Markdown, one instance", _cost(lambda one: made.append(parser.reset().convert(one.body)), articles))
    )
    rows.append(("site: sanitise", _cost(clean, made)))
    rows += _bodies(articles, library.paths)
    rows.append(
        ("text: escape every paragraph", _cost(lambda one: [*map(escape_paragraph, one.body.split("\n\n"))], articles))
    )
    return [(name, 1000 * seconds / len(articles)) for name, seconds in rows]


def _bodies(articles: Sequence[Article], sources: Mapping[str, str]) -> list[tuple[str, float]]:
    """Bodies as pages have them: as they are rendered, on a second page, and by Python-Markdown alone."""
    paths = {source: source.rsplit("/", 1)[1] for source in sources.values()}
    pages = [
        Page(paths[source], "", one.lang, "", "", source=source, body=one.body, bodies={"a": Body(source, one.body)})
        for one, source in ((one, sources[one.id]) for one in articles)
    ]

    def in_turn(*steps: Callable[[Page], object]) -> list[float]:
        spent = [0.0] * len(steps)
        for page in pages:
            body.forget()
            for number, step in enumerate(steps):
                start = time.process_time()
                step(page)
                spent[number] += time.process_time() - start
        return spent

    first, second = in_turn(lambda page: body.checked(page, paths, ()), lambda page: body.further(page, paths))
    with mock.patch.object(common_markdown, "convert", return_value=None):
        alone, again = in_turn(lambda page: body.checked(page, paths, ()), lambda page: body.further(page, paths))
    return [
        ("site: body with links", first),
        ("  on a second page", second),
        ("  by Python-Markdown alone", alone),
        ("  so on a second page", again),
    ]


def _tickers(article: Article) -> list[str]:
    return [*article.tickers, *article.mentions, *(row.ticker for row in article.impacts)]


def _stances(article: Article, names: dict[str, str]) -> None:
    for ticker in _tickers(article):
        stance.of_company(article, names[ticker], names.__getitem__)


def _cost(do: Callable[[T], object], items: list[T] | tuple[T, ...]) -> float:
    do(items[0])
    return _timed(lambda: [None for item in items if do(item) is ...])[1]


def _timed(do: Callable[[], T]) -> tuple[T, float]:
    gc.collect()
    start = time.process_time()
    made = do()
    return made, time.process_time() - start


def main() -> None:
    """Print the table."""
    sizes = [int(argument) for argument in sys.argv[1:]] or list(SIZES)
    columns = []
    for size in sizes:
        place = CACHE / str(size)
        corpus.write(place, size)
        with contextlib.chdir(place):
            columns.append(steps(place / "content"))
    print(f"{'CPU ms an article':<32}" + "".join(f"{size:>10,}" for size in sizes))
    for rows in zip(*columns, strict=True):
        print(f"{rows[0][0]:<32}" + "".join(f"{cost:>10.3f}" for _name, cost in rows))


if __name__ == "__main__":
    main()
