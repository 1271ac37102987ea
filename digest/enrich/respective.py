"""Numbers that a sentence hands out in turn: `A와 B의 영업이익은 각각 6조원, 8조원`, `$118 and $202, respectively`.

The first number is the first name's, the second the second's. Where names and numbers are not equally
many, or the names cannot be told, none of the numbers belongs to anybody.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from digest.enrich.indices import Index, indices
from digest.enrich.owners import WHAT_EN, WHAT_KO, Owned
from digest.enrich.particles import agrees

if TYPE_CHECKING:
    from collections.abc import Sequence

    from digest.enrich.quantity import Quantity

Shares = dict[int, "Owned | Index | None"]
"""By the start of a number in its sentence: whose it is, or None where that cannot be told."""

_BACK = 200
"""Characters before the numbers in which the names are looked for."""
_EACH = re.compile(r"각각|각기")
_RESPECTIVELY = re.compile(r"\brespectively\b")
_JOIN = r"(?:(?:와|과|,|·| ?및)\s?)"
_NAME = r"[가-힣A-Za-z0-9&\-]{2,20}?(?:\([A-Za-z0-9.]{1,8}\))?"
_PERIODS = (
    r"(?:(?:[1-4]분기|[상하]반기|지난해|작년|올해|지난달|(?:19|20)\d\d년|\d{1,2}월|"
    r"연결|별도|기준|잠정|누적|연간)(?:에|의)? ){0,4}"
)
_GAP = r"[은는이가을를도]?\s(?:[가-힣]{1,8} ){0,2}$"
_PAIRS = re.compile(rf"(?:^|[\s,])(?P<list>(?:{_NAME}(?:의)? (?:{WHAT_KO}){_JOIN})+{_NAME}(?:의)? (?:{WHAT_KO})){_GAP}")
_PAIR = re.compile(rf"(?P<owner>{_NAME})(?:의)? (?P<what>{WHAT_KO})(?:{_JOIN}|$)")
_OWNERS = re.compile(
    rf"(?:^|[\s])(?P<list>(?:{_NAME}{_JOIN})+{_NAME})(?:의|은|는|이|가)? (?P<when>{_PERIODS})(?P<what>{WHAT_KO}){_GAP}"
)
_KINDS = re.compile(
    rf"(?:^|[\s,])(?P<owner>{_NAME})(?P<role>의|은|는|이|가)? (?P<when>{_PERIODS})"
    rf"(?P<list>(?:(?:{WHAT_KO}){_JOIN})+(?:{WHAT_KO})){_GAP}"
)
_AND_EN = r"(?:, | and |, and )"
_NAME_EN = r"[A-Z][A-Za-z0-9&.\-]{1,20}"
_OWNERS_EN = re.compile(
    rf"(?P<list>{_NAME_EN}(?:['’]s?)?(?:{_AND_EN}{_NAME_EN}(?:['’]s?)?)+) (?P<what>{WHAT_EN})\b(?!.*\b(?:{WHAT_EN})\b)"
)
_KINDS_EN = re.compile(rf"(?P<owner>{_NAME_EN})['’]s? (?P<list>(?:{WHAT_EN})(?:{_AND_EN}(?:{WHAT_EN}))+)\b")
_BETWEEN_NUMBERS = re.compile(r"(?:\s?\([^()]{0,30}\))?(?:원|달러)?(?:에|으로|로)?(?:,? and |, ?|와 |과 |· ?| 및 )")
"""What may stand between two numbers of one list."""


def shares(text: str, numbers: Sequence[Quantity], start: int, named: Sequence[Owned]) -> Shares:
    """Whose the numbers of a sentence are that it hands out in turn; `start` is where the sentence starts."""
    each = _EACH.search(text)
    spans = [(item.start - start, item.end - start) for item in numbers]
    if each:
        spans = [span for span in spans if span[0] >= each.end()]
        head = text[max(0, each.start() - _BACK) : each.start()]
        own = [entry for entry in named if entry.start >= each.end()]
        spans = [span for span in spans if not any(entry.end <= span[0] for entry in own)]
    elif last := _RESPECTIVELY.search(text):
        spans = [span for span in spans if span[0] < last.start()]
        spans = spans[_list_start(text, spans) :]
        head = text[max(0, spans[0][0] - _BACK) : spans[0][0]] if spans else ""
    else:
        return {}
    spans_of_list = spans[: _list_end(text, spans)] if each else spans
    names = _names_ko(head) if each else _names_en(head)
    found: Shares = {span[0]: None for span in spans}
    if len(names) == len(spans_of_list):
        found.update({span[0]: name for span, name in zip(spans_of_list, names, strict=True)})
    return found


def _list_end(text: str, spans: Sequence[tuple[int, int]]) -> int:
    """How many numbers from the first on stand in one list."""
    for number in range(1, len(spans)):
        if not _BETWEEN_NUMBERS.fullmatch(text, spans[number - 1][1], spans[number][0]):
            return number
    return len(spans)


def _list_start(text: str, spans: Sequence[tuple[int, int]]) -> int:
    """Where the list begins that ends with the last number."""
    for number in range(len(spans) - 1, 0, -1):
        if not _BETWEEN_NUMBERS.fullmatch(text, spans[number - 1][1], spans[number][0]):
            return number
    return 0


def _names_ko(head: str) -> Sequence[Owned | Index]:
    """The names before `각각`, in order: pairs of owner and noun, owners of one noun, nouns of one owner, indices."""
    if match := _PAIRS.search(head):
        return [_owned(pair["owner"], pair["what"]) for pair in _PAIR.finditer(match["list"])]
    if match := _KINDS.search(head):
        owner, role = match["owner"], match["role"]
        if role not in {None, "의"} and not agrees(owner, role):
            owner += role
        return [_owned(f"{owner} {match['when']}", what) for what in re.findall(WHAT_KO, match["list"])]
    if match := _OWNERS.search(head):
        names = [name for name in re.split(r"(?:와|과)\s|, ?|·| ?및 ", match["list"]) if name]
        return [_owned(f"{name} {match['when']}", match["what"]) for name in names]
    return _indices(head)


def _indices(head: str) -> list[Index]:
    """The indices that are named one after the other at the end of `head`."""
    marks = list(indices(head))
    if not marks or not re.fullmatch(_GAP, head[marks[-1].end :]):
        return []
    first = len(marks) - 1
    while first and re.fullmatch(_JOIN, head[marks[first - 1].end : marks[first].start]):
        first -= 1
    return marks[first:]


def are_joined(text: str, offset: int, marks: Sequence[Index]) -> bool:
    """Whether the last two of `marks` share what follows (`나스닥과 S&P500은`); `text[offset:]` holds them."""
    if len(marks) < 2:
        return False
    between = text[offset + marks[-2].end : offset + marks[-1].start]
    return bool(re.fullmatch(rf"{_JOIN}|,? and (?:the )?", between))


def _names_en(head: str) -> list[Owned]:
    if match := _KINDS_EN.search(head):
        return [_owned(match["owner"], what) for what in re.findall(WHAT_EN, match["list"])]
    if match := _OWNERS_EN.search(head):
        names = re.split(r", and | and |, ", match["list"])
        return [_owned(re.sub(r"['’]s?$", "", name), match["what"]) for name in names]
    return []


def _owned(owner: str, what: str) -> Owned:
    return Owned(0, 0, re.sub(r"\([^)]*\)", "", owner).strip(), what)
