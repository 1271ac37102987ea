"""A content folder in which every field attacks: what reaches a page must show as text and never run."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

RUN = "document.documentElement.dataset.ran=1"
TITLES = (
    f"</title><script>{RUN}</script>",
    f'"><img src=x onerror={RUN}>',
    f"' onmouseover='{RUN}' autofocus onfocus='{RUN}",
    f"<svg onload={RUN}>",
    "{{ config }}{% for x in y %}{{ 7*7 }}",
    f"--><script>{RUN}</script><!--",
    f"&lt;script&gt;{RUN}&lt;/script&gt;",
    f"javascript:{RUN}",
    f"[x](javascript:{RUN})",
    "<!--digest:body-->",
    f"</h1></article></main><iframe srcdoc='<script>parent.{RUN}</script>'></iframe>",
    "\\u003cscript\\u003e \\x3cimg\\x3e ${1} `x`",
)
BODY = f"""Update: <b onclick="{RUN}">text</b>

[click](javascript:{RUN}) [entity](javascript&#58;{RUN})
[data](data:text/html,<script>{RUN}</script>)
<javascript:{RUN}> ![image](x){{ onerror="{RUN}" }}
![remote](https://evil.example/p.png) ![protocol](//evil.example/q.png)

## Heading {{: onclick="{RUN}" }}

<script>{RUN}</script>

<img src=x onerror="{RUN}"> <svg><script>{RUN}</script></svg>

<math><mtext><style><img src=x onerror="{RUN}"></style></mtext></math>

<iframe srcdoc="<script>parent.{RUN}</script>"></iframe>

<meta http-equiv="refresh" content="0;url=https://evil.example"> <base href="https://evil.example/">

<style>body {{ display: none }}</style> <a href="vbscript:x" style="position:fixed;inset:0">cover</a>

<form action="https://evil.example"><button>send</button></form>

--8<-- "mkdocs.yml"

{{{{ config }}}} {{% include "main.html" %}} <div id="d-title">taken</div> <!-- digest:body -->

| a | b |
|---|---|
| <img src=x onerror={RUN}> | [x](JaVaScRiPt:{RUN}) |
"""


def write(content: Path) -> None:
    """Fill `content` with one article for each title, and a series that attacks as well."""
    (content / "series").mkdir(parents=True)
    for folder in ("articles", "about", "en"):
        (content / folder).mkdir()
    q = json.dumps
    for name in ("index.md", "about/index.md", "en/index.md"):
        head = f"---\ntitle: {q(TITLES[0], ensure_ascii=False)}\ndescription: {q(TITLES[1], ensure_ascii=False)}\n---\n"
        (content / name).write_text(f"{head}{BODY}", "utf-8")
    head = f"title: {q(TITLES[0])}\ntitle_en: {q(TITLES[3])}\naliases: [{q(TITLES[2])}]"
    (content / "series" / "s.md").write_text(f"---\n{head}\n---\n{BODY}", "utf-8")
    for number, title in enumerate(TITLES):
        other = TITLES[(number + 1) % len(TITLES)]
        (content / "articles" / f"a{number}.md").write_text(_article(number, title, other), "utf-8")


def _article(number: int, title: str, other: str) -> str:
    q = json.dumps
    return f"""---
title: {q(title)}
date: 2025-01-{number + 1:02}T09:00:00+09:00
kicker: {q(other)}
series: s
part: {number + 1}
tickers: ["NVDA"]
sentiment: {{label: negative, by: model, method: lexicon}}
deck: [{q(title)}, {q(other)}]
impacts:
  - {{ticker: "NVDA", direction: negative, reason: {q(title)}}}
figures:
  - {{label: {q(title)}, value: "1", unit: {q(other)}, text: {q(other)}}}
captions:
  - {{text: {q(title)}, credit: {q(other)}}}
source: {{url: "https://e.com/{number}?a=1&b='2'", name: {q(title)}, author: {q(other)}, place: {q(title)}}}
sources:
  - {{url: "https://e.org/{number}", name: {q(other)}, author: {q(title)}}}
rights: full
rights_basis: {q(title)}
excerpt: {q(title[:190])}
---
{BODY}
"""
