"""What a name means where a code stands beside it: the code says which company of that name it is.

현대중공업(009540) is what had that name before it was split. A code of a company that never had the name is a slip of
the pen or of the name: nobody can tell which of the two is right, so it is neither.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from digest.enrich import codes
from digest.enrich.names import names_of
from digest.enrich.since import had_by

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from digest.enrich.names import Candidate, Name
    from digest.enrich.securities import Securities
    from digest.model import Security

_SURE = frozenset({"strong", "team", "likely"})
"""Levels of names that are hardly anything else; beside another name (조사 대상) a code speaks for itself."""


class Meanings(NamedTuple):
    """What names mean by the codes beside them, further on and at the places where a code stands."""

    names: dict[str, Security | None]
    places: dict[int, Security | None]
    """By the start of the name; None where the code is a place of its own, or where name and code differ."""
    contrary: frozenset[int]
    """Places of codes that are of another company than the name beside them."""


def meanings(candidates: Sequence[Candidate], text: str, securities: Securities) -> Meanings:
    """현대중공업(009540) is what had that name then, there and further on.

    With a code that is not in the table, with one of a company that never had the name, or with two codes, the name
    is nobody. A code of another class of the same shares says nothing further on.
    """
    meant: dict[str, Security | None] = {}
    told: dict[int, Security | None] = {}
    own: set[str] = set()
    wrong: set[int] = set()
    for start, end, stop, name, _legal_form in candidates:
        if sister := codes.other_class(text, end, name.security, securities):
            told[start] = sister
            continue
        if codes.slip(text, stop, name.security, securities):
            told[start] = meant[name.text] = None
            continue
        behind = codes.beside(text, stop, securities) or codes.beside(text, end, securities)
        found = behind or codes.ahead(text, start, securities)
        if found is None or found.means(name.security):
            own |= {name.text} if found else set()
            continue
        if _differs(name, found):
            told[start] = meant[name.text] = None
            wrong.update(range(found.start, found.start + len(found.code) + 2))
            continue
        told[start] = None if behind else found.security
        if not found.issued_by(name.security):
            same = meant.get(name.text, found.security)
            meant[name.text] = same if same == found.security else None
    names = {name: None if name in own else row for name, row in meant.items()}
    return Meanings(names, told, frozenset(wrong))


def _differs(name: Name, found: codes.Beside) -> bool:
    """Whether the code is of a company that never had the name beside it: 현대차(005830)."""
    row = found.security
    if row is None or name.level not in _SURE or found.issued_by(name.security):
        return False
    return not had_by(name.text, row.code, name.security, row)


def slips(text: str, securities: Securities) -> Iterator[codes.Beside]:
    """Codes that are not of the company beside them, each once: symbols alike its own in no table, codes of others."""
    seen: set[str] = set()
    for start, end, stop, name, _legal_form in names_of(securities).candidates(text):
        slip = codes.slip(text, stop, name.security, securities)
        found = (
            codes.Beside(name.text, slip, None)
            if slip
            else codes.beside(text, stop, securities)
            or codes.beside(text, end, securities)
            or codes.ahead(text, start, securities)
        )
        if found is None or found.code in seen:
            continue
        if slip or (not found.means(name.security) and _differs(name, found)):
            seen.add(found.code)
            yield found._replace(name=name.text)
