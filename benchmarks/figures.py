"""How well quantities are read and contradictions found, on the gold sentences under `tests/data/figures`.

    python benchmarks/figures.py [-v] [FILE.jsonl ...]

Prints precision, recall and F1 of (value, unit), the share of contradictory sentences that are found,
the share of sound sentences that are accused, and texts per CPU second. Exit code 1 below the marks.
"""

from __future__ import annotations

import json
import sys
import time
from collections import Counter
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from digest.check.figures import check_text
from digest.enrich.quantities import quantities

GOLD = Path(__file__).resolve().parents[1] / "tests" / "data" / "figures"
MIN_F1, MIN_FOUND, MAX_ACCUSED = 0.95, 0.95, 0.02


@dataclass
class Score:
    """Counts over all sentences; `misses` has a line for each error."""

    right: int = 0
    read: int = 0
    gold: int = 0
    contradictory: int = 0
    found: int = 0
    sound: int = 0
    accused: int = 0
    misses: list[str] = field(default_factory=list)

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        return 2 * self.right / (self.read + self.gold) if self.read + self.gold else 1.0


def cases(paths: list[Path]) -> list[dict[str, Any]]:
    """The gold sentences of the files, in order."""
    return [json.loads(line) for path in paths for line in path.read_text(encoding="utf-8").splitlines() if line]


def measure(rows: list[dict[str, Any]]) -> Score:
    """Read and check every sentence and compare with the gold."""
    score = Score()
    for row in rows:
        day = date.fromisoformat(row["published"])
        have = Counter(
            (item.value.normalize(), item.unit) for item in quantities(row["text"], lang=row["lang"], published=day)
        )
        want = Counter((Decimal(value).normalize(), unit) for value, unit in row["quantities"])
        score.right += sum((have & want).values())
        score.read += sum(have.values())
        score.gold += sum(want.values())
        if have != want:
            extra, lost = dict(have - want), dict(want - have)
            score.misses.append(f"read: {row['text']}\n    too much {extra}\n    too little {lost}")
        kinds = {finding.kind for finding in check_text(row["text"], lang=row["lang"], published=day)}
        expected = row["inconsistent"]
        if expected:
            score.contradictory += 1
            score.found += expected in kinds
            if expected not in kinds:
                score.misses.append(f"missed {expected}, got {kinds or 'nothing'}: {row['text']}")
        else:
            score.sound += 1
            score.accused += bool(kinds)
            if kinds:
                score.misses.append(f"false alarm {kinds}: {row['text']}")
    return score


def main(arguments: list[str]) -> int:
    """Print the figures; 0 when all marks are reached."""
    paths = [Path(argument) for argument in arguments if not argument.startswith("-")] or sorted(GOLD.glob("*.jsonl"))
    rows = cases(paths)
    check_text("2025년 1월 2일 코스피는 1% 내린 2398.94에 마감했다", lang="ko", published=None)  # loads the calendar
    start = time.process_time()
    score = measure(rows)
    spent = time.process_time() - start
    if "-v" in arguments:
        print("\n".join(score.misses))
    found, accused = score.found / max(1, score.contradictory), score.accused / max(1, score.sound)
    print(f"sentences       {len(rows)} ({score.contradictory} contradictory)")
    print(
        f"extraction      P {score.right / max(1, score.read):.3f}  R {score.right / max(1, score.gold):.3f} "
        f" F1 {score.f1:.3f}"
    )
    print(f"contradictions  found {found:.3f} ({score.found}/{score.contradictory})")
    print(f"false alarms    {accused:.3f} ({score.accused}/{score.sound})")
    print(f"speed           {2 * len(rows) / spent:.0f} readings of a sentence per CPU second")
    return 0 if score.f1 >= MIN_F1 and found >= MIN_FOUND and accused <= MAX_ACCUSED else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
