"""Figures with a name: which price, index or amount a quantity is, in the words of the text.

A label is the owner and what is counted (`엔비디아 주가`), both read from the sentence; a pronoun
(`업체의 주가`) is followed back only to the same noun with a named owner, close by. No label, no figure.
"""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from digest.enrich import barriers, claims
from digest.enrich.days import days
from digest.enrich.indices import Index, indices
from digest.enrich.moments import moment
from digest.enrich.owners import PRICES, TARGETS, Known, Owned, owned, whose
from digest.enrich.posted import closed, posted, says
from digest.enrich.reader import read
from digest.enrich.respective import Shares, are_joined, shares
from digest.enrich.signs import signed
from digest.enrich.units import CURRENCIES
from digest.model import Figure
from digest.text import sentences
from digest.text.normalise import clean_line

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from digest.enrich.quantity import Quantity


_Named = tuple[str, Decimal]
"""A label and its value, a loss below zero."""
_DOUBTFUL_RISE = re.compile(r"\s올[렸린리려릴]")
"""`영업이익 100억원 올린`: posted or raised by? Only a particle tells."""


class _Around(NamedTuple):
    """What else one sentence holds; `day` is that of publication."""

    named: tuple[Owned, ...]
    amounts: tuple[Quantity, ...]
    levels: tuple[Quantity, ...]
    shares: Shares
    lang: str
    day: date | None


class _Place(NamedTuple):
    """A number in its sentence: the words before and behind it."""

    text: str
    start: int
    end: int

    @property
    def after(self) -> str:
        """The words behind the number."""
        return self.text[self.end : self.end + 40]

    def since(self, at: int) -> str:
        """The words between `at` and the number."""
        return self.text[at : self.start]


def labelled(text: str, *, lang: str, published: date | None, n: int) -> tuple[Figure, ...]:
    """Up to `n` figures in the order of the text, each once; only exact values (ranges and bounds are left out)."""
    found: list[Figure] = []
    seen: set[tuple[str, str, str]] = set()
    known: Known = {}
    every = read(text, lang=lang, published=published)
    for number, sentence in enumerate(sentences.split(text)):
        named = owned(sentence.text, known, number)
        inside = sentences.inside(every, sentence)
        if not inside or claims.retracted(sentence.text):
            continue
        amounts = [item for item in inside if item.unit in CURRENCIES or _is_sum(item)]
        levels = [item for item in inside if item.unit in CURRENCIES or (item.unit == "pt" and item.kind == "level")]
        handed = shares(sentence.text, levels, sentence.start, named)
        around = _Around(named, tuple(amounts), tuple(levels), handed, lang, published)
        for item in inside:
            figure = _figure(item, sentence, around)
            if figure is None:
                continue
            key = (figure.label, str(figure.value), str(figure.date))
            if key not in seen:
                seen.add(key)
                found.append(figure)
    return _with_owners(found)[:n]


def _with_owners(found: Sequence[Figure]) -> tuple[Figure, ...]:
    """Figures without those whose label says when and not whose (`1분기 매출`) in a text of several firms.

    Such a number is of the firm that alone has such figures, where they stand before it; two values of one label are
    of two firms.
    """
    owners = [whose(figure.label) for figure in found]
    first = next((number for number, owner in enumerate(owners) if owner), 0)
    several = len(set(filter(None, owners))) > 1
    values: dict[str, set[Decimal]] = {}
    for figure in found:
        values.setdefault(figure.label, set()).add(figure.value)
    return tuple(
        figure
        for number, (figure, owner) in enumerate(zip(found, owners, strict=True))
        if owner != "" or not (several or number < first or len(values[figure.label]) > 1)
    )


def _is_sum(item: Quantity) -> bool:
    """A sum whose currency was left off (`매출 3천545억, 영업이익 18억원`): it takes its noun's place."""
    return not item.unit and item.text.endswith(("조", "억", "만"))


def _figure(item: Quantity, sentence: sentences.Sentence, around: _Around) -> Figure | None:
    if item.approx not in {"", "about"} or item.kind not in {"level", "amount", "change"}:
        return None
    if around.day is not None and item.date is not None and item.date > around.day:
        return None
    start = item.start - sentence.start
    place = _Place(sentence.text, start, start + len(item.text))
    if item.kind == "level" and item.date is None and _is_of_other_day(place, around):
        return None
    value = abs(item.value) * item.direction if item.kind == "change" else item.value
    named: _Named | None = None
    if item.unit == "pt" and item.kind == "level" and not item.approx:
        label = _index_label(item, place, around)
        named = (label, value) if label else None
    elif item.unit in CURRENCIES:
        named = _posted_label(item, place, around) or _owned_label(item, sentence.start, place, around)
    if named is None:
        return None
    return Figure(
        label=clean_line(named[0]), value=named[1], unit=item.unit, date=item.date, text=clean_line(item.text),
        by="importer",
    )  # fmt: skip


def _is_of_other_day(place: _Place, around: _Around) -> bool:
    """Whether a price without a date is that of another time, or of a day that the text names and nobody can tell."""
    if claims.elsewhen(place.text, (place.start, place.end), around.lang):
        return True
    named = days(place.text[: place.start], published=around.day) if around.day else ()
    return bool(named) and named[-1].date is None and not named[-1].refers


def _index_label(item: Quantity, place: _Place, around: _Around) -> str | None:
    """The label of index points, or None where they are no level of the index named last before them."""
    marks = indices(place.text[max(0, place.start - 160) : place.start])
    if not marks:
        return None
    offset = max(0, place.start - 160)
    mark: Index | Owned | None = marks[-1]
    at = offset + marks[-1].end
    if place.start in around.shares:
        mark = around.shares[place.start]
    elif barriers.of_another_index(place.since(at)) or are_joined(place.text, offset, marks):
        return None
    span = (offset + marks[-1].start, at)
    if not isinstance(mark, Index) or barriers.of_futures(place.text[: span[0]]):
        return None
    if claims.compared(place.since(at), place.after):
        return None
    if _is_left(item, place, place.since(at), around) or claims.guessed(
        place.text, span, (place.start, place.end), opinion=False
    ):
        return None
    last = max(around.shares) if place.start in around.shares else place.start
    end = (
        last + len(place.text[last:]) - len(place.text[last:].lstrip("0123456789.,"))
        if last > place.start
        else place.end
    )
    when = moment(place.text, last, end, around.lang) or ("지수" if around.lang == "ko" else "level")
    return f"{mark.label} {when}".replace("지수 지수", "지수")


def _owned_label(item: Quantity, offset: int, place: _Place, around: _Around) -> _Named | None:
    """Label and value of an amount behind an owned noun, or None where it may be the number of something else."""
    if place.start in around.shares:
        return _shared(item, place, around)
    noun = next((entry for entry in reversed(around.named) if entry.end <= place.start), None)
    if (
        noun is None
        or says(place.text, place.end)
        or barriers.of_other(place.since(noun.end), around.lang)
        or barriers.adjusted(place.text[: noun.start])
        or not _is_fact(noun, place)
    ):
        return None
    if item.kind == "change":
        return _change(item, noun, place, around.lang)
    price = noun.what in PRICES
    if price != (item.kind == "level"):
        return None
    earlier = [(q.start - offset, q.end - offset) for q in around.amounts if noun.end <= q.start - offset < place.start]
    return (_price if price else _amount)(item, noun, place, around, earlier)


def _posted_label(item: Quantity, place: _Place, around: _Around) -> _Named | None:
    """Label and value of a number before its noun, or of a price at which a day ended."""
    span = (place.start, place.end)
    if item.kind == "amount":
        whose = posted(place.text, *span)
    elif item.kind == "level" and not any(entry.end <= place.start for entry in around.named):
        whose = closed(place.text, *span)
    else:
        whose = None
    if whose is None or claims.guessed(place.text, (place.start, place.start), span, opinion=False):
        return None
    return f"{whose.owner} {whose.what}", item.value


def _change(item: Quantity, noun: Owned, place: _Place, lang: str) -> _Named | None:
    """Label and value of a move, its sign that of the direction."""
    if not item.direction or _DOUBTFUL_RISE.match(place.after):
        return None
    up = item.direction > 0
    if lang == "ko":
        word = ("상승" if up else "하락") if noun.what in PRICES else ("증가" if up else "감소")
    else:
        word = "gain" if up else "loss"
    return f"{noun.owner} {noun.what} {word}", abs(item.value) * item.direction


def _amount(
    item: Quantity, noun: Owned, place: _Place, around: _Around, earlier: Sequence[tuple[int, int]]
) -> _Named | None:
    """Label and value of an amount: the first behind its noun, or one of a list in which each has its year."""
    del around
    between = place.since(noun.end)
    value = signed(item, noun.what, between, place.after)
    if value is None or barriers.of_object(between) or claims.left(place.after) or claims.once(between):
        return None
    if earlier:
        period = barriers.period(place.since(earlier[-1][1]), listed=True)
        if not period or not barriers.period(place.text[noun.end : earlier[0][0]]):
            return None
    else:
        period = barriers.period(between)
    whose = f"{noun.owner} {period}" if period and period not in noun.owner else noun.owner
    return f"{whose} 주당 {noun.what}" if between.rstrip().endswith("주당") else f"{whose} {noun.what}", value


def _price(
    item: Quantity, noun: Owned, place: _Place, around: _Around, earlier: Sequence[tuple[int, int]]
) -> _Named | None:
    """Label and value of a price; the value that was left is one only where the text gives it a day of its own."""
    between = place.since(noun.end)
    behind = place.since(earlier[-1][1]) if earlier else ""
    if barriers.period(between) or barriers.named(behind) or behind.startswith("의 "):
        return None
    if _is_left(item, place, between, around):
        return None
    label = f"{noun.owner} {noun.what}"
    when = None if noun.what in TARGETS else moment(place.text, place.start, place.end, around.lang)
    return (label if when in {None, "종가", "close"} else f"{label} {when}"), item.value


def _is_left(item: Quantity, place: _Place, between: str, around: _Around) -> bool:
    """Whether the number is what a move began from and the text gives it no day of its own."""
    if not claims.left(place.after):
        return False
    later = next((q for q in around.levels if q.start > item.start and q.unit == item.unit), None)
    own = item.date is not None and barriers.own_day(between)
    return not own or (later is not None and later.date == item.date)


def _shared(item: Quantity, place: _Place, around: _Around) -> _Named | None:
    """Label and value of a number that the sentence hands out in turn."""
    whose = around.shares[place.start]
    if not isinstance(whose, Owned) or item.kind == "change" or (whose.what in PRICES) != (item.kind == "level"):
        return None
    value = signed(item, whose.what, "", place.after)
    span = (place.start, place.start)
    opinion = whose.what in TARGETS
    if value is None or claims.compared("", place.after) or claims.left(place.after):
        return None
    if claims.guessed(place.text, span, (place.start, place.end), opinion=opinion):
        return None
    return f"{whose.owner} {whose.what}", value


def _is_fact(noun: Owned, place: _Place) -> bool:
    """Whether the text states the number, and as a value of the noun's own day."""
    if claims.compared(place.since(noun.end), place.after):
        return False
    span = (noun.start, noun.end)
    return not claims.guessed(place.text, span, (place.start, place.end), opinion=noun.what in TARGETS)
