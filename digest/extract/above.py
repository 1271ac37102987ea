"""What each line above the text of a dump is: a menu, a date, a byline, a caption, or an entry.

Entries may be headline or deck; which of them is which is read by `header`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from digest.extract import captions, date_lines, dateline, furniture, widgets
from digest.extract.headline import Entry
from digest.extract.patterns import LONE_MAIL
from digest.extract.publishers import is_media

if TYPE_CHECKING:
    from collections.abc import Sequence

    from digest.model import Caption

_HANDLE = re.compile(r"@\w{2,30}")
_NAME_LINE = re.compile(r"[A-Z][\w.'\-]{0,24}(?:\s[A-Z][\w.'\-]{0,24}){1,3}")
_SPEAKERS = ("앵커", "기자", "리포트")
"""Who speaks next in a broadcaster's script: anchor, reporter, report."""
_TICKER = re.compile(r"[A-Z]{1,5}(?:\.[A-Z]{1,2})?")
_ENGLISH_PAPER = re.compile(r"(?:The )?(?:[A-Z]\w{1,14} ){1,3}(?:News|Times|Post|Journal|Herald|Daily|Tribune|Today)")
_NAVIGATION = frozenset({"Menu", "MENU", "메뉴", "전체메뉴", "전체 메뉴", "Main Menu", "Navigation"})
"""What opens a site's menu; above it stand its name and motto."""
_LISTEN = re.compile(r"\s(?:본문|기사|뉴스)\s?듣기$")
"""A button behind a headline."""
_TELEPHONE = re.compile(r".{0,60}?[(\s]0\d{1,2}[)\-]\s?\d{3,4}-\d{4}\)?.{0,20}")
"""Whom to ask: `통화정책국 총괄팀(02-759-0000)`."""
MIN_ITEMS = 3
"""Numbered lines of a form."""
_TITLED = re.compile(r"(?:(?:기사\s?)?제목|Subject)\s?[:：]\s{0,2}(?=\S{2})")
"""What print views write before a headline."""


@dataclass
class Sorted:
    """The lines above the text by what they are."""

    entries: list[Entry] = field(default_factory=list)
    dated: list[int] = field(default_factory=list)
    facts: list[int] = field(default_factory=list)
    """Dates and bylines."""
    label_at: int | None = None
    names: list[str] = field(default_factory=list)
    captions: list[Caption] = field(default_factory=list)
    translated: str | None = None
    menus: list[int] = field(default_factory=list)
    """Menus and buttons: where some stand, this is a page and not a body alone."""
    sections: list[int] = field(default_factory=list)
    """Of these, names of sections and papers, and titles of boxes: above the last of them stand links to others."""
    boxes: list[int] = field(default_factory=list)
    titled: list[int] = field(default_factory=list)
    """Lines before which the page writes that they are the headline."""

    @property
    def furnished(self) -> bool:
        """Menus or buttons stand here."""
        return bool(self.menus)


def sort(lines: Sequence[str]) -> Sorted:
    """Put each line above the text into its heap."""
    top = Sorted()
    masthead: list[Entry] = []
    block = 0
    for at, full in enumerate(lines):
        line = date_lines.INJECTED.sub("", full, count=1).strip() if at < date_lines.INJECTED_LINES else full
        line = widgets.unlisted(line)
        if not line or not _sort_fact(top, at, line):
            block += 1
        elif _is_menu(line):
            top.menus.append(at)
            top.boxes += [at] if furniture.is_box(line) else []
            top.sections += [at] if _is_section(line) else []
            if line in _NAVIGATION and not top.facts and top.entries:
                masthead, top.entries = top.entries, []
        elif furniture.is_notice(line) or furniture.translated_from(line):
            top.translated = top.translated or furniture.translated_from(line)
        elif _HANDLE.fullmatch(line):
            _sort_handle(top)
        elif (
            not _TICKER.fullmatch(line)
            and not furniture.is_index(line)
            and not captions.is_image(line)
            and not _sort_caption(top, line)
        ):
            bare = _TITLED.sub("", line, count=1)
            top.titled += [at] if bare != line else []
            top.entries.append(Entry(at, block, _LISTEN.sub("", bare)))
    top.entries = _without_form(top.entries or masthead)
    return top


def _without_form(entries: list[Entry]) -> list[Entry]:
    """The entries above the first numbered line of a form, as disclosures are: below it stand no headlines."""
    items = [at for at, entry in enumerate(entries) if date_lines.ITEM.match(entry.text)]
    return entries[: items[0]] if len(items) >= MIN_ITEMS else entries


def _is_menu(line: str) -> bool:
    """A word of a menu or widget, the name of a section or paper, a box's title, a number of a ticker."""
    bare = line.strip("[]<>()")
    named = (
        widgets.is_category(line)
        or widgets.is_portal(bare)
        or is_media(bare)
        or bare in _SPEAKERS
        or bool(_ENGLISH_PAPER.fullmatch(bare))
    )
    return named or widgets.is_line(line) or widgets.is_number(line) or widgets.is_clock(line) or furniture.is_box(line)


def _is_section(line: str) -> bool:
    return widgets.is_category(line) or is_media(line.strip("[]<>()")) or furniture.is_box(line)


def _sort_fact(top: Sorted, at: int, line: str) -> bool:
    """Keep a date or a byline; True where the line is something else."""
    if date_lines.is_date_line(line):
        if date_lines.is_masthead(line):
            top.entries.clear()
        top.dated.append(at)
        top.facts.append(at)
        top.names.extend(name for name in date_lines.names_beside(line) if name not in top.names)
        own = date_lines.LABEL_LINE.match(line) or date_lines.names_beside(line)
        if top.label_at is None and own and not date_lines.ABOVE.match(line):
            top.label_at = at
        return False
    if LONE_MAIL.fullmatch(line):
        return False
    names = date_lines.byline(line)
    top.names.extend(name for name in names or () if name not in top.names)
    top.facts += [at] if names else []
    return names is None and not _TELEPHONE.fullmatch(line)


def _sort_handle(top: Sorted) -> None:
    """A reporter's handle (`@name`) on its own line: the line of two to four capitalised words above it is the name."""
    if top.dated and top.entries and _NAME_LINE.fullmatch(top.entries[-1].text):
        name = top.entries.pop().text
        top.names.extend([name] if name not in top.names else [])


def _sort_caption(top: Sorted, line: str) -> bool:
    own = dateline.read(line) if captions.has_own_end(line) else None
    caption = captions.read_agency(own.rest) if own else captions.read(date_lines.INJECTED.sub("", line).strip())
    if caption:
        if top.entries and (caption.text or "").startswith(top.entries[-1].text):
            top.entries.pop()  # a picture's title, which its caption repeats
        if _below_label(top) and top.entries[-1].text == top.entries[-2].text:
            del top.entries[-2:]  # or which stands twice
        top.captions.append(caption)
    return caption is not None


def _below_label(top: Sorted) -> bool:
    """The last two entries stand below the label of the date, where no headline is."""
    return len(top.entries) > 1 and top.label_at is not None and top.entries[-2].at > top.label_at
