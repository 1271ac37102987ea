"""Blocks of a body that its author meant otherwise than the page reads them: lists, tables and headings run into text.

Python-Markdown parts blocks by blank lines: a list or table below a line of text is a part of that paragraph.
"""

from __future__ import annotations

import re
from itertools import dropwhile, pairwise
from typing import TYPE_CHECKING, NamedTuple

from digest.check.markdown import without_code

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

LIST, TABLE, HEADING, UNREAD = "markup-list", "markup-table", "markup-heading", "markup-unread"

_ITEM = re.compile(r"(?P<indent> {0,3})(?P<mark>[-*+]|(?P<number>\d{1,9})\.)[ \t]+\S")
_INDENTED = re.compile(r"(?: {4}|\t)")
_AS_ITEM = re.compile(r"[•‣◦▪·○●□■◆◇▶▷]\s?(?=\S)|[－＊]\s?(?=\S)|-(?=[^\W\d_])|[①-⑳]|\(?\d{1,2}\)\s?(?=\S)")
"""What people write before items, and Markdown does not read as such."""
_ENDED = re.compile(r"[.:!?。：…)\]”’\"']$|[다요음임함됨]$")
"""The end of a line behind which a new thing begins."""
_DATE = re.compile(r" {0,3}(?:(?:19|20)\d\d\.[ \t]|\d{1,2}\.[ \t]*\d{1,2}\.[ \t])")
_HEADING = re.compile(r"#{1,6}(?!#)")
_CLOSE_HEADING = re.compile(r"(?P<sign>#{1,6}(?=[^\s#])|＃{1,6}| {1,3}#{1,6}(?=[ \t]+\S))")
_TAGS = re.compile(r"#[^\s#]{1,40}(?: #[^\s#]{1,40})+[ \t]*$")
_RULE = re.compile(r" {0,3}(?:(?:-[ \t]*+){3,}+|(?:\*[ \t]*+){3,}+|(?:_[ \t]*+){3,}+)$")
_UNDERLINE = re.compile(r"-+[ \t]*$")
_SENTENCE = re.compile(r"[.!?。…][\"'”’)\]]?$|[다요]$")
_RULER = re.compile(r"[ \t]*+\|?+[ \t]*+:?-++:?[ \t]*+(?:\|[ \t]*+:?-++:?[ \t]*+)*+\|?[ \t]*+$")
_EDGED = re.compile(r" {0,3}\|[^\n]*\|[ \t]*$")
_WORDS = re.compile(r"[가-힣]{2}|[A-Za-z]{2,} [A-Za-z]{2,}")
_NOTE = re.compile(r" {0,3}\[\^[^\]\n]{1,100}\]:")


class Slip(NamedTuple):
    """A place of a body that the page reads otherwise than its author meant."""

    rule: str
    start: int
    end: int
    what: str
    remedy: str
    level: str = "warning"


class _Line(NamedTuple):
    start: int
    text: str


def slips(body: str) -> Iterator[Slip]:
    """Every such block, in the order of the text."""
    holds = False  # whether an indented block belongs to what is above: a list, or a footnote
    for block in _blocks(without_code(body)):
        if len(block) == 1 and block[0].text[0].isalpha():  # a paragraph of one line, as most are
            holds = False
            continue
        inner = list(dropwhile(_is_indented, block))
        if len(inner) < len(block) and not holds:
            indented = block[: len(block) - len(inner)]
            if any(_WORDS.search(line.text) for line in indented):
                what = "begins with four blanks, which makes it a block of code"
                yield _slip(UNREAD, block[0], what, "begin the line with its first letter")
        if not inner:
            continue
        holds = bool(_NOTE.match(inner[0].text)) or (holds and len(inner) < len(block))
        yield from _headings(inner)
        for part in _parts(inner):
            holds = holds or bool(_ITEM.match(part[0].text))
            yield from _block(part)


def _is_indented(line: _Line) -> bool:
    return bool(_INDENTED.match(line.text))


def _blocks(text: str) -> Iterator[list[_Line]]:
    """Lines without a blank one between them."""
    block: list[_Line] = []
    start = 0
    for line in text.split("\n"):
        if line.strip():
            block.append(_Line(start, line))
        elif block:
            yield block
            block = []
        start += len(line) + 1
    if block:
        yield block


def _parts(block: Sequence[_Line]) -> Iterator[list[_Line]]:
    """What headings and rules part of a block; a quotation goes on to its end, also without its mark."""
    part: list[_Line] = []
    quoted = False
    for line in block:
        parts = _HEADING.match(line.text) or _RULE.match(line.text)
        opens = not quoted and line.text.startswith(">")
        if (parts or opens) and part:
            yield part
            part = []
        quoted = (quoted or opens) and not parts
        if not parts:
            part.append(_unquoted(line) if quoted else line)
    if part:
        yield part


def _unquoted(line: _Line) -> _Line:
    bare = line.text.removeprefix(">").removeprefix(" ")
    return _Line(line.start + len(line.text) - len(bare), bare or " ")


def _slip(rule: str, line: _Line, what: str, remedy: str, level: str = "warning") -> Slip:
    return Slip(rule, line.start, line.start + len(line.text.rstrip()), what, remedy, level)


def _headings(block: Sequence[_Line]) -> Iterator[Slip]:
    for line in block:
        if (match := _CLOSE_HEADING.match(line.text)) and not _TAGS.match(line.text):
            sign = match["sign"].strip().replace("＃", "#")
            words = line.text[match.end() :].strip()[:40]
            what = "is a heading to some programs and text to others"
            remedy = (
                f'for a heading write "{sign} {words}" from the start of the line; for text, another word before it'
            )
            yield _slip(HEADING, line, what, remedy)
    if len(block) > 1 and _UNDERLINE.match(block[1].text) and _SENTENCE.search(block[0].text.rstrip()):
        what = "is made a heading by the hyphens below it"
        yield _slip(HEADING, block[0], what, "put a blank line between the two")


def _block(block: Sequence[_Line]) -> Iterator[Slip]:
    if any("|" in line.text for line in block):
        yield from _table(block)
    if _ITEM.match(block[0].text):
        if _DATE.match(block[0].text):
            what = "begins a list whose first number is that of a year or a month"
            yield _slip(LIST, block[0], what, "write 2025년 3월 12일, or a backslash before the full stop: 2025\\.")
        yield from _nested(block)
        return
    yield from _list(block)
    yield from _bullets(block)


def _list(block: Sequence[_Line]) -> Iterator[Slip]:
    """Items below a line of text; a single one, or a number, may be a line that only broke there."""
    items = [number for number in range(1, len(block)) if _is_item(block, number)]
    if not items:
        return
    first = items[0]
    if len(items) > 1 or (first == len(block) - 1 and _ENDED.search(block[first - 1].text.rstrip())):
        what = "is an item of a list below a line of text, and the page shows both as one paragraph"
        yield _slip(LIST, block[first], what, "put a blank line above the list")


def _is_item(block: Sequence[_Line], number: int) -> bool:
    match = _ITEM.match(block[number].text)
    if not match or not match["number"]:
        return bool(match)
    around = (_ITEM.match(line.text) for line in (block[number - 1], *block[number + 1 : number + 2]))
    return any(near and near["number"] and abs(int(near["number"]) - int(match["number"])) == 1 for near in around)


def _nested(block: Sequence[_Line]) -> Iterator[Slip]:
    """Items of a list that were meant below another, or that are of the other kind."""
    before = _ITEM.match(block[0].text)
    for line in block[1:]:
        match = _ITEM.match(line.text)
        if not match or not before:
            continue
        if len(match["indent"]) >= len(before["indent"]) + 2:
            what = "is indented by fewer than four blanks, so that the page shows it on the level of the item above"
            yield _slip(LIST, line, what, "indent it by four blanks, or not at all")
            return
        if bool(match["number"]) != bool(before["number"]) and match["indent"] == before["indent"]:
            what = "is of another kind than the list above it, so that the page shows it as a part of that item"
            yield _slip(LIST, line, what, "put a blank line and a line of text between the lists, or use one mark")
            return


def _bullets(block: Sequence[_Line]) -> Iterator[Slip]:
    """Two lines or more that begin as items do, and which the page runs together."""
    found = [
        line for before, line in pairwise(block) if _AS_ITEM.match(line.text) and not before.text.endswith(("  ", "\\"))
    ]
    if found and (len(found) > 1 or _AS_ITEM.match(block[0].text)):
        first = found[0] if not _AS_ITEM.match(block[0].text) else block[0]
        what = "and lines that begin like it are run together in one paragraph"
        yield _slip(LIST, first, what, 'begin each with "- " or "1. ", below a blank line')


def _table(block: Sequence[_Line]) -> Iterator[Slip]:
    rulers = [number for number, line in enumerate(block) if "|" in line.text and _RULER.match(line.text)]
    edged = [line for line in block if _EDGED.match(line.text)]
    if not rulers:
        if len(edged) > 1 and all(_cells(line.text) > 1 for line in edged):
            what = "is a table without a row of hyphens, which the page shows as one line of text"
            yield _slip(TABLE, edged[0], what, "write |---|---| below its first row, a part for each cell", "error")
        return
    at = rulers[0]
    if at != 1:
        what = "is a table that the page shows as text"
        remedy = "put a blank line above its first row" if at else "write the names of its columns above the hyphens"
        yield _slip(TABLE, block[max(at - 1, 0)], what, remedy, "error")
        return
    wanted, ruled = _cells(block[0].text), _cells(block[1].text)
    if wanted != ruled:
        what = f"has not as many parts as the {wanted} names of columns, so that the page shows the table as text"
        yield _slip(TABLE, block[1], what, f"write {'|---' * wanted}|", "error")
        return
    for line in block[2:]:
        count = _cells(line.text)
        if "|" not in line.text:
            what = "is taken for a row of the table above it"
            yield _slip(TABLE, line, what, "put a blank line below the table", "error")
            return
        if count > wanted:
            what = f"has more cells than the {wanted} names of columns: the page leaves the last out"
            yield _slip(
                TABLE, line, what, "write as many as there are names; a | that is meant as text is \\|", "error"
            )
        elif count < wanted:
            what = f"has fewer cells than the {wanted} names of columns"
            yield _slip(TABLE, line, what, "write an empty cell where nothing is known: | |")


def _cells(row: str) -> int:
    bare = row.replace("\\|", "").strip()
    return bare.removeprefix("|").removesuffix("|").count("|") + 1
