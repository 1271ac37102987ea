"""A second import never takes back what a curator wrote.

Three states are compared field by field: what the last import wrote (base), the file now (mine),
what this import reads (theirs). A field that the curator left as it was follows the source; one
that the curator changed stays, and the difference is told.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from digest.model import Article

_FIXED = frozenset({"id", "notes", "status", "rights", "rights_basis"})
"""Never changed by an import: identity, and what only a person decides."""
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


def merge(base: Article | None, mine: Article, theirs: Article) -> Merge:
    """Merge a new reading into an existing file. Without a base every field of the file counts as a curator's."""
    changes: dict[str, Any] = {}
    kept: list[str] = []
    for name in type(mine).model_fields:
        if name in _FIXED or name == "source":
            continue
        now, new = getattr(mine, name), getattr(theirs, name)
        if now == new or (base is not None and getattr(base, name) == new):
            continue
        if base is not None and getattr(base, name) == now:
            changes[name] = new
        elif new not in _SAYS_NOTHING:
            kept.append(name)
    source, source_kept = _merge_source(base, mine, theirs)
    updated = tuple(changes)
    if source != mine.source:
        changes["source"] = source
        updated = (*updated, "source")
    merged = type(mine).model_validate({**dict(mine), **changes}) if changes else mine
    return Merge(merged, updated, (*kept, *source_kept))


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
