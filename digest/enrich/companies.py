"""Who an article is about: the companies that it names, the places that say so, and their roles.

A name alone is proof only when it means nothing else. Others need a proof beside them (a code, a
price, a legal form, a word such as 업체 or maker, a sure company in the same list, words of the
market), and lose to words of their other meaning (비자 발급, 아마존 강). See `names` for the levels,
`codes` for written codes and `roles` for subject, mentioned and source.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from digest.enrich import codes
from digest.enrich.names import Candidate, context, names_of, pattern
from digest.enrich.roles import comments, subjects
from digest.text.sentences import split

if TYPE_CHECKING:
    from digest.enrich.securities import Securities
    from digest.model import Security

_WORDS = context()
_MARKET = pattern(_WORDS["market"])
_BUSINESS = pattern(_WORDS["business"])
_SPORTS = pattern(_WORDS["sports"])
_SHARE = pattern(_WORDS["share"])
_FOLLOWER = re.compile(
    r"[ ·](?:" + "|".join(map(re.escape, sorted(_WORDS["follower"], key=len, reverse=True))) + r")(?![A-Za-z])"
)
_GROUP = re.compile(r" ?(?:" + "|".join(_WORDS["group"]) + r")(?![A-Za-z])")
_DESCRIBER = re.compile(
    r"(?:"
    + "|".join(map(re.escape, sorted(_WORDS["describer"], key=len, reverse=True)))
    + r")(?:인|이자|,)?[ ]?['\"‘“「『<〈]?$"
)
_PRICE = re.compile(r"\s?[(\[（]\s?[+\-−▲▼△▽↑↓]?\s?\d[\d,.]{0,11}\s?(?:%|퍼센트|원|달러|엔|[,·)])")
_LEGAL = re.compile(r"(?:㈜|\(주\)|주식회사 ?|\(株\))$")
_LEGAL_AFTER = re.compile(r"(?:㈜|\(주\)| ?주식회사)")
_SYMBOL = re.compile(
    r"\s?[(\[（<]\s?(?:[A-Za-z가-힣]{2,8}\s?:\s?)?([0-9A-Z][0-9A-Z.]{0,7})(?:[.,·]\s?[A-Z가-힣]{1,8}|\sUS)?\s?[)\]）>]"
)
_JOIN = re.compile(r"\s?(?:[·,/&、ㆍ]|와|과|및|and|or|그리고|,\sand)\s?")
_CAPITAL = re.compile(r"(?<![A-Za-z0-9])([A-Z][a-z]+|Mr\.|Mrs\.|Ms\.|Dr\.|Sen\.|Rep\.)\s$")
_NEXT_CAPITAL = re.compile(
    r"\s(?!Inc|Corp|Co\b|Ltd|Group|Holdings|Platforms|Motor|CEO|CFO|Chief|Chair|President|Stock|Shares|Q[1-4]|AI|[A-Z]{3,})[A-Z][a-z]+"
)
_OPENING = re.compile(r"(?:^|[\n,.\"'“‘「…])\s?$")
_SUBJECT = re.compile(
    r"(?:은|는|이|가|의|도)(?![가-힣])|['’]s?(?![A-Za-z])| (?:said|reported|posted|[a-z]{2,14}(?:s|ed)|shares|stock|rose|fell|jumped|slid|plans|will|announced|unveiled|cut|raised|is|has|was|agreed|beat|missed|gained|dropped|surged|tumbled|launched)\b"
)
_FREE = frozenset(
    (
        "The",
        "In",
        "On",
        "At",
        "And",
        "But",
        "For",
        "Of",
        "By",
        "As",
        "From",
        "With",
        "When",
        "While",
        "After",
        "Before",
        "Tech",
        "Shares",
        "Why",
        "How",
        "Both",
        "Like",
        "Says",
        "Buy",
        "Sell",
        "If",
        "That",
        "Rival",
    )
)
"""English words that begin a sentence or headline without being part of a name."""
MIN_SCORE = 1.0
_JOINER = 6
"""Most characters between two names of a list."""
_MAX_LISTED = 2000
_REACH = 240
"""How far, in characters, the words of a sentence speak for a name in it; keeps endless lines cheap."""
TITLE, LEAD, WRITTEN = 3.0, 2.0, 2.0
"""Weights of a place in the title, in the first paragraph, and beside a written code."""
_BASE = {"strong": 1.0, "likely": 1.0, "weak": 0.6, "common": 0.2, "noun": 0.0, "group": 0.3}


class Span(NamedTuple):
    """A place that names a company. Places of the title have `start` < 0: the title and a newline precede the text."""

    start: int
    end: int
    text: str
    rule: str
    """Why it counts: `name`, `code`, `cashtag`, `symbol`, `price`, `legal`, `described`, `listed`, `market`, `business`, `named`."""
    score: float


@dataclass(frozen=True, slots=True)
class Company:
    """A company in an article, with every place that names it."""

    security: Security
    role: str
    """`subject`, `mentioned` or `source`."""
    spans: tuple[Span, ...]
    score: float


class _Place(NamedTuple):
    start: int
    end: int
    stop: int
    security: Security
    rule: str
    score: float


def companies(text: str, securities: Securities, *, title: str = "", lead: str = "") -> tuple[Company, ...]:
    """Companies that `title` and `text` name, best first; shares only, never an index or a currency.

    `text` is NFC, paragraphs joined by newlines; `lead` is its first paragraph, taken from `text` when
    empty. Other classes of an issuer's shares count only where they are named themselves.
    """
    offset = len(title) + 1 if title else 0
    whole = f"{title}\n{text}" if title else text
    sentences = split(whole)
    starts = [sentence.start for sentence in sentences]
    bounds = [(sentence.start, sentence.end) for sentence in sentences]
    places = _places(whole, securities, starts, bounds)
    first = text.find("\n") if not lead else len(lead)
    lead_end = offset + (first if first >= 0 else len(text))
    spans: defaultdict[str, list[Span]] = defaultdict(list)
    rows: dict[str, Security] = {}
    scores: defaultdict[str, float] = defaultdict(float)
    sourced: defaultdict[str, list[bool]] = defaultdict(list)
    for place in places:
        key = place.security.id
        rows[key] = place.security
        low, high = _near(place.start, starts, bounds)
        weight = TITLE if place.start < offset else LEAD if place.start < lead_end else 1.0
        weight *= WRITTEN if place.rule in {"code", "cashtag"} else 1.0
        scores[key] += weight / (1 + len(spans[key]) * 0.25)
        spans[key].append(
            Span(place.start - offset, place.end - offset, whole[place.start : place.end], place.rule, place.score)
        )
        sourced[key].append(comments(place.security, whole, place.start, place.end, low, high))
    sources = {key for key, said in sourced.items() if any(said) and _quoted(said)}
    open_scores = {key: score for key, score in scores.items() if key not in sources}
    counts = {key: len(found) for key, found in spans.items()}
    in_title = frozenset(key for key, found in spans.items() if found[0].start < 0)
    in_lead = frozenset(key for key, found in spans.items() if any(0 <= s.start < lead_end - offset for s in found))
    about = subjects(open_scores, in_title, in_lead, counts, len(sentences))
    order = sorted(rows, key=lambda key: (key in sources, key not in about, -scores[key], spans[key][0].start, key))
    return tuple(
        Company(
            rows[key],
            "source" if key in sources else "subject" if key in about else "mentioned",
            tuple(spans[key]),
            scores[key],
        )
        for key in order
    )


def _quoted(said: list[bool]) -> bool:
    return 2 * sum(said) >= len(said)


def _near(start: int, starts: list[int], bounds: list[tuple[int, int]]) -> tuple[int, int]:
    """The sentence around a place, cut to `_REACH` on both sides."""
    if not bounds:
        return 0, 0
    low, high = bounds[max(0, bisect_right(starts, start) - 1)]
    return max(low, start - _REACH), min(high, start + _REACH)


def _places(text: str, securities: Securities, starts: list[int], bounds: list[tuple[int, int]]) -> list[_Place]:
    written = list(codes.explicit(text, securities))
    sure: list[_Place] = [_Place(c.start, c.end, c.end, c.security, c.rule, 2.0) for c in written]
    taken = {(c.start, c.security.id) for c in written}
    open_: list[tuple[Candidate, str | None]] = []
    for candidate in names_of(securities).candidates(text):
        low, high = _near(candidate.start, starts, bounds)
        rule, score = _proof(candidate, text, low, high)
        if score >= MIN_SCORE:
            sure.append(_Place(candidate.start, candidate.end, candidate.stop, candidate.name.security, rule, score))
        elif rule != "other":
            open_.append((candidate, rule))
    sure.extend(_listed(open_, sure, text))
    named = {place.security.id for place in sure}
    accepted = {place.start for place in sure}
    sure.extend(
        _Place(c.start, c.end, c.stop, c.name.security, "named", 1.0)
        for c, rule in open_
        if c.start not in accepted and rule != "doubt" and c.name.security.id in named and c.name.level != "noun"
    )
    covered = {at for place in sure for at in range(place.start, place.end)}
    for code in codes.bare(text, securities, frozenset(named)):
        if (code.start, code.security.id) not in taken and code.start not in covered:
            sure.append(_Place(code.start, code.end, code.end, code.security, code.rule, 1.0))
    sure.sort(key=lambda place: (place.start, place.end))
    return sure


def _listed(open_: list[tuple[Candidate, str | None]], sure: list[_Place], text: str) -> list[_Place]:
    """Open names joined to a sure one: 애플·메타·비자. Repeated until nothing changes."""
    found: list[_Place] = []
    waiting = [candidate for candidate, _rule in open_ if candidate.name.level != "noun"]
    ends, begins = {p.stop for p in sure} | {p.end for p in sure}, {p.start for p in sure}
    changed = True
    while changed and waiting:
        left = [candidate for candidate in waiting if not _joined(candidate, text, begins, ends)]
        changed = len(left) < len(waiting)
        kept = {candidate.start for candidate in left}
        for candidate in waiting:
            if candidate.start not in kept:
                security = candidate.name.security
                found.append(_Place(candidate.start, candidate.end, candidate.stop, security, "listed", 1.0))
                ends |= {candidate.end, candidate.stop}
                begins.add(candidate.start)
        waiting = left if len(found) < _MAX_LISTED else []
    return found


def _joined(candidate: Candidate, text: str, begins: set[int], ends: set[int]) -> bool:
    """True when a sure company stands just before or after, with nothing but a joiner between."""
    start = candidate.start
    if any(at in ends and _JOIN.fullmatch(text, at, start) for at in range(start - _JOINER, start)):
        return True
    return any(
        at in begins and _JOIN.fullmatch(text, end, at)
        for end in {candidate.end, candidate.stop}
        for at in range(end + 1, end + _JOINER + 1)
    )


def _proof(candidate: Candidate, text: str, low: int, high: int) -> tuple[str, float]:
    """The rule that holds and its score; the rule `other` when it is something else, `doubt` when only a list may save it."""
    start, end, stop, name, legal = candidate
    level = name.level
    symbol = _SYMBOL.match(text, stop) or _SYMBOL.match(text, end)
    if symbol and symbol[1] in {name.security.code, name.security.code.partition(".")[0]}:
        return "code", 2.0
    if _FOLLOWER.match(text, end) or (_GROUP.match(text, end) and "Group" not in name.text and not legal):
        return "other", 0.0
    if _PRICE.match(text, end):
        return "price", 1.5
    if legal or _LEGAL.search(text[max(low, start - 6) : start]) or _LEGAL_AFTER.match(text, end):
        return "legal", 1.5
    sentence = text[low:high]
    if level == "strong":
        return "name", _BASE[level]
    described = level != "group" and _DESCRIBER.search(text[max(low, start - 16) : start])
    if name.not_with and name.not_with.search(
        text[max(low, start - 40) : start] + "\n" + text[end : min(high, end + 40)]
    ):
        return "doubt", 0.0
    if described:
        return "described", 1.2
    if name.text.isascii() and _longer_name(text, start, stop, low):
        return "other", 0.0
    market = _MARKET.search(sentence)
    if _SPORTS.search(sentence) and not market:
        return "other", 0.0
    if level == "likely":
        return "name", _BASE[level]
    if market and level == "weak":
        return "market", 1.1
    if market and level == "group":
        return "market", 1.0
    if (
        market
        and level == "common"
        and (_SUBJECT.match(text, end) or not _OPENING.search(text[max(0, start - 3) : start]))
    ):
        return "market", 1.0
    if _SHARE.match(text, stop + (text[stop : stop + 1] == " ")):
        return "market", 1.2
    if _BUSINESS.search(sentence) and (
        level == "weak"
        or (level == "common" and _SUBJECT.match(text, end) and _OPENING.search(text[max(0, start - 3) : start]))
    ):
        return "business", 1.0
    return "", _BASE[level]


def _longer_name(text: str, start: int, stop: int, low: int) -> bool:
    """Part of a longer English name: Harrison Ford, Target Field."""
    before = _CAPITAL.search(text[max(low, start - 24) : start])
    if before and before[1] not in _FREE:
        return True
    return _NEXT_CAPITAL.match(text, stop) is not None
