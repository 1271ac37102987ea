"""Words of relief: what they are said of was bad, and is so less or no longer.

적자 우려를 벗었다, 악재가 해소됐다, "dispelled fears of a loss": the words before (Korean) or after (English) are bad
and the clause is not. With an account they are a direction like any other (부담 완화, "risks eased"); such words have
the value -1 in the tables, and those that only ever relieve (불식, "allay") have 0.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from digest.enrich.verdict import Verdict

if TYPE_CHECKING:
    from collections.abc import Sequence

    from digest.enrich.lexicon import Hit

RELIEVED = -0.7
"""What is over is less good than what was bad is bad."""
FEAR_GONE = 0.6
"""A fear of nothing in particular that is gone."""
_REACH = 12
"""Most characters between a Korean word of relief and the word before that it is said of."""
_TARGET = 22
"""The same to the end of the judgement, which a word of fear may follow: 가입자 감소 우려를 불식."""
_BEHIND = 60
"""How far an English fear speaks of what comes behind it: fears of …, concerns that …."""
_FEARS = frozenset({"우려", "concern", "fear", "worry", "anxiety", "unease"})
_LIFTS = frozenset({"lift", "remove", "fade"})
"""English words that relieve where they are said of a fear, and else do not: lifted concerns, lifted sales."""
_KINDS = frozenset({"polar", "superlative", "direction", "trend", "indicator"})
_OF_IT = re.compile(r"\s|의\s|에 대한\s|\s?등\s")
"""Between two bad words of one thing: 적자 위기, 적자에 대한 걱정."""
_APART = re.compile(r"(?:로|며|고|면서|에도|지만),?\s|,\s")
"""Between a bad word and a word of relief that is said of something else: 급락세로 장을 끝냈다."""
_OBJECT = re.compile(
    r"\s(?:(?:off|from|out of|to rest|down)\s)?(?:(?:a|an|the|its|their|his|her|that|this|any|all)\s)?"
    r"(?:(?!(?:with|at|in|on|to|by|for|as|and|but)\s)[\w-]{2,16}\s)?"
)
"""Between an English word of relief and what it is said of; a preposition says another thing (ended with a loss)."""
_PASSIVE = re.compile(
    r"[^,;.]{0,60}?\s(?:(?:was|were|is|are|been|being|have|has|had|largely|further|somewhat|soon)\s){0,3}"
)
"""Between an English fear and the relief behind it: concerns about demand were lifted."""


_WANTED = re.compile(r"[가-힣]{0,2}(?:야[ 만할하한]|기 위|기까지|려면|려[ 고는])")
"""Behind a Korean word of relief: it is wanted and has not come (해소해야 한다, 극복하기 위해)."""
_WANTED_EN = re.compile(r"(?<!managed )(?<!helped )(?<!helps )(?<!able )\bto\s$", re.IGNORECASE)
"""Before an English one: in a bid to calm fears."""


class _Turn(NamedTuple):
    """A word of relief and what it is said of: `fear` a word of fear, else a judgement beside it."""

    hit: Hit
    fear: Hit | None


def turns(sentence: str, hits: Sequence[Hit], lang: str) -> list[_Turn]:
    """The words of relief of a clause that are said of something bad which is no account."""
    found: list[_Turn] = []
    for number, hit in enumerate(hits):
        if hit.term.kind != "relief" and hit.term.term not in _LIFTS:
            continue
        if _wanted(sentence, hit, lang):
            continue
        turn = _korean(sentence, hits[:number], hit) if lang == "ko" else _english(sentence, hits, number)
        if turn is not None:
            found.append(turn)
    return found


def _wanted(sentence: str, hit: Hit, lang: str) -> bool:
    if lang == "ko":
        return _WANTED.match(sentence, hit.end) is not None
    return _WANTED_EN.search(sentence[max(0, hit.start - 12) : hit.start]) is not None


def moves(hit: Hit, hits: Sequence[Hit], lang: str) -> bool:
    """True when a word of relief that turns nothing is a direction: always with -1, else after a bad account."""
    if hit.term.value:
        return True
    before = [other for other in hits if other.end <= hit.start and other.term.kind in _KINDS]
    near = bool(before) and hit.start - before[-1].end <= _REACH
    return lang == "ko" and near and before[-1].term.kind == "indicator" and before[-1].term.value < 0


def relieve(
    sentence: str, found: list[Verdict], hits: Sequence[Hit], said: Sequence[_Turn], lang: str
) -> list[Verdict]:
    """The judgements of a clause after its words of relief, `said` those of `turns`."""
    if lang != "ko":
        for turn in said:
            found = _ahead(sentence, found, turn)
        return found
    for turn in said:
        found = _back(found, turn)
    ends = {hit.end for hit in hits if hit.term.kind == "relief"}
    for number, verdict in enumerate(found):
        if verdict.score > 0 and verdict.end in ends:
            return [*_without_parts(sentence, found[:number], verdict.start), *found[number:]]
    return found


def _korean(sentence: str, before: Sequence[Hit], hit: Hit) -> _Turn | None:
    near = [other for other in before if other.term.kind in _KINDS or other.term.term in _FEARS]
    if not near or hit.start - near[-1].end > _REACH:
        return None
    last = near[-1]
    if _APART.search(sentence, last.end, hit.start):
        return None
    if last.term.term in _FEARS:
        return _Turn(hit, last)
    if last.term.kind == "indicator" or (last.term.value >= 0 and not hit.term.value):
        return None
    return _Turn(hit, None)


def _english(sentence: str, hits: Sequence[Hit], number: int) -> _Turn | None:
    hit = hits[number]
    for fear in (other for other in hits if other.term.term in _FEARS):
        if hit.end <= fear.start and _OBJECT.fullmatch(sentence, hit.end, fear.start):
            return _Turn(hit, fear)
        if fear.end <= hit.start and _PASSIVE.fullmatch(sentence, fear.end, hit.start):
            return _Turn(hit, fear)
    after = next((other for other in hits[number + 1 :] if other.term.kind in _KINDS), None)
    if (
        hit.term.kind != "relief"
        or hit.term.value
        or after is None
        or not _OBJECT.fullmatch(sentence, hit.end, after.start)
    ):
        return None
    return _Turn(hit, None)


def _back(found: list[Verdict], turn: _Turn) -> list[Verdict]:
    hit = turn.hit
    before = [n for n, verdict in enumerate(found) if 0 <= hit.start - verdict.end <= _TARGET]
    if not before:
        gone = turn.fear and Verdict(turn.fear.start, hit.end, f"{turn.fear.text} {hit.text}", FEAR_GONE)
        return sorted([*found, gone]) if gone else found
    last = before[-1]
    target = found[last]
    if target.score >= 0 and not hit.term.value:
        return found
    done = Verdict(target.start, hit.end, f"{target.words} {hit.text}", target.score * RELIEVED)
    return [*found[:last], done, *found[last + 1 :]]


def _without_parts(sentence: str, found: list[Verdict], start: int) -> list[Verdict]:
    """Judgements without the bad ones that are part of the thing at `start`, which is over: 적자 위기를 넘겼다."""
    kept = list(found)
    while kept and kept[-1].score < 0 and _OF_IT.fullmatch(sentence, kept[-1].end, start):
        start = kept.pop().start
    return kept


def _ahead(sentence: str, found: list[Verdict], turn: _Turn) -> list[Verdict]:
    hit, fear = turn
    if fear is not None:
        first, last = sorted((hit, fear))
        reach = max(last.end, fear.end + _BEHIND)
        kept = [v for v in found if not (first.start <= v.start < reach and (v.score < 0 or v.start < last.end))]
        return sorted([*kept, Verdict(first.start, last.end, f"{first.text} {last.text}", FEAR_GONE)])
    for number, verdict in enumerate(found):
        if verdict.score < 0 and verdict.start >= hit.end and _OBJECT.fullmatch(sentence, hit.end, verdict.start):
            done = Verdict(hit.start, verdict.end, f"{hit.text} {verdict.words}", verdict.score * RELIEVED)
            return [*found[:number], done, *found[number + 1 :]]
    return found
