"""A rendered body as lines of text: what search is made of, and what its worker reads on the article's page again.

`bodyLines` of overrides/assets/search.js is the twin of `lines`: what the index knows of a body must be found in the
page, letter by letter, so both start from the same HTML and not from Markdown.
"""

from __future__ import annotations

import html
import re

_REST = r'[^">]*+(?:"[^"]*"[^">]*+)*+>'
"""The rest of a tag as the sanitiser writes it."""
_BLOCK = re.compile(
    "</?(?:blockquote|br|caption|d[dlt]|div|fig(?:caption|ure)|h[2-6r]|li|[ou]l|p|pre|table|t(?:body|foot|head|r))"
    f"(?![a-z0-9]){_REST}"
)
"""Begins a line or ends one; all others stand within a line."""
_CELL = re.compile(f"</?t[dh](?![a-z0-9]){_REST}")
_TAG = re.compile(f"</?[a-z]{_REST}")
_HEADING = re.compile(f"<h[2-6]{_REST}")
_KEPT = re.compile("<pre>.*?</pre>", re.DOTALL)
_PICTURE = re.compile(r'<img(?: alt="([^"]*)"|[^">]|"[^"]*")*+>')
_NOTE = re.compile(rf'<a(?:[^">]|"[^"]*")*? class="footnote-[^"]*"{_REST}.*?</a>', re.DOTALL)
"""A link to a footnote or back: its number would be read as part of the word before."""
_SPACES = re.compile("  +")
_OTHER_SPACES = "\n\t\f\r"
_MARK = "\x01"


def lines(body: str) -> list[str]:
    """Paragraphs, list items and table rows, each as one line without markup; headings stand last.

    Args:
        body: HTML that the sanitiser wrote.
    """
    text = _KEPT.sub(lambda match: match[0].replace("\n", "<br>"), body) if "<pre>" in body else body
    for space in _OTHER_SPACES:
        text = text.replace(space, " ")
    if 'class="footnote-' in text:
        text = _NOTE.sub("", text)
    if "<img" in text:
        text = _PICTURE.sub(lambda match: (match[1] or "").replace("<", "&lt;"), text)
    text = _BLOCK.sub("\n", _HEADING.sub(f"\n{_MARK}", text))
    text = _TAG.sub("", _CELL.sub(" ", text) if "<t" in text else text)
    found: list[str] = []
    headings: list[str] = []
    for line in _SPACES.sub(" ", html.unescape(text) if "&" in text else text).split("\n"):
        heading = line[:1] == _MARK
        if bare := line.strip(f" {_MARK}"):
            (headings if heading else found).append(bare)
    return found + headings
