"""The figures of an article: a table always, bars where numbers can be compared; moves of prices are told as moves.

Two figures can be compared where they have one unit and measure the same thing: changes in percent of several
companies, revenue of several quarters. Prices of different companies cannot: a price is compared only with itself.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from digest.site.amounts import amount
from digest.site.charts.bars import Bar, bars
from digest.site.words import either, say

if TYPE_CHECKING:
    from collections.abc import Sequence

    from markupsafe import Markup

    from digest.model import Figure
    from digest.site.settings import Lang

Move = Literal["", "rise", "fall"]
_MOVING = frozenset({"%", "%p", "bp", "pt"})
_WAYS: tuple[tuple[re.Pattern[str], int], ...] = (
    (re.compile(r"(?:등락|변동|증감)(?:률|폭)?$|\bchange\b", re.IGNORECASE), 0),
    (re.compile(r"(?:상승|증가|성장)(?:률|폭)$|\b(?:growth|gain|rise|increase)\b", re.IGNORECASE), 1),
    (re.compile(r"(?:하락|감소)(?:률|폭)$|낙폭$|\b(?:fall|drop|decline|decrease)\b", re.IGNORECASE), -1),
)
"""Words of a label that state a move, and the sign that its value must then have; 0 where either sign is right."""
_PRICE = re.compile(
    r"(?:종가|시가|주가|최고|최저|고점|저점|환율)$|^(?:close|open|high|low|price|opening)$", re.IGNORECASE
)
_ASIDE = re.compile(r"\s*\([^()]*\)")
_WHEN = re.compile(r"^(?:year|quarter|month|week|day|today|half|date)$", re.IGNORECASE)
_YEAR = re.compile(r"(?:19|20)\d\d(?:년)?")
MOST_CHARTS, MOST_BARS, _SPREAD = 2, 8, 200
"""Bars whose values differ by more than the last would be invisible."""


@dataclass(frozen=True, slots=True)
class Row:
    """One figure as the table shows it."""

    label: str
    amount: str
    printed: str
    """As the source prints it, where that reads differently."""
    by: str
    """Who made it, where that was no curator."""
    day: str
    move: Move


def rows(figures: Sequence[Figure], lang: Lang) -> list[Row]:
    """The table."""
    return [
        Row(
            label=one.label,
            amount=shown(one, lang),
            printed=one.text if one.text and _bare(one.text) != _bare(amount(one, lang)) else "",
            by=say(lang, f"by_{one.by}") if one.by != "curator" else "",
            day=one.date.isoformat() if one.date else "",
            move=move(one),
        )
        for one in figures
    ]


def _bare(words: str) -> str:
    return words.replace(" ", "").replace(",", "")


def shown(figure: Figure, lang: Lang) -> str:
    """The amount; a rise has its sign, as a fall always has."""
    return ("+" if move(figure) == "rise" else "") + amount(figure, lang)


def move(figure: Figure) -> Move:
    """Whether a figure states a rise or a fall: only where the words of its label and its sign agree."""
    if figure.unit not in _MOVING or not figure.value:
        return ""
    label = _plain(figure.label)
    sign = 1 if figure.value > 0 else -1
    for words, wanted in _WAYS:
        if words.search(label):
            return ("rise" if sign > 0 else "fall") if wanted in {0, sign} else ""
    return ""


def charts(figures: Sequence[Figure], lang: Lang) -> list[tuple[str, Markup]]:
    """Title and bars of the largest groups of comparable figures; none where there is nothing to compare."""
    groups: dict[tuple[str, str], list[Figure]] = {}
    for one in figures:
        groups.setdefault((one.unit, _measure(one.label)), []).append(one)
    found = [(measure, group) for (_, measure), group in groups.items() if _comparable(group)]
    order = sorted(range(len(found)), key=lambda place: (-len(found[place][1]), place))[:MOST_CHARTS]
    return [_chart(*found[place], lang) for place in sorted(order)]


def _comparable(group: Sequence[Figure]) -> bool:
    sizes = [abs(one.value) for one in group]
    different = {(_plain(one.label), one.date) for one in group}
    return len(different) > 1 and len(group) <= MOST_BARS and min(sizes) > 0 and max(sizes) <= _SPREAD * min(sizes)


def _chart(measure: str, group: Sequence[Figure], lang: Lang) -> tuple[str, Markup]:
    named = [_name(one.label, measure) for one in group]
    alone = len(set(named)) == 1
    drawn = []
    within_year = len({one.date.year for one in group if one.date}) == 1
    for name, one in zip(named, group, strict=True):
        day = one.date.isoformat() if one.date else ""
        short = day[5:] if within_year else day
        whole = (day or name) if alone else f"{name} {short}" if day and named.count(name) > 1 else name
        drawn.append(Bar(whole, shown(one, lang), float(one.value), move(one)))
    high, low = max(drawn, key=lambda bar: bar.value), min(drawn, key=lambda bar: bar.value)
    unit = either(lang, "unit", group[0].unit)
    title = f"{measure} ({unit})" if unit else measure
    ends = {"high": f"{high.name} {high.shown}", "low": f"{low.name} {low.shown}"}
    return title, bars(title, say(lang, "chart_bars_desc", n=len(drawn), **ends), drawn)


def _plain(label: str) -> str:
    return _ASIDE.sub("", label).strip()


def _measure(label: str) -> str:
    """What is measured: the last word before a comma, without years; of a price, or before a time, the whole label."""
    head = _YEAR.sub("", _plain(label).partition(",")[0]).split()
    if not head:
        return label
    return _plain(label) if _PRICE.search(head[-1]) or _WHEN.match(head[-1]) else head[-1]


def _name(label: str, measure: str) -> str:
    """Of whom it is measured: the label without its measure; the label where nothing would be left."""
    if _plain(label) == measure:
        return label
    return " ".join(re.sub(rf"\s?{re.escape(measure)}(?=,|\s|$)", "", label, count=1).split()) or label
