"""What the site says of itself, above all the disclaimers: one file, `digest.toml`, in both languages."""

from __future__ import annotations

import re
import tomllib
from typing import TYPE_CHECKING, Annotated, Literal

from pydantic import Field, ValidationError

from digest.errors import InputError
from digest.library import remedies
from digest.model.base import Line, Model, Url, Whole
from digest.text.nearest import nearest

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from pydantic_core import ErrorDetails

Lang = Literal["ko", "en"]
LANGS: tuple[Lang, ...] = ("ko", "en")


class Disclaimer(Model):
    """The three notices in one language, and the short form that stands beside judgements."""

    short: Line
    information: Line
    copyright: Line
    machine: Line

    @property
    def all(self) -> tuple[str, str, str]:
        """The three notices, in the order in which they are shown."""
        return (self.information, self.copyright, self.machine)


class Disclaimers(Model):
    """The notices by language."""

    ko: Disclaimer
    en: Disclaimer


Size = Annotated[Whole, Field(ge=0, le=1000)]


class Site(Model):
    """Sizes of the home page, and where the site comes from."""

    latest: Size = 5
    """Items of the home page; few enough to be finished."""
    companies: Size = 12
    repository: Url | None = None
    """Where the repository is shown, for links to corrections: `https://github.com/owner/name`."""
    cards: Literal["all", "recent", "none"] = "recent"
    """Which articles and series have a picture of their own for links; the site has one except with `none`."""


class Older(Model):
    """The site to which the oldest articles were moved (`digest archive`)."""

    until: Whole
    """The last year of what stands there."""
    url: Url


class Newer(Model):
    """The site from which the articles of this one were moved."""

    since: Whole
    """The first year of what stands there."""
    url: Url


class Settings(Model):
    """The whole of `digest.toml`."""

    site: Site = Site()
    older: Older | None = None
    newer: Newer | None = None
    disclaimer: Disclaimers


def load(path: Path) -> Settings:
    """Read `digest.toml`.

    Raises:
        InputError: It is missing, is not TOML, or lacks a notice; says which.
    """
    try:
        text = path.read_text("utf-8-sig")
        data = tomllib.loads(text)
    except OSError as error:
        raise InputError("cannot be read", "put digest.toml beside mkdocs.yml", path=path.name) from error
    except UnicodeDecodeError as error:
        raise InputError("is not UTF-8 text", "save it as UTF-8", path=path.name) from error
    except tomllib.TOMLDecodeError as error:
        raise _no_toml(str(error), path.name) from error
    try:
        return Settings.model_validate(data)
    except ValidationError as error:
        raise _wrong(error.errors(include_url=False)[0], text, path.name) from error


def _no_toml(said: str, name: str) -> InputError:
    found = _PLACE.search(said)
    remedy = next((remedy for words, remedy in _REMEDIES.items() if words in said), _QUOTES)
    what = f"is not TOML ({_PLACE.sub('', said).strip()})"
    return InputError(what, remedy, path=name, line=int(found[1] or 0) if found else 0)


def _wrong(detail: ErrorDetails, text: str, name: str) -> InputError:
    """What one value lacks, with the line of its name or of the nearest table around it."""
    *tables, last = (str(part) for part in detail["loc"])
    if detail["type"] == "extra_forbidden":
        what, remedy = "is not a known name", f"remove it{nearest(last, _NAMES)}"
    elif detail["type"] == "missing" and last in {"disclaimer", *LANGS}:
        table = f"[disclaimer.{last if tables else 'ko'}]"
        what, remedy = "is missing", f"add {table} with {', '.join(Disclaimer.model_fields)}"
    else:
        what, remedy = remedies.what(detail), remedies.remedy(last, detail).replace(f"{last}: ", f"{last} = ")
    return InputError(what, remedy, path=name, line=_line(text, tables, last), field=".".join((*tables, last)))


def _line(text: str, tables: list[str], last: str) -> int:
    """The line of a name below its table; of the table where the name is missing; else 0."""
    at, inside = 0, not tables
    for number, line in enumerate(text.split("\n"), 1):
        if table := _TABLE.match(line):
            inside = table[1] == ".".join(tables)
            if inside or table[1].startswith(".".join((*tables, last))):
                at = number
        elif inside and re.match(rf"\s*{re.escape(last)}\s*=", line):
            return number
    return at


_TABLE = re.compile(r"\s*\[([^\[\]]+)\]")
_PLACE = re.compile(r"\(at (?:line (\d+), column \d+|end of document)\)")
_QUOTES = "write every text on one line in straight double quotes"
_REMEDIES: Mapping[str, str] = {
    **dict.fromkeys(("twice", "Cannot overwrite"), "keep one of the two"),
    **dict.fromkeys(
        ("Invalid statement", "Expected"),
        'write a table as [name] and a value as name = "text", and a quote inside of a text as \\"',
    ),
}
"""By what the parser says."""
_NAMES = frozenset().union(*(kind.model_fields for kind in (Settings, Site, Older, Newer, Disclaimers, Disclaimer)))


def disclaimer(settings: Settings, lang: Lang) -> Disclaimer:
    """The notices in one language: for pages, feeds and mails alike."""
    return settings.disclaimer.ko if lang == "ko" else settings.disclaimer.en
