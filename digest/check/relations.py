"""Shapes of sentences in which numbers bind each other: who was what before, after, and by how much.

Each pattern runs over a `Skeleton` and names its roles: `a` before, `b` after, `c` the change in the
same unit, `p` the change in per cent, `q` in percentage points, `k` in basis points, `x` times, `m` the
word of movement. The roles found decide what is proved.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from digest.enrich import moves

if TYPE_CHECKING:
    from collections.abc import Iterator

    from digest.check.skeleton import Skeleton
    from digest.enrich.quantity import Quantity

_THAN = r"(?:보다|대비|에 비해|에 견줘|과 비교해|와 비교해|에서)"
"""than, against, compared with, from."""
_BEFORE = (
    r"(?:전년|(?:19|20)\d\d년|지난해|작년|전 ?분기|직전|[가-힣]{1,3}년 전|1년 전|전월|전 ?달|"
    r"지난달|전주|지난주|전일|전날|종전|기존|이전|당초|전 ?거래일|"
    r"전장|연초|동기)"
)
"""the year before, last year, the quarter before, a year ago, last month, last week, the day before, so far."""
_G = r"[^ⓃⓅⓆⒷⓍⓂ.;]"
"""Anything that holds no other quantity."""
_CHANGE = r"(?P<c>Ⓝ)(?!으?로|까지|에서|선|에 )"
"""A change is never where a price arrived: to, up to, from, the mark of, at."""
_PAIR = r"[)]? ?(?:,? ?(?:or|또는|즉)|[(,/·])? ?\(?(?:약 |무려 |up |down |a |an )?"
"""What joins a change and its percentage: `(`, `,`, `, or`."""
_QUIET = (
    r"(?:[ ,(Ⓓ]|전 ?거래일|전일|전날|하루|전장|종가|보다|대비|에 비해|마감|했다|하며|하면서|"
    r"거래를|마쳤|마치며|장을|다\.|전주|전월|전년|지난해|같은|기간|동기|"
    r"지난주|약|무려|\(현지시[간각]\)|만에|한 해|사이에?|Ⓣ|돼|되며|되어|집계|기록|[가-힣]{0,4}면서)"
)
_EN_AT = (
    r"(?:to(?: close| end| finish| settle| trade)?(?: at)?|at|to stand at|and (?:closed|ended|finished) "
    r"at|closing at|ending at|finishing at|to a (?:record|close of|record close of)|to a record(?: high)?(?: "
    r"of)?)"
)


@dataclass(frozen=True, slots=True)
class Relation:
    """Quantities of one sentence that bind each other, by role, and the direction that the words give."""

    roles: dict[str, Quantity]
    direction: int
    start: int
    end: int
    direct: bool
    """Whether the word of movement stands right behind `b`, so that it speaks of the move from `a` to `b`."""


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    move = moves.pattern().pattern
    m = f"(?P<m>{move})"
    sources = (
        # 135.26포인트(2.73%) 오른 5084.85 | 2.73%(135.26포인트) 오른 5084.85
        rf"(?P<c>Ⓝ){_PAIR}(?P<p>Ⓟ)\)?{_G}{{0,10}}?{m}{_G}{{0,22}}?(?P<b>Ⓝ)",
        rf"(?P<p>Ⓟ){_PAIR}(?P<c>Ⓝ)\)?{_G}{{0,10}}?{m}{_G}{{0,22}}?(?P<b>Ⓝ)",
        # 5084.85로 전일보다 135.26포인트(2.73%) 올랐다
        rf"(?P<b>Ⓝ)(?:으?로|에|을|를)?{_QUIET}{{0,14}}?(?P<c>Ⓝ){_PAIR}(?P<p>Ⓟ)\)?{_G}{{0,8}}?{m}",
        rf"(?P<b>Ⓝ)(?:으?로|에|을|를)?{_QUIET}{{0,14}}?(?P<p>Ⓟ){_PAIR}(?P<c>Ⓝ)\)?{_G}{{0,8}}?{m}",
        # 5084.85(+135.26, +2.73%)
        r"(?P<b>Ⓝ) ?[(\[](?:전[가-힣 ]{0,8})?(?P<c>Ⓝ)(?:,|/|·|;| |\()+ ?(?P<p>Ⓟ)[)\]]",
        r"(?P<b>Ⓝ) ?[(\[](?:전[가-힣 ]{0,8})?(?P<p>Ⓟ)(?:,|/|·|;| |\()+ ?(?P<c>Ⓝ)[)\]]",
        # rose 135.26 points, or 2.73%, to 5,084.85 | up 2.73%, or 135.26 points, at
        rf"{m}(?: by)?{_G}{{0,16}}?(?P<c>Ⓝ){_PAIR}(?P<p>Ⓟ)[),]?,?{_G}{{0,14}}? {_EN_AT} (?P<b>Ⓝ)",
        rf"{m}(?: by)?{_G}{{0,16}}?(?P<p>Ⓟ){_PAIR}(?P<c>Ⓝ)[),]?,?{_G}{{0,14}}? {_EN_AT} (?P<b>Ⓝ)",
        rf"(?P<c>Ⓝ),?{_PAIR}(?P<p>Ⓟ)[),]?,? {m}{_G}{{0,10}}? {_EN_AT} (?P<b>Ⓝ)",
        rf"(?P<c>Ⓝ) {m},? (?:or )?\(?(?P<p>Ⓟ)[),]?,? {_EN_AT} (?P<b>Ⓝ)",
        # closed at 5,084.85, up 135.26 points, or 2.73%
        rf"(?P<b>Ⓝ),?{_G}{{0,24}}?,? \(?(?:a |an |after )?{m}(?: by| of)? (?P<c>Ⓝ){_PAIR}(?P<p>Ⓟ)",
        rf"(?P<b>Ⓝ),?{_G}{{0,24}}?,? \(?(?:a |an |after )?{m}(?: by| of)? (?P<p>Ⓟ){_PAIR}(?P<c>Ⓝ)",
        # 15%에서 25%로 10%포인트 올렸다 | 166달러에서 152달러로 14달러(8.4%) 낮췄다
        (
            rf"(?P<a>[ⓃⓅ])(?:에서|→| → | ?-> ?){_G}{{0,24}}?(?P<b>[ⓃⓅ])(?:으?로|까지|이?라는)?,"
            rf"?{_QUIET}{{0,6}}?(?:(?P<m0>{move}"
            rf"){_G}{{0,8}}?[, (])?"
            rf"(?:(?P<c>Ⓝ)|(?P<q>Ⓠ)|(?P<k>Ⓑ)){_PAIR}(?P<p>Ⓟ)\)?(?:{_G}{{0,8}}?{m})?"
        ),
        (
            rf"(?P<a>[ⓃⓅ])(?:에서|→| → | ?-> ?){_G}{{0,24}}?(?P<b>[ⓃⓅ])(?:으?로|까지)?,?{_QUIET}{{0,"
            rf"6}}?(?:(?P<m0>{move}){_G}{{0"
            rf",8}}?[, (])?"
            rf"(?:(?P<c>Ⓝ)|(?P<q>Ⓠ)|(?P<k>Ⓑ)|(?P<p>Ⓟ)|(?P<x>Ⓧ))\)?(?:가량|정도| 넘게| 가까이| 가량|"
            rf"로)?(?:{_G}{{0,8}}?{m}|(?=[).]))"
        ),
        # 142.62달러에서 17% 떨어진 118.42달러
        (
            rf"(?P<a>[ⓃⓅ])(?:에서|보다){_G}{{0,8}}?(?:(?P<c>Ⓝ)|(?P<q>Ⓠ)|(?P<k>Ⓑ)|(?P<p>Ⓟ)){_G}{{0,6}}?{m}{_G}{{0,"
            rf"10}}?(?P<b>[ⓃⓅ])"
        ),
        # 지난해 같은 기간(8조원)보다 25% 늘어난 10조원
        (
            rf"{_BEFORE}{_G}{{0,14}}?[( ](?P<a>Ⓝ)\)?{_G}{{0,6}}?{_THAN}{_G}{{0,8}}?(?P<p>Ⓟ){_G}{{0,8}}?{m}{_G}{{0,"
            rf"12}}?(?P<b>Ⓝ)"
        ),
        # 10조원으로 지난해 같은 기간(8조원)보다 25% 늘었다
        (
            rf"(?P<b>Ⓝ)(?:으?로|을 기록해|을 기록하며|을 올려|,)"
            rf"{_G}{{0,6}}?{_BEFORE}{_G}{{0,14}}?[( ](?P<a>Ⓝ)\)?{_G}{{0,"
            rf"6}}?{_THAN}{_G}{{0,8}}?(?P<p>Ⓟ){_G}{{0,8}}?{m}"
        ),
        (
            rf"(?P<b>Ⓟ)(?:으?로|,){_G}{{0,6}}?{_BEFORE}{_G}{{0,14}}?[( ](?P<a>Ⓟ)\)?{_G}{{0,6}}?{_THAN}{_G}{{0,"
            rf"8}}?(?:(?P<q>Ⓠ)|(?P<k>Ⓑ)){_G}{{0,8}}?{m}"
        ),
        # from $8 billion to $10 billion, a 25% rise | fell from A to B, or 8.4%
        (
            rf"(?:(?P<m0>{move}){_G}{{0,24}}?)?\bfrom (?:a |about |just )?(?P<a>[ⓃⓅ]){_G}{{0,40}}? to (?:a "
            rf"|about |just )?(?P<b>[ⓃⓅ])"
            rf"{_G}{{0,24}}?,? ?\(?(?:or |a |an |up |down |{move} (?:of|by) |by |for a |marking a |which is "
            rf"a )+(?:(?P<c>Ⓝ)|(?P<q>Ⓠ)|(?P<k>Ⓑ)|(?P<p>Ⓟ))(?:\)?,? {m})?"
        ),
        # rose 25% to $10 billion from $8 billion | rose 25% from A to B
        (
            rf"{m}(?: by)?{_G}{{0,30}}?(?:(?P<c>Ⓝ)|(?P<q>Ⓠ)|(?P<k>Ⓑ)|(?P<p>Ⓟ)),? to (?P<b>[ⓃⓅ]){_G}{{0,30}}?,"
            rf"? (?:from|compared with|compared to|versus|against) (?P<a>[ⓃⓅ])"
        ),
        (
            rf"{m}(?: by)?{_G}{{0,30}}?(?:(?P<c>Ⓝ)|(?P<q>Ⓠ)|(?P<k>Ⓑ)|(?P<p>Ⓟ)),? from (?P<a>[ⓃⓅ]){_G}{{0,30}}? "
            rf"to (?P<b>[ⓃⓅ])"
        ),
        # to $10 billion from $8 billion, up 25%
        (
            rf"(?:(?P<m0>{move}){_G}{{0,24}}?)?\bto (?P<b>[ⓃⓅ]),?{_G}{{0,20}}? from (?P<a>[ⓃⓅ]){_G}{{0,30}}?,"
            rf"? (?:or |an? (?:[a-z]+ of )?|by |(?P<m>up|down) )(?:(?P<q>Ⓠ)|(?P<k>Ⓑ)|(?P<p>Ⓟ))(?! of )"
        ),
        # $10 billion, up 25% from $8 billion
        (
            rf"(?P<b>[ⓃⓅ]),?{_G}{{0,20}}?,? \(?(?:a |an )?{m}(?: by| of)? (?:(?P<c>Ⓝ)|(?P<q>Ⓠ)|(?P<k>Ⓑ)|(?P<p>Ⓟ)) "
            rf"from (?:the )?(?P<a>[ⓃⓅ])"
        ),
        rf"(?P<b>[ⓃⓅ]),?{_G}{{0,20}}?,? \(?(?:a |an )(?:(?P<q>Ⓠ)|(?P<k>Ⓑ)|(?P<p>Ⓟ)) {m} from (?:the )?(?P<a>[ⓃⓅ])",
        # $10 billion, compared with $8 billion a year earlier, a 25% increase
        (
            rf"(?P<b>[ⓃⓅ]),? (?:compared with|compared to|versus|against|from) (?P<a>[ⓃⓅ]){_G}{{0,30}}?, (?:up "
            rf"|down |a |an |or )+(?P<p>Ⓟ)(?: {m})?"
        ),
        # doubled to $6.3 billion from $2.1 billion
        rf"(?P<x>Ⓧ){_G}{{0,12}}? to (?P<b>Ⓝ),?{_G}{{0,16}}? from (?P<a>Ⓝ)",
        rf"(?P<x>Ⓧ){_G}{{0,12}}? from (?P<a>Ⓝ){_G}{{0,16}}? to (?P<b>Ⓝ)",
        # 152달러로 낮췄다, from A to B without a size: only the direction
        rf"(?P<a>[ⓃⓅ])에서 {_G}{{0,12}}?(?P<b>[ⓃⓅ])(?:으?로|까지) ?{_G}{{0,5}}?{m}",
        rf"{m}{_G}{{0,12}}? to (?P<b>[ⓃⓅ]),? from (?P<a>[ⓃⓅ])",
        rf"{m}{_G}{{0,28}}? from (?P<a>[ⓃⓅ]){_G}{{0,12}}? to (?P<b>[ⓃⓅ])",
    )
    return tuple(re.compile(source.replace("(?P<c>Ⓝ)", _CHANGE), re.IGNORECASE) for source in sources)


_BREAK = re.compile(
    r"(?<![같높많적낮좋])[가-힣)]?(?<![같높많적낮좋])(?:은|는) (?!뒤|후|채|다음|가운데|동안)|반면|지만 |"
    r"\band (?!closed|ended|finished|settled|up |down )[a-z]|\bwhile\b|\bwhereas\b|\bbut\b|\b[Tt]he [A-Z]"
)
"""Another topic begins: what follows is not said of the same thing."""


def relations(shape: Skeleton) -> Iterator[Relation]:
    """Every relation of the sentence; a group of quantities is used once, by the richest pattern that fits."""
    used: list[frozenset[int]] = []
    for pattern in _patterns():
        for match in pattern.finditer(shape.text):
            roles = {
                name: shape.items[match.start(name)]
                for name in "abcpqkx"
                if name in pattern.groupindex and match[name] is not None
            }
            places = frozenset(item.start for item in roles.values())
            if any(places <= other for other in used) or not _fits(roles):
                continue
            first = min(match.start(name) for name in roles)
            if _BREAK.search(shape.text, first, match.end()):
                continue
            word = next((match[name] for name in ("m", "m0") if name in pattern.groupindex and match[name]), None)
            used.append(places)
            direct = "b" in roles and "a" in roles and set(roles) == {"a", "b"}
            yield Relation(
                roles, moves.direction(word) if word else 0, min(item.start for item in roles.values()),
                max(item.end for item in roles.values()), direct,
            )  # fmt: skip


def _fits(roles: dict[str, Quantity]) -> bool:
    """Whether the units allow the relation."""
    a, b, c = roles.get("a"), roles.get("b"), roles.get("c")
    if b is None or any(item.approx == "range" for item in roles.values()):
        return False
    if (a and a.unit != b.unit) or (c and c.unit != b.unit):
        return False
    if ("q" in roles or "k" in roles) and b.unit != "%":
        return False
    return not (a is None and c is None)
