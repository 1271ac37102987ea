"""Paragraphs and captions of the text, without what pages strew into it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from digest.extract import captions, date_lines, dateline, furniture, neighbours, signatures, widgets
from digest.extract.openings import is_own_caption
from digest.extract.patterns import ANY_MAIL, END_SIGN, ROLE, TAIL_MAIL, english_authors
from digest.extract.publishers import by_name

if TYPE_CHECKING:
    from digest.extract.dateline import Dateline
    from digest.extract.header import Header
    from digest.model import Caption

_END_BYLINE = re.compile(
    rf"(?<=[.\"”])\s{{0,3}}[/(\[=]?\s?[가-힣]{{2,4}}(?:[·,\s]{{1,2}}[가-힣]{{2,4}}){{0,3}}\s?{ROLE}\s?[=)\]]?$"
)
NEAR = 4
"""Lines around one in which the next with words is looked for; pages leave no more blank."""
MAX_MARKED = 160
"""Characters of a caption marked by `▲`."""
_MARKED = re.compile(r"[▲△]\s?\S")
MAX_NAMES = 40
"""Characters of a line that only names who wrote it."""

_CUT_MAIL = r"[A-Za-z0-9._\-]{2,30}@"
"""Some papers print a mail without its domain."""
_SIGNED = re.compile(
    rf"(?:^|[.\s/\](\[])([가-힣]{{2,4}})\s?{ROLE}\s?[=)\]]?[\s(/|]{{0,3}}(?:{ANY_MAIL.pattern}|{_CUT_MAIL})\)?\s?\]?$"
)
"""`… 황보름 기자 mail` at the end of a line."""
_NAME_MAIL = re.compile(rf"(?:[A-Z]{{2,6}}\s)?([가-힣]{{2,4}})\s?[(\[<]?\s?(?:{ANY_MAIL.pattern})\s?[)\]>]?")
"""`황보름(mail)`: some wires leave the role out."""
_OWNED = re.compile(rf"\[([가-힣]{{2,4}})\s?{ROLE}\]\s?\[?[ⓒ©]")
"""`[황보름 기자][ⓒ …]`."""
_NO_NAMES = re.compile(r".{0,2}(?:제보|문의|뉴스|앵커).{0,2}|메일|이메일|연락처|.{1,3}[국부팀실]")
_SIGN_OFF = re.compile(
    r"(?:^|\s)(?:KBS|MBC|SBS|YTN|JTBC|MBN|OBS|EBS|TV조선|채널A|연합뉴스TV)\s?(?:뉴스\s)?([가-힣]{2,4})"
    rf"(?:\s?[\[(]{{1,2}}(?:{ANY_MAIL.pattern})[\])]{{1,2}})?입니다\.?$"
)
"""How a broadcaster's reporter closes: `YTN 황보름입니다.`"""
_REPORTING = re.compile(
    r"\s?\((?:Additional )?Reporting by (?P<who>[^();]{3,160})(?:;[^()]{0,240})?\)\s{0,2}\.?$", re.IGNORECASE
)
_GLUED_RIGHTS = re.compile(r"\s?(?:\S{2,20}@)?[<\[(]\s?(?:저작권자\s?)?[ⓒ©Ⓒ][^<>\[\]]{2,120}금지\s?[>\])]$")
"""A copyright line that was glued to the last paragraph, with the reporter's cut mail."""
_CUT_END = re.compile(rf"(?<=기자)\s{_CUT_MAIL}$")
_STATION = re.compile(
    r"(?!C[A-Z]O\b)(?:[A-Z]{3,4}|[가-힣]{2,8}(?:TV|방송))\s?(?:뉴스\s)?(?P<name>[가-힣]{2,4})입니다\.?"
)
"""The same for a station that the list does not know, where it is the whole line."""
_LAST_SIGN = re.compile(r"(?<=[.\"”])\s?[⊙■◆◎▣●□◼]$")
"""What magazines print behind a text."""
_LEFT = re.compile(r"(?<=[.…])\s?\[\+\d{1,6} chars\]$")
"""How much an interface says that it left out: `[+2000 chars]`."""
_IN_CITY = re.compile(r"\sin\s[A-Z][\w ,]{2,40}$")


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
        if caption is None and not first and is_lone_mark(lines, index):
            caption = captions.read_text(line)
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
    if caption.text and body and body[-1] == caption.text:
        body.pop()  # what a picture shows, printed once without its credit
    if caption.text and len(body) > 1 and body[-1] == body[-2] and not date_lines.is_sentence(body[-1]):
        del body[-2:]  # a picture's title
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
        station = _STATION.fullmatch(line[:60])
        if station:
            return (station["name"],)
        signed = (
            _SIGNED.search(line[-160:])
            or _NAME_MAIL.fullmatch(line[:200])
            or _SIGN_OFF.search(line[-160:])
            or _OWNED.match(line[:200])
        )
        if signed and not _NO_NAMES.fullmatch(signed[1]):
            return (signed[1],)
        if by := _REPORTING.search(line[-500:]):
            return tuple(_IN_CITY.sub("", name) for name in english_authors(by["who"]))
    return ()


def without_names(paragraphs: tuple[str, ...], authors: tuple[str, ...]) -> tuple[str, ...]:
    """Paragraphs without last lines that only name an author (`헬로뉴스 황보름 기자`) or a paper, or say who one is."""
    kept = list(paragraphs)
    while len(kept) > 1 and any(neighbours.is_bio(kept[-1], name) for name in ("", *authors)):
        kept.pop()
    while kept and len(kept[-1]) <= MAX_NAMES and not date_lines.is_sentence(kept[-1]):
        if not by_name(kept[-1].strip(" /[]()")) and not any(
            re.search(
                rf"{re.escape(name)}(?:\s.{{0,16}}{ROLE}\W*)?$|{re.escape(name)}\s?{ROLE}\W*$", kept[-1], re.IGNORECASE
            )
            or (kept[-1].startswith(name) and signatures.is_guest(kept[-1]))
            for name in authors
        ):
            break
        kept.pop()
    return tuple(kept)


def picture_story(lines: list[str]) -> tuple[Dateline, Caption] | None:
    """The caption with its own dateline that is all there is in a dump of a picture."""
    for line in lines:
        own = dateline.read(line) if captions.has_own_end(line) else None
        caption = captions.read_agency(own.rest) if own else None
        if own and caption and caption.text:
            return own, caption
    return None


def is_lone_mark(lines: list[str], index: int) -> bool:
    """A short line with `▲` before it, alone among lines without: how web papers mark a picture's caption."""
    if not _MARKED.match(lines[index]) or len(lines[index]) > MAX_MARKED or "▲" in lines[index][1:]:
        return False
    near = (lines[index + 1 : index + 1 + NEAR], lines[max(0, index - NEAR) : index][::-1])
    around = [next((line for line in side if line), "") for side in near]
    return not any(line[:1] in "▲△▶■◇○" for line in around if line) and any(map(date_lines.is_sentence, around))


def _caption(line: str, *, row_is_caption: bool) -> Caption | None:
    """The caption that a line is; a table row with one cell is one below a picture, or when it is no sentence."""
    if is_own_caption(line):
        own = dateline.read(line)
        return (
            captions.read_agency(own.rest) or captions.read(own.rest) or captions.read_text(own.rest) if own else None
        )
    row = captions.read_row(line)
    if row is None:
        return None if widgets.is_line(line) or furniture.is_signature(line) else captions.read(line)
    if row_is_caption or not date_lines.is_sentence(row):
        return captions.read(row) or captions.read_text(row)
    return captions.read(row)


def _dropped(line: str, known: set[str]) -> bool:
    return (
        widgets.is_line(line)
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
    cut = _LAST_SIGN.sub("", END_SIGN.sub("", _LEFT.sub("", tail)))
    cut = _GLUED_RIGHTS.sub("", cut)
    cut = _REPORTING.sub("", _CUT_END.sub("", TAIL_MAIL.sub("", cut)))
    cut = _END_BYLINE.sub("", cut.rstrip())
    return (paragraph[: len(paragraph) - len(tail)] + cut).strip()
