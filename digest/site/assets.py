"""One style sheet and one script for all pages, joined from parts: a part a feature, a request a kind.

Comments and blanks stay in the repository: what is sent is without them.
"""

from __future__ import annotations

import json
from functools import lru_cache
from typing import TYPE_CHECKING

from rcssmin import cssmin
from rjsmin import jsmin

from digest.site.settings import LANGS
from digest.site.words import words

if TYPE_CHECKING:
    from pathlib import Path

STYLE = "assets/digest.css"
SCRIPT = "assets/digest.js"
PARTS = ("styles", "scripts")
"""Folders that are joined, not copied."""
WORDS = "view_"
"""Words whose keys start so are those of the scripts, which make the controls that do nothing without them."""
_PARTS = {STYLE: ("styles", "*.css"), SCRIPT: ("scripts", "*.js")}


def assets(overrides: Path) -> dict[str, str]:
    """The text of each asset by its address: the parts of its folder, in the order of their names."""
    found = {
        path: "\n".join(part.read_text("utf-8") for part in sorted((overrides / folder).glob(pattern)))
        for path, (folder, pattern) in _PARTS.items()
    }
    return {STYLE: _light(STYLE, found[STYLE]), SCRIPT: _light(SCRIPT, f"{_words()}\n{found[SCRIPT]}")}


def scripts(overrides: Path) -> dict[str, str]:
    """The text of the scripts that only some pages load, by their addresses."""
    folder = overrides / "assets"
    return {f"assets/{path.name}": _light(path.name, path.read_text("utf-8")) for path in sorted(folder.glob("*.js"))}


@lru_cache(maxsize=32)
def _light(path: str, text: str) -> str:
    """Without comments and blanks; both give the same bytes each time."""
    return str(cssmin(text) if path.endswith(".css") else jsmin(text))


def _words() -> str:
    """`globalThis.digestWords = {"ko": {"copy": "링크 복사", …}, …};`, by the key without its prefix."""
    chosen = {
        lang: {key.removeprefix(WORDS): word for key, word in words(lang).items() if key.startswith(WORDS)}
        for lang in LANGS
    }
    return f"globalThis.digestWords = {json.dumps(chosen, ensure_ascii=False)};"
