"""What the site says of itself, above all the disclaimers: one file, `digest.toml`, in both languages."""

from __future__ import annotations

import tomllib
from typing import TYPE_CHECKING, Literal

from pydantic import ValidationError

from digest.errors import InputError
from digest.model.base import Line, Model, Url, Whole

if TYPE_CHECKING:
    from pathlib import Path

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


class Site(Model):
    """Sizes of the home page, and where the site comes from."""

    latest: Whole = 5
    """Items of the home page; few enough to be finished."""
    companies: Whole = 12
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
        data = tomllib.loads(path.read_text("utf-8"))
    except OSError as error:
        raise InputError("cannot be read", "put digest.toml beside mkdocs.yml", path=path.name) from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise InputError(f"is not TOML ({error})", "write every text in double quotes", path=path.name) from error
    try:
        return Settings.model_validate(data)
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        field = ".".join(map(str, first["loc"]))
        raise InputError(str(first["msg"]).lower(), "mend or add it", path=path.name, field=field) from error


def disclaimer(settings: Settings, lang: Lang) -> Disclaimer:
    """The notices in one language: for pages, feeds and mails alike."""
    return settings.disclaimer.ko if lang == "ko" else settings.disclaimer.en
