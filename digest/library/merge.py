"""A second import never takes back what a curator wrote.

Three states are compared field by field: what the last import wrote (base), the file now (mine),
what this import reads (theirs). A field that the curator left as it was follows the source; one
that the curator changed stays, and the difference is told. What an option gives is the curator's word
as much as an edit: it takes effect at once, and later imports without that option leave it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from digest.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from digest.model import Article

OPTIONS: Mapping[str, frozenset[str]] = {
    "title": frozenset({"title"}),
    "date": frozenset({"date", "date_precision", "date_source"}),
    "lang": frozenset({"lang"}),
    "series": frozenset({"series"}),
    "part": frozenset({"part"}),
    "rights": frozenset({"rights"}),
    "basis": frozenset({"rights_basis"}),
}
"""The fields that each option of an import gives."""
_BESIDE: Mapping[str, frozenset[str]] = {
    "lang": frozenset({"sentiment", "figures"}),
    "series": frozenset({"kicker", "part"}),
    "rights": frozenset({"excerpt", "sentiment", "figures", "captions", "body"}),
}
"""Fields that an option makes otherwise besides; those follow where the curator left them as they were."""
_OF_RIGHTS: Mapping[str, frozenset[str]] = {
    "excerpt": frozenset(),
    "full": frozenset({"excerpt", "body"}),
    "link": _BESIDE["rights"],
}
"""Fields that a reading with the usual rights has otherwise than one with these: of them it says nothing."""
_NEVER_TAKEN = frozenset({"series", "part", "body"})
"""A source that says nothing of these takes none of them away."""
_FIXED = frozenset({"id", "notes", "status", "rights", "rights_basis"})
"""Never changed by a source: identity, and what only a person decides."""
_ABOUT_READING = frozenset({"retrieved", "sha256", "history"})
"""Parts of `source` that tell of the reading itself."""
_SAYS_NOTHING = (None, (), "")
"""A new reading without a value does not contradict a curator's."""


@dataclass(frozen=True, slots=True)
class Merge:
    """The merged article, the fields that follow the source, and those where the curator's word stays."""

    article: Article
    updated: tuple[str, ...]
    kept: tuple[str, ...]
    asked: tuple[str, ...] = ()
    """Fields that changed because an option of this import says so."""


def merge(
    base: Article | None,
    mine: Article,
    theirs: Article,
    given: Collection[str] = (),
    held: Collection[str] = (),
) -> Merge:
    """Merge a new reading into an existing file. Without a base every field of the file counts as a curator's.

    Args:
        base: What the last import wrote.
        mine: The file now.
        theirs: What this import reads.
        given: Options of this import (names of `OPTIONS`); their fields take effect, whoever wrote the file's.
        held: Options of earlier imports; their fields count as the curator's.

    Raises:
        InputError: When the rights that are asked for need a basis.
    """
    asked, stays = _fields(given), _fields(held)
    same = mine.source.sha256 == theirs.source.sha256
    beside = frozenset[str]().union(*(_BESIDE.get(option, frozenset()) for option in given))
    silent = frozenset() if "rights" in given or mine.rights == theirs.rights else _OF_RIGHTS[mine.rights]
    changes: dict[str, Any] = {}
    kept: list[str] = []
    for name in type(mine).model_fields:
        now, new = getattr(mine, name), getattr(theirs, name)
        if name in asked:
            left = name == "part" and "series" in changes  # a part that is taken here; the old one counts elsewhere
            if new != now and (new is not None or left):
                changes[name] = new
            continue
        if name in _FIXED or name == "source" or name in silent or (same and name not in beside):
            continue
        if now == new or (base is not None and getattr(base, name) == new):
            continue
        if base is not None and getattr(base, name) == now and name not in stays:
            if new not in _SAYS_NOTHING or name not in _NEVER_TAKEN - beside:
                changes[name] = new
        elif new not in _SAYS_NOTHING:
            kept.append(name)
    _permitted(mine, changes)
    return _merged(base, mine, theirs, changes, kept, asked)


def _merged(  # noqa: PLR0917 - the end of `merge`
    base: Article | None,
    mine: Article,
    theirs: Article,
    changes: dict[str, Any],
    kept: list[str],
    asked: frozenset[str],
) -> Merge:
    source, source_kept = _merge_source(base, mine, theirs)
    followed = [name for name in changes if name not in asked]
    took = tuple(name for name in changes if name in asked)
    if source != mine.source:
        changes["source"] = source
        followed.append("source")
    if changes:
        changes["notes"] = _notes({**dict(mine), **changes}, theirs.notes)
    merged = type(mine).model_validate({**dict(mine), **changes}) if changes else mine
    return Merge(merged, tuple(followed), (*kept, *source_kept), took)


def _fields(options: Collection[str]) -> frozenset[str]:
    return frozenset[str]().union(*(OPTIONS[option] for option in options))


def _permitted(mine: Article, changes: dict[str, Any]) -> None:
    """Refuse the whole text without a licence in an article that is published; a draft may lack it for now."""
    if (
        changes.get("rights") == "full"
        and mine.status != "draft"
        and not changes.get("rights_basis", mine.rights_basis)
    ):
        raise InputError("full needs the licence or permission", 'give it: --basis "…"', field="--rights")


def _notes(fields: Mapping[str, Any], new: tuple[str, ...]) -> tuple[str, ...]:
    """The notes of the file without those of an importer that hold no longer; none of a curator's goes."""
    return tuple(note for note in fields["notes"] if note in new or not _over(note, fields))


def _over(note: str, fields: Mapping[str, Any]) -> bool:
    series, part = fields["series"], fields["part"]
    if found := _NEW_SERIES.fullmatch(note):
        return bool(found["slug"] != series)
    if _NO_SERIES.match(note):
        return series is not None
    if _NO_PART.match(note):
        return part is not None
    if _OF_QUOTING.match(note):
        return bool(fields["rights"] != "excerpt")
    if _OF_LICENCE.match(note):
        return bool(fields["rights"] != "full" or fields["rights_basis"])
    return bool(_ABOUT_PARTS.match(note)) or (fields["date_source"] == "argument" and note.startswith("date:"))


_NEW_SERIES = re.compile(r"series: .* is new: write its thesis in content/series/(?P<slug>.+)\.md")
_NO_SERIES = re.compile(r"series: \[.*\] (?:has no part mark|also heads)|part: --part")
_NO_PART = re.compile(r"part: \d+ of \S+ is taken by")
_ABOUT_PARTS = re.compile(r"part: before \d+ the digest has no part")
"""Notes that `pipeline` makes about series and parts. The last holds only while a new reading still says it."""
_OF_QUOTING = re.compile(r"body: write our own summary|excerpt: no opening sentence")
_OF_LICENCE = re.compile(r"rights_basis: write down")
"""Notes of `enrich.draft`, each for one kind of rights."""


def _merge_source(base: Article | None, mine: Article, theirs: Article) -> tuple[Any, tuple[str, ...]]:
    old, new = mine.source, theirs.source
    if old.sha256 == new.sha256:
        return old, ()
    changes: dict[str, Any] = {"sha256": new.sha256, "retrieved": new.retrieved}
    if old.sha256 is not None:
        changes["history"] = (*old.history, old.sha256)
    kept = []
    for name in set(type(old).model_fields) - _ABOUT_READING:
        before, now, then = base and getattr(base.source, name), getattr(old, name), getattr(new, name)
        if now == then or then is None:
            continue
        if now is None or (base is not None and before == now):
            changes[name] = then
        else:
            kept.append(f"source.{name}")
    return old.model_copy(update=changes), tuple(sorted(kept))
