"""Clean text: the short way for ordinary text gives what the long way gives."""

from __future__ import annotations

import sys
import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from digest.text import normalise
from digest.text.normalise import clean_line, clean_text


def _long_way(text: str) -> str:
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\u2028", "\n").replace("\u2029", "\n")
    return unicodedata.normalize("NFC", normalise._SURROGATES.sub("", normalise._INVISIBLE.sub("", text)))


def test_no_printable_character_is_ever_taken_out() -> None:
    """Over all of Unicode: what the long way drops or turns is not printable, so the short way never meets it."""
    for number in range(sys.maxunicode + 1):
        letter = chr(number)
        if letter.isprintable():
            assert clean_text(letter) == _long_way(letter)
            if letter != " ":
                assert clean_line(letter) == unicodedata.normalize("NFC", letter)


@given(st.text(st.sampled_from("가각\u1100\u1161 \t\n\r\u00a0\u200b\u202ea1é\u0301\u2028\ud800"), max_size=12))
def test_both_ways_agree(text: str) -> None:
    """Lines, spaces, decomposed Hangul and invisible characters in any mixture."""
    assert clean_text(text) == _long_way(text)
    assert clean_line(text) == normalise._SPACES.sub(" ", _long_way(text).replace("\n", " ")).strip(" ")
