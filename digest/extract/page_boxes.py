"""Takes out of a page's tree what is no part of its article, so that no later step takes it for prose.

Summaries by machines, cards that pop up, boxes that ask for consent, comments, and the next articles of a page that
has no end.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from digest.extract import adapter as adapters
from digest.extract import blocks, date_lines, neighbours

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
_ADS = (
    ".ad, .ads, .adbox, .ad-box, .ad_box, .advertisement, .ad-container, .ad_wrap, .ad-wrap, .adsbygoogle, "
    "[class*=newsletter-], [class*=newsletter_], .newsletter, .kg-signup-card, .subscription-widget-wrap"
)
"""Advertisements, and boxes that offer a letter."""
_MAX_AD = 600
"""Characters of such a box; what is longer holds the page."""
_ANY = 1_000_000
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
    for selector, most in ((_AI, _ANY), (_CONSENT, _MAX_CONSENT), (_ADS, _MAX_AD), (_COMMENTS, _ANY)):
        for box in adapters.select(tree, selector):
            _drop(box, most)
    for head in list(tree.iter("h2", "h3", "h4", "h5")):
        box, shown = head.getparent(), blocks.text(head)[:40]
        if box is not None and neighbours.COMMENTS.fullmatch(shown) and blocks.text(box).startswith(shown):
            _drop(box, _ANY)
    for card in tree.xpath(_CARDS):
        if card.getparent() is not None:
            card.drop_tree()
    for article in list(_following(tree)):
        article.drop_tree()


def _drop(box: blocks.Element, most: int) -> None:
    """Take out a box, unless it holds the article or more characters than such boxes have."""
    whole = box.getparent() is None or box.tag in _WHOLE or box.xpath(".//h1 | .//main | .//article[.//p]")
    if not whole and len(box.text_content()) <= most:
        box.drop_tree()


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
