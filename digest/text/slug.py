"""Words as parts of an address: lower-case, Hangul kept, everything else a hyphen."""

from __future__ import annotations

import re

from digest.text.normalise import clean_line

_OTHER = re.compile(r"[^0-9a-z가-힣]+")


def slug(text: str, *, limit: int = 60) -> str:
    """`딥시크 쇼크!` -> `딥시크-쇼크`; empty where nothing is left."""
    return _OTHER.sub("-", clean_line(text).casefold())[:limit].strip("-")


def folded(text: str) -> str:
    """A label for comparison: case, spaces and punctuation do not count (`딥시크쇼크` = `딥시크 쇼크`)."""
    return _OTHER.sub("", clean_line(text).casefold())
