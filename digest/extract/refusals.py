"""Lists of articles, pages that say that their article is gone, and whole books are refused: no article is made."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from digest.errors import InputError
from digest.extract.patterns import any_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

MAX_BODY = 200_000
"""Characters of an article: a book has more, and each of them is read many times."""
MAX_APOLOGY = 1500
"""Characters of text on a page that says that its article is gone."""
MIN_TEASERS = 3
MIN_TEASER = 40
"""Characters; shorter lines between teasers are their headlines."""

_GONE = any_of(
    r".{0,40}(?:페이지|기사|콘텐츠|게시물|글)[를을가이은는] .{0,20}"
    r"(?:찾을 수 없|존재하지 않|삭제).{0,60}(?:니다|음|요)\.?",
    r"(?:Error |HTTP )?404(?:\s?[-–:|]\s?.{0,60})?|404 (?:[Ee]rror|[Nn]ot [Ff]ound|[Pp]age).{0,60}",
    r".{0,60}[Pp]age.{0,60}(?:not found|(?:cannot|can['’]t|could not) be found).{0,60}",
    r".{0,60}(?:page|article|story).{0,60}(?:no longer (?:exists|available)|does(?: not|n['’]t) exist).{0,60}",
)
_TEASER = re.compile(r"(?:\.{2,3}|…)\s{0,2}$")


def check(paragraphs: Sequence[str], told: Iterable[str], *, listed: bool = False, most: int = MAX_APOLOGY) -> None:
    """Refuse what holds no article.

    Args:
        paragraphs: The text that was found.
        told: Lines in which a page says that its article is gone.
        listed: What stands above the text is a list of articles.
        most: Characters of text from which on such a line is an article's.

    Raises:
        InputError: Says what it is, and what to do.
    """
    if listed or _are_teasers(paragraphs):
        raise InputError("this is a list of articles", "open the one you want, and give that", field="body")
    if sum(map(len, paragraphs)) < most and any(map(_is_gone, told)):
        raise InputError("the page says that its article is not there", "check the address", field="body")


def bounded(paragraphs: Iterable[str], remedy: str, path: str = "") -> None:
    """Refuse more than an article has. Raises InputError with the remedy."""
    length = sum(map(len, paragraphs))
    if length > MAX_BODY:
        what = f"the text found has {length:,} characters, more than {MAX_BODY:,}"
        raise InputError(what, remedy, path=path, field="body")


def _is_gone(line: str) -> bool:
    return len(line) <= 200 and bool(_GONE.fullmatch(line))


def _are_teasers(paragraphs: Sequence[str]) -> bool:
    """Beginnings of several articles, as lists print them: most are cut."""
    long = [text for text in paragraphs if len(text) >= MIN_TEASER]
    cut = sum(bool(_TEASER.search(text[-8:])) for text in long)
    return cut >= MIN_TEASERS and cut > len(long) / 2
