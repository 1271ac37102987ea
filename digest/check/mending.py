"""Mends files of a content folder in place, each whole or not at all."""

from __future__ import annotations

import re
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from digest.check.fixes import mend
from digest.check.place import FileText
from digest.errors import LibraryError
from digest.files import write_atomic
from digest.library.files import is_translation, shown, walk
from digest.library.reader import MAX_FILE_BYTES, decode

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from digest.errors import Problem

_FIELD = {name: re.compile(rf"^{name}:\s*[\"']?([a-z]+)", re.MULTILINE) for name in ("lang", "rights")}


def mend_all(content: Path, selected: frozenset[str] | None) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Mend every file that needs it (of `selected`, where given); its name and the rules of what was mended.

    Raises:
        LibraryError: When there is no such folder.
    """
    unsafe: list[Problem] = []
    for path in walk(content, unsafe):
        relative = path.relative_to(content).as_posix()
        if path.suffix != ".md" or (selected is not None and relative not in selected):
            continue
        try:
            data = path.read_bytes() if path.stat().st_size <= MAX_FILE_BYTES else b""
            text = decode(data, "")
        except (OSError, LibraryError):
            continue
        made, rules = mend(data, _lang(text, relative), ours=_ours(text))
        if rules and write_atomic(path, made):
            yield shown(path), tuple(dict.fromkeys(rules))


def _lang(text: str, relative: str) -> str:
    name = PurePosixPath(relative).name
    if relative.startswith("articles/") and is_translation(name):
        return name.removesuffix(".md").rsplit(".", 1)[-1]
    return _front(text, "lang") or "ko"


def _ours(text: str) -> bool:
    return _front(text, "rights") != "full"


def _front(text: str, field: str) -> str:
    file = FileText(text)
    found = _FIELD[field].search("\n".join(file.lines[1 : file.end]))
    return found[1] if found else ""
