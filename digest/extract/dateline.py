"""Korean articles open with who and where, `[서울=뉴스핌] 황보름 기자 =`; everything before it is page furniture.

English wire copy does it in its own way, `SEOUL, Aug. 13 (Yonhap) --`. Old articles close with it.
A dateline also names the publisher of a copy that stands on another host.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from digest.extract.patterns import ANY_MAIL, MAX_LINE, MAY_BE_NAME, PLACES, ROLE, authors, english_authors, has_role
from digest.extract.publishers import by_name, is_media
from digest.extract.words import words

if TYPE_CHECKING:
    from digest.extract.publishers import Publisher


MIN_SIGNED = 24
"""Characters of a sentence that `[황보름 기자]` opens; alone it is a byline or a credit."""


class Dateline(NamedTuple):
    """What a dateline says; a field that it leaves out is empty."""

    place: str | None
    publisher: Publisher | None
    publisher_name: str | None
    """As printed, also where the table does not know it."""
    authors: tuple[str, ...]
    rest: str
    """The line after it."""
    month: int = 0
    day: int = 0
    """Of English datelines, which leave out the year."""
    year: int = 0
    """Of releases, which print it."""
    agency: bool = False
    """A picture agency stands where the place stands (`로이터=뉴스핌`): the line is a caption."""


_BRACKET = re.compile(
    r"\s{0,4}[\[(【〔（［]\s{0,3}(?P<inner>[^\[\]()【】〔〕（）［］]{2,70})\s{0,3}[\])】〕）］]\s{0,4}(?P<tail>.{0,2000})",
    re.DOTALL,
)
_INNER_SPLIT = re.compile(r"\s{0,3}[=＝|ㅣ│]\s{0,3}")
_BY_EQUALS = re.compile(r"(?P<by>[^=＝]{0,80}?)\s{0,3}[=＝]\s{0,3}")
_BY_PLAIN = re.compile(
    rf"(?P<by>[가-힣]{{2,5}}(?:[\s,·ㆍ]{{1,3}}[가-힣]{{2,5}}){{0,5}}\s?{ROLE})(?:\s{{0,3}}[|ㅣ:–—-])?(?=\s|$)"
)
_PAPER_EQUALS = re.compile(
    rf"(?P<paper>[가-힣A-Za-z]{{2,14}})\s(?P<by>[가-힣]{{2,4}}(?:[\s,·ㆍ]{{1,3}}[가-힣]{{2,4}}){{0,3}}\s?{ROLE})\s?[=＝]\s{{0,3}}"
    r"(?P<rest>.{0,2000})",
    re.DOTALL,
)
"""`아시아투데이 황보름 기자 = …`, without a bracket."""
_PLACE = re.compile(r"[가-힣A-Za-z][가-힣A-Za-z·ㆍ,./\s]{0,24}")
_NOT_PLACES = re.compile(r"(?:사진|사잔|자료|그래픽|그림|표|출처|제공|이미지|일러스트|영상|편집자|Photo|Source)")
"""Photo, data, graphic, table, source ...: such a bracket is a credit, not a dateline."""

_AGENCIES = frozenset(words("agency"))

_ENGLISH_BY = re.compile(
    r"(?:By |by )?(?P<who>[A-Z][\w.'\-]{0,24}(?:(?:, and |, | and | )[A-Z][\w.'\-]{0,24}){1,9}),?"
    r"(?: (?:staff |senior )?(?:reporters?|correspondents?|Reporters?|Correspondents?|editors?))?"
)
"""Names before `=` in English: `Kim Min-soo and Lee Ji-eun, reporters`."""

_MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
_MONTH_DAY = (
    r"(?P<month>(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]{0,6})\.?\s(?P<day>\d{1,2})"
    r"(?:,\s(?P<year>\d{4}))?"
)
_ALONE = re.sub(r"\?P<(\w+)>", r"?P<\g<1>2>", _MONTH_DAY)
_ENGLISH = re.compile(
    rf"\s{{0,4}}(?:(?P<place>[A-Z][A-Za-z .,'/\-]{{1,60}}?)(?:,?\s{_MONTH_DAY}"
    r"(?:,\s[A-Z][a-z]{2,8}\.?\s\d{1,2},\s\d{4})?)?"  # printed twice by a wire
    rf"|{_ALONE}|)"
    r"\s{0,2}(?:--?|–|—)?(?:\((?P<paren>[A-Z][A-Za-z0-9 .&\-]{1,39})\)|/(?P<slash>[A-Z][A-Za-z \-]{1,39})/)"
    r"\s{0,3}(?:--?|–|—|:)\s{0,3}"
    r"(?P<rest>.{0,2000})",
    re.DOTALL,
)
_SLASHED = re.compile(
    rf"\s{{0,4}}(?P<place>[A-Z][A-Za-z .,'\-]{{1,60}}?)\s?/\s?(?P<name>[A-Z][A-Za-z ]{{2,39}}?)\s?/\s?"
    rf"{_MONTH_DAY}\s?/\s{{0,3}}"
    r"(?P<rest>.{0,2000})",
    re.DOTALL,
)
"""`OLD BRIDGE, NJ / ACCESSWIRE / March 26, 2019 / …`."""
_RELEASED = re.compile(
    rf"\s{{0,4}}(?!(?:On|In|By|As|At|Since|Until|From|For|After|Before|The)\b)(?P<place>[A-Z][A-Za-z .,'\-]{{1,60}}?)"
    rf"(?:,\s|\s?(?:--|[–—\-])\s?){_MONTH_DAY.replace('(?:,', '(?:,?').replace('{4}))?', '{4}))')}"
    r"\s{0,2}(?:--|[–—\-])\s{0,2}(?P<rest>[A-Z\"“].{0,2000})",
    re.DOTALL,
)
"""`San Jose, CA – July 24, 2024 – …`: a company's own release."""
_CITY_DASH = re.compile(
    r"\s{0,4}(?!(?:FILE|WATCH|VIDEO|PHOTO|BREAKING|UPDATED?|EXCLUSIVE|CORRECT|ANALYSIS|OPINION|LIVE|READ)\b)"
    r"(?P<place>[A-Z][A-Z .,'/\-]{2,39}[A-Z.])\s{1,2}(?:[–—\-]|--)\s{1,2}(?P<rest>[A-Z\"“].{0,2000})",
    re.DOTALL,
)
_SITE_DASH = re.compile(
    r"\s{0,4}(?P<name>[A-Z][A-Za-z0-9]{2,20}\.(?:com|net|org))\s{1,2}(?:--|[–—\-])\s{1,2}(?P<rest>[A-Z\"“].{0,2000})",
    re.DOTALL,
)
"""`Investing.com -- …`."""
_COMMA = re.compile(
    r"\s{0,4}(?P<place>[가-힣]{2,8}),?\s(?P<month>\d{1,2})월\s?(?P<day>\d{1,2})일\s?\((?P<name>[가-힣A-Za-z]{2,16})\)\s{0,3}[-–—=]{1,2}\s{0,3}"
    r"(?P<rest>.{0,2000})",
    re.DOTALL,
)


def is_credit(line: str) -> bool:
    """`(Yonhap)` alone: whose a picture is, not where the text opens."""
    found = read(line) if line.startswith("(") else None
    return found is not None and not (found.place or found.authors or found.rest)


def read(line: str) -> Dateline | None:
    """The dateline that opens a line, or None. `rest` keeps the whole remainder of a long line."""
    head, more = line[:MAX_LINE], line[MAX_LINE:]
    found = _korean(head) or _english(head)
    return found._replace(rest=(found.rest + more).strip()) if found else None


def read_trailing(line: str) -> Dateline | None:
    """A dateline that stands alone on its line, with at most a mail after it: it may close an old article."""
    if len(line) > 200:
        return None
    found = _korean(line)
    if found and not ANY_MAIL.sub("", found.rest).strip(" ()/.끝<>"):
        return found._replace(rest="")
    return None


def _korean(line: str) -> Dateline | None:
    bracket = _BRACKET.match(line)
    bare = _PAPER_EQUALS.match(line) if not bracket else None
    if bare and (who := by_name(bare["paper"])) and (names := authors(bare["by"])):
        return Dateline(None, who, bare["paper"], names, bare["rest"])
    if not bracket:
        comma = _COMMA.match(line)
        if comma and by_name(comma["name"]):
            who = by_name(comma["name"])
            return Dateline(
                comma["place"], who, comma["name"], (), comma["rest"], int(comma["month"]), int(comma["day"])
            )
        return None
    inner, tail = bracket["inner"].strip(), bracket["tail"]
    if _NOT_PLACES.match(inner):
        return None
    by, rest = _byline(tail)
    parts = [part for part in _INNER_SPLIT.split(inner) if part]
    found = _two(parts[0], parts[1], outside=bool(by)) if len(parts) == 2 else None
    if len(parts) == 1:
        found = _one(parts[0])
    if len(parts) == 3:
        found = _two(parts[0] + " " + parts[1], parts[2], outside=bool(by))
    signed = len(tail) >= MIN_SIGNED and tail[0] not in "[(<ⓒ©" and has_role(inner)
    if not found and signed and (names := authors(inner)):
        found = Dateline(None, None, None, names, "")
    if not found:
        return None
    return found._replace(authors=found.authors or by or (), rest=rest)


def _byline(tail: str) -> tuple[tuple[str, ...] | None, str]:
    """Names after the bracket and the text after them; None where no role stands there."""
    equals = _BY_EQUALS.match(tail)
    if equals:
        by = ANY_MAIL.sub("", equals["by"]).strip(" ()")
        if not by:
            return None, tail[equals.end() :]
        english = _ENGLISH_BY.fullmatch(by)
        if english:
            return english_authors(english["who"]), tail[equals.end() :]
        names = authors(by)
        if names is not None and (names or not has_role(by)):
            return names, tail[equals.end() :]
    plain = _BY_PLAIN.match(tail)
    names = authors(plain["by"]) if plain else None
    if plain and names:
        return names, tail[plain.end() :].lstrip(" =|ㅣ:–—-")
    return None, tail


def _two(left: str, right: str, *, outside: bool) -> Dateline | None:
    """`place=publisher`, `publisher place=names`, `place=names`, each with names where they stand."""
    for first in (right, left):
        who, name, remainder = _publisher_in(first)
        if not who:
            continue
        names = authors(remainder) if remainder else ()
        place = remainder if remainder and names == () and _is_place(remainder) else None
        if names is None:
            continue
        if names == () and remainder and not place:
            continue
        if first is right:
            agency = bool(by_name(left)) or left in _AGENCIES
            return Dateline(None if agency else _place(left), who, name, names, "", agency=agency)
        inside = authors(right)
        if inside or (outside and inside is not None):
            return Dateline(place, who, name, inside or (), "")
        if _is_place(right):
            return Dateline(right, who, name, (), "")
    inside = authors(right) if has_role(right) else None
    if inside:
        paper = left if is_media(left) else None
        return Dateline(None if paper else _place(left), None, paper, inside, "")
    if outside and _is_place(left) and re.fullmatch(r"[가-힣A-Za-z0-9 ]{2,20}", right):
        return Dateline(_place(left), None, right, (), "")
    return None


def _one(text: str) -> Dateline | None:
    """`publisher`, `publisher place`, `publisher names`."""
    who, name, remainder = _publisher_in(text)
    names = authors(remainder) if remainder else ()
    if who and (names or not remainder):
        place = next((word for word in remainder.split() if word in PLACES), None)
        return Dateline(place, who, name, names or (), "")
    if who and _is_place(remainder) and remainder in PLACES:
        return Dateline(remainder, who, name, (), "")
    unknown, _, by = text.partition(" ")
    if not who and has_role(by) and unknown not in PLACES and (names := authors(by)):
        if is_media(unknown):
            return Dateline(None, None, unknown, names, "")
        if len(names) == 1 and not MAY_BE_NAME.fullmatch(unknown):
            return Dateline(None, None, None, names, "")
    return None


def _publisher_in(text: str) -> tuple[Publisher | None, str | None, str]:
    """A publisher's name at either end of `text`, as printed, and what is left."""
    words = text.split()
    for size in range(min(3, len(words)), 0, -1):
        for chosen, left in ((words[:size], words[size:]), (words[-size:], words[:-size])):
            name = " ".join(chosen)
            who = by_name(name)
            if who:
                return who, name, " ".join(left)
    return None, None, text


def _is_place(text: str) -> bool:
    return bool(_PLACE.fullmatch(text)) and not has_role(text) and not is_media(text)


def _place(text: str) -> str | None:
    """The place as printed; a picture agency before `=` (`로이터=뉴스핌`) is none."""
    return text if _is_place(text) else None


def _english(line: str) -> Dateline | None:
    match = _ENGLISH.match(line)
    if match:
        name = (match["paren"] or match["slash"]).strip()
        who = by_name(name)
        place = (match["place"] or "").strip(" ,") or None
        month, day = match["month"] or match["month2"], match["day"] or match["day2"]
        year = int(match["year"] or match["year2"] or 0)
        if who or (month and (year if not place else place.upper() == place)):
            return Dateline(
                place,
                who,
                name,
                (),
                match["rest"],
                _MONTHS.index(month[:3].title()) + 1 if month else 0,
                int(day or 0),
                year,
            )
    if released := _RELEASED.match(line):
        day = (_MONTHS.index(released["month"][:3].title()) + 1, int(released["day"]), int(released["year"]))
        return Dateline(released["place"].strip(" ,"), None, None, (), released["rest"], *day)
    slashed = _SLASHED.match(line)
    if slashed:
        day = (_MONTHS.index(slashed["month"][:3].title()) + 1, int(slashed["day"]), int(slashed["year"] or 0))
        return Dateline(
            slashed["place"].strip(" ,"), by_name(slashed["name"]), slashed["name"], (), slashed["rest"], *day
        )
    if site := _SITE_DASH.match(line):
        return Dateline(None, by_name(site["name"]), site["name"], (), site["rest"])
    city = _CITY_DASH.match(line)
    if city:
        return Dateline(city["place"].strip(" ,"), None, None, (), city["rest"])
    return None
