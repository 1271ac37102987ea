"""Circled numbers: how Korean readers know the parts of a series."""

from __future__ import annotations

_RUNS = ((1, 20, 0x2460), (21, 35, 0x3251), (36, 50, 0x32B1))
"""First number, last number, character of the first."""


def circled(number: int) -> str:
    """`①` … `㊿`; beyond that the number in parentheses."""
    for first, last, start in _RUNS:
        if first <= number <= last:
            return chr(start + number - first)
    return f"({number})"
