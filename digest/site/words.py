"""The words of the page furniture, in Korean and English: `digest/data/words.csv`, one row a word."""

from __future__ import annotations

import csv
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from digest.site.settings import Lang


@cache
def words(lang: Lang) -> Mapping[str, str]:
    """Every word in one language, by its key."""
    text = (resources.files("digest.data") / "words.csv").read_text("utf-8")
    return {row["key"]: row[lang] for row in csv.DictReader(text.splitlines())}


def say(lang: Lang, key: str, **values: object) -> str:
    """The word for `key` with `{name}` filled in; with `n=1` its `_one` form where there is one."""
    table = words(lang)
    if not values:
        return table[key]
    one = f"{key}_one"
    return table[one if values.get("n") == 1 and one in table else key].format(**values)


def either(lang: Lang, kind: str, name: str) -> str:
    """The word for `kind.name`, or `name` itself where the table has none (a code, a market)."""
    return words(lang).get(f"{kind}.{name}", name)
