"""What one part mark says: `②`, `(2)`, `<하>`, `3편`, `Part 2 of 5`, `2/5`, `II`.

Where in a headline a mark may stand, and what only looks like one there, is the matter of `marks`.
"""

from __future__ import annotations

import re
import unicodedata
from typing import NamedTuple

MAX_PART = 100
"""From here on a number is no part."""


class Mark(NamedTuple):
    """A part mark and what it says."""

    part: int
    parts: int | None = None
    doubt: str = ""


THIRDS = {"상": 1, "上": 1, "중": 2, "中": 2, "하": 3, "下": 3, "㊤": 1, "㊥": 2, "㊦": 3}
"""First, middle and last of two or three."""
LAST_OF_HOW_MANY = "read as part 3; it is part 2 where the series has no 중 (middle): check"
_COUNTERS = "편|회|부|탄|화"  # instalments: 3편, 2회
NUMBERED = re.compile(rf"(?:제\s?)?(\d{{1,2}})\s?(?:{_COUNTERS})(?:\s?[·,/]?\s?(끝|완))?")
_PLAIN = re.compile(r"#?(\d{1,2})(?:\s?[·,/]?\s?(끝|완))?")
_OF = re.compile(r"(\d{1,2})\s?(?:/|of|OF)\s?(\d{1,2})")
PART = re.compile(
    r"(?:part|pt\.?|episode|ep\.?|파트)\s?\.?\s?(\d{1,2}|[IVXⅠ-Ⅻ]{1,5}|one|two|three|four|five|six|seven|eight"
    r"|nine|ten)"
    r"(?:\s?(?:of|/)\s?(\d{1,2}|two|three|four|five|six|seven|eight|nine|ten))?",
    re.IGNORECASE,
)
_NUMBER_WORDS = "one two three four five six seven eight nine ten"
_WORDS = {word: n for n, word in enumerate(_NUMBER_WORDS.split(" "), start=1)}
_ROMAN = re.compile(r"X{0,2}(?:IX|IV|V?I{0,3})")
_ROMAN_VALUES = {"I": 1, "V": 5, "X": 10}


def in_brackets(text: str) -> Mark | None:
    """What a bracket holds, when it is a mark and nothing else."""
    text = text.strip()
    value = circled(text) if len(text) == 1 else None
    if value and text not in THIRDS:
        return Mark(value)
    match = PART.fullmatch(text)
    if match:
        return of_part(match, offset=-1)
    return _third(text) or _counted(text) or _roman_mark(text)


def _third(text: str) -> Mark | None:
    """상, 중, 하 (first, middle, last), also `하·끝` (last, end)."""
    part = THIRDS.get(text) or (THIRDS.get(text[:1]) if text[1:].strip("·, ") in {"끝", "완"} else None)
    return Mark(part, 3 if part == 2 else None, LAST_OF_HOW_MANY if part == 3 else "") if part else None


def _counted(text: str) -> Mark | None:
    """`2`, `3편`, `3·끝`, `2/5`."""
    match = _PLAIN.fullmatch(text) or NUMBERED.fullmatch(text)
    if match:
        part, parts = int(match[1]), int(match[1]) if match[2] else None
    elif match := _OF.fullmatch(text):
        part, parts = int(match[1]), int(match[2])
    else:
        return None
    return Mark(part, parts) if 0 < part < MAX_PART and (parts is None or part <= parts) else None


def _roman_mark(text: str) -> Mark | None:
    """II and Ⅱ; a lone ASCII I, V or X is a letter."""
    value = _roman(text)
    return Mark(value) if value and (len(text) > 1 or not text.isascii()) else None


def of_part(match: re.Match[str], offset: int = 1) -> Mark | None:
    """A `Part 2 of 5` whose number is group 1 (or one further, inside a wrapping group)."""
    first = match[1 if offset < 0 else 2]
    total = match[2 if offset < 0 else 3]
    part = _number(first)
    parts = _number(total) if total else None
    if not part or (parts is not None and part > parts):
        return None
    return Mark(part, parts)


def _number(text: str) -> int | None:
    if text.isascii() and text.isdigit():
        return int(text) or None
    return _WORDS.get(text.lower()) or _roman(text)


def circled(character: str) -> int | None:
    """①..㊿, ❶, ⑴, ⒈, ㊤㊥㊦: a single character that is a number of its own; `isdigit` does not know ⑩."""
    if character in "㊤㊥㊦" and character:
        return THIRDS[character]
    if not character or not (
        "①" <= character <= "⒛" or "⓪" <= character <= "⓿" or "❶" <= character <= "➓" or "㉑" <= character <= "㊿"
    ):
        return None
    value = unicodedata.numeric(character, 0)
    return int(value) if 0 < value < MAX_PART and value == int(value) else None


def _roman(text: str) -> int | None:
    text = unicodedata.normalize("NFKC", text).upper()
    if not text or not _ROMAN.fullmatch(text):
        return None
    values = [_ROMAN_VALUES[letter] for letter in text]
    return sum(
        -value if value < following else value for value, following in zip(values, [*values[1:], 0], strict=True)
    )
