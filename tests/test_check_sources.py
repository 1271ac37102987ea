"""Where the link to an original leads, told before a reader follows it: hosts that only look like a publisher's too."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from digest.check.detours import detour
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


@pytest.mark.parametrize(
    ("url", "words"),
    [
        ("https://www.newspim.com/", "front page"),
        ("https://m.newspim.com/main", "front page"),
        ("https://www.newspim.com/index.html", "front page"),
        ("https://www.newspim.com/?utm_source=x", "front page"),
        ("https://search.naver.com/search.naver?query=a", "is a search"),
        ("https://www.google.com/search?q=a", "is a search"),
        ("https://www.newspim.com/search?searchword=a", "is a search"),
        ("https://bit.ly/3abc", "short link"),
        ("https://naver.me/abc", "short link"),
        ("https://www.google.com/amp/s/www.newspim.com/news/view/1", '"https://www.newspim.com/news/view/1"'),
        (
            "https://web.archive.org/web/2025/https://www.newspim.com/news/view/1",
            '"https://www.newspim.com/news/view/1"',
        ),
        ("https://www-newspim-com.translate.goog/news/view/1?_x_tr_sl=ko", '"https://www.newspim.com/news/view/1"'),
        ("https://archive.ph/abc12", "another service"),
        ("https://news.google.com/rss/articles/CBMi", "another service"),
        ("https://chatgpt.com/share/abc", "answer of a machine"),
        ("https://mail.google.com/mail/u/0/#inbox", "only its owner"),
        ("https://www.newspim.com/news/view/2025…", "cut off"),
    ],
)
def test_an_address_that_is_not_the_originals_is_told(url: str, words: str) -> None:
    """With what it is, or with the address that stands inside."""
    found = detour(url)
    assert found
    assert words in f"{found.what} {found.remedy}"


@pytest.mark.parametrize(
    "url",
    [
        "https://www.newspim.com/news/view/20250131000527",
        "https://heraldk.com/?p=2496914",
        "https://www.newsworks.co.kr/news/articleView.html?idxno=782476",
        "https://n.news.naver.com/mnews/article/001/0015264123",
        "https://v.daum.net/v/20250131000527",
        "https://www.reuters.com/technology/search-engines-2025-03-12/",
        "https://www.paper.example/search/view?id=5",
        "https://paper.example/#/article/12",
        "https://www.google.com/finance/quote/NVDA",
        "https://abc.xyz/investor/",
        "https://www.paper.example/amp/view/1",
        "https://[broken",
    ],
)
def test_an_address_of_an_article_is_not(url: str) -> None:
    """Whatever words, parameters and fragments it has."""
    assert detour(url) is None
