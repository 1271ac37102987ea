"""Mistakes of people who do not write Markdown daily: each is told at its place, and nothing that the page reads is."""

from __future__ import annotations

import pytest

from digest.check import blocks, marks
from digest.check.markdown import headings
from digest.site.body import unlinked

LIST, TABLE, HEADING, UNREAD = "markup-list", "markup-table", "markup-heading", "markup-unread"


def _told(body: str) -> list[tuple[str, str]]:
    """Rule and place of each slip."""
    return [(slip.rule, body[slip.start : slip.end]) for slip in (*blocks.slips(body), *marks.slips(body))]


@pytest.mark.parametrize(
    ("body", "rule", "place"),
    [
        ("이유는 둘이다.\n- 관세\n- 환율", LIST, "- 관세"),
        ("이유는 이렇다:\n* 관세", LIST, "* 관세"),
        ("순서는\n1. 공시\n2. 실적", LIST, "1. 공시"),
        ("> 인용이다.\n> - 하나\n> - 둘", LIST, "- 하나"),
        ("• 관세\n• 환율", LIST, "• 관세"),
        ("글이다.\n① 관세\n② 환율", LIST, "① 관세"),
        ("-관세\n-환율", LIST, "-관세"),
        ("1) 관세\n2) 환율", LIST, "1) 관세"),
        ("2025. 3. 12. 발표했다.", LIST, "2025. 3. 12. 발표했다."),
        ("3. 12. 발표했다.", LIST, "3. 12. 발표했다."),
        ("＊＊크게＊＊ 줄었다.", UNREAD, "＊＊크게＊＊"),
        ("［공시］(https://a.example/b)", UNREAD, "［공시］("),
        ("[공시][1]를 보라.", UNREAD, "[공시][1]"),
        ("- 관세\n  - 자동차", LIST, "  - 자동차"),
        ("1. 관세\n- 환율", LIST, "- 환율"),
        ("글이다.\n| 가 | 나 |\n|---|---|\n| 1 | 2 |", TABLE, "| 가 | 나 |"),
        ("| 가 | 나 |\n|---|\n| 1 | 2 |", TABLE, "|---|"),
        ("| 가 | 나 |\n| 1 | 2 |", TABLE, "| 가 | 나 |"),
        ("| 가 | 나 |\n|---|---|\n| 1 | 2 | 3 |", TABLE, "| 1 | 2 | 3 |"),
        ("| 가 | 나 |\n|---|---|\n| 1 |", TABLE, "| 1 |"),
        ("| 가 | 나 |\n|---|---|\n| 1 | 2 |\n표 아래 글이다.", TABLE, "표 아래 글이다."),
        ("##전망\n\n글이다.", HEADING, "##전망"),
        ("#1 위 기업이 바뀌었다.", HEADING, "#1 위 기업이 바뀌었다."),
        ("＃ 전망", HEADING, "＃ 전망"),
        ("  ## 전망", HEADING, "  ## 전망"),
        ("이익이 줄었다.\n---\n다음 글.", HEADING, "이익이 줄었다."),
        ("이익이 **크게 줄었다.", UNREAD, "**"),
        ("이익이 ** 크게 ** 줄었다.", UNREAD, "**"),
        ("이익이 **크게 **줄었다.", UNREAD, "**"),
        ("(공시)[https://a.example/b]", UNREAD, "(공시)[https://a.example/b]"),
        ("[공시](https://a.example/b 를 보라", UNREAD, "]("),
        ("[공시]() 참고", UNREAD, "[공시]()"),
        ("글 [](https://a.example/b)", UNREAD, "[](https://a.example/b)"),
        ("출처: https://a.example/b 참고", UNREAD, "https://a.example/b"),
        ("이익이 줄었다.[^1]", UNREAD, "[^1]"),
        ("글이다.\n\n[^1]: 공시", UNREAD, "[^1]:"),
        ("첫 줄이다.\\n\\n둘째 줄이다.", UNREAD, "\\n\\n"),
        ("이익이 \\*\\*크게\\*\\* 줄었다.", UNREAD, "\\*\\*크게\\*\\*"),
        ("글이다.\n\n```\n표", UNREAD, "```"),
        ("글이다.\n\n    들여 쓴 문단이다.", UNREAD, "    들여 쓴 문단이다."),
        ("```markdown\n글이다.\n```", UNREAD, "```"),
    ],
)
def test_what_the_page_reads_otherwise_is_told_at_its_place(body: str, rule: str, place: str) -> None:
    """Once, and by one rule."""
    assert _told(body) == [(rule, place)]


@pytest.mark.parametrize(
    "body",
    [
        "이유는 둘이다.\n\n- 관세\n- 환율",
        "## 이유\n- 관세\n- 환율",
        "- 관세\n    - 자동차\n    - 철강\n- 환율",
        "1. 관세\n2. 환율\n\n글이다.\n\n- 하나",
        "The chip maker\n- which fell -\nsaid nothing.",
        "It was founded in\n1999. It grew.",
        "주가는\n-3.2% 내렸고\n-1.5% 더 내렸다.",
        "① 첫 편에 이어 둘째 편이다.",
        "| 가 | 나 |\n|---|---:|\n| 1 | `a|b` |\n| a\\|b | 2 |",
        "가 | 나\n---|---\n1 | 2",
        "Either a | b or nothing.\nA second line.",
        "## 전망\n\n### C# 언어\n\n글이다.",
        "앞 글이다.\n\n---\n\n뒤 글이다.",
        "***\n\n글이다.\n\n* * *",
        '**엔비디아**가 올랐다. **"실적"**이 좋다. ***둘 다*** 그렇다.',
        "**굵게 시작해\n다음 줄에 끝난다.**",
        "매출** 1조원\n\n** 잠정치",
        "3*4*5, 5 * 3, 2\\*\\*와 `a ** b`",
        '[공시](https://a.example/b "제목"), <https://a.example/c>, ![그림](a.png)',
        "[공시][a]이다.\n\n[a]: https://a.example/b",
        "이익이 줄었다.[^1]\n\n[^1]: 공시에 따른다.\n\n    둘째 문단이다.",
        "- 관세\n\n    같은 항목의 둘째 문단이다.",
        "```\n- 가\n**\nhttps://a.example\n```",
        "C:\\new 폴더, \\nabla",
        '<a href="https://a.example">공시</a>',
        "> 인용이다.\n> 둘째 줄이다.",
        "글(https://a.example/b)이다.",
        "#엔비디아 #관세",
        "1. 2024년의 일\n2. 2025년의 일",
        "1. 3.5% 올랐다",
        "2025\\. 3. 12. 발표했다.",
        "[1][2] 자료이다.",
        "[공시][1]를 보라.\n\n[1]: https://a.example/b",
    ],
)
def test_what_the_page_reads_is_not_told(body: str) -> None:
    """Nor what only looks like a mark."""
    assert _told(body) == []


def test_a_row_that_loses_a_cell_is_an_error_and_an_empty_one_is_not() -> None:
    """The page leaves the last cell out; a cell too few stays empty."""
    table = "| 가 | 나 |\n|---|---|\n"
    assert [slip.level for slip in blocks.slips(f"{table}| 1 | 2 | 3 |")] == ["error"]
    assert [slip.level for slip in blocks.slips(f"{table}| 1 |")] == ["warning"]


def test_a_heading_without_a_blank_is_found_by_links() -> None:
    """The page makes it one."""
    assert headings("##전망\n\n글\n\n#######\n") == ["전망"]
    assert 'id="전망"' in unlinked("##전망\n\n글")


@pytest.mark.parametrize(
    "body",
    ["**a " * 15_000, "| a " * 15_000 + "\n" + "|---" * 15_000, " " * 59_000 + "|x", "- " * 29_000 + "x",
     "[a](" * 15_000, "a\n" + "- b\n" * 14_000, "\\*\\*" * 15_000, "> a\n" * 15_000, "```" * 20_000, "<a " * 20_000],
)  # fmt: skip
def test_hostile_bodies_are_looked_through(body: str) -> None:
    """Each as large as a body may be."""
    assert isinstance(_told(body), list)
