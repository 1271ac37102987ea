"""Mistakes that curators make by hand: each is told once, at its line, with what to write there."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from digest.cli import main
from digest.text.nearest import one_off

if TYPE_CHECKING:
    from pathlib import Path

_NOTICES = "short = 'a'\ninformation = 'b'\ncopyright = 'c'\nmachine = 'd'\n"
SETTINGS = f"[disclaimer.ko]\n{_NOTICES}[disclaimer.en]\n{_NOTICES}"
ARTICLE = """---
id: "20250312-newspim-1"
title: "가나전자, 관세에 이익 전망 하향"
date: 2025-03-12T09:31:00+09:00
series: "반도체-관세"
part: 1
tickers: ["005930"]
sentiment: negative
figures:
  - label: "영업이익"
    value: "5200000000000"
    unit: "KRW"
    text: "5조2000억원"
  - label: "관세율"
    value: "25"
    unit: "%"
source:
  url: "https://www.newspim.com/news/view/20250312000111"
  publisher: newspim
  name: "뉴스핌"
---
회사는 3월 12일 이익이 줄 것이라고 밝혔습니다. 관세는 25%로 논의됩니다.
"""
MADE = 'label: negative, by: model, method: lexicon, version: "4"'
OTHER, OWN = ('{ticker: "000660", label: negative}', '{ticker: "005930", label: negative}')
UP = '{ticker: "005930", label: positive, score: "-0.4"}'
SERIES = '---\ntitle: "반도체 관세"\n---\n관세가 반도체 회사들에 무엇을 뜻하는지 따라갑니다.\n'
HEADER = "mic,code,isin,name_ko,name_en,aliases,sector,kind,flags\n"
PLACE = "content/articles/2025/03/20250312-newspim-1.md"


def _told(
    root: Path, capsys: pytest.CaptureFixture[str], article: str = ARTICLE, series: str = SERIES, **beside: str
) -> list[str]:
    """The lines of a check of a digest that has this article and series, without excerpts; a file without text goes."""
    for name, text in {
        PLACE: article,
        "content/series/반도체-관세.md": series,
        "digest.toml": SETTINGS,
        **beside,
    }.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        if text:
            path.write_text(text, "utf-8")
        else:
            path.unlink(missing_ok=True)
    main(["check", "--no-cache", "--content", str(root / "content")])
    out = capsys.readouterr()
    return [line for line in (out.out + out.err).splitlines() if line and line[0] != " " and "errors" not in line
            and not line.endswith("warnings")]  # fmt: skip


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def test_the_article_of_these_tests_is_right(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Nothing is told of it, so that each line below is of the mistake alone."""
    assert _told(tmp_path, capsys) == []


@pytest.mark.parametrize(
    ("right", "wrong", "line", "words"),
    [
        ("title: ", "제목: ", 3, "did you mean title?"),
        ("sentiment: negative", "sentiment: 악재", 8, "write negative, if you mean that"),
        ("sentiment: negative", "sentiment: 하락", 8, "write one of positive, neutral, negative or mixed"),
        ("sentiment: negative", "sentiment: negative\nlang: 한국어", 9, "write ko, if you mean that"),
        ("sentiment: negative", "sentiment: negative\nstatus: Draft", 9, "write draft, if you mean that"),
        ("sentiment: negative", "sentiment: negative\ndraft: true", 9, "write status: draft in its place"),
        (
            "sentiment: negative",
            "sentiment:\nlabel: negative\nby: model",
            9,
            "put two spaces before each, below a line ",
        ),
        ("2025-03-12T09:31:00+09:00", "2025.03.12. 오후 3:31", 4, "write date: 2025-03-12T15:31:00+09:00 where"),
        ("2025-03-12T09:31:00+09:00", "20250312", 4, "write date: 2025-03-12T00:00:00+09:00 and below it"),
        ("2025-03-12T09:31:00+09:00", "2025–03–12T09:31:00+09:00", 4, "write date: 2025-03-12T09:31:00+09:00"),
        ('["005930"]', "005930", 7, 'write it as a list: tickers: ["005930"]'),
        ('["005930"]', "가나전자", 7, 'look one up: digest securities find "가나전자"'),
        ('["005930"]', '["5930"]', 7, "did you mean 005930 (삼성전자)? Else"),
        ('["005930"]', '["005930.KS"]', 7, "did you mean 005930 (삼성전자)? Else"),
        ('["005930"]', '["NVDA US"]', 7, 'write "NVDA", if that is its code'),
        ('["005930"]', '["005930,000660"]', 7, 'write "005930", "000660", if these are the codes'),
        ('["005930"]', '["005930"],', 7, "delete what stands behind the closing bracket"),
        ('"5200000000000"', '"5,200,000,000,000"', 11, 'write "5200000000000"'),
        ('value: "25"', 'value: "25%"', 15, 'write "25", and % as its unit: unit: "%"'),
        ('unit: "KRW"', 'unit: "USD"', 12, 'is "USD", but its text is "5조2000억원"'),
        ('unit: "KRW"', 'unit: "%p"', 12, 'is "%p", but its text is "5조2000억원"'),
        ('  - label: "관세율"', '    label: "관세율"', 14, "a further entry of the list begins with a hyphen"),
        ('    value: "25"', '    value:\u00a0"25"', 15, "has behind its colon what only looks like a space"),
        ("  url: ", "  url ", 18, "a colon and a space are missing"),
        (
            '"가나전자, 관세에 이익 전망 하향"',
            "“가나전자, 관세에 하향”",
            3,
            'write straight ones in their place: "가나전자',
        ),
        ('"가나전자, 관세에 이익 전망 하향"', "*가나전자* 하향", 3, 'in straight double quotes: title: "…"'),
        ("관세에 이익", "&quot;관세&quot;에 이익", 3, 'holds "&quot;" in its fields'),
        ("가나전자, 관세", "\ufffd\ufffd전자, 관세", 3, "letters that were lost or misread"),
        ("가나전자, 관세", "»ï¼ºÀüÀÚ, 관세", 3, "letters that were lost or misread"),
        ("publisher: newspim", "publisher: newspimm", 19, "write newspim, if 뉴스핌 is meant"),
        ("  publisher: newspim\n", "", 19, ""),
        ('name: "뉴스핌"', 'name: "뉴스핀"', 20, 'write "뉴스핌", if that is meant'),
        ('name: "뉴스핌"', 'name: "www.newspim.com"', 20, "write what the publisher is called"),
        ('name: "뉴스핌"', 'name: "로이터"', 20, "write publisher: reuters, or correct the name"),
        (
            "sentiment: negative",
            f'sentiment: {{{MADE}, score: "-80"}}',
            8,
            "must be from -1 (worst) to 1 (best): write",
        ),
        ("sentiment: negative", f'sentiment: {{{MADE}, score: "0.8"}}', 8, '"0.8" is against the label negative'),
        ("sentiment: negative", 'sentiment: {label: negative, score: "-0.8"}', 8, "write sentiment: negative alone"),
        ("sentiment: negative", f"sentiment: {{{MADE}, companies: [{OTHER}]}}", 8, 'add "000660" to mentions'),
        ("sentiment: negative", f"sentiment: {{{MADE}, companies: [{OWN}, {OWN}]}}", 8, "is judged twice"),
        ("sentiment: negative", f"sentiment: {{{MADE}, companies: [{UP}]}}", 8, '"-0.4" is against the label positive'),
        (
            "sentiment: negative",
            "sentiment: negative\ndate_precision: day",
            9,
            "leaves out the time of the date (09:31)",
        ),
        ("sentiment: negative", "sentiment: negative\nmodified: 2205-03-12T10:00:00+09:00", 9, "is in the future"),
        (
            "sentiment: negative",
            'sentiment: negative\ndeck: ["가나전자, 관세에 이익 전망 하향"]',
            9,
            "is the title again",
        ),
        ("회사는", "# 가나전자, 관세에 이익 전망 하향\n\n회사는", 22, "which the page has above"),
        ('name: "뉴스핌"', 'name: "뉴스핌"\nsources: "https://a.example/b"', 21, 'sources: ["https://a.example/b"]'),
        ("09:31:00+09:00", "09:31:00-09:00", 4, "which is Alaska's"),
        ("2025-03-12T09", "2025-05-12T09", 4, "move it to content/articles/2025/05/"),
        ('25"\n    unit: "%"', '25"\n    unit: "퍼센트"', 16, 'write unit: "%"'),
        ('25"\n    unit: "%"', '25"\n    unit: "KWR"', 16, 'write unit: "KRW"'),
        ('label: "관세율"', 'label: "코스피 등락률"\n    date: 2025-03-18', 15, "is after the article was published"),
        ('label: "관세율"', 'label: "관세율"\n    date: 2205-03-12', 15, "is after the article was published"),
        ('label: "관세율"', 'label: "관세율"\n    date: 0025-03-12', 15, "write its year in four digits"),
        ("가나전자, 관세에", "[단독] 가나전자, 관세에", 3, '"[단독]" is a label before the headline'),
        ("전망 하향", "전망 하향 - 뉴스핌", 3, "is the name of a publisher"),
        ("전망 하향", "전망 하향 [홍길순 기자]", 3, "is the author behind the headline"),
        ('name: "뉴스핌"', 'name: "뉴스핌"\n  author: "홍길순 기자 gil@a.example"', 21, "write the name alone"),
        ('name: "뉴스핌"', 'name: "뉴스핌"\n  place: "[서울=뉴스핌]"', 21, "write the name alone"),
        ("www.newspim.com/news/view/20250312000111", "naver.me/abc", 18, "is a short link"),
        ("회사는", "[서울=뉴스핌] 홍길순 기자 = 회사는", 22, "is the dateline of the source"),
        ("논의됩니다.", "논의됩니다.\n\n(출처 확인 필요)", 24, "is a note to oneself"),
        ("논의됩니다.", "논의됩니다.\n- 관세\n- 환율", 23, "put a blank line above the list"),
        ('"뉴스핌"\n---\n', '"뉴스핌"\n—\n', 21, "write exactly three hyphens in its place: ---"),
    ],
)
def test_a_mistake_is_told_once_with_what_to_write(  # noqa: PLR0917 - one row a mistake
    right: str, wrong: str, line: int, words: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """One line, at the place of the mistake; nothing else that follows from it."""
    assert right in ARTICLE
    told = _told(tmp_path, capsys, ARTICLE.replace(right, wrong, 1))
    if not words:
        assert told == []
        return
    (problem,) = told
    assert problem.startswith((f"{PLACE}:{line}:", f"{PLACE}:{line} "))
    assert words in problem


@pytest.mark.parametrize(
    ("right", "innocent"),
    [
        (
            "sentiment: negative",
            'sentiment: negative\nimpacts:\n  - {ticker: "000660", direction: negative, reason: "관세"}',
        ),
        ("sentiment: negative", f'sentiment: {{{MADE.replace("negative", "neutral")}, score: "-0.4"}}'),
        ("sentiment: negative", f'sentiment: {{{MADE}, companies: [{OTHER}]}}\nmentions: ["XKRX:000660"]'),
        ('label: "관세율"', 'label: "2026년 관세율 전망"\n    date: 2026-12-31'),
        ('label: "관세율"', 'label: "연말 코스피 종가 전망 변화율"\n    date: 2025-12-31'),
        ("2025-03-12T09", "2025-03-01T09"),
        ("2025-03-12T09", "2025-04-01T00"),
        ("전망 하향", "전망 하향… 코스피 - 코스닥 '희비'"),
        ("전망 하향", "[Gana] 전망"),
        ('25"\n    unit: "%"', '25"\n    unit: "count"'),
        ("논의됩니다.", "논의됩니다. 확인이 필요하다는 말도 나옵니다. 다음은 지난해의 수치입니다."),
    ],
)
def test_what_only_looks_like_a_mistake_is_not_told(
    right: str, innocent: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Forecasts, the last day of a month in another zone, an impact that is the only mention."""
    assert right in ARTICLE
    assert _told(tmp_path, capsys, ARTICLE.replace(right, innocent, 1)) == []


@pytest.mark.parametrize("folder", ["", "2025/", "2025/3/", "2025/13/", "2025-03/", "2025/03/12/"])
def test_a_folder_that_is_no_month_is_told(folder: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """With the one that it should be."""
    (problem,) = _told(tmp_path, capsys, **{PLACE: "", f"content/articles/{folder}20250312-newspim-1.md": ARTICLE})
    assert "move it to content/articles/2025/03/" in problem
    assert "[address-month]" in problem


def test_the_spelling_of_an_address_makes_no_second_original(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Scheme, www., the last slash, a place on the page; the copy is told, not the file with the name of its id."""
    url = "https://www.newspim.com/news/view/20250312000111"
    other = (
        ARTICLE.replace("newspim-1", "a-1")
        .replace("part: 1\n", "")
        .replace(url, url.replace("s://www.", "://") + "/#a")
    )
    (problem,) = _told(tmp_path, capsys, **{PLACE.replace("newspim-1", "a-1"): other})
    assert "is also the source of" in problem
    told = _told(tmp_path, capsys, **{PLACE.replace("newspim-1", "a-1"): "", PLACE.replace(".md", " (1).md"): ARTICLE})
    assert any(line.startswith(PLACE.replace(".md", " (1).md")) and "is also the id of" in line for line in told)
    assert not any(line.startswith(f"{PLACE}:") for line in told)


def test_a_line_of_a_translation_that_is_none_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A title or a label that is still in the language of the original; the names of companies are not."""
    text = (
        '---\ntitle: "가나전자, 관세에 하향"\nwords:\n  - {of: "영업이익", to: "영업이익"}\n'
        '  - {of: "관세율", to: "Tariff"}\n'
        "---\nThe company said on March 12 that profit would fall. Tariffs of 25% are discussed.\n"
    )
    told = _told(tmp_path, capsys, **{PLACE.replace(".md", ".en.md"): text})
    assert [line.split(": ")[1] for line in told] == ["title", "words.0.to"]
    assert all("is still in Korean" in line for line in told)


def test_a_second_article_in_a_file_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Its fields would be printed as text; an example of a file in a block of code is none."""
    (problem,) = _told(tmp_path, capsys, f"{ARTICLE}\n{ARTICLE}")
    assert problem.startswith(f"{PLACE}:24: begins another article below the first: cut it out from here on")
    assert _told(tmp_path, capsys, f'{ARTICLE}\n```\n---\nid: "a"\ntitle: "b"\n---\n```\n') == []


def test_words_of_the_template_are_told_once_they_are_published(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Not before: a new digest has them, and nothing to mend."""
    series = SERIES.replace(
        "관세가 반도체 회사들에 무엇을 뜻하는지 따라갑니다.",
        "이 시리즈가 무엇을 따라가는지 한 문단으로 적습니다. 물음은 무엇이고, 언제부터 언제까지를 다루나요?",
    )
    (problem,) = _told(tmp_path, capsys, series=series)
    assert problem.startswith("content/series/반도체-관세.md:4: is still the text of the template")
    draft = ARTICLE.replace("sentiment: negative", "status: draft")
    assert not any("template" in line for line in _told(tmp_path, capsys, draft, series))


def test_an_address_that_is_gone_is_told_in_one_row(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The page in English follows the Korean one, and nobody is sent to note the new address instead."""
    old = "articles/2025/03/20250311-newspim-9/"
    ledger = f"address,moved_to,gone\n{old},,\nen/{old},,\n"
    (problem,) = _told(tmp_path, capsys, **{"ledger.csv": ledger})
    assert problem.startswith(f"ledger.csv:2: address: {old} was published")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("mic;code;isin;name_ko;name_en;aliases;sector;kind;flags\n", "with commas in place of semicolons"),
        (
            f"{HEADER}XKOS,099999,,가나테크,Gana,,,share,\nXKOS,099999,,다라테크,Dara,,,share,\n",
            "securities.csv:3: code: repeats line 2",
        ),
    ],
)
def test_a_table_that_a_spreadsheet_changed_is_told(
    text: str, words: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Cells that semicolons part, and a company that stands in it twice, of which one would be shown."""
    assert any(words in line for line in _told(tmp_path, capsys, **{"securities.csv": text}))


def test_one_letter_of_hangul_is_a_sound() -> None:
    """`핌` and `핀` differ by one, `신문` and `경제` by many; short words are let be."""
    assert one_off("뉴스핌", "뉴스핀")
    assert one_off("reuters", "reutres")
    assert not one_off("서울신문", "서울경제")
    assert not one_off("ap", "afp")
    assert not one_off("nbc news", "bbc news")
    assert one_off("yonhap news agncy", "yonhap news agency")
    assert not one_off("reuters", "reuters")


def test_no_address_of_the_ledger_is_a_file_of_the_site(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Its page would be a folder where the file is, and stop the build."""
    ledger = "address,moved_to,gone\nrobots.txt/,,\nassets/digest.js/,,\n"
    told = _told(tmp_path, capsys, **{"ledger.csv": ledger})
    assert [line.partition(": ")[0] for line in told] == ["ledger.csv:2", "ledger.csv:3"]


@pytest.mark.parametrize(("size", "words"), [("-1", "write a number from 0"), ("99999", "write a number up to 1000")])
def test_sizes_of_the_home_page_have_bounds(
    size: str, words: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A negative one would leave items out from behind."""
    (line,) = _told(tmp_path, capsys, **{"digest.toml": f"[site]\nlatest = {size}\n{SETTINGS}"})
    assert line.startswith("digest.toml:2: site.latest: ")
    assert words in line
