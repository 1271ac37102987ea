"""A text dump is a page with its tags lost: menus, headline, text and other articles, one line after another.

The dateline opens the text, the reporter's own mail closes it, and everything after that is dropped, because
below it stand other articles with later dates and other companies. What cannot be told is left empty with a note.
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, datetime
from typing import TYPE_CHECKING

from digest.errors import InputError
from digest.extract import (
    body,
    clippings,
    closing,
    date_lines,
    furniture,
    header,
    kinship,
    mojibake,
    refusals,
    shapes,
    signatures,
    unfold,
    window,
)
from digest.extract.captions import MAX_CAPTIONS
from digest.extract.dates import Moment, read_date, zone_info
from digest.extract.marks import MAX_TITLE, read_title
from digest.extract.metadata import persons
from digest.extract.openings import opens
from digest.extract.publishers import Publisher, by_host, by_name
from digest.extract.urls import canonical, host_of, identify
from digest.model import Extraction
from digest.text.normalise import clean_line

if TYPE_CHECKING:
    from digest.extract.header import Header
    from digest.extract.window import Span
    from digest.model import Caption
    from digest.model.article import DatePrecision, DateSource

MAX_BYTES = 5 * 1024 * 1024
"""UTF-8 bytes of a dump."""
MAX_HEADER = 2000
"""Lines above the text that are read; no page has so many."""
MAX_GONE = 60
"""Lines in which a page says that its article is gone."""
MIN_BODY = 250
"""Characters below which a body is reported as doubtful."""

_NO_PUBLISHER = (
    "publisher: neither the dump nor the address names one that is known: give --url or set source.publisher"
)
_CUT = re.compile(r"(?:\.{3,}|…)\s{0,2}(?:\[\+\d{1,6} chars\]\s{0,2})?$")
"""How a text ends that was cut; some interfaces say how much is left."""


def extract_dump(text: str, *, url: str | None = None, title: str | None = None) -> Extraction:
    """Read the facts and the text of one article from a dump of its page.

    Nothing is invented: a field that the dump and the address do not say is empty, and `notes` say what to do.
    Times are in the publisher's zone. The date of the address is used last, with `date_source` `url_id`.

    Args:
        text: The dump, decoded.
        url: Where the page was; gives the publisher, the canonical address and, at last, the day.
        title: The headline, where the dump has none.

    Raises:
        InputError: When the dump is empty or larger than 5 MB, holds a list of articles or a page that says that its
            article is gone, or when `url` or `title` cannot be used.
    """
    if len(text) > MAX_BYTES or len(text.encode("utf-8", "surrogatepass")) > MAX_BYTES:
        raise InputError("the dump is larger than 5 MB", "give the dump of one article")
    title = clean_line(title) if title else None
    if title and len(title) > MAX_TITLE:
        raise InputError(f"the title is longer than {MAX_TITLE} characters", "shorten it", field="title")
    repaired = mojibake.repair(text)
    lines = unfold.clean_lines(shapes.restored(repaired.text))
    clip = clippings.read(lines)
    lines, url, title = clip.lines, url or clip.url or None, title or clean_line(clip.title)[:MAX_TITLE] or None
    address = canonical(url) if url else None
    host = by_host(host_of(url)) if url else None
    if not any(lines):
        raise InputError("the dump holds no text", "copy the text of the article's page into it")
    notes = [repaired.note] if repaired.note else []
    lang = unfold.language(lines)
    lines = unfold.without_blocks(unfold.unfolded(lines), notes)
    lines, span = _wanted(lines, title, notes)
    notes.extend(span.notes)
    opened = span.dateline or signatures.dateline_beside(lines[: span.start])
    publisher, name = _publisher(span._replace(dateline=opened), lines, host, url, notes)
    korean = lang == "ko" or bool(url and (host_of(url) or "").endswith(".kr"))
    masthead = None if name else signatures.masthead(lines[: span.start])
    zone = publisher.zone if publisher else masthead.zone if masthead else "Asia/Seoul" if korean else ""
    top = header.read(
        lines[max(0, span.start - MAX_HEADER) : span.start],
        title=title,
        zone=zone or "UTC",
        alone=span.dateline is not None,
        text=[line for line in lines[span.start : span.end] if line][: kinship.MAX_LINES],
    )
    notes.extend(top.notes)
    for paper, where in ((top.paper, "beside the headline"), (masthead and masthead.name, "at the top of the page")):
        if not name and paper and not (url and paper in signatures.WIRES):  # whose reports others print
            publisher, name = _beside(paper, where, notes)
    text_lines = lines[span.start : span.end + 1]
    paragraphs, found, span = _text(lines, span, top, notes)
    opened = span.dateline or opened
    refusals.check(paragraphs, lines[:MAX_GONE], listed=top.listed, most=MIN_BODY)
    _judge(span, paragraphs, notes)
    top = _dated(top, lines, span, (zone or "UTC", clip.date), notes)
    published, precision, source = _published(top, zone, identify(url).day if url else None, publisher, notes)
    modified = _with_zone(top.dates.modified, zone, "modified", notes)
    if published and modified and top.dates.published and modified.moment < published.moment:
        notes.append("modified: is earlier than the published date: check both at the source")
    heading = top.heading
    if not heading or not heading.title:
        notes.append("title: none was found: give --title, or put it into the first line of the dump")
        heading = None
    elif heading.doubt:
        notes.append(f"part: {heading.doubt}")
    authors = (span.dateline.authors if span.dateline else ()) or top.authors or body.signed_authors(text_lines)
    authors = authors or persons(clip.authors)
    paragraphs = body.without_names(paragraphs, authors)
    if not authors:
        notes.append("author: no reporter is named in the dump: add source.author where the page names one")
    return Extraction(
        title=heading.title if heading else None,
        kicker=heading.kicker if heading else None,
        series_label=heading.series_label if heading else None,
        part=heading.part if heading else None,
        parts=heading.parts if heading else None,
        deck=tuple(line for line in top.deck if line not in authors),
        authors=authors,
        place=opened.place if opened and opened.place != name else None,
        publisher=publisher.key if publisher else None,
        publisher_name=name,
        published=published.moment if published else None,
        date_precision=precision,
        date_source=source,
        modified=modified.moment if modified else None,
        lang=lang,
        body=paragraphs,
        captions=_distinct((*top.captions, *found)),
        url=address,
        translated_from=top.translated_from,
        notes=tuple(dict.fromkeys(clean_line(note)[:500].strip() for note in notes)),
    )


def _wanted(lines: list[str], title: str | None, notes: list[str]) -> tuple[list[str], Span]:
    """The article's lines and place. Of two whole articles in a dump the first is read, or the one with `title`."""
    span = window.find(lines)
    other = next((n for n in range(span.end, len(lines)) if date_lines.is_labelled(lines[n])), None)
    if other is None or not span.dateline:
        return lines, span
    wanted = _headlines(title) if title else set()
    below = [n for n in range(span.end, len(lines)) if wanted and 0 < len(lines[n]) <= MAX_TITLE]
    at = next((n for n in below if wanted & _headlines(lines[n])), None)
    if at is not None and (second := window.find(lines[at:])).dateline:
        notes.append("body: the dump holds another article above this one, which was left out")
        return lines[at:], second
    if any(opens(line) for line in lines[other:]):
        notes.append("body: another whole article stands below: if it is the one you want, name it with --title")
    return lines, span


def _headlines(text: str) -> set[str]:
    """A headline as it stands and without its kicker and part, letters alone; both are compared."""
    found = (re.sub(r"\W", "", form).casefold() for form in (text, read_title(text).title))
    return {form for form in found if form}


def _distinct(found: tuple[Caption, ...]) -> tuple[Caption, ...]:
    return tuple(dict.fromkeys(found[:MAX_CAPTIONS]))


def _publisher(
    span: Span, lines: list[str], host: Publisher | None, url: str | None, notes: list[str]
) -> tuple[Publisher | None, str | None]:
    """Who publishes: the dateline before the host, because copies stand on other hosts."""
    opened = span.dateline
    named = opened.publisher if opened else None
    if not named:
        last = " ".join(lines[max(span.start, span.end - 1) : span.end + 1])[:400]
        sign = "뉴스핌" if "[뉴스핌" in last else "뉴시스" if "공감언론" in last else ""
        named = by_name(sign) if sign else None
    if named:
        if host and host.key != named.key:
            notes.append(
                f"publisher: {named.name} by its dateline; the page is on {host.name}'s site: check which to name"
            )
        elif url and not host:
            notes.append(
                f"publisher: {named.name} by its dateline; the page is on {host_of(url)}: link the original if you can"
            )
        return named, (opened.publisher_name if opened and opened.publisher_name else named.name)
    if host:
        return host, host.name
    if not (opened and opened.publisher_name) and (owner := closing.owner(lines[max(span.start, span.end - 1) :])):
        known = by_name(owner)
        where = f"the page is on {host_of(url)}: link the original if you can" if url and known else ""
        notes.append(f"publisher: {owner} by the copyright line; {where or 'check it, and give --url or add a row'}")
        return known, known.name if known else owner
    if opened and opened.publisher_name:
        notes.append(f"publisher: {opened.publisher_name} is not in publishers.yml: add a row, or set source.publisher")
        return None, opened.publisher_name
    notes.append(_NO_PUBLISHER)
    return None, None


def _beside(paper: str, where: str, notes: list[str]) -> tuple[Publisher | None, str]:
    """The paper that is named in such a place, where nothing more certain says who publishes."""
    publisher = by_name(paper)
    name = publisher.name if publisher else paper
    notes[:] = [note for note in notes if note != _NO_PUBLISHER]
    notes.append(f"publisher: {name} stands {where}: check it, and give --url if you can")
    return publisher, name


def _text(
    lines: list[str], span: Span, top: Header, notes: list[str]
) -> tuple[tuple[str, ...], tuple[Caption, ...], Span]:
    """Paragraphs and captions; of a picture story its caption, of a correction alone its words."""
    corrections = tuple(line for line in lines if furniture.is_correction(line))
    notes.extend(f"body: the publisher corrected it: {line[:200]}" for line in corrections)
    paragraphs, found = body.read(lines[span.start : span.end], span.dateline, top)
    if not paragraphs and (picture := body.picture_story(lines) if found else None):
        notes.append("body: the only text is a photo caption: check that it is a picture story")
        rest = tuple(item for item in found if item != picture[1])
        return (picture[1].text or "",), rest, span._replace(dateline=picture[0])
    return paragraphs or corrections, found, span


def _dated(top: Header, lines: list[str], span: Span, clipped: tuple[str, str], notes: list[str]) -> Header:
    """The header with the day from a clipper, from below the text or from the dateline, where it has none itself."""
    if top.dates.published:
        return top
    zone, told = clipped
    day = read_date(told, zone=zone) or closing.date(lines, span, zone)
    opened = span.dateline
    if not day and opened and opened.year:
        day = read_date(f"{opened.year}-{opened.month}-{opened.day}", zone=zone)
        notes.append("date: is the day of the dateline: check it at the source")
    return replace(top, dates=top.dates._replace(published=day))


def _judge(span: Span, paragraphs: tuple[str, ...], notes: list[str]) -> None:
    """Say what is doubtful about the text."""
    size = sum(map(len, paragraphs))
    if not paragraphs:
        notes.append("body: none was found in this dump: save the page again, or paste its text")
    elif span.paywalled or _CUT.search(paragraphs[-1][-30:]):
        notes.append("body: only the beginning is here (the page asks for a login): read the rest at the source")
    elif size < MIN_BODY:
        notes.append(f"body: only {size} characters were found: check that the dump is whole")
    if paragraphs and not span.dateline:
        notes.append("body: no dateline opens the text: check its first paragraph")
    if paragraphs and not span.closed and not span.paywalled:
        notes.append("body: no mail or signature closes the text: check its last paragraph")


def _published(
    top: Header, zone: str, day: date | None, publisher: Publisher | None, notes: list[str]
) -> tuple[Moment | None, DatePrecision, DateSource | None]:
    printed = _with_zone(top.dates.published, zone, "date", notes)
    if printed:
        if top.dates.loose:
            notes.append("date: stands in the dump without a label: check it at the source")
        return printed, printed.precision, "page"
    if day:
        notes.append(
            "date: taken from the address (day its record was made; may differ from publication): "
            "check it at the source"
        )
        midnight = Moment(_midnight(day, zone or (publisher.zone if publisher else "") or "UTC"), "day")
        return midnight, "day", "url_id"
    changed = _with_zone(top.dates.modified, zone, "modified", [])
    none = "date: none was found: give --date with the day or time of publication, or --url"
    notes.append(changed.only_changed if changed else none)
    return None, "day", None


def _with_zone(found: Moment | None, zone: str, name: str, notes: list[str]) -> Moment | None:
    """A printed time keeps its minute only where its zone is known."""
    if found and found.precision == "minute" and not found.zoned and not zone:
        notes.append(f"{name}: the page names no time zone: only the day was kept: give --date with its offset")
        return Moment(found.moment.replace(hour=0, minute=0, second=0), "day")
    return found


def _midnight(day: date, zone: str) -> datetime:
    return datetime(day.year, day.month, day.day, tzinfo=zone_info(zone))
