"""Which look-ups of the catalogue an article can touch, and below which of their keys.

A look-up that is in no table here is asked whole after each edit: slow, never stale.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

BY: Mapping[str, str] = {
    **dict.fromkeys(("by_id", "revisions", "translations", "library.translations", "library.paths", "whole"), "id"),
    **dict.fromkeys(("weeks", "week_tallies"), "week"),
    **dict.fromkeys(("coverage", "coverage_counts"), "company"),
    **dict.fromkeys(("pages_of_files", "library.lines"), "path"),
    "months": "month",
    "years": "year",
    "series": "series",
    "topics": "topic",
    "publishers": "publisher",
    "feed_titles": "feed",
    "library.series": "none",
    "library.pages": "none",
    "homes": "none",
}
"""Groups of which an article touches only the values below its own keys of this kind."""
SETS = ("newest", "fresh", "recent_companies", "living")
"""Groups that are sets: touched are those who joined or left."""
PLAIN = frozenset({"whole", "near", "piece"})
"""Groups whose names have an id behind the tab, without a sign before it."""
LIGHT = frozenset(
    {
        *(group for group, kind in BY.items() if kind != "id"),
        *SETS,
        *("near", "cards", "beside_week", "beside_month", "english", "listed", "picks", "shown"),
    }
)
"""Groups made of light sides, and of files that are no articles: another word in a body cannot touch them. To make one
of whole articles is an error (`digest.build.noted`)."""
