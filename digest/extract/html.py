"""A saved or fetched page becomes an `Extraction`: adapter first, then general extractors, then a clear refusal.

Facts come from what the page states for machines and from the publisher's own places for them; the body is prose
alone. A page whose article is not in it is an error with a remedy, never an empty article.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from digest.errors import InputError
from digest.extract import adapter as adapters
from digest.extract import (
    blocks,
    closing,
    decode,
    flash,
    furniture,
    generic,
    guard,
    metadata,
    page_authors,
    page_boxes,
    page_captions,
    page_dates,
    page_deck,
    page_lists,
    page_title,
    prose,
    refusals,
    urls,
)
from digest.extract.publishers import by_host, by_name
from digest.model import Extraction
from digest.text.normalise import clean_line

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from digest.extract.adapter import Adapter
    from digest.extract.metadata import Facts
    from digest.extract.prose import Prose
    from digest.extract.publishers import Publisher

_XML_DECLARATION = re.compile(r"\s{0,20}<\?xml[^<>]{0,200}\?>")
_CONTROL = re.compile(
    "[\\x00-\\x08\\x0b\\x0c\\x0e-\\x1f\\ufffe\\uffff\\ud800-\\udfff]|&#(?:x0{0,9}(?:1?[0-9a-f])|0{0,9}(?:[1-2]?[0-9]|3[01]));",
    re.IGNORECASE,
)
"""Characters that a tree cannot hold, as such and as references (with those of tabs and line ends)."""
_TIER = "article:content_tier"
_SUFFIX = re.compile(r"\.html?$|/$")
_NEXT_PAGE = re.compile(r"[/?&_\-](?:page[=/]?|p[=/]?)?2(?:\.html?)?/?")
"""What the address of a second page has beyond the first's."""
_BELOW = 4
"""Lines below the text in which a page asks for a login."""
_MAX_TEXT = 1_000_000
"""Characters of text on the whole page."""
_PROBE = 100_000
_REMEDY = (
    "open the page in a browser, save it there once it shows the article (or copy the text to a .txt file), "
    "and import that"
)


class Parsed(NamedTuple):
    """A page: its tree, its markup as text, and how it was decoded."""

    tree: blocks.Element
    markup: str
    decoded: decode.Decoded


def extract_html(data: bytes, *, url: str | None = None, charset: str | None = None) -> Extraction:
    """Read one article from a page, in this process.

    Times are in the zone that the page states, else in the publisher's. What the page does not say stays empty, and
    `notes` tell the curator what to do.

    Args:
        data: The page as it was served or saved.
        url: Its address, where known; else the page's own canonical link is used.
        charset: Label of the HTTP header, where known.

    Raises:
        InputError: The page is too large or hostile, no markup, or the article's body is not in it.
    """
    page = parse(data, charset)
    facts = metadata.read(page.tree, url)
    notes: list[str] = []
    address = _address(url, facts)
    host = urls.host_of(address) if address else None
    publisher = by_host(host) if host else next((p for name in facts.site_names if (p := by_name(name))), None)
    if not host and publisher:
        host = publisher.main
    adapter = adapters.choose(page.tree, host)
    if adapter:
        adapters.prepare(adapter, page.tree)
    heading, printed = page_title.read(page.tree, facts, adapter, host or "", notes)
    deck = page_deck.read(page.tree, facts, adapter)
    shown = page_captions.read(page.tree, facts, adapter)
    text = _body(page, facts, adapter, prose.Known.of(printed, deck, shown), notes)
    told = [printed, *map(blocks.text, adapters.select(page.tree, "title, h1")[:2])]
    refusals.check(text.body, told, listed=page_lists.is_list(page.tree, facts, text.body))
    notes += text.notes
    heading = heading if heading.title else page_title.above(page.tree, text.body, notes)
    deck = list(dict.fromkeys([*deck, *text.deck]))[: page_deck.MAX_DECK]
    zone = _zone(publisher, text, host)
    published = page_dates.read(
        "published", page.tree, facts, adapter, zone=zone, notes=notes, title=printed, body=text.body
    )
    modified = page_dates.read("modified", page.tree, facts, adapter, zone=zone, notes=notes)
    published = published or page_dates.of_dateline(text.dateline, zone, notes)
    moment, precision, source = page_dates.published(published, address, zone, notes)
    if modified and not moment:
        notes[-1] = modified[0].only_changed
    named = text.dateline.publisher if text.dateline and text.dateline.publisher else publisher
    if named and publisher and named.key != publisher.key:
        notes.append(
            f"publisher: {named.name} by its dateline; the page is on {publisher.name}'s site: check which to name"
        )
    owner = _owner(page.tree, text.body) if not named else None
    if not named and not owner and not _site(text, facts) and (owner := _footer(page.tree)):
        notes.append(f"publisher: {owner} by the foot of the page: check it")
    if owner and (known := by_name(owner)):
        named = known
        notes.append(
            f"publisher: {known.name} by the copyright line; the page is on {host}: link the original if you can"
        )
    if page.decoded.how in {"detector", "replaced"}:
        notes.append(f"encoding: the page does not say it; read as {page.decoded.encoding}: check for broken letters")
    authors = page_authors.read(page.tree, facts, adapter, text, heading)
    if not authors:
        notes.append("author: the page names none: set source.author if you know it")
    refusals.bounded(text.body, _REMEDY)
    notes += _cut_short(page.tree, facts, address, text.body)
    lines = [*text.body, *deck]
    return Extraction(
        title=heading.title or None,
        kicker=heading.kicker,
        series_label=heading.series_label,
        part=heading.part,
        parts=heading.parts,
        deck=tuple(deck),
        authors=authors,
        place=_place(text, facts),
        publisher=named.key if named else None,
        publisher_name=named.name if named else owner or _site(text, facts),
        published=moment,
        date_precision=precision,
        date_source=source,
        modified=modified[0].moment if modified and (not moment or modified[0].moment > moment) else None,
        lang="ko" if _korean(lines) else "en",
        body=tuple(text.body),
        captions=tuple(shown + [item for item in text.captions if item not in shown])[: page_captions.MAX_CAPTIONS],
        url=address,
        translated_from=text.translated_from,
        notes=tuple(dict.fromkeys(clean_line(note)[:500] for note in notes)),
    )


def extract_html_guarded(
    data: bytes, *, url: str | None = None, charset: str | None = None, worker: guard.Worker | None = None
) -> Extraction:
    """`extract_html` in a process with limits on time and memory, for pages from outside.

    Raises:
        InputError: As `extract_html`, and when the page takes more than its share of time or memory.
    """
    guard.check(data)
    answer = (worker or guard.shared()).call(data, {"url": url, "charset": charset})
    return Extraction.model_validate_json(answer)


def parse(data: bytes, charset: str | None = None) -> Parsed:
    """Check, decode and parse a page.

    Raises:
        InputError: Too large, hostile, or no markup.
    """
    from lxml import html  # noqa: PLC0415 - slow to import
    from lxml.etree import ParserError  # noqa: PLC0415

    guard.check(data)
    decoded = decode.decode(data, charset)
    markup = _XML_DECLARATION.sub(
        "", _CONTROL.sub(lambda found: " " if found[0].startswith("&") else "", decoded.text), count=1
    )
    if "<" not in markup[:_PROBE]:
        raise InputError("the file holds no markup", "give it as a text dump: rename it to .txt")
    try:
        tree = html.document_fromstring(markup, parser=html.HTMLParser(encoding=None, huge_tree=False))
    except (ParserError, ValueError, AssertionError) as error:
        raise InputError("the page cannot be parsed", _REMEDY) from error
    if sum(len(part) for part in tree.xpath("//text()[not(parent::script or parent::style)]")) > _MAX_TEXT:
        raise InputError(f"the page shows more than {_MAX_TEXT:,} characters, which no article has", _REMEDY)
    page_boxes.clear(tree)
    return Parsed(tree, markup, decoded)


def _address(url: str | None, facts: Facts) -> str | None:
    """The canonical address: the given one, else the page's own link where it names an article."""
    if url:
        return urls.canonical(url)
    try:
        return urls.canonical(facts.canonical) if facts.canonical else None
    except InputError:
        return None


def _body(page: Parsed, facts: Facts, adapter: Adapter | None, known: prose.Known, notes: list[str]) -> Prose:
    """The article's prose, by the adapter or by the general methods.

    Raises:
        InputError: When it is not in the page.
    """
    hit = adapters.body(adapter, page.tree) if adapter else None
    text = prose.read(hit.paragraphs, known) if hit else None
    if text and sum(map(len, text.body)) >= adapters.MIN_BODY:
        return text
    links = prose.link_texts(metadata.clean_text(element.text_content()[:400]) for element in page.tree.iter("a"))
    known = known._replace(links=links)

    def clean(lines: list[str]) -> list[str]:
        return prose.read(lines, known).body

    found = generic.find(page.tree, ld_body=facts.ld_lines("articleBody"), clean=clean)
    if not found and (lines := flash.find(page.tree, facts, adapter, known.title, clean)):
        notes.append(f"body: only {sum(map(len, clean(lines)))} characters were found: check that the page shows all")
        return prose.read(lines, known)
    if adapter:
        notes.append(f"body: the adapter of {adapter.key} finds none on this page; read in the general way: check it")
    if not found:
        raise InputError("the article's body is not in this page", _REMEDY, field="body")
    return prose.read(found.raw, known)


def _cut_short(tree: blocks.Element, facts: Facts, address: str | None, body: Sequence[str]) -> list[str]:
    """Where the page itself says that it does not show the whole text."""
    notes = []
    lines = blocks.paragraphs(tree)
    end = max((at for at, line in enumerate(lines) if body and body[-1] in line), default=len(lines))
    if any(map(furniture.is_wall, lines[end + 1 : end + 1 + _BELOW])):
        notes.append("body: only the beginning is here (the page asks for a login): read the rest at the source")
    if str(facts.ld.get("isAccessibleForFree")).casefold() == "false" or facts.meta.get(_TIER) == "locked":
        notes.append("body: the page says that it is not free to read: check that the text is whole")
    links = (link.get("href") or "" for link in tree.iter("link") if (link.get("rel") or "").lower() == "next")
    stem = _SUFFIX.sub("", address or "").partition("://")[2]
    for link in links:
        own, _, rest = link.partition("://")[2].rpartition(stem) if stem else ("", "", "")
        if not own and _NEXT_PAGE.fullmatch(rest):
            notes.append(f"body: the page goes on at {link[:300]}: add that part")
    return notes


def _zone(publisher: Publisher | None, text: Prose, host: str | None) -> str:
    if publisher:
        return publisher.zone
    if text.dateline and text.dateline.publisher:
        return text.dateline.publisher.zone
    return "Asia/Seoul" if (host or "").endswith(".kr") or _korean(text.body) else ""


def _place(text: Prose, facts: Facts) -> str | None:
    """The dateline's place; a paper that the table does not know can stand where the place stands."""
    place = text.dateline.place if text.dateline else None
    return None if place in facts.site_names else place


def _site(text: Prose, facts: Facts) -> str | None:
    """A publisher that the table does not know, as the page names it."""
    if text.dateline and text.dateline.publisher_name:
        return text.dateline.publisher_name
    return facts.meta.get("og:site_name") or next(iter(facts.site_names), None)


def _owner(tree: blocks.Element, body: Sequence[str]) -> str | None:
    """Whose the text is by the copyright line below it; on a portal the site is another."""
    lines = blocks.paragraphs(tree)
    last = max((at for at, line in enumerate(lines) if body and body[-1] in line), default=None)
    return closing.owner(lines[last:]) if last is not None else None


def _footer(tree: blocks.Element) -> str | None:
    """Whose the site is by the copyright line in its footer, where nothing else on the page says it."""
    lines = [line for foot in adapters.select(tree, "footer, #footer, .footer")[:3] for line in blocks.paragraphs(foot)]
    return next((name for line in lines if (name := closing.owner([line]))), None)


def _korean(lines: Iterable[str]) -> bool:
    letters = [char for line in lines for char in line if char.isalpha()]
    return sum("가" <= char <= "힣" for char in letters) > len(letters) * 0.3
