"""The headline of a page, by the most certain place that it has: the adapter's, the head's, headings, its name."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from digest.extract import adapter as adapters
from digest.extract import blocks, date_lines, json_ld, kinship, marks, metadata, widgets
from digest.extract.publishers import by_name

if TYPE_CHECKING:
    from collections.abc import Sequence

    from digest.extract.adapter import Adapter
    from digest.extract.metadata import Facts

_SUBJECTS = (
    ".subject, .view_subject, .view_title, .view_tit, .view-title, .bbs_title, .board_title, .board_tit, .tit_view, "
    ".article_title, .article-title, .news_title, .view_head .tit, .view_top .tit"
)

_NONE = "title: none was found on the page: give --title with the headline"
_ABOVE = 6
"""Lines above a text among which its headline stands."""
_FILE = re.compile(r"[A-Za-z]{1,12}[-_.]?\d[\w.\-]{3,40}")
"""`crvx-20241112`: the name of a file, as filings have it in the place of a title."""
_BETWEEN = frozenset("|ㅣ│:-–—>»·<")
"""What stands between a site's name and a headline."""
_CUT = ("...", "…")
"""How a headline ends that was cut, or whose quotation mark ended its place: `Garam profit ri...`."""


def read(
    tree: blocks.Element, facts: Facts, adapter: Adapter | None, host: str, notes: list[str]
) -> tuple[marks.Heading, str]:
    """The headline taken apart, and as printed without the site's name."""
    chosen = adapters.values(adapter, "title", tree, facts)[1][:1] if adapter else []
    heads = [blocks.text(element) for element in adapters.select(tree, "h1")[:5]]
    known = [facts.ld_text("headline"), *(facts.meta.get(key, "") for key in metadata.META_TITLES)]
    head = [metadata.clean_text(line) for line in tree.xpath("string(//head/title)").split("\n") if line.strip()]
    agreed = _agreed(tree, heads, head[:1])
    if agreed:
        known = [text for text in known if json_ld.likeness(text, [agreed]) and not text.rstrip().endswith(_CUT)]
    stated = [metadata.headline(text) for text in [*chosen, *known, agreed, *heads[:1]]]
    named = [metadata.without_kind(metadata.without_lead(text, facts.site_names)) for text in head[:1]]
    named = [_shown_part(text, blocks.paragraphs(tree)) for text in named]
    candidates = [metadata.strip_site(text, facts.site_names, host) for text in [*stated, *named] if text]
    sites = {name.casefold() for name in facts.site_names}
    candidates = [
        text
        for text in candidates
        if not (
            metadata.is_kind(text)
            or widgets.is_portal(text)
            or _FILE.fullmatch(text)
            or text.casefold() in sites
            or by_name(text)
            or widgets.is_line(text)
        )
    ]
    if not candidates and (marked := _marked(tree)):
        notes.append("title: read where the page's markup calls a line its subject or heading: check it")
        candidates = [marked]
    if not candidates:
        notes.append(_NONE)
        return marks.Heading(""), ""
    title = candidates[0]
    shown = next((text for text in heads if metadata.same_words(text, title) and text != title), "")
    if shown:
        notes.append(f"title: the page shows it as {shown[:200]}: check the quotation marks")
    heading = marks.read_title(title[: marks.MAX_TITLE])
    if heading.doubt:
        notes.append(f"part: {heading.doubt}")
    return heading, title


def above(tree: blocks.Element, body: Sequence[str], notes: list[str]) -> marks.Heading:
    """The headline of a page without any: the one line right above its text that shares words with it."""
    lines = blocks.paragraphs(tree)
    start = next((at for at, line in enumerate(lines) if body and body[0] in line), 0)
    text = kinship.stems(body[: kinship.MAX_LINES])
    near = [line for line in lines[max(0, start - _ABOVE) : start] if metadata.MIN_HEAD <= len(line) <= marks.MAX_TITLE]
    found = [line for line in near if kinship.is_kin(line, text) and not date_lines.is_sentence(line)]
    found = [line for line in found if not widgets.is_line(line)]
    if len(set(found)) != 1:
        return marks.Heading("")
    notes[:] = [note for note in notes if note != _NONE]
    notes.append("title: no markup names one; the line above the text was taken: check it, or give --title")
    return marks.read_title(found[0])


def _shown_part(title: str, lines: Sequence[str]) -> str:
    """The end or beginning of a page's name that is a line of the page, beside a site that nothing else names."""
    shown = {
        line
        for line in lines
        if metadata.MIN_HEAD <= len(line) < len(title)
        and (
            (title.endswith(line) and title[: -len(line)].rstrip()[-1:] in _BETWEEN)
            or (title.startswith(line) and title[len(line) :].lstrip()[:1] in _BETWEEN)
        )
    }
    return shown.pop() if len(shown) == 1 else title


def _marked(tree: blocks.Element) -> str:
    """The one line that its class calls the subject or title of what is viewed, or the page's only heading."""
    for selector in (_SUBJECTS, "h2, h3"):
        shown = [blocks.text(element) for element in adapters.select(tree, selector)[:9]]
        shown = list(dict.fromkeys(text for text in shown if metadata.MIN_HEAD <= len(text) <= marks.MAX_TITLE))
        if len(shown) == 1:
            return shown[0]
    return ""


def _agreed(tree: blocks.Element, heads: Sequence[str], head: Sequence[str]) -> str:
    """The heading that the page's name holds too: other headings are names of sections and lines of tickers."""
    lower = [blocks.text(element) for element in adapters.select(tree, "h2, h3")[:20]]
    shown = [text for text in [*heads, *lower] if len(text) >= metadata.MIN_HEAD]
    return next((text for text in shown if any(metadata.holds(name, text) for name in head)), "")
