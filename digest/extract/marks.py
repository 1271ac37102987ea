"""Which part of which series a headline says it is: `[딥시크 쇼크] …①`, `(2)`, `<하>`, `3편`, `Part 2`, `2/5`.

A bracket before a headline is a series label only where a part mark goes with it; else it is a kicker
(`[단독]` exclusive, `[특징주]` stock in focus, `(종합)` wire status), or a column head that becomes a series
when it recurs, which only the library can tell. Dates look like parts (`[1/7 중국증시종합]`, `(12.29)`) and are none.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from digest.extract.part_marks import LAST_OF_HOW_MANY, NUMBERED, PART, Mark, circled, in_brackets, of_part
from digest.extract.words import words
from digest.text.normalise import clean_line

MAX_TITLE = 400
"""Characters; longer text is no headline."""


class Heading(NamedTuple):
    """A headline taken apart; `title` is what is left without label, kicker and mark."""

    title: str
    kicker: str | None = None
    series_label: str | None = None
    part: int | None = None
    parts: int | None = None
    doubt: str = ""
    """Why a curator should look at the part; "" where it is certain."""


KICKERS = frozenset(words("kicker"))
"""Kickers that never name a series, folded as `_folded`: exclusive, breaking, photo, New York stocks ..."""
_WIRE_STATUS = re.compile(r"(?:재?종합(?:\d?보)?|상보|속보|\d보|\d신|수정|재송|정정)")
"""How far a wire story has come (update, full report); `상보` is not 상 (first of three)."""
_DATED = re.compile(r"\d{1,2}\s?[/.]\s?\d{1,2}|\d{1,2}월\s?\d{1,2}일|\d{4}[-./]")
_DAILY = re.compile(r"증시|시황|마감|종합|일보|브리핑|개장|장중|주간|오늘|내일|날씨|뉴스|일정")
"""Words of daily columns (market, close, round-up, today ...): `2/5` beside them is a day."""

_PAIRS = {
    "[": "]",
    "(": ")",
    "<": ">",
    "〈": "〉",
    "《": "》",
    "【": "】",
    "「": "」",
    "『": "』",
    "［": "］",
    "（": "）",
    "＜": "＞",
}
_OPEN, _CLOSE = re.escape("".join(_PAIRS)), re.escape("".join(_PAIRS.values()))
_LEADING = re.compile(
    rf"\s{{0,3}}([\[<〈《【「『［＜(（])([^{_OPEN}{_CLOSE}]{{1,60}}(?:\([^(){_OPEN}{_CLOSE}]{{1,12}}\)[^{_OPEN}{_CLOSE}]{{0,20}})?)[{_CLOSE}]\s{{0,3}}"
)
_TRAILING = re.compile(rf"\s{{0,3}}([{_OPEN}])\s{{0,2}}([^{_OPEN}{_CLOSE}]{{1,40}})\s{{0,2}}[{_CLOSE}]\s{{0,3}}$")

_LAST = re.compile(r"\s?[·,/(<\[]\s?(?:끝|완)(?:[)>\]]|(?![가-힣]))")
"""`⑤·끝`, `⑤<끝>`: the last part."""
_LAST_BEHIND = re.compile(rf"[①-⒛⓪-⓿❶-➓㉑-㊿](?:{_LAST.pattern})$")
_END_PART = re.compile(rf"(?:\s|^)[-–—,|:]?\s?({PART.pattern})$", re.IGNORECASE)
_END_NUMBERED = re.compile(rf"\s[-–—·|]?\s?({NUMBERED.pattern})$")
_END_OF = re.compile(r"\s[-–—·|]?\s?(\d{1,2}/\d{1,2})$")
_END_ROMAN = re.compile(r"\s([IVX]{2,5}|[ⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩⅪⅫ])$")
_MOST_ROMAN = 12
"""Higher numerals of Roman letters end names of games, kings and popes, not headlines of a series."""
_ROMAN_NAME = "a numeral of Roman letters may belong to a name: check"
_AGE = 18
"""From here on a number in round brackets behind a name is an age, unless the headline says that it is a part."""
_PERSON = re.compile(
    r"(?:대표|회장|사장|부사장|전무|상무|이사|이사장|의장|총재|행장|위원장|부장|본부장|센터장|원장|창업자|설립자|최고경영자|"
    r"의원|장관|총리|대통령|시장|지사|교수|박사|작가|감독|선수|배우|가수|변호사|애널리스트|연구원|CEO|CFO|CTO|"
    r"씨|군|양|옹|모|[A-Z][a-z]{1,20} [A-Z][a-z]{1,20})$"
)
"""How a person is called who stands before a bracket."""
_FRONT_PART = re.compile(rf"({PART.pattern})\s?[:.–—-]\s{{1,2}}", re.IGNORECASE)
_ENGLISH_SERIES = re.compile(
    rf"(?P<label>[A-Z][\w '’&\-]{{2,60}}?)[,|]?\s(?:[(\[]\s?)?(?P<mark>{PART.pattern})(?:\s?[)\]])?\s?[:|–—-]"
    r"\s{1,2}(?P<title>\S.{1,300})",
    re.IGNORECASE,
)
_ENGLISH_KICKER = re.compile(
    r"((?:UPDATE|WRAPUP|RPT|CORRECTED|EXCLUSIVE|Exclusive|BREAKING|Breaking|ANALYSIS|Analysis|FACTBOX|Factbox"
    r"|EXPLAINER|Explainer|"
    r"OPINION|Opinion|LIVE|Live|WATCH|Watch|VIDEO|PHOTOS?|Column|COLUMN|BRIEF"
    r"|Brief)(?:\s\d{1,2})?)\s?[-:|–—]\s?(?=\S)"
)
_COUNTED = frozenset(words("counted"))
"""Words after which `2회`, `3편` count events, not parts (cuts, rises, in a row, in all, a year ...)."""


def read_title(text: str) -> Heading:
    """Take a headline apart. Text that is no headline (empty, too long) comes back as its own title."""
    title = clean_line(text)
    if not title or len(title) > MAX_TITLE:
        return Heading(title)
    labels, title = _leading(title)
    status, title = _wire_status(title)
    english = _english(title) if not labels else None
    if english:
        return english._replace(kicker=status)
    kickers, candidates, mark = _sorted_labels(labels)
    label = candidates[-1] if candidates else None
    daily = bool(label and _DAILY.search(label))
    again, rest = _mark_around(title, labelled=bool(label or mark), daily=daily)
    if mark and again and again.part != mark.part and label:
        label = labels[-1]
        again = again._replace(doubt=f"the label says part {mark.part}, the headline part {again.part}: check")
    mark, title = again or mark, rest
    if mark and not title:
        return Heading(clean_line(text))
    if not mark:
        kickers, label = kickers + candidates, None
    front = None if label or kickers else _ENGLISH_KICKER.match(title)
    if front:
        kickers, title = [front[1]], title[front.end() :]
    kicker = next(iter([*kickers, *candidates[:-1]]), status)
    return _heading(title, kicker, label, mark)


def read_part_line(line: str) -> tuple[Mark, str] | None:
    """A line that opens with a mark, `(2) 멀티 차트`, as some papers print under a series' name: mark and rest."""
    leading = _LEADING.match(line[:MAX_TITLE])
    if leading and (mark := in_brackets(leading[2].strip())):
        return mark, line[leading.end() :].strip()
    value = circled(line[:1])
    if value:
        return Mark(value), line[1:].strip(" .")
    return None


def is_kicker(label: str) -> bool:
    """The bracketed word never names a series, numbered or not."""
    folded = _folded(label)
    return (
        folded in KICKERS
        or bool(_WIRE_STATUS.fullmatch(label.strip()))
        or bool(_DATED.match(label) or (_DATED.search(label) and _DAILY.search(label)))
        or any(
            folded.startswith(word) and folded[len(word) :].isdigit() for word in ("속보", "종합", "UPDATE", "WRAPUP")
        )
    )


def _heading(title: str, kicker: str | None, label: str | None, mark: Mark | None) -> Heading:
    if not mark:
        return Heading(title, kicker)
    doubt = mark.doubt
    if not label:
        doubt = doubt or "no series label stands in the headline: name the series, or remove the part"
    return Heading(title, kicker, label, mark.part, mark.parts, doubt)


def _wire_status(title: str) -> tuple[str | None, str]:
    """`(상보)` at the end of a headline, and the headline without it."""
    trailing = _TRAILING.search(title)
    before = title[: trailing.start()].rstrip() if trailing else ""
    if trailing and before and _WIRE_STATUS.fullmatch(trailing[2].strip()):
        return trailing[2].strip(), before
    return None, title


def _leading(title: str) -> tuple[list[str], str]:
    """Brackets that open the headline, and the rest; a headline that is all brackets keeps its last."""
    labels: list[str] = []
    while len(labels) < 4:
        match = _LEADING.match(title)
        if not match or _PAIRS[match[1]] != match.group().strip()[-1]:
            break
        if match[1] in "「『" and not in_brackets(match[2]):
            break
        rest = title[match.end() :]
        if not rest and not labels:
            break
        labels.append(match[2].strip())
        title = rest
    return labels, title.strip()


def _sorted_labels(labels: list[str]) -> tuple[list[str], list[str], Mark | None]:
    """Kickers, labels that may name a series, and a mark that stands in or as one of the brackets."""
    kickers: list[str] = []
    candidates: list[str] = []
    mark: Mark | None = None
    for label in labels:
        alone = in_brackets(label)
        if alone and (candidates or not label.isdigit()) and not is_kicker(label):
            mark = alone
            continue
        if is_kicker(label):
            kickers.append(label)
            continue
        inside, rest = _mark_at_end(label, labelled=True, daily=bool(_DAILY.search(label)))
        rest = rest.rstrip(" -–—·:|,")
        if inside and rest and is_kicker(rest):
            kickers.append(rest)
            mark = inside
        elif inside and rest:
            mark = inside
            candidates.append(rest)
        else:
            candidates.append(label)
    return kickers, candidates, mark


def _mark_around(title: str, *, labelled: bool, daily: bool) -> tuple[Mark | None, str]:
    """A mark at the end of the headline, else one that opens it."""
    mark, rest = _mark_at_end(title, labelled=labelled, daily=daily)
    if mark:
        return mark, rest
    front = circled(title[:1])
    if front and len(title) > 1:
        last = _LAST.match(title[1:])
        return Mark(front, front if last else None), title[last.end() + 1 if last else 1 :].lstrip(" .:")
    part = _FRONT_PART.match(title)
    if part and (mark := of_part(part)):
        return mark, title[part.end() :]
    return None, title


def _mark_at_end(text: str, *, labelled: bool, daily: bool) -> tuple[Mark | None, str]:
    """The mark that closes `text`, and `text` without it."""
    if (end := _LAST_BEHIND.search(text)) and (value := circled(text[end.start()])):
        return Mark(value, value), text[: end.start()].rstrip(" -–—·")
    if text and (value := circled(text[-1])):
        return Mark(value, None, LAST_OF_HOW_MANY if text[-1] == "㊦" else ""), text[:-1].rstrip(" -–—·")
    trailing = _TRAILING.search(text)
    if trailing:
        mark = _mark_in_trailing(text, trailing, labelled=labelled, daily=daily)
        return mark, text[: trailing.start()].rstrip(" -–—·") if mark else text
    match = _END_PART.search(text)
    mark = of_part(match) if match else None
    if not mark and labelled and not daily:
        mark, match = _bare_mark(text)
    return (mark, text[: match.start()].rstrip(" -–—,|:")) if mark and match else (None, text)


def _mark_in_trailing(text: str, trailing: re.Match[str], *, labelled: bool, daily: bool) -> Mark | None:
    """A mark in the bracket that closes `text`; days `(1/7)`, ages `김모(45)` and a bracket alone are none."""
    inner, before = trailing[2].strip(), text[: trailing.start()]
    dated = _DATED.fullmatch(inner) and (daily or not labelled)
    glued = not trailing.group().startswith((" ", "\u3000"))
    aged = inner.isdigit() and glued and trailing[1] in "(（" and (not labelled or _is_age(before, int(inner)))
    return None if dated or aged or not before.strip() else in_brackets(inner)


def _is_age(before: str, number: int) -> bool:
    """Whether a number behind these words is how old someone is, also where a label stands before the headline."""
    return number >= _AGE and bool(_PERSON.search(before[-40:]))


def _bare_mark(text: str) -> tuple[Mark | None, re.Match[str] | None]:
    """A mark without brackets, `3편`, `2/5`, `II`, which counts only beside a series label."""
    match = _END_NUMBERED.search(text) or _END_OF.search(text) or _END_ROMAN.search(text)
    if not match:
        return None, None
    before = text[: match.start()].split()[-1:]
    mark = None if before and before[0] in _COUNTED else in_brackets(match[1])
    if mark and match.re is _END_ROMAN and match[1].isascii():
        mark = mark._replace(doubt=_ROMAN_NAME) if mark.part <= _MOST_ROMAN else None
    return mark, match


def _english(title: str) -> Heading | None:
    match = _ENGLISH_SERIES.fullmatch(title)
    if not match:
        return None
    mark = PART.fullmatch(match["mark"])
    found = of_part(mark, offset=-1) if mark else None
    return Heading(match["title"].strip(), None, match["label"].strip(" ,"), found.part, found.parts) if found else None


def _folded(label: str) -> str:
    return re.sub(r"[\s·]", "", label).upper()
