"""Text that other programs put into another shape: breaks as marks, entities, quoted, numbered or wrapped lines.

Each shape is undone only where nearly all lines have it, so that no line of an article is taken for one.
"""

from __future__ import annotations

import html
import re

MIN_BREAKS = 3
"""Breaks that are written as marks, from which on they are breaks."""
MOST = 0.9
"""Share of the lines that have a shape, from which on the text has it."""
MIN_LINES = 6
MIN_WRAPPED = 3
"""Lines that go on in the next."""
NARROWEST, WIDEST = 36, 100
"""Characters of the longest line of a wrapped text; rows of tables are narrower, paragraphs wider."""
FULL = 0.6
"""Share of the longest line that a line has which goes on in the next."""
ROOM = 3
"""Characters that are left in a line with the next one's first word: it was not broken for want of room."""
FEW_BLANKS = 3
"""Blank lines below which paragraphs are told by their indent and their last lines alone."""

_BREAK = re.compile(r"<br\s{0,2}/?>|</?p>", re.IGNORECASE)
_WRITTEN = re.compile(r"(?:\\r)?\\n")
_ENTITY = re.compile(r"&(?:nbsp|quot|amp|lt|gt|apos|middot|hellip|[lr][sd]quo|#\d{2,5}|#x[0-9a-fA-F]{2,5});")
_QUOTED = re.compile(r"\s{0,3}>\s?")
_NUMBERED = re.compile(r"\s{0,8}(\d{1,5})(?:[\t:.|]|\s{1,2})\s{0,2}")
_SENTENCE = re.compile(r"[.!?][\"”’)\]]{0,2}$")
_LINE_ENDS = str.maketrans({0x0B: "\n", 0x0C: "\n", 0x85: "\n"})
"""Line ends of word processors, pages of PDF."""
_INDENT = re.compile(r"(?: {2,8}|\t|\u3000)(?=\S)")
_ITEM = re.compile(r"[•·\-*▲△①-⑳◇◆■▶○●]|\d{1,2}[.)]\s")


def restored(text: str) -> str:
    """The text with its own lines."""
    text = text.translate(_LINE_ENDS)
    if text.count("\n") <= 1 and len(_WRITTEN.findall(text)) >= MIN_BREAKS:
        text = _WRITTEN.sub("\n", text)
    if len(_BREAK.findall(text)) >= MIN_BREAKS:
        text = _BREAK.sub("\n", text)
    if _ENTITY.search(text):
        text = _ENTITY.sub(lambda found: html.unescape(found.group()), text)
    lines = text.split("\n")
    for undo in (_unquoted, _unnumbered, _unwrapped):
        lines = undo(lines)
    return "\n".join(lines)


def _unquoted(lines: list[str]) -> list[str]:
    """Without the `> ` of an answered letter."""
    shown = [line for line in lines if line.strip()]
    quoted = sum(bool(_QUOTED.match(line)) for line in shown)
    return [_QUOTED.sub("", line, count=1) for line in lines] if _most(quoted, len(shown)) else lines


def _unnumbered(lines: list[str]) -> list[str]:
    """Without numbers of lines that count up."""
    shown = [line for line in lines if line.strip()]
    numbers = [int(found[1]) if (found := _NUMBERED.match(f"{line} ")) else -1 for line in shown]
    counted = sum(number == numbers[0] + at for at, number in enumerate(numbers))
    return [_NUMBERED.sub("", f"{line} ", count=1) for line in lines] if _most(counted, len(shown)) else lines


def _unwrapped(lines: list[str]) -> list[str]:
    """Paragraphs on one line each, where all lines are about as wide and go on in the next."""
    indented = [bool(_INDENT.match(line)) for line in lines]
    lines = [line.strip() for line in lines] if len(max(lines, key=len)) <= 2 * WIDEST else lines
    width = len(max(lines, key=len))
    blocks = _blocks(lines, width, indented)
    wrapped = [_is_wrapped(block, width) for block in blocks]
    if blocks[0] and not _SENTENCE.search(blocks[0][-1]):
        wrapped[0] = False  # headline and deck
    inner = [line for block, is_one in zip(blocks, wrapped, strict=True) if is_one for line in block[:-1]]
    broken = sum(not _SENTENCE.search(line) for line in inner)
    if not NARROWEST <= width <= WIDEST or len(inner) < MIN_WRAPPED or broken <= len(inner) / 2:
        return lines
    out: list[str] = []
    for block, is_one in zip(blocks, wrapped, strict=True):
        out += [*([" ".join(block)] if is_one else block), ""]
    return out


def _blocks(lines: list[str], width: int, indented: list[bool]) -> list[list[str]]:
    """Lines between blank ones; where those are few, also from an indent or a line that was not full on."""
    blocks: list[list[str]] = [[]]
    few = sum(not line for line in lines) < FEW_BLANKS
    some = 0 < sum(indented) < len(lines) / 2
    begun = False
    for line, indent in zip(lines, indented, strict=True):
        last = blocks[-1][-1] if blocks[-1] else ""
        ended = bool(_SENTENCE.search(last))
        begun = begun or ended
        room = width - len(last) - 1 - len(line.partition(" ")[0])
        if not line or (few and last and ((some and indent) or (room >= ROOM and (ended or not begun)))):
            blocks.append([])
        if line:
            blocks[-1].append(line)
    return blocks


def _is_wrapped(block: list[str], width: int) -> bool:
    full = all(len(line) >= FULL * width for line in block[:-1])
    return len(block) > 1 and full and not any(map(_ITEM.match, block))


def _most(count: int, lines: int) -> bool:
    return lines >= MIN_LINES and count >= MOST * lines
