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
_HIDDEN = ("display:none", "display: none", "visibility:hidden", "visibility: hidden")


def paragraphs(root: Element, dropped: Container[Element] = ()) -> list[str]:
    """Clean paragraphs below `root` in reading order, without the elements of `dropped`; a table row is one line."""
    out: list[str] = []
    parts: list[str] = []

    def close() -> None:
        text = clean_line("".join(parts))
        parts.clear()
        if text:
            out.append(text)

    stack: list[tuple[Element, bool]] = [(root, False)]
    while stack:
        element, leaving = stack.pop()
        tag = element.tag
        block = tag in BLOCKS
        if leaving:
            if tag in {"td", "th"}:
                parts.append(" ")
            elif block:
                close()
            if element is not root and element.tail:
                parts.append(_flat(element.tail))
            continue
        if not isinstance(tag, str) or tag in NO_TEXT or element in dropped or is_hidden(element):
            if tag in {"figure", "table"} or element in dropped:
                close()
            if element is not root and element.tail:
                parts.append(_flat(element.tail))
            continue
        if block and tag not in {"td", "th"}:
            close()
        if element.text:
            parts.append(element.text.replace("\n", "\v") if tag == "pre" else _flat(element.text))
        stack.append((element, True))
        stack.extend((child, False) for child in reversed(element))
    close()
    return out


def text(element: Element) -> str:
    """All text below an element as one line."""
    return clean_line(" ".join(paragraphs(element)))


def is_hidden(element: Element) -> bool:
    """The element says itself that readers do not see it."""
    style = (element.get("style") or "")[:200].lower()
    return element.get("hidden") is not None or any(word in style for word in _HIDDEN)


def _flat(text: str) -> str:
    return text.replace("\n", " ").replace("\r", " ")
