"""What robots.txt allows, and what its absence means (RFC 9309)."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from digest.acquire.cache import Cache
from digest.errors import InputError
from tests.test_fetch import NOW, Time, fetcher, refusal
from tests.web import ALLOW_ALL, Web, reply

if TYPE_CHECKING:
    from pathlib import Path

PAGE = {"/news/view/1": reply(b"page"), "/news/view/1?print=1": reply(b"page")}
RULES = {
    "nothing": ("", True),
    "all": ("User-agent: *\nDisallow: /", False),
    "us by name": ("User-agent: finance-digest\nDisallow: /news\n\nUser-agent: *\nAllow: /", False),
    "all but us": ("User-agent: *\nDisallow: /\n\nUser-agent: Finance-Digest\nAllow: /", True),
    "others": ("User-agent: GPTBot\nDisallow: /", True),
    "the longer rule": ("User-agent: *\nDisallow: /news\nAllow: /news/view", True),
    "empty disallow": ("User-agent: *\nDisallow:", True),
    "byte order mark": ("\ufeffUser-agent: *\nDisallow: /", False),
    "carriage returns": ("User-agent: *\rDisallow: /", False),
    "a page of HTML": ("<!doctype html><p>Disallow: /</p>", True),
    "Korean comment": ("# 수집 금지\nUser-agent: *\nDisallow: /news", False),
}


@pytest.mark.parametrize(("rules", "allowed"), RULES.values(), ids=RULES.keys())
def test_rules_are_obeyed(rules: str, *, allowed: bool) -> None:
    """Our own name first, then the star, the longest rule wins."""
    with Web({"/robots.txt": reply(rules.encode()), **PAGE}) as web:
        if allowed:
            assert fetcher().get(web.url("/news/view/1")).body == b"page"
        else:
            assert "does not allow this page" in refusal(web.url("/news/view/1"))
            assert web.paths == []


def test_a_wildcard_forbids_some_addresses_only() -> None:
    """`/*?print=` is the printed form."""
    with Web({"/robots.txt": reply(b"User-agent: *\nDisallow: /*?print="), **PAGE}) as web:
        polite = fetcher()
        assert polite.get(web.url("/news/view/1")).body == b"page"
        with pytest.raises(InputError):
            polite.get(web.url("/news/view/1?print=1"))


@pytest.mark.parametrize(
    ("status", "allowed"),
    [(404, True), (410, True), (400, True), (401, False), (403, False), (429, False), (500, False), (503, False)],
)
def test_the_status_of_robots_decides_where_there_is_none(status: int, *, allowed: bool) -> None:
    """Absent allows, locked forbids, out of order forbids until it works."""
    with Web({"/robots.txt": reply(b"", status), **PAGE}) as web:
        if allowed:
            assert fetcher().get(web.url("/news/view/1")).body == b"page"
        else:
            assert "robots.txt" in refusal(web.url("/news/view/1"))
            assert web.paths == []


def test_rules_stand_behind_redirects() -> None:
    """And a target of a redirect is asked for its own host's rules."""
    locked = {"/robots.txt": reply(b"User-agent: *\nDisallow: /"), **PAGE}
    with Web(locked) as other:
        moved = reply(b"", 301, Location="/r")
        start = {"/robots.txt": moved, "/r": reply(ALLOW_ALL), "/": reply(b"", 302, Location=other.url("/news/view/1"))}
        with Web(start) as web:
            assert "does not allow" in refusal(web.url("/"))
        assert other.paths == []


def test_only_the_first_500_kilobytes_count() -> None:
    """As the standard asks; a huge file is no reason to fail."""
    rules = ALLOW_ALL + b"# padding\n" * 80_000 + b"User-agent: finance-digest\nDisallow: /\n"
    with Web({"/robots.txt": reply(rules), **PAGE}) as web:
        assert fetcher().get(web.url("/news/view/1")).body == b"page"


def test_hostile_rules_are_read_in_linear_time() -> None:
    """A thousand rules of forty wildcards; a pattern matcher that backtracks would not come back."""
    rules = b"User-agent: *\n" + b"".join(b"Disallow: /" + b"*a" * 40 + b"%db$\n" % n for n in range(1_000))
    with Web({"/robots.txt": reply(rules), "/" + "a" * 1500: reply(b"page")}) as web:
        assert fetcher().get(web.url("/" + "a" * 1500)).body == b"page"


@pytest.mark.parametrize("delay", ["-1", "soon", "nan", "inf", "1e999", ""])
def test_a_delay_that_is_none_is_two_seconds(delay: str) -> None:
    """Malformed ones are passed over."""
    time = Time()
    with Web({"/robots.txt": reply(f"User-agent: *\nCrawl-delay: {delay}".encode()), **PAGE}) as web:
        polite = fetcher(time)
        polite.get(web.url("/news/view/1"))
        polite.get(web.url("/news/view/1"))
    assert time.slept == [2.0, 2.0]


def test_a_long_delay_is_a_minute() -> None:
    """A day between two pages would be a way to say no; robots.txt has another."""
    time = Time()
    with Web({"/robots.txt": reply(b"User-agent: *\nCrawl-delay: 86400"), **PAGE}) as web:
        polite = fetcher(time)
        polite.get(web.url("/news/view/1"))
        polite.get(web.url("/news/view/1"))
    assert time.slept == [2.0, 60.0]


def test_rules_are_kept_for_a_day(tmp_path: Path) -> None:
    """Across runs; after a day they are asked for again, and the old ones hold while the server is out of order."""
    rules = [reply(b"User-agent: *\nDisallow: /private"), reply(b"", 503)]
    with Web({"/robots.txt": rules, **PAGE, "/private": reply(b"no")}) as web:
        for hours in (0, 23):
            then = NOW + timedelta(hours=hours)
            fetcher(cache=Cache(tmp_path), now=lambda then=then: then).get(web.url("/news/view/1"))
        assert [asked.path for asked in web.asked].count("/robots.txt") == 1
        later = fetcher(cache=Cache(tmp_path), now=lambda: NOW + timedelta(hours=25))
        assert later.get(web.url("/news/view/1")).body == b"page"
        with pytest.raises(InputError, match="does not allow"):
            later.get(web.url("/private"))
