"""`digest import` of addresses and other forms, through the command line, from a real server on loopback."""

from __future__ import annotations

import gzip
import json
from typing import TYPE_CHECKING, Any

import pytest

from digest.acquire.hosts import Hosts
from digest.cli import main
from tests.conftest import ROOT
from tests.web import Web, reply

if TYPE_CHECKING:
    from pathlib import Path

DUMP = ROOT / "tests/input/newspim-layout.txt"
PAGE = """<!doctype html><html lang="ko"><head><meta charset="utf-8"><title>{title} - 가상신문</title>
<meta property="og:site_name" content="가상신문"><meta property="og:title" content="{title}">
<meta property="article:published_time" content="2024-11-01T09:30:00+09:00"></head><body><nav>메뉴 로그인</nav>
<article><h1>{title}</h1>
<p>삼성전자(005930)가 3분기 영업이익이 전년 동기보다 31.5% 급감했다고 1일 공시했다.
메모리 가격이 석 달째 내린 영향이 컸고, 재고 평가손실도 실적을 끌어내렸다.</p>
<p>회사 측은 감산 계획을 묻는 질문에 시장 상황을 지켜보겠다고 답했다.
증권가에서는 다음 분기에도 부진이 이어질 수 있다는 우려가 나온다. 목표주가를 내린 곳도 여럿이다.</p>
<p>경쟁사와의 격차는 좁혀졌지만 고대역폭메모리 공급이 늦어진 점이 부담으로 꼽혔다.
주가는 이날 2.1% 내린 7만2100원에 마감했다. 거래량은 평소의 두 배였다.</p>
</article><footer>저작권자 가상신문</footer></body></html>"""


@pytest.fixture(autouse=True)
def _no_pauses(monkeypatch: pytest.MonkeyPatch) -> None:
    """The pauses between requests are tested elsewhere."""
    monkeypatch.setattr(Hosts, "pause", lambda *_: None)


def _run(capsys: pytest.CaptureFixture[str], content: Path, *arguments: str) -> tuple[int, list[dict[str, Any]], str]:
    fixed = ("--content", str(content), "--json", "--allow-loopback", "--contact", "desk@example.org")
    code = main(["import", *arguments, *fixed])
    out, err = capsys.readouterr()
    return code, [json.loads(line) for line in out.splitlines()], err


def test_an_address_becomes_a_draft_and_only_once(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """Fetched with our name and contact, robots.txt asked first; the second run asks whether it changed."""
    content = tmp_path / "content"
    page = reply(PAGE.format(title="삼성전자 실적 급감").encode(), Content_Type="text/html", ETag='"1"')
    with Web({"/news/1": [page, reply(status=304)]}) as web:
        code, told, _ = _run(capsys, content, web.url("/news/1"))
        assert (code, told[0]["outcome"]) == (0, "new")
        article = told[0]["article"]
        assert article["title"] == "삼성전자 실적 급감"
        assert article["date"] == "2024-11-01T09:30:00+09:00"
        assert article["tickers"] == ["005930"]
        assert article["sentiment"]["label"] == "negative"
        assert web.asked[0].path == "/robots.txt"
        assert "desk@example.org" in web.asked[-1].headers["user-agent"]
        code, told, _ = _run(capsys, content, web.url("/news/1"))
        assert (code, told[0]["outcome"]) == (0, "unchanged")
        assert web.asked[-1].headers["if-none-match"] == '"1"'
        asked = len(web.asked)
        code, told, _ = _run(capsys, content, web.url("/news/1"), "--offline")
        assert (code, told[0]["outcome"]) == (0, "unchanged")
        assert len(web.asked) == asked


def test_a_feed_brings_its_articles(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """Each entry's page is fetched; one that is gone fails alone; without fetching only references are made."""
    with Web({}) as web:
        feed = (
            '<?xml version="1.0"?><rss version="2.0"><channel><title>가상신문</title>'
            + "".join(
                f"<item><title>소식 {name}</title><link>{web.url(f'/news/{name}')}</link>"
                "<pubDate>Fri, 01 Nov 2024 09:30:00 +0900</pubDate></item>"
                for name in ("a", "b", "gone")
            )
            + "</channel></rss>"
        )
        web.pages["/feed"] = [reply(feed.encode(), Content_Type="application/rss+xml")]
        for name in ("a", "b"):
            made = PAGE.format(title=f"삼성전자 소식 {name} 급감").replace("31.5%", f"{31 + ord(name) % 7}.5%")
            web.pages[f"/news/{name}"] = [reply(made.encode(), Content_Type="text/html")]
        code, told, _ = _run(capsys, tmp_path / "content", web.url("/feed"))
        assert code == 1
        assert sorted(item["outcome"] for item in told) == ["failed", "new", "new"]
        assert "/news/gone" in next(item["error"] for item in told if item["outcome"] == "failed")
        saved = tmp_path / "feed.xml"
        saved.write_text(feed, "utf-8")
        code, told, _ = _run(capsys, tmp_path / "other" / "content", str(saved), "--no-fetch", "--rights", "link")
        assert code == 0
        assert [item["article"]["title"] for item in told] == ["소식 a", "소식 b", "소식 gone"]
        assert {item["article"]["rights"] for item in told} == {"link"}
        assert {item["article"]["date"] for item in told} == {"2024-11-01T09:30:00+09:00"}


def test_private_addresses_are_never_asked(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """Not directly and not by a redirect, unless a test says so for this machine."""
    content = tmp_path / "content"
    fixed = ("--content", str(content), "--contact", "desk@example.org")
    with Web(
        {"/in": reply(PAGE.format(title="x").encode()), "/out": reply(status=302, Location="http://10.0.0.1/")}
    ) as web:
        for address in (web.url("/in"), "http://169.254.169.254/latest", "http://[::1]/", "http://10.1.2.3/"):
            assert main(["import", address, *fixed]) == 1
        assert web.asked == []
        code, told, _ = _run(capsys, content, web.url("/out"))
        assert (code, told[0]["outcome"]) == (1, "failed")
    assert not list(content.rglob("*.md"))


def test_fetching_needs_a_contact(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Publishers are told who asks; files need none."""
    monkeypatch.delenv("DIGEST_CONTACT", raising=False)
    assert main(["import", "https://news.example/1", "--content", str(tmp_path / "content")]) == 1
    assert "contact" in capsys.readouterr().err
    url = "https://www.newspim.com/news/view/20241101000123"
    assert main(["import", str(DUMP), "--url", url, "--content", str(tmp_path / "content")]) == 0


def test_many_forms_in_one_call(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """A folder with a dump, a packed page and JSON lines; each is told by its content."""
    folder = tmp_path / "in"
    folder.mkdir()
    dated = DUMP.read_text("utf-8").replace("기사입력 :", "기사입력 : 2024년11월01일 10:20", 1)
    (folder / "dump.txt").write_text(dated, "utf-8")
    (folder / "page.html.gz").write_bytes(gzip.compress(PAGE.format(title="삼성전자 실적 급감").encode("utf-8")))
    row = {
        "headline": "엔비디아 반등",
        "maintext": "엔비디아(NVDA) 주가가 8.9% 반등했다. " * 12,
        "url": "https://news.example/nvda",
        "date_publish": "2024-11-02 10:00:00",
    }
    (folder / "rows.jsonl").write_text(json.dumps(row, ensure_ascii=False) + "\n{broken\n", "utf-8")
    code, told, _ = _run(capsys, tmp_path / "content", str(folder), "--no-fetch", "--map", "headline=title")
    assert code == 1
    outcomes = {item["input"].rsplit("/", 1)[-1]: item["outcome"] for item in told}
    assert outcomes == {"dump.txt": "new", "page.html.gz": "new", "rows.jsonl:1": "new", "rows.jsonl:2": "failed"}
    titles = {item["article"]["title"] for item in told if item["outcome"] == "new"}
    assert titles == {"삼성전자 재고 늘자 '가격 방어' 시험대", "삼성전자 실적 급감", "엔비디아 반등"}
