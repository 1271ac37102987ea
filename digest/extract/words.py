"""Words that pages print around and above their articles, kept as a table with an English gloss."""

from __future__ import annotations

import csv
from functools import cache
from importlib.resources import files

_TABLE = "page_words.csv"


@cache
def words(name: str) -> tuple[str, ...]:
    """The words of one list of `digest/data/page_words.csv`, in the table's order.

    Lists: `role` (reporter; longer words first), `role_modifier`, `office` (what guests are), `task` (what a reporter
    did), `place`, `agency`, `wire`, `kicker` (never a series), `counted` (words after which `2회` counts events),
    `line` (whole lines of menus and buttons), `section` (of English menus), `page_kind` (what a page calls itself,
    never a headline), `portal` (collections of others' articles, never a headline), `tracker` and
    `article_parameter` (names in addresses, lower case).
    """
    text = files("digest.data").joinpath(_TABLE).read_text(encoding="utf-8")
    return tuple(row["word"] for row in csv.DictReader(text.splitlines()) if row["list"] == name)
