"""The securities as the check of a file asks for them, with every answer noted.

A row of the digest's own table changes what is found in the few files that name it; all others keep what was found,
since each of their questions has the answer that it had.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from digest.enrich.securities import Securities
    from digest.model import Security


class Known:
    """A table that remembers what was asked of it while a file is checked."""

    def __init__(self, table: Securities) -> None:
        rows = [row for row in table if row.kind == "share"]
        self._markets = {name: row.mic for row in rows for name in (*row.aliases, row.name_en, row.name_ko) if name}
        self._table = table
        self._told: dict[str, str] = {}
        self._by_kind: Mapping[str, Callable[[str], str]] = {
            "code": lambda code: found.id if (found := table.get(code)) else "",
            "near": lambda code: " ".join(table.suggest(code)),
            "name": lambda name: self._markets.get(name, ""),
        }
        self.asked: dict[str, str] = {}
        """Questions of the file that is checked, with their answers."""

    def get(self, ticker: str) -> Security | None:
        """The security of a code, or None."""
        self._ask(f"code {ticker}")
        return self._table.get(ticker)

    def suggest(self, ticker: str) -> tuple[str, ...]:
        """Known codes that look like it, best first."""
        return tuple(self._ask(f"near {ticker}").split())

    def market(self, name: str) -> str | None:
        """The market of a company by its name in either language."""
        return self._ask(f"name {name}") or None

    def holds(self, asked: Mapping[str, str]) -> bool:
        """Whether each of these questions still has its answer."""
        return all(self._answer(question) == answer for question, answer in asked.items())

    def _ask(self, question: str) -> str:
        answer = self.asked[question] = self._answer(question)
        return answer

    def _answer(self, question: str) -> str:
        if question not in self._told:
            kind, _, what = question.partition(" ")
            self._told[question] = self._by_kind[kind](what)
        return self._told[question]
