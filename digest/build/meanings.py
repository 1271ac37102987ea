"""Which company each code was at the builds before.

A page that names a company depends on its row of the table of securities (`Tracked.company`). Look-ups that are made
for many pages at once, and related articles, read of a code only which company it is. That hardly ever changes: no
page depends on it by itself, and where one code has become another company, everything is made anew.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping


@dataclass(frozen=True, slots=True)
class Meanings:
    """What codes meant when something was built last."""

    table: str = ""
    """A hash of the digest's own table."""
    since: str = ""
    """That hash when a code last became another company."""
    ids: Mapping[str, str] = field(default_factory=dict)
    """The company's id of every code that was in an article."""

    @classmethod
    def restored(cls, text: str) -> Meanings:
        """From what `stored` gave; empty from nothing.

        Raises:
            ValueError: It is damaged.
        """
        if not text:
            return cls()
        try:
            return cls(*json.loads(text))
        except TypeError as error:
            raise ValueError("what codes meant is damaged") from error

    def stored(self) -> str:
        """As text for the cache."""
        return json.dumps([self.table, self.since, dict(self.ids)])

    def under(self, table: str, meant: Callable[[str], str]) -> Meanings:
        """The same with the table that there is now; `meant` gives the id of a code in it."""
        if table == self.table:
            return self
        if self.since and all(meant(code) == one for code, one in self.ids.items()):
            return replace(self, table=table)
        return Meanings(table, table)

    def with_codes(self, codes: Iterable[str], meant: Callable[[str], str]) -> Meanings:
        """The same with further codes."""
        more = {code: meant(code) for code in codes if code not in self.ids}
        return replace(self, ids={**self.ids, **more}) if more else self
