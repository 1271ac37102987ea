"""The templates of our own pages. Autoescape is on: no value reaches a page as markup unless our code made it."""

from __future__ import annotations

import re
from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import jinja2
from markupsafe import Markup

import digest
from digest.site import addresses, amounts, dates, marks, markup
from digest.site.page import BODY_SLOT
from digest.site.settings import disclaimer
from digest.site.words import say

if TYPE_CHECKING:
    from digest.site.catalogue import Catalogue
    from digest.site.settings import Lang


_BLOCKS = (
    "p|div|li|ul|ol|dl|dt|dd|h[1-6]|section|article|aside|header|footer|nav|main|figure|figcaption|blockquote|details|"
    "summary|table|caption|thead|tbody|tr|th|td|svg|form|html|head|body|meta|link|title|script|!doctype"
)
_BEFORE = re.compile(rf"\n+(?=</?(?:{_BLOCKS})\b)", re.IGNORECASE)
_AFTER = re.compile(rf"(</?(?:{_BLOCKS})\b[^<>]*>)\n+", re.IGNORECASE)
_ALONE = re.compile(r"^(\{\{ [^\n]* \}\})\n", re.MULTILINE)
"""An expression alone on its line: these are rows and sections."""
_ENDS = re.compile(r"</(?:li|dt|dd|td|th|tr|thead|tbody)>")
"""End tags that HTML has no need of in lists and tables (https://html.spec.whatwg.org/#optional-tags)."""
_QUOTED = re.compile(r'(?<=\s)(class|scope|role|rel|type|name|aria-\w+)="([\w:-]+)"(?=[\s>]|{[{%])')
"""Attributes of one plain word, which need no quotes (https://html.spec.whatwg.org/#unquoted). Ids keep theirs."""
_LETTER = "newsletter.html"
"""Keeps all of its tags: mail programs are no browsers."""


@cache
def overrides() -> Path:
    """The folder of theme overrides and templates: beside the package in the repository, inside it when installed."""
    package = Path(digest.__file__).resolve().parent
    inside = package / "overrides"
    return inside if inside.is_dir() else package.parent / "overrides"


class _Loader(jinja2.FileSystemLoader):
    """Templates without what browsers do not need: taken out once here, not on every page."""

    def get_source(self, environment: jinja2.Environment, template: str) -> Any:
        """The source as Jinja wants it."""
        source, *rest = super().get_source(environment, template)
        short = compact(_ALONE.sub(r"\1", source))
        return short if template == _LETTER else lean(short), *rest


@cache
def _environment(folder: Path) -> jinja2.Environment:
    made = jinja2.Environment(
        loader=_Loader(folder / "digest"),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=False,
        bytecode_cache=_bytecode(),
    )
    made.globals.update(markup=markup, foreign=markup.foreign)
    return made


def _bytecode() -> jinja2.BytecodeCache | None:
    """Compiled templates of this user alone, in the system's folder for such; never in the cache that CI hands on."""
    try:
        return jinja2.FileSystemBytecodeCache()
    except RuntimeError:  # there is no such folder that is safe
        return None


def templates() -> None:
    """Make all templates ready, before processes part that would each do it."""
    environment = _environment(overrides())
    for name in environment.list_templates(extensions=["html"]):
        environment.get_template(name)


def compact(html: str) -> str:
    """Without the line ends beside blocks, which show nothing; those between words and inline elements stay."""
    return _AFTER.sub(r"\1", _BEFORE.sub("", html))


def lean(html: str) -> str:
    """Without end tags that browsers supply, and quotes that they do not need."""
    return _QUOTED.sub(r"\1=\2", _ENDS.sub("", html))


def render(template: str, catalogue: Catalogue, here: str, lang: Lang, **values: Any) -> str:
    """The HTML of one page, or of a letter; `here` is its path, from which links are made."""
    other: Lang = "en" if lang == "ko" else "ko"
    return (
        _environment(overrides())
        .get_template(template)
        .render(
            lang=lang,
            other=other,
            say=partial(say, lang),
            say_other=partial(say, other),
            link=partial(addresses.relative, here),
            day=partial(dates.day, lang=lang),
            moment=partial(dates.moment, lang=lang),
            iso=dates.machine,
            amount=partial(amounts.amount, lang=lang),
            circled=marks.circled,
            addresses=addresses,
            notice=disclaimer(catalogue.settings, lang),
            settings=catalogue.settings,
            body=Markup(BODY_SLOT),  # noqa: S704 - a constant
            **values,
        )
    )
