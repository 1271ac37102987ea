"""The reader of quantities: what a finance text counts, with unit, day, direction and precision.

`560만달러` is 5600000 USD, `135.26포인트(2.73%) 오른 5084.85` is a change, a percentage and a level.
Values are as printed: nothing is rounded or guessed, and a vague `수십억` is no value.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from digest.enrich.labels import labelled
from digest.enrich.quantity import Quantity
from digest.enrich.reader import read

if TYPE_CHECKING:
    from datetime import date

    from digest.model import Figure

__all__ = ["Quantity", "key_figures", "quantities", "read"]


def quantities(text: str, *, lang: str = "ko", published: date | None = None) -> tuple[Quantity, ...]:
    """Every quantity of `text`, in order.

    `published` is the day of publication in the publisher's own zone; days without a year stay
    unknown without it. `lang` is the article's; both languages are read either way.
    """
    return tuple(item for item in read(text, lang=lang, published=published) if item.kind != "number")


def key_figures(text: str, *, lang: str, published: date | None, n: int = 8) -> tuple[Figure, ...]:
    """Up to `n` prices, indices and amounts that the text states and names, in its order.

    Made by rule (`by: importer`): exact values only, with a label read from the sentence; what has no
    label is left out. The date is the day that the sentence names, or None.
    """
    return labelled(text, lang=lang, published=published, n=n)
