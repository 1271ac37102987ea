"""Proofs about moves: does the percentage belong to the level and the change, or to before and after.

Everything is interval arithmetic over what the printed places allow, so a sound text is never accused
for its rounding. What fails is offered the one-digit mend that would make it hold.
"""

from __future__ import annotations

import itertools
import re
from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

from digest.check.findings import Finding, shown
from digest.check.intervals import Interval, of
from digest.enrich import numerals

if TYPE_CHECKING:
    from collections.abc import Iterator

    from digest.check.relations import Relation
    from digest.enrich.quantity import Quantity

_TOLD = 3
"""Most mends that a finding offers: to look for more takes longer than all else of a check."""
_HUNDRED = Decimal(100)
_INVERTED = re.compile(
    r"원화|엔화|위안화|환율|통화|가치|채권|국채값|\b(?:won|yen|yuan|rupee|currency|bonds?)\b", re.IGNORECASE
)
"""A currency weakens while its number rises; a bond falls while its yield rises."""
_NAMES = {
    "a": "before",
    "b": "after",
    "c": "change",
    "p": "percentage",
    "q": "points",
    "k": "basis points",
    "x": "times",
}


def prove(relation: Relation, context: str) -> Finding | None:
    """What is wrong with `relation`, or None. `context` is the sentence."""
    roles = relation.roles
    conflict = _signs(relation)
    if conflict is not None:
        return conflict
    failed = failure(roles, relation.direction)
    if failed:
        mends = list(itertools.islice(_mends(roles, relation.direction), _TOLD))
        return _finding(relation, "move", failed, _advice(roles, mends))
    return _direction(relation, context)


def _signs(relation: Relation) -> Finding | None:
    """`135.26, -2.73%`: two signs against each other, or a sign against the verb."""
    c, p = relation.roles.get("c"), relation.roles.get("p")
    signs = {item.direction for item in (c, p) if item is not None and item.text[:1] in "+-−▲▼＋–"}
    if signs == {1, -1}:
        return _finding(
            relation,
            "sign",
            f"{c.text if c else ''} and {p.text if p else ''} point in opposite directions",
            "Look up which sign the source prints.",
        )
    return None


def _levels(roles: dict[str, Quantity]) -> tuple[Interval | None, Interval]:
    """Intervals of before and after; beside an exact change the after is as exact."""
    a, b, c = roles.get("a"), roles["b"], roles.get("c")
    step = min(b.step, c.step) if c is not None and not b.approx and b.step <= 10_000 else None
    return (of(a, step=step if a and step and not a.approx else None) if a is not None else None), of(b, step=step)


def failure(roles: dict[str, Quantity], direction: int, *, strict: bool = False) -> str:  # noqa: C901, PLR0911 - one line a relation
    """The first relation that cannot hold, as a sentence; empty when all can."""
    a, b, c = roles.get("a"), roles["b"], roles.get("c")
    before, after = _levels(roles)
    sign = direction or next((item.direction for item in (c, roles.get("p")) if item is not None and item.direction), 0)
    if "p" in roles and b.unit == "%" and a is not None:
        return _points(roles, before, after, "p")
    if c is not None and a is not None and before is not None:
        real = _distance(before, after)
        if not real.meets(of(c)):
            return f"from {a.text} to {b.text} is {shown(abs(b.value - a.value), _places(b))}, not {c.text}"
    if "p" in roles:
        p = roles["p"]
        if before is not None:
            results = [_percent(before, after, of(c) if c is not None else None)]
        elif c is not None:
            sides = (sign,) if sign else (1, -1)
            results = [_percent(_reached_from(after, of(c), side), after, of(c)) for side in sides]
        else:
            return ""
        known = [result for result in results if result is not None]
        if not any(result.meets(of(p, truncated=not strict)) for result in known):
            base = f"{a.text} to {b.text}" if a is not None else f"{c.text if c else ''} to reach {b.text}"
            return f"{base} is {_about(known)}%, not {p.text}"
    for name, scale in (("q", Decimal(1)), ("k", _HUNDRED)):
        if name in roles and before is not None and (text := _points(roles, before, after, name, scale)):
            return text
    if "x" in roles and before is not None:
        return _times(roles, before, after, direction)
    return ""


def _reached_from(after: Interval, change: Interval, side: int) -> Interval:
    """Where a level stood before it rose (`side` 1) or fell (-1) by `change`."""
    if side > 0:
        return Interval(after.low - change.high, after.high - change.low)
    return Interval(after.low + change.low, after.high + change.high)


def _percent(before: Interval, after: Interval, change: Interval | None) -> Interval | None:
    """Change in per cent of before; through the printed change where there is one, as it is the exacter."""
    if before.low <= 0:
        return Interval(Decimal(0), Decimal(0)) if before.high <= 0 else None
    size = change or _distance(before, after)
    if change is not None and before.high > 0:
        return Interval(size.low / before.high * _HUNDRED, size.high / before.low * _HUNDRED)
    corners = [
        abs(end / start - 1) * _HUNDRED for start in (before.low, before.high) for end in (after.low, after.high)
    ]
    low = Decimal(0) if before.meets(after) else min(corners)
    return Interval(low, max(corners))


def _distance(before: Interval, after: Interval) -> Interval:
    low = max(Decimal(0), after.low - before.high, before.low - after.high)
    return Interval(low, max(abs(after.high - before.low), abs(before.high - after.low)))


def _points(
    roles: dict[str, Quantity], before: Interval | None, after: Interval, name: str, scale: Decimal = Decimal(1)
) -> str:
    a, b, item = roles["a"], roles["b"], roles[name]
    if before is None:
        return ""
    exact = [replace(end, approx="") if end.approx == "about" else end for end in (a, b)]
    half = [end.step / 2 for end in exact]
    difference = abs(b.value - a.value)
    real = Interval(max(Decimal(0), difference - sum(half)) * scale, (difference + sum(half)) * scale)
    if item.unit == "%":
        relative = _percent(before, after, None)
        if relative is not None and relative.meets(of(item)):
            return ""
        points = difference == abs(item.value)
        return f"from {a.text} to {b.text} is {shown(difference, 3)} percentage points" + (
            f", which are not {item.text}"
            if points
            else f" or {_about([relative] if relative else [])}%, not {item.text}"
        )
    if real.meets(of(item)):
        return ""
    return (
        f"from {a.text} to {b.text} is {shown(difference * scale, 3)} "
        f"{'bp' if item.unit == 'bp' else 'percentage points'}"
        f", not {item.text}"
    )


def _times(roles: dict[str, Quantity], before: Interval, after: Interval, direction: int) -> str:
    a, b, x = roles["a"], roles["b"], roles["x"]
    if before.low <= 0 or after.low <= 0:
        return ""
    ratio = Interval(after.low / before.high, after.high / before.low)
    other = Interval(1 / ratio.high, 1 / ratio.low)
    printed = of(x)
    grown = Interval(printed.low + 1, printed.high + 1)
    if ratio.meets(printed) or (direction < 0 and other.meets(printed)) or ("배" in x.text and ratio.meets(grown)):
        return ""
    return f"from {a.text} to {b.text} is {shown(b.value / a.value)} times, not {x.text}"


def _direction(relation: Relation, context: str) -> Finding | None:
    a, b = relation.roles.get("a"), relation.roles["b"]
    if a is None or not relation.direction or _INVERTED.search(context) or a.approx or b.approx:
        return None
    before, after = of(a, truncated=False), of(b, truncated=False)
    rose = 1 if after.low >= before.high else -1 if after.high <= before.low else 0
    if not rose or rose == relation.direction:
        return None
    words = ("a rise", "a fall") if rose > 0 else ("a fall", "a rise")
    return _finding(
        relation,
        "direction",
        f"from {a.text} to {b.text} is {words[0]}, but the words say {words[1]}",
        "Look up the two values and the word.",
    )


def _about(results: list[Interval]) -> str:
    return " or ".join(dict.fromkeys(shown((result.low + result.high) / 2) for result in results)) or "undefined"


def _places(item: Quantity) -> int:
    return max(0, -int(item.step.as_tuple().exponent)) if item.step < 1 else 0


def _finding(relation: Relation, kind: str, message: str, remedy: str) -> Finding:
    items = tuple(sorted(relation.roles.values(), key=lambda item: item.start))
    return Finding(kind, relation.start, relation.end, message, remedy, items)


def _advice(roles: dict[str, Quantity], mends: list[tuple[str, str]]) -> str:
    if not mends:
        return "Look up each number at the source; no single digit mends it."
    texts = [f"{text} instead of {roles[name].text} ({_NAMES[name]})" for name, text in mends]
    return f"It would hold with {' or '.join(texts)}."


def _mends(roles: dict[str, Quantity], direction: int) -> Iterator[tuple[str, str]]:
    """Single-digit edits of one number that make all hold: dropped digits first, then swaps, slips, extra digits."""
    seen: set[tuple[str, Decimal]] = set()
    order = "cpabqk"
    for rank in range(4):
        for name in order:
            item = roles.get(name)
            if item is None:
                continue
            for text in _edits(item.text, rank):
                changed = _reread(item, text)
                if changed is None or (name, changed.value) in seen or not changed.value:
                    continue
                if not failure({**roles, name: changed}, direction, strict=True):
                    seen.add((name, changed.value))
                    yield name, text


def _edits(text: str, rank: int) -> Iterator[str]:
    """0: a digit put in; 1: neighbours swapped; 2: one digit replaced; 3: one taken out. Decimals keep their number."""
    first = re.search(r"\d", text)
    if first is None:
        return
    head, body = text[: first.start()], text[first.start() :].replace(",", "")
    number = re.match(r"[\d.]+", body)
    point = body.find(".") if number and "." in number.group() else None
    whole_end = point if point is not None else (number.end() if number else 0)
    places = [at for at, char in enumerate(body) if char.isdigit()]
    if rank == 0:
        for at in range(whole_end + 1):
            yield from (
                head + body[:at] + digit + body[at:] for digit in "0123456789" if not (at == 0 and digit == "0")
            )
    elif rank == 1:
        for at, behind in itertools.pairwise(places):
            if body[at] != body[behind]:
                yield head + body[:at] + body[behind] + body[at + 1 : behind] + body[at] + body[behind + 1 :]
    elif rank == 2:
        for at in places:
            yield from (head + body[:at] + digit + body[at + 1 :] for digit in "0123456789" if digit != body[at])
    else:
        for at in range(whole_end if whole_end > 1 else 0):
            yield head + body[:at] + body[at + 1 :]


def _reread(item: Quantity, text: str) -> Quantity | None:
    first = re.search(r"\d", text)
    old = re.search(r"\d", item.text)
    if first is None or old is None:
        return None
    new = numerals.read(text, first.start(), short_scales=True)
    before = numerals.read(item.text, old.start(), short_scales=True)
    if new is None or before is None or not before.value:
        return None
    factor = abs(item.value) / before.value
    value = new.value * factor
    return replace(
        item,
        value=-value if item.value < 0 else value,
        text=text,
        low=None,
        high=None,
        approx="" if item.approx == "band" else item.approx,
    )
