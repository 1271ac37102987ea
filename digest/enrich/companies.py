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
from digest.enrich.meanings import meanings
from digest.enrich.names import names_of
from digest.enrich.others import person
from digest.enrich.proof import proof
from digest.enrich.roles import comments, rated, subjects, window
from digest.enrich.since import too_early
from digest.text.sentences import split

if TYPE_CHECKING:
    from datetime import date

    from digest.enrich.names import Candidate
    from digest.enrich.securities import Securities
    from digest.model import Security

_JOIN = re.compile(
    r"\s?(?:[·,/&、ㆍ]|와|과|및|and|or|그리고|,\sand|뿐\s아니라|뿐만\s아니라|아니라|물론|as\swell\sas)\s?"
)
MIN_SCORE = 1.0
_JOINER = 12
"""Most characters between two names of a list."""
_NEXT = 4
"""Most characters between a company and the firm that judges it: a comma, a space, a quotation mark."""
_MAX_LISTED = 2000
_REACH = 240
"""How far, in characters, the words of a sentence speak for a name in it; keeps endless lines cheap."""
_WRITTEN_OUT = frozenset({"code", "cashtag", "symbol", "price", "legal", "market"})
"""Proofs of a company that no surname has."""
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


def companies(
    text: str, securities: Securities, *, title: str = "", lead: str = "", day: date | None = None
) -> tuple[Company, ...]:
    """Companies that `title` and `text` name, best first; shares only, never an index or a currency.

    `text` is NFC, paragraphs joined by newlines; `lead` is its first paragraph, taken from `text` when
    empty; `day` is when it was published. Other classes of an issuer's shares count only where they are
    named themselves.
    """
    offset = len(title) + 1 if title else 0
    whole = f"{title}\n{text}" if title else text
    sentences = split(whole)
    starts = [sentence.start for sentence in sentences]
    bounds = [(sentence.start, sentence.end) for sentence in sentences]
    places = _without_short_forms(_places(whole, securities, starts, bounds, day), whole)
    first = text.find("\n") if not lead else len(lead)
    lead_end = offset + (first if first >= 0 else len(text))
    spans: defaultdict[str, list[Span]] = defaultdict(list)
    rows: dict[str, Security] = {}
    scores: defaultdict[str, float] = defaultdict(float)
    sourced: defaultdict[str, list[bool]] = defaultdict(list)
    judged: set[str] = set()
    last: _Place | None = None
    for place in places:
        near = _near(place.start, starts, bounds)
        if place.rule != "code" and window(place.security, whole, place.end, near):
            continue
        key = place.security.id
        rows[key] = place.security
        weight = TITLE if place.start < offset else LEAD if place.start < lead_end else 1.0
        weight *= WRITTEN if place.rule in {"code", "cashtag"} else 1.0
        scores[key] += weight / (1 + len(spans[key]) * 0.25)
        spans[key].append(
            Span(place.start - offset, place.end - offset, whole[place.start : place.end], place.rule, place.score)
        )
        span = place.start, place.end
        sourced[key].append(comments(place.security, whole, span, near))
        if sourced[key][-1] and rated(whole, span, near, behind=_behind(last, place)):
            judged.add(key)
        last = place
    sources = {key for key, said in sourced.items() if key not in judged and any(said) and _quoted(said)}
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


def _without_short_forms(places: list[_Place], text: str) -> list[_Place]:
    """Places without those of a holding company whose bare name may stand for a member named in the same text.

    `LG's revenue` after LG Electronics, `LG는` after LG전자: nothing says which is meant, so it is nobody.
    """
    named = {text[place.start : place.end] for place in places}
    return [
        place
        for place in places
        if "group" not in place.security.flags
        or place.rule in {"code", "cashtag", "symbol"}
        or not any(name != (own := text[place.start : place.end]) and name.startswith(own) for name in named)
    ]


def _behind(last: _Place | None, place: _Place) -> bool:
    """True right behind a company that is no such firm: 엔비디아, 골드만삭스 목표가 상향 speaks of Nvidia."""
    return last is not None and place.start - last.stop <= _NEXT and "broker" not in last.security.flags


def _quoted(said: list[bool]) -> bool:
    return 2 * sum(said) >= len(said)


def _near(start: int, starts: list[int], bounds: list[tuple[int, int]]) -> tuple[int, int]:
    """The sentence around a place, cut to `_REACH` on both sides."""
    if not bounds:
        return 0, 0
    low, high = bounds[max(0, bisect_right(starts, start) - 1)]
    return max(low, start - _REACH), min(high, start + _REACH)


def _places(
    text: str, securities: Securities, starts: list[int], bounds: list[tuple[int, int]], day: date | None
) -> list[_Place]:
    candidates = list(names_of(securities).candidates(text))
    meant, told, contrary = meanings(candidates, text, securities)
    written = [code for code in codes.explicit(text, securities) if code.start not in contrary]
    sure: list[_Place] = [_Place(c.start, c.end, c.end, c.security, c.rule, 2.0) for c in written]
    taken = {(c.start, c.security.id) for c in written}
    open_: list[tuple[Candidate, str | None]] = []
    for written_name in candidates:
        if written_name.start in contrary:
            continue
        if written_name.start in told:
            if row := told[written_name.start]:
                sure.append(_Place(written_name.start, written_name.end, written_name.stop, row, "code", 2.0))
            continue
        low, high = _near(written_name.start, starts, bounds)
        rule, score = proof(written_name, text, low, high)
        candidate = written_name if rule == "code" else _as_meant(written_name, meant, day)
        if candidate is None:
            continue
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
    return _without_people(sure, candidates, text)


def _without_people(places: list[_Place], candidates: list[Candidate], text: str) -> list[_Place]:
    """Places without surnames: who is introduced with a given name is meant further on, if no company is written out.

    John Ford … Ford's books; with Ford Motor, a code or its shares beside it, the text speaks of the company too.
    """
    people: dict[str, int] = {}
    for candidate in candidates:
        if person(candidate, text):
            people.setdefault(candidate.name.text, candidate.start)
    if not people:
        return places
    kept: set[str] = set()
    for place in places:
        name = text[place.start : place.end]
        if place.rule in _WRITTEN_OUT or place.start < people.get(name, len(text)):
            kept.add(place.security.id)
    return [p for p in places if p.security.id in kept or text[p.start : p.end] not in people]


def _as_meant(candidate: Candidate, meant: dict[str, Security | None], day: date | None) -> Candidate | None:
    """The candidate with the company that its name means here, on this day; None where that is none of the table."""
    if candidate.name.text not in meant:
        return None if too_early(candidate.name.text, candidate.name.security, day) else candidate
    row = meant[candidate.name.text]
    return candidate._replace(name=candidate.name._replace(security=row)) if row else None


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
