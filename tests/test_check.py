"""`digest check`: tickers, quotations and numbers over the library, each with its line, remedy and waiver."""

from __future__ import annotations

import base64
import json
import re
from typing import TYPE_CHECKING

import pytest

from digest.acquire.store import Store
from digest.cli import main
from digest.enrich.securities import Securities
from tests.conftest import ROOT

if TYPE_CHECKING:
    from pathlib import Path

SOURCE = """[서울=뉴스핌] 홍길순 기자 =
코스피는 27일 전일대비 135.26포인트(2.73%) 오른 5084.85에 마감했다.

외국인은 8896억원을 사들였다. 이날 거래대금은 많았고 시장의 관심은 반도체 업종에 몰렸다.
관세 발언으로 장 초반에는 하락했다.

투자자들은 다음 주 실적 발표를 기다린다. 시장 참가자들은 환율과 금리의 방향도 함께 살피고 있다고 입을 모았다.

gil@newspim.com
"""
ARTICLE = """---
id: "20260127-x-1"
title: "코스피 5000선 마감"
date: 2026-01-27T16:02:00+09:00
tickers: [{tickers}]
sentiment: positive
source: {{url: "https://news.example/1", sha256: "{sha}"}}
{more}---
{body}
"""
GOOD = "코스피가 135.26포인트 올라 5084.85로 마쳤다. 상승률은 2.73%다. 외국인은 8896억원어치를 샀다."


@pytest.fixture
def content(tmp_path: Path) -> Path:
    """A digest of one article."""
    return tmp_path / "content"


def _check(
    capsys: pytest.CaptureFixture[str],
    content: Path,
    *,
    body: str = GOOD,
    more: str = "",
    tickers: str = "",
    stored: bool = True,
) -> tuple[int, list[dict[str, object]]]:
    sha = Store(content).keep(SOURCE) if stored else "0" * 64
    path = content / "articles/2026/01/20260127-x-1.md"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(ARTICLE.format(sha=sha, body=body, more=more, tickers=tickers), "utf-8")
    code = main(["check", "--content", str(content), "--json"])
    return code, json.loads(capsys.readouterr().out)


def test_a_right_article_passes(capsys: pytest.CaptureFixture[str], content: Path) -> None:
    """Numbers found in the source, codes known, nothing quoted: silence."""
    assert _check(capsys, content, tickers='"005930", "XNAS:NVDA"') == (0, [])


def test_an_unknown_code_comes_with_suggestions(capsys: pytest.CaptureFixture[str], content: Path) -> None:
    """A typing mistake names the line and what was probably meant."""
    code, problems = _check(capsys, content, tickers='"NVDAA"')
    assert code == 1
    assert (problems[0]["rule"], problems[0]["line"]) == ("ticker-unknown", 5)
    assert "NVDA" in str(problems[0]["remedy"])


def test_a_security_of_ones_own_is_made_known_as_the_remedy_says(
    capsys: pytest.CaptureFixture[str], content: Path
) -> None:
    """The first line that it names and a row below, beside the content folder: then the code is known."""
    _, problems = _check(capsys, content, tickers='"ZZZQ"')
    header = str(problems[0]["remedy"]).rpartition("first line is ")[2]
    page = (ROOT / "docs/rules/ticker-unknown.md").read_text("utf-8")
    row = page.partition(f"{header}\n")[2].partition("\n")[0]
    assert row.startswith("XNAS,ZZZQ,")
    (content.parent / "securities.csv").write_text(f"{header}\n{row}\n", "utf-8")
    assert _check(capsys, content, tickers='"ZZZQ"') == (0, [])


def test_a_number_of_a_translation_is_told_where_it_stands(capsys: pytest.CaptureFixture[str], content: Path) -> None:
    """In its title or in a line of its deck, not in the body that is right."""
    _check(capsys, content, more='deck: ["상승률 2.73%"]\n')
    text = '---\ntitle: "KOSPI ends 99% higher"\ndeck: ["Up 2.74%"]\n---\nThe KOSPI rose {rest}\n'
    rest = "135.26 points to 5084.85, or 2.73%. Foreigners bought 889.6 billion won."
    (content / "articles/2026/01/20260127-x-1.en.md").write_text(text.replace("{rest}", rest), "utf-8")
    main(["check", "--content", str(content), "--json"])
    found = [row for row in json.loads(capsys.readouterr().out) if row["rule"] == "translation-figures"]
    places = {row["what"].split('"')[1]: (row["field"], row["line"], row["column"]) for row in found}
    assert places["99%"] == ("title", 2, 20)
    assert places["2.74%"] == ("deck.0", 3, 12)


def test_numbers_that_cannot_be_right_are_told_with_the_mend(capsys: pytest.CaptureFixture[str], content: Path) -> None:
    """35.26 points and 2.73 % do not lead to 5084.85; 135.26 would."""
    body = "첫 문단.\n\n코스피는 전일대비 35.26포인트(2.73%) 오른 5084.85에 마감했다."
    code, problems = _check(capsys, content, body=body, stored=False)
    assert code == 1
    assert (problems[0]["rule"], problems[0]["line"]) == ("figures-inconsistent", 11)
    assert "135.26" in f"{problems[0]['what']} {problems[0]['remedy']}"


def test_a_number_that_the_source_does_not_say_is_an_error(capsys: pytest.CaptureFixture[str], content: Path) -> None:
    """Found and derivable numbers pass; an invented one does not."""
    code, problems = _check(capsys, content, body=GOOD + " 기관은 1234억원을 팔았다.")
    assert code == 1
    assert [problem["rule"] for problem in problems] == ["figures-untraced"]
    assert "1234억원" in str(problems[0]["what"])


def test_a_rule_can_be_waived_with_a_reason(capsys: pytest.CaptureFixture[str], content: Path) -> None:
    """Only where it was meant: another number still fails."""
    waive = 'waive:\n  - {rule: figures-untraced, reason: "거래소 공시에서 확인", text: "1234억원"}\n'
    body = GOOD + " 기관은 1234억원을 팔았다."
    assert _check(capsys, content, body=body, more=waive)[0] == 0
    code, problems = _check(capsys, content, body=body + " 개인은 777억원을 샀다.", more=waive)
    assert code == 1
    assert len(problems) == 1


@pytest.mark.parametrize(
    ("excerpt", "rule"),
    [
        ("외국인은 8896억원을 사들였다고 한다.", "excerpt-verbatim"),
        ("코스피는 27일 전일대비 135.26포인트(2.73%) 오른 5084.85에 마감했다.", "excerpt-share"),
        ("하나다. 둘이다. 셋이다.", "excerpt-sentences"),
    ],
)
def test_quotations_stay_within_their_limits(
    capsys: pytest.CaptureFixture[str], content: Path, excerpt: str, rule: str
) -> None:
    """Verbatim, at most a tenth of the source, at most two sentences."""
    _, problems = _check(capsys, content, more=f'excerpt: "{excerpt}"\n')
    assert rule in {problem["rule"] for problem in problems}


@pytest.mark.parametrize(
    ("more", "told"),
    [
        ("", ["summary-missing"]),
        ("rights: full\nrights_basis: CC BY\n", ["summary-missing"]),
        ("rights: link\n", []),
        ("status: draft\n", []),
        ("status: withdrawn\n", []),
        ('excerpt: "코스피는 27일"\n', ["excerpt-subordinate"]),
    ],
)
def test_a_published_article_says_something(
    capsys: pytest.CaptureFixture[str], content: Path, more: str, told: list[str]
) -> None:
    """Where a headline stands alone, the remedy's three ways are told at the line to write on; each of them helps."""
    _, found = _check(capsys, content, more=more, body="")
    problems = [row for row in found if row["rule"] != "format"]
    assert [row["rule"] for row in problems] == told
    if told == ["summary-missing"]:
        assert (problems[0]["line"], problems[0]["field"]) == (9 + more.count("\n"), "body")
        for way in ("summary", "status: draft", "rights: link"):
            assert way in str(problems[0]["remedy"])


def test_days_that_cannot_be_are_errors(capsys: pytest.CaptureFixture[str], content: Path) -> None:
    """An article is read on or after its day, and changed after it was published."""
    _check(capsys, content)
    path = content / "articles/2026/01/20260127-x-1.md"
    text = path.read_text("utf-8").replace("sha256:", "retrieved: 2026-01-25, sha256:")
    path.write_text(text.replace("sentiment:", "modified: 2026-01-26T09:00:00+09:00\nsentiment:"), "utf-8")
    assert main(["check", "--content", str(content), "--json"]) == 1
    rules = {row["rule"] for row in json.loads(capsys.readouterr().out)}
    assert {"date-after-retrieved", "modified-before-date"} <= rules


@pytest.mark.parametrize("waived", [False, True])
def test_one_wrong_date_is_told_once(capsys: pytest.CaptureFixture[str], content: Path, *, waived: bool) -> None:
    """A day that is still to come is after that of the reading too; where that is set aside, the future is told."""
    _check(capsys, content)
    path = content / "articles/2026/01/20260127-x-1.md"
    text = re.sub("(?m)^date: 2026", "date: 2999", path.read_text("utf-8"))
    waive = 'waive:\n  - {rule: date-after-retrieved, reason: "x"}\n' if waived else ""
    text = text.replace("sha256:", "retrieved: 2026-01-27, sha256:").replace("sentiment:", f"{waive}sentiment:", 1)
    path.write_text(text, "utf-8")
    assert main(["check", "--content", str(content), "--json"]) == 1
    rules = [row["rule"] for row in json.loads(capsys.readouterr().out)]
    assert rules == ["date-future" if waived else "date-after-retrieved"]


def test_a_series_that_was_renamed_is_told_once(capsys: pytest.CaptureFixture[str], content: Path) -> None:
    """On the article that was changed, with how many others name it."""
    _check(capsys, content)
    path = content / "articles/2026/01/20260127-x-1.md"
    text = path.read_text("utf-8").replace("sentiment:", "series: old\nsentiment:", 1)
    for number in (2, 1):
        again = re.sub("(?m)^id: .*$", f'id: "20260127-x-{number}"', text)
        again = again.replace("https://", f"https://{number}.", 1)
        path.with_name(f"20260127-x-{number}.md").write_text(again, "utf-8")
    for named, told in (([], "x-1"), (["20260127-x-2.md"], "x-2")):
        chosen = [str(path.with_name(name)) for name in named]
        main(["check", "--content", str(content), "--json", *chosen])
        (row,) = [row for row in json.loads(capsys.readouterr().out) if row["rule"] == "series-unknown"]
        assert row["path"].endswith(f"{told}.md")
        assert "in 1 more article," in row["what"]


def test_notes_of_the_importer_are_warnings(capsys: pytest.CaptureFixture[str], content: Path) -> None:
    """They remind, and do not stop a build."""
    code, problems = _check(capsys, content, more='notes: ["body: write our own summary"]\n')
    assert code == 0
    assert [problem["severity"] for problem in problems] == ["warning"]


def test_files_that_cannot_be_read_are_told_all_at_once(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """For people: one line a problem on standard error, a count, exit code 1, no traceback."""
    content = tmp_path / "content"
    for name in ("a", "b"):
        path = content / f"articles/2026/01/{name}.md"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("---\ntitle: [x] y\n---\n")
    assert main(["check", "--content", str(content)]) == 1
    out, err = capsys.readouterr()
    assert err.count("\n") == 2
    assert "2 errors" in out


def test_sources_that_differ_are_listed_for_the_curator(capsys: pytest.CaptureFixture[str]) -> None:
    """The three closes of one day, each with its source."""
    assert main(["check", "--content", str(ROOT / "content"), "--differences"]) == 0
    out = capsys.readouterr().out
    assert "118.42" in out
    assert "118.51" in out
    assert "118.58" in out


def test_rules_run_over_the_rest_when_one_file_cannot_be_read(
    capsys: pytest.CaptureFixture[str], content: Path
) -> None:
    """A curator sees a broken file and an unknown code in another one in one go."""
    broken = content / "series/broken.md"
    broken.parent.mkdir(parents=True)
    broken.write_text("---\ntitle: [x] y\n---\n")
    code, problems = _check(capsys, content, tickers='"NVDAA"', more="series: broken\n")
    assert code == 1
    assert {problem["rule"] for problem in problems} == {"yaml", "ticker-unknown"}


@pytest.mark.parametrize(
    ("figure", "told"),
    [
        ('value: "9000000000000", unit: "KRW", text: "8조원"', 'write value: "8000000000000"'),
        ('value: "8", unit: "조원", text: "8조원"', 'write unit: "KRW", and the value in full: value: "8000000000000"'),
        ('value: "-1.5", unit: "percent", text: "1.5%"', 'write unit: "%"'),
        ('value: "8000000000000", unit: "KRW", text: "8조원"', ""),
        ('value: "-8000000000000", unit: "KRW", text: "8조원 적자"', ""),
        ('value: "60", unit: "%", text: "55~60%"', ""),
        ('value: "7", unit: "SGD", text: "$5"', ""),
        ('value: "3", unit: "채널", text: "세 개 채널"', ""),
        ('value: "3", unit: "KRW", text: "1조원에서 2조원"', ""),
    ],
)
def test_a_figure_says_what_its_own_words_say(
    capsys: pytest.CaptureFixture[str], content: Path, figure: str, told: str
) -> None:
    """Lists and data show the value, the page its words; what the words leave open is not judged."""
    more = f'figures:\n  - {{label: "영업이익", {figure}}}\n'
    _, problems = _check(capsys, content, more=more)
    assert [str(problem["rule"]) for problem in problems] == ["figures-inconsistent"] * bool(told)
    assert told in "".join(str(problem["remedy"]) for problem in problems)


ENGLISH = "The index closed higher as foreign investors bought shares of chip makers, and it may do so again."


@pytest.mark.parametrize(("lang", "body", "told"), [("ko", ENGLISH, "en"), ("en", GOOD * 2, "ko"), ("en", ENGLISH, "")])
def test_words_in_the_other_language_are_told(
    capsys: pytest.CaptureFixture[str], content: Path, lang: str, body: str, told: str
) -> None:
    """`lang` left out means Korean, and an English article would stand in Korean lists, feeds and search."""
    _, problems = _check(capsys, content, body=body, more="" if lang == "ko" else "lang: en\n")
    found = [problem for problem in problems if problem["field"] == "lang"]
    assert [(one["remedy"], one["severity"]) for one in found] == ([(f"write lang: {told}", "warning")] if told else [])


@pytest.mark.parametrize(
    "mark",
    ["[[엔비디아]]", "![[표.png]]", "[[a|이름]]", "==강조==", "%%메모%%", "> [!note] 알림", "- [ ] 할 일",
     "#반도체 #코스피", "[원문] (https://news.example/1)"],
)  # fmt: skip
def test_marks_of_other_programs_are_told(capsys: pytest.CaptureFixture[str], content: Path, mark: str) -> None:
    """A page would show them letter by letter, a note to oneself too."""
    _, (problem,) = _check(capsys, content, body=f"{GOOD}\n\n{mark}", stored=False)
    assert (problem["rule"], problem["line"]) == ("other-markup", 11)


@pytest.mark.parametrize(
    "fine",
    [
        "`[[엔비디아]]`",
        "[[단독]](https://news.example/1)",
        "제목\n==",
        "a == b == c",
        "#제목",
        "[1] (주)가온",
        "- [x](https://e.example/)",
    ],
)
def test_what_markdown_means_is_no_mark_of_other_programs(
    capsys: pytest.CaptureFixture[str], content: Path, fine: str
) -> None:
    """Code, a label inside of a link, headings."""
    _, problems = _check(capsys, content, body=f"{GOOD}\n\n{fine}", stored=False)
    assert "other-markup" not in {problem["rule"] for problem in problems}


@pytest.mark.parametrize("target", ["www.news.example/1", "news.co.kr/a?b=1"])
def test_an_address_without_its_scheme_is_mended(
    capsys: pytest.CaptureFixture[str], content: Path, target: str
) -> None:
    """It would be taken for a file of the digest."""
    _, problems = _check(capsys, content, body=f"{GOOD} [원문]({target})", stored=False)
    assert [problem["rule"] for problem in problems] == ["link-dead"]
    assert f"https://{target}" in str(problems[0]["remedy"])


def test_a_copy_is_not_told_to_take_the_name_of_the_other(capsys: pytest.CaptureFixture[str], content: Path) -> None:
    """Who renamed it so would lose the article."""
    _check(capsys, content)
    path = content / "articles/2026/01/20260127-x-1.md"
    path.with_name("20260127-x-1 (1).md").write_bytes(path.read_bytes())
    _, problems = _check(capsys, content, stored=False)
    rules = {problem["rule"] for problem in problems}
    assert "id-double" in rules
    assert "address-file" not in rules


def test_a_thousand_unknown_codes_are_told_without_a_thousand_searches(
    capsys: pytest.CaptureFixture[str], content: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each is an error; what it may have meant is looked for of the first ones alone."""
    asked: list[str] = []

    def noted(_: Securities, code: str) -> tuple[str, ...]:
        asked.append(code)
        return ()

    monkeypatch.setattr(Securities, "suggest", noted)
    rows = "".join(f'  - {{ticker: "QQ{n}Z", direction: positive}}\n' for n in range(300))
    _, problems = _check(capsys, content, more=f"impacts:\n{rows}", stored=False)
    assert sum(problem["rule"] == "ticker-unknown" for problem in problems) == 300
    assert 0 < len(asked) <= 50


@pytest.mark.parametrize(
    ("link", "rules"),
    [
        ("![표](그림 1.png)", {"image-missing"}),
        ('![표](그림 1.png "제목")', {"image-missing"}),
        ("[앞](내 글.md)", {"link-dead"}),
        ("![표](https://news.example/그림 1.png)", {"image-remote"}),
        ("[원문](https://news.example/1 '제목')", set()),
        ("함수 f(가 나)와 [1] (다 라)", set()),
    ],
)
def test_links_with_blanks_are_links(
    capsys: pytest.CaptureFixture[str], content: Path, link: str, rules: set[str]
) -> None:
    """Pages show them as such, and names of files have blanks."""
    _, problems = _check(capsys, content, body=f"{GOOD}\n\n{link}", stored=False)
    assert {problem["rule"] for problem in problems} == rules


def test_a_picture_whose_name_has_a_blank_is_shown(capsys: pytest.CaptureFixture[str], content: Path) -> None:
    """It is there, and its text shows it: nothing is told."""
    path = content / "articles/2026/01/그림 1.png"
    path.parent.mkdir(parents=True)
    path.write_bytes(
        base64.b64decode("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNgAAAAAgABSK+kcQAAAABJRU5ErkJggg==")
    )
    assert _check(capsys, content, body=f"{GOOD}\n\n![표](그림 1.png)", stored=False) == (0, [])


def test_a_company_is_judged_once(capsys: pytest.CaptureFixture[str], content: Path) -> None:
    """Two rows could contradict each other on one page; a code with its market is the same company."""
    rows = [
        f'  - {{ticker: "{code}", direction: {how}}}' for code, how in (("NVDA", "positive"), ("XNAS:NVDA", "mixed"))
    ]
    _, (problem,) = _check(capsys, content, more="impacts:\n" + "\n".join(rows) + "\n")
    assert (problem["rule"], problem["field"], problem["line"]) == ("ticker-double", "impacts.1.ticker", 10)
