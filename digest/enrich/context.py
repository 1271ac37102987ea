"""What the words around a quantity say of it: its day, its subject, which way it went, level or change.

Korean puts the verb behind the number (`135.26포인트 오른`), English before it (`rose 135.26 points`).
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from digest.enrich import moves
from digest.enrich.units import CURRENCIES
from digest.text import sentences

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from digest.enrich.days import Day
    from digest.enrich.indices import Index
    from digest.enrich.quantity import Quantity
    from digest.text.sentences import Sentence

_PRICE = re.compile(
    r"주가|종가|시가(?!총)|환율|가격|목표가|유가|고점|저점|최고가|최저가|공모가|시초가|마감|장중|마쳤|출발|거래를 마|"
    r"\b(?:close[ds]?|prices?|priced|price target|opened|traded|trading at|a share|per share|apiece|an "
    r"ounce|a barrel)\b",
    re.IGNORECASE,
)
"""Words of a price: 주가 share price, 종가 close, 환율 exchange rate, 가격 price, 장중 in the session, 마감 close."""
_SUM = re.compile(r"[조억]|\d ?(?:[mbt]n|[mb]ln|million|billion|trillion)", re.IGNORECASE)
"""A sum so large is no price of one unit: net income of $4.1 billion, or 90 cents a share."""
_TO = re.compile(
    r"^(?: ?(?:선|수준)(?:으로|까지|에서)|으?로|에서?|까지|선|대|"
    r"보다|의|은|는|이(?!나|상|하)|가(?!량))(?![가-힣]{0,2}르)"
)
"""Particles behind a level: to, at, from, up to, than, of."""
_TO_HERE = re.compile(r"\S| (?:선|수준)(?:으로|까지|에서)")
"""A particle joins its number; only these nouns stand apart (13만원 선으로)."""
_OF_SIZE = re.compile(r",? (?:or|\() ?[+-]?[\d.]{1,6} ?(?:%|percent)")
"""Behind English points that moved: 291.3 points, or 1.6%."""
_ON = re.compile(r" (?:points )?on (?:the )?")
"""Between an English number and its day."""
_SINCE = re.compile(r"\b(?:from|than|versus|against|compared)\b")
"""`closed at 44,544.66, down from 44,882.13 on Thursday`: the day may be that of the second number."""
_MEASURED_FROM = re.compile(
    r"\)?(?: ?(?:종가|마감가|주가)(?:인)?)?(?: ?\([^()]{1,16}\))?"
    r"(?: ?[\d.,만천]{1,12}(?:원|달러|포인트)?)?(?:보다| ?대비|에 비해)"
)
"""Behind a day that a move is measured from: 전 거래일(7일)보다, 7일 대비."""
_DAY_BEFORE = re.compile(
    r"(?<![가-힣])(?:전날|전일)(?=(?:은|의|에는?)? [가-힣A-Z])(?! ?(?:(?:종가|마감가|주가) ?)?(?:보다|대비|에 비해))"
)
"""Between a day and a number: the number is of the day before it."""
_POSTED = re.compile(r"[을를] ?올[렸린리려릴]")
"""`2541억원을 올렸다` posts an amount; a rise by it has no object particle, or 만큼."""
_GROUP = re.compile(r"^[\s(,/·]{0,3}$")
_REACH = 140
"""Characters before a quantity in which its subject is looked for."""
_TOPIC = re.compile(r"(?<![0-9가-힣A-Za-z])(?![0-9])([가-힣A-Za-z0-9&·()'’\-]{2,30}?)(?:은|는|이|가|의)(?= )")
_EN_GAP = re.compile(
    r"^\s*(?:by|about|around|nearly|almost|more than|over|another|a record|a further|roughly|some|an?|"
    r"as much as|another|just|only|less than|the)?"
    r"(?:\s(?:about|nearly|almost|a|more than))?\s*$",
    re.IGNORECASE,
)
_UP_TO = re.compile(r"\bup to (?:an? |about |around )?$")
"""Right before an English number that is the most of it: cut by up to 15% goes down."""
_MOVES_THINGS = frozenset(
    {"raised", "raises", "raising", "lifted", "boosted", "cut", "hike", "added", "advance", "growth", "gain", "gains"}
)
"""`raised $5 billion` speaks of funds: a change only behind `by`."""


def placed(
    line: str, sentence: Sentence, items: Sequence[Quantity], named: Sequence[Day], marks: Sequence[Index]
) -> list[Quantity]:
    """`items` of one sentence with day, subject, direction and kind filled in where the words say them."""
    inside = sentences.inside(named, sentence)
    price = _PRICE.search(line, sentence.start, sentence.end) is not None
    korean = any("가" <= char <= "힣" for char in sentence.text)
    found: list[Quantity] = []
    for index, item in enumerate(items):
        direction, change = _moved(line, sentence, items, index, korean=korean)
        kind = item.kind
        if kind in {"amount", "level"} and (item.unit in CURRENCIES or item.unit == "pt"):
            priced = price and not _SUM.search(item.text)
            level = item.unit == "pt" or priced or _reached(line, items, index, found)
            moved = item.unit == "pt" and (item.direction or _OF_SIZE.match(line, item.end))
            kind = "change" if change or moved else "level" if level else "amount"
        found.append(
            replace(
                item,
                date=_day(replace(item, kind=kind), inside, line, korean=korean),
                subject=_subject(line, sentence.start, item.start, marks),
                direction=item.direction or (direction if kind in {"change", "percent", "ratio", "count"} else 0),
                kind=kind,
            )
        )
    return found


def _moved(line: str, sentence: Sentence, items: Sequence[Quantity], index: int, *, korean: bool) -> tuple[int, bool]:
    """Direction of the movement that the item takes part in, and whether the item is its size."""
    item = items[index]
    behind = index + 1
    end = item.end
    # 135.26포인트(2.73%) 오른: the pair shares one verb
    while (
        behind < len(items)
        and _GROUP.match(line[end : items[behind].start])
        and items[behind].unit in {"%", "pt", item.unit}
        and items[behind].unit != item.unit
    ):
        end = items[behind].end
        behind += 1
    limit = min(items[behind].start if behind < len(items) else sentence.end, end + 22)
    tail = line[item.end : limit]
    if korean:
        word = moves.first(line, end, limit)
        if word is None and index and _GROUP.match(line[items[index - 1].end : item.start]):
            word = moves.first(line, end, limit)
        to = _TO.match(tail.lstrip()) if _TO_HERE.match(line, item.end) else None
        gap = line[end : word[1]] if word else ""
        posted = item.unit in CURRENCIES and _POSTED.match(line, item.end)
        if word and not posted and len(gap) <= 14 and not re.search(r"[.;]|지만|으나|면서 |[뒤후] |다가 ", gap):
            return word[0], not to
        return 0, False
    behind_word = moves.first(line, end, min(limit, end + 14))
    if (
        behind_word
        and re.match(r"^[\s)-]{0,3}(?:point |points |percentage-point )?$", line[end : behind_word[1]])
        and not re.match(r"\s*(?:from|to)\b", line[item.end : item.end + 6])
    ):
        return behind_word[0], True
    start = limit_of.start() if (limit_of := _UP_TO.search(line, max(0, item.start - 16), item.start)) else item.start
    before = index
    while (
        before
        and _GROUP.match(re.sub(r"\b(?:or|and)\b", "", line[items[before - 1].end : start]))
        and items[before - 1].unit != item.unit
    ):
        before -= 1
        start = items[before].start
    floor = items[before - 1].end if before else sentence.start
    word = moves.last(line, max(floor, start - 34), start)
    if word is None:
        return 0, False
    gap = line[word[2] : start]
    transitive = line[word[1] : word[2]].lower() in _MOVES_THINGS and item.unit in CURRENCIES
    if _EN_GAP.match(gap) and not (transitive and "by" not in gap):
        return word[0], True
    return (
        (word[0], False)
        if len(gap) < 20 and not re.search(r"[.;,]", gap) and item.unit in {"%", "%p", "bp"}
        else (0, False)
    )


def _reached(line: str, items: Sequence[Quantity], index: int, before: Sequence[Quantity]) -> bool:
    """Whether the words before say that a price arrived here (`fell 17% to $118.58`, `2만1800원 내린 19만9200원`)."""
    item = items[index]
    if item.step > 1 and item.value >= 10**7:
        return False
    if any(other.kind == "change" and other.unit == item.unit for other in before[-2:]):
        return moves.first(line, before[-1].end, item.start) is not None
    return (
        re.search(r"\b(?:to|at)\s$", line[max(0, item.start - 4) : item.start]) is not None
        and bool(before)
        and before[-1].unit == "%"
    )


def _day(item: Quantity, inside: Sequence[Day], line: str, *, korean: bool) -> date | None:
    """The last day before the item; in English the one right behind it, or the only one if of no earlier value."""
    if not korean and (own := next((day for day in inside if _ON.fullmatch(line, item.end, day.start)), None)):
        return own.date
    before = [day for day in inside if day.end <= item.start and not _is_measure(day, item, line)]
    if before:
        other = item.kind == "level" and _DAY_BEFORE.search(line, before[-1].end, item.start)
        return None if other else before[-1].date
    if not korean and len(inside) == 1 and not _SINCE.search(line, item.end, inside[0].start):
        return inside[0].date
    return None


def _is_measure(day: Day, item: Quantity, line: str) -> bool:
    """Whether the number is measured from `day`, and so is of another."""
    match = _MEASURED_FROM.match(line, day.end)
    return match is not None and match.end() <= item.start


def _subject(line: str, start: int, at: int, marks: Sequence[Index]) -> str | None:
    start = max(start, at - _REACH)
    near = [mark for mark in marks if start <= mark.start and mark.end <= at]
    topics = list(_TOPIC.finditer(line, start, at))
    if near and (not topics or topics[-1].end(1) <= near[-1].end + 4):
        return near[-1].label
    return topics[-1][1] if topics else None
