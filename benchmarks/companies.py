"""How well and how fast companies are recognised, beside plain substring search with the same table.

    python benchmarks/companies.py [FILE.jsonl ...]

Each line of a file has a text (`text` or `t`) and its gold codes (`gold` or `g`). Without files, the
sentences of the tests are read. Firms that only comment are no answer.
"""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

from digest.enrich.companies import companies
from digest.enrich.securities import Securities

if TYPE_CHECKING:
    from collections.abc import Callable

HERE = Path(__file__).resolve().parents[1]
ARTICLE = 3200
"""Characters of a usual article."""


def cases(path: Path) -> list[tuple[str, set[str]]]:
    """Texts and their gold codes."""
    rows = map(json.loads, path.read_text("utf-8").splitlines())
    return [(row.get("text") or row["t"], set(row["gold"] if "gold" in row else row["g"])) for row in rows]


def measure(rows: list[tuple[str, set[str]]], answer: Callable[[str], set[str]]) -> str:
    """Precision, recall and F1 over all codes."""
    right = wrong = missed = 0
    for text, gold in rows:
        found = answer(text)
        right, wrong, missed = right + len(gold & found), wrong + len(found - gold), missed + len(gold - found)
    precision, recall = right / max(1, right + wrong), right / max(1, right + missed)
    f1 = 2 * right / max(1, 2 * right + wrong + missed)
    return f"P {precision:.3f}  R {recall:.3f}  F1 {f1:.3f}  ({right} right, {wrong} wrong, {missed} missed)"


def main() -> None:
    """Print the figures."""
    table = Securities.load()
    names = {name: table.ticker(row) for row in table if row.kind == "share" for name in (row.name_ko, *row.aliases)}
    names |= {row.name_en: table.ticker(row) for row in table if row.kind == "share"}

    def ours(text: str) -> set[str]:
        return {table.ticker(company.security) for company in companies(text, table) if company.role != "source"}

    def substring(text: str) -> set[str]:
        return {code for name, code in names.items() if name in text}

    files = [Path(name) for name in sys.argv[1:]] or sorted((HERE / "tests/data/matching").glob("*.jsonl"))
    for path in files:
        rows = cases(path)
        print(f"{path.name}: {len(rows)} sentences")
        print(f"  rules      {measure(rows, ours)}")
        print(f"  substring  {measure(rows, substring)}")
    text = "\n".join(text for path in files for text, _gold in cases(path))
    articles = [text[start : start + ARTICLE] for start in range(0, len(text) - ARTICLE, ARTICLE)]
    for label, answer in (("rules", ours), ("substring", substring)):
        start = time.process_time()
        for article in articles * 5:
            answer(article)
        spent = time.process_time() - start
        print(f"{label}: {5 * len(articles) / spent:.0f} articles of {ARTICLE} characters per CPU second")


if __name__ == "__main__":
    main()
