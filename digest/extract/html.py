"""A saved or fetched page becomes an `Extraction`: adapter first, then general extractors, then a clear refusal.

Facts come from what the page states for machines and from the publisher's own places for them; the body is prose
alone. A page whose article is not in it is an error with a remedy, never an empty article.
"""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, NamedTuple

from digest.errors import InputError
from digest.extract import adapter as adapters
from digest.extract import blocks, captions, decode, generic, guard, header, marks, metadata, prose, urls
from digest.extract.dates import Moment, find_dates, read_date, zone_info
from digest.extract.publishers import by_host, by_name
from digest.model import Caption, Extraction
from digest.text.normalise import clean_line

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from digest.extract.adapter import Adapter
    from digest.extract.metadata import Facts
    from digest.extract.prose import Prose
    from digest.extract.publishers import Publisher
    from digest.model import DatePrecision, DateSource

_XML_DECLARATION = re.compile(r"\s{0,20}<\?xml[^<>]{0,200}\?>")
_FIGURES = (
    "figcaption, td.caption, .caption, .img-caption, .image-caption, .photo-caption, .photo_caption, .thum_figure_txt, "
    ".wp-caption-text, .img_caption, .img_txt, .photo_txt, .imgdesc, .img_desc, .media-caption, .credit, .photo-credit"
)
_AI = (
    "section#aiSummary, .ai-summary, .ai_summary, #ai-summary, .aiSummary, .news_sum_text, .news_sum_group, "
    "[class*=aiSummary], [class*=ai-summary], [id*=aiSummary], [id*=ai_summary]"
)
"""Summaries that a machine of the publisher's made: no words of the article."""
_CARDS = "//p//span[.//img and count(.//a) > 2]"
"""Cards about people and companies that pop up over a word of the text."""
_AI_LINE = re.compile(r"(?:AI\s?(?:핵심|기사|뉴스)?\s?요약|뉴스 ?요약쏙|(?:세|3) ?줄 ?요약).{0,40}")
_AGENCY_END = re.compile(r"(?P<text>.{4,400}[.다])\s{1,3}(?P<credit>[가-힣A-Za-z0-9/=· ]{2,24})")
_RIGHTS = re.compile(
    r"(?P<text>[^\[]{0,400})\[(?P<credit>[^\[\]]{1,60}?)\s?제공[^\[\]]{0,40}\]\s{0,2}(?:photo@\S{1,30})?"
)
"""`[X 제공. 재판매 및 DB금지]`: provided by X, no resale."""
_ASIDE = frozenset({"aside", "nav", "footer"})
_MAX_CAPTIONS = 40
_MAX_DECK = 8
_MAX_BODY = 200_000
_MAX_TEXT = 1_000_000
"""Characters of text on the whole page."""
_PROBE = 100_000
_MAX_AUTHORS = 12
_BYLINE_ABOVE = 8
_BYLINE_BELOW = 3
_DATE_LINES = 600
"""Lines of a page in which a printed date is looked for."""
_CHANGED = re.compile(r"수정|업데이트|갱신|[Uu]pdated|UPDATED|[Mm]odified")
"""Labels of the time of a change: modified, update, renewed."""
_REMEDY = "open the page in a browser, save it there once it shows the article (or copy the text to a .txt file), and import that"


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
    facts = metadata.read(page.tree)
    notes: list[str] = []
    address = _address(url, facts)
    host = urls.host_of(address) if address else None
    publisher = by_host(host) if host else next((p for name in facts.site_names if (p := by_name(name))), None)
    if not host and publisher:
        host = publisher.main
    adapter = adapters.choose(page.tree, host)
    if adapter:
        adapters.prepare(adapter, page.tree)
    heading, printed = _title(page.tree, facts, adapter, host or "", notes)
    deck = _deck(page.tree, facts, adapter)
    shown = _captions(page.tree, facts, adapter)
    text = _body(page, facts, adapter, address, printed, deck, shown, notes)
    deck = list(dict.fromkeys([*deck, *text.deck]))[:_MAX_DECK]
    zone = _zone(publisher, text, host)
    published = _date("published", page.tree, facts, adapter, zone, notes)
    modified = _date("modified", page.tree, facts, adapter, zone, notes)
    moment, precision, source = _published(published, address, zone, notes)
    named = text.dateline.publisher if text.dateline and text.dateline.publisher else publisher
    if named and publisher and named.key != publisher.key:
        notes.append(
            f"publisher: {named.name} by its dateline; the page is on {publisher.name}'s site: check which to name"
        )
    if page.decoded.how in {"detector", "replaced"}:
        notes.append(f"encoding: the page does not say it; read as {page.decoded.encoding}: check for broken letters")
    authors = _authors(page.tree, facts, adapter, text)
    if not authors:
        notes.append("author: the page names none: set source.author if you know it")
    length = sum(map(len, text.body))
    if length > _MAX_BODY:
        raise InputError(f"the text found has {length:,} characters, more than {_MAX_BODY:,}", _REMEDY, field="body")
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
        publisher_name=named.name if named else _site(text, facts),
        published=moment,
        date_precision=precision,
        date_source=source,
        modified=modified[0].moment if modified and moment and modified[0].moment > moment else None,
        lang="ko" if _korean(lines) else "en",
        body=tuple(text.body),
        captions=tuple(shown + [item for item in text.captions if item not in shown])[:_MAX_CAPTIONS],
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
    markup = _XML_DECLARATION.sub("", decoded.text.replace("\x00", ""), count=1)
    if "<" not in markup[:_PROBE]:
        raise InputError("the file holds no markup", "give it as a text dump: rename it to .txt")
    try:
        tree = html.document_fromstring(markup, parser=html.HTMLParser(encoding=None, huge_tree=False))
    except (ParserError, ValueError, AssertionError) as error:
        raise InputError("the page cannot be parsed", _REMEDY) from error
    if sum(len(part) for part in tree.xpath("//text()[not(parent::script or parent::style)]")) > _MAX_TEXT:
        raise InputError(f"the page shows more than {_MAX_TEXT:,} characters, which no article has", _REMEDY)
    for summary in adapters.select(tree, _AI):
        parent = summary.getparent()
        if parent is not None and summary.tag not in {"body", "html", "article", "main"}:
            summary.drop_tree()
    for card in tree.xpath(_CARDS):
        if card.getparent() is not None:
            card.drop_tree()
    return Parsed(tree, markup, decoded)


def _address(url: str | None, facts: Facts) -> str | None:
    """The canonical address: the given one, else the page's own link where it names an article."""
    if url:
        return urls.canonical(url)
    try:
        return (
            urls.canonical(facts.canonical)
            if facts.canonical and re.match(r"https?://[^/]+/.", facts.canonical)
            else None
        )
    except InputError:
        return None


def _title(
    tree: blocks.Element, facts: Facts, adapter: Adapter | None, host: str, notes: list[str]
) -> tuple[marks.Heading, str]:
    """The headline taken apart, and as printed without the site's name."""
    chosen = adapters.values(adapter, "title", tree, facts)[1][:1] if adapter else []
    heads = [blocks.text(element) for element in adapters.select(tree, "h1")[:5]]
    known = [facts.ld_text("headline"), facts.meta.get("og:title", ""), facts.meta.get("twitter:title", "")]
    head = [metadata.clean_text(line) for line in tree.xpath("string(//head/title)").split("\n") if line.strip()]
    candidates = [
        metadata.strip_site(text, facts.site_names, host) for text in [*chosen, *known, *heads[:1], *head[:1]] if text
    ]
    sites = {name.casefold() for name in facts.site_names}
    candidates = [text for text in candidates if text.casefold() not in sites and not by_name(text)]
    if not candidates:
        notes.append("title: none was found on the page: give --title with the headline")
        return marks.Heading(""), ""
    title = candidates[0]
    shown = next((text for text in heads if metadata.same_words(text, title) and text != title), "")
    if shown:
        notes.append(f"title: the page shows it as {shown[:200]}: check the quotation marks")
    heading = marks.read_title(title[: marks.MAX_TITLE])
    if heading.doubt:
        notes.append(f"part: {heading.doubt}")
    return heading, title


def _deck(tree: blocks.Element, facts: Facts, adapter: Adapter | None) -> list[str]:
    found = adapters.values(adapter, "deck", tree, facts)[1] if adapter else []
    return [line[:500] for line in dict.fromkeys(found) if 2 < len(line) <= 300 and not _AI_LINE.match(line)][
        :_MAX_DECK
    ]


def _captions(tree: blocks.Element, facts: Facts, adapter: Adapter | None) -> list[Caption]:
    """Captions and credits from the markup, once each."""
    found = adapters.values(adapter, "caption", tree, facts)[1] if adapter else []
    if not found:
        shown = adapters.select(tree, _FIGURES)[: _MAX_CAPTIONS * 3]
        found = [
            _inner(element) for element in shown if not any(above.tag in _ASIDE for above in element.iterancestors())
        ]
    items = [_caption(text) for text in dict.fromkeys(found) if 1 < len(text) <= 600]
    return list(dict.fromkeys(item for item in items if item.text or item.credit))[:_MAX_CAPTIONS]


def _inner(element: blocks.Element) -> str:
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


def _body(
    page: Parsed,
    facts: Facts,
    adapter: Adapter | None,
    url: str | None,
    title: str,
    deck: Sequence[str],
    shown: Sequence[Caption],
    notes: list[str],
) -> Prose:
    """The article's prose, by the adapter or by the general methods.

    Raises:
        InputError: When it is not in the page.
    """
    hit = adapters.body(adapter, page.tree) if adapter else None
    text = prose.read(hit.paragraphs, title=title, deck=deck, captions_known=shown) if hit else None
    if text and sum(map(len, text.body)) >= adapters.MIN_BODY:
        return text
    if adapter:
        notes.append(f"body: the adapter of {adapter.key} finds none on this page; read in the general way: check it")

    links = prose.link_texts(metadata.clean_text(element.text_content()[:400]) for element in page.tree.iter("a"))

    def clean(lines: list[str]) -> list[str]:
        return prose.read(lines, title=title, deck=deck, captions_known=shown, links=links).body

    found = generic.find(page.tree, url=url, ld_body=facts.ld_lines("articleBody"), clean=clean)
    if not found:
        raise InputError("the article's body is not in this page", _REMEDY, field="body")
    text = prose.read(found.raw, title=title, deck=deck, captions_known=shown, links=links)
    if not text.authors:
        text = text._replace(authors=_nearby_byline(page.tree, text.body))
    return text


def _nearby_byline(tree: blocks.Element, body: Sequence[str]) -> tuple[str, ...]:
    """Names on a line of its own just above or below the body, which general extractors leave out."""
    lines = blocks.paragraphs(tree)
    places = [at for at, line in enumerate(lines) if body and line in {body[0], body[-1]}]
    if not places:
        return ()
    around = (
        lines[max(0, places[0] - _BYLINE_ABOVE) : places[0]] + lines[places[-1] + 1 : places[-1] + 1 + _BYLINE_BELOW]
    )
    return next((names for line in around if (names := header.byline(line))), ())


def _zone(publisher: Publisher | None, text: Prose, host: str | None) -> str:
    if publisher:
        return publisher.zone
    if text.dateline and text.dateline.publisher:
        return text.dateline.publisher.zone
    return "Asia/Seoul" if (host or "").endswith(".kr") or _korean(text.body) else ""


def _date(
    name: str, tree: blocks.Element, facts: Facts, adapter: Adapter | None, zone: str, notes: list[str]
) -> tuple[Moment, DateSource] | None:
    """A date by the adapter, JSON-LD, meta tags, `<time>`, then by a labelled line."""
    changed = name == "modified"
    own_key, own = adapters.values(adapter, name, tree, facts) if adapter else ("", [])
    places: list[tuple[str, DateSource]] = [
        (text, "meta" if own_key.startswith(("meta ", "ld ")) else "page") for text in own
    ]
    places.append((facts.ld_text("dateModified" if changed else "datePublished"), "meta"))
    places.extend(
        (facts.meta.get(key, ""), "meta") for key in (metadata.META_MODIFIED if changed else metadata.META_PUBLISHED)
    )
    if not changed:
        stamps = adapters.select(
            tree,
            "time[itemprop=datePublished], time[pubdate], article time[datetime], header time[datetime], time.entry-date",
        )
        places.extend((element.get("datetime") or "", "page") for element in stamps[:3])
    for text, source in places:
        found = _pick(text, zone, changed=changed)
        if found:
            return _real_zone(found, tree, zone, notes), source
    for line in _date_lines(tree):
        found = _pick(line, zone, changed=changed) if _CHANGED.search(line) or not changed else None
        if found:
            return found, "page"
    return None


def _pick(text: str, zone: str, *, changed: bool) -> Moment | None:
    """The date of a text that may hold both: the one after the label of a change, or the one that has none."""
    dates = list(find_dates(text, zone=zone or "UTC"))
    if not dates:
        found = read_date(text, zone=zone or "UTC") if text else None
    else:
        labels = [
            bool(_CHANGED.search(text[(dates[at - 1].end if at else 0) : date.start])) for at, date in enumerate(dates)
        ]
        wanted = [date.value for date, label in zip(dates, labels, strict=True) if label is changed]
        found = wanted[0] if wanted else dates[0].value if changed and len(dates) == 1 else None
    if found and found.precision == "minute" and not found.zoned and not zone:
        return Moment(found.moment.replace(hour=0, minute=0, second=0), "day")
    return found


def _date_lines(tree: blocks.Element) -> list[str]:
    lines = blocks.paragraphs(tree)[:_DATE_LINES]
    return [line for line in lines if header.is_date_line(line)]


def _real_zone(found: Moment, tree: blocks.Element, zone: str, notes: list[str]) -> Moment:
    """A time that is said to be UTC but that the page shows as local is local: some systems write `Z` after it."""
    if not found.zoned or not zone or found.moment.utcoffset() != timedelta(0) or found.precision != "minute":
        return found
    clock = found.moment.replace(tzinfo=None, second=0, microsecond=0)
    for line in _date_lines(tree):
        for date in find_dates(line, zone=zone):
            shown = date.value
            if shown.precision == "minute" and not shown.zoned and shown.moment.replace(tzinfo=None, second=0) == clock:
                if shown.moment.utcoffset() != timedelta(0):
                    notes.append(
                        "date: the page's data call it UTC, the page shows it as local time; taken as local: check it"
                    )
                return Moment(found.moment.replace(tzinfo=shown.moment.tzinfo), "minute", zoned=True)
    return found


def _published(
    found: tuple[Moment, DateSource] | None, address: str | None, zone: str, notes: list[str]
) -> tuple[datetime | None, DatePrecision, DateSource | None]:
    if found:
        if found[0].precision == "day":
            notes.append("date: the page gives only the day, or a time without a zone: check it at the source")
        return found[0].moment, found[0].precision, found[1]
    day = urls.identify(address).day if address else None
    if day:
        notes.append(
            "date: taken from the address (day its record was made; may differ from publication): check it at the source"
        )
        return datetime(day.year, day.month, day.day, tzinfo=zone_info(zone or "UTC")), "day", "url_id"
    notes.append("date: none was found: give --date with the day or time of publication")
    return None, "day", None


def _authors(tree: blocks.Element, facts: Facts, adapter: Adapter | None, text: Prose) -> tuple[str, ...]:
    """People who signed it: the adapter's place, JSON-LD, dateline, byline, meta tags; the first that names any."""
    own = adapters.values(adapter, "authors", tree, facts)[1] if adapter else []
    lines = text.dateline.authors if text.dateline else ()
    metas = (metadata.persons([facts.meta.get(key, "")], facts.site_names) for key in metadata.META_AUTHORS)
    for names in (metadata.persons(own, facts.site_names), facts.ld_authors(), lines, text.authors, *metas):
        if names:
            return tuple(names[:_MAX_AUTHORS])
    return ()


def _place(text: Prose, facts: Facts) -> str | None:
    """The dateline's place; a paper that the table does not know can stand where the place stands."""
    place = text.dateline.place if text.dateline else None
    return None if place in facts.site_names else place


def _site(text: Prose, facts: Facts) -> str | None:
    """A publisher that the table does not know, as the page names it."""
    if text.dateline and text.dateline.publisher_name:
        return text.dateline.publisher_name
    return facts.meta.get("og:site_name") or next(iter(facts.site_names), None)


def _korean(lines: Iterable[str]) -> bool:
    letters = [char for line in lines for char in line if char.isalpha()]
    return sum("가" <= char <= "힣" for char in letters) > len(letters) * 0.3
