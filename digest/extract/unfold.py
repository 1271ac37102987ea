"""Lines of a dump made even: cleaned, broken again where all breaks were lost, without blocks of furniture."""

from __future__ import annotations

import re
from typing import Literal

from digest.extract import dateline, furniture
from digest.extract.date_lines import INJECTED_LINES
from digest.extract.dates import find_dates
from digest.extract.patterns import ANY_MAIL, MAX_LINE, ROLE
from digest.text.normalise import clean_line, clean_text

MAX_BLOCKS = 20
"""More blocks of furniture than any article has; the rest of a hostile dump is left as it is."""

_MARKDOWN_LINK = re.compile(r"(?<!!)\[([^\[\]\n]{1,200})\]\(https?://[^()\s]{1,500}\)")
_MARKDOWN_HEADING = re.compile(r"^#{1,6}\s{1,3}(?=[^\s#])")
_INJECTED = re.compile(r"^(date (?:19|20)\d\d-\d\d-\d\d)\s(?=\S)")
"""A scraper's own date before the first words."""
_EDITOR = re.compile(r"[\[<◇■▶※\s]{0,3}편집자\s?(?:주|註)[\]>\s]{0,2}")
_HANGUL = re.compile("[가-힣]")
_LATIN = re.compile("[A-Za-z]")
_INLINE_DATELINE = re.compile(
    rf"[\[(【][^\[\]()【】\n]{{2,30}}=[^\[\]()【】\n]{{2,30}}[\])】]\s?[^=\[\]\n]{{2,40}}?{ROLE}\s?[=＝]"
)
_GLUED_LABEL = re.compile(
    r"(?<=\s)(?:기사\s?)?(?:입력|등록|승인|작성|송고)(?:일시|일|시간)?\s?[:：]?\s?(?=(?:19|20)\d\d)"
)
_GLUED_CHANGE = re.compile(r"[\s|·]{0,3}(?:최종\s?)?(?:수정|업데이트)")
_GLUED_BYLINE = re.compile(rf"(?<=\s)[가-힣]{{2,4}}\s?{ROLE}\s{{0,2}}(?:{ANY_MAIL.pattern})?\s{{0,2}}$")
_GLUED_RIGHTS = re.compile(r"[<\[(]?\s?(?:저작권자|Copyright|[ⓒ©]).{0,200}$")
MIN_GLUED = 300
"""Characters from which a line may be a whole article that lost its breaks."""
MAX_TOP = 500
"""Characters of a headline and what stands between it and its date."""
_INLINE_LABEL = re.compile(r"\s(?=(?:기사입력|기사등록|최종수정)\s?:)")
_INLINE_ENDS = ("[뉴스핌 베스트 기사]", "종목 추적기", "기사 번역", "Created with Highcharts")
_AFTER_LABELS = re.compile(
    r"((?:기사입력|기사등록|최종수정)\s?:\s{0,3}(?:\d{4}[년.\-/]\s?\d{1,2}[월.\-/]\s?\d{1,2}일?\s{1,2}\d{1,2}:\d\d(?::\d\d)?)?)\s"
)


def clean_lines(text: str) -> list[str]:
    """Clean lines, "" for blank ones."""
    lines = [clean_line(line) for line in clean_text(text).split("\n")]
    head = [piece for line in lines[:INJECTED_LINES] for piece in (_INJECTED.sub(r"\1\n", line, count=1).split("\n"))]
    lines = [*head, *lines[INJECTED_LINES:]]
    return joined([_unmarked(line) if len(line) <= 10 * MAX_LINE else line for line in lines])


def joined(lines: list[str]) -> list[str]:
    """`편집자주` on a line of its own heads the paragraph below it: the editor's note."""
    for at, line in enumerate(lines):
        below = next((n for n in range(at + 1, min(len(lines), at + 3)) if lines[n]), None)
        if below is not None and _EDITOR.fullmatch(line[:20]):
            lines[at], lines[below] = "", f"[편집자주] {lines[below]}"
    return lines


def _unmarked(line: str) -> str:
    """A line without the Markdown of headings, links and bold type."""
    line = _MARKDOWN_LINK.sub(r"\1", line) if "](" in line else line
    return _MARKDOWN_HEADING.sub("", line, count=1).replace("**", "").strip()


def language(lines: list[str]) -> Literal["ko", "en"]:
    """Korean where a quarter of the letters are Hangul."""
    sample = " ".join(line[:MAX_LINE] for line in lines[:2000])[:200_000]
    hangul, latin = len(_HANGUL.findall(sample)), len(_LATIN.findall(sample))
    return "ko" if 3 * hangul > latin or not latin else "en"


def unfolded(lines: list[str]) -> list[str]:
    """Line breaks put back where a dump lost them all: before dateline and labels, around the end marks."""
    if any(dateline.read(line) for line in lines if line):
        return lines
    lines = [piece for line in lines for piece in (_cut(line) if len(line) > MIN_GLUED else [line])]
    out: list[str] = []
    over = False
    for line in lines:
        over = over or furniture.is_end(line) or furniture.is_signature(line)
        match = None if over else _INLINE_DATELINE.search(line[:MAX_LINE])
        if not match or not dateline.read(line[match.start() :]):
            out.append(line)
            continue
        over = True
        top = _AFTER_LABELS.sub(r"\1\n", _INLINE_LABEL.sub("\n", line[: match.start()]))
        out.extend(piece.strip() for piece in top.split("\n"))
        out.append("")
        rest = line[match.start() :]
        ends = [at for sign in _INLINE_ENDS if (at := rest.find(sign)) > 0]
        text, after = (rest[: min(ends)], rest[min(ends) :]) if ends else (rest, "")
        at = text.rfind("@")
        mail = next(iter(ANY_MAIL.finditer(text, max(0, at - 64), at + 200)), None) if at >= 0 else None
        pieces = [text[: mail.start()], mail.group(), text[mail.end() :]] if mail else [text]
        out.extend(piece.strip() for piece in [*pieces, after])
    return out


def _cut(line: str) -> list[str]:
    """Headline, byline, dates, text and copyright of an article that stands on one line, by its labelled date."""
    label = _GLUED_LABEL.search(line[:MAX_TOP])
    first = next(find_dates(line[label.end() : label.end() + 60]), None) if label else None
    if not label or not first or first.start > 12:
        return [line]
    top, end = line[: label.start()], label.end() + first.end
    changed = _GLUED_CHANGE.match(line[end : end + 20])
    second = next(find_dates(line[end : end + 60]), None) if changed else None
    end += second.end if second else 0
    by = _GLUED_BYLINE.search(top)
    heads = [top[: by.start()], by.group()] if by else [top]
    rights = _GLUED_RIGHTS.search(line[end:])
    text = line[end:][: rights.start()] if rights else line[end:]
    return [piece.strip() for piece in (*heads, line[label.start() : end], "", text, rights.group() if rights else "")]


def without_blocks(lines: list[str], notes: list[str]) -> list[str]:
    """Lines without blocks of furniture; one without a closing line above the dateline runs up to it."""
    out: list[str] = []
    index = blocks = 0
    while index < len(lines):
        hit = furniture.block_at(lines, index) if lines[index] and blocks < MAX_BLOCKS else None
        if not hit:
            out.append(lines[index])
            index += 1
            continue
        block, after = hit
        blocks += 1
        closed = bool(block.stop.fullmatch(lines[after - 1][:400])) or block.quiet
        opens = next((n for n in range(after, min(len(lines), after + block.lines)) if dateline.read(lines[n])), None)
        if not closed and opens is not None:
            after = opens
            notes.append(f"deck: the publisher's {block.name} has no end mark: check that no deck line was cut with it")
        if not block.quiet:
            notes.append(f"body: an {block.name} of the publisher's was left out: nothing to do")
        out.append("")
        index = after
    return out
