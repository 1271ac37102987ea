"""What pages are sent of styles and scripts: the theme's sheet as far as it is needed, ours without comments."""

from __future__ import annotations

import re

import pytest

from digest.mkdocs_plugin.theme import sheets
from digest.mkdocs_plugin.thin import thinned, words
from digest.site.assets import assets, scripts
from digest.site.render import overrides

KNOWN = frozenset({"here", "id", "dir", "spin"})


@pytest.mark.parametrize(
    ("css", "kept"),
    [
        (".here{a:b}", ".here{a:b}"),
        (".gone{a:b}", ""),
        (".here,.gone{a:b}", ".here{a:b}"),
        (".gone .here,p{a:b}", "p{a:b}"),
        ("p:not(.gone){a:b}", "p:not(.gone){a:b}"),
        (":is(.gone,.here) p{a:b}", ":is(.gone,.here) p{a:b}"),
        ("#gone{a:b}#here{a:b}", "#here{a:b}"),
        ("[gone=x]{a:b}[dir=ltr] p{a:b}", "[dir=ltr] p{a:b}"),
        ("@media print{.gone{a:b}}", ""),
        ("@media print{.gone{a:b}.here{a:b}}", "@media print{.here{a:b}}"),
        ("@media print{@media (width>1px){.here{a:b}}}", "@media print{@media (width>1px){.here{a:b}}}"),
        ("@keyframes spin{to{a:b}}.here{animation:spin}", ".here{animation:spin}@keyframes spin{to{a:b}}"),
        ("@keyframes spin{to{a:b}}.gone{animation:spin}", ""),
        (':root{--x:url("data:a,b;c}")}', ':root{--x:url("data:a,b;c}")}'),
    ],
)
def test_rules_of_what_no_page_holds_are_left_out(css: str, kept: str) -> None:
    """By class, id and attribute; what stands in `:is()` and `:not()` keeps its rule."""
    assert thinned(css, KNOWN) == kept


def test_theme_keeps_the_rules_of_our_pages() -> None:
    """A third of it is left, with the classes that our frame and bodies have; none with those of parts we replaced."""
    known = words(overrides())
    for text in sheets().values():
        left = thinned(text, known)
        assert len(left) < len(text) / 2
        names = set(re.findall(r"\.(-?[_a-z][\w-]*)", left.lower()))
        assert {"md-header", "md-grid", "md-typeset", "footnote", "md-skip"} <= names
        assert not names & {"md-sidebar", "md-tabs", "md-consent", "tabbed-set"}


def test_comments_stay_in_the_repository() -> None:
    """Styles and scripts have their rules and words, and no comment of ours; the same bytes each time."""
    found = assets(overrides()) | scripts(overrides())
    assert {"assets/digest.css", "assets/digest.js", "assets/search.js", "assets/explore.js"} <= set(found)
    for path, text in found.items():
        assert "/*" not in text, path
    assert ".d-explore__chart{" in found["assets/digest.css"]
    assert "링크 복사" in found["assets/digest.js"]
