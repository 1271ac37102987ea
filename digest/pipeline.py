"""Where a prepared input goes: its id, its series, its copies, and the file.

One process does this, in the order of the inputs, so that an import gives the same files however many processes
prepared it (`stage`). This and `stage` are the only places that know all steps; each step knows only its own.
"""

from __future__ import annotations

import difflib
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from types import MappingProxyType
from typing import TYPE_CHECKING

from filelock import FileLock, Timeout

from digest.acquire.store import Store
from digest.check.duplicates import DAYS, Known, near
from digest.check.nearby import Nearby
from digest.enrich.draft import NO_SUMMARY, placed
from digest.errors import InputError
from digest.extract.marks import is_kicker
from digest.extract.urls import identify
from digest.files import as_folder, sweep
from digest.library.merge import OPTIONS
from digest.library.save import Shelf, earlier, entry, new_series, plan, save, save_series
from digest.library.writer import write_article
from digest.site import ledger
from digest.stage import Wishes, prepare
from digest.text.slug import slug

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from digest.check.nearby import Other
    from digest.enrich.securities import Securities
    from digest.enrich.sentiment import Scorer
    from digest.library.save import Earlier, Saved
    from digest.model import Extraction, Rights
    from digest.stage import Prepared

USUAL: Rights = "excerpt"
"""Rights where nobody says otherwise."""
MAX_AROUND = 200
"""Articles of the days around that a new one is compared with, the last of them."""
TOLD = 3
"""Copies that a curator is told of."""
LOCK_SECONDS = 30.0
"""How long a second import waits for the first."""


@dataclass(frozen=True, slots=True)
class Options:
    """What the curator decided on the command line; it holds for every input of one call."""

    title: str | None = None
    date: str | None = None
    lang: str | None = None
    series: str | None = None
    part: int | None = None
    rights: Rights | None = None
    """None for the usual ones of a new article, and those that it has of an old one."""
    basis: str | None = None
    dry_run: bool = False
    scorer: Scorer | None = None
    """Who judges sentiment; None for the lexicon."""
    url: str | None = None

    @property
    def wishes(self) -> Wishes:
        """What of it concerns the reading of an input."""
        return Wishes(self.url, self.title, self.date, self.lang, self.rights or USUAL, self.basis)

    @property
    def given(self) -> frozenset[str]:
        """The options that say something of an article, by their names in `merge.OPTIONS`."""
        return frozenset(name for name in OPTIONS if getattr(self, name))


@dataclass(frozen=True, slots=True)
class Imported:
    """What became of one input."""

    saved: Saved
    page: Extraction
    notes: tuple[str, ...]
    """All that the curator should know, the file's own notes included."""
    diff: str = ""
    """Unified diff of the file; only of a dry run."""

    @property
    def doubtful(self) -> bool:
        """Whether there is more to see to than the summary."""
        return any(note != NO_SUMMARY for note in self.notes)


@contextmanager
def importer(content: Path, securities: Securities, options: Options) -> Iterator[Importer]:
    """An importer that has the content folder to itself.

    Raises:
        InputError: When another import holds the folder, or it is none.
        LibraryError: When files of the library are invalid.
    """
    as_folder(content, "--content")
    store = Store(content)
    away = ledger.read(ledger.beside(content)).away()
    if options.dry_run:
        yield Importer(Shelf.read(content), store, securities, options, away)
        return
    lock = FileLock(store.prepare() / "lock", timeout=LOCK_SECONDS)
    try:
        lock.acquire()
    except Timeout as error:
        raise InputError("another import is at work in this folder", "wait until it is done", path=content) from error
    try:
        _swept(content, store)
        yield Importer(Shelf.read(content), store, securities, options, away)
    except BaseException:
        # An interruption may fall between the making of a temporary file and the watch over it.
        _swept(content, store)
        raise
    finally:
        lock.release()


def _swept(content: Path, store: Store) -> None:
    sweep(content)
    sweep(store.folder)


class Importer:
    """Takes one extraction after another.

    Args:
        shelf: What is known of the library.
        store: Where what was scraped is kept.
        securities: The table of securities.
        options: What the curator decided.
        away: Ids of articles that stand on another site, and where.
    """

    def __init__(
        self,
        shelf: Shelf,
        store: Store,
        securities: Securities,
        options: Options,
        away: Mapping[str, str] = MappingProxyType({}),
    ) -> None:
        self.shelf, self.store, self.securities, self.options = shelf, store, securities, options
        self._away = away
        self._nearby = Nearby(store.text)
        self._planned: list[Other] = []
        """Of a dry run, what it would have written."""

    def take(self, page: Extraction, raw: bytes, name: str) -> Imported:
        """Make or update the article of a page. `raw` is what was scraped; the store keeps it with the text.

        Raises:
            InputError: When title, date or body are not known; says how to give them.
        """
        return self.place(prepare(page, name, self.options.wishes, self.securities, self.options.scorer), raw)

    def place(self, prepared: Prepared, raw: bytes) -> Imported:
        """Make or update the article of a prepared input.

        Raises:
            InputError: When the article was moved to another site.
            LibraryError: When the file of the same article can no longer be read.
        """
        page, text = prepared.page, prepared.text
        identifier = _identifier(page, prepared.draft.source.sha256 or "", self.shelf)
        if identifier in self._away and identifier not in self.shelf.articles:
            what = f"is in the digest already, moved to {self._away[identifier]}"
            raise InputError(what, "leave it out here; what is to change, change in the repository of that site")
        before = earlier(identifier, self.shelf, self.store)
        series, page = _place(page, self.options, self.shelf, identifier, before)
        page = self._with_copies(page, prepared, identifier)
        today = datetime.now(UTC).date()
        article = placed(prepared.draft, prepared.page, page, identifier=identifier, series=series, retrieved=today)
        if self.options.dry_run:
            saved = plan(article, self.shelf, self.options.given, before)
            self._planned.append(entry(saved.path, saved.article))
            return Imported(saved, page, _notes(saved, page, self.options.given), _diff(saved))
        self.store.keep(text, raw)
        if series and series not in self.shelf.series and not (before and before.mine.series == series):
            made = new_series(page.series_label or series, page.lang)
            save_series(made, self.shelf.content)
            self.shelf.add_series(made)
        saved = save(article, self.shelf, self.store, self.options.given)
        self.shelf.add(saved.path, saved.article)
        return Imported(saved, page, _notes(saved, page, self.options.given))

    def _with_copies(self, page: Extraction, prepared: Prepared, identifier: str) -> Extraction:
        """The page, with a note for each article of nearly the same text within two days; nothing is merged."""
        if page.published is None or not page.body:
            return page
        day, sha256 = page.published.date(), prepared.draft.source.sha256
        others: list[Other] = [*self.shelf.around(day, DAYS)]
        others += (other for other in self._planned if near(other.day, day))
        pairs = self._nearby.pairs(Known(identifier, day, prepared.trace), others[-MAX_AROUND:])
        if sha256:
            self._nearby.keep(sha256, prepared.trace)
        notes = [
            f"source: shares {pair.containment:.0%} of its text with {next(n for n in pair[:2] if n != identifier)}: "
            "keep one of them if they are copies of one report"
            for pair in pairs[:TOLD]
        ]
        return page.model_copy(update={"notes": (*page.notes, *notes)}) if notes else page


def _notes(saved: Saved, page: Extraction, given: frozenset[str]) -> tuple[str, ...]:
    """The notes of the file; of a new reading its own too, and of an option that could not take effect, why."""
    dated = saved.article.date_source == "argument"  # what the page says of its day is of no matter then
    told = [note for note in page.notes if not (dated and note.startswith("date:"))]
    if saved.outcome == "unchanged":
        told = [note for note in told if note.partition(":")[0] in given]
    found = (*saved.article.notes, *told)
    return tuple(dict.fromkeys(found))


def _diff(saved: Saved) -> str:
    old = saved.path.read_text("utf-8") if saved.path.is_file() else ""
    new = old if saved.outcome == "unchanged" else write_article(saved.article)
    lines = difflib.unified_diff(old.splitlines(), new.splitlines(), str(saved.path), str(saved.path), lineterm="")
    return "\n".join(lines)


def _identifier(page: Extraction, digest: str, shelf: Shelf) -> str:
    day = f"{page.published:%Y%m%d}"
    if not page.url:
        return f"{day}-{slug(page.publisher or 'source')}-{digest[:8]}"
    found = identify(page.url)
    identifier = f"{day}-{slug(page.publisher or found.publisher)}-{slug(found.key) or digest[:8]}"
    return shelf.find_source(page.url, identifier) or identifier


def _place(
    page: Extraction, options: Options, shelf: Shelf, identifier: str, before: Earlier | None
) -> tuple[str | None, Extraction]:
    """The slug of the article's series, and the page with what the curator must know about it.

    An article that the digest has stays in its series where neither an option nor its source names another.
    """
    label = options.series or page.series_label
    part = options.part or page.part
    mine = before.mine if before else None
    if mine and before and mine.series and not options.series and (before.grouped or not label):
        label, part = mine.series, options.part or (mine.part if before.grouped else page.part or mine.part)
        page = page.model_copy(update={"kicker": mine.kicker})
    if not label and page.kicker and shelf.find_series(page.kicker):
        label, page = page.kicker, page.model_copy(update={"kicker": None})
    if not label:
        return None, _without_series(page, options, shelf, identifier)
    known = shelf.find_series(label)
    kept = bool(mine and mine.series == label)
    if known is None and part is None and not options.series and not kept:
        note = (
            f"series: [{label}] has no part mark and is no series of the digest: kept as kicker; use --series to group"
        )
        kicked = page.model_copy(update={"kicker": page.kicker or label, "notes": (*page.notes, note)})
        return None, _recurring(kicked, shelf, identifier)
    series = known or slug(label)
    notes = list(page.notes)
    if mine and before and mine.series == series and not options.part:
        part = mine.part if before.numbered else part or mine.part
    new = shelf.begins(known, identifier) if known else not kept  # one that was killed may have left the file alone
    if new:
        called = shelf.series[known].title if known else label
        notes.append(f"series: {called} is new: write its thesis in content/series/{series}.md")
    if part and (other := shelf.holder(series, part, identifier)):
        notes.append(f"part: {part} of {series} is taken by {other}: give this one another part")
        part = None
    if part and part > 1 and (missing := [n for n in range(1, part) if not shelf.holder(series, n, identifier)]):
        notes.append(f"part: before {part} the digest has no part {', '.join(map(str, missing))} of {series}")
    return series, page.model_copy(update={"part": part, "series_label": label, "notes": tuple(notes)})


def _without_series(page: Extraction, options: Options, shelf: Shelf, identifier: str) -> Extraction:
    """The page of an article that is in no series; a part that was asked for is then told to be none."""
    if options.part:
        note = f"part: --part {options.part} is of no series: give it with --series NAME"
        page = page.model_copy(update={"notes": (*page.notes, note)})
    return _recurring(page, shelf, identifier)


def _recurring(page: Extraction, shelf: Shelf, identifier: str) -> Extraction:
    """The page, with a note where its column head stands on other articles too: then it may be a series."""
    if not page.kicker or is_kicker(page.kicker):
        return page
    others = shelf.headed(page.kicker, identifier)
    if not others:
        return page
    note = f"series: [{page.kicker}] also heads {', '.join(others)}: group them with --series if it is one"
    return page.model_copy(update={"notes": (*page.notes, note)})
