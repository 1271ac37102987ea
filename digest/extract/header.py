"""What stands above the text of a dump: headline, dates, deck lines, who wrote it, notices.

Headlines are not marked in a dump. The place of the date label and the blank lines say which line it is;
where nothing says it, no line is made a headline.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from digest.extract import above, date_lines, furniture, headline, kinship, signatures
from digest.extract.date_lines import Dates
from digest.extract.marks import MAX_TITLE, Heading, is_kicker, read_part_line, read_title
from digest.extract.neighbours import MAX_DECK
from digest.extract.publishers import by_name

if TYPE_CHECKING:
    from collections.abc import Sequence

    from digest.extract.above import Sorted
    from digest.extract.dates import Moment
    from digest.extract.headline import Entry
    from digest.model import Caption

MAX_DECK_LINES = 8

MAX_LINES = 1_000_000
"""No line stands so far down."""
MANY_DATES = 3
"""Different dates without a label above a text, from which on it is a list of articles."""
_SITE_SUFFIX = re.compile(r"\s{0,2}[|ㅣ:\-–—</]\s{0,2}(?P<name>[^|ㅣ:\-–—</]{2,40})$")


@dataclass(frozen=True)
class Header:
    """What was read above the text."""

    heading: Heading | None = None
    deck: tuple[str, ...] = ()
    authors: tuple[str, ...] = ()
    dates: Dates = field(default_factory=Dates)
    captions: tuple[Caption, ...] = ()
    translated_from: str | None = None
    paper: str | None = None
    """Named beside the headline or its date."""
    listed: bool = False
    """These are articles of a list; nothing of them was read."""
    notes: tuple[str, ...] = ()


def read(lines: Sequence[str], *, title: str | None, zone: str, alone: bool, text: Sequence[str] = ()) -> Header:
    """Read the lines above the text.

    Args:
        lines: Cleaned lines, "" for blank ones, without blocks such as AI summaries.
        title: The headline where a curator or the scraper gave it.
        zone: IANA zone of dates that name none.
        alone: The text was found by its dateline, so that all lines before it are header.
        text: The first lines below, which tell what the headline speaks of.
    """
    notes: list[str] = []
    lines = _own(lines, zone, notes) if not title else lines
    top = above.sort(lines)
    if not title and _is_list(lines, top, zone):
        return Header(listed=True)
    about = kinship.stems(text)
    heading, title_at, below = _given(title, top) if title else _headline(top, notes, about, alone=alone)
    dates = date_lines.dates(lines, top.dated, title_at, zone)
    if not dates.published:
        dates = _dated_above(lines, top, title_at, zone) or dates
    if not dates.published and (short := date_lines.short_year(lines)):
        notes.append(f"date: {short!r} stands there, a year of two digits: give --date if it is the day")
    below, named, doubtful = signatures.people(lines, below, top.dated, heading)
    names = tuple(dict.fromkeys([*top.names, *named]))
    if doubtful and not names:
        notes.append(f"author: {doubtful!r} may be who wrote it: set source.author if it is")
    heading, deck = _deck(heading, [entry for entry in below if not headline.is_stray(entry.text, about)], notes)
    paper = signatures.paper(lines, top.dated, title_at) if title_at >= 0 else None
    return Header(heading, deck, names, dates, tuple(top.captions), top.translated, paper=paper, notes=tuple(notes))


def _is_list(lines: Sequence[str], top: Sorted, zone: str) -> bool:
    """Several dates without a label stand here: each is another article's."""
    kinds = [found for at in top.dated for found in date_lines.kinds(lines, at, zone)[:1]]
    return all(kind == "bare" for kind, _ in kinds) and len({value for _, value in kinds}) >= MANY_DATES


def _own(lines: Sequence[str], zone: str, notes: list[str]) -> Sequence[str]:
    """The lines of the article's own heading, where dated headlines of other articles stand above it in a box."""
    dated: list[tuple[int, Moment]] = []
    for at, line in enumerate(lines):
        if date_lines.is_labelled(line):
            published = next((value for kind, value in date_lines.kinds(lines, at, zone) if kind == "published"), None)
            if published and not (dated and dated[-1][1] == published):
                dated.append((at, published))
    others = [at for at, _ in dated[:-1] if above.sort(lines[at + 1 : dated[-1][0]]).entries]
    if not others:
        return lines
    if any(furniture.is_box(line) for line in lines[: others[0]]):
        return lines[others[-1] + 1 :]
    notes.append("date: several dated headlines stand above the text, the first was taken: check title and date")
    return lines


def strip_site(title: str) -> str:
    """A headline without the name of the site at its end (`… - 매일경제`)."""
    for _ in range(2):
        match = _SITE_SUFFIX.search(title[-60:])
        if not match or not by_name(match["name"]):
            break
        title = title[: len(title) - len(match.group())].rstrip()
    return title


def _given(title: str, top: Sorted) -> tuple[Heading | None, int, list[Entry]]:
    """The headline that was given, where the page prints it too (-1: nowhere), and the entries below it."""
    heading = read_title(strip_site(title))
    same = {headline.folded(title), headline.folded(heading.title)}
    for n, entry in enumerate(top.entries):
        if headline.folded(entry.text) in same:
            return heading, entry.at, top.entries[n + 1 :]
    first = top.label_at if top.label_at is not None else -1
    return heading, -1, [entry for entry in top.entries if entry.at > first]


def _headline(
    top: Sorted, notes: list[str], text: frozenset[str], *, alone: bool
) -> tuple[Heading | None, int, list[Entry]]:
    """The headline, its line, and the entries that may be deck lines. `text` is what the text speaks of."""
    label_at = top.label_at
    nearest = [entry for entry in top.entries if not headline.is_button(entry.text, text)]
    called = next((entry for entry in nearest if entry.at in top.titled and len(entry.text) <= MAX_TITLE), None)
    if sure := called or headline.printed_twice(nearest, label_at, max(top.dated, default=None)):
        return read_title(strip_site(sure.text)), sure.at, [entry for entry in nearest if entry.at > sure.at]
    nearest = headline.below_lists(nearest, top.sections, top.boxes, max(top.facts, default=MAX_LINES), text)
    if label_at is not None:
        nearest = [entry for entry in nearest if entry.at < label_at]
        apart = headline.apart(nearest, max((at for at in top.menus if at < label_at), default=-1), text)
        if apart:
            notes.append("title: the first of several lines above the date was taken: check it, or give --title")
        nearest = apart or headline.nearest_block(nearest)
        if not nearest:
            return None, -1, [entry for entry in top.entries if entry.at > label_at]
    listed = nearest
    if (top.furnished or top.dated) and label_at is None:
        nearest = headline.below_section(nearest)
    nearest = [entry for entry in nearest if entry.block == nearest[0].block and len(entry.text) <= MAX_TITLE]
    facts = [at for at in top.facts if label_at is None or at <= label_at]
    found = headline.among_many(nearest if label_at is not None else listed, facts, top.menus, text)
    chosen = found or headline.first_headline(
        nearest, below_menu=top.furnished or label_at is not None, label=bool(top.dated), text=text
    )
    if chosen and len(top.entries) > headline.MANY_ENTRIES and headline.is_word(chosen.text):
        chosen = None  # a word of a menu
    lone = label_at is None and not alone and len(top.entries) == 1
    if chosen is None or (lone and date_lines.is_sentence(chosen.text)):
        return None, -1, top.entries
    heading = read_title(strip_site(chosen.text))
    unclear = len(top.entries) > headline.MANY_ENTRIES or (len(nearest) > 1 and not top.furnished)
    if label_at is not None and headline.is_plain_above(nearest, chosen) and not heading.series_label:
        notes.append("title: the line below it looks more like a headline: check it, or give --title")
    if (found if label_at is not None else unclear) and not heading.series_label:
        notes.append("title: the first of several lines above the text was taken: check it, or give --title")
    return heading, chosen.at, [entry for entry in top.entries if entry.at > chosen.at]


def _dated_above(lines: Sequence[str], top: Sorted, title_at: int, zone: str) -> Dates | None:
    """A date above the headline: of a release or letter, or a time between its two prints (a bare day is today's)."""
    last = next((at for at in range(title_at - 1, -1, -1) if lines[at]), -1)
    if top.label_at is not None and date_lines.RELEASE.match(lines[top.label_at]):
        return date_lines.dates(lines, [at for at in top.dated if at == last], -1, zone)
    if letter := [at for at in top.dated if at < title_at and date_lines.is_masthead(lines[at])]:
        return date_lines.dates(lines, letter[-1:], -1, zone)
    if near := [
        at
        for at in top.dated
        if at < title_at and date_lines.is_read_in(lines[at]) and not any(lines[at + 1 : title_at])
    ]:
        return date_lines.dates(lines, near, -1, zone)
    first = headline.first_print(top.entries, title_at)
    timed = date_lines.dates(lines, top.dated, first, zone) if first is not None else None
    return timed if timed and timed.published and timed.published.precision == "minute" else None


def _deck(heading: Heading | None, entries: list[Entry], notes: list[str]) -> tuple[Heading | None, tuple[str, ...]]:
    """Deck lines, and the heading completed by a series that stands on lines of its own."""
    texts = [
        entry.text
        for entry in entries
        if heading is None or headline.folded(entry.text) != headline.folded(heading.title)
    ]
    long = [text for text in texts if len(text) > MAX_DECK]
    if long:
        notes.append(f"deck: {len(long)} long lines above the text were left out: check the source")
    texts = [text for text in texts if len(text) <= MAX_DECK]
    marked = [n for n, text in enumerate(texts) if read_part_line(text)]
    if heading and heading.part is None and len(marked) == 1:
        at = marked[0]
        read = read_part_line(texts[at])
        line = texts[at - 1] if at else ""
        label = line if 0 < len(line) <= 40 and not is_kicker(line) and not date_lines.ITEM.match(line) else None
        if read and read[1] and label:
            heading = heading._replace(series_label=label.strip("[]<>"), part=read[0].part, parts=read[0].parts)
            texts[at - 1 : at + 1] = [read[1]]
    if len(texts) > MAX_DECK_LINES:
        notes.append(f"deck: {len(texts)} lines stand above the text; the first {MAX_DECK_LINES} were kept: check them")
    return heading, tuple(texts[:MAX_DECK_LINES])
