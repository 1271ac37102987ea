"""The general methods: which of them is believed, and paragraphs as the page breaks them."""

from __future__ import annotations

import pytest
from lxml import html

from digest.extract import generic
from digest.extract.generic import Candidate, choose

LINES = [f"Paragraph {n} speaks of orders, prices and margins in words of its own number {n * 7}." for n in range(12)]
OTHER = [f"Card {n} names a recipe for soup with {n * 3} onions and nothing of the market." for n in range(12)]


def _made(name: str, lines: list[str]) -> Candidate:
    return Candidate(name, lines, lines)


@pytest.mark.parametrize(
    ("precise", "full", "other", "stated", "believed"),
    [
        (LINES, LINES, LINES, [], "precise"),
        (LINES[:4], LINES[:4], LINES, [], "other"),
        (LINES[:11], LINES, LINES, [], "full"),
        ([], LINES + OTHER[:2], LINES, [], "other"),
        ([], LINES, OTHER, [], "full"),
        ([], [], LINES, [], "other"),
        ([], [], [], LINES, "stated"),
        (OTHER, OTHER, OTHER, LINES, "stated"),
        (LINES, LINES, LINES, LINES[:1], "precise"),
        (LINES, LINES + OTHER, LINES, [], "precise"),
        (LINES, LINES, [*LINES[:10], *OTHER[:2]], [], "precise"),
        (LINES[:4], LINES[:4], [*LINES[:4], *LINES[:1] * 60], [], "precise"),
    ],
)
def test_the_candidate_that_the_others_confirm_is_believed(
    precise: list[str], full: list[str], other: list[str], stated: list[str], believed: str
) -> None:
    """Half articles, empty results, boxes and repeats, by which text holds which."""
    made = (_made("precise", precise), _made("full", full), _made("other", other), _made("stated", stated))
    assert choose(*made).method == believed


def _page(body: str) -> object:
    return html.document_fromstring(f"<html><body><nav><a href='/'>Home</a></nav><main>{body}</main></body></html>")


def test_text_between_two_line_breaks_is_a_paragraph() -> None:
    """Without it the last word of one and the first of the next are glued."""
    found = generic.find(_page("<div>" + "<br><br>".join(LINES) + "</div>"), ld_body="", clean=list)
    assert found is not None
    assert found.paragraphs == LINES


def test_less_than_an_article_is_nothing() -> None:
    """Below 250 characters everywhere there is no body."""
    assert generic.find(_page(f"<p>{LINES[0]}</p>"), ld_body=LINES[1], clean=list) is None


def test_a_body_that_only_json_ld_states_is_read() -> None:
    """Pages that a script fills often state their text for machines."""
    found = generic.find(_page("<div id='app'></div>"), ld_body="\n".join(LINES), clean=list)
    assert found is not None
    assert (found.method, found.paragraphs) == ("json-ld", LINES)
