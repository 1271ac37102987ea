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
    r"(?:은|는|이|가|의|도)(?![가-힣])|['’]s?(?![A-Za-z])|"
    r" (?:[a-z]{2,14}(?:s|ed)|stock|rose|fell|slid|will|cut|has|beat|won|sold|bought|made)\b"
)
"""A particle of the subject or owner, or an English verb right after the name."""
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


class Span(NamedTuple):
    """A place that names a company. Places of the title have `start` < 0: the title and a newline precede the text."""

    start: int
    end: int
    text: str
    rule: str
    """Why it counts: `name`, or a proof beside it: `code`, `cashtag`, `symbol`, `price`, `legal`, `described`,
    `listed` (with a sure company), `market`, `business`, `named` (proved elsewhere in the text)."""
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
        near = _near(place.start, starts, bounds)
        weight = TITLE if place.start < offset else LEAD if place.start < lead_end else 1.0
        weight *= WRITTEN if place.rule in {"code", "cashtag"} else 1.0
        scores[key] += weight / (1 + len(spans[key]) * 0.25)
        spans[key].append(
            Span(place.start - offset, place.end - offset, whole[place.start : place.end], place.rule, place.score)
        )
        sourced[key].append(comments(place.security, whole, (place.start, place.end), near))
    sources = {key for key, said in sourced.items() if any(said) and _quoted(said)}
    open_scores = {key: score for key, score in scores.items() if key not in sources}
    counts = {key: len(found) for key, found in spans.items()}
    in_title = frozenset(key for key, found in spans.items() if found[0].start < 0)
    in_lead = frozenset(key for key, found in spans.items() if any(0 <= s.start < lead_end - offset for s in found))
    about = subjects(open_scores, in_title, in_lead, counts, sentences=len(sentences))
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
    sure.extend(
        _Place(code.start, code.end, code.end, code.security, code.rule, 1.0)
        for code in codes.bare(text, securities, frozenset(named))
        if (code.start, code.security.id) not in taken and code.start not in covered
    )
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
        for candidate in (c for c in waiting if c.start not in kept):
            start, end, stop, name, _legal_form = candidate
            found.append(_Place(start, end, stop, name.security, "listed", 1.0))
            ends |= {end, stop}
            begins.add(start)
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


class _Around(NamedTuple):
    """A candidate and the words around it."""

    candidate: Candidate
    text: str
    low: int
    high: int
    market: bool


def _own_code(at: _Around) -> bool:
    security = at.candidate.name.security
    symbol = _SYMBOL.match(at.text, at.candidate.stop) or _SYMBOL.match(at.text, at.candidate.end)
    return symbol is not None and symbol[1] in {security.code, security.code.partition(".")[0]}


def _other_body(at: _Around) -> bool:
    end, name = at.candidate.end, at.candidate.name
    if _FOLLOWER.match(at.text, end):
        return True
    return _GROUP.match(at.text, end) is not None and "Group" not in name.text and not at.candidate.legal


def _legal(at: _Around) -> bool:
    start, end = at.candidate.start, at.candidate.end
    before = at.text[max(at.low, start - 6) : start]
    return bool(at.candidate.legal or _LEGAL.search(before) or _LEGAL_AFTER.match(at.text, end))


def _doubtful(at: _Around) -> bool:
    start, end, bad = at.candidate.start, at.candidate.end, at.candidate.name.not_with
    before, after = at.text[max(at.low, start - 40) : start], at.text[end : min(at.high, end + 40)]
    return bad is not None and bad.search(f"{before}\n{after}") is not None


def _described(at: _Around) -> bool:
    start = at.candidate.start
    before = at.text[max(at.low, start - 16) : start]
    return at.candidate.name.level != "group" and _DESCRIBER.search(before) is not None


def _longer(at: _Around) -> bool:
    start, _end, stop, name, _legal_form = at.candidate
    return name.text.isascii() and _longer_name(at.text, start, stop, at.low)


def _played(at: _Around) -> bool:
    return not at.market and _SPORTS.search(at.text, at.low, at.high) is not None


def _opens(at: _Around) -> bool:
    return _OPENING.search(at.text[max(0, at.candidate.start - 3) : at.candidate.start]) is not None


def _acts(at: _Around) -> bool:
    return _SUBJECT.match(at.text, at.candidate.end) is not None


def _traded(at: _Around) -> bool:
    level, stop = at.candidate.name.level, at.candidate.stop
    if at.market and (level in {"weak", "group"} or (level == "common" and (_acts(at) or not _opens(at)))):
        return True
    return _SHARE.match(at.text, stop + (at.text[stop : stop + 1] == " ")) is not None


def _in_business(at: _Around) -> bool:
    level = at.candidate.name.level
    if level != "weak" and not (level == "common" and _acts(at) and _opens(at)):
        return False
    return _BUSINESS.search(at.text, at.low, at.high) is not None


_BESIDE = (
    ("code", 2.0, _own_code),
    ("other", 0.0, _other_body),
    ("price", 1.5, lambda at: _PRICE.match(at.text, at.candidate.end) is not None),
    ("legal", 1.5, _legal),
    ("name", 1.0, lambda at: at.candidate.name.level == "strong"),
)
"""Rules for every name, in order; the first that holds decides."""
_AMBIGUOUS = (
    ("doubt", 0.0, _doubtful),
    ("described", 1.2, _described),
    ("other", 0.0, _longer),
    ("other", 0.0, _played),
    ("name", 1.0, lambda at: at.candidate.name.level == "likely"),
    ("market", 1.1, _traded),
    ("business", 1.0, _in_business),
)
"""Rules for names that are also something else, in order."""


def _proof(candidate: Candidate, text: str, low: int, high: int) -> tuple[str, float]:
    """The rule that holds and its score: `other` when it is something else, `doubt` when only a list may save it."""
    around = _Around(candidate, text, low, high, market=False)
    for rule, score, holds in _BESIDE:
        if holds(around):
            return rule, score
    around = around._replace(market=_MARKET.search(text, low, high) is not None)
    for rule, score, holds in _AMBIGUOUS:
        if holds(around):
            return rule, score
    return "", 0.0


def _longer_name(text: str, start: int, stop: int, low: int) -> bool:
    """Part of a longer English name: Harrison Ford, Target Field."""
    before = _CAPITAL.search(text[max(low, start - 24) : start])
    if before and before[1] not in _FREE:
        return True
    return _NEXT_CAPITAL.match(text, stop) is not None
