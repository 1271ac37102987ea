"""House style of our own summaries, from the table `digest/data/style.csv`: a pattern, its replacement and the reason.

Only our words are held to it: quotations, code, addresses and the publisher's own texts are left alone. A row
without a replacement (`-`) only tells. A replacement never changes a number: `mend` refuses what would.
"""

from __future__ import annotations

import csv
import re
import unicodedata
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING, NamedTuple

from digest.check.markdown import prose

if TYPE_CHECKING:
    from collections.abc import Iterator

_TABLE_LINE = re.compile(r"^\s*\|", re.MULTILINE)
_DIGITS = re.compile(r"\d")


@dataclass(frozen=True, slots=True)
class Row:
    """One habit: where it is broken and what to write instead (None: only told; `NFKC`: the plain form)."""

    rule: str
    lang: str
    hints: tuple[str, ...]
    """Pieces of which one is in every text that the pattern can match; none: always look."""
    pattern: re.Pattern[str]
    replacement: str | None
    message: str


class Slip(NamedTuple):
    """One place of a text that is not in house style; `instead` is None where nothing is mended."""

    rule: str
    start: int
    end: int
    instead: str | None
    message: str


@cache
def rows() -> tuple[Row, ...]:
    """The table. Patterns see masked text, in which NUL stands for what is not ours."""
    with resources.files("digest.data").joinpath("style.csv").open(encoding="utf-8") as file:
        return tuple(
            Row(
                row["rule"],
                row["lang"],
                tuple(hint for hint in row["hint"].split("|") if hint),
                re.compile(row["pattern"]),
                None if row["replacement"] == "-" else row["replacement"],
                row["message"],
            )
            for row in csv.DictReader(file)
        )


def slips(body: str, lang: str) -> Iterator[Slip]:
    """What of a body is not in house style, in the order of the table."""
    hinted = [row for row in rows() if row.lang in {"", lang} and _hinted(row, body)]
    if not hinted:
        return
    text = prose(body)
    for row in hinted:
        for match in row.pattern.finditer(text):
            if row.rule == "style-space" and _in_table(text, match.start()):
                continue
            yield Slip(row.rule, match.start(), match.end(), _instead(row, match), row.message)


def _hinted(row: Row, body: str) -> bool:
    for hint in row.hints:
        if hint in body:
            return True
    return not row.hints and bool(row.pattern.search(body))


def mend(body: str, lang: str, rules: frozenset[str] | None = None) -> tuple[str, list[str]]:
    """The body in house style, and the rule of each change; the digits of the body stay as they were."""
    told: list[str] = []
    for _ in range(4):
        changes = sorted(
            (slip for slip in slips(body, lang) if slip.instead is not None and (rules is None or slip.rule in rules)),
            key=lambda slip: (slip.start, -slip.end),
        )
        made, at, done = [], 0, []
        for slip in changes:
            instead = slip.instead or ""
            if slip.start < at or instead == body[slip.start : slip.end]:
                continue
            made += [body[at : slip.start], instead]
            at = slip.end
            done.append(slip.rule)
        if not done:
            break
        after = "".join([*made, body[at:]])
        if digits(after) != digits(body):
            break
        body = after
        told += done
    return body, told


def digits(text: str) -> str:
    """The digits of a text in order, full-width ones as plain: what no mending may change."""
    return "".join(_DIGITS.findall(unicodedata.normalize("NFKC", text)))


def _instead(row: Row, match: re.Match[str]) -> str | None:
    if row.replacement is None:
        return None
    return unicodedata.normalize("NFKC", match.group()) if row.replacement == "NFKC" else match.expand(row.replacement)


def _in_table(text: str, at: int) -> bool:
    return bool(_TABLE_LINE.match(text, text.rfind("\n", 0, at) + 1))
