"""What the commands for curators say, in Korean and English: `digest/data/speech.csv`, one row a sentence.

The language is that of the terminal (LC_ALL, LC_MESSAGES, LANG): Korean where it is Korean, else English.
"""

from __future__ import annotations

import csv
import os
import shutil
import sys
from functools import cache
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Mapping

Tongue = Literal["ko", "en"]


def tongue(environment: Mapping[str, str] | None = None) -> Tongue:
    """The language in which a terminal is spoken to."""
    environment = os.environ if environment is None else environment
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if value := environment.get(name, ""):
            return "ko" if value.lower().startswith("ko") else "en"
    return "en"


def called() -> str:
    """How this program is typed here: `digest` where the shell finds it, else by its place (`.venv/bin/digest`)."""
    here = Path(sys.argv[0])
    if here.name != "digest":
        return "digest"
    found = shutil.which("digest")
    return "digest" if found and Path(found).resolve() == here.resolve() else str(here)


@cache
def _table() -> Mapping[str, Mapping[str, str]]:
    text = (resources.files("digest.data") / "speech.csv").read_text("utf-8")
    return {row["key"]: row for row in csv.DictReader(text.splitlines())}


def knows(key: str) -> bool:
    """Whether there is such a sentence."""
    return key in _table()


def say(key: str, lang: Tongue, **values: object) -> str:
    """The sentence `key` with `{name}` filled in."""
    return _table()[key][lang].replace("\\n", "\n").format(**values)


def both(key: str, **values: object) -> tuple[str, str]:
    """The sentence in both languages, for places that strangers read."""
    return say(key, "ko", **values), say(key, "en", **values)
