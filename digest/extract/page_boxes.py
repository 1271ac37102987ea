"""Takes out of a page's tree what is no part of its article, so that no later step takes it for prose.

Summaries by machines, cards that pop up, boxes that ask for consent, comments, and the next articles of a page that
has no end.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from digest.extract import adapter as adapters
from digest.extract import blocks, date_lines

if TYPE_CHECKING:
    from collections.abc import Iterator

_AI = (
    "section#aiSummary, .ai-summary, .ai_summary, #ai-summary, .aiSummary, .news_sum_text, .news_sum_group, "
    "[class*=aiSummary], [class*=ai-summary], [id*=aiSummary], [id*=ai_summary]"
)
"""Summaries that a machine of the publisher's made: no words of the article."""
_CARDS = "//p//span[.//img and count(.//a) > 2]"
"""Cards about people and companies that pop up over a word of the text."""
_CONSENT = (
    "#onetrust-consent-sdk, #CybotCookiebotDialog, #didomi-host, #usercentrics-root, .qc-cmp2-container, "
    "[class*=cookie-], [id*=cookie-], [class*=cookie_], [id*=cookie_], [class*=cookieconsent], [id*=cookieconsent], "
    "[class*=cookie][role=dialog], [id^=gdpr], [class^=gdpr], [id*=sp_message_container]"
)
_COMMENTS = (
    "#comments, #comment, .comments, .comment-list, .comment-section, .comments-area, .commentlist, #respond, "
    "#disqus_thread, .reply_list, .reply-list, .cmt_list, #reply_list"
)
"""What readers wrote: neither its words nor its dates are the article's."""
_MAX_CONSENT = 6_000
"""Characters of a box that asks for consent; what is longer holds the page."""
_WHOLE = frozenset({"html", "body", "article", "main"})
_MIN_ARTICLE = 150
"""Characters of an article that follows another on the same page."""
_HEAD_LINES = 6
"""Lines in which an article that follows says when or by whom it is."""
_MAX_HEADS = 40


def clear(tree: blocks.Element) -> None:
    """Drop the boxes, and the articles below the page's own."""
    for summary in adapters.select(tree, _AI):
        if summary.getparent() is not None and summary.tag not in _WHOLE:
            summary.drop_tree()
    for box in adapters.select(tree, _CONSENT):
        if box.getparent() is not None and box.tag not in _WHOLE and not _holds_article(box):
            box.drop_tree()
    for comments in adapters.select(tree, _COMMENTS):
        if comments.getparent() is not None and comments.tag not in _WHOLE and not comments.xpath(".//h1 | .//main"):
            comments.drop_tree()
    for card in tree.xpath(_CARDS):
        if card.getparent() is not None:
            card.drop_tree()
    for article in list(_following(tree)):
        article.drop_tree()


def _holds_article(box: blocks.Element) -> bool:
    return bool(box.xpath(".//h1 | .//article | .//main")) or len(box.text_content()) > _MAX_CONSENT


def _following(tree: blocks.Element) -> Iterator[blocks.Element]:
    """What pages load below their end: elements made like the first article's, each with a headline and its own head.

    Sections of one article have headlines too, but neither a date nor a reporter.
    """
    heads = [*tree.iter("h1")][:_MAX_HEADS]
    for first in heads[:1] if len(heads) > 1 else ():
        for above in first.iterancestors():
            if above.tag == "body":
                return
            likes = [
                other
                for other in above.itersiblings(above.tag)
                if other.get("class") == above.get("class") and next(other.iter("h1"), None) in heads
            ]
            if likes and all(map(_is_article, [above, *likes])):
                yield from likes
                return


def _is_article(element: blocks.Element) -> bool:
    lines = blocks.paragraphs(element)
    top = lines[:_HEAD_LINES]
    told = any(date_lines.is_date_line(line) or date_lines.byline(line) for line in top)
    return told and sum(map(len, lines)) >= _MIN_ARTICLE
