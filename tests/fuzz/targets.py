"""What is fuzzed: each target reads any bytes, and asserts what must hold of whatever comes out.

An error of the project's own is an answer; anything else that is raised is a fault.
"""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pyromark

from digest.enrich.days import days
from digest.enrich.quantities import quantities, read
from digest.errors import DigestError
from digest.extract.dates import YEARS, find_dates, read_date
from digest.extract.dump import extract_dump
from digest.library.reader import decode, read_article, read_series
from digest.library.writer import write_article, write_series
from digest.site import body, common_markdown
from digest.site.sanitise import clean
from digest.text.normalise import clean_text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

ROOT = Path(__file__).parents[2]
FOUND = Path(__file__).parent / "corpus"
"""Inputs that reached something new, or once broke something; a folder a target."""
DAY = date(2025, 1, 31)
_TARGET = re.compile(r"\]\([^)]*\)")
"""Where a link of Markdown leads: no part of what a reader sees."""


def front_matter(data: bytes) -> None:
    """An article or a series is read or refused; what is read is written so that it reads the same."""
    try:
        text = decode(data, "fuzz.md")
        article = read_article(text, "fuzz.md")
    except DigestError:
        pass
    else:
        assert read_article(write_article(article), "fuzz.md") == article
    try:
        series = read_series(decode(data, "fuzz.md"), "fuzz.md")
    except DigestError:
        return
    assert read_series(write_series(series), "fuzz.md") == series


def dump(data: bytes) -> None:
    """A dump is cut or refused; no headline, author or publisher stands in the result that is not in the text."""
    text = data.decode("utf-8", "replace")
    try:
        page = extract_dump(text)
    except DigestError:
        return
    folded = _letters(text) + " " + _letters(_TARGET.sub("]", text))
    for said in (page.title, *page.authors):
        assert not said or _letters(said) in folded, said
    for moment in (page.published, page.modified):
        assert moment is None or moment.tzinfo is not None


def figures(data: bytes) -> None:
    """A quantity is where it says that it is, in order, with finite bounds around its value."""
    text = data.decode("utf-8", "replace")
    for lang in ("ko", "en"):
        last = -1
        for item in read(text, lang=lang, published=DAY):
            assert text[item.start : item.end] == item.text
            assert last <= item.start < item.end
            last = item.start
            assert item.value.is_finite()
            if item.low is not None and item.high is not None:
                assert item.low <= item.high
        quantities(text, lang=lang, published=DAY)


def dates(data: bytes) -> None:
    """A date has a zone, lies in the years that are read, and is where it says that it is."""
    text = data.decode("utf-8", "replace")
    for zone in ("Asia/Seoul", "America/New_York"):
        moment = read_date(text, zone=zone)
        assert moment is None or (moment.moment.tzinfo is not None and moment.moment.year in YEARS)
        for found in find_dates(text, zone=zone):
            assert 0 <= found.start < found.end <= len(text)
            assert found.value.moment.year in YEARS
    for day in days(text, published=DAY):
        assert text[day.start : day.end] == day.text


def markdown(data: bytes) -> None:
    """The native parser survives any text; where it is asked, it agrees with Python-Markdown byte for byte."""
    text = data.decode("utf-8", "replace")
    clean(pyromark.html(text, options=pyromark.Options.ENABLE_TABLES))
    made = common_markdown.convert(text)
    if made is not None:
        for top, common in ((1, clean(made)), (2, common_markdown.lowered(clean(made)))):
            assert common == clean(body._converter(top).reset().convert(text))


TARGETS: Mapping[str, Callable[[bytes], None]] = {
    "front_matter": front_matter,
    "dump": dump,
    "figures": figures,
    "dates": dates,
    "markdown": markdown,
}
_SEEDS = {
    "front_matter": ("tests/golden/content/**/*.md", "content/articles/2025/01/*.md", "content/series/*.md"),
    "dump": ("tests/dumps/*.txt", "tests/pages/*.txt"),
    "figures": ("tests/dumps/*.txt", "content/articles/2026/01/*.md"),
    "dates": ("tests/dumps/*.txt",),
    "markdown": ("content/articles/2025/01/*.md", "content/about/*.md", "tests/golden/content/**/*.md"),
}


def seeds(name: str) -> Iterator[Path]:
    """Files to start from: our own samples, and what earlier runs found."""
    for pattern in _SEEDS[name]:
        yield from sorted(ROOT.glob(pattern))
    yield from sorted((FOUND / name).glob("*"))


def _letters(text: str) -> str:
    """The letters and digits of `text`, in one normal form, without case: what survives any cleaning."""
    return "".join(char for char in clean_text(text).casefold() if char.isalnum())
