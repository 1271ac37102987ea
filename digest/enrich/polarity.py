"""How good or bad one clause is: each direction meets its indicator, then negation and strength act.

`profit` (+) that `fell` (-) is bad, `loss` (-) that `narrowed` (-) is good, `the largest` takes the sign
of the noun after it. What is left over counts by its own small worth (`alone` in the tables).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from digest.enrich import causes, comparison, relief
from digest.enrich.clauses import CONCEDED
from digest.enrich.expected import as_expected, held_against
from digest.enrich.past import is_past
from digest.enrich.reached import without_reaching
from digest.enrich.undone import undone
from digest.enrich.verdict import NEGATED, Verdict

if TYPE_CHECKING:
    from collections.abc import Sequence

    from digest.enrich.lexicon import Hit

REACH = {"ko": (45, 6), "en": (70, 30)}
"""Most characters between a direction and its indicator, before it and after it."""
TREND_REACH = {"ko": 5, "en": 16}
"""Most characters between a noun of change and the change of it: growth slowed, 개선이 둔화."""
CRASH = 0.9
"""Words this strong are about prices: they pair with a bad indicator only when it stands beside them."""
HEAD_REACH = 26
NEGATION_REACH = {"ko": 14, "en": 34}
_ITS = re.compile(r"\s(?:its|their|his|her)\s")
"""Behind an English verb of change: what it changes comes next (raised its forecast and lowered its costs)."""
_COMPARED_WITH = ("보다", "에 비해")
"""After an indicator: the amount that today's is compared with."""
_ENDED = re.compile(r"세?(?: (?:속도|추세|흐름|국면|압력))?(?:에도?|으?로|[과와이가을를도])[\s,]")
"""Behind a Korean direction: it is a noun of its own and speaks of no noun after it (유가 급등에 항공주가)."""
_CONNECTIVE = re.compile(r"(?<=[어아라려져워해돼])서?[ ,]")
"""Behind a Korean verb that joins clauses: it speaks of no noun after it (관객이 줄어 적자를)."""
_LOSS_OF = re.compile(r"\bloss(?:es)? of (?:[\w-]+ ){0,2}$", re.IGNORECASE)
_OF_COST = re.compile(r" (?:of|for) (?:[\w-]+ ){0,2}(?:costs?|loss(?:es)?|expenses?|charges?)\b")
"""Around an English account that only says of what another is: the loss of sales, an estimate of costs."""
_AMOUNTS = frozenset({"잔고", "물량"})
_DESPITE = re.compile(
    r"['’\"”]?세?(?: ?(?!이후|다음|올해|내년|이번|당시|최근|오늘|지난|이날|향후|앞으로)[가-힣]{2,4}?)?에도"
    r"(?: ?불구하고)?[,\s]|"
    r"세? ?(?:속|와중|가운데)에서도[,\s]"
)
"""Behind a Korean judgement that is only conceded: 관세 충격에도."""
_OF_QUALITY = frozenset(
    {"개선", "호전", "악화", "나아", "나빠졌", "나빠지", "나빠진", "improve", "improvement", "deteriorate", "worsen"}
)
"""Better and worse say so of anything: a loss that worsened is no smaller one."""
_ADNOMINAL = ("낮은", "높은", "적은", "작은", "많")
"""Korean adjectives that speak of the very next noun only."""
_UP_TO = re.compile(r" ?[\d$€£¥₩]")
"""Behind 최대, 최고, 최저: up to an amount, and no record."""
_TAKEN = re.compile(r"(?: [가-힣]{1,4}(?<![은는이가을를도]))?(?:에도?|으?로|에서)[ ,]")
"""Behind a Korean account and its own change (관세 인하 소식에): another change is of something else."""
_LINKS = (" in ", " of ", " on ", " for ")


def verdicts(sentence: str, hits: Sequence[Hit], lang: str, carried: Hit | None = None) -> list[Verdict]:
    """Judgements of one clause, in order; `carried` is the indicator that an earlier clause left open."""
    hits = [hit for hit in undone(sentence, hits, lang) if not is_past(sentence, hit, lang)]
    indicators = [hit for hit in hits if hit.term.kind == "indicator" and not _is_part(sentence, hit, lang)]
    said = relief.turns(sentence, hits, lang)
    turning = {turn.hit.start for turn in said}
    movers = [hit for hit in hits if hit.start not in turning and _is_mover(hit, hits, lang)]
    found, used = _moves(sentence, movers, indicators, lang, carried)
    for hit in hits:
        if hit.term.kind == "polar":
            found.append(Verdict(hit.start, hit.end, hit.text, hit.term.value))
        elif hit.term.kind == "superlative" and not (lang == "ko" and _UP_TO.match(sentence, hit.end)):
            found.append(_superlative(sentence, hit, indicators, used))
    if not used and (compared := _compared(sentence, hits, indicators, used, lang)) is not None:
        found.append(compared)
    unused = [hit for hit in indicators if hit.term.alone and hit.start not in used]
    found.extend(_alone(sentence, hit, indicators, lang) for hit in unused)
    found.sort()
    found = relief.relieve(sentence, found, hits, said, lang)
    if lang == "en":
        found = as_expected(sentence, found, [hit for hit in indicators if hit.start not in used])
    found = held_against(sentence, without_reaching(sentence, found), indicators)
    factor = _factor(hits)
    return [
        verdict._replace(score=verdict.score * (CONCEDED if _DESPITE.match(sentence, verdict.end) else factor))
        for verdict in _negate(found, hits, lang)
        if abs(verdict.score) > 0.01
    ]


def _is_part(sentence: str, hit: Hit, lang: str) -> bool:
    return lang == "en" and bool(
        _LOSS_OF.search(sentence[max(0, hit.start - 40) : hit.start])
        or (hit.term.term in {"estimate", "forecast", "outlook"} and _OF_COST.match(sentence, hit.end))
    )


def _is_mover(hit: Hit, hits: Sequence[Hit], lang: str) -> bool:
    return hit.term.kind in {"direction", "trend"} or (hit.term.kind == "relief" and relief.moves(hit, hits, lang))


def _moves(
    sentence: str, movers: Sequence[Hit], indicators: Sequence[Hit], lang: str, carried: Hit | None
) -> tuple[list[Verdict], set[int]]:
    """Each direction with its indicator; also which indicators are taken (by their place)."""
    used: set[int] = set()
    found: list[Verdict] = []
    skipped: set[int] = set()
    for number, mover in enumerate(movers):
        if number in skipped:
            continue
        follower = movers[number + 1] if number + 1 < len(movers) else None
        joins = (
            mover.term.kind == "trend" and follower is not None and 0 <= follower.start - mover.end < TREND_REACH[lang]
        )
        if joins and follower is not None and not any(mover.end <= i.start < follower.start for i in indicators):
            skipped.add(number + 1)
            sign = _sign_of(mover, indicators, lang)
            found.append(_joined(sentence, mover, follower, sign * mover.term.value * follower.term.value))
            continue
        free = [hit for hit in indicators if not _is_apart(sentence, hit, mover, movers, lang)]
        partner = _partner(sentence, mover, free, lang) or carried
        if partner is None:
            found.append(Verdict(mover.start, mover.end, mover.text, mover.term.alone))
            continue
        used.add(partner.start)
        worth = abs(partner.term.value) if mover.term.term in _OF_QUALITY else partner.term.value
        found.append(_joined(sentence, partner, mover, worth * _way(mover)))
    return found, used


def _sign_of(trend: Hit, indicators: Sequence[Hit], lang: str) -> int:
    """-1 where the trend is that of something bad right before it: 물가 상승세가 둔화."""
    before = [hit for hit in indicators if 0 <= trend.start - hit.end <= TREND_REACH[lang]]
    return -1 if lang == "ko" and before and before[-1].term.value < 0 else 1


def _alone(sentence: str, hit: Hit, indicators: Sequence[Hit], lang: str) -> Verdict:
    """A loss is bad, the loss of an earlier year beside today's profit is good, beside another loss it is past."""
    score = hit.term.alone
    if comparison.is_past(sentence, hit.start, hit.end, lang):
        score = -0.8 * score if indicators[0].term.value > 0 else 0.0
    return Verdict(hit.start, hit.end, hit.text, score)


def _sign(value: float) -> int:
    return (value > 0) - (value < 0)


def _way(mover: Hit) -> int:
    """Up or down; what relieves takes away."""
    return -1 if mover.term.kind == "relief" else _sign(mover.term.value)


def _joined(sentence: str, one: Hit, other: Hit, score: float) -> Verdict:
    first, last = sorted((one, other))
    words = f"{first.text} {last.text}"
    if last.start - first.end <= 1:
        words = sentence[first.start : last.end]
    return Verdict(min(one.start, other.start), max(one.end, other.end), words, score)


def _partner(sentence: str, mover: Hit, indicators: Sequence[Hit], lang: str) -> Hit | None:
    before, after = REACH[lang]
    best: tuple[float, Hit] | None = None
    owns = lang == "en" and _ITS.match(sentence, mover.end) is not None
    adnominal = lang == "ko" and mover.text.endswith(_ADNOMINAL)
    for hit in indicators:
        gap = mover.start - hit.end
        if hit.term.value < 0 and abs(mover.term.alone) >= CRASH and not -4 < gap < 4 and lang == "ko":
            continue
        if owns and gap >= 0:
            continue
        if gap > 0 and lang == "ko" and _is_other(sentence, hit, mover):
            continue
        if _measures(hit, indicators) or (
            gap < 0 and lang == "ko" and (_ENDED.match(sentence, mover.end) or _CONNECTIVE.match(sentence, mover.end))
        ):
            continue
        if adnominal and not (gap < 0 and hit.start - mover.end <= 2):
            continue
        if 0 <= gap <= before:
            rank = float(gap)
        elif gap < 0 and 0 <= (gap := hit.start - mover.end) <= after:
            link = lang == "en" and any(sentence.startswith(link, mover.end) for link in _LINKS)
            rank = gap * (0.3 if link else 1.0) + (0 if lang == "en" else 4)
        else:
            continue
        if best is None or rank < best[0]:
            best = (rank, hit)
    return best[1] if best else None


def _is_other(sentence: str, hit: Hit, mover: Hit) -> bool:
    """Whether a Korean account is not what moved: what it is compared with, its cause, or the thing listed before."""
    if sentence.startswith(_COMPARED_WITH, hit.end):
        return True
    if mover.term.kind != "relief" and causes.AS_CAUSE.match(sentence, hit.end, mover.start):
        return True
    return sentence[hit.end : mover.start] in {"과 ", "와 "}


def _is_apart(sentence: str, hit: Hit, mover: Hit, movers: Sequence[Hit], lang: str) -> bool:
    return causes.why(sentence, mover, hit) if lang == "en" else _is_taken(sentence, hit, mover, movers)


def _is_taken(sentence: str, hit: Hit, mover: Hit, movers: Sequence[Hit]) -> bool:
    """Whether another change stands right behind a Korean account and ends with it: 관세 인하 소식에 주가가 올랐다."""
    return any(
        0 <= other.start - hit.end <= 1 and other.end < mover.start and _TAKEN.match(sentence, other.end)
        for other in movers
    )


def _measures(hit: Hit, indicators: Sequence[Hit]) -> bool:
    """Whether an account is only the amount of the one right before it: 공매도 잔고, 미분양 물량."""
    return hit.text in _AMOUNTS and any(hit.start - other.end == 1 for other in indicators)


def _superlative(sentence: str, hit: Hit, indicators: Sequence[Hit], used: set[int]) -> Verdict:
    """Looks right for the head noun: 사상 최대 규모의 손실 is bad."""
    for noun in indicators:
        if 0 <= noun.start - hit.end <= HEAD_REACH:
            used.add(noun.start)
            return _joined(sentence, hit, noun, abs(hit.term.value) * _sign(noun.term.value) * _sign(hit.term.value))
    nearest = [
        noun
        for noun in indicators
        if 0 <= hit.start - noun.end <= HEAD_REACH and not causes.AS_CAUSE.match(sentence, noun.end, hit.start)
    ]
    if nearest:
        noun = nearest[-1]
        used.add(noun.start)
        return _joined(sentence, noun, hit, hit.term.value * _sign(noun.term.value))
    return Verdict(hit.start, hit.end, hit.text, hit.term.value)


def _compared(
    sentence: str, hits: Sequence[Hit], indicators: Sequence[Hit], used: set[int], lang: str
) -> Verdict | None:
    if not indicators or used or any(hit.term.kind in {"direction", "trend"} for hit in hits):
        return None
    change = comparison.change(sentence, indicators[0].end, lang)
    if change is None:
        return None
    sign, words = change
    noun = indicators[0]
    used.add(noun.start)
    return Verdict(noun.start, noun.end, f"{noun.text} {words}", sign * noun.term.value)


def _factor(hits: Sequence[Hit]) -> float:
    factor = 1.0
    for hit in hits:
        if hit.term.kind == "strength":
            factor *= hit.term.value
        elif hit.term.kind == "hedge":
            factor = min(factor, factor * hit.term.value + 0.1)
    return max(0.5, min(1.7, factor))


def _in_vain(hit: Hit, hits: Sequence[Hit]) -> bool:
    """Whether what did not come is relief, so that the bad thing behind it stays: failed to calm fears of a bubble."""
    return hit.text.endswith("to") and any(other.term.kind == "relief" and other.start - hit.end == 1 for other in hits)


def _negate(found: list[Verdict], hits: Sequence[Hit], lang: str) -> list[Verdict]:
    """Korean negates what stands before the negator, English what comes after it."""
    turned: set[int] = set()
    reach = NEGATION_REACH[lang]
    for hit in hits:
        if hit.term.kind != "negator":
            continue
        if lang == "ko":
            near = [n for n, verdict in enumerate(found) if 0 <= hit.start - verdict.end <= reach]
            target = near[-1:]
        else:
            near = [n for n, verdict in enumerate(found) if 0 <= verdict.start - hit.end <= reach]
            target = (
                near[:1]
                or [n for n, v in enumerate(found) if v.start < hit.start and 0 <= v.end - hit.end <= reach][:1]
            )
        if not (_in_vain(hit, hits) and target and found[target[0]].score < 0):
            turned.symmetric_difference_update(target)
    return [v._replace(score=v.score * NEGATED) if n in turned else v for n, v in enumerate(found)]
