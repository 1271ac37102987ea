"""A stranger's words in Markdown that a host renders: as code, so that no mention, link or picture comes of them."""

from __future__ import annotations

import re

from digest.errors import visible
from digest.text.normalise import clean_line

MAX_LENGTH = 300


def code(text: object, *, limit: int = MAX_LENGTH) -> str:
    """`text` as a code span on one line; nothing in it is read as Markdown, HTML or a name."""
    line = visible(clean_line(str(text)))
    line = f"{line[: limit - 1]}…" if len(line) > limit else line
    if not line:
        return "–"
    longest = max((len(run) for run in re.findall("`+", line)), default=0)
    fence = "`" * (longest + 1)
    pad = " " if line.startswith("`") or line.endswith("`") else ""
    return f"{fence}{pad}{line}{pad}{fence}"
