"""Hostile and huge pages end in one line within seconds."""

from __future__ import annotations

import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from digest.errors import InputError
from digest.extract import guard
from digest.extract.html import extract_html, extract_html_guarded

if TYPE_CHECKING:
    from collections.abc import Iterator

PAGE = (Path(__file__).parent / "pages" / "mk.html").read_bytes()
REFUSED = {
    "100 MB": b"<p>x</p>" * 12_500_000,
    "300,000 paragraphs": b"<p>ab.</p>" * 300_000,
    "200,000 attributes": b"<div " + b" ".join(b'a%d="1"' % n for n in range(200_000)) + b">",
    "9,000 attributes in a short tag": b"<div " + b" ".join(b"a%d" % n for n in range(9_000)) + b">",
    "attributes split by slashes": b"<div" + b"/a" * 9_000 + b">",
    "a > inside quotes hides nothing": b"<a " + b'x=">" ' * 100_000 + b">",
    "many tags of many attributes": (b"<div " + b" ".join(b"a%d" % n for n in range(1_900)) + b">") * 450,
    "a tag that never closes": b"<a" * 1_000_000,
    "30,001 elements": b"<b>" * 30_001,
}
PASSED = {
    "a long script": b"<script>" + b'if(a<b){x="' * 30_000 + b"</script><p>x</p>",
    "a comment of a megabyte": b"<!--" + b"<p " * 300_000 + b"-->",
    "an image in the address": b'<img src="data:image/png;base64,' + b"A/+b" * 12_000 + b'">',
    "less-than signs": b"<" * 1_000_000,
    "an article": PAGE,
}


@pytest.mark.parametrize("name", REFUSED)
def test_the_scan_refuses_what_parsers_take_minutes_for(name: str) -> None:
    """One line, well within a second of work."""
    start = time.process_time()
    with pytest.raises(InputError) as caught:
        guard.check(REFUSED[name])
    assert "\n" not in str(caught.value)
    assert time.process_time() - start < 2


@pytest.mark.parametrize("name", PASSED)
def test_the_scan_lets_real_things_through(name: str) -> None:
    """Long scripts, comments and embedded pictures are no tags."""
    start = time.process_time()
    guard.check(PASSED[name])
    assert time.process_time() - start < 2


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "no markup"),
        (b"plain words only", "no markup"),
        (b"<!--" * 1000, "cannot be parsed"),
        (b"<html></html>", "not in this page"),
        (b"<div>" * 20_000 + b"<p>deep</p>", "not in this page"),
        (b"<p>" + b"word " * 900_000 + b"</p>", "characters"),
        (b"\x00" * 1000 + b"<p>", "not in this page"),
    ],
)
def test_what_is_no_article_is_refused_in_one_line(data: bytes, words: str) -> None:
    """Empty, plain, deep, endless: always an `InputError`."""
    with pytest.raises(InputError, match=words) as caught:
        extract_html(data)
    assert "\n" not in str(caught.value)


@pytest.fixture(scope="module")
def worker() -> Iterator[guard.Worker]:
    with guard.Worker(wall=30) as one:
        yield one


def test_the_worker_reads_a_page_as_this_process_does(worker: guard.Worker) -> None:
    """Same facts, through JSON."""
    assert extract_html_guarded(PAGE, url="https://www.mk.co.kr/news/stock/11900001", worker=worker) == extract_html(
        PAGE, url="https://www.mk.co.kr/news/stock/11900001"
    )


def test_the_worker_hands_on_the_readers_own_message(worker: guard.Worker) -> None:
    """A refusal arrives with its remedy, and the worker lives on."""
    with pytest.raises(InputError, match="not in this page"):
        extract_html_guarded(b"<html><p>x</p></html>", worker=worker)
    assert extract_html_guarded(PAGE, worker=worker).publisher == "mk"


def test_a_page_that_takes_too_long_is_one_line_and_the_next_page_is_read() -> None:
    """The process is killed at its deadline and started again."""
    with guard.Worker(wall=0.01) as short:
        with pytest.raises(InputError, match="seconds") as caught:
            extract_html_guarded(PAGE, worker=short)
        assert "\n" not in str(caught.value)
        short._wall = 30
        assert extract_html_guarded(PAGE, worker=short).publisher == "mk"


def test_a_page_that_takes_too_much_work_or_memory_is_one_line() -> None:
    """The limits of the process itself end it."""
    heavy = b"".join(b"<p>some words, number %d.</p>" % n for n in range(25_000))
    with guard.Worker(cpu=0, wall=30) as limited, pytest.raises(InputError, match=r"work|seconds|memory"):
        extract_html_guarded(heavy, worker=limited)
    with guard.Worker(memory=1 << 26, wall=30) as small, pytest.raises(InputError, match=r"memory|work"):
        extract_html_guarded(heavy, worker=small)


def test_control_characters_inside_a_box_that_is_taken_out_do_no_harm() -> None:
    """As bytes and as references; the article is read all the same."""
    box = b'&#x1;\x0b<div class="ai-summary">machine</div>\x02&#31;\x00&#0;'
    found = extract_html(PAGE.replace(b"<p>", b"<p>" + box, 1).replace(b"</p>", box + b"</p>", 2))
    assert len(found.body) == 5
