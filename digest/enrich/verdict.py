"""One judgement of a clause, before the clause is weighed."""

from __future__ import annotations

from typing import NamedTuple

NEGATED = -0.7
"""What is not good is less bad than what is bad."""


class Verdict(NamedTuple):
    """The words that decided, where they are in the sentence, and -1.7..1.7."""

    start: int
    end: int
    words: str
    score: float
