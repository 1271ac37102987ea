"""The attacks: a few of our own that always run, and thousands that are kept outside the project."""

from __future__ import annotations

import json
from pathlib import Path

SHARED = Path(__file__).parents[3] / "shared" / "data" / "hostile"
LIVE = SHARED / "xss" / "live.jsonl"
"""One attack a line (`payload`), each of which ran in a browser where nothing stopped it."""

OWN = (
    "<img src=x onerror=alert(1)>",
    "<svg onload=alert(1)>",
    "<script>alert(1)</script>",
    '"><script>alert(1)</script>',
    "'\"><img src=x onerror=alert(1)>",
    "</title><script>alert(1)</script>",
    "</script><script>alert(1)</script>",
    "--><script>alert(1)</script><!--",
    "<details open ontoggle=alert(1)>x</details>",
    "<input autofocus onfocus=alert(1)>",
    "<a href=javascript:alert(1)>x</a>",
    "<b onclick=alert(1)>x</b>",
    "<p onmouseover=alert(1)>x</p>",
    "<iframe srcdoc='<script>parent.alert(1)</script>'></iframe>",
    "<svg><animate onbegin=alert(1) attributeName=x dur=1s></svg>",
)
MARKDOWN = (
    "[x](javascript:alert(1))",
    "[x](JaVaScRiPt&#58;alert(1))",
    "[x]( javascript:alert(1) 'x')",
    "<javascript:alert(1)>",
    "[x][y]\n\n[y]: javascript:alert(1)",
    "![x](x){ onerror=alert(1) }",
    "## x {: onclick=alert(1) }",
    "[x](data:text/html,<script>alert(1)</script>)",
    "`x`<img src=x onerror=alert(1)>",
    "x[^1]\n\n[^1]: <img src=x onerror=alert(1)>",
    "| a |\n|---|\n| <img src=x onerror=alert(1)> |",
)
"""Attacks that are Markdown: for bodies alone."""


def payloads(step: int = 1) -> list[str]:
    """Our own, and every `step`-th of those kept outside where they are on this machine."""
    kept = LIVE.read_text("utf-8").splitlines() if LIVE.is_file() else []
    return [*OWN, *(json.loads(line)["payload"] for line in kept[::step])]
