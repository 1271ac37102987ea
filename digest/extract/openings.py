"""What opens a text: a dateline that is no caption's, no credit and no announcement."""

from __future__ import annotations

from typing import TYPE_CHECKING

from digest.extract import captions, date_lines, dateline, furniture

if TYPE_CHECKING:
    from digest.extract.dateline import Dateline

MAX_CAPTION_LINE = 600
MAX_NOTICE = 60
"""Characters of what a paper announces."""


def opens(line: str) -> bool:
    """A dateline stands here that is no caption's."""
    found = dateline.read(line) if line else None
    if (
        not found
        or found.agency
        or dateline.is_credit(line)
        or captions.has_own_end(line)
        or date_lines.is_date_line(found.rest)
        or _is_notice(found)
    ):
        return False
    return not furniture.is_end(line) and not furniture.is_signature(line)


def is_own_caption(line: str) -> bool:
    """The line is a caption with a dateline of its own: it closes with a date, or an agency stands for the place."""
    found = dateline.read(line)
    return found is not None and (captions.has_own_end(line) or (found.agency and len(line) <= MAX_CAPTION_LINE))


def _is_notice(found: Dateline) -> bool:
    """`[가나닷컴] 개인정보 방침 개정 안내`: a paper's name alone before a few words is its own announcement."""
    named = found.place or found.authors or not found.rest
    return not named and len(found.rest) <= MAX_NOTICE and not date_lines.is_sentence(found.rest)
