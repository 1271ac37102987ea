"""The body of a page that no adapter knows: trafilatura, readability and JSON-LD, chosen by what they agree on.

Each fails on pages where the others do not: trafilatura's precise mode finds nothing on some, both its modes stop half
way through long articles, readability keeps boxes. A text that contains the others and goes on is trusted over them.
"""

from __future__ import annotations

import logging
import re
from bisect import bisect_right
from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from digest.extract import blocks
from digest.text.normalise import clean_line

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

MIN_BODY = 250
"""Characters; less is no article's body."""
_SHINGLE = 4
_MORE = 1.05
"""Ratio of lengths from which a text is longer than another."""
_SAME = 0.9
"""Share of runs of words from which a text holds another."""
_LEAD = 8
"""Letters by which the start of a paragraph is looked up."""
_MAX_JOINED = 400
_MAX_HEADINGS = 2
"""Headings one below the other."""
_WORDS = re.compile(r"\w+")


class Candidate(NamedTuple):
    """A text and the method that found it."""

    method: str
    paragraphs: list[str]
    """Its prose."""
    raw: list[str]
    """All lines that the method gave."""


def find(tree: blocks.Element, *, ld_body: str, clean: Callable[[list[str]], list[str]]) -> Candidate | None:
    """The body of a page, or None where every method finds less than 250 characters.

    Args:
        tree: The page.
        ld_body: `articleBody` of the page's JSON-LD, "" where it has none.
        clean: Takes captions, bylines and the like out of paragraphs, so that methods are compared by their prose.
    """
    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    logging.getLogger("readability").setLevel(logging.CRITICAL)
    from lxml import html  # noqa: PLC0415 - slow to import

    _wrap_opening(tree)
    page = html.tostring(tree, encoding="unicode")
    shown = blocks.paragraphs(tree)
    stated_lines = [line for line in map(clean_line, re.split(r"\n|<br ?/?>|</p>", ld_body)) if line]
    precise = _candidate("trafilatura", _split_as(shown, _trafilatura(page, precise=True)), clean)
    other = _candidate("readability", _readability(page), clean)
    stated = _candidate("json-ld", stated_lines, clean)
    full = precise
    if size(precise) < MIN_BODY or size(other) > _MORE * size(precise) or _inside(precise, other) < _SAME:
        full = _candidate("trafilatura-default", _split_as(shown, _trafilatura(page, precise=False)), clean)
    chosen = choose(precise, full, other, stated)
    if size(chosen) < MIN_BODY:
        return None
    whole = _with_headings(chosen.raw, shown, _headings(tree))
    return _candidate(chosen.method, whole, clean) if len(whole) > len(chosen.raw) else chosen


def _wrap_opening(tree: blocks.Element) -> None:
    """Put the text that opens an `article` without a paragraph of its own into one: a library leaves it out."""
    for article in tree.iter("article"):
        first = article[0].tag if len(article) else "br"
        if (article.text or "").strip() and first in blocks.BLOCKS:
            opening = article.makeelement("p")
            opening.text, article.text = article.text, None
            article.insert(0, opening)


def _headings(tree: blocks.Element) -> frozenset[str]:
    """Texts of the elements in which headings within articles stand."""
    return frozenset(blocks.text(head) for head in tree.iter("h2", "h3", "h4", "h5", "strong", "b"))


def _with_headings(lines: list[str], shown: Sequence[str], heads: frozenset[str]) -> list[str]:
    """Lines with the headings that stand alone between two of them on the page, which the libraries leave out."""
    places: dict[str, list[int]] = {}
    for at, line in enumerate(shown):
        places.setdefault(line, []).append(at)
    out: list[str] = []
    last = -1
    for line in lines:
        found = places.get(line, [])
        next_ = bisect_right(found, last)
        at = found[next_] if next_ < len(found) else -1
        between = shown[last + 1 : at] if 0 <= last < at else ()
        if 0 < len(between) <= _MAX_HEADINGS and heads.issuperset(between):
            out.extend(between)
        out.append(line)
        last = at if at >= 0 else last
    return out


def _candidate(method: str, lines: list[str], clean: Callable[[list[str]], list[str]]) -> Candidate:
    return Candidate(method, clean(lines), lines)


def choose(precise: Candidate, full: Candidate, other: Candidate, stated: Candidate) -> Candidate:
    """The candidate that the others confirm."""
    chosen = precise
    if size(precise) < max(MIN_BODY, 0.4 * min(size(full), size(other))):
        chosen = other if size(other) >= MIN_BODY and _inside(other, full) > 0.9 else full
    if size(full) > _MORE * size(chosen) and _inside(chosen, full) > _SAME and _inside(full, other) > _SAME:
        chosen = full
    if size(chosen) < MIN_BODY or (size(other) > 1.4 * size(chosen) and _inside(chosen, other) > 0.85):
        chosen = other if size(other) > size(chosen) else chosen
    if size(stated) > 0.6 * size(chosen) and size(stated) >= MIN_BODY and _inside(stated, chosen) < 0.5:
        chosen = stated
    same = min(_inside(chosen, stated), _inside(stated, chosen)) > _SAME
    if len(chosen.paragraphs) == 1 < len(stated.paragraphs) and same:
        chosen = stated  # the library glues what a script states
    return chosen


def size(candidate: Candidate) -> int:
    """Characters of a candidate's paragraphs, repeated ones once: captions and boxes repeat themselves."""
    return sum(map(len, set(candidate.paragraphs)))


def _inside(part: Candidate, whole: Candidate) -> float:
    """Share of `part`'s runs of four words that `whole` has too."""
    some, all_ = _shingles(part.paragraphs), _shingles(whole.paragraphs)
    return sum((some & all_).values()) / max(1, sum(some.values()))


def _shingles(paragraphs: Sequence[str]) -> Counter[tuple[str, ...]]:
    words = _WORDS.findall(" ".join(paragraphs))
    return Counter(tuple(words[at : at + _SHINGLE]) for at in range(max(1, len(words) - _SHINGLE + 1)))


def _split_as(shown: Sequence[str], paragraphs: Sequence[str]) -> list[str]:
    """Paragraphs as the page breaks them: trafilatura glues the text on both sides of two line breaks."""
    keys = ["".join(_WORDS.findall(line)) for line in shown]
    starts: dict[str, list[int]] = {}
    for at, key in enumerate(keys):
        starts.setdefault(key[:_LEAD], []).append(at)
    out: list[str] = []
    for paragraph in paragraphs:
        key = "".join(_WORDS.findall(paragraph))
        found = next((span for at in starts.get(key[:_LEAD], ())[:20] if (span := _span(keys, at, key))), None)
        out.extend([line for line in shown[found[0] : found[1]] if line] if found else [paragraph])
    return out


def _span(keys: Sequence[str], at: int, key: str) -> tuple[int, int] | None:
    """Lines from `at` that together are `key`, as a slice."""
    done = 0
    for end in range(at, min(len(keys), at + _MAX_JOINED)):
        if not key.startswith(keys[end], done):
            return None
        done += len(keys[end])
        if done == len(key):
            return at, end + 1
    return None


def _trafilatura(page: str, *, precise: bool) -> list[str]:
    from trafilatura import bare_extraction  # noqa: PLC0415 - slow to import
    from trafilatura.settings import use_config  # noqa: PLC0415

    config = use_config()
    config["DEFAULT"]["MAX_FILE_SIZE"] = "5000000"
    try:
        found = bare_extraction(
            page,
            favor_precision=precise,
            fast=False,
            include_comments=False,
            include_tables=True,
            deduplicate=False,
            config=config,
        )
    except Exception:  # noqa: BLE001 - the library raises many kinds on odd pages; the other methods still count
        return []
    body = getattr(found, "body", None)
    if body is None:
        return []
    out: list[str] = []
    for child in body:
        out.extend(_rendered(child))
    return out


def _rendered(element: blocks.Element) -> list[str]:
    """Lines of one element of trafilatura's own tree (TEI names)."""
    for line_break in element.iter("lb"):
        line_break.tail = "\n" + (line_break.tail or "")
    if element.tag in {"list", "table", "quote"}:
        parts = list(element.iter("item", "row")) or list(element.iter("p")) or [element]
        texts = [" ".join(part.itertext()) if part.tag == "row" else "".join(part.itertext()) for part in parts]
    else:
        texts = ["".join(element.itertext())]
    return [line for text in texts for line in map(clean_line, text.split("\n")) if line]


def _readability(page: str) -> list[str]:
    from lxml import html  # noqa: PLC0415
    from readability import Document  # noqa: PLC0415

    try:
        summary = Document(page).summary(html_partial=True)
        return blocks.paragraphs(html.fromstring(summary)) if summary.strip() else []
    except Exception:  # noqa: BLE001 - the library raises many kinds on odd pages; the other methods still count
        return []
