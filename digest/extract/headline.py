"""Which of the lines above a text is its headline: by the blank lines, by its length, by standing twice.

Where nothing says it, no line is made a headline.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from digest.extract import date_lines, kinship
from digest.extract.marks import MAX_TITLE, read_title

if TYPE_CHECKING:
    from collections.abc import Sequence

MANY_ENTRIES = 3
"""Lines above a text from which on it is not clear which is the headline, where no label of a date says it."""
MIN_HEADLINE = 10
"""Characters; below a menu a shorter line is the name of a section where another follows."""
MIN_WORDS = 4
"""Of a headline in English, as against a menu's; as above."""
MIN_APART = 15
"""Characters of a headline that blank lines part from deck and date; shorter lines are what the site says of itself."""
MAX_BUTTON = 14
"""Characters of a button in Korean."""
_BUTTON = re.compile(r"(?:[보하듣꾸]기|추가|시작|설정|선택|공유|복사|인쇄|신청|다운로드)$")
"""See, do, hear, add, start, set, choose, share, copy, print, order, load down."""
_HANGUL = re.compile("[가-힣]")
_POLITE = re.compile(r"니다[.!]?$")
"""How sites speak to readers, and headlines never end."""
_STOP = re.compile(r"(?<!\bInc)(?<!\bLtd)(?<!\bCo)(?<!\bJr)(?<!\bSr)(?<!\bCorp)(?<!\.[A-Z])\.$")
"""A full stop that is no abbreviation's."""
TITLE_AND_DECK = 2
MAX_DECKS = 4
"""Lines below a headline, above its date, that share words with the text; more are a list of headlines."""
MAX_APART = 3
"""Lines between a headline, its deck and its byline."""
MAX_BETWEEN = 8
"""Lines between a headline that stands twice and its date; words of a menu stand further up."""
MIN_TWICE = 12
"""Characters of a headline that is known by standing twice; shorter lines are words of menus."""

_MARKS = re.compile(r"[…·\"'“”‘’?!,↑↓→%\d]|\.{2}")
"""Marks and figures of headlines."""
_NAMES = re.compile(r"[A-Z][\w.'\-]{0,24}(?:\s[A-Z][\w.'\-]{0,24}){1,2}")
"""A name beside the date, in English."""
_LETTERS = re.compile(r"\w")
_ANY_SUFFIX = re.compile(r"\s?[|ㅣ<]\s?[^|ㅣ<]{2,30}$")


class Entry(NamedTuple):
    """A line that may be headline or deck; `block` counts the blank lines and facts above it."""

    at: int
    block: int
    text: str


def printed_twice(entries: list[Entry], label_at: int | None, last_date: int | None = None) -> Entry | None:
    """The one line that stands here twice: a page prints its headline as its name and above its text.

    Below the label of the date titles of pictures stand twice too, below all dates the heads of a table of contents.
    """
    seen: dict[str, Entry] = {}
    twice: dict[str, Entry] = {}
    for entry in entries:
        letters = folded(_ANY_SUFFIX.sub("", entry.text))
        if seen.setdefault(letters, entry) is not entry:
            twice[letters] = entry
    headlines = [
        entry
        for letters, entry in twice.items()
        if MIN_TWICE <= len(entry.text) <= MAX_TITLE
        and (label_at is None or seen[letters].at < label_at)
        and (last_date is None or seen[letters].at < last_date)
        and sum(entry.at < other.at < (label_at or 0) for other in entries) <= MAX_BETWEEN
    ]
    above = [entry for entry in headlines if label_at is not None and entry.at < label_at]
    found = above or headlines
    sure = len(found) == 1 and (len(entries) <= MANY_ENTRIES or not is_word(found[0].text))
    return found[0] if sure else None


def is_word(text: str) -> bool:
    """A word or two of a menu: no headline where a longer line follows."""
    if any("가" <= letter <= "힣" for letter in text):
        return len(text) < MIN_HEADLINE and " " not in text
    return sum(bool(_LETTERS.search(word)) for word in text.split()) < MIN_WORDS


def is_button(text: str, about: frozenset[str]) -> bool:
    """A button or link in Korean that no table knows; it shares no word with what the text speaks of."""
    return len(text) <= MAX_BUTTON and bool(_BUTTON.search(text)) and bool(about) and not kinship.is_kin(text, about, 1)


def is_stray(text: str, about: frozenset[str]) -> bool:
    """Words below a headline that are no deck: a button, or a few words in English that share none with the text."""
    few = not _HANGUL.search(text) and is_word(text)
    return is_button(text, about) or (few and bool(about) and not kinship.is_kin(text, about, 1))


def below_section(entries: list[Entry]) -> list[Entry]:
    """The entries without single words that stand alone above the rest: names of sections (`경제이슈`)."""
    first = next((n for n, entry in enumerate(entries) if not is_word(entry.text)), 0)
    alone = first and entries[first].block != entries[first - 1].block
    return entries[first:] if alone else entries


def below_lists(
    entries: list[Entry], sections: Sequence[int], boxes: Sequence[int], fact: int, text: frozenset[str]
) -> list[Entry]:
    """The entries without headlines of others: those above the last section's name, and the first in a box.

    None of them may speak of what the text speaks of, and of those in a box an entry above `fact`, the last date or
    byline, must: else the box may have ended before the headline.
    """
    own = [entry for entry in entries if entry.at < fact]
    cut = next((at for at in reversed(sections) if any(entry.at > at for entry in own)), -1)
    if any(entry.at < cut and kinship.is_kin(entry.text, text) for entry in own):
        return entries
    first = cut + 1
    if cut in boxes:
        first = next((entry.at for entry in own if entry.at > cut and kinship.is_kin(entry.text, text, 1)), first)
    return [entry for entry in entries if entry.at >= first]


def nearest_block(entries: list[Entry]) -> list[Entry]:
    """The last entries with no blank line between them, passing over names of sections that stand alone."""
    last = next((entry for entry in reversed(entries) if not is_word(entry.text)), entries[-1] if entries else None)
    return [entry for entry in entries if last and entry.block == last.block]


def apart(entries: list[Entry], menu_at: int, text: frozenset[str]) -> list[Entry]:
    """The headline where a deck stands between it and the date, with blank lines around each.

    It is the first line that shares a word with the text; where none does, the first long one below the last menu.
    """
    own = [entry for entry in entries if not is_word(entry.text) and not _POLITE.search(entry.text)]
    own = [entry for entry in own if not _states(entry.text)] or own
    kin = next((n for n, entry in enumerate(own) if kinship.is_kin(entry.text, text, 1)), len(own))
    long = [entry for entry in own if entry.at > menu_at and len(entry.text) >= MIN_APART]
    own = own[kin:] or long
    return own[:1] if 1 < len(own) <= MANY_ENTRIES and own[0].block != own[1].block else []


def among_many(entries: list[Entry], facts: list[int], menus: Sequence[int], text: frozenset[str]) -> Entry | None:
    """The headline of a whole page without a labelled date: the first of the lines right above its date and byline.

    Where only words of menus stand above them, it is the first line below. `menus` are the places of buttons, `text` is
    what the text speaks of: lines above the headline (mottos, headlines of others) do not.
    """
    if len(entries) <= MANY_ENTRIES or not facts:
        return None
    start = facts[-1]
    for fact in reversed(facts[:-1]):
        if start - fact > MAX_BETWEEN:
            break
        start = fact
    run: list[Entry] = []
    kin: list[Entry] = []
    upwards = [entry for entry in reversed(entries) if entry.at < start]
    for entry, next_ in zip(upwards, [*upwards[1:], None], strict=True):
        below = run[-1].at if run else start
        name = _NAMES.fullmatch(entry.text) or (is_word(entry.text) and next_ and kinship.is_kin(next_.text, text))
        if not run and name and start - entry.at <= MAX_APART:
            start = entry.at
            continue
        apart = kin and any(entry.at < at < below for at in menus)
        if is_word(entry.text) or below - entry.at > MAX_APART or apart:
            break
        run.append(entry)
        kin += [entry] if kinship.is_kin(entry.text, text) else []
    if len(run) > TITLE_AND_DECK:
        return _with_its_deck(run[::-1], kin[-1], text) if 0 < len(kin) <= MAX_DECKS else run[0]
    if run:
        return next((entry for entry in reversed(run) if kinship.is_kin(entry.text, text, 1)), run[-1])
    return next((entry for entry in entries if entry.at > start and not is_word(entry.text)), None)


def first_headline(block: list[Entry], *, below_menu: bool, label: bool, text: frozenset[str]) -> Entry | None:
    """The first line that is no sentence; below a menu, short lines (a section's name) are passed over.

    Of many lines, and in a dated page below a single word, it is the first that shares words with the text.
    """
    lines = [entry for entry in block if not _speaks(entry.text)]
    lines = [entry for entry in lines if not _states(entry.text)] or lines
    many = len(lines) > MANY_ENTRIES
    shares = ((n, least) for least in (kinship.MIN_SHARED, 1)[: 1 + many] for n in range(len(lines)))
    kin = next((n for n, least in shares if kinship.is_kin(lines[n].text, text, least)), None)
    named = bool(lines) and (" " not in lines[0].text or bool(_NAMES.fullmatch(lines[0].text)))
    if kin is not None and (many or (label and named)):
        lines = lines[lines.index(_with_its_deck(lines, lines[kin], text)) :]
    for entry in lines:
        short = len(entry.text) < MIN_HEADLINE or (label and is_word(entry.text))
        short = short and (is_word(entry.text) or not kinship.is_kin(entry.text, text, 1))
        if not below_menu or not short or entry is lines[-1] or read_title(entry.text).part:
            return entry
    return None


def _speaks(text: str) -> bool:
    """A sentence in Korean, or what a site says to its readers."""
    return (date_lines.is_sentence(text) and "다." in text[-6:]) or bool(_POLITE.search(text))


def _states(text: str) -> bool:
    """A sentence in English: what a site says of itself, where another line is the headline."""
    return date_lines.is_sentence(text) and bool(_STOP.search(text))


def _with_its_deck(lines: list[Entry], found: Entry, text: frozenset[str]) -> Entry:
    """The line right above where it shares one word with the text: headlines say less than their decks."""
    at = lines.index(found)
    before = lines[max(0, at - 1)]
    near = 0 < found.at - before.at <= MAX_APART and not is_word(before.text)
    return before if near and kinship.is_kin(before.text, text, 1) else found


def is_plain_above(block: list[Entry], chosen: Entry) -> bool:
    """A line without any mark of a headline, where the one below it has some: a menu's, or a series' name."""
    below = next((entry for entry in block if entry.at > chosen.at), None)
    return below is not None and not _MARKS.search(chosen.text) and bool(_MARKS.search(below.text))


def first_print(entries: list[Entry], title_at: int) -> int | None:
    """Where the headline that stands twice stands first; its date may stand between the two."""
    title = next((folded(entry.text) for entry in entries if entry.at == title_at), None)
    first = next((entry.at for entry in entries if folded(entry.text) == title), title_at)
    return first if first < title_at else None


def folded(text: str) -> str:
    """A line's letters and digits alone."""
    return re.sub(r"\W", "", text).casefold()
