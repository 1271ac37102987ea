"""Numbers of our own summary add up, and each stands in the source where this machine has it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from digest.check.figures import check_text
from digest.check.summary_figures import trace
from digest.enrich.quantities import quantities
from digest.errors import Problem

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date

    from digest.model import Article, Figure


def problems(article: Article, path: str, first_line: int, source: str | None, *, whole: bool) -> Iterator[Problem]:
    """`figures-inconsistent` for what cannot be, in body and figures; `figures-untraced` for what no source says.

    `first_line` is the line of the file on which the body starts; `source` the plain text of the sources
    that this machine has; `whole` says that those are all that the article names (else a number may
    stand in another one, and it is a warning).
    """
    day = article.date.date()
    for number, figure in enumerate(article.figures):
        yield from _figure(figure, f"figures.{number}", path, article.lang, day)
    if article.rights == "full":
        return
    for finding in check_text(article.body, lang=article.lang, published=day):
        line, column = _place(article.body, finding.start, first_line)
        size = finding.end - finding.start
        what, remedy = finding.message, finding.remedy
        yield Problem(path, line, "body", what, remedy, "figures-inconsistent", "error", column, size)
    if source is None:
        return
    for found in trace(article.body, source, lang=article.lang, published=day):
        if found.verdict != "missing":
            continue
        line, column = _place(article.body, found.quantity.start, first_line)
        size = found.quantity.end - found.quantity.start
        what = f'"{found.quantity.text}" is not in the source and does not follow from it'
        remedy = "correct it, or waive figures-untraced, saying where it stands"
        severity = "error" if whole else "warning"
        yield Problem(path, line, "body", what, remedy, "figures-untraced", severity, column, size)


def _figure(figure: Figure, field: str, path: str, lang: str, day: date) -> Iterator[Problem]:
    """A number as data against its own words, where those say one number alone."""
    read = quantities(figure.text or "", lang=lang, published=day)
    if len(read) != 1 or not (_CURRENCY.fullmatch(read[0].unit) or read[0].unit in _UNITS):
        if meant := _meant(figure.unit):
            what, remedy = f'"{figure.unit}" is no unit of data', f'write unit: "{meant}", and the value in full'
            yield Problem(path, 0, f"{field}.unit", what, remedy, "figures-inconsistent")
        return
    stated, value = read[0], f"{read[0].value.normalize():f}"
    if figure.unit != stated.unit:
        if not (_CURRENCY.fullmatch(figure.unit) or figure.unit in {*_UNITS, "count"}):
            what = f'"{figure.unit}" is no unit of data, and its text is "{stated.text}"'
            remedy = f'write unit: "{stated.unit}", and the value in full: value: "{value}"'
            yield Problem(path, 0, f"{field}.unit", what, remedy, "figures-inconsistent")
        elif not any({figure.unit, stated.unit} <= like for like in _ALIKE):
            what = f'is "{figure.unit}", but its text is "{stated.text}"'
            remedy = f'write unit: "{stated.unit}", or correct the text'
            yield Problem(path, 0, f"{field}.unit", what, remedy, "figures-inconsistent")
    elif abs(figure.value) not in {
        abs(bound) for bound in (stated.value, stated.low, stated.high) if bound is not None
    }:
        what = f'"{figure.value:f}" is not what its text says ("{stated.text}")'
        remedy = f'write value: "{value}", or correct the text'
        yield Problem(path, 0, f"{field}.value", what, remedy, "figures-inconsistent")


_MEANT: Mapping[str, str] = {
    **dict.fromkeys(("원", "won", "₩", "krw", "천원", "만원", "백만원", "억원", "억", "조원", "조"), "KRW"),
    **dict.fromkeys(("$", "달러", "us$", "dollar", "dollars", "usd", "만달러", "억달러"), "USD"),
    **dict.fromkeys(("€", "유로", "euro", "euros", "eur"), "EUR"),
    **dict.fromkeys(("엔", "yen", "jpy"), "JPY"),
    **dict.fromkeys(("위안", "yuan", "cny"), "CNY"),
    **dict.fromkeys(("퍼센트", "프로", "percent", "per cent", "pct", "％"), "%"),
    **dict.fromkeys(("%포인트", "퍼센트포인트", "percentage points", "pp", "%pt"), "%p"),
    **dict.fromkeys(("포인트", "point", "points", "pts"), "pt"),
    **dict.fromkeys(("bps", "basis points"), "bp"),
}
"""Words and signs that stand in texts, and the unit of data for each."""
_CODES = ("KRW", "USD", "EUR", "JPY", "CNY", "GBP")


def _meant(unit: str) -> str:
    """The unit of data for a word of texts, or a currency whose letters are small or swapped (`KWR`); or nothing."""
    if unit in _CODES:
        return ""
    if found := _MEANT.get(unit.casefold()):
        return found
    plain = unit.upper()
    return next((code for code in _CODES if sorted(plain) == sorted(code)), "")


_CURRENCY = re.compile("[A-Z]{3}")
_ALIKE = (frozenset({"%", "%p", "bp"}), frozenset({"USD", "HKD", "AUD", "CAD", "SGD", "TWD", "NZD"}))
"""Units that texts write alike: `0.25% 인하` is of points, `$5` of any dollar."""
_UNITS = frozenset({"%", "%p", "bp", "pt"})


def _place(body: str, start: int, first_line: int) -> tuple[int, int]:
    """Line of the file and column, both from 1."""
    return first_line + body.count("\n", 0, start), start - body.rfind("\n", 0, start)
