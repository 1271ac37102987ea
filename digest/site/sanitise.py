"""What rendered Markdown may hold. Everything else is taken out, whatever wrote it.

Disabling raw HTML is not enough: links and attributes run scripts as well. So the rendered HTML goes through one
sanitiser with lists of our own; its defaults strip ids and allow remote images and odd address schemes.
"""

from __future__ import annotations

import re

import nh3

from digest.text.elements import ALLOWED, ELEMENTS

ATTRIBUTES: dict[str, set[str]] = {
    "a": {"href", "title", "id"},
    "abbr": {"title"},
    "img": {"src", "alt", "title", "width", "height"},
    "li": {"id"},
    "ol": {"start"},
    "sup": {"id"},
    "td": {"colspan", "rowspan", "align"},
    "th": {"colspan", "rowspan", "align", "scope"},
    **{f"h{level}": {"id"} for level in range(2, 7)},
}
CLASSES: dict[str, set[str]] = {
    "a": {"footnote-ref", "footnote-backref"},
    "div": {"footnote"},
    "sup": {"footnote-ref"},
}
SCHEMES = frozenset({"http", "https", "mailto"})
MAX_DEPTH = 100
"""Deepest nesting that is passed on: the sanitiser's time grows with its square."""
_ID = re.compile(r"[\w:.\-가-힣]{1,200}")
_REMOTE = re.compile(r"\s*(?:[a-z][a-z0-9+.\-]*:|//)", re.IGNORECASE)
_SCHEME = re.compile(r"\s*([a-z][a-z0-9+.\-]*):", re.IGNORECASE)
_CONTROLS = re.compile(r"[\x00-\x1f\x7f]+")
_PATH = re.compile(r"[^?#]*")
_H1 = re.compile(r"<(/?)h1\b", re.IGNORECASE)
_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]{0,15})")
_OPENS = re.compile(r"<(?=/?([A-Za-z][^\s<>/]*))")
_SHALLOW = "area base br col embed hr img input link meta param source track wbr p li td th tr"
_VOID = frozenset(_SHALLOW.split())
"""Tags that hold nothing, or that the parser closes by itself: they do not count as depth."""


def clean(html: str) -> str:
    """The HTML with only what the lists allow; a first-level heading becomes a second-level one.

    HTML nested deeper than MAX_DEPTH comes back as text.
    """
    if html.count("<") - html.count("</") > MAX_DEPTH and _depth(html) > MAX_DEPTH:
        html = nh3.clean_text(html)
    return _CLEANER.clean(_H1.sub(r"<\1h2", html))


def worded(html: str) -> str:
    """The HTML with what is no element as text: a book's title stands between `<` and `>` in Korean."""
    return _OPENS.sub(lambda match: match[0] if match[1].lower() in ELEMENTS else "&lt;", html)


def _filter(_tag: str, name: str, value: str) -> str | None:
    if name == "id":
        return value if _ID.fullmatch(value) and not value.startswith(("d-", "__")) else None
    if name == "src":
        seen = _seen(value)
        return None if _REMOTE.match(seen) else seen
    if name == "href":
        seen = _seen(value)
        scheme = _SCHEME.match(seen)
        return None if scheme and scheme[1].lower() not in SCHEMES else seen
    return value


def _seen(address: str) -> str:
    r"""An address as a browser reads it: no tabs, line ends or blanks around it, and a backslash is a slash.

    So `/\a.example` and one with a tab between its slashes stand as `//a.example`, which no reader of ours takes for
    a page of this site. Other controls go too; no address has them.
    """
    text = _CONTROLS.sub("", address).strip(" ")
    if "\\" not in text or text[:7].lower() == "mailto:":
        return text
    return _PATH.sub(lambda match: match[0].replace("\\", "/"), text, count=1)


def _depth(html: str) -> int:
    depth = deepest = 0
    for match in _TAG.finditer(html):
        if match.group(2).lower() in _VOID:
            continue
        depth = max(0, depth - 1) if match.group(1) else depth + 1
        deepest = max(deepest, depth)
    return deepest


_CLEANER = nh3.Cleaner(
    tags=set(ALLOWED),
    clean_content_tags={"script", "style"},
    attributes=ATTRIBUTES,
    attribute_filter=_filter,
    allowed_classes=CLASSES,
    strip_comments=True,
    link_rel="nofollow noopener",
    url_schemes=set(SCHEMES),
)
"""Made once: turning the lists over costs as much as a page."""
