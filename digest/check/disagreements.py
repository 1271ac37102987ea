"""Where the articles of a series print different values for one quantity on one day.

The reader is told that sources differ; nobody decides here which is right. Values that could be one
number printed with fewer places (`-17.0` and `-16.97`) agree.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from digest.check.intervals import of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from digest.model import Article, Figure

_SOURCE = re.compile(r" ?\((?P<name>[^()0-9]{2,40})\)$")
"""`Nvidia close (Longbridge)`: the source that a curator names behind the label."""
_WORDS = (
    ("시가총액 감소", "market value lost"),
    ("시가총액 증발", "market value lost"),
    ("등락률", "change %"),
    ("하락률", "change %"),
    ("상승률", "change %"),
    ("종가", "close"),
    ("장중 최고", "high"),
    ("장중 최저", "low"),
    ("등락", "change"),
    ("시가총액", "market value"),
    ("순매수", "net buying"),
    ("주가", "price"),
    ("지수", ""),
)
"""Korean nouns of labels and the English for the same thing."""


@dataclass(frozen=True, slots=True)
class Value:
    """One printed value: the figure, the article that has it and the name of its source."""

    figure: Figure
    article: str
    source: str


@dataclass(frozen=True, slots=True)
class Disagreement:
    """One quantity on one day with values that cannot be the same number.

    Attributes:
        label: The label of the first article that prints it, without the source's name.
        unit: Unit of all the values.
        date: The day they speak of.
        values: Every printed value with its source, in the order of the articles.
    """

    label: str
    unit: str
    date: date
    values: tuple[Value, ...]


def disagreements(articles: Sequence[Article], *, names: Mapping[str, str] | None = None) -> tuple[Disagreement, ...]:
    """Quantities of the articles' `figures` that differ, by date and label.

    Figures without a date are not compared. `names` maps names of companies in any language to one id
    (`{"엔비디아": "XNAS:NVDA", "Nvidia": "XNAS:NVDA"}`), so that labels of both languages meet.
    """
    groups: dict[tuple[str, str, date], list[tuple[str, Value]]] = {}
    longest = sorted((names or {}).items(), key=lambda item: len(item[0]), reverse=True)
    for article in articles:
        for figure in article.figures:
            if figure.date is None:
                continue
            match = _SOURCE.search(figure.label)
            label = figure.label[: match.start()] if match else figure.label
            source = match["name"] if match else article.source.name or article.source.publisher or article.id
            key = (_key(label, longest), figure.unit, figure.date)
            groups.setdefault(key, []).append((label, Value(figure, article.id, source)))
    found = [
        Disagreement(entries[0][0], unit, day, tuple(value for _, value in entries))
        for (_, unit, day), entries in groups.items()
        if len(entries) > 1 and _differ([value.figure for _, value in entries])
    ]
    return tuple(sorted(found, key=lambda entry: (entry.date, entry.label)))


def _key(label: str, names: Sequence[tuple[str, str]]) -> str:
    """The label without what differs between languages; `names` are the longest first."""
    text = label
    for name, key in names:
        if text.startswith(name):
            text = key + text[len(name) :]
            break
    for korean, english in _WORDS:
        text = text.replace(korean, f" {english}")
    return " ".join(text.lower().split())


def _differ(figures: Sequence[Figure]) -> bool:
    intervals = [_interval(figure) for figure in figures]
    return any(
        first != second and (first[0] >= second[1] or second[0] >= first[1])
        for first in intervals
        for second in intervals
    )


def _interval(figure: Figure) -> tuple[Decimal, Decimal]:
    """What the figure can mean: the printed text says it best, else the places of its value."""
    from digest.enrich.quantities import quantities  # noqa: PLC0415 - its expressions take 0.2 s, and few figures meet

    sign = -1 if figure.value < 0 else 1
    for item in quantities(figure.text or ""):
        if item.unit == figure.unit and abs(item.value) == abs(figure.value):
            interval = of(item)
            low, high = sorted((sign * interval.low, sign * interval.high))
            return low, high
    places = figure.value.as_tuple().exponent
    half = Decimal(1).scaleb(int(places)) / 2
    return figure.value - half, figure.value + half
