"""Where other texts begin on the same page: what readers wrote, and the dated headline of another article."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from digest.extract import date_lines, furniture, kinship, widgets

if TYPE_CHECKING:
    from collections.abc import Sequence

MAX_DECK = 200
"""Characters; a longer sentence above the text is no deck line."""
PROSE_WITHIN = 40
"""Lines below a dateline alone in which text that goes on is looked for."""
COMMENTS = re.compile(
    r"(?:전체\s?)?댓글\s?\(?[1-9]\d{0,5}\)?(?:개|건)?|(?:[1-9]\d{0,5} )?[Cc]omments?(?: \(?[1-9]\d{0,5}\)?)?"
)
"""How many comments there are: the head of what readers wrote."""
MAX_COMMENT = 4
"""Lines from the count of comments on in which the first says when it was written."""
MAX_HEADING = 3
"""Lines between a headline and its date, with it."""
RUN = 8
"""Short lines one after another; menus, boxes and feet of pages have more."""
MAX_REST = 0.3
"""Share of the text above such a run that may stand below it."""
MIN_TEXT = 250
"""Characters of running text above it."""
MIN_FOOT = 3
"""Short lines below a text from which on they are the page's."""
MAX_ROWS = 2
"""Lines of such a run that may look like rows of a table or items of a list."""
_ROW = re.compile(r"\d.*\d|[|\t]|^[•·\-*▲△▼①-⑳◇◆■□▶○●※☞✔]|^\d{1,2}[.)]")
MAX_NAME = 60
MAX_BIO = 400
_NAME = re.compile(r"(?:[A-Z][\w.'’\-]{0,20}\s){1,3}[A-Z][\w.'’\-]{1,20}")
_DOES = re.compile(r"\s(?:is an?|was an?|covers?|has covered|joined|writes|reports|leads|edits|works)\s")
"""How a sentence about a reporter goes on after the name."""
_REPORTER = re.compile(
    rf"{_NAME.pattern} is an? (?:[\w\-]{{1,16}} ){{0,4}}(?:reporter|correspondent|editor|columnist|writer|journalist)\b"
)
_WRITTEN = re.compile(r"(?:This article was )?[Ww]ritten by(?: [A-Z][^.]{1,40})?")
_FOLLOWED = re.compile(r"[\d.,]{1,9}[KM]? [Ff]ollowers|Follow(?:ing)?")
_TOLD = re.compile(r"\S[:：]\s\S|^[A-Z][A-Za-z. ]{1,20}, [A-Z][A-Za-z. ]{1,20}$")
"""`Winner: Garam`, `Columbus, Ohio`: items of a list without marks."""
MIN_HEADLINE = 10
"""Characters of a headline, as against names and sections."""


def begins_comments(lines: Sequence[str], index: int) -> bool:
    """How many comments there are, and below it when one was written."""
    if not COMMENTS.fullmatch(lines[index][:40]):
        return False
    below = [line for line in lines[index + 1 : index + 1 + 2 * MAX_COMMENT] if line][:MAX_COMMENT]
    return any(date_lines.is_date_line(line) or widgets.is_ago(line) for line in below)


def begins_bio(lines: Sequence[str], index: int) -> bool:
    """A reporter's name alone, and below it what he or she covers or how many follow."""
    name = lines[index]
    if _WRITTEN.fullmatch(name[:MAX_NAME]):
        return any(map(_FOLLOWED.fullmatch, lines[index + 1 : index + 1 + MAX_COMMENT]))
    if len(name) > MAX_NAME or not _NAME.fullmatch(name):
        return False
    near = lines[index + 1 : index + 1 + MAX_HEADING]
    return any(is_bio(line, form) for form in (name, name.split()[-1]) for line in near)


def is_bio(line: str, name: str) -> bool:
    """The line says what a reporter does: `Nora Vale covers robots at …`."""
    if _REPORTER.match(line[:MAX_BIO]):
        return True
    line, name = line[:MAX_BIO].casefold(), name.casefold()
    return bool(name) and line.startswith(name) and bool(_DOES.match(line, len(name)))


def begins_ranks(lines: Sequence[str], index: int) -> bool:
    """`1`, a headline, `2`, a headline: what others read most."""
    below = [line for line in lines[index + 1 : index + 8] if line][:3]
    return (
        lines[index] in {"1", "1위"} and not any(map(date_lines.is_sentence, below)) and bool({"2", "2위"} & set(below))
    )


def tail(lines: Sequence[str], start: int, end: int) -> int:
    """Where the page's own matter begins that no mark announces: a run of short lines that are no list; else `end`.

    Little running text may stand below it, else the run is a table of the article's.
    """
    shown = [n for n in range(start, end) if lines[n]]
    prose = [len(lines[n]) if date_lines.is_sentence(lines[n]) or len(lines[n]) > MAX_DECK else 0 for n in shown]
    before, after = 0, sum(prose)
    for at, n in enumerate(shown):
        run = shown[at : at + RUN]
        if len(run) < RUN:
            break
        rows = sum(bool(_ROW.search(lines[row])) for row in run)
        short = not any(prose[at : at + RUN]) and rows <= MAX_ROWS
        if short and before >= MIN_TEXT and after <= MAX_REST * before:
            return n
        before, after = before + prose[at], after - prose[at]
    return _foot(lines, shown, prose) if before + sum(prose[-RUN + 1 :]) >= MIN_TEXT else end


def _foot(lines: Sequence[str], shown: list[int], prose: list[int]) -> int:
    """Where the last few lines begin, if they are short, no list, and hardly one shares a word with the text."""
    first = max((at for at, size in enumerate(prose) if size), default=-1) + 1
    last = shown[first:]
    text = kinship.stems(lines[n] for n, size in zip(shown, prose, strict=True) if size)
    kin = sum(kinship.is_kin(lines[n], text, 1) for n in last)
    rows = sum(bool(_ROW.search(lines[n]) or _TOLD.search(lines[n])) for n in last)
    return last[0] if len(last) >= MIN_FOOT and rows <= MAX_ROWS and kin <= MAX_REST * len(last) else shown[-1] + 1


BEGINS = (begins_comments, begins_bio, begins_ranks)
"""Each says whether such a text begins at a line."""


def heading_above(lines: Sequence[str], index: int) -> str:
    """What may be another article's headline above its labelled date, where text stands below it; else ""."""
    if not date_lines.is_labelled(lines[index]) or not prose_after(lines, index):
        return ""
    for line in [line for line in lines[max(0, index - 8) : index] if line][: -MAX_HEADING - 1 : -1]:
        if date_lines.is_sentence(line):
            return ""
        if len(line) >= MIN_HEADLINE and not heads(line, after="") and not furniture.is_signature(line):
            return line
    return ""


def heads(line: str, *, after: str) -> bool:
    """The line is a date or byline of a header; below running text as long as no deck is, only a labelled date is."""
    if len(after) > MAX_DECK:
        return date_lines.is_labelled(line)
    return date_lines.is_date_line(line) or date_lines.byline(line) is not None


def prose_after(lines: Sequence[str], index: int) -> bool:
    """Running text stands below the line, before the page's own matter."""
    for line in lines[index + 1 : index + 1 + PROSE_WITHIN]:
        if furniture.is_end(line) or furniture.is_box(line):
            return False
        if date_lines.is_sentence(line) or len(line) > MAX_DECK:
            return True
    return False
