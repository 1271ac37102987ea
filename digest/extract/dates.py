"""Dates as Korean and English pages print them, read strictly: what is not there is not made up.

General libraries misread Korean forms (`2025년01월31일 11:00` became 1 November), so each form is a
row here. A day without a year, a two-digit year, `어제` (yesterday) and `3시간 전` (3 hours ago) are no dates.
"""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import datetime, timedelta, timezone, tzinfo
from functools import cache
from typing import TYPE_CHECKING, Literal, NamedTuple
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from digest.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Iterator

MAX_TEXT = 2000
"""Characters of a line in which dates are looked for."""
YEARS = range(1980, 2101)
MONTHS_OF_YEAR = 12

_MONTHS = {
    name: number
    for number, names in enumerate(
        [
            "jan january januar",
            "feb february februar",
            "mar march märz",
            "apr april",
            "may mai",
            "jun june juni",
            "jul july juli",
            "aug august",
            "sep sept september",
            "oct october oktober",
            "nov november",
            "dec december dezember",
        ],
        start=1,
    )
    for name in names.split()
}
_OFFSETS = {
    "utc": 0, "gmt": 0, "z": 0, "kst": 540, "jst": 540, "hkt": 480, "sgt": 480,
    "est": -300, "edt": -240, "pst": -480, "pdt": -420, "cet": 60, "cest": 120, "bst": 60,
}  # fmt: skip
"""Minutes east of UTC. `CST` and `IST` name several zones and are left out: such a time is not read."""
_ZONES = {
    "et": "America/New_York", "eastern": "America/New_York",
    "pt": "America/Los_Angeles", "pacific": "America/Los_Angeles",
}  # fmt: skip
_UNCLEAR = frozenset({"cst", "cdt", "ist", "ct", "mt", "mst", "mdt", "aest", "aedt", "central", "mountain"})
_HALVES = {"오전": 0, "오후": 12, "am": 0, "pm": 12}  # 오전: morning, 오후: afternoon

_WEEKDAY = r"(?:\s{0,2}\(?[월화수목금토일](?:요일)?\)?(?=[\s,)]|$))?"
_CLOCK = (
    r"(?:(?:[\s,T·|/]{0,3}|\s?[\[(]|\s-\s)(?:at\s)?(?P<half>오전|오후|AM|PM)?\s{0,2}(?P<hour>\d{1,2})"
    r"(?:(?:\s?:\s?|시\s?|\.(?=\d\d\s(?:GMT|BST|UTC)))(?P<minute>\d\d)|시\s?(?P<few>\d)(?=분))"
    r"(?:(?::|분\s?)(?P<second>\d\d)(?:\.\d{1,6})?)?분?"
    r"(?:\s{0,2}(?P<ampm>[AaPp]\.?[Mm]\b\.?))?"
    r"(?:\s{0,2}\(?(?P<zone>Z\b|(?:GMT|UTC)?[+-]\d{1,2}:?(?:\d\d)?(?!\d)|"
    r"(?!(?:by|and|on|the|in|at|for|from|to)\b)[A-Z]{2,4}\b|"
    r"(?:Eastern|Pacific|Central|Mountain)(?=(?: Standard| Daylight)? Time\b)))?"
    r"(?:(?: Standard| Daylight)? Time\b)?)"
)
_MONTH = r"(?P<name>(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]{0,6})\.?"
_FORMS = tuple(
    re.compile(form.replace("WEEKDAY", _WEEKDAY).replace("CLOCK", _CLOCK).replace("MONTH", _MONTH), re.IGNORECASE)
    for form in (
        # 2025년01월31일 14:43, 2025년 1월 31일(금) 오후 2시 43분
        r"(?<!\d)(?P<year>\d{4})년\s?(?P<month>\d{1,2})월\s?(?P<day>\d{1,2})일WEEKDAYCLOCK?",
        # 2025-01-31 14:43, 2025.01.31. 14:43, 2025/01/31 14:43:00, 2025-01-31T14:43:00+09:00
        (
            r"(?<![\d.,/\-])(?P<year>\d{4})(?P<sep>[-./])\s?(?P<month>\d{1,2})(?P=sep)\s?(?P<day>\d{1,2})"
            r"(?!\d|[./-]\d)\.?WEEKDAYCLOCK?"
        ),
        # August 13, 2021, 11:31; Jan 27 2025 9:00 AM EST
        r"(?<![A-Za-z])MONTH\s{0,2}(?P<day>\d{1,2})(?:st|nd|rd|th)?,?\s{0,2}(?P<year>\d{4})(?!\d(?!\d?:\d\d))CLOCK?",
        # 13 August 2021 11:31 GMT, Tue, 28 Jan 2025 05:06:00 GMT
        r"(?<![\d:.])(?P<day>\d{1,2})(?:st|nd|rd|th)?\s{1,2}MONTH,?\s{0,2}(?P<year>\d{4})(?!\d)CLOCK?",
        # 30. Juli 2024, 10:02 Uhr, as German pages print it
        (
            r"(?<![\d:.])(?P<day>\d{1,2})\.\s{1,2}(?P<name>Januar|Februar|März|April|Mai|Juni|Juli|August|September|"
            r"Oktober|November|Dezember)\s{1,2}(?P<year>\d{4})(?!\d)(?:,?\s(?:um\s)?(?P<hour>\d{1,2})[:.](?P<minute>\d\d)"
            r"(?:\sUhr)?)?"
        ),
        # 24-Jul-2024 4:05 PM
        r"(?<![\d\-])(?P<day>\d{1,2})-MONTH-(?P<year>\d{4})(?!\d)CLOCK?",
        # Thu Jul 31 09:12:00 KST 2025, as programs print it
        (
            r"(?<![A-Za-z])MONTH\s{1,2}(?P<day>\d{1,2})\s(?P<hour>\d\d):(?P<minute>\d\d):(?P<second>\d\d)"
            r"(?:\s(?P<zone>[A-Z]{3,4}|[+-]\d{4}))?\s(?P<year>\d{4})(?!\d)"
        ),
        # 28/01/2025 14:36, 01/28/2025: which is the month is told only by a number above 12
        r"(?<![\d/.,])(?P<either>\d{1,2})/(?P<other>\d{1,2})/(?P<year>\d{4})(?![\d/])CLOCK?",
    )
)
_CLOCK_FIRST = re.compile(
    r"(?<![\d:])(?P<hour>\d{1,2}):(?P<minute>\d\d)(?:\s{0,2}(?P<ampm>[AaPp]\.?[Mm]\b\.?))?"
    r"(?:\s{0,2}(?P<zone>(?:GMT|UTC)[+-]\d{1,2}(?::?\d\d)?|[A-Z]{2,4}\b))?(?:,?\s{1,2}(?:on\s)?|\s?[·|]\s?)(?:(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]{0,6},?\s)?"
    + _MONTH
    + r"\s{0,2}(?P<day>\d{1,2}),?\s{0,2}(?P<year>\d{4})(?!\d)"
)
_WIDE = str.maketrans("０１２３４５６７８９．：／－（）", "0123456789.:/-()")
_COMPACT = re.compile(
    r"\s*(?P<year>\d{4})(?P<month>\d\d)(?P<day>\d\d)(?:(?P<hour>\d\d)(?P<minute>\d\d)(?P<second>\d\d)?)?\s*"
)
_OFFSET = re.compile(r"(?:GMT|UTC)?([+-])(\d{1,2}):?(\d\d)?")


class Moment(NamedTuple):
    """A date with its offset; midnight in the page's zone when only the day is printed."""

    moment: datetime
    precision: Literal["minute", "day"]
    zoned: bool = False
    """The text itself names the offset."""

    @property
    def only_changed(self) -> str:
        """What to tell a curator of a page that says only when it was changed, and not when it was published."""
        when = self.moment.isoformat(" ", "minutes") if self.precision == "minute" else f"{self.moment:%Y-%m-%d}"
        return (
            f"date: the page says only that it was changed {when}: give --date, with that day if it was published then"
        )


class Found(NamedTuple):
    """A date and where in the line it stands (`line[start:end]`)."""

    start: int
    end: int
    value: Moment


def read_date(text: str, *, zone: str = "Asia/Seoul") -> Moment | None:
    """The first whole date in one line of text, or None.

    A time that is impossible or whose zone name is unclear (`CST`) leaves the day alone.

    Args:
        text: One line; only its first 2,000 characters are read.
        zone: IANA name for dates that name no offset.

    Raises:
        InputError: When `zone` is not known on this machine.
    """
    for found in find_dates(text, zone=zone):
        return found.value
    compact = _COMPACT.fullmatch(text[:MAX_TEXT])
    return _moment(compact.groupdict(), zone) if compact else None


def find_dates(text: str, *, zone: str = "Asia/Seoul") -> Iterator[Found]:
    """All dates of one line in order, without overlap.

    Raises:
        InputError: When `zone` is not known on this machine.
    """
    text = text[:MAX_TEXT].translate(_WIDE)
    matches = [match for form in (_CLOCK_FIRST, *_FORMS) for match in form.finditer(text)]
    end = 0
    for match in sorted(matches, key=lambda item: (item.start(), -item.end())):
        if match.start() < end:
            continue
        value = _moment(match.groupdict(), zone)
        if value:
            end = match.end()
            yield Found(match.start(), end, value)


@cache
def zone_info(name: str) -> tzinfo:
    """The zone called `name`.

    Raises:
        InputError: When this machine has no such zone.
    """
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        remedy = "check the name (Asia/Seoul), or install the time zone data: pip install tzdata"
        raise InputError(f"time zone {name[:60]!r} is not known on this machine", remedy) from error


def _moment(parts: dict[str, str | None], zone: str) -> Moment | None:
    year, day = int(parts["year"] or 0), int(parts.get("day") or 0)
    month = _MONTHS.get((parts.get("name") or "").lower(), 0) or int(parts.get("month") or 0)
    if parts.get("either"):
        month, day = _by_size(int(parts["either"] or 0), int(parts["other"] or 0))
    base = zone_info(zone)
    if year not in YEARS or not 1 <= month <= 12 or not 1 <= day <= monthrange(year, month)[1]:
        return None
    midnight = datetime(year, month, day, tzinfo=base)
    clock = _clock(parts)
    offset = _zone(parts.get("zone"))
    if clock is None or offset == "unclear":
        return Moment(midnight, "day")
    if isinstance(offset, tzinfo):
        return Moment(datetime(year, month, day, *clock, tzinfo=offset), "minute", zoned=True)
    return Moment(datetime(year, month, day, *clock, tzinfo=base), "minute")


def _by_size(first: int, second: int) -> tuple[int, int]:
    """Month and day of two numbers; 0 where both can be the month and they differ."""
    if first > MONTHS_OF_YEAR >= second or first == second:
        return second, first
    return (first, second) if second > MONTHS_OF_YEAR else (0, 0)


def _clock(parts: dict[str, str | None]) -> tuple[int, int, int] | None:
    if not parts.get("hour"):
        return None
    hour, minute, second = (int(parts.get(name) or 0) for name in ("hour", "minute", "second"))
    minute = minute or int(parts.get("few") or 0)
    half = (parts.get("half") or parts.get("ampm") or "").lower().replace(".", "")
    if half:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + _HALVES[half]
    return (hour, minute, second) if hour < 24 and minute < 60 and second < 60 else None


def _zone(name: str | None) -> tzinfo | Literal["unclear"] | None:
    """The zone that the text names; None where it names none."""
    word = (name or "").lower()
    if word in _ZONES:
        return zone_info(_ZONES[word])
    match = _OFFSET.fullmatch(word.upper())
    minutes = _OFFSETS.get(word, int(match[2]) * 60 + int(match[3] or 0) if match else None)
    if minutes is None:
        return "unclear" if word in _UNCLEAR else None
    if abs(minutes) > 14 * 60:
        return "unclear"
    return timezone(timedelta(minutes=-minutes if match and match[1] == "-" else minutes))
