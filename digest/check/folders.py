"""Articles stand in folders of years and months, by which addresses, corrections and suggestions find them."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

_FOLDER = re.compile(r"articles/(\d{4}/(?:0[1-9]|1[0-2]))/[^/]+")
_SPARED = timedelta(days=1)
"""On the first or last day of a month it is another month in another zone."""


def misplaced(relative: str, published: date, name: str) -> tuple[str, str, str] | None:
    """Field, what is wrong and the remedy for an article in the folder of another month, or in none of a month.

    `relative` is its path in the content folder, `name` what messages call it.
    """
    found = _FOLDER.fullmatch(relative)
    fitting = {f"{published + spared:%Y/%m}" for spared in (-_SPARED, timedelta(0), _SPARED)}
    if found and found[1] in fitting:
        return None
    wanted = f"{name.removesuffix(relative)}articles/{published:%Y/%m}/"
    move = f"move it to {wanted} with its pictures and its translation"
    if found:
        what = f"is of {published:%Y-%m}, but the file is in the folder {found[1]}"
        return "date", what, f"correct the date, or {move}: its old address leads there"
    return "", f"is in {relative.rpartition('/')[0]}/, which is no folder of a year and a month", move
