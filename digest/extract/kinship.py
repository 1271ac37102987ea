"""Whether a line speaks of what a text speaks of: a headline shares words with its text, a menu or motto does not."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

MIN_SHARED = 2
"""Words from which on a line and a text have something in common."""
MAX_LINES = 12
"""Lines of a text that tell what it is about."""
_MAX_LINE = 1000
_STEM = re.compile(r"(?<![가-힣A-Za-z\d])(?:[가-힣]{2}|[A-Za-z]{3,5}|\d[\d.,]{0,12}(?<![.,]))")
"""Beginnings of words; endings differ between a headline and its text."""
_COMMON_WORDS = (
    "about after again all and are been befor but can come could down for from has have here how into its just like "
    "more most new news not now off only other over than that the their them there these they this time today two was "
    "were what when where which while who why will with would year years you your "
    "경제 관련 금융 기사 기업 기자 뉴스 대한 산업 시장 오늘 올해 위해 이날 이번 있다 전체 주요 증권 지난 최근 통해 회사"
)
_COMMON = frozenset(_COMMON_WORDS.split())
"""Beginnings of words that any text or menu has."""


def stems(lines: Iterable[str]) -> frozenset[str]:
    """Beginnings of the words of some lines."""
    found = (stem.casefold() for line in lines for stem in _STEM.findall(line[:_MAX_LINE]))
    return frozenset(found) - _COMMON


def is_kin(line: str, text: frozenset[str], least: int = MIN_SHARED) -> bool:
    """The line has words in common with the text whose stems are given."""
    return len(stems([line]) & text) >= least
