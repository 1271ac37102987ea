"""`digest import`, end to end: a scraped page becomes a draft, and nothing is invented."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from filelock import FileLock

from digest.acquire.store import Store
from digest.cli import main
from digest.library.folder import load
from digest.library.reader import read_article
from digest.pipeline import Imported, Importer

if TYPE_CHECKING:
    from pathlib import Path

    from digest.stage import Prepared

from tests.conftest import ROOT

DUMP = ROOT / "tests/input/newspim-layout.txt"
URL = "https://m.newspim.com/news/view/20241101000123?utm_source=x#top"


@pytest.fixture
def content(tmp_path: Path) -> Path:
    """An empty digest."""
    return tmp_path / "content"


def _run(capsys: pytest.CaptureFixture[str], content: Path, *arguments: str) -> tuple[int, dict[str, Any], str]:
    code = main(["import", *arguments, "--content", str(content), "--json"])
    out, err = capsys.readouterr()
    return code, json.loads(out.splitlines()[-1]) if out else {}, err


def _tree(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def test_a_dump_becomes_a_draft(capsys: pytest.CaptureFixture[str], content: Path) -> None:
    """Facts of the article, and nothing of the menus, other articles and trackers around it."""
    code, told, _ = _run(capsys, content, str(DUMP), "--url", URL)
    assert code == 0
    assert told["outcome"] == "new"
    path = content / "articles/2024/11/20241101-newspim-000123.md"
    assert told["path"] == str(path)
    article = read_article(path.read_text("utf-8"), path.name)
    assert article.title == "삼성전자 재고 늘자 '가격 방어' 시험대"
    assert (article.series, article.part) == ("메모리-겨울", 2)
    assert article.deck == ("창고에 쌓인 D램", "'감산 카드' 꺼낼까")
    assert article.source.url == "https://www.newspim.com/news/view/20241101000123"
    assert (article.source.author, article.source.place, article.source.publisher) == ("홍길순", "서울", "newspim")
    assert (article.date.isoformat(), article.date_precision) == ("2024-11-01T00:00:00+09:00", "day")
    assert article.date_source == "url_id"
    assert article.tickers == ("005930",)
    assert article.mentions == ("000660",)
    assert article.sentiment is not None
    assert article.sentiment.label == "negative"
    assert article.sentiment.by == "model"
    assert article.sentiment.evidence
    assert {item.ticker for item in article.sentiment.companies} == {"005930", "000660"}
    assert [(caption.text, caption.credit) for caption in article.captions] == [
        ("가상의 창고 전경", "로이터 뉴스핌"),
        ("메모리 가격 추이", "가상정보"),
    ]
    assert article.body == ""
    assert article.excerpt is not None
    assert article.excerpt in DUMP.read_text("utf-8")
    text = path.read_text("utf-8")
    for stranger in ("현대차", "Lockheed", "Caterpillar", "gildong@", "글자 크기", "베스트", "하나증권"):
        assert stranger not in text
    assert any(note.startswith("date:") for note in article.notes)
    assert any(note.startswith("body:") for note in article.notes)
    assert any("part 1" in note or "no part 1" in note for note in told["notes"])


def test_importing_twice_changes_nothing(capsys: pytest.CaptureFixture[str], content: Path) -> None:
    """Also from another host of the publisher."""
    _run(capsys, content, str(DUMP), "--url", URL)
    before = _tree(content.parent)
    code, told, _ = _run(capsys, content, str(DUMP), "--url", "https://ir.newspim.com/news/view/20241101000123")
    assert (code, told["outcome"]) == (0, "unchanged")
    assert _tree(content.parent) == before


@pytest.mark.parametrize("dry", [(), ("--dry-run",)])
def test_what_was_moved_to_another_site_is_not_imported_again(
    capsys: pytest.CaptureFixture[str], content: Path, dry: tuple[str, ...]
) -> None:
    """The message says where it stands; nothing is written. A row that leads to a page of this site stops nothing."""
    there = "https://old.example/articles/2024/11/20241101-newspim-000123/"
    rows = f"articles/2024/11/20241101-newspim-000123/,{there},\narticles/2024/11/x/,articles/2024/12/x/,\n"
    (content.parent / "ledger.csv").write_text(f"address,moved_to,gone\n{rows}", "utf-8")
    code, told, _ = _run(capsys, content, str(DUMP), "--url", URL, *dry)
    assert (code, told["outcome"]) == (1, "failed")
    assert f"moved to {there}" in told["error"]
    assert "leave it out here" in told["error"]
    assert not list(content.rglob("*.md"))
    (content.parent / "ledger.csv").write_text("address,moved_to,gone\narticles/2024/11/20241101-newspim-000123/,x/,\n")
    assert _run(capsys, content, str(DUMP), "--url", URL, *dry)[1]["outcome"] == "new"


def test_a_curators_edit_survives_a_changed_source(
    capsys: pytest.CaptureFixture[str], content: Path, tmp_path: Path
) -> None:
    """The headline follows the source, the summary and a mended sentiment stay."""
    _, told, _ = _run(capsys, content, str(DUMP), "--url", URL)
    path = content / "articles/2024/11/20241101-newspim-000123.md"
    text = path.read_text("utf-8")
    start = text.index("sentiment:")
    end = text.index("deck:")
    path.write_text(text[:start] + "sentiment: mixed\n" + text[end:] + "우리 요약.\n", "utf-8")
    changed = tmp_path / "changed.txt"
    changed.write_text(DUMP.read_text("utf-8").replace("'가격 방어' 시험대", "'가격 방어' 시작"), "utf-8")
    _, told, _ = _run(capsys, content, str(changed), "--url", URL)
    assert told["outcome"] == "updated"
    article = read_article(path.read_text("utf-8"), path.name)
    assert article.title == "삼성전자 재고 늘자 '가격 방어' 시작"
    assert article.sentiment is not None
    assert (article.sentiment.label, article.sentiment.by) == ("mixed", "curator")
    assert article.body == "우리 요약."
    assert len(article.source.history) == 1


def _dump(tmp_path: Path, *changes: tuple[str, str]) -> str:
    text = DUMP.read_text("utf-8")
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    path = tmp_path / "changed.txt"
    path.write_text(text, "utf-8")
    return str(path)


_BARE = (("시험대②", "시험대"), ("[메모리 겨울]", ""))
"""The dump without a word of a series."""


def test_a_series_given_by_option_outlives_a_corrected_page(
    capsys: pytest.CaptureFixture[str], content: Path, tmp_path: Path
) -> None:
    """Published, then corrected at the source and imported without the option; also where the page names a series."""
    path = content / "articles/2024/11/20241101-newspim-000123.md"
    _run(capsys, content, _dump(tmp_path, *_BARE), "--url", URL, "--series", "memory-boom", "--part", "3")
    article = read_article(path.read_text("utf-8"), path.name)
    assert (article.series, article.part) == ("memory-boom", 3)
    assert any("has no part 1, 2 of memory-boom" in note for note in article.notes)
    for changes in ((*_BARE, ("창고에 쌓인", "창고에 가득 쌓인")), (("창고에 쌓인", "창고에 더 쌓인"),)):
        _, told, _ = _run(capsys, content, _dump(tmp_path, *changes), "--url", URL)
        assert told["outcome"] == "updated"
        article = read_article(path.read_text("utf-8"), path.name)
        assert (article.series, article.part) == ("memory-boom", 3)
        assert "series" not in told["updated"]
    assert not (content / "series/메모리-겨울.md").exists()


def test_notes_on_parts_go_when_they_hold_no_longer(
    capsys: pytest.CaptureFixture[str], content: Path, tmp_path: Path
) -> None:
    """Part 1 came in the meantime; what is still true, and what a curator wrote, stays."""
    path = content / "articles/2024/11/20241101-newspim-000123.md"
    _run(capsys, content, str(DUMP), "--url", URL)
    mine = path.read_text("utf-8")
    assert 'notes: ["' in mine
    path.write_text(mine.replace('notes: ["', 'notes: ["part: ask the desk whether it ends here", "'), "utf-8")
    first = _dump(tmp_path, ("시험대②", "시험대①"), ("창고에 쌓인", "공장에 쌓인"))
    _run(capsys, content, first, "--url", URL.replace("000123", "000122"))
    _run(capsys, content, _dump(tmp_path, ("창고에 쌓인", "창고에 더 쌓인")), "--url", URL)
    notes = read_article(path.read_text("utf-8"), path.name).notes
    assert not [note for note in notes if "has no part" in note]
    assert "part: ask the desk whether it ends here" in notes
    assert any("is new: write its thesis" in note for note in notes)


@pytest.mark.parametrize(
    ("option", "value", "becomes"),
    [
        ("--date", "2024-11-01T14:43+09:00", "2024-11-01T14:43:00+09:00"),
        ("--title", "다른 제목", "다른 제목"),
        ("--lang", "en", "en"),
        ("--rights", "link", "link"),
        ("--part", "3", 3),
        ("--series", "memory-boom", "memory-boom"),
    ],
)
def test_an_option_takes_effect_on_an_article_that_is_there(
    capsys: pytest.CaptureFixture[str], content: Path, option: str, value: str, becomes: object
) -> None:
    """Also where its source is the same; what was edited by hand elsewhere stays, and twice changes nothing."""
    path, field = content / "articles/2024/11/20241101-newspim-000123.md", option.removeprefix("--")
    _run(capsys, content, str(DUMP), "--url", URL)
    edited = path.read_text("utf-8").replace('tickers: ["005930"]', 'tickers: ["005930", "MU"]') + "우리 요약.\n"
    path.write_text(edited, "utf-8")
    before = read_article(edited, path.name)
    _, told, _ = _run(capsys, content, str(DUMP), "--url", URL, option, value)
    assert told["outcome"] == "updated"
    assert field in told["asked"]
    after = read_article(path.read_text("utf-8"), path.name)
    assert after.model_dump(mode="json")[field] == becomes
    assert (after.tickers, after.body, after.source.url) == (before.tickers, before.body, before.source.url)
    tree = _tree(content.parent)
    _, told, _ = _run(capsys, content, str(DUMP), "--url", URL, option, value)
    assert (told["outcome"], _tree(content.parent)) == ("unchanged", tree)
    _run(capsys, content, str(DUMP), "--url", URL)
    later = read_article(path.read_text("utf-8"), path.name)
    assert later.model_copy(update={"source": after.source}) == after  # a headline is part of a dump's own words
    tree = _tree(content.parent)
    _run(capsys, content, str(DUMP), "--url", URL)
    assert _tree(content.parent) == tree


def test_what_was_given_before_is_not_asked_for_again(
    capsys: pytest.CaptureFixture[str], content: Path, tmp_path: Path
) -> None:
    """A later reading without the options tells of the date and the part that hold, not of those that it would read."""
    _run(capsys, content, str(DUMP), "--url", URL)
    _run(capsys, content, str(DUMP), "--url", URL, "--date", "2024-11-01T14:43+09:00", "--part", "7")
    _, told, _ = _run(capsys, content, _dump(tmp_path, ("창고에 쌓인", "창고에 더 쌓인")), "--url", URL)
    assert (told["outcome"], told["article"]["part"]) == ("updated", 7)
    assert not [note for note in told["notes"] if note.startswith("date:") or "before 2" in note]
    assert any("before 7 the digest has no part 1, 2, 3" in note for note in told["notes"])


def test_rights_that_an_article_has_hold_for_later_imports(
    capsys: pytest.CaptureFixture[str], content: Path, tmp_path: Path
) -> None:
    """A reference alone quotes nothing when its source is corrected; the whole text needs its licence."""
    path = content / "articles/2024/11/20241101-newspim-000123.md"
    _run(capsys, content, str(DUMP), "--url", URL)
    assert any("write our own summary" in note for note in read_article(path.read_text("utf-8"), path.name).notes)
    _run(capsys, content, str(DUMP), "--url", URL, "--rights", "link")
    assert not [note for note in read_article(path.read_text("utf-8"), path.name).notes if note.startswith("body:")]
    for source in (str(DUMP), _dump(tmp_path, ("창고에 쌓인", "창고에 더 쌓인"))):
        _run(capsys, content, source, "--url", URL)
        article = read_article(path.read_text("utf-8"), path.name)
        assert (article.rights, article.excerpt, article.sentiment, article.figures) == ("link", None, None, ())
    code, told, _ = _run(capsys, content, str(DUMP), "--url", URL, "--rights", "full")
    assert code == 1
    assert 'give it: --basis "…"' in told["error"]
    _run(capsys, content, str(DUMP), "--url", URL, "--rights", "full", "--basis", "계약 7")
    article = read_article(path.read_text("utf-8"), path.name)
    assert (article.rights, article.rights_basis) == ("full", "계약 7")
    assert "삼성전자" in article.body


def test_a_part_without_a_series_is_told(capsys: pytest.CaptureFixture[str], content: Path, tmp_path: Path) -> None:
    """Until the series is given too; then the part takes effect and the note goes."""
    path = content / "articles/2024/11/20241101-newspim-000123.md"
    bare = _dump(tmp_path, *_BARE)
    _, told, _ = _run(capsys, content, bare, "--url", URL, "--part", "3")
    assert "part: --part 3 is of no series: give it with --series NAME" in told["notes"]
    _run(capsys, content, bare, "--url", URL, "--part", "3", "--series", "memory-boom")
    article = read_article(path.read_text("utf-8"), path.name)
    assert (article.series, article.part) == ("memory-boom", 3)
    assert not [note for note in article.notes if "is of no series" in note]


def test_without_address_and_date_it_asks_and_writes_nothing(capsys: pytest.CaptureFixture[str], content: Path) -> None:
    """A date is never invented."""
    code = main(["import", str(DUMP), "--content", str(content)])
    assert code == 1
    assert "--date" in capsys.readouterr().err
    assert not content.exists()
    assert not (content.parent / ".digest/sources").exists()


def test_without_an_address_a_draft_is_made(capsys: pytest.CaptureFixture[str], content: Path) -> None:
    """It waits for its link and is not published."""
    code, told, _ = _run(capsys, content, str(DUMP), "--date", "2024-11-01 09:30")
    assert code == 0
    assert told["article"]["status"] == "draft"
    article = load(content).articles[0]
    assert (article.date.isoformat(), article.date_source) == ("2024-11-01T09:30:00+09:00", "argument")


def test_full_text_needs_a_basis(capsys: pytest.CaptureFixture[str], content: Path) -> None:
    """With a basis the body is clean Markdown; without one it stays a draft."""
    _, told, _ = _run(capsys, content, str(DUMP), "--url", URL, "--rights", "full")
    assert told["article"]["status"] == "draft"
    other = content.parent / "other" / "content"
    _, told, _ = _run(capsys, other, str(DUMP), "--url", URL, "--rights", "full", "--basis", "CC BY 4.0")
    article = load(other).articles[0]
    assert (article.status, article.rights_basis) == ("published", "CC BY 4.0")
    assert article.body.startswith("메모리 반도체(IC) 가격이 석 달째")
    assert "[사진" not in article.body
    assert "@" not in article.body


def test_a_reference_alone_quotes_nothing(capsys: pytest.CaptureFixture[str], content: Path) -> None:
    """`--rights link`: title, date, companies, link."""
    _run(capsys, content, str(DUMP), "--url", URL, "--rights", "link")
    article = load(content).articles[0]
    assert (article.excerpt, article.body, article.figures, article.captions) == (None, "", (), ())


def test_the_scraped_text_stays_in_the_local_store(capsys: pytest.CaptureFixture[str], content: Path) -> None:
    """Named by its hash, ignored by git."""
    _run(capsys, content, str(DUMP), "--url", URL)
    article = load(content).articles[0]
    digest = article.source.sha256 or ""
    kept = content.parent / ".digest" / "sources" / digest[:2] / f"{digest}.txt"
    assert "메모리 반도체(IC) 가격이" in kept.read_text("utf-8")
    assert "베스트 기사" not in kept.read_text("utf-8")
    assert kept.with_suffix(".raw").read_bytes() == DUMP.read_bytes()
    assert (content.parent / ".digest/.gitignore").read_text() == "*\n"


def test_a_dry_run_shows_the_change_and_writes_nothing(capsys: pytest.CaptureFixture[str], content: Path) -> None:
    """The file as it would be, as a diff; also of an update."""
    assert main(["import", str(DUMP), "--url", URL, "--content", str(content), "--dry-run"]) == 0
    assert "+title:" in capsys.readouterr().out
    assert not content.parent.joinpath("content").exists()
    assert not (content.parent / ".digest").exists()


def test_a_second_import_waits_for_the_first(
    capsys: pytest.CaptureFixture[str], content: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One at a time in a folder; the other says so and stops."""
    monkeypatch.setattr("digest.pipeline.LOCK_SECONDS", 0.0)
    lock = FileLock(Store(content).prepare() / "lock")
    with lock:
        assert main(["import", str(DUMP), "--url", URL, "--content", str(content)]) == 1
    assert "another import" in capsys.readouterr().err
    assert main(["import", str(DUMP), "--url", URL, "--content", str(content)]) == 0


def test_many_files_end_in_a_count(capsys: pytest.CaptureFixture[str], content: Path, tmp_path: Path) -> None:
    """A broken one does not stop the others, and the exit code tells."""
    broken = tmp_path / "broken.txt"
    broken.write_bytes(b"\x00")
    assert main(["import", str(broken), str(DUMP), "--url", URL, "--content", str(content)]) == 1
    out, err = capsys.readouterr()
    counted = " ".join(out.split()[-11:])
    assert counted == "1 new 0 updated 0 unchanged 1 needs attention 1 failed"
    assert "broken.txt" in err


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_a_hostile_file_first_in_a_folder_costs_only_itself(
    capsys: pytest.CaptureFixture[str], content: Path, tmp_path: Path, jobs: str
) -> None:
    """In one process and in several, a line with its name and exit code 1."""
    box = tmp_path / "box"
    box.mkdir()
    kind = "MIME-Version: 1.0\nContent-Type: multipart/related; boundary=a "
    (box / "0.mhtml").write_text(kind + "(" * 3_000 + ")" * 3_000 + "\n\n--a\nContent-Type: text/html\n\n<p>x</p>")
    for number in range(10):
        (box / f"{number + 1}.txt").write_bytes(DUMP.read_bytes().replace("시험대".encode(), b"%d" % number))
    assert main(["import", str(box), "--date", "2024-11-01", "--content", str(content), "--jobs", jobs]) == 1
    out, err = capsys.readouterr()
    assert " ".join(out.split()[-11:]) == "10 new 0 updated 0 unchanged 10 needs attention 1 failed"
    assert f"{box}/0.mhtml: holds no page" in err
    assert "Traceback" not in err


@pytest.mark.parametrize(
    ("raised", "said"),
    [
        (RecursionError("too deep"), "could not be read (RecursionError: too deep, at digest/"),
        (OSError(28, "No space left on device"), "cannot be written (No space left on device)"),
    ],
)
def test_a_fault_while_an_article_is_placed_costs_only_itself(
    capsys: pytest.CaptureFixture[str],
    content: Path,
    monkeypatch: pytest.MonkeyPatch,
    raised: Exception,
    said: str,
) -> None:
    """The inputs after it are placed."""
    real = Importer.place

    def faulty(self: Importer, prepared: Prepared, raw: bytes) -> Imported:
        if b"FIRST" in raw:
            raise raised
        return real(self, prepared, raw)

    monkeypatch.setattr(Importer, "place", faulty)
    first = content.parent / "first.txt"
    first.write_bytes(DUMP.read_bytes() + b"FIRST\n")
    assert main(["import", str(first), str(DUMP), "--url", URL, "--content", str(content), "--jobs", "1"]) == 1
    out, err = capsys.readouterr()
    assert "1 new" in out
    assert f"{first}: {said}" in err


def test_an_unnumbered_label_joins_a_known_series(
    capsys: pytest.CaptureFixture[str], content: Path, tmp_path: Path
) -> None:
    """`[메모리 겨울]` without a part: a kicker where no series has that name, else an article of the series."""
    bare = tmp_path / "bare.txt"
    bare.write_text(DUMP.read_text("utf-8").replace("시험대②", "시험대"), "utf-8")
    _, told, _ = _run(capsys, content, str(bare), "--url", URL)
    assert told["article"]["kicker"] == "메모리 겨울"
    assert "series" not in told["article"]
    _, told, _ = _run(capsys, content, str(bare), "--url", URL.replace("000123", "000124"))
    assert any("also heads 20241101-newspim-000123" in note for note in told["notes"])
    (content / "series").mkdir()
    (content / "series/winter.md").write_text('---\ntitle: "메모리 겨울"\n---\n논지.\n', "utf-8")
    _, told, _ = _run(capsys, content, str(bare), "--url", URL.replace("000123", "000125"))
    assert told["article"]["series"] == "winter"
    assert "kicker" not in told["article"]


def test_a_copy_of_a_report_is_told_and_never_merged(
    capsys: pytest.CaptureFixture[str], content: Path, tmp_path: Path
) -> None:
    """Another paper's copy within two days; a week later it is another report."""
    body = " ".join(f"{number}번째 문장은 메모리 가격과 재고의 {number * 7}가지 사정을 말한다." for number in range(60))
    one, two = tmp_path / "one.txt", tmp_path / "two.txt"
    one.write_text(f"[서울=연합뉴스] 홍길순 기자 = {body}", "utf-8")
    two.write_text(f"[서울=뉴시스] 김아무 기자 = {body} 덧붙인 말이 있다.", "utf-8")
    fixed = ("--title", "메모리 가격")
    _run(
        capsys,
        content,
        str(one),
        *fixed,
        "--date",
        "2024-11-01 09:00",
        "--url",
        "https://www.yna.co.kr/view/AKR20241101000100001",
    )
    url = "https://www.newsis.com/view/NISX20241102_000000000"
    _, told, _ = _run(capsys, content, str(two), *fixed, "--date", "2024-11-02 09:00", "--url", url + "1")
    assert told["outcome"] == "new"
    assert any(note.startswith("source: shares") for note in told["notes"])
    assert main(["check", "--content", str(content)]) == 1  # a quotation without a summary of our own
    assert "shares" in capsys.readouterr().err
    _, told, _ = _run(capsys, content, str(two), *fixed, "--date", "2024-11-09 09:00", "--url", url + "2")
    assert not any(note.startswith("source: shares") for note in told["notes"])


def test_a_huge_dump_is_read_within_limits(capsys: pytest.CaptureFixture[str], content: Path, tmp_path: Path) -> None:
    """A wall of captions ends in one line or an article, in the process with limits."""
    line = "[로이터=뉴스핌] 김선미 기자 = 사진 {} 2020.11.27 gong@newspim.com |"
    wall = tmp_path / "wall.txt"
    wall.write_text("\n".join(line.format(number) for number in range(6_000)), "utf-8")
    code, told, _ = _run(capsys, content, str(wall), "--url", URL)
    assert (code, told["outcome"]) == (1, "failed")
    assert told["error"].count("\n") == 0


@pytest.mark.parametrize("verb", ["import", "new"])
@pytest.mark.parametrize("part", ["0", "-1", "two"])
def test_a_part_is_a_number_from_one(capsys: pytest.CaptureFixture[str], verb: str, part: str) -> None:
    """Anything else is refused; it was taken for no option, and the page's own part stood."""
    with pytest.raises(SystemExit):
        main([verb, str(DUMP), "--url", URL, "--series", "x", f"--part={part}"])
    assert "is no count: give a whole number from 1" in capsys.readouterr().err


@pytest.mark.parametrize("verb", ["import", "new"])
def test_a_file_of_the_digest_is_no_source(capsys: pytest.CaptureFixture[str], content: Path, verb: str) -> None:
    """Neither a series nor a page becomes an article; what to do in its place is told, and nothing is written."""
    series = content / "series/memory-winter.md"
    series.parent.mkdir(parents=True)
    series.write_text('---\ntitle: "Memory winter"\n---\nA thesis.\n', "utf-8")
    assert main([verb, str(series), "--date", "2025-01-01", "--content", str(content)]) == 1
    assert "is a file of the digest itself: edit it by hand" in capsys.readouterr().err
    assert not (content / "articles").exists()


def test_an_article_is_not_imported_from_its_own_file(capsys: pytest.CaptureFixture[str], content: Path) -> None:
    """Its front matter would become the headline of another."""
    _run(capsys, content, str(DUMP), "--url", URL)
    (path,) = (content / "articles").rglob("*.md")
    assert main(["import", str(path), "--content", str(content)]) == 1
    assert "give the address of that" in capsys.readouterr().err
    assert len(load(content).articles) == 1


def test_a_known_series_is_found_by_its_alias(capsys: pytest.CaptureFixture[str], content: Path) -> None:
    """And a part that is taken is told, not doubled."""
    series = content / "series/memory-winter.md"
    series.parent.mkdir(parents=True)
    series.write_text('---\ntitle: "Memory winter"\naliases: ["메모리겨울"]\n---\n논지.\n', "utf-8")
    _run(capsys, content, str(DUMP), "--url", URL)
    assert load(content).articles[0].series == "memory-winter"
    _, told, _ = _run(capsys, content, str(DUMP), "--url", "https://www.newspim.com/news/view/20241101000999")
    assert "part" not in told["article"]
    assert any("is taken by" in note for note in told["notes"])


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "is empty"),
        (b"\x00\x01\x02", "is not read"),
        (b"x" * (5 * 1024 * 1024 + 1), "larger than 5 MB"),
    ],
)
def test_what_cannot_be_read_ends_in_one_line(
    capsys: pytest.CaptureFixture[str], content: Path, tmp_path: Path, data: bytes, words: str
) -> None:
    """No traceback, nothing written."""
    path = tmp_path / "dump.txt"
    path.write_bytes(data)
    assert main(["import", str(path), "--url", URL, "--content", str(content)]) == 1
    err = capsys.readouterr().err
    assert words in err
    assert err.count("\n") == 1
    assert not content.exists()


def test_the_real_page(capsys: pytest.CaptureFixture[str], content: Path, shared: Path) -> None:
    """Part ① of 딥시크 쇼크, from its dump alone."""
    dump = shared / "input/newspim-20250131000527.txt"
    url = "https://ir.newspim.com/news/view/20250131000527"
    code, told, _ = _run(capsys, content, str(dump), "--url", url)
    assert code == 0
    article = load(content).articles[0]
    assert article.title == "NVDA 밀어올린 'AI 규모의 법칙' 흔들"
    assert (article.series, article.part) == ("딥시크-쇼크", 1)
    assert len(article.deck) == 3
    assert (article.source.author, article.source.place, article.source.name) == ("황숙혜", "서울", "뉴스핌")
    assert article.source.url == "https://www.newspim.com/news/view/20250131000527"
    assert (article.date.isoformat(), article.date_source) == ("2025-01-31T00:00:00+09:00", "url_id")
    assert article.date_precision == "day"
    assert [caption.credit for caption in article.captions] == ["블룸버그", "블룸버그"]
    assert (article.tickers, article.mentions) == (("NVDA",), ("MSFT",))
    assert article.sentiment is not None
    assert article.sentiment.label == "negative"
    labels = {item.ticker: item.label for item in article.sentiment.companies}
    assert labels["NVDA"] == "negative"
    assert labels["MSFT"] != "negative"
    assert any(note.startswith("date:") for note in told["notes"])


def test_publishers_are_listed_and_adapters_tested(capsys: pytest.CaptureFixture[str]) -> None:
    """A saved page shows what each selector finds; a page of nobody's is told."""
    assert main(["sources"]) == 0
    assert "newspim" in capsys.readouterr().out
    page = str(ROOT / "tests/pages/edaily.html")
    assert main(["sources", "edaily", "--page", page]) == 0
    assert "body" in capsys.readouterr().out
    assert main(["sources", "nobody", "--page", page]) == 1
    assert main(["sources", "edaily", "--page", str(DUMP)]) == 1


def test_a_publisher_is_told_by_itself_and_an_unknown_one_is_an_error(capsys: pytest.CaptureFixture[str]) -> None:
    """Who names one wants not all of them, and a mistyped name gets the nearest."""
    assert main(["sources", "뉴스핌"]) == 0
    told = capsys.readouterr().out
    assert len(told.splitlines()) == 2
    assert "digest sources newspim --page page.html" in told
    assert main(["sources", "newspin"]) == 1
    found = capsys.readouterr()
    assert found.out == ""
    assert "'newspin' is no publisher that is known: did you mean newspim? List them: digest sources" in found.err


def test_a_date_that_cannot_be_read_is_told_as_such(
    capsys: pytest.CaptureFixture[str], content: Path, tmp_path: Path
) -> None:
    """The record does say when it was published; only not so that a program could know."""
    row = {"url": "https://news.example.com/1", "title": "x", "body": "Sales rose.", "published": "tomorrow"}
    path = tmp_path / "items.jsonl"
    path.write_text(json.dumps(row), "utf-8")
    code, told, _ = _run(capsys, content, str(path))
    assert code == 1
    assert 'says when it was published, but "tomorrow" could not be read as a date' in told["error"]
    path.write_text(json.dumps(row | {"published": ""}), "utf-8")
    assert "does not say when it was published" in _run(capsys, content, str(path))[1]["error"]
