"""When a page says that its article was published and changed: what it states for machines, then what it prints."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Literal

from digest.acquire.item import since_epoch
from digest.extract import adapter as adapters
from digest.extract import blocks, date_lines, metadata, urls
from digest.extract.dates import Moment, find_dates, read_date, zone_info

if TYPE_CHECKING:
    from collections.abc import Sequence

    from digest.extract.adapter import Adapter
    from digest.extract.dateline import Dateline
    from digest.extract.metadata import Facts
    from digest.model import DatePrecision, DateSource

_CHANGED = re.compile(r"수정|업데이트|갱신|[Uu]pdated|UPDATED|[Mm]odified")
"""Labels of the time of a change: modified, update, renewed."""
_LABELS = re.compile(r"입력|등록|승인|발행|게재|작성|송고|[Pp]ublished|[Pp]osted|PUBLISHED")
"""Labels of the time of publication: entered, registered, approved, issued, posted, written, sent."""
_STAMPS = "time[itemprop=datePublished], time[pubdate], article time[datetime], header time[datetime], .entry-date"
_MAX_STAMPS = 20
_BELOW = 3
"""Lines below the text in which its date may stand without a label."""
_TEASER = 250
"""Characters; an `article` of fewer beside others leads to another page."""
_ASIDE = frozenset({"aside", "nav", "footer"})
_SPACE = re.compile(r"\s+")
_END = 60
"""Characters that tell the end of a text."""
_DATE_LINES = 600
"""Lines of a page in which a printed date is looked for."""


def read(
    name: Literal["published", "modified"],
    tree: blocks.Element,
    facts: Facts,
    adapter: Adapter | None,
    *,
    zone: str,
    notes: list[str],
    title: str = "",
    body: Sequence[str] = (),
) -> tuple[Moment, DateSource] | None:
    """A date by the adapter, JSON-LD, meta tags, `<time>`, then by a line that is a date; and where it was read.

    Args:
        name: Which of the two dates.
        tree: The page.
        facts: What its head says.
        adapter: The publisher's row, where there is one.
        zone: IANA zone of times that name none; "" keeps only their day.
        notes: Gets a line where a curator should check.
        title: The headline as printed.
        body: The article's paragraphs; a day without a label that stands far below them is another article's.
    """
    changed = name == "modified"
    own_key, own = adapters.values(adapter, name, tree, facts) if adapter else ("", [])
    places: list[tuple[str, DateSource]] = [
        (text, "meta" if own_key.startswith(("meta ", "ld ")) else "page") for text in own
    ]
    places.append((facts.ld_date("dateModified" if changed else "datePublished"), "meta"))
    places.extend(
        (facts.meta.get(key, ""), "meta") for key in (metadata.META_MODIFIED if changed else metadata.META_PUBLISHED)
    )
    stamps = [element for element in _stamps(tree, changed=changed)[:3] if not _is_below(element, body)]
    places.extend((element.get("datetime") or "", "page") for element in stamps)
    for text, source in places:
        found = _pick(text, zone, changed=changed)
        if found:
            return _real_zone(found, tree, zone, notes), source
    for line in _date_lines(tree, title, body):
        found = _pick(line, zone, changed=changed) if _CHANGED.search(line) or not changed else None
        if found:
            if not changed and not _LABELS.search(line):
                notes.append("date: stands on the page without a label: check it at the source")
            return found, "page"
    return None


def _stamps(tree: blocks.Element, *, changed: bool) -> list[blocks.Element]:
    """Elements that mark the date; one of no certain place counts where the page has no other."""
    if changed:
        return adapters.select(tree, "time[itemprop=dateModified]")
    found = [stamp for stamp in adapters.select(tree, _STAMPS)[:_MAX_STAMPS] if not _is_elsewhere(stamp)]
    alone = adapters.select(tree, "time[datetime]:not([itemprop=dateModified])") if not found else []
    return found or ([stamp for stamp in alone if not _is_elsewhere(stamp)] if len(alone) == 1 else [])


def _is_elsewhere(stamp: blocks.Element) -> bool:
    """It dates a teaser, tells today's day at the top of the page, or stands beside the article."""
    above = list(stamp.iterancestors())
    for article in [element for element in above if element.tag == "article"][:1]:
        teaser = len(article.text_content()[:_TEASER].strip()) < _TEASER
        if teaser and len(stamp.getroottree().xpath("//article")) > 1:
            return True
    tags = {element.tag for element in above}
    own = {"article", "main"} & tags
    masthead = not own and any(element.tag == "header" and not element.xpath(".//h1 | .//h2") for element in above)
    return masthead or bool(_ASIDE & tags)


def _is_below(stamp: blocks.Element, body: Sequence[str]) -> bool:
    """It stands below the text and in no `article`: there it dates what else there is to read."""
    if not body or any(element.tag == "article" for element in stamp.iterancestors()):
        return False
    above = "".join(stamp.xpath("preceding::text()"))
    return _SPACE.sub("", body[-1][-_END:]) in _SPACE.sub("", above)


def _pick(text: str, zone: str, *, changed: bool) -> Moment | None:
    """The date of a text that may hold both: the one after the label of a change, or the one that has none."""
    text = since_epoch(text)
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


def _date_lines(tree: blocks.Element, title: str = "", body: Sequence[str] = ()) -> list[str]:
    """Lines that are dates, the likeliest first: with a label, then below the headline; above it stands today's."""
    lines = blocks.paragraphs(tree)[:_DATE_LINES]
    head = next((at for at, line in enumerate(lines) if title and metadata.holds(line, title)), 0)
    last = max((at for at, line in enumerate(lines) if body and body[-1] in line), default=len(lines))
    found = [
        (at > last + _BELOW, not _LABELS.search(line), at < head, at)
        for at, line in enumerate(lines)
        if date_lines.is_date_line(line)
    ]
    return [lines[row[-1]] for row in sorted(found) if not row[0] or not row[1] or _CHANGED.search(lines[row[-1]])]


def _real_zone(found: Moment, tree: blocks.Element, zone: str, notes: list[str]) -> Moment:
    """A time in UTC in the publisher's zone, whose day may be another.

    One that the page shows as local is local: some systems write `Z` after it.
    """
    if not found.zoned or not zone or found.moment.utcoffset() != timedelta(0) or found.precision != "minute":
        return found
    clock = found.moment.replace(tzinfo=None, second=0, microsecond=0)
    for line in _date_lines(tree):
        for date in find_dates(line, zone=zone):
            shown = date.value
            if shown.precision == "minute" and not shown.zoned and shown.moment.replace(tzinfo=None, second=0) == clock:
                if shown.moment.utcoffset() != timedelta(0):
                    notes.append(
                        "date: the page's data call it UTC, the page shows it as local time; taken as local: check"
                    )
                return Moment(found.moment.replace(tzinfo=shown.moment.tzinfo), "minute", zoned=True)
    return found._replace(moment=found.moment.astimezone(zone_info(zone)))


def of_dateline(opened: Dateline | None, zone: str, notes: list[str]) -> tuple[Moment, DateSource] | None:
    """The day of a release's dateline, which prints the year."""
    if not opened or not opened.year:
        return None
    day = read_date(f"{opened.year}-{opened.month}-{opened.day}", zone=zone or "UTC")
    notes.append("date: is the day of the dateline: check it at the source")
    return (day, "page") if day else None


def published(
    found: tuple[Moment, DateSource] | None, address: str | None, zone: str, notes: list[str]
) -> tuple[datetime | None, DatePrecision, DateSource | None]:
    """The moment of publication, how precise it is and where it was read; the address's day where nothing else is."""
    if found:
        if found[0].precision == "day":
            notes.append("date: the page gives only the day, or a time without a zone: check it at the source")
        return found[0].moment, found[0].precision, found[1]
    day = urls.identify(address).day if address else None
    if day:
        notes.append("date: taken from the address (day its record was made; may differ from publication): check it")
        return datetime(day.year, day.month, day.day, tzinfo=zone_info(zone or "UTC")), "day", "url_id"
    notes.append("date: none was found: give --date with the day or time of publication")
    return None, "day", None
