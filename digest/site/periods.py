"""Articles by week, month or year: which belong together, and which period stands beside which."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from digest.model import Article

Period = TypeVar("Period", str, int)


def grouped(items: Iterable[Article], key: Callable[[Article], Period]) -> dict[Period, tuple[Article, ...]]:
    """Articles by the period that `key` gives of each, newest period first; within one in the order of `items`."""
    found: dict[Period, list[Article]] = {}
    for item in items:
        found.setdefault(key(item), []).append(item)
    return {name: tuple(found[name]) for name in sorted(found, reverse=True)}


def beside(newest_first: Sequence[str]) -> dict[str, tuple[str, str]]:
    """Of each period the one before it and the one after it; empty where there is none."""
    around = ["", *newest_first, ""]
    return {one: (around[place + 2], around[place]) for place, one in enumerate(newest_first)}
