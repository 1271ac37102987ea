"""The part of an import that depends on one input alone: read it, enrich it, draft its article.

It knows nothing of the library and changes nothing, so that it can run in any process on any machine and be run
again; `pipeline` places and saves what comes out, in the order of the inputs. The slug, the series and what copies
of it there are is decided there.
"""

from __future__ import annotations

import hashlib
import os
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from pydantic import ValidationError

from digest.acquire.endpoint import post
from digest.check.duplicates import trace
from digest.data import own_securities
from digest.enrich.backends import choose
from digest.enrich.draft import draft
from digest.enrich.securities import TABLE, Securities, read
from digest.errors import InputError, LibraryError, Problem
from digest.extract import refusals
from digest.extract.dates import read_date
from digest.extract.reading import plain, read_item

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from digest.acquire.item import Item
    from digest.check.duplicates import Trace
    from digest.enrich.sentiment import Scorer
    from digest.model import Article, Extraction, Rights, Security


@dataclass(frozen=True, slots=True)
class Wishes:
    """What the curator decided on the command line about reading; it holds for every input of one call."""

    url: str | None = None
    title: str | None = None
    date: str | None = None
    lang: str | None = None
    rights: Rights = "excerpt"
    basis: str | None = None


@dataclass(frozen=True, slots=True)
class Prepared:
    """One input, read and drafted; the draft has no place in the library yet."""

    page: Extraction
    text: str
    """The source's own words; `draft.source.sha256` is theirs."""
    draft: Article
    trace: Trace
    """Of the text, for the search for copies."""


@dataclass(frozen=True, slots=True)
class Refused:
    """An input of which nothing can be made, and why."""

    problem: Problem


@dataclass(frozen=True, slots=True)
class Setup:
    """All that a process needs to prepare inputs, small enough to send to it. `sentiment` is as for `choose`."""

    wishes: Wishes = Wishes()
    sentiment: str = "lexicon"
    own: tuple[Security, ...] = ()
    """Rows of the digest's own table of securities."""

    @classmethod
    def beside(cls, content: Path, wishes: Wishes, sentiment: str) -> Setup:
        """The setup for a content folder. Raises LibraryError for rows that are no security."""
        own = own_securities(content)
        return cls(wishes, sentiment, read(own) if own.exists() else ())


def preparer(setup: Setup) -> Callable[[Item], Prepared | Refused]:
    """A function that prepares inputs; made once in a process, because it loads tables.

    Raises:
        InputError: When the sentiment backend is not known, or what it needs is missing.
    """
    rows = {row.id: row for row in (*read(TABLE), *setup.own)}
    securities, scorer = Securities(rows.values()), choose(setup.sentiment, os.environ, post)

    def do(item: Item) -> Prepared | Refused:
        try:
            page = read_item(item, url=setup.wishes.url, title=setup.wishes.title)
            return prepare(page, item.name, setup.wishes, securities, scorer, stated=item.hints.date)
        except InputError as error:
            return Refused(error.problem)
        except LibraryError as error:
            return Refused(error.problems[0])
        except ValidationError as error:
            return Refused(_unfit(item.name, error))

    return do


def _unfit(name: str, error: ValidationError) -> Problem:
    """A fact of one input that no article may hold, such as a headline of 600 characters; the other inputs go on."""
    detail = error.errors(include_url=False, include_input=False, include_context=False)[0]
    field = ".".join(map(str, detail["loc"]))
    return Problem(name, 0, field, f"cannot be kept ({detail['msg']})", "make the article by hand", rule="input")


def prepare(
    page: Extraction,
    name: str,
    wishes: Wishes,
    securities: Securities,
    scorer: Scorer | None = None,
    *,
    stated: str = "",
) -> Prepared:
    """The draft of a page that was read; `stated` is the date that its feed or record gives, as written.

    Raises:
        InputError: When title, date or body are not known; says how to give them.
    """
    page = _wished(page, wishes, name, stated)
    refusals.bounded(page.body, "give one article, or split it", name)
    text = plain(page)
    digest = hashlib.sha256(text.encode("utf-8")).hexdigest()
    made = draft(page, digest, securities, scorer, rights=wishes.rights, basis=wishes.basis)
    if wishes.title and wishes.title != made.title:  # the text that is kept stays the source's own words
        made = type(made).model_validate({**dict(made), "title": wishes.title})
    return Prepared(page, text, made, trace(text))


def _wished(page: Extraction, wishes: Wishes, name: str, stated: str) -> Extraction:
    changes: dict[str, Any] = {}
    if wishes.lang:
        changes["lang"] = wishes.lang
    if wishes.title and not page.title:
        changes["title"] = wishes.title
    if wishes.date:
        read_as = read_date(wishes.date, zone="Asia/Seoul" if page.lang == "ko" else "UTC")
        if read_as is None:
            what = f'"{wishes.date}" is not a date'
            raise InputError(what, "write it as 2025-01-31T14:43+09:00 or 2025-01-31", path=name, field="--date")
        changes |= {"published": read_as.moment, "date_precision": read_as.precision, "date_source": "argument"}
        changes["notes"] = tuple(note for note in page.notes if not note.startswith("date:"))
    page = page.model_copy(update=changes)
    if not page.body and wishes.rights != "link":
        raise InputError(
            "holds no article text",
            "save the page with its text (what feeds name is fetched with --contact), or take the reference alone: "
            "--rights link",
            path=name,
        )
    if not page.title:
        raise InputError("has no title", 'give it: --title "…"', path=name, field="title")
    if page.published is None:
        remedy = "look at the source and give it: --date 2025-01-31T14:43+09:00 (or --date 2025-01-31)"
        if stated:
            what = f'says when it was published, but "{stated[:60]}" could not be read as a date'
            raise InputError(what, remedy, path=name, field="date")
        what = "does not say when it was published"
        if page.modified:
            what = f"says only when it was changed ({page.modified:%Y-%m-%d}), not when it was published"
        raise InputError(what, remedy, path=name, field="date")
    return page
