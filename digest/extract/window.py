"""Where the article stands in a dump: from its dateline to the reporter's own mail.

The last mail or signature before the page's own matter closes the text; a caption's mail does not, and a
second dateline opens another article.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from digest.extract import captions, date_lines, dateline, furniture, kinship, neighbours, widgets
from digest.extract.openings import MAX_CAPTION_LINE, is_own_caption, opens
from digest.extract.patterns import END_SIGN, TAIL_MAIL

if TYPE_CHECKING:
    from digest.extract.dateline import Dateline

MAX_BELOW = 6
"""Lines below a byline among which the date of its header stands."""
DECKS = 5
"""Lines of deck and buttons between a byline and the text."""
MANY_SENTENCES = 3
"""From so many sentences on, dates and bylines are no longer header."""
_POINTS = frozenset({"KEY POINTS", "Key Points", "Key points", "KEY TAKEAWAYS", "Key Takeaways"})
"""Above an article's points in short."""
_POINTS_END = frozenset({"In this article", "In this article:", "IN THIS ARTICLE"})
"""What closes them."""
MIN_PARAGRAPH = 60
"""Characters of a sentence that goes on with the text below a link."""
MAX_LINKS = 6
"""Lines below the title of a box inside the text among which the text goes on."""
_SENTENCE_ENDS = re.compile(r"[다요]\.")
_LONG_PHOTO = re.compile(r"(?:19|20)\d\d-\d\d-\d\d \d\d:\d\d$")


class Span(NamedTuple):
    """Where the text stands (`lines[start:end]`), and how that is known."""

    start: int
    end: int
    dateline: Dateline | None
    closed: bool
    """A mail, a signature or the page's own matter closes it."""
    paywalled: bool
    notes: tuple[str, ...]


@dataclass
class _Search:
    """What was met on the way down from the start."""

    limit: int
    opened: Dateline | None
    ends: list[int] = field(default_factory=list)
    mailed: bool = False
    prose: bool = False
    paywalled: bool = False
    marked: bool = False
    trailing: Dateline | None = None
    notes: list[str] = field(default_factory=list)


def find(lines: list[str]) -> Span:
    """The text's place in cleaned lines ("" for blank ones)."""
    start, opened = _start(lines)
    search = _Search(len(lines), opened)
    for index in range(start, len(lines)):
        if lines[index] and _stops(search, lines, index, start):
            break
    if not search.ends and (limit := neighbours.tail(lines, start, search.limit)) < search.limit:
        search.limit = limit
        search.notes.append("body: ends where only short lines follow: check the end")
    end = search.ends[-1] if search.ends else search.limit
    left = sum(bool(line) and not widgets.is_line(line) for line in lines[end + 1 : search.limit])
    if left and not search.trailing:
        counted = "1 line" if left == 1 else f"{left} lines"
        search.notes.append(
            f"body: {counted} after the end mark left out: check that nothing of the article stands there"
        )
    return Span(
        start,
        max(start, end),
        opened or search.trailing,
        bool(search.ends) or search.marked,
        search.paywalled,
        tuple(search.notes),
    )


def _stops(search: _Search, lines: list[str], index: int, start: int) -> bool:
    """Look at one line; True where nothing below it is the article's."""
    line = lines[index]
    if furniture.is_box(line) and not search.mailed and _is_inside(search, lines, index, start):
        return False
    if _page_begins(lines, index, mailed=search.mailed):
        search.limit = index
        search.paywalled = furniture.is_wall(line)
        search.marked = furniture.is_end(line)
        if not search.marked and not search.ends and any(date_lines.is_sentence(later) for later in lines[index:]):
            search.notes.append(f"body: ends at the box {line[:40]!r}; sentences stand below it: check the end")
        return True
    search.prose = search.prose or date_lines.is_sentence(line)
    if (
        search.prose
        and not search.opened
        and (trailing := dateline.read_trailing(line))
        and (trailing.place or trailing.authors or not neighbours.prose_after(lines, index))
    ):
        search.trailing, search.limit = trailing, index
        search.ends.append(index)
        return True
    if index > start and opens(line):
        _other_article(search, lines, index, start, "dateline")
        return True
    if search.prose and index > start and _others(search, lines, index, start):
        return True
    return _closes(search, lines, index, start)


def _others(search: _Search, lines: list[str], index: int, start: int) -> bool:
    """Comments of readers, a list of what they read, or another article's heading begin here."""
    if any(begins(lines, index) for begins in neighbours.BEGINS):
        search.limit, search.marked = index, True
        return True
    if neighbours.heading_above(lines, index):
        _other_article(search, lines, index, start, "dated headline")
        return True
    return False


def _closes(search: _Search, lines: list[str], index: int, start: int) -> bool:
    """Note an end mark; True for the wire's own, after which nothing follows."""
    line = lines[index]
    signed = furniture.is_signature(line)
    if furniture.ends_wire(line):
        search.limit = index + 1
        search.ends.append(index if signed or END_SIGN.fullmatch(line) else index + 1)
        return True
    if signed and index > start and not _below_caption(lines, index):
        search.ends.append(index)
        search.mailed = True
    elif not signed and TAIL_MAIL.search(line[-200:]) and not is_own_caption(line):
        search.ends.append(index + 1)
        search.mailed = True
    return False


def _other_article(search: _Search, lines: list[str], index: int, start: int, sign: str) -> None:
    """A second dateline or heading: the text is over, above the other's headline where no mail stands between."""
    search.limit = index
    if search.mailed:
        return
    search.notes.append(f"body: a second {sign} stands in the text; from there on it was cut: check the end")
    while search.limit > start + 1 and not date_lines.is_sentence(lines[search.limit - 1]):
        search.limit -= 1


def _start(lines: list[str]) -> tuple[int, Dateline | None]:
    """The line that opens the text: by its dateline, else the first running text below the header."""
    prose = False
    for index, line in enumerate(lines):
        if opens(line) and not _heads_only(lines, index):
            if not (prose and dateline.read_trailing(line)) or neighbours.prose_after(lines, index):
                return _last_opening(lines, index)
            break
        prose = prose or (
            date_lines.is_sentence(line) and not furniture.is_notice(line) and not captions.has_own_end(line)
        )
    return _start_of_prose(lines), None


def _heads_only(lines: list[str], index: int) -> bool:
    """`[가나경제 황보름 기자]` alone, and below it the date or a deck: a byline of the header, no opening."""
    found = dateline.read(lines[index])
    if not found or found.rest or found.place or not found.authors:
        return False
    below = [line for line in lines[index + 1 : index + 1 + 4 * MAX_BELOW] if line and not widgets.is_line(line)]
    first = next((n for n, line in enumerate(below[:MAX_BELOW]) if date_lines.is_sentence(line)), MAX_BELOW)
    dated = any(map(date_lines.is_date_line, below[:first]))
    return dated or 0 < first <= DECKS or any(map(opens, below[first : first + 1]))


def _last_opening(lines: list[str], index: int) -> tuple[int, Dateline | None]:
    """Of a paper's name alone and the dateline below it, the dateline: the paper prints another's article."""
    opened = dateline.read(lines[index])
    below = next((n for n in range(index + 1, min(len(lines), index + 3)) if lines[n]), index)
    if opened and not opened.rest and not opened.authors and opens(lines[below]):
        return below, dateline.read(lines[below])
    return index, opened


def _start_of_prose(lines: list[str]) -> int:
    """The first sentence below the dates and bylines of the header; a picture's caption where there is none."""
    below_facts = prose = 0
    first = earlier = None
    pointed = dated = signed = False
    for index, line in enumerate(lines):
        pointed = pointed or line in _POINTS
        links = furniture.is_box(line) and not (first is None and _goes_on(lines, index))
        if (first is not None or earlier is not None) and (furniture.is_end(line) or links):
            break
        below_points = pointed and line in _POINTS_END
        after = lines[first] if first is not None else ""
        whole = dated and signed and prose > 1 and not date_lines.is_date_line(line)  # who drew a picture in the text
        if below_points or (neighbours.heads(line, after=after) and not whole and not _is_entry(lines, index)):
            below_facts, first, earlier = index + 1, None, first if first is not None else earlier
            dated, signed = dated or date_lines.is_date_line(line), signed or bool(date_lines.byline(line))
        elif _is_prose(line):
            prose += 1
            first = index if first is None else first
            if prose >= MANY_SENTENCES:
                break
    if first is not None:
        return first
    if earlier is not None:  # the byline stands below a short text
        return earlier
    return next((index for index, line in enumerate(lines) if is_own_caption(line)), below_facts)


def _is_entry(lines: list[str], index: int) -> bool:
    """The byline belongs to an entry of a live report, the next of which opens with its time below."""
    below = next((line for line in lines[index + 1 : index + 3] if line), "")
    return widgets.is_clock(below) and not date_lines.is_date_line(lines[index])


def _is_prose(line: str) -> bool:
    around = widgets.is_line(line) or furniture.is_notice(line) or widgets.is_category(line)
    glued = len(line) > neighbours.MAX_DECK and len(_SENTENCE_ENDS.findall(line)) > 1  # and the page's own matter to it
    prose = (date_lines.is_sentence(line) or glued) and not around
    own = furniture.is_end(line) or furniture.is_signature(line)
    return prose and not own and not captions.read(line)


def _below_caption(lines: list[str], index: int) -> bool:
    """The mail below a caption is the photographer's."""
    before = next((lines[n] for n in range(index - 1, max(-1, index - 3), -1) if lines[n]), "")
    return len(before) <= MAX_CAPTION_LINE and captions.has_own_end(before)


def _page_begins(lines: list[str], index: int, *, mailed: bool) -> bool:
    """The page's own matter begins here: a marker, a box of links, or a related article."""
    line = lines[index]
    if furniture.is_end(line) or furniture.is_box(line):
        return True
    if not furniture.is_lone_photo(line):
        return False
    after = next((later for later in lines[index + 1 : index + 3] if later), "")
    return len(after) > 120 and (mailed or bool(_LONG_PHOTO.search(after[-40:])))


def _is_inside(search: _Search, lines: list[str], index: int, start: int) -> bool:
    """The box stands inside the text: the reporter's mail is still to come, or it is one link between sentences."""
    if _mail_follows(lines, index):
        return True
    after = next((line for line in lines[index + 1 : index + 4] if line), "")
    if ":" in lines[index].rstrip(" :") and len(after) > MIN_PARAGRAPH and date_lines.is_sentence(after):
        search.notes.append("body: a link stands inside the text: check that the paragraphs below it belong to it")
        return True
    above = [line for line in lines[start:index] if line]
    if sum(map(len, above)) < neighbours.MIN_TEXT and _goes_on(lines, index, kinship.stems(above)):
        search.notes.append("body: a box stands below its first words: check that the paragraphs below it belong to it")
        return True
    return False


def _goes_on(lines: list[str], index: int, text: frozenset[str] | None = None) -> bool:
    """A paragraph stands among the next few lines; where `text` is given, one that shares words with it."""
    near = [line for line in lines[index + 1 : index + 1 + 2 * MAX_LINKS] if line][:MAX_LINKS]
    long = [line for line in near if len(line) > MIN_PARAGRAPH and date_lines.is_sentence(line)]
    return any(text is None or kinship.is_kin(line, text) for line in long)


def _mail_follows(lines: list[str], index: int) -> bool:
    """The reporter's mail stands further down, before any end or other article: the box is inside the text.

    Further boxes may stand between, each with the text going on below it.
    """
    for later in range(index + 1, len(lines)):
        line = lines[later]
        if furniture.is_end(line) or opens(line) or (furniture.is_box(line) and not _goes_on(lines, later)):
            return False
        if furniture.is_signature(line) and not _below_caption(lines, later):
            return True
    return False
