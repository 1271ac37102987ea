"""A body that would keep the renderer or a check busy is refused in one line; what people write is not."""

from __future__ import annotations

import time

import pyromark
import pytest

from digest.check.markdown import headings, links, without_code
from digest.errors import LibraryError
from digest.library import bounds
from digest.library.reader import read_series
from digest.site import common_markdown
from digest.site.body import _converter

LENGTH = bounds.MAX_CHARACTERS - 100
FRONT = '---\ntitle: "t"\nlang: en\nstatus: ongoing\n---\n'
UNCLOSED = (
    "[",
    "![",
    "![](",
    "[a](",
    "[(",
    "[[",
    "[a](<",
    "<a ",
    '<a href="',
    "<div\n",
    "<img src=x ",
    "<![CDATA[",
    "(",
)
MANY_NOTES = ("x[^1] ", "[^a]\n\n", "[^1]: a ")
MANY_BLOCKS = ("a\n=\n", "a\n-\n", "***\n", "# a\n", "\n- ", "1. a\n", "- a\n  - b\n", "a\n")
PASSED = (
    *("`", "~", "*", "_", "|", "#", "<", "<b>", "\\`", "&", "***a"),
    *("1,234.5% ", "가", "[^1]", "[a][b]", "[a](b.md) ", "![a](b.png)"),
)
NESTED = ("[a](<b", "a**b", "*a **a ", "> ", "</", "**x [a*b**c*](d)", "| a |\n|---|\n", '**"가"**나 ')


def _filled(piece: str, length: int = LENGTH) -> str:
    return (piece * (length // len(piece) + 1))[:length]


@pytest.mark.parametrize("piece", [*UNCLOSED, *MANY_BLOCKS, *MANY_NOTES])
def test_a_body_that_would_be_slow_is_refused_with_its_line(piece: str) -> None:
    """One problem, on a line of the body, with a remedy."""
    with pytest.raises(LibraryError) as caught:
        read_series(FRONT + _filled(piece), "series/x.md")
    (problem,) = caught.value.problems
    assert (problem.rule, problem.field) == ("body", "body")
    assert problem.line > FRONT.count("\n")
    assert problem.remedy


@pytest.mark.parametrize("piece", PASSED)
def test_what_passes_is_rendered_and_looked_over_soon(piece: str) -> None:
    """Generous, in CPU seconds of this process: what is refused above would take minutes."""
    body = _filled(piece)
    started = time.process_time()
    if bounds.excess(body) is None:
        common_markdown.convert(body)
        _converter(2).reset().convert(body)
    links(body)
    headings(body)
    assert time.process_time() - started < 15


@pytest.mark.parametrize("piece", [*UNCLOSED, *MANY_BLOCKS, *PASSED, *NESTED])
def test_the_native_parser_needs_no_bounds(piece: str) -> None:
    """What is refused too: neither the look whether a body is for it nor the parser itself is ever slow."""
    body = _filled(piece)
    started = time.process_time()
    common_markdown.convert(body)
    pyromark.html(body, options=pyromark.Options.ENABLE_TABLES)
    assert time.process_time() - started < 5


def test_the_bounds_are_beyond_what_people_write() -> None:
    """A long article with tables, lists in lists, links, emoticons, sums that compare, and code."""
    table = "| a | b |\n|---|---|\n" + "| 1 | [2](https://example.org/a_(b)) |\n" * 300
    deep = "\n".join("    " * depth + "- item" for depth in range(8))
    prose = "It fell (as [the report](a.md) says), 3 < 4 :(\n\n" * 300
    body = f"{table}\n\n{deep}\n\n> > quoted\n\n{prose}\n\n```\n{'[' * 40}\n```\n"
    assert bounds.excess(body) is None


def test_nesting_is_bounded() -> None:
    """Quotations in quotations and lists in lists on one line; a rule of hyphens is none."""
    assert bounds.excess("> " * 21 + "a") is not None
    assert bounds.excess(">" * 21 + "a") is not None
    assert bounds.excess("x\n\n" + "- " * 21 + "a") == bounds.excess("x\n\n" + "1. " * 21 + "a")
    assert bounds.excess("-" * 200) is None
    assert bounds.excess("a\n" + "=" * 200) is None


def test_footnotes_are_bounded_where_they_become_too_many() -> None:
    """A note that is spoken of from everywhere takes a time that grows with the square of the places."""
    body = "x[^1]\n" * bounds.MAX_NOTES
    assert bounds.excess(body) is None
    told = bounds.excess(f"{body}\n[^1]: a\n")
    assert told is not None
    assert told.line == bounds.MAX_NOTES + 1
    assert "footnotes" in told.what


def test_the_place_is_where_the_bound_is_broken() -> None:
    """The line of the file, blank lines before the body counted."""
    with pytest.raises(LibraryError) as caught:
        read_series(f"{FRONT}\n\nfine\n\n{'[' * 60}\n", "series/x.md")
    assert [problem.line for problem in caught.value.problems] == [FRONT.count("\n") + 5]


def test_fences_are_blanked_as_the_renderer_reads_them() -> None:
    """A longer fence is not closed by a shorter one; one that nothing closes is text; offsets stay."""
    assert without_code("```\na\n```\nb") == "\0\0\0\n\0\n\0\0\0\nb"
    assert without_code("~~~~\na\n~~~\nb") == "~~~~\na\n~~~\nb"
    assert without_code("~~~\na\n~~~~\nb") == "\0\0\0\n\0\n\0\0\0\0\nb"


@pytest.mark.parametrize(
    "piece",
    ["`", "~", "```a\n", "~~~\n```\n", "``` ", "~~~a\n", "~" * 200_000 + " a", "`" * 200_000 + " a"],
    ids=range(8),
)
def test_code_is_found_in_linear_time(piece: str) -> None:
    """At the limit of a file's size, where the square would take minutes."""
    body = _filled(piece, 250_000)
    started = time.process_time()
    assert len(without_code(body)) == len(body)
    assert time.process_time() - started < 10
