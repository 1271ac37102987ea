"""A content folder in which each article carries one attack in every field that takes text, and in its body."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

from digest.text.normalise import clean_line, clean_text
from tests.torture.payloads import MARKDOWN

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

PARTS = 100
"""Articles of one series."""
_LONGEST = 500
_FORBIDDEN = re.compile("[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\u202a-\u202e\u2066-\u2069]")
"""What a file is refused for; without it the attack gets further."""


def write(content: Path, attacks: Sequence[str]) -> int:
    """Fill `content`; how many articles there are."""
    for folder in ("series", "articles", "about", "en"):
        (content / folder).mkdir(parents=True)
    for name in ("index.md", "about/index.md", "en/index.md"):
        (content / name).write_text(f"---\ntitle: {_line(attacks[0])}\n---\n{_body(attacks[0])}", "utf-8")
    for number, attack in enumerate([*attacks, *MARKDOWN]):
        if number % PARTS == 0:
            title = f"title: {_line(attack)}\ntitle_en: {_line(attack)}\naliases: [{_line(attack)}]"
            (content / "series" / f"s{number // PARTS}.md").write_text(f"---\n{title}\n---\n{_body(attack)}", "utf-8")
        (content / "articles" / f"a{number}.md").write_text(_article(number, attack), "utf-8")
    return len(attacks) + len(MARKDOWN)


def _line(attack: str) -> str:
    """The attack as one quoted line that a file may hold."""
    text = clean_line(_FORBIDDEN.sub("", attack))[: _LONGEST - 1].strip() or "empty"
    return json.dumps(text, ensure_ascii=False)


def _body(attack: str) -> str:
    text = clean_text(_FORBIDDEN.sub("", attack))
    line = " ".join(text.split())
    cell = line.replace("|", "\\|")
    return (
        f"Plain words first.\n\n{text}\n\nWords {line} words.\n\n## Heading {line}\n\n- item {line}\n\n"
        f"> quote {line}\n\n| a | b |\n|---|---|\n| {cell} | 1 |\n\n[{line}](https://e.example/) ![{line}](x.png)\n\n"
        f"[link](<{line}>) [title](https://e.example/ '{line}')\n\n`{line}`\n\n    {line}\n\n{text}\n"
    )


def _article(number: int, attack: str) -> str:
    line = _line(attack)
    quoted = json.dumps(json.loads(line)[:190].strip() or "empty", ensure_ascii=False)
    return f"""---
title: {line}
date: 2025-{number // 28 % 12 + 1:02}-{number % 28 + 1:02}T09:00:00+09:00
lang: {"en" if number % 5 == 4 else "ko"}
kicker: {line}
series: s{number // PARTS}
part: {number % PARTS + 1}
tickers: ["NVDA"]
sentiment: {{label: negative, by: model, method: lexicon, evidence: [{{sentence: 1, words: {line}}}]}}
deck: [{line}]
impacts:
  - {{ticker: "NVDA", direction: negative, reason: {line}}}
figures:
  - {{label: {line}, value: "1", unit: {line}, text: {line}, date: 2025-01-01}}
  - {{label: {line}, value: "2", unit: {line}, text: {line}, date: 2025-01-02}}
captions:
  - {{text: {line}, credit: {line}, kind: {line}}}
source: {{url: "https://e.example/{number}?a=1&b=2", name: {line}, author: {line}, place: {line}}}
sources:
  - {{url: "https://f.example/{number}", name: {line}, author: {line}}}
rights: full
rights_basis: {line}
excerpt: {quoted}
---
{_body(attack)}"""
