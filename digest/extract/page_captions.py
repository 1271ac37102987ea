"""Captions and credits that a page's markup names: they are data of the article and never its body."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from digest.extract import adapter as adapters
from digest.extract import captions, metadata, prose
from digest.extract.publishers import by_name
from digest.model import Caption

if TYPE_CHECKING:
    from digest.extract.adapter import Adapter
    from digest.extract.blocks import Element
    from digest.extract.metadata import Facts

_FIGURES = (
    "figcaption, td.caption, .caption, .img-caption, .image-caption, .photo-caption, .photo_caption, .thum_figure_txt, "
    ".wp-caption-text, .img_caption, .img_txt, .photo_txt, .imgdesc, .img_desc, .media-caption, .credit, .photo-credit"
)
_AGENCY_END = re.compile(r"(?P<text>.{4,400}[.다])\s{1,3}(?P<credit>[가-힣A-Za-z0-9/=· ]{2,24})")
_RIGHTS = re.compile(
    r"(?P<text>[^\[]{0,400})\[(?P<credit>[^\[\]]{1,60}?)\s?제공[^\[\]]{0,40}\]\s{0,2}(?:photo@\S{1,30})?"
)
"""`[X 제공. 재판매 및 DB금지]`: provided by X, no resale."""
_ASIDE = frozenset({"aside", "nav", "footer"})
MAX_CAPTIONS = 40


def read(tree: Element, facts: Facts, adapter: Adapter | None) -> list[Caption]:
    """Captions and credits from the markup, once each."""
    found = adapters.values(adapter, "caption", tree, facts)[1] if adapter else []
    if not found:
        shown = adapters.select(tree, _FIGURES)[: MAX_CAPTIONS * 3]
        found = [
            _inner(element) for element in shown if not any(above.tag in _ASIDE for above in element.iterancestors())
        ]
    items = [_caption(text) for text in dict.fromkeys(found) if 1 < len(text) <= 600]
    return list(dict.fromkeys(item for item in items if item.text or item.credit))[:MAX_CAPTIONS]


def _inner(element: Element) -> str:
    return metadata.clean_text(" ".join(part for part in element.itertext()))[:601]


def _caption(text: str) -> Caption:
    """A caption of the markup: by its credit sign, by an agency's name after its sentence, or as it is."""
    rights = _RIGHTS.fullmatch(text)
    if rights:
        return Caption(text=rights["text"].strip() or None, credit=rights["credit"].strip())
    known = prose.own_caption(text)
    if known and (known.text or known.credit):
        return known
    end = _AGENCY_END.fullmatch(text)
    if end and (by_name(end["credit"].strip()) or end["credit"].strip().endswith("기자")):
        return Caption(text=end["text"].strip(), credit=end["credit"].strip())
    return captions.read_text(text)
