"""Paragraphs and captions of the text, without what pages strew into it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from digest.extract import captions, date_lines, dateline, furniture
from digest.extract.patterns import ANY_MAIL, END_SIGN, ROLE, TAIL_MAIL
from digest.extract.window import is_own_caption

if TYPE_CHECKING:
    from digest.extract.dateline import Dateline
    from digest.extract.header import Header
    from digest.model import Caption

_END_BYLINE = re.compile(
    rf"(?<=[.\"”])\s{{0,3}}[/(\[=]?\s?[가-힣]{{2,4}}(?:[·,\s]{{1,2}}[가-힣]{{2,4}}){{0,3}}\s?{ROLE}\s?[=)\]]?$"
)
_SIGNED = re.compile(rf"(?:^|[.\s/\](\[])([가-힣]{{2,4}})\s?{ROLE}\s?[=)\]]?[\s(]{{0,2}}(?:{ANY_MAIL.pattern})\)?\]?$")
"""`… 황보름 기자 mail` at the end of a line."""


def read(lines: list[str], opened: Dateline | None, top: Header) -> tuple[tuple[str, ...], tuple[Caption, ...]]:
    """Paragraphs and captions of the lines between the start and the end mark."""
    body: list[str] = []
    found: list[Caption] = []
    known = {top.heading.title} if top.heading else set()
    below_image = in_box = False
    last = next((n for n in range(len(lines) - 1, -1, -1) if lines[n] and not _dropped(lines[n], known)), -1)
    for index, raw in enumerate(lines):
        first = index == 0 and opened is not None
        line = opened.rest if first and opened and dateline.read(raw) else raw
        if not line or captions.is_image(line):
            below_image = below_image or bool(line)
            continue
        if len(found) > captions.MAX_CAPTIONS and is_own_caption(raw):
            continue
        caption = None if first else _caption(raw, row_is_caption=below_image)
        below_image = False
        if caption and body and index == last and not caption.kind and date_lines.is_sentence(caption.text or ""):
            body.append(caption.text or "")  # the wire's name after the last sentence: `… (Yonhap)`
            continue
        if caption:
            found.append(_with_text_above(caption, raw, body))
            continue
        line = captions.read_row(line) or line
        in_box = furniture.is_box(line) or (in_box and not date_lines.is_sentence(line))
        if in_box or _dropped(line, known):
            continue
        paragraph, glued = captions.cut_credits(line)
        found.extend(glued)
        paragraph = _without_signature(paragraph)
        if paragraph:
            body.append(paragraph)
    return tuple(body), tuple(found)


def _with_text_above(caption: Caption, line: str, body: list[str]) -> Caption:
    """A credit alone takes the short line above it, printed once or twice, as its caption."""
    if not captions.read_provided(line) or not body or date_lines.is_sentence(body[-1]) or len(body[-1]) > 120:
        return caption
    text = body.pop()
    while body and body[-1] == text:
        body.pop()
    return caption.model_copy(update={"text": text})


def signed_authors(lines: list[str]) -> tuple[str, ...]:
    """Names in bylines of the text and in the signature that closes it, the last first."""
    for line in reversed(lines):
        names = date_lines.byline(line) if line else None
        if names:
            return names
        signed = _SIGNED.search(line[-160:])
        if signed:
            return (signed[1],)
    return ()


def picture_story(lines: list[str]) -> tuple[Dateline, Caption] | None:
    """The caption with its own dateline that is all there is in a dump of a picture."""
    for line in lines:
        own = dateline.read(line) if captions.has_own_end(line) else None
        caption = captions.read_agency(own.rest) if own else None
        if own and caption and caption.text:
            return own, caption
    return None


def _caption(line: str, *, row_is_caption: bool) -> Caption | None:
    """The caption that a line is; a table row with one cell is one below a picture, or when it is no sentence."""
    if is_own_caption(line):
        own = dateline.read(line)
        return (
            captions.read_agency(own.rest) or captions.read(own.rest) or captions.read_text(own.rest) if own else None
        )
    row = captions.read_row(line)
    if row is None:
        return None if furniture.is_line(line) or furniture.is_signature(line) else captions.read(line)
    if row_is_caption or not date_lines.is_sentence(row):
        return captions.read(row) or captions.read_text(row)
    return captions.read(row)


def _dropped(line: str, known: set[str]) -> bool:
    return (
        furniture.is_line(line)
        or furniture.is_signature(line)
        or furniture.is_lone_photo(line)
        or line in known
        or furniture.is_editors(line)
        or date_lines.byline(line) is not None
        or (date_lines.is_date_line(line) and len(line) < 60)
    )


def _without_signature(paragraph: str) -> str:
    """A paragraph without end sign, mail and byline at its end."""
    tail = paragraph[-300:]
    cut = END_SIGN.sub("", tail)
    cut = TAIL_MAIL.sub("", cut)
    cut = _END_BYLINE.sub("", cut.rstrip())
    return (paragraph[: len(paragraph) - len(tail)] + cut).strip()
