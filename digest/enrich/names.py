"""Every place where a text may name a company, before it is judged whether it does.

An index of names by their first two characters, tried at the starts of words only, longest first:
one pass, no dependency, and SK하이닉스 is never read as SK. How a name is to be trusted (its level)
comes from `ambiguous.csv`, and from its length where that table is silent.
"""

from __future__ import annotations

import csv
import re
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple
from weakref import WeakKeyDictionary

from digest.enrich.particles import tail

if TYPE_CHECKING:
    from collections.abc import Iterator

    from digest.enrich.securities import Securities
    from digest.model import Security

_DATA = Path(__file__).resolve().parents[1] / "data"
_START = re.compile(r"(?<![0-9A-Za-z가-힣_])[0-9A-Za-z가-힣㈜(]")
_MASK = re.compile(
    r"(?:https?://|www\.)[^\s<>\"]{1,500}|[\w.+-]{1,64}@[\w.-]{1,255}|[\w-]{1,63}\.(?:com|net|org|co\.kr)(?!\w)"
)
"""Addresses and mails: 'apple.com' in them is a place, not news; a name that is one itself (JD.com) is a name."""
_SIGNS = ("://", "www.", "@", ".com", ".net", ".org", ".kr")
"""One of these is in every address."""
_LEGAL = re.compile(
    r",? (?:Inc|Incorporated|Corp|Corporation|Co|Company|Companies|Ltd|Limited|plc|PLC|AG|SE|NV|N\.V|Holdings?)"
    r"\.?(?![A-Za-z])"
)


_HOLDING = re.compile(r"(\S{2,20})(홀딩스|지주)")
_SHORTEST_REST = 2
"""Fewest letters behind the name of a group: 한화우 is never written apart."""


class Name(NamedTuple):
    """A name and what it stands for; `level` says how far it can be trusted alone."""

    text: str
    security: Security
    level: str
    """`strong`, `team` (sure but for sports), `likely`, `weak`, `common`, `noun` or `group`.

    From no proof needed to hard proof needed.
    """
    not_with: re.Pattern[str] | None


class Candidate(NamedTuple):
    """A place that may name a company: `text[start:end]` is the name, the word goes on to `stop`."""

    start: int
    end: int
    stop: int
    name: Name
    legal: bool
    """A legal form follows: Inc., Corp."""


class Ambiguity(NamedTuple):
    """A row of `ambiguous.csv`."""

    level: str
    gloss: str
    not_with: tuple[str, ...]


@lru_cache(maxsize=1)
def ambiguity() -> dict[str, Ambiguity]:
    """Names that are also something else, by name."""
    with (_DATA / "ambiguous.csv").open(encoding="utf-8", newline="") as file:
        return {
            row["name"]: Ambiguity(row["level"], row["gloss"], tuple(w for w in row["not_with"].split("|") if w))
            for row in csv.DictReader(file)
        }


@lru_cache(maxsize=1)
def context() -> dict[str, tuple[str, ...]]:
    """Words of `context.csv` by kind."""
    words: dict[str, list[str]] = {}
    with (_DATA / "context.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            words.setdefault(row["kind"], []).extend(row["words"].split("|"))
    return {kind: tuple(found) for kind, found in words.items()}


def alternatives(words: tuple[str, ...]) -> str:
    """Any of `words` as it stands, longest first, as the inside of a group of a pattern."""
    return "|".join(map(re.escape, sorted(words, key=len, reverse=True)))


def pattern(words: tuple[str, ...]) -> re.Pattern[str]:
    """Any of `words`: Latin ones as whole words, Hangul ones anywhere."""
    longest = sorted(set(words), key=lambda word: (-len(word), word))
    latin = "|".join(re.escape(word) for word in longest if word.isascii())
    other = "|".join(re.escape(word) for word in longest if not word.isascii())
    both = [rf"(?<![A-Za-z])(?:{latin})(?![A-Za-z])"] if latin else []
    return re.compile("|".join([*both, *([other] if other else [])]))


def level_of(text: str) -> str:
    """How far a name can be trusted where `ambiguous.csv` does not say: short names are weak."""
    if text.isascii():
        return "weak" if len(text) <= 3 and text.upper() == text else "strong"
    hangul = len(text) <= 2 and all("가" <= letter <= "힣" for letter in text)
    return "weak" if hangul else "strong"


class Names:
    """The index of all names of all shares in a table."""

    def __init__(self, securities: Securities) -> None:
        known = ambiguity()
        owners: dict[str, list[Security]] = {}
        for row in securities:
            if row.kind == "share":
                written = (row.name_ko, row.name_en, *row.aliases)
                for text in dict.fromkeys((*written, *(apart for name in written for apart in _spaced(name)))):
                    owners.setdefault(text, []).append(row)
        self._index: dict[str, list[Name]] = {}
        for text, rows in owners.items():
            if len(rows) > 1 or len(text) < 2:
                continue
            found = known.get(text)
            level = found.level if found and found.level != "symbol" else level_of(text)
            bad = _bad(found.not_with) if found and found.not_with else None
            self._index.setdefault(text[:2], []).append(Name(text, rows[0], level, bad))
        for names in self._index.values():
            names.sort(key=lambda name: (-len(name.text), name.text))

    def candidates(self, text: str) -> Iterator[Candidate]:
        """Longest names at starts of words, left to right, without overlap."""
        marks = [match.span() for match in _MASK.finditer(text)] if any(sign in text for sign in _SIGNS) else []
        masked = {at for span in marks for at in range(*span)}
        whole = {start: end for start, end in marks if not text.startswith("/", end)}
        done = 0
        index = self._index
        starts = [match.start() for match in _START.finditer(text)]
        for start in [at for at in starts if text[at : at + 2] in index]:
            if start < done:
                continue
            for name in index[text[start : start + 2]]:
                if not text.startswith(name.text, start):
                    continue
                end = start + len(name.text)
                if start in masked and whole.get(start) != end:
                    continue
                stop = tail(text, end, strict=name.level in {"noun", "common", "group"})
                if stop is not None:
                    legal = _LEGAL.match(text, end) if name.text[-1].isascii() else None
                    yield Candidate(start, end, legal.end() if legal else stop, name, legal is not None)
                    done = end
                    break


def _spaced(name: str) -> Iterator[str]:
    """The name with the spaces that papers put behind its group and before its 홀딩스: 삼성 전자, 삼성 SDI."""
    group = next((word for word in context()["prefix"] if name.startswith(word)), "")
    rest = name[len(group) :]
    capitals = rest.isascii() and rest.isupper() and not group.isascii()
    if group and len(rest) >= _SHORTEST_REST and ("가" <= rest[0] <= "힣" or capitals):
        yield f"{group} {rest}"
    if holding := _HOLDING.fullmatch(name):
        yield f"{holding[1]} {holding[2]}"


def _bad(words: tuple[str, ...]) -> re.Pattern[str]:
    """Words of another meaning; one that starts with `+` counts only right after the name (after a newline here)."""
    near = tuple(word for word in words if not word.startswith("+"))
    right = "|".join(re.escape(word[1:]) for word in words if word.startswith("+"))
    parts = [*([pattern(near).pattern] if near else []), *([rf"\n ?(?:{right})"] if right else [])]
    return re.compile("|".join(parts))


_CACHE: WeakKeyDictionary[Securities, Names] = WeakKeyDictionary()


def names_of(securities: Securities) -> Names:
    """The index of a table, built once for each table."""
    found = _CACHE.get(securities)
    if found is None:
        found = _CACHE[securities] = Names(securities)
    return found
