"""A part of a page as paragraphs of plain text, the way a reader sees them.

Block elements and line breaks end a paragraph; figures, scripts, buttons and hidden elements are no text.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from digest.text.normalise import clean_line

if TYPE_CHECKING:
    from collections.abc import Container

Element = Any
"""An lxml element; the library gives no types."""

BLOCKS = frozenset(
    [
        "address",
        "article",
        "aside",
        "blockquote",
        "body",
        "br",
        "caption",
        "center",
        "dd",
        "details",
        "div",
        "dl",
        "dt",
        "fieldset",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hr",
        "li",
        "main",
        "nav",
        "ol",
        "p",
        "pre",
        "section",
        "summary",
        "table",
        "tbody",
        "td",
        "th",
        "thead",
        "tr",
        "ul",
    ]
)
NO_TEXT = frozenset(
    [
        "audio",
        "button",
        "canvas",
        "embed",
        "figcaption",
        "figure",
        "head",
        "iframe",
        "input",
        "link",
        "map",
        "meta",
        "noscript",
        "object",
        "option",
        "picture",
        "script",
        "select",
        "source",
        "style",
        "svg",
        "template",
        "textarea",
        "title",
        "video",
    ]
)
_CELLS = frozenset({"td", "th"})
_HIDDEN = ("display:none", "display: none", "visibility:hidden", "visibility: hidden")


def paragraphs(root: Element, dropped: Container[Element] = ()) -> list[str]:
    """Clean paragraphs below `root` in reading order, without the elements of `dropped`; a table row is one line."""
    out = _Lines()
    stack: list[tuple[Element, bool]] = [(root, False)]
    while stack:
        element, leaving = stack.pop()
        tag = element.tag
        if leaving:
            out.leave(tag)
        elif not isinstance(tag, str) or tag in NO_TEXT or element in dropped or is_hidden(element):
            if tag == "figure" or element in dropped:
                out.close()
        else:
            out.enter(tag, element.text)
            stack.append((element, True))
            stack.extend((child, False) for child in reversed(element))
            continue
        if element is not root and element.tail:
            out.add(element.tail)
    out.close()
    return out.lines


class _Lines:
    """Text gathered into paragraphs."""

    def __init__(self) -> None:
        self.lines: list[str] = []
        self._parts: list[str] = []

    def add(self, text: str) -> None:
        self._parts.append(text.replace("\n", " ").replace("\r", " "))

    def close(self) -> None:
        text = clean_line("".join(self._parts))
        self._parts.clear()
        if text:
            self.lines.append(text)

    def enter(self, tag: str, text: str | None) -> None:
        if tag in BLOCKS and tag not in _CELLS:
            self.close()
        elif tag == "time" and self._parts and self._parts[-1][-1:].isalnum() and (text or "")[:1].isalnum():
            self._parts.append(" ")  # a date of its own behind a name
        if text:
            self.add(text)

    def leave(self, tag: str) -> None:
        if tag in _CELLS:
            self._parts.append(" ")
        elif tag in BLOCKS:
            self.close()


def text(element: Element) -> str:
    """All text below an element as one line."""
    return clean_line(" ".join(paragraphs(element)))


def is_hidden(element: Element) -> bool:
    """The element says itself that readers do not see it."""
    style = (element.get("style") or "")[:200].lower()
    return element.get("hidden") is not None or any(word in style for word in _HIDDEN)
