"""Flash news is a sentence or two: so short a text is believed only where the page says that it is the article's.

What pages show in an article's place (a login, a question whether a reader is a robot, teasers of others) is as short,
but shares no words with the headline.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from digest.extract import adapter as adapters
from digest.extract import blocks, date_lines, furniture, kinship

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from digest.extract.adapter import Adapter
    from digest.extract.metadata import Facts

MIN_TEXT = 20
"""Characters of a sentence that reports something."""
_PLACES = (
    "[itemprop=articleBody], #articleBody, #article-body, #newsct_article, .article-body, .article_body, .articleBody, "
    ".article-content, .article_content, .article-text, .entry-content, .post-content, .story-body, .body-content, "
    ".news-body, .news_body, .view_con, .view-content"
)
"""Where pages keep the text of an article and nothing else."""
_WHOLE = "article, main"
"""What holds headline and text, on pages with one of it."""
_CUT = ("...", "…")
_LOCKED = "locked"


def find(
    tree: blocks.Element, facts: Facts, adapter: Adapter | None, title: str, clean: Callable[[list[str]], list[str]]
) -> list[str]:
    """Lines of a short text, or [] where none is certain.

    Args:
        tree: The page.
        facts: What its head says.
        adapter: The publisher's row, where there is one.
        title: The headline, with which the text must share words.
        clean: Takes bylines and the like out of lines, as for longer texts.
    """
    closed = str(facts.ld.get("isAccessibleForFree")).casefold() == "false"
    closed = closed or facts.meta.get("article:content_tier") == _LOCKED
    if closed or any(map(furniture.is_wall, blocks.paragraphs(tree))):
        return []
    said = kinship.stems([title])
    for lines in _candidates(tree, facts, adapter):
        text = clean(lines)
        whole = " ".join(text)
        kin = [line for line in text if kinship.is_kin(line, said)]
        told = any(map(date_lines.is_sentence, text)) or len(kin) == len(text)
        if kin and told and len(whole) >= MIN_TEXT and not whole.endswith(_CUT):
            return lines
    return []


def _candidates(tree: blocks.Element, facts: Facts, adapter: Adapter | None) -> Iterator[list[str]]:
    """Lines of each place where the text may stand, the most certain first."""
    dropped = {element for selector in (adapter.drop if adapter else ()) for element in adapters.select(tree, selector)}
    for selector in (*(adapter.body if adapter else ()), _PLACES):
        found = adapters.select(tree, selector)
        if len(found) == 1:
            yield blocks.paragraphs(found[0], dropped)
    if stated := facts.ld_lines("articleBody"):
        yield stated.split("\n")
    for place in adapters.select(tree, _WHOLE)[:2]:
        yield [line for line in blocks.paragraphs(place) if date_lines.is_sentence(line)]
