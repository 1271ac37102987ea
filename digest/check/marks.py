"""Marks within the lines of a body that the page shows as they stand, or that lead to nothing."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from digest.check.blocks import UNREAD, Slip
from digest.check.markdown import LINK, without_code

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_WRONG: tuple[tuple[str, re.Pattern[str], str, str], ...] = (
    (
        ")[",
        re.compile(r"\([^()\[\]\n]{1,200}\)\[https?://[^\]\s]{1,2000}\]"),
        "is a link whose brackets are the wrong way round",
        "write [words](https://…)",
    ),
    (
        "\\*\\*",
        re.compile(r"(?<!\\)\\\*\\\*(?=[^\s*])[^*\n]{1,200}\\\*\\\*"),
        "has a backslash before its stars, so that the page shows them",
        "take the backslashes out",
    ),
    (
        "\\n",
        re.compile(r"(?<!\\)\\n(?:\\n|(?=[^A-Za-z]|$))"),
        "is the sign of a line end, which the page shows as it stands",
        "begin a new line there",
    ),
    *(
        (
            piece,
            re.compile(pattern, re.MULTILINE),
            "is written with full-width signs, which are no marks",
            "write the plain signs: ** [ ] |",
        )
        for piece, pattern in (
            ("＊", "＊＊[^＊\\n]{1,200}＊＊"),
            ("］", "［[^［］\\n]{1,200}］[(（]"),
            ("｜", "^｜[^\\n]*｜$"),
        )
    ),
    *(
        (
            fence,
            re.compile(rf"^ {{0,3}}{fence}[^\n]*", re.MULTILINE),
            "begins a block of code that nothing ends",
            "remove it, or end the block with the same signs",
        )
        for fence in ("```", "~~~")
    ),
)
"""Each a mistake wherever it stands, and a piece of it; code that is well formed is not looked at."""
_WHOLE = re.compile(r"\s*(?:```|~~~)(?:markdown|md)\b[^\n]*\n")
_STARS = (
    re.compile(r"^ {0,3}(?:\*[ \t]*+){3,}+$", re.MULTILINE),
    re.compile(r"\*\*\*(?![\s*])[^*\n]{1,2000}(?<!\s)\*\*\*"),
    re.compile(r"(?<![*\\])\*(?![\s*])[^*]{1,2000}(?<![\s*])\*(?!\*)"),
    re.compile(r"\*\*(?![\s*])[^*]{1,4000}(?<![\s*])\*\*"),
)
"""Rules, and emphasis from the inside out."""
_STRONG = re.compile(r"(?<![\\*])\*\*")
_NOTED = re.compile(r"^\*\*? ", re.MULTILINE)
"""A note that explains a star behind a word."""
_REFERENCE = re.compile(r"\[(?P<text>[^\[\]\n]{0,200}[^\W\d][^\[\]\n]{0,200})\]\[(?P<label>\d{1,3})\]")
_NOTE = re.compile(r"\[\^(?P<name>[^\]\s]{1,100})\](?P<told>:?)")
_AUTO = re.compile(
    r"<https?://[^<>\s]{1,2000}>|<(?:a|img)\b[^<>]{0,4000}>|^ {0,3}\[[^\]\n^]{1,200}\]:[^\n]*", re.MULTILINE
)
_BARE = re.compile(r"(?<![\[(（])https?://[^\s<>()\[\]\0]{4,2000}")


def slips(body: str) -> Iterator[Slip]:
    """Each such mark; a kind that stands there twice is told for each place."""
    text = without_code(body)
    if _WHOLE.match(body):
        yield Slip(UNREAD, 0, 3, "stands in a block of code as a whole", "remove its first and its last line")
    for piece, pattern, what, remedy in _WRONG:
        for match in pattern.finditer(text) if piece in text else ():
            yield Slip(UNREAD, *match.span(), what, remedy)
    if "**" in text:
        yield from _strong(text)
    if "[^" in text:
        yield from _notes(text)
    for match in _REFERENCE.finditer(text) if "][" in text else ():
        if f"[{match['label']}]:" not in text:
            what = "is a link whose address is not there"
            yield Slip(UNREAD, *match.span(), what, f"write [{match['text'][:40]}](address)")
    yield from _links(text)


def _strong(text: str) -> Iterator[Slip]:
    if _NOTED.search(text):
        return
    for start, paragraph in _paragraphs(text):
        left = paragraph
        for pattern in _STARS:
            left = pattern.sub(lambda match: "\0" * len(match[0]), left)
        if match := _STRONG.search(left):
            at = start + match.start()
            what = "is a mark of strong words that opens or closes nothing, and the page shows it"
            yield Slip(UNREAD, at, at + 2, what, "write **words**, without a blank behind the first or before the last")


def _paragraphs(text: str) -> Iterator[tuple[int, str]]:
    start = 0
    for paragraph in text.split("\n\n"):
        if "**" in paragraph:
            yield start, paragraph
        start += len(paragraph) + 2


def _notes(text: str) -> Iterator[Slip]:
    """Marks of footnotes without their note, and notes to which nothing leads."""
    found = list(_NOTE.finditer(text))
    begun = {
        match["name"] for match in found if match["told"] and text[: match.start()].rpartition("\n")[2].strip() == ""
    }
    spoken = {match["name"] for match in found if not match["told"]}
    for match in found:
        if match["name"] not in begun:
            what = "is the mark of a footnote that is not there"
            yield Slip(UNREAD, *match.span(), what, f"write the note on a line of its own: [^{match['name']}]: …")
        elif match["told"] and match["name"] not in spoken:
            what = "is a footnote to which nothing leads"
            yield Slip(UNREAD, *match.span(), what, f"write [^{match['name']}] behind the words that it explains")


def _links(text: str) -> Iterator[Slip]:
    if "](" in text:
        found = list(LINK.finditer(text))
        for match in found:
            if not match["image"] and (wrong := _of_link(match)):
                yield Slip(UNREAD, *match.span(), *wrong)
        text = _without(text, found)
        at = text.find("](")
        if at >= 0 and text[at - 1 : at] != "\\":
            yield Slip(UNREAD, at, at + 2, "is a link that nothing closes", "write [words](address), closed by )")
            return
    if "://" in text:
        text = _without(text, _AUTO.finditer(text))
        for match in _BARE.finditer(text):
            what = "is an address that nobody can follow: the page makes no link of it"
            yield Slip(UNREAD, *match.span(), what, "write [words](address), or the address between < and >")


def _of_link(match: re.Match[str]) -> tuple[str, str] | None:
    """What is wrong with a link, and the remedy."""
    if not (match["plain"] or match["angle"]):
        return "is a link that leads nowhere", "write its address between the round brackets"
    if not match["text"].strip():
        return "is a link without words, which nobody sees", "write [words](…)"
    return None


def _without(text: str, found: Iterable[re.Match[str]]) -> str:
    """The text with these as NUL; every offset stays."""
    made: list[str] = []
    at = 0
    for match in found:
        made += (text[at : match.start()], "\0" * len(match[0]))
        at = match.end()
    return "".join((*made, text[at:])) if made else text
