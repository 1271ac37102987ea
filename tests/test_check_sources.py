"""Where the link to an original leads, told before a reader follows it: hosts that only look like a publisher's too."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from digest.check.sources import weakness
from digest.model import Source


@pytest.mark.parametrize(
    ("host", "letter"),
    [
        ("www.bloоmberg.com", "U+043E"),
        ("xn--80ak6aa92e.com", "U+0430"),
        ("news.αpple.com", "U+03B1"),
        ("ａpple.com", "U+FF41"),
        ("ɑpple.com", "U+0251"),
        ("xn--mnchen-3ya.de", "U+00FC"),
    ],
)
def test_a_host_in_letters_that_look_like_others_is_told(host: str, letter: str) -> None:
    """In Unicode and in the form that browsers ask for; the letter is named by its code, since it cannot be seen."""
    assert letter in weakness(f"https://{host}/news/1")


@pytest.mark.parametrize(
    "host",
    ["www.newspim.com", "한국경제.kr", "xn--3e0b707e.kr", "日本.example.jp", "xn--broken-.com", "a-1.example.com"],
)
def test_hosts_of_the_languages_that_are_read_are_not(host: str) -> None:
    """Hangul, Han and Kana look like no other letters; what cannot be decoded is left alone."""
    assert weakness(f"https://{host}/news/1") == ""


@pytest.mark.parametrize("sign", ["\u202e", "\u200b", "\u00ad", "\ufeff", "\U000e0041"])
def test_no_invisible_letter_stands_in_an_address(sign: str) -> None:
    """It would lead elsewhere than it shows."""
    for url in (f"https://e.example/{sign}a", f"https://e{sign}.example/a"):
        with pytest.raises(ValidationError):
            Source(url=url)
