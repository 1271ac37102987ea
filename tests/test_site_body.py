"""What a native parser renders is byte for byte what Python-Markdown, which says what bodies mean, makes of it."""

from __future__ import annotations

import itertools
import re
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks import corpus
from digest.library.folder import survey
from digest.site import body, common_markdown
from digest.site.body import _converter
from digest.site.page import Body, Page
from digest.site.sanitise import clean, worded
from tests.site_builds import GOLDEN, ROOT
from tests.torture import commonmark

if TYPE_CHECKING:
    from pathlib import Path


def usual(text: str, top: int = 1) -> str:
    """What Python-Markdown makes of a body, its first heading at a level, sanitised."""
    return clean(worded(_converter(top).reset().convert(text)))


def native(text: str) -> str | None:
    """What the native parser makes of it; None where it is not asked."""
    made = common_markdown.convert(text)
    return None if made is None else clean(made)


def hold(text: str) -> bool:
    """Whether the native parser is asked; if it is, it agrees at both levels."""
    made = native(text)
    if made is not None:
        assert made == usual(text)
        assert common_markdown.lowered(made) == usual(text, 2)
    return made is not None


def bodies(content: Path) -> list[str]:
    """Every body of a content folder that says something."""
    library, problems = survey(content)
    assert problems == ()
    made = [one.body for one in library.articles]
    made += [one.body for one in library.series.values()]
    made += [one.body for one in library.pages.values()]
    return [text for text in (*made, *(one.body for one in library.translations.values())) if text.strip()]


@pytest.mark.parametrize("content", [ROOT / "content", GOLDEN / "content"])
def test_bodies_of_ours_are_the_same(content: Path) -> None:
    """Nearly all go the fast way, and each is as before."""
    found = [hold(text) for text in bodies(content)]
    assert len(found) > 5
    assert found.count(False) <= 2


def test_words_between_angle_brackets_are_words() -> None:
    """Titles of books and names stand so; elements that no page may hold go, and nothing becomes one."""
    text = "책 <AI 반도체 전쟁>을 보면 <Nvidia>는 <딥시크>와 <x-a onclick=b>다 <iframe src=c></iframe> `<AI>`."
    assert usual(text) == (
        "<p>책 &lt;AI 반도체 전쟁&gt;을 보면 &lt;Nvidia&gt;는 &lt;딥시크&gt;와 &lt;x-a onclick=b&gt;다  "
        "<code>&lt;AI&gt;</code>.</p>"
    )


def test_bodies_of_the_benchmark_are_the_same() -> None:
    """Sections, tables, lists, quotations and links in both languages, all the fast way."""
    found = [corpus.article(number, 400)[1].split("\n---\n", 1)[1] for number in range(80)]
    assert all(hold(text) for text in found)
    whole = "".join(found)
    assert all(sign in whole for sign in ("|---|--:|---|", "\n- ", "\n> ", "](https://", ".md)"))


ALIKE = (
    "**엔비디아**가 *올랐다*.",
    '**"엔비디아"**가 **(주)한화**는 *‘빅테크’*를',
    "**SK하이닉스(000660)**와 **10%**나 **5.2%**다",
    '## **"왜"**일까?\n본문은 바로 아래.\n\n## 왜일까\n\n### 왜일까\n\n## !!!\n\n## ???',
    "1. 하나\n2. **둘**이\n3. 셋",
    "3. three\n4. four",
    "- one\n- [two](../a.md#왜-중요한가)\n\ntext\n\n- three",
    '> “quoted”\n> and more\n\n— "who"',
    "| a | **b**c | d |\n|:--|--:|:-:|\n| 1 | [2](x.md) |  |\n| 3 | _4 | 5 |".replace("_", ""),
    "[한국](../나라/한국.md) [x](https://e.example/?a=1&b=2_3) [m](mailto:a@e.example) [s](javascript:alert)",
    "snake_case, AT&T, R&D, 1 > 0, `a*b_c`, [속보] #1, -3.2%, +4% ~5% $6",
    "-3.2% fell\n+4% rose\n2024년",
    "a\n\n---\n\nb\n\n\n\nc",
    "\n\n  not indented code\n\n".replace("  ", ""),
)
"""Each is rendered by the native parser."""
USUAL = {
    "raw HTML": "a <b>b</b>",
    "an autolink": "<https://e.example/>",
    "a comparison": "3 < 4",
    "a footnote": "a[^1]\n\n[^1]: b",
    "a definition": "[a]\n\n[a]: https://e.example/",
    "a reference": "[a][b]",
    "an image": "![a](b.png)",
    "an entity": "&copy; 2026",
    "an escape": r"\*a\*",
    "a list in a list": "- a\n    - b",
    "a list with a blank": "- a\n\n- b",
    "a list in a paragraph": "a\n- b",
    "a line of a list carried on": "- a\n  b",
    "a number in brackets": "1) a",
    "quotations that join": "> a\n\n> b",
    "a quotation of two": "> a\n>\n> b",
    "indented code": "    a",
    "fenced code": "```\na\n```",
    "a heading by its line": "a\n===",
    "a heading without a blank": "##a",
    "a heading of the first level": "# a",
    "a heading that is closed": "## a ##",
    "a heading after a line": "a\n## b",
    "a line break": "a  \nb",
    "a tab": "a\tb",
    "emphasis by underscores": "_a_",
    "both at once": "***a***",
    "emphasis in emphasis": "**a *b* c**",
    "a star alone": "2 * 3",
    "emphasis over lines": "**a\nb**",
    "a link with a title": '[a](b "c")',
    "a link with brackets": "[a](b_(c))",
    "a link without words": "[](a.md)",
    "a link in part encoded": "[a](가%20나.md)",
    "a table without edges": "a | b\n--|--\n1 | 2",
    "a table with a short row": "| a | b |\n|---|---|\n| 1 |",
    "a table with code": "| a | b |\n|---|---|\n| `1|2` |",
    "a table right below words": "c\n| a | b |\n|---|---|\n| 1 | 2 |",
    "a Japanese blank": "가\u3000나",
    "nothing": " \n",
}
"""Left to Python-Markdown, because CommonMark reads it otherwise, or might."""


@pytest.mark.parametrize("text", ALIKE)
def test_what_is_read_alike_goes_the_fast_way(text: str) -> None:
    """And comes out the same, headings one level lower too."""
    assert hold(text)


@pytest.mark.parametrize("text", USUAL.values(), ids=USUAL)
def test_the_rest_stays_with_python_markdown(text: str) -> None:
    """The native parser is not asked; the page has what it always had."""
    assert common_markdown.convert(text) is None
    assert body._converted(text, 1) == usual(text)
    assert body._converted(text, 2) == usual(text, 2)


def test_emphasis_beside_hangul_is_never_shown_as_stars() -> None:
    """Where CommonMark's rule sees none, there still is emphasis, as Korean readers and writers expect."""
    made = native('**"엔비디아"**가 **(주)한화**는 **“반도체”**를 *‘금리’*는 [**"x"**](a.md)와 [**“가”**나]')
    assert made is not None
    assert "*" not in made
    assert made.count("<strong>") == 5
    assert '<strong>"엔비디아"</strong>가' in made


_SIGNS = (
    "## ",
    "# ",
    "- ",
    "* ",
    "1. ",
    "12. ",
    "> ",
    "---",
    "**",
    "](",
    "&amp;",
    *'*`[])&_"’!.,-—+/#~$^=:<>\\ |\n\t\xa0',
)
_WORDS = (
    "가",
    "나다",
    "a",
    "b",
    "AT&T",
    "(주)",
    "“한”",
    "5",
    "1,234",
    "·",
    "★",
    "€",
    "😀",
    "é",
    "１",
    "a.b/c_d",
    "`x`",
)
_WHOLE = ("[x](y.md#z)", "[가](../나.md)", '**"엔"**가', "[속보]", "{x}", " | ", "|---|--:|", "\n\n")
_PIECES = (*_SIGNS, *_WORDS, *_WHOLE)
_BLOCKS = (
    "{}",
    "{}\n{}",
    "## {}",
    "## {}\n{}",
    "- {}\n- {}",
    "1. {}\n2. {}",
    "> {}",
    "| {} | {} |\n|---|--:|\n| {} | 1 |",
)


def _text(pieces: list[str], shape: list[str]) -> str:
    rest = itertools.cycle(pieces)
    return "\n\n".join(re.sub(r"{}", lambda _: "".join(itertools.islice(rest, 3)), one) for one in shape or ["{}{}"])


@settings(max_examples=400, deadline=None)
@given(st.lists(st.sampled_from(_PIECES), min_size=1, max_size=12), st.lists(st.sampled_from(_BLOCKS), max_size=4))
def test_whatever_goes_the_fast_way_is_the_same(pieces: list[str], shape: list[str]) -> None:
    """Signs of Markdown in any order, alone and within blocks."""
    hold(_text(pieces, shape))


def test_examples_of_the_specification_are_the_same(shared: Path) -> None:
    """Those of CommonMark's own examples that go the fast way mean the same to Python-Markdown."""
    assert shared.is_dir()
    assert sum(hold(text) for text in commonmark.examples()) > 30


def test_the_comparison_sees_a_difference(monkeypatch: pytest.MonkeyPatch) -> None:
    """Were nested lists let through, the test above would fail."""
    monkeypatch.setattr(common_markdown, "_checked", lambda text: (text, False))
    with pytest.raises(AssertionError):
        hold("- a\n  - b")


def test_a_part_of_a_series_is_its_page_one_level_lower() -> None:
    """The second use shifts headings and prefixes ids; links are led from where it stands."""
    text = "## 왜\n\n[x](b.md) [y](#왜)\n\n###### 끝"
    page = Page("series/s/all.md", "t", "ko", "", "", bodies={"one": Body("articles/a.md", text)})
    made = body.further(page, {"articles/b.md": "articles/b.md"})["one"]
    assert '<h3 id="one-왜">왜</h3>' in made
    assert 'href="#one-왜"' in made
    assert 'href="../../../articles/b/"' in made
    assert '<h6 id="one-끝">끝</h6>' in made


def _links(text: str, source: str = "articles/2025/01/x.md") -> body.Rendered:
    page = Page(source, "t", "ko", "", "", source=source, body=text)
    return body.checked(page, {"articles/2025/01/y.md": "articles/2025/01/y.md"}, {"articles/2025/01/a.png"})


def test_no_attribute_hides_a_link() -> None:
    """One with a long title, or of a long address, is led to its page and told where it leads to nothing."""
    for title in ("a" * 401, "a" * 50_000, "1 > 0 &lt;a href=&quot;"):
        made = _links(f'<a title="{title}" id="b" href="y.md">x</a> <img alt="{title}" src="a.png">')
        assert 'href="../y/"' in made.html
        assert 'src="../a.png"' in made.html
        assert [link.wrong for link in made.links] == ["", ""]
        (link,) = _links(f'<a title="{title}" href="nowhere.md">x</a>').links
        assert link.wrong == "leads to nothing"
    (link,) = _links(f"[x]({'a' * 5_000}.md)").links
    assert link.wrong == "leads to nothing"
    assert len(link.written) == 201
    page = Page(
        "series/s/all.md",
        "t",
        "ko",
        "",
        "",
        bodies={"one": Body("a.md", f'<p><b>x</b></p><a title="{"a" * 500}" id="c">y</a>')},
    )
    assert 'id="one-c"' in body.further(page, {})["one"]


def test_links_to_our_own_pages_are_followed_and_those_to_others_are_not() -> None:
    """Search engines may follow what leads to this site, footnotes too; a title between changes nothing."""
    html = _links('[a](y.md "t > x") [b](https://e.com/a "q") [c](#d) [f](//e.com)[^1]\n\n[^1]: n\n\n## d\n').html
    found = re.findall(r'<a [^<]*?href="([^"]*)"([^<]*)>', html)
    assert {link for link, rest in found if "nofollow" not in rest} == {"../y/", "#d", "#fn:1", "#fnref:1"}
    assert html.count('rel="nofollow noopener"') == 2


@pytest.mark.parametrize(
    ("target", "page"),
    [
        ("%EA%B0%80.md", "../가/"),
        ("%E1%84%80%E1%85%A1.md#b", "../가/#b"),
        ("가%20나.md", "../na/"),
        ("%ea%b0%80%20%EB%82%98.md", "../na/"),
        ("a%20b.png", "../a%20b.png"),
    ],
)
def test_a_link_is_read_as_editors_write_it(target: str, page: str) -> None:
    """Many write Hangul and blanks with percent signs, a Mac its letters apart; `digest check` reads it so too."""
    known = {"가.md": "가.md", "가 나.md": "na.md"}
    shown = Page("x.md", "t", "ko", "", "", source="x.md", body=f"[a]({target})")
    made = body.checked(shown, known, {"a b.png"})
    assert [link.wrong for link in made.links if link.wrong] == []
    assert f'href="{page}"' in made.html


@pytest.mark.parametrize("target", ["//e.com/a", "/&#9;/e.com/a", "\\\\e.com/a", "/\\e.com/a"])
def test_a_link_that_leads_away_unseen_is_told(target: str) -> None:
    """As a browser reads it."""
    (link,) = _links(f'<a href="{target}">x</a>').links
    assert (link.written, link.wrong[:26]) == ("//e.com/a", "leads to another site and ")


@pytest.mark.parametrize(
    "target", ["javascript:alert(1)", "&#1;javascript:alert(1)", "https:/e.com/a.js", "data:text/html,a"]
)
@pytest.mark.parametrize("source", ["index.md", "about.md", "articles/2025/01/x.md"])
def test_the_way_to_a_file_below_its_page_is_no_scheme(source: str, target: str) -> None:
    """A file's name may hold a colon; what is left of the way to it must not run, nor lead away."""
    below = "./" if source == "index.md" else f"{source.rpartition('/')[2].removesuffix('.md')}/"
    made = _links(f'<a href="{below}{target}">x</a> <img src="{below}{target}">', source)
    assert [link.wrong for link in made.links] == ["leads to nothing"] * 2
    found = re.findall(r'(?:href|src)="([^"]*)"', made.html)
    assert len(found) == 2
    assert all(way.startswith("./") for way in found)
