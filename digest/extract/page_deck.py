"""The deck of a page: by the publisher's own place for it, else by the one element whose class says that it is one."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from digest.extract import adapter as adapters
from digest.extract import blocks

if TYPE_CHECKING:
    from digest.extract.adapter import Adapter
    from digest.extract.metadata import Facts

MAX_DECK = 8
"""Lines of a deck."""
_DECKS = (
    "article .subtitle, article .sub_title, article .sub-title, .article .subtitle, .subheading, .midtitle_text, "
    ".article-sub-title, .article_sub_title, .sub_tit, .standfirst, .article-dek, .dek, "
    "article h2.sub, article h3.sub, article h2.subtit, .news_subtitle, .article-sub-headline, .view_subtitle, "
    "[itemprop=alternativeHeadline], .o-topper__standfirst, .gh-article-excerpt, .post-header .subtitle"
)
_AI_LINE = re.compile(r"(?:AI\s?(?:핵심|기사|뉴스)?\s?요약|뉴스 ?요약쏙|(?:세|3) ?줄 ?요약).{0,40}")


def read(tree: blocks.Element, facts: Facts, adapter: Adapter | None) -> list[str]:
    """Deck lines by the adapter, else of the one element whose class says that it is a deck."""
    found = adapters.values(adapter, "deck", tree, facts)[1] if adapter else []
    if not found:
        said = adapters.select(tree, _DECKS)
        found = blocks.paragraphs(said[0]) if len(said) == 1 and said[0].tag not in blocks.NO_TEXT else []
    return [line[:500] for line in dict.fromkeys(found) if 2 < len(line) <= 300 and not _AI_LINE.match(line)][:MAX_DECK]
