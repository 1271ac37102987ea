"""What sanitising changes of harmless Markdown: the words never, the markup only in ways that are named here."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import markdown
from lxml import html as lxml_html

from digest.site.body import EXTENSIONS
from digest.site.sanitise import clean
from tests.torture.payloads import SHARED

if TYPE_CHECKING:
    from collections.abc import Iterator

SPEC = SHARED / "markdown" / "spec.txt"
_EXAMPLE = re.compile(r"^`{32} example\n(.*?)^\.\n.*?^`{32}$", re.DOTALL | re.MULTILINE)
_RAW = re.compile(r"<[!?/]?[a-zA-Z\-\[]|&#?\w+;")
"""Raw HTML (an autolink looks like it too) or entities, which sanitising may rewrite: counted apart."""
_SCHEME = re.compile(r"(?!https?:|mailto:)[a-z][a-z0-9+.-]*:", re.IGNORECASE)
MEANT = {"h1": "h2"}
"""Changed on purpose: the page has a title already."""


def examples() -> Iterator[str]:
    """The Markdown of every example of the specification."""
    for match in _EXAMPLE.finditer(SPEC.read_text("utf-8")):
        yield match[1].replace("→", "\t")


def lost(text: str) -> str:
    """What sanitising took from the rendering of `text`; empty where nothing but what is meant."""
    rendered = markdown.markdown(text, extensions=list(EXTENSIONS))
    before, after = _shape(rendered), _shape(clean(rendered))
    if before == after:
        return ""
    return f"{before} -> {after}"


def raw(text: str) -> bool:
    """Whether an example holds raw HTML or a scheme that no page links to."""
    return bool(_RAW.search(text) or _SCHEME.search(text.replace("\\", "")))


def _address(text: str) -> str:
    """A link's target as a browser reads it (https://url.spec.whatwg.org/#url-parsing): the sanitiser writes that."""
    return re.sub(r"[\t\n\r]", "", text).strip().replace("\\", "/")


def _shape(text: str) -> list[str]:
    """Tags, link targets and words in order."""
    found: list[str] = []
    for element in lxml_html.document_fromstring(f"<div>{text}</div>").iter():
        if not isinstance(element.tag, str):
            continue
        found.append(MEANT.get(element.tag, element.tag))
        found += [_address(element.get("href", ""))] if element.get("href") else []
        found += [element.get(name, "") for name in ("alt", "title") if element.get(name)]
        found += " ".join([element.text or "", element.tail or ""]).split()
    return found
