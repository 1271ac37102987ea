"""Days that a text names, resolved against the day of publication only where one reading is left.

`1월24일`, `27일`, `Jan. 27`, `27 January 2025`, `Monday`, `이날`. A Korean paper that writes a bare
`27일` means its own month (else it writes `지난달`); an English one that writes `Monday` means the
latest one. A day that stays ambiguous has no date.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date, timedelta

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_WEEKDAYS_EN = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_WEEKDAYS_KO = "월화수목금토일"
"""Monday to Sunday."""
_MONTH = (
    r"(?P<{0}>Jan(?:uary|\.)?|Feb(?:ruary|\.)?|Mar(?:ch|\.)?|Apr(?:il|\.)?|May|June?\.?|July?\.?|Aug(?:ust|"
    r"\.)?|Sept?(?:ember|\.)?|Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?)"
)
_WEEKDAY = r"(?:Mon|Tues?|Wed(?:nes)?|Thu(?:rs)?|Fri|Sat(?:ur)?|Sun)(?:day)?\b"
_KO_WEEKDAY = (
    r"(?: ?\((?P<w{0}>[월화수목금토일])\)| (?P<v{0}>[월화수목금토일])요일| ?\((?P<u{0}>[월화수목금토일])요일\))?"
)
_NOT_DAY = r"(?! ?(?:간|만에|만의|연속|째|동안|이내|치 |여|씩|가량|정도|내 |분|이상|짜리|거래|선|평균|이동)|만큼)"
_ISO = (
    r"(?<![\d.-])(?P<iy>(?:19|20)\d\d)(?P<sep>[.\-/])(?: ?)(?P<im>0?[1-9]|1[0-2])(?P=sep) ?(?P<id>3[01]|"
    r"[12]\d|0?[1-9])(?!\d|[.\-/]\d)"
)
_KO_FULL = (
    r"(?:(?P<ky>(?:19|20)\d\d|(?<![\d.,])[0-2]\d)년 ?|(?P<kq>지난해|작년|올해|내년|재작년) |(?P<kp>지난|앞서) )?"
    r"(?<!\d)(?P<km>1[0-2]|0?[1-9])월 ?(?P<kd>3[01]|"
    r"[12]\d|0?[1-9])일"
    + _KO_WEEKDAY.format(1) + _NOT_DAY
)  # fmt: skip
_KO_DAY = (
    r"(?:(?P<wk>[월화수목금토일])요일인 ?)?(?:(?P<rel>지난달|전달|이달|이번 달|다음달|다음 "
    r"달|내달|오는|지난) ?)?(?<![\d.,월])(?P<dd>3[01]|"
    r"[12]\d|[1-9])일"
    + _KO_WEEKDAY.format(2) + _NOT_DAY
)  # fmt: skip
_EN_MD = (
    rf"(?:(?P<wa>{_WEEKDAY}),? )?(?<![A-Za-z]){_MONTH.format('ma')} (?P<da>3[01]|[12]\d|0?[1-9])(?:st|nd|"
    rf"rd|th)?(?![\d%]|[.,]\d\d(?!\d\d))(?:,? (?P<ya>(?:19|20)\d\d)(?!\d))?"
)
_EN_DM = (
    rf"(?:(?P<wb>{_WEEKDAY}),? )?(?<![\d.,$])(?P<db>3[01]|[12]\d|[1-9])(?:st|nd|rd|th)? (?:of )?{_MONTH.format('mb')}"
    rf"(?![A-Za-z])(?:,? (?P<yb>(?:19|20)\d\d)(?!\d))?"
)
_EN_WEEKDAY = (
    r"(?P<q>last |next |this )?\b(?P<wo>Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)\b(?!['’]s Child)"
)
_KO_REFER = r"(?P<same>이날|같은 날|당일)|(?P<next>이튿날|다음 ?날)|(?P<today>오늘)|(?P<yesterday>어제)"
_ALL = re.compile(f"{_ISO}|{_KO_FULL}|{_KO_DAY}|{_EN_MD}|{_EN_DM}|{_EN_WEEKDAY}|{_KO_REFER}")
_MONTH_NAMES = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_DAY_NAMES = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_HINTS = (*_MONTH_NAMES, *_DAY_NAMES, "이날", "이튿날", "다음날", "다음 날", "같은 날", "당일", "오늘", "어제")
_NUMBERED = re.compile(r"일(?<=\d일)")
_YEARED = re.compile(r"[12](?:(?<=1)9|(?<=2)0)\d\d[.\-/]")
"""One of these is in every text that names a day; each is found at little cost."""
_FUTURE = re.compile(
    r"예정|앞두|[할될낼릴칠질길갈열둘] (?:계획|전망|방침|것)|열린다|발표한다|오는 |내놓을|앞으로|"
    r"\b(?:will|due|next|plans?|scheduled|expected|ahead of|upcoming)\b"
)
"""Said of what is to come: scheduled, ahead of, planned. A noun alone (`목표가 전망`) names no day to come."""
_SENTENCE_ENDS = ("다. ", ". ", "\n")
_STOP = re.compile(r"[.!?](?:\s|$)|\n")
_OF_THIS_YEAR = re.compile(r"올해(?!\S*(?:보다|대비))[^\d.,]{0,20}$")
"""`올해 첫 거래일인 1월 2일`: this year, said some words before the month."""
_ASIDE = re.compile(r"(?:지난달|전달|다음 ?달|내달|오는|지난|앞서|지난해|작년|재작년|내년)")
"""A day that is brought in from another time (last month, next month, earlier): `이날` behind it is not that day."""
_PAST_OF_IT = re.compile(r"[가-힣](?:던|했던) ")
_CENTURY = 2000
"""Of a year with two digits: 24년 8월 5일."""
_LOCAL = re.compile(r" ?\((?:이하 )?(?:현지 ?시[간각]|미국 ?시[간각]|local time)[^)]{0,12}\)")
_SEOUL_TIME = re.compile(r" ?\((?:한국 ?시[간각]|우리 ?시[간각]|KST)[^)]{0,12}\)")


@dataclass(frozen=True, slots=True)
class Day:
    """A day as the text names it.

    Attributes:
        start: Where the words start.
        end: Where they end.
        text: As printed.
        date: The day, or None where several readings are left or it does not exist.
        weekday: 0 (Monday) to 6 where the text names it beside a day number, else None.
        exists: False for 30 February and the like.
        explicit: Whether the year is printed.
        zone: `local` or `seoul` where the text says whose day it is, else "".
    """

    start: int
    end: int
    text: str
    date: date | None
    weekday: int | None = None
    exists: bool = True
    explicit: bool = False
    zone: str = ""
    refers: bool = False


def days(text: str, *, published: date | None = None) -> tuple[Day, ...]:
    """Every day named in `text` (one paragraph or sentence), in order; `published` in the publisher's own zone."""
    dated = _YEARED.search(text)
    if not dated and not _NUMBERED.search(text) and not any(hint in text for hint in _HINTS):
        return ()
    found: list[Day] = []
    known: date | None = None
    published = _anchor(text, published) if dated else published
    for match in _ALL.finditer(text):
        between = text[found[-1].end : match.start()] if found else ""
        here = bool(found) and not any(mark in between for mark in _SENTENCE_ENDS)
        day = _resolve(match, text, published, known if here else None, known)
        if day is None:
            continue
        if match["same"] and found and _is_aside(found[-1], text, match.start(), published, here=here):
            day = replace(day, date=published if here else None)
            found.append(day)
            continue
        if day.date is not None:
            known = day.date
        found.append(day)
    return tuple(found)


def _is_aside(day: Day, text: str, at: int, published: date | None, *, here: bool) -> bool:
    """Whether `이날` at `at` cannot mean `day`: one of another month, one to come, or one that only was (`이던`)."""
    if _ASIDE.match(day.text) or _ASIDE.search(text[max(0, day.start - 4) : day.start]):
        return True
    if day.date is not None and published is not None and day.date > published:
        return True
    return here and bool(_PAST_OF_IT.search(text, day.end, at))


def _anchor(text: str, published: date | None) -> date | None:
    """The day against which the paragraph speaks: its own printed stamp where that is long after `published`.

    A page carries boxes of other articles; they are not of the day of the article that holds them.
    """
    if published is None:
        return None
    stamps = [
        found
        for match in re.finditer(_ISO, text)
        if (found := _date(int(match["iy"]), int(match["im"]), int(match["id"])))
    ]
    later = [stamp for stamp in stamps if (stamp - published).days > 60]
    return max(later) if later else published


def _resolve(
    match: re.Match[str], text: str, published: date | None, context: date | None, known: date | None
) -> Day | None:
    group = match.groupdict()
    tail = text[match.end() : match.end() + 24]
    zone = "local" if _LOCAL.match(tail) else "seoul" if _SEOUL_TIME.match(tail) else ""
    weekday = _weekday(group)
    stop = _STOP.search(text, match.end(), match.end() + 60)
    around = text[max(0, match.start() - 12) : stop.start() if stop else match.end() + 60]
    year, month, day_of_month = _numbers(group, published)
    if (
        group["km"]
        and year is None
        and published
        and _OF_THIS_YEAR.search(text[max(0, match.start() - 30) : match.start()])
    ):
        year = published.year
    result: date | None = None
    exists = True
    if group["same"]:
        result = known or None
        return Day(match.start(), match.end(), match.group(), result, refers=True)
    if group["next"]:
        return Day(match.start(), match.end(), match.group(), None, refers=True)
    if group["today"] or group["yesterday"]:
        result = published - timedelta(days=bool(group["yesterday"])) if published else None
    elif group["wo"]:
        result = _from_weekday(group, published, around, text[: match.start()])
    elif month is not None and day_of_month is not None:
        if year is not None:
            result = _date(year, month, day_of_month)
            exists = result is not None
        else:
            exists = _date(2024, month, day_of_month) is not None
            past = bool(group["kp"]) or text[max(0, match.start() - 3) : match.start()].strip() in {"지난", "앞서"}
            result = _nearest(month, day_of_month, published or context, past=past)
    elif day_of_month is not None:
        result = _bare_day(day_of_month, group["rel"] or "", published, context, around)
    return Day(
        match.start(), match.end(), match.group(), result, weekday, exists,
        explicit=bool(group["iy"] or group["ky"] or group["ya"] or group["yb"]), zone=zone,
    )  # fmt: skip


def _weekday(group: dict[str, str | None]) -> int | None:
    for key in ("w1", "v1", "u1", "w2", "v2", "u2", "wk"):
        if value := group[key]:
            return _WEEKDAYS_KO.index(value)
    for key in ("wa", "wb"):
        if value := group[key]:
            return _WEEKDAYS_EN.index(value[:3].lower())
    return None


def _numbers(group: dict[str, str | None], published: date | None) -> tuple[int | None, int | None, int | None]:
    year = group["iy"] or group["ky"] or group["ya"] or group["yb"]
    month = group["im"] or group["km"]
    name = group["ma"] or group["mb"]
    day = group["id"] or group["kd"] or group["da"] or group["db"] or group["dd"]
    number = int(month) if month else _MONTHS.index(name[:3].lower()) + 1 if name else None
    relative = {"재작년": -2, "지난해": -1, "작년": -1, "올해": 0, "내년": 1}.get(group["kq"] or "")
    if year is None and relative is not None and published is not None:
        return published.year + relative, number, int(day) if day else None
    full = int(year) + (_CENTURY if len(year) == 2 else 0) if year else None
    return full, number, int(day) if day else None


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _nearest(month: int, day: int, anchor: date | None, *, past: bool = False) -> date | None:
    """The year that brings the day nearest to `anchor`; None beyond five months, where two readings compete.

    `past` is for `지난 1월 2일`: the latest such day that is over.
    """
    if anchor is None:
        return None
    choices = [found for year in (anchor.year - 1, anchor.year, anchor.year + 1) if (found := _date(year, month, day))]
    if past:
        choices = [choice for choice in choices if choice <= anchor]
        return choices[-1] if choices else None
    if not choices:
        return None
    best = min(choices, key=lambda choice: abs((choice - anchor).days))
    if abs((best - anchor).days) > 152:
        over = [choice for choice in choices if choice.year == anchor.year and choice <= anchor]
        return over[0] if over else None
    return best


def _bare_day(day: int, relation: str, published: date | None, context: date | None, around: str) -> date | None:  # noqa: C901, PLR0911 - one line a reading
    if relation in {"지난달", "전달"} and published:
        return _shift(published, -1, day)
    if relation in {"다음달", "다음 달", "내달"} and published:
        return _shift(published, 1, day)
    if relation in {"이달", "이번 달"} and published:
        return _date(published.year, published.month, day)
    if context is not None and not relation:
        same = _date(context.year, context.month, day)
        if same and same >= context and (published is None or same <= published or _FUTURE.search(around)):
            return same
        if published is None:
            return None
    if published is None:
        return None
    here = _date(published.year, published.month, day)
    if relation == "오는" or (here and here > published and _FUTURE.search(around)):
        return here if here and here >= published else _shift(published, 1, day)
    if here and here <= published:
        return here
    if relation == "지난" or (published.day <= 3 and day >= 27):
        return _shift(published, -1, day)
    return None


def _shift(anchor: date, months: int, day: int) -> date | None:
    index = anchor.year * 12 + anchor.month - 1 + months
    return _date(index // 12, index % 12 + 1, day)


def _from_weekday(group: dict[str, str | None], published: date | None, around: str, before: str) -> date | None:
    if published is None:
        return None
    wanted = _WEEKDAYS_EN.index(str(group["wo"])[:3].lower())
    qualifier = (group["q"] or "").strip()
    if (
        qualifier in {"last", "next"}
        or _FUTURE.search(around)
        or re.search(r"\b(?:each|every|until|by)\s+$", before[-8:])
    ):
        return None
    return published - timedelta(days=(published.weekday() - wanted) % 7)
