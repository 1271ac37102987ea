"""Lists of articles whose teasers are whole sentences: each stands in a box of its own, with its headline as a link."""

from __future__ import annotations

from typing import TYPE_CHECKING

from digest.extract import blocks, date_lines, metadata

if TYPE_CHECKING:
    from collections.abc import Sequence

    from digest.extract.metadata import Facts

MIN_TEASERS = 4
MOST = 0.7
"""Share of a text's paragraphs that are such teasers, in a list."""
MAX_PARAGRAPHS = 80
"""Of a list; a longer text is looked at no further."""
MIN_LINK = 10
"""Characters of a headline that leads to its article."""
_DEEP = 3
"""Boxes around a teaser, one in the other."""
_PLACES = ("p", "div", "dd", "span", "li", "td")


def is_list(tree: blocks.Element, facts: Facts, body: Sequence[str]) -> bool:
    """Most sentences of the text are teasers of other pages, and the head names neither an article nor its date."""
    wanted = {line for line in body if date_lines.is_sentence(line)}
    stated = facts.ld or any(facts.meta.get(key) for key in metadata.META_PUBLISHED)
    if stated or not MIN_TEASERS <= len(wanted) <= MAX_PARAGRAPHS:
        return False
    places: dict[str, blocks.Element] = {}
    for element in tree.iter(*_PLACES):
        text = blocks.text(element)
        if text in wanted:
            places[text] = element  # the innermost, which comes last
    own = set(places.values())
    teasers = sum(_is_teaser(element, own) for element in own)
    return teasers >= MIN_TEASERS and teasers > MOST * len(wanted)


def _is_teaser(element: blocks.Element, own: set[blocks.Element]) -> bool:
    """A box around it holds a headline that is a link, and none of the other paragraphs."""
    inside = set(element.iter())
    for box in list(element.iterancestors())[:_DEEP]:
        if own & set(box.iter()) - inside:
            return False
        if box.tag == "a" or any(len(blocks.text(link)) >= MIN_LINK for link in box.iter("a") if link not in inside):
            return True
    return False
