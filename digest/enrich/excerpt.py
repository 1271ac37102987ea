"""The quotation: the first whole sentences of a source that its limits allow.

At most 200 characters, a tenth of the source and two sentences: a choice on the safe side of
article 28 of the Korean Copyright Act and of AP v. Meltwater; not legal advice.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from digest.model.article import MAX_EXCERPT
from digest.text import sentences
from digest.text.normalise import clean_line

if TYPE_CHECKING:
    from collections.abc import Sequence

MAX_SHARE = 0.1
MAX_SENTENCES = 2
_LOOK_AT = 12
"""Only the opening sentences are looked at: what stands there sums an article up."""


def limit(source: str) -> int:
    """Most characters that may be quoted of `source`."""
    return min(MAX_EXCERPT, int(len(source) * MAX_SHARE))


def choose(body: Sequence[str]) -> str | None:
    """The first sentence that fits, with the next one where both fit; None when none does."""
    allowed = limit("\n".join(body))
    opening = [clean_line(found.text) for found in sentences.split("\n".join(body))[:_LOOK_AT]]
    for number, sentence in enumerate(opening):
        if len(sentence) < 15 or len(sentence) > allowed:
            continue
        both = f"{sentence} {opening[number + 1]}" if number + 1 < len(opening) else ""
        return both if both and len(both) <= allowed else sentence
    return None
