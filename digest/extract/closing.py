"""What stands right below a text says whose it is and, on some pages, when it was published.

Further down stand other articles, so that only a few lines are looked at, and none below a box of links.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from digest.extract import date_lines, furniture
from digest.extract.dates import find_dates
from digest.extract.publishers import is_media
from digest.text.normalise import clean_line

if TYPE_CHECKING:
    from collections.abc import Sequence

    from digest.extract.dates import Moment
    from digest.extract.window import Span

MAX_BELOW = 6
"""Lines below the text among which a wire prints when it sent the article."""
MAX_ABOVE_END = 3
"""Last lines of the text among which such a date stands where a copyright line follows."""
MAX_CLOSING = 10
"""Lines from the end of the text on among which its copyright line stands."""

_RIGHTS = re.compile(
    r"(?P<owner>저작권자\s?)?(?:\([cC]\)|[ⓒ©Ⓒ]|@(?=\d{4}))\s{0,2}(?:(?:19|20)\d\d\.?\s)?(?:['‘\"][^'’\"]{1,40}['’\"]\s)?"
    r"(?P<name>[가-힣A-Za-z][가-힣A-Za-z0-9 ]{1,24}?)\s{0,2}(?=[,.&(<>\]|]|무단|(?:Corp|Inc|Ltd|Co)\b|All [Rr]ights|$)"
)
"""`저작권자 © 가나신문 무단전재 및 재배포 금지`, `ⓒ 가나경제 & gana.example, 무단전재`."""
_COPIED = re.compile(r"출처\s?[:：]\s?(?P<name>[가-힣A-Za-z][가-힣A-Za-z0-9 ]{1,24}?)\s?[(\[]https?://\S{4,300}[)\]]")
"""What some sites put behind a text that is copied: `출처 : 가나신문(https://…)`."""

_CLAIM = re.compile(r"무단|금지|저작권|[Rr]eserved|[Cc]opyright", re.IGNORECASE)


def owner(below: Sequence[str]) -> str | None:
    """Whose the article is, as the copyright line right below its text says."""
    for line in [line for line in below if line][:MAX_CLOSING]:
        if furniture.is_box(line) and "제보" not in line:  # how to reach the paper: no box of links
            return None
        if copied := _COPIED.fullmatch(line[:400]):
            return clean_line(copied["name"])
        match = _RIGHTS.search(line[:200]) if _CLAIM.search(line[:300]) else None  # else whose a picture is
        if match and (name := clean_line(match["name"])):
            last = name.split()[-1]
            if match["owner"] or is_media(name) or is_media(last):
                return name if match["owner"] or is_media(name) else last
    return None


def date(lines: list[str], span: Span, zone: str) -> Moment | None:
    """A date with its label, or a wire's time of sending, right below the text; other dates there are no facts."""
    last = [line for line in lines[span.start : span.end] if line][-MAX_ABOVE_END:]
    below = [line for line in lines[span.end :] if line][:MAX_BELOW]
    wire = False
    for line in (*last, *below):
        if date_lines.is_date_line(line) and (wire or date_lines.is_published(line)):
            return next((found.value for found in find_dates(line, zone=zone)), None)
        if furniture.is_box(line) or (line in below and date_lines.is_sentence(line) and not furniture.is_end(line)):
            return None
        wire = line.startswith("(END)")
    return None
