"""Words that make a number a bound or an estimate: about, more than, nearly, and what opens a range."""

from __future__ import annotations

import re
from decimal import Decimal

RANGE_CUE = re.compile(
    r"(?:\b(?:of|between|spend|invest|range|guidance|forecast|expects?|at|earn|cost|worth|for|be|was|is|were|are)|:)\s$"
)
RANGE_AGAIN = re.compile(r"\d%? (?:to|-) [$€£]?[\d.]+%?[^.;]{0,24}?\b(?:up|down|raised|lowered) from \D{0,2}$")
"""`55% to 60%, up from 33% to 38%`: a range after a range."""
_ABOUT_BEFORE = re.compile(
    r"(?:약|대략|거의|얼추|\b(?:about|around|roughly|approximately|some|circa|an estimated|estimated))\s?$",
    re.IGNORECASE,
)
_OVER_BEFORE = re.compile(
    r"\b(?:more than|over|at least|above|exceeding|upwards of|greater than|topping|surpassing)\s?$|(?:최소|적어도)\s?$",
    re.IGNORECASE,
)
_UNDER_BEFORE = re.compile(
    r"\b(?:less than|under|up to|below|at most|nearly|almost|close to|just under|fewer than|not quite)\s?$|"
    r"(?:최대|많아야)\s?$",
    re.IGNORECASE,
)
_ABOUT_AFTER = re.compile(r" ?(?:가량|안팎|정도|내외|쯤|선(?=[을이에까도마 ,.)]|$)|전후|수준)")
_OVER_AFTER = re.compile(r"(?:을|를|이|가|도)? ?(?:넘|이상|초과|웃도|웃돌|상회|돌파|\+|or more|-plus| plus)")
_UNDER_AFTER = re.compile(
    r"(?:에|을|를|이|가)? ?(?:가까|육박|미만|이하|밑도|밑돌|못 ?미|하회|달하지|조금 안)|(?:에)? ?근접"
)


def round_place(value: Decimal) -> Decimal:
    """Worth of the last digit that is not zero: 10 for 2450, 10000 for 160000."""
    if not value:
        return Decimal(1)
    exponent = value.normalize().as_tuple().exponent
    return Decimal(1).scaleb(int(exponent))


def approximation(masked: str, start: int, end: int) -> str:
    """`about`, `over`, `under` or "" by the words around `masked[start:end]`."""
    before = masked[max(0, start - 18) : start]
    if _UNDER_BEFORE.search(before) or _UNDER_AFTER.match(masked, end):
        return "under"
    if _OVER_BEFORE.search(before) or _OVER_AFTER.match(masked, end):
        return "over"
    return "about" if _ABOUT_BEFORE.search(before) or _ABOUT_AFTER.match(masked, end) else ""
