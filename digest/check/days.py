"""Days of one article that cannot all be right: published after it was read, changed before it was published."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from digest.errors import Problem

if TYPE_CHECKING:
    from collections.abc import Iterator

    from digest.model import Article


def problems(article: Article, path: str) -> Iterator[Problem]:
    """An error for a date after the day of reading (a day is spared for time zones), or after `modified`."""
    read_on = article.source.retrieved
    if read_on and article.date.date() > read_on + timedelta(days=1):
        what = f"{article.date:%Y-%m-%d} is after the source was read ({read_on})"
        yield Problem(path, 0, "date", what, "look up the date at the source", rule="date-after-retrieved")
    if article.modified and article.modified.astimezone(article.date.tzinfo).date() < article.date.date():
        what = f"{article.modified:%Y-%m-%d} is before the article was published"
        yield Problem(path, 0, "modified", what, "look up both at the source", rule="modified-before-date")
