"""The ledger of addresses: every address that was ever published, so that none of them ever leads to nothing.

`ledger.csv` beside the content folder, one row an address, written by `digest ledger` and kept in the repository; rows
are only ever added. An address of which no page is left is answered by a small page of its own (`answers`):

* an article whose file moved (its month changed) leads to where the article now is, by its id;
* `moved_to` leads where a curator says, to an address below the site or to one of another site (`digest archive` writes
  those); `gone` says in the curator's words why nothing is left;
* lists and further pages that ran empty (a company, a month, the second leaf) lead to what stands above them.

An article or a series that is simply gone is an error: `digest check` and the build tell it with the remedy.
"""

from __future__ import annotations

import csv
import io
import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from digest.errors import LibraryError, Problem
from digest.site import addresses
from digest.text import merge_marks
from digest.text.normalise import clean_line

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping
    from pathlib import Path

    from digest.library.folder import Library

NAME = "ledger.csv"
FIELDS = ("address", "moved_to", "gone")
MAX_BYTES = 64 * 1024 * 1024
_ADDRESS = re.compile(r"(?:[0-9A-Za-z가-힣][0-9A-Za-z가-힣._-]{0,199}/){1,12}|")
"""Below the site, with a slash at its end; the home page is empty."""
_FILE = re.compile(r"\.(?:html?|xml|txt|json|js|css|png|jpe?g|webp|svg|ico|bin|csv|gz|zip|webmanifest)/", re.IGNORECASE)
"""A folder that has the name of a file of the site would stand in its place."""
_ELSEWHERE = re.compile(r"https?://[0-9A-Za-z.-]{1,253}(?::\d{1,5})?/(?:[0-9A-Za-z가-힣._~%-]{1,600}/){0,14}")
"""On another site: whole, and with the slash too."""
ARTICLE = re.compile(r"(?:(?:en|ko)/)?articles/(?:[^/]+/)*?\d{4}/\d\d/([^/]+)/")
SERIES = re.compile(r"series/[^/]+/")


@dataclass(frozen=True, slots=True)
class Row:
    """One address that was published."""

    address: str
    moved_to: str = ""
    """The address that a curator put in its place; whole where it is on another site."""
    gone: str = ""
    """Why a curator took it away for good, for readers."""
    line: int = 0


@dataclass(frozen=True, slots=True)
class Ledger:
    """The addresses in the order in which they were published."""

    name: str = NAME
    """How messages call the file."""
    rows: Mapping[str, Row] = field(default_factory=dict)

    def with_new(self, published: Iterable[str]) -> Ledger:
        """With the addresses that are not in it yet at its end, sorted."""
        new = sorted(set(published) - set(self.rows))
        return Ledger(self.name, {**self.rows, **{address: Row(address) for address in new}})

    def moved(self, places: Mapping[str, str]) -> Ledger:
        """With where addresses are now; what a curator wrote already stays."""
        rows = {
            address: replace(row, moved_to=places[address])
            if address in places and not (row.moved_to or row.gone)
            else row
            for address, row in self.rows.items()
        }
        return Ledger(self.name, rows)

    def away(self) -> dict[str, str]:
        """Ids of articles that stand on another site, and where."""
        rows = ((ARTICLE.fullmatch(row.address), row.moved_to) for row in self.rows.values())
        return {match[1]: target for match, target in rows if match and is_elsewhere(target)}

    def text(self) -> str:
        """The file."""
        out = io.StringIO()
        writer = csv.writer(out, lineterminator="\n")
        writer.writerow(FIELDS)
        writer.writerows((row.address, row.moved_to, row.gone) for row in self.rows.values())
        return out.getvalue()


def beside(content: Path) -> Path:
    """Where the ledger of a content folder is."""
    return content.absolute().parent / NAME


def read(path: Path) -> Ledger:
    """The ledger; an empty one where there is no file.

    Raises:
        LibraryError: With every row that cannot be read.
    """
    if not path.is_file():
        return Ledger()
    if path.stat().st_size > MAX_BYTES:
        raise LibraryError([_problem(0, "is larger than 64 MB", "restore it from the repository")])
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise LibraryError([_problem(0, "is not UTF-8 text", 'save it as UTF-8 (Excel: "CSV UTF-8")')]) from error
    found: dict[str, Row] = {}
    wrong: list[Problem] = []
    for line, cells in enumerate(_rows(text), 2):
        if not cells:
            continue
        if len(cells) != len(FIELDS):
            wrong.append(_problem(line, f"has {len(cells)} cells in place of 3", "put texts with commas in quotes"))
            continue
        row = Row(cells[0].strip(), cells[1].strip(), clean_line(cells[2]), line)
        wrong += _faults(row, found)
        found.setdefault(row.address, row)
    if wrong:
        raise LibraryError(wrong)
    return Ledger(NAME, found)


def _rows(text: str) -> list[list[str]]:
    """Its rows below the header."""
    try:
        if first := merge_marks.first(text.split("\n")):
            raise LibraryError([_problem(first, merge_marks.WHAT, merge_marks.remedy("the rows of both"))])
        rows = list(csv.reader(io.StringIO(text), strict=True))
    except csv.Error as error:
        raise LibraryError([_problem(0, f"cannot be read ({error})", "save it as CSV in UTF-8")]) from error
    if not rows or tuple(rows[0]) != FIELDS:
        what = f"must begin with {','.join(FIELDS)}"
        raise LibraryError([_problem(1, what, "restore it from the repository, then run: digest ledger")])
    return rows[1:]


def _faults(row: Row, found: Mapping[str, Row]) -> Iterator[Problem]:
    for name, value in (("address", row.address), ("moved_to", row.moved_to)):
        if (_FILE.search(value) or not _ADDRESS.fullmatch(value)) and not (
            name == "moved_to" and _ELSEWHERE.fullmatch(value)
        ):
            what = f'"{value}" is not an address below the site'
            remedy = "write it as series/deepseek-shock/, without the site, with the slash"
            if name == "moved_to":
                remedy += "; one of another site whole, with the slash too"
            yield _problem(row.line, what, remedy, name)
    if row.address in found:
        yield _problem(row.line, f"repeats line {found[row.address].line}", "keep one of them")
    if row.moved_to and row.gone:
        yield _problem(row.line, "has both moved_to and gone", "keep one: where it moved, or why it is gone", "gone")


def _problem(line: int, what: str, remedy: str, name: str = "") -> Problem:
    return Problem(NAME, line, name, what, remedy, rule="ledger")


def problems(ledger: Ledger, standing: Collection[str], drafts: Collection[str] = ()) -> Iterator[Problem]:
    """Articles and series that were published and are nowhere now, and rows that lead nowhere.

    Args:
        ledger: The addresses that were published.
        standing: The addresses of articles, series and pages written by hand, as `standing` gives them.
        drafts: Ids of articles that are drafts.
    """
    moved = by_id(standing)
    told: set[str] = set()
    for row in ledger.rows.values():
        article = ARTICLE.fullmatch(row.address)
        if row.address in standing:
            if is_elsewhere(row.moved_to) and (article or SERIES.fullmatch(row.address)):
                what = f"{row.address} was moved to {row.moved_to}, and stands here again"
                yield _problem(row.line, what, "remove its file here, or empty moved_to in this line", "moved_to")
            continue
        if row.moved_to:
            if end := _nowhere(ledger, row, standing, moved):
                what, remedy = end
                yield _problem(row.line, what, remedy, "moved_to")
        elif row.gone or (article and article[1] in moved):
            continue
        elif article and article[1] in drafts:
            what = f"{row.address} was published, and its article is a draft now"
            yield _problem(row.line, what, "set status: withdrawn, so that readers are told", "address")
        elif row.address.partition("/")[2] in told:
            continue  # a page in the other language follows the row of the first
        elif article or SERIES.fullmatch(row.address):
            told.add(row.address)
            what = f"{row.address} was published, and nothing stands there now"
            remedy = "restore its file (an article may have status: withdrawn), or write in this line the address that "
            remedy += "took its place (moved_to) or why it is gone (gone)"
            yield _problem(row.line, what, remedy, "address")


def _nowhere(ledger: Ledger, row: Row, standing: Collection[str], moved: Mapping[str, str]) -> tuple[str, str] | None:
    """What is wrong with where a row leads, and the remedy; None where a page answers in the end."""
    seen = {row.address}
    target = row.moved_to
    while target not in standing and not is_elsewhere(target):
        if target in seen:
            return f"{row.moved_to} leads in a circle", "write the address at which the page is now"
        seen.add(target)
        further = ledger.rows.get(target)
        if further is None:
            return f"{row.moved_to} is no address of this site", "write one that is, as series/deepseek-shock/"
        article = ARTICLE.fullmatch(target)
        if not further.moved_to:
            durable = article or SERIES.fullmatch(target)
            answered = further.gone or not durable or (article and article[1] in moved)
            return None if answered else (f"{row.moved_to} is gone too", "write an address that still stands")
        target = further.moved_to
    return None


def is_elsewhere(address: str) -> bool:
    """Whether an address is one of another site; what stands there is not asked."""
    return "://" in address


def standing(library: Library) -> tuple[set[str], set[str]]:
    """The addresses of articles that are no draft, of series and of pages written by hand; and the ids of drafts."""
    found = {addresses.url(path) for path in library.pages} | {
        addresses.url(addresses.series(one)) for one in library.series
    }
    public = [article for article in library.articles if article.status != "draft"]
    found |= {addresses.url(addresses.article(library.paths[article.id], article.id)) for article in public}
    return found, {article.id for article in library.articles if article.status == "draft"}


def by_id(standing: Iterable[str]) -> dict[str, str]:
    """The addresses of articles by their ids."""
    return {match[1]: address for address in standing if (match := ARTICLE.fullmatch(address))}
