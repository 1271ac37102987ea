"""The original that a command is asked about: a dump or page in a file, or the stored source of an article's file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from digest.acquire.files import read
from digest.acquire.sniff import form
from digest.acquire.store import Store
from digest.errors import InputError
from digest.extract.dump import extract_dump
from digest.extract.html import extract_html_guarded
from digest.library.reader import read_article
from digest.model import Extraction

if TYPE_CHECKING:
    from pathlib import Path

    from digest.model import Article

_FRONT = "---"
"""Begins a file of the library."""


def original(name: str, content: Path) -> tuple[Article | None, Extraction, str]:
    """The article where the file is one, the page that is read, and the file's text.

    Args:
        name: A file, or `-` for standard input.
        content: The content folder, beside which sources are stored.

    Raises:
        InputError: When the file cannot be read, or is an article whose source this machine does not have.
        LibraryError: When the article's file is invalid.
    """
    text = read(name).text
    if text.lstrip("\ufeff").startswith(_FRONT):
        article = read_article(text, name)
        source = Store(content).text(article.source.sha256)
        if source is None:
            remedy = "import the source again on this machine, or give the dump itself"
            raise InputError("its source is not in the local store", remedy, path=name)
        body = tuple(source.split("\n\n", 1)[-1].splitlines())
        return article, Extraction(title=article.title, lang=article.lang, published=article.date, body=body), text
    data = text.encode("utf-8")
    return None, extract_html_guarded(data) if form(name, data) == "html" else extract_dump(text), text
