"""The quotation: the first whole sentences of a source that its limits allow.

At most 200 characters, a tenth of the source and two sentences: a choice on the safe side of
article 28 of the Korean Copyright Act and of AP v. Meltwater; not legal advice.
"""

from __future__ import annotations

import re
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

_LEANS = re.compile(
    r"[\"“'‘]?(?:다만|그러나|하지만|반면|그런데|그래서|따라서|또|또한|아울러|이어|이어서|이에|이로써"
    r"|이는|이와|이를|이런|이 같은|이같은"
    r"|이후|한편|특히|실제로|예를|그는|그가|그녀는|그의|그들은|여기에|앞서|즉|결국|나아가|물론|더욱이|게다가|먼저|둘째|셋째|업체는|회사는)[\s,]"
    r"|[\"“'‘]?(?:But|However|Still|Yet|And|Also|Meanwhile|That|This|Those|These|He|She|It|They|His|Her|Its|Their|Instead"
    r"|Moreover|Besides|Then|So|Nevertheless|In addition|By contrast|On the other hand|The company|The firm)\b"
)
"""But, also, therefore, this, he ...: a sentence that leans on the one before it misleads when quoted alone."""


def limit(source: str) -> int:
    """Most characters that may be quoted of `source`."""
    return min(MAX_EXCERPT, int(len(source) * MAX_SHARE))


def choose(body: Sequence[str]) -> str | None:
    """The first sentence that fits and stands alone, with the next one where both fit; None when none does."""
    allowed = limit("\n".join(body))
    opening = [clean_line(found.text) for found in sentences.split("\n".join(body))[:_LOOK_AT]]
    for number, sentence in enumerate(opening):
        if len(sentence) < 15 or len(sentence) > allowed or _LEANS.match(sentence):
            continue
        both = f"{sentence} {opening[number + 1]}" if number + 1 < len(opening) else ""
        return both if both and len(both) <= allowed else sentence
    return None
