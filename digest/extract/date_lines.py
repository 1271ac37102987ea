"""Lines that say when and by whom: date labels, dates alone, bylines, and where a sentence of the text begins.

What a label means is in tables here; what the lines above a text mean together is read by `header`.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from digest.extract import dateline
from digest.extract.dates import Moment, find_dates
from digest.extract.patterns import (
    BYLINE,
    ENGLISH_BYLINE,
    MAX_LINE,
    MAY_BE_NAME,
    PLACED,
    authors,
    english_authors,
)
from digest.extract.publishers import by_name, is_media

if TYPE_CHECKING:
    from collections.abc import Sequence

_PUBLISHED = (
    r"기사\s?입력|기사\s?등록|입력일시|입력시간|입력|등록일|등록|승인|작성일|작성|송고시간|송고|"
    r"[Ff]irst [Pp]ublished|[Pp]ublished(?: [Oo]n| [Aa]t)?|PUBLISHED|[Pp]osted(?: [Oo]n)?|[Pp]ublication [Dd]ate|"
    r"Written(?=\s?:)|공개(?=\s?:?\s?(?:19|20)\d\d)|Approved|Original(?=:? [A-Z][a-z]{2})|"
    r"For (?:immediate )?release(?: at)?|Date(?=\s?:?\s?[\dA-Z])|"
    r"보도\s?(?:시점|일시)|배포\s?(?:시점|일시|일)|배포(?=\s?[:：]?\s?(?:19|20)\d\d)"
)
_MODIFIED = (
    r"최종\s?수정|최종\s?업데이트|기사\s?수정|수정일|수정|업데이트|갱신|[Ll]ast [Uu]pdated?|[Ll]ast [Mm]odified"
    r"|[Uu]pdated(?: [Oo]n| [Aa]t)?|UPDATED|[Mm]odified"
)
_PRINTED = r"지면(?=\s?[:：]?\s?(?:19|20)\d\d)|지면\s?게재일?|지면\s?발행일?|게재일?|발행일?"
"""Of the printed paper, a day after the page: taken only where the page has no moment of its own."""
_LABEL = re.compile(rf"(?P<modified>{_MODIFIED})|(?P<published>{_PUBLISHED})|(?P<printed>{_PRINTED})")
_BESIDE = re.compile(rf"(?:^|\s)(?:{_MODIFIED}|{_PUBLISHED})\s{{0,2}}[:：]\s{{0,2}}(?:19|20)\d\d[.\-/년]")
"""A label with its date, with the name of a section before it."""
LABEL_LINE = re.compile(rf"\s{{0,3}}[\[(|·•]?\s?(?:{_MODIFIED}|{_PUBLISHED}|{_PRINTED})\s{{0,3}}[:：]?")
RELEASE = re.compile(r"For (?:immediate )?release")
"""Below a headline; the day of it stands above."""
ABOVE = re.compile(r"\s{0,2}[\[(|·•□]?\s?(?:보도|배포)")
"""When an authority's release may be printed and was given out; its headline stands below."""
_TERMS = re.compile(
    r"(?:시작|개시|종료|만기|기준|지급|상환|납입|계약|수주|결정|예정|배당|상장|개최|마감|효력|행사|청구)\S{0,8}일자?\s?[:：]?\s"
    r"|(?:Record|Due|Expiry|Maturity|Effective|Event|Closing|Payment|Ex-dividend) [Dd]ate\b|Deadline\b"
)
"""Days that a disclosure or notice speaks of: when a contract ends, a dividend is paid."""
INJECTED = re.compile(r"(?:^|\s)date\s(?P<day>(?:19|20)\d\d-\d\d-\d\d)(?=\s|$)")
INJECTED_LINES = 3
"""A scraper's own date stands at the top of a dump, alone or before the headline."""
_SHORT_YEAR = re.compile(r"(?:작성일시?|등록일시?|입력|날짜|일시)\s?[:：]?\s?(?P<day>\d\d[-./]\d\d[-./]\d\d)(?![\d])")
_DIGITS = re.compile(r"\d{4}")
_AGO = re.compile(r"(?:Updated )?\d{1,3} (?:hours?|minutes?|days?) ago|[\s|·]{0,3}\d{1,3}\s?(?:초|분|시간|일)\s?전")
_ISSUE = r"제?\s?\d{1,5}\s?호(?![가-힣])|(?:[Vv]ol|[Nn]o|VOL|NO)\.\s?\d{1,5}"
"""Number of a letter or magazine."""
_CHATTER = re.compile(
    r"(?:Updated )?\d{1,3} (?:hours?|minutes?|days?) ago|\d{1,2} min read|"
    rf"{_ISSUE}|"
    r"[\s|·•:：,.()\[\]/~\-–—]|[월화수목금토일]요일|KST|Mon|Tue|Wed|Thu|Fri|Sat|Sun|[A-Z]{2,4}$"
)
_COUNTERS = re.compile(r"공유 레이어 열기/닫기|(?:댓글|조회수?|추천|공유|좋아요)\s?[:：]?\s?\(?\d{0,9}\)?(?=[\s|·]|$)")
"""Comments, views, recommendations, shares, likes: counters on the line of the dates."""
_SOURCE = re.compile(r"\s?[|·]\s?(?:Source|출처|자료제공)\s?:\s?.{2,80}$")
"""Whose release it is, beside the date."""
ITEM = re.compile(r"\d{1,2}[.)]\s")
"""An item of a list: `2. 지정일: 2024-03-05`."""
_ACCOUNT = re.compile(r"by\s\S.{0,30}")
"""Whose blog it is, before the day."""
_OFFICE = re.compile(r"[가-힣]{2,10}(?:위원회|은행|거래소|부|처|청|감독원)")
"""Who published, beside the day, on the pages of authorities."""
_SIGNED = re.compile(r"[\[(]?(?P<paper>[가-힣A-Za-z]{2,14})[\])]?\s(?P<rest>.{4,100}?)[\])]?")
"""A paper's name before the reporter's: `[비즈니스포스트 황보름 기자]`, `[비즈니스포스트] 황보름 기자`."""
_BARE = re.compile(r"\[(?P<paper>[가-힣A-Za-z]{3,14})\s(?P<name>[가-힣]{3})\]")
"""`[가나경제 황보름]`, without a role."""
_ORIGINAL = re.compile(r"(?P<paper>[가-힣A-Za-z0-9]{2,14}) 원문 (?P<name>[가-힣]{2,4})")
"""How a portal says whose article it prints."""
_ANALYST = re.compile(r"(?:Analyst|애널리스트)\.?\s(?P<name>[가-힣]{2,4})(?:\s.{1,80})?")
"""Who wrote a broker's note, with telephone and mail."""
_OFFICES = re.compile(r"\b(?:Staff|Desk|Team|News|Newsroom|Transcribing|Transcripts?|Editors|Bureau|Agency|Wires?)$")
"""Who are no persons in English bylines."""
_ONE = r"[A-Z][\w.'’\-]{0,24}(?:\s[A-Z][\w.'’\-]{0,24}){1,2}"
_CITY = r"[A-Z][A-Za-z.\-]{1,20}(?:\s[A-Z][A-Za-z.\-]{1,20}){0,2}"
_IN_CITIES = re.compile(rf"{_ONE} in {_CITY}(?:(?:,? and |, ){_ONE} in {_CITY}){{1,4}}")
"""`Nora Vale in New York and Tim Oakes in London`."""
_ALONE = re.compile(_ONE)
_READ = re.compile(r"\d{1,2} min(?:ute)?s? read")
_FROM = re.compile(rf" in {_CITY}")
_TITLES = re.compile(
    r"(?:^|\s)(?:[Ww]riter|[Rr]eporter|[Cc]orrespondent|[Ee]ditor|[Cc]olumnist|[Cc]ontributor|[Pp]roducer)s?$"
)
_INITIALS = re.compile(r"^[A-Z]{2,6}$")
"""`By Bo Lind, CNN`: a station."""
_PLACE = re.compile(r"[A-Z]{3,20}(?:[ ,.]{1,2}[A-Z]{2,20}){0,3}\.?")
"""`Jul 30th 2024|COLUMBUS, OHIO`."""
_STOCK = re.compile(
    r"[A-Z][^!?]{1,80}\([A-Z][A-Z.:]{0,11}\)(?: Stock)?(?:, [A-Z][^!?]{1,80}\([A-Z][A-Z.:]{0,11}\)(?: Stock)?){0,5}"
)
"""`Nov. 12, 2024 9:31 AM ET Garam Tech, Inc. (GRMT) Stock`: of which shares a note speaks."""
_DESKS = re.compile(r"[부팀국실단]$|뉴스|기자|취재")
_SENTENCE = re.compile(r"(?:[다요죠까]|[a-z0-9%)]|[A-Z]{2})[.!?][\"”’'」)\]]{0,2}$")


class Dates(NamedTuple):
    """Dates as the page prints them."""

    published: Moment | None = None
    modified: Moment | None = None
    loose: bool = False
    """The published date stands without a label, or was put there by a scraper."""


def is_sentence(line: str) -> bool:
    """Running text, not a headline: ends like a sentence and is long enough."""
    tail = line[-40:].rstrip()
    return len(line) >= 24 and bool(_SENTENCE.search(tail))


def is_date_line(line: str) -> bool:
    """The line is a date label (with or without its date) or a date alone."""
    return 0 < len(line) <= 200 and _is_date_line(line)


@lru_cache(maxsize=4096)
def _is_date_line(line: str) -> bool:
    labelled = bool(LABEL_LINE.match(line)) and not is_sentence(line)
    listed = ITEM.match(line) and not any(found.start == 0 for found in find_dates(line))  # `30. Juli 2024`
    if listed or _TERMS.match(line):
        return False
    bare = _LABEL.sub("", line)
    rest = _SOURCE.sub("", _COUNTERS.sub("", _without_dates(bare))) if _DIGITS.search(line) else bare
    own = rest.strip(" |·,-–")
    beside = any(form.fullmatch(own) for form in (_OFFICE, _ACCOUNT, _PLACE, _STOCK)) or by_name(own)
    if rest != bare and beside:
        return True
    if rest != bare and _READ.search(rest) and _ALONE.fullmatch(_CHATTER.sub(" ", rest).strip()):
        return True
    if labelled:
        return len(_CHATTER.sub("", rest)) <= 16
    spare = 16 if _BESIDE.search(line) and not is_sentence(line) else 8 if ":" in line else 4
    if rest == bare:
        return False
    return len(_CHATTER.sub("", rest)) <= spare or bool(names_beside(line)) or byline(own) is not None


def is_labelled(line: str) -> bool:
    """A date with its label before it: `기사입력 : 2024년03월05일 14:43`. It heads an article."""
    return bool(line) and is_date_line(line) and bool(LABEL_LINE.match(line)) and bool(_DIGITS.search(line))


def is_masthead(line: str) -> bool:
    """The date and number of a letter or magazine; its name stands above, its articles below."""
    return bool(re.search(_ISSUE, line)) and is_date_line(line)


def is_read_in(line: str) -> bool:
    """The date of an article and in how many minutes it is read: no day of today at the top of a page."""
    return bool(_READ.search(line[:200])) and is_date_line(line)


def is_published(line: str) -> bool:
    """A date whose label says that it is the publication's: `입력 : 2024.03.05`, `송고 2024/03/05 14:43`."""
    label = _LABEL.search(line[:200])
    return bool(label and label["published"] and _DIGITS.search(line)) and is_date_line(line)


def names_beside(line: str) -> tuple[str, ...]:
    """Who wrote it, where it stands on the line of the dates: `황보름 기자 | 2024-03-05 14:43`."""
    own = dateline.read(line)
    if own and own.authors:
        return own.authors if is_date_line(own.rest) else ()
    return byline(_COUNTERS.sub("", paper_beside(line)).strip(" |·•:,[]()")) or ()


def byline(line: str) -> tuple[str, ...] | None:
    """Names on a line that is only who wrote it, or None."""
    if len(line) > 160:
        return None
    line = PLACED.sub("", _AGO.sub("", line))
    if _IN_CITIES.fullmatch(line):
        return english_authors(_FROM.sub("", line))
    english = ENGLISH_BYLINE.fullmatch(line)
    if english:  # `By Yonhap` names nobody
        people = english_authors(english["who"] or english["also"])
        nobody = (_OFFICES, _INITIALS, _TITLES)
        return tuple(name for name in people if not by_name(name) and not any(no.search(name) for no in nobody))
    korean = BYLINE.fullmatch(line)
    names = authors(korean["who"]) if korean else None
    if not korean and (signed := _SIGNED.fullmatch(line)) and (by := BYLINE.fullmatch(signed["rest"])):
        names = authors(by["who"])
        paper = is_media(signed["paper"]) or not MAY_BE_NAME.fullmatch(signed["paper"])
        names = names if paper and all(map(MAY_BE_NAME.fullmatch, names or ())) else None
    if alone := _ORIGINAL.fullmatch(line) or _ANALYST.fullmatch(line):
        return (alone["name"],)
    if not names and (bare := _BARE.fullmatch(line)) and is_media(bare["paper"]) and not _DESKS.search(bare["name"]):
        return (bare["name"],)
    return names or None


def paper_beside(line: str) -> str:
    """What else stands on the line of a date: the paper, on some pages."""
    return _without_dates(_LABEL.sub("", line)).strip(" |·•:,[]()<>–—-")


def short_year(lines: Sequence[str]) -> str:
    """A labelled day whose year has two digits, as boards print it: no date, but something to ask about."""
    found = (_SHORT_YEAR.search(line[:200]) for line in lines)
    return next((match["day"] for match in found if match), "")


def dates(lines: Sequence[str], dated: list[int], title_at: int, zone: str) -> Dates:
    """The first published and modified date of the date lines; else a bare date below the headline."""
    seen: dict[str, Moment] = {}
    for at in dated:
        for kind, value in kinds(lines, at, zone):
            if kind != "bare" or at > title_at:
                seen.setdefault(kind, value)
    loose = seen.get("bare")
    told = seen.get("published") or seen.get("printed")
    if not told and not loose:
        injected = (INJECTED.search(line[:MAX_LINE]) for line in lines[:INJECTED_LINES])
        days = (found.value for match in injected if match for found in find_dates(match["day"], zone=zone))
        loose = next(days, None)
    return Dates(told or loose, seen.get("modified"), loose=bool(loose) and not told)


def kinds(lines: Sequence[str], at: int, zone: str) -> list[tuple[str, Moment]]:
    """Each date of a date line with the label before it, or after it (`송고`); an empty label takes the next line's."""
    line = _AGO.sub("", lines[at][:200])
    labels = [(label.start(), label.lastgroup or "bare") for label in _LABEL.finditer(line)]
    found = list(find_dates(line, zone=zone))
    if labels and not found:
        following = next((later for later in lines[at + 1 : at + 3] if later), "")
        if is_date_line(following) and not LABEL_LINE.match(following):
            return [(labels[-1][1], item.value) for item in find_dates(following, zone=zone)][:1]
    dates_first = len(labels) >= len(found) > 0 and found[0].start < labels[0][0]
    told: list[tuple[str, Moment]] = []
    stops = [*(later.start for later in found[1:]), len(line)]
    for item, stop in zip(found, stops, strict=False):
        before = [kind for start, kind in labels if start < item.start]
        after = [kind for start, kind in labels if item.end <= start < stop] if dates_first else []
        told.append(((after[:1] or before[-1:] or ["bare"])[0], item.value))
    return told


def _without_dates(line: str) -> str:
    rest = line
    for found in reversed(list(find_dates(line))):
        rest = rest[: found.start] + rest[found.end :]
    return rest
