"""Takes a file apart at the lines of hyphens around its front matter, and says where one is missing or one too many."""

from __future__ import annotations

from typing import TYPE_CHECKING

from digest.errors import LibraryError, Problem
from digest.library import bounds
from digest.model import Article
from digest.text import merge_marks, strict_yaml

if TYPE_CHECKING:
    from collections.abc import Sequence

_OWN_FIELDS = frozenset(Article.model_fields)
_ABOVE = 5
"""Lines in which a file that something stands above is looked for its front matter."""
_DASHES = "-–—―─ \t"


def split(text: str, path: str, fields: str) -> tuple[strict_yaml.Tree, str, int]:
    """Front matter, body, and the line after the front matter; `fields` are those that it holds at least.

    Raises:
        LibraryError: The front matter is not where it should be, is no YAML, or the body is beyond all bounds.
    """
    lines = text.split("\n")
    if first := merge_marks.first(lines):
        mend = merge_marks.remedy("one of the two")
        raise LibraryError([Problem(path, first, "", merge_marks.WHAT, mend, rule="merge-marks")])
    if lines[0].rstrip() != "---":
        what, remedy = _begun(lines, fields)
        raise LibraryError([Problem(path, 1, "", what, remedy, rule="front-matter")])
    end = next((number for number, line in enumerate(lines[1:], 1) if line.rstrip() == "---"), 0)
    if not end:
        raise LibraryError([_unclosed(lines, path)])
    if not any(line.strip() for line in lines[1:end]):
        raise LibraryError([Problem(path, 2, "", "front matter is empty", f"add at least {fields}", rule="yaml")])
    tree = strict_yaml.load("\n".join(lines[1:end]) + "\n", path, first_line=2)
    if second := _second(lines, end + 1):
        what, remedy = "begins another article below the first", "cut it out from here on, into a file of its own"
        raise LibraryError([Problem(path, second, "", what, remedy, rule="front-matter")])
    body = "\n".join(lines[end + 1 :])
    if found := bounds.excess(body.strip()):
        line = end + 2 + found.line + body[: len(body) - len(body.lstrip())].count("\n")
        raise LibraryError([Problem(path, line, "body", found.what, found.remedy, rule="body")])
    return tree, body, end + 2


def _begun(lines: Sequence[str], fields: str) -> tuple[str, str]:
    """What is wrong with the beginning of a file, and the remedy: editors make other dashes of three hyphens."""
    first = next((number for number, line in enumerate(lines[:_ABOVE]) if line.strip() == "---"), None)
    if first is not None:
        above = "the blanks before it" if first == 0 else "all that stands above it"
        return "does not begin with its front matter", f"delete {above}: the first line is --- alone"
    if lines[0] and not lines[0].strip(_DASHES):
        return (
            f'begins with "{lines[0][:20]}"',
            "write exactly three hyphens in its place, here and below the fields: ---",
        )
    return "has no front matter", f"start the file with a line ---, then {fields}, then a line ---"


def _unclosed(lines: Sequence[str], path: str) -> Problem:
    """Fields without a line that ends them, or with one that is no three hyphens."""
    closing = (at for at, line in enumerate(lines[1:], 1) if line.strip() and not line.strip(f"{_DASHES}."))
    if number := next((at + 1 for at in closing if lines[at].strip() not in {"-", "."}), 0):
        what, remedy = (
            f'is "{lines[number - 1][:20]}", which ends no fields',
            "write exactly three hyphens in its place: ---",
        )
        return Problem(path, number, "", what, remedy, rule="front-matter")
    return Problem(
        path, 1, "", "front matter is not closed", "add a line --- after the last field", rule="front-matter"
    )


def _second(lines: Sequence[str], start: int) -> int:
    """The 1-based line on which the front matter of another article begins, or 0."""
    first, fenced = 0, False
    keys: set[str] = set()
    for number, line in enumerate(lines[start:], start + 1):
        if line.startswith(("```", "~~~")):  # an example of a file
            first, fenced = 0, not fenced
        elif line.rstrip() == "---" and not fenced:
            if first and len(keys & _OWN_FIELDS) > 1:
                return first
            first, keys = number, set()
        elif first:
            keys.add(line.partition(":")[0] if ":" in line else "")
    return 0
