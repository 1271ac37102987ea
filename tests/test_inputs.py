"""What an input is, and what comes of it: one item an article, a message for everything else."""

from __future__ import annotations

import csv
import gzip
import io
import json
import os
import re
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

import pytest

from digest.acquire import charsets, files, jsonlines, mhtml, sniff
from digest.acquire.inputs import Inputs
from digest.acquire.item import Item, Trouble, Wanted, mail_date
from digest.errors import InputError
from tests.test_feeds import ATOM, JSON_FEED, RSS, URLSET
from tests.test_fetch import NOW, fetcher
from tests.web import Web, reply

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from pathlib import Path

PAGE = "<!doctype html><html><head><title>코스피</title></head><body><p>본문</p></body></html>"
DUMP = "[시황] 코스피 상승\n[서울=뉴스핌] 홍길동 기자 = 코스피가 올랐다.\n"
MHTML = """From: <Saved by Blink>
Snapshot-Content-Location: https://www.paper.co.kr/view?id=1
Subject: =?utf-8?Q?=EC=BD=94=EC=8A=A4=ED=94=BC?=
Date: Fri, 31 Jan 2025 05:43:00 -0000
MIME-Version: 1.0
Content-Type: multipart/related;
\ttype="text/html";
\tboundary="----M"

------M
Content-Type: text/html; charset=euc-kr
Content-ID: <frame-0>
Content-Transfer-Encoding: quoted-printable
Content-Location: https://www.paper.co.kr/view?id=1

<html><p>=B1=E2=BB=E7</p></html>
------M
Content-Type: text/html
Content-Location: https://ads.example/frame

<html>ad</html>
------M--
"""


MARKUP = "Content-Type: text/html\n\n<p>본문</p>\n"
PLAIN = "Content-Type: text/plain\n\n"
LETTER = (
    "From: =?utf-8?b?6rCA64KY66CI7YSw?= <desk@gana.example>\nDate: Wed, 24 Jul 2024 10:32:00 +0900\n"
    "Subject: Fwd: =?utf-8?b?6rCA656M7YWM7YGsIOyVveyEuA==?=\nMIME-Version: 1.0\nContent-Type: text/plain\n\nwords\n"
)


@pytest.mark.parametrize(
    ("name", "data", "form"),
    [
        ("a.txt", DUMP.encode(), "dump"),
        ("a.txt", DUMP.encode("cp949"), "dump"),
        ("a.txt", DUMP.encode("utf-16"), "dump"),
        ("a", b"[Reuters] Chips rise\n", "dump"),
        ("a", b'{"quoted"} words open this dump\n', "dump"),
        ("a.txt", "<상> 첫 번째 이야기\n본문".encode(), "dump"),
        ("a.txt", PAGE.encode(), "html"),
        ("a", PAGE.encode("utf-16"), "html"),
        ("a", b"\xef\xbb\xbf\n<!-- saved from url --><html>", "html"),
        ("a.php", b"<?xml version='1.0'?><!DOCTYPE html PUBLIC '-//W3C//DTD XHTML 1.0'><html>", "html"),
        ("a.html", b"plain words", "html"),
        ("a.xml", RSS.encode(), "feed"),
        ("a.html", ATOM.encode(), "feed"),
        ("a", b"<?xml version='1.0'?><?xml-stylesheet href='x'?><!-- c --><rdf:RDF xmlns='x'>", "feed"),
        ("a.json", json.dumps(JSON_FEED).encode(), "json feed"),
        ("a", json.dumps(JSON_FEED, indent=1).replace("/", "\\/").encode(), "json feed"),
        ("sitemap.xml", URLSET.encode(), "sitemap"),
        ("a", b"<sitemapindex/>", "sitemap"),
        ("a.jsonl", b"broken", "records"),
        ("a.json", b'[\n  {\n    "url": "x"\n  }\n]', "records"),
        ("a", b'{"url": "x"}\n{"url": "y"}\n', "records"),
        ("a.txt", b"https://a.example/1\nhttps://b.example/2\n", "list"),
        ("a.txt", b"https://a.example/1\nis the address of a story\nin words\n", "dump"),
        ("a", MHTML.encode(), "mhtml"),
        ("a.mht", MHTML.replace("\n", "\r\n").encode(), "mhtml"),
        ("a.txt", LETTER.encode(), "letter"),
        ("a.eml", b"Subject: x\n\nwords\n", "letter"),
        ("a.txt", b"From: desk@a.example\nDate: today\n\nA letter that was copied from its window.\n", "dump"),
        ("a", b"WARC/1.0\r\n", "warc"),
        ("a.html", gzip.compress(b"x"), "gzip"),
        ("a", b"\x00\x01\x02", "unknown"),
        ("a", b"", "dump"),
    ],
)
def test_the_form_is_told_by_the_bytes(name: str, data: bytes, form: str) -> None:
    """The suffix counts only where the bytes do not tell."""
    assert sniff.form(name, data[: sniff.HEAD]) == form


@pytest.mark.parametrize(
    ("head", "body", "kind"),
    [
        ("text/plain; charset=EUC-KR\nContent-Transfer-Encoding: base64", "uru5rg==\n", "dump"),
        ("multipart/alternative; boundary=x", f"--x\n{PLAIN}plain\n--x\n{MARKUP}--x--\n", "html"),
    ],
)
def test_letters_give_their_text_and_hints(tmp_path: Path, head: str, body: str, kind: str) -> None:
    """HTML before plain text; what is known from the head are hints, without what forwarding wrote before a subject."""
    (tmp_path / "a.eml").write_bytes(LETTER.replace("text/plain", head).replace("words\n", body).encode())
    (item,) = items(Inputs(), tmp_path / "a.eml")
    assert (item.kind, item.data.decode(item.charset or "utf-8").strip(" \n<p>/")) == (kind, "본문")
    assert (item.hints.title, item.hints.site) == ("가람테크 약세", "가나레터")
    assert item.hints.date == "Wed, 24 Jul 2024 10:32:00 +0900"


def test_a_letter_without_text_is_said(tmp_path: Path) -> None:
    """A picture alone."""
    data = LETTER.replace("text/plain", "image/png")
    (line,) = troubles(Inputs(), write(tmp_path, {"a.eml": data.encode()}) / "a.eml")
    assert "letter without text" in line


def items(inputs: Inputs, *names: object) -> list[Item]:
    """All items; a trouble fails the test."""
    found = list(inputs.read([str(name) for name in names]))
    assert not [one for one in found if isinstance(one, Trouble)]
    return [one for one in found if isinstance(one, Item)]


def troubles(inputs: Inputs, *names: object) -> list[str]:
    """The messages, each in one line with a remedy."""
    found = [one.problem for one in inputs.read([str(name) for name in names]) if isinstance(one, Trouble)]
    assert all(problem.what and problem.remedy and problem.path for problem in found)
    assert all("\n" not in str(problem) for problem in found)
    return [str(problem) for problem in found]


def write(folder: Path, files: Mapping[str, bytes]) -> Path:
    for name, data in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(data)
    return folder


def test_a_folder_gives_everything_in_it_in_order(tmp_path: Path) -> None:
    """Mixed forms, folders in folders; assets of saved pages, hidden files and pictures stay out."""
    files = {
        "b/page.html": PAGE.encode(),
        "b/page_files/frame.html": b"<html>ad</html>",
        "a.txt": DUMP.encode("cp949"),
        "b/saved.mhtml": MHTML.encode(),
        "c.html.gz": gzip.compress(PAGE.encode()),
        "picture.png": b"\x89PNG",
        ".hidden.txt": b"no",
        "d.jsonl": b'{"url": "https://a.example/1", "text": "body"}\n',
    }
    (tmp_path / "loop").symlink_to(tmp_path)
    found = items(Inputs(), write(tmp_path, files))
    named = [(os.path.relpath(item.name, tmp_path), item.kind) for item in found]
    assert named == [
        ("a.txt", "dump"),
        ("b/page.html", "html"),
        ("b/saved.mhtml", "html"),
        ("c.html.gz", "html"),
        ("d.jsonl:1", "record"),
    ]
    assert found[0].data == DUMP.encode("cp949")
    assert found[3].data == PAGE.encode()


def test_a_page_that_a_browser_saved_as_one_file(tmp_path: Path) -> None:
    """Its address, its charset, its title and the day it was saved; the frames of advertisers stay out."""
    (item,) = items(Inputs(), write(tmp_path, {"a": MHTML.encode()}) / "a")
    assert (item.url, item.charset, item.hints.title) == ("https://www.paper.co.kr/view?id=1", "euc-kr", "코스피")
    assert item.data.decode("cp949").strip() == "<html><p>기사</p></html>"
    assert item.retrieved == datetime(2025, 1, 31, 5, 43, tzinfo=UTC)


@pytest.mark.parametrize(
    "data",
    [
        MHTML.replace("text/html", "text/plain").encode(),
        MHTML.partition("------M")[0].encode(),
        MHTML.replace("quoted-printable", "base64").replace("<html><p>=B1=E2=BB=E7</p></html>", "!").encode(),
        b"MIME-Version: 1.0\nContent-Type: multipart/related; boundary=a\n\n"
        + b"".join(b"--a\nContent-Type: multipart/mixed; boundary=a%d\n\n--a%d\n" % (n, n) for n in range(5_000)),
        b"MIME-Version: 1.0\nContent-Type: multipart/related; boundary=a " + b"(" * 3_000 + b")" * 3_000 + b"\n\n",
    ],
    ids=["no page", "no parts", "empty", "deep", "deep comment"],
)
def test_an_mhtml_without_a_page_is_said(tmp_path: Path, data: bytes) -> None:
    """One line."""
    (line,) = troubles(Inputs(), write(tmp_path, {"a.mhtml": data}) / "a.mhtml")
    assert "holds no page" in line


@pytest.mark.parametrize(
    "raw",
    [
        "Fri, 31 Dec 9999 23:00:00 -2300",
        "Fri, 31 Dec 99999999999999999999 23:00:00 +0000",
        "Fri, 31 Dec 2025 99999999999999999999:00:00 +0000",
        "Fri, 31 Dec 2025 23:00:00 +99999999999999999999",
        "9" * 5_000,
    ],
)
def test_a_date_beyond_all_calendars_costs_no_page(tmp_path: Path, raw: str) -> None:
    """The day is then not known; feeds and servers write such dates too."""
    data = re.sub(r"(?m)^Date: .*$", f"Date: {raw}", MHTML).encode()
    assert f"Date: {raw}".encode() in data
    (item,) = items(Inputs(), write(tmp_path, {"a.mhtml": data}) / "a.mhtml")
    assert item.url == "https://www.paper.co.kr/view?id=1"
    assert item.retrieved is None
    assert mail_date(raw) is None or raw.endswith("-2300")
    assert Wanted(since=date(2025, 1, 31)).day(raw)


def test_a_fault_of_ours_costs_one_input(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is told in one line with its kind, its words and its place; files and records after it are read."""

    def faulty(name: str, data: bytes) -> Item:
        raise ZeroDivisionError(f"of {name[-7:]}\nand {len(data)}")

    monkeypatch.setattr(mhtml, "page", faulty)
    write(tmp_path, {"a.mhtml": MHTML.encode(), "b.txt": DUMP.encode()})
    trouble, item = Inputs().read([str(tmp_path)])
    assert isinstance(trouble, Trouble)
    assert isinstance(item, Item)
    said = str(trouble.problem)
    assert said.startswith(f"{tmp_path}/a.mhtml: could not be read (ZeroDivisionError: of a.mhtml and ")
    assert "at digest/acquire/inputs.py:" in said
    assert "tell the maintainers" in said
    assert "\n" not in said

    real = jsonlines.item
    monkeypatch.setattr(jsonlines, "item", lambda name, *rest: real(name, *rest) if name.endswith("2") else {}[name])
    first, second = Inputs(stdin=io.BytesIO(b'{"text": "body"}\n' * 2)).read(["-"])
    assert isinstance(first, Trouble)
    assert "KeyError: '-:1'" in str(first.problem)
    assert isinstance(second, Item)


@pytest.mark.parametrize(
    "evil", [b'; x="a\\"b"' * 580, b'"' * 8_000, b";" * 8_000, b" ;" * 4_000, b"=?utf-8?Q?=EC?= " * 480]
)
def test_an_mhtml_that_is_built_to_be_slow_ends(evil: bytes) -> None:
    """Two thousand parts whose heads keep the standard library's parser busy for minutes; three million parts."""
    opening = b"MIME-Version: 1.0\nContent-Type: multipart/related; boundary=a\n\n"
    part = b"--a\nContent-Type: text/html" + evil + b"\n\nx\n"
    for data in (opening + part * 2_000, opening + b"--a\n\n" * 3_000_000):
        (found,) = Inputs(stdin=io.BytesIO(data)).read(["-"])
        assert isinstance(found, Trouble) or found.kind == "html"


@pytest.mark.parametrize("label", ["punycode", "idna", "utf-7", "unicode_escape", "hex", "undefined", "a\0b", "가"])
def test_a_charset_that_no_page_is_in_is_not_believed(label: str) -> None:
    """Some of Python's codecs fail in ways of their own, or take a time that grows with the square of the bytes."""
    assert charsets.codec(label) is None
    found = files.decode("a", b"xn--" + b"b9" * 100, label)
    assert (found.text[:6], found.encoding) == ("xn--b9", "utf-8")


def test_standard_input_is_any_form() -> None:
    """A dump, a page, records; told by the bytes alone."""
    for data, kind in ((DUMP.encode(), "dump"), (PAGE.encode(), "html"), (b'{"text": "body"}', "record")):
        (item,) = items(Inputs(stdin=io.BytesIO(data)), "-")
        assert item.kind == kind


def test_an_address_without_its_scheme_is_no_lost_file() -> None:
    """Browsers hide the scheme, and what they show is typed."""
    (line,) = troubles(Inputs(), "www.news.example/view/1")
    assert line.endswith("write the whole address, if it is one: https://www.news.example/view/1")


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"%PDF-1.7", "PDF"),
        (b"%PDF-1.7\n" + bytes(300), "PDF, which is not read: copy its text into a .txt file"),
        (b"PK\x03\x04\x14" + bytes(300), "which is not read: copy its text into a .txt file"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "Hangul"),
        (b"PK\x03\x04", "ZIP"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "Hangul"),
        (b"\x89PNG\r\n", "picture"),
        (b"\x00\x00", "unknown form"),
        (b"  \n", "empty"),
        (b"", "empty"),
        (b"x" * (5 * 1024 * 1024 + 1), "larger than 5 MB"),
        (gzip.compress(b"x" * 6_000_000), "larger than 5 MB"),
        (gzip.compress(b"x" * 6_000_000)[:-9], "larger than 5 MB"),
        (gzip.compress(PAGE.encode())[:-12], "gzip is damaged"),
        (b"\x1f\x8bnonsense", "gzip is damaged"),
        (gzip.compress(gzip.compress(PAGE.encode())), "packed twice"),
        (b"<sitemapindex><sitemap><loc>https://a.example/s</loc></sitemap></sitemapindex>", "index of other sitemaps"),
        (b"<urlset></urlset>", "names no article"),
    ],
)
def test_what_cannot_be_used_is_one_line(tmp_path: Path, data: bytes, said: str) -> None:
    """With a remedy; the inputs after it are read."""
    write(tmp_path, {"a": data, "b": DUMP.encode()})
    inputs = Inputs()
    (line,) = troubles(inputs, tmp_path / "a")
    assert said in line
    assert len(items(inputs, tmp_path / "b")) == 1


def test_names_that_lead_nowhere(tmp_path: Path) -> None:
    """No file, an empty folder, another scheme, an address without a fetcher, a device."""
    names = [tmp_path / "no", tmp_path, "ftp://a.example/", "https://a.example/", "/dev/null"]
    assert len(troubles(Inputs(), *names)) == 5


RECORDS: Mapping[str, Mapping[str, object]] = {
    "trafilatura": {
        "title": "Chips rise",
        "author": "Kim Min; Lee Su",
        "hostname": "paper.example",
        "date": "2025-01-31",
        "raw_text": "raw",
        "text": "The body.",
        "source": "https://paper.example/1",
        "source-hostname": "Paper",
        "excerpt": "In short",
        "language": "en",
    },
    "news-please": {
        "authors": ["Kim Min", "Lee Su"],
        "date_download": "2026-01-01 00:00:00",
        "date_modify": None,
        "date_publish": "2025-01-31",
        "description": "In short",
        "language": "en",
        "maintext": "The body.",
        "source_domain": "Paper",
        "title": "Chips rise",
        "url": "https://paper.example/1",
    },
    "newspaper4k": {
        "url": "https://paper.example/1",
        "source_url": "https://paper.example",
        "title": "Chips rise",
        "authors": ["Kim Min", "Lee Su"],
        "publish_date": "2025-01-31",
        "text": "The body.",
        "meta_description": "In short",
        "meta_lang": "en",
        "meta_site_name": "Paper",
    },
    "Zyte": {
        "url": "https://paper.example/1",
        "headline": "Chips rise",
        "datePublished": "2025-01-31",
        "authors": [{"name": "Kim Min", "nameRaw": "By Kim"}, {"name": "Lee Su"}],
        "articleBody": "The body.",
        "inLanguage": "en",
        "description": "In short",
        "publisher": "Paper",
    },
    "schema.org": {
        "@type": "NewsArticle",
        "mainEntityOfPage": {"@type": "WebPage", "@id": "https://paper.example/1"},
        "headline": "Chips rise",
        "datePublished": "2025-01-31",
        "author": [{"@type": "Person", "name": "Kim Min"}, {"@type": "Person", "name": "Lee Su"}],
        "publisher": {"@type": "Organization", "name": "Paper"},
        "articleBody": "The body.",
        "inLanguage": "en",
        "description": "In short",
    },
    "Scrapy": {
        "link": "https://paper.example/1",
        "title": "Chips rise",
        "pub_date": "2025-01-31",
        "reporter": "Kim Min | Lee Su",
        "content": ["The body."],
        "media": "Paper",
        "lang": "en",
        "subtitle": "In short",
    },
    "other spelling": {
        "Link-URL": "https://paper.example/1",
        "News_Title": "<b>Chips</b> rise",
        "publishedDate": "2025-01-31",
        "Reporter Name": "Kim Min; Lee Su",
        "articleBody": "The body.",
        "Press_Name": "Paper",
        "Lang": "en",
        "Excerpt": "In short",
    },
    "Korean": {
        "URL": "https://paper.example/1",
        "제목": "Chips rise",
        "일자": "2025-01-31",
        "기고자": "Kim Min; Lee Su",
        "본문": "The body.",
        "언론사": "Paper",
        "언어": "en",
        "요약": "In short",
    },
    "a portal's search": {
        "title": "<b>Chips</b> rise",
        "link": "https://portal.example/copy/9",
        "originallink": "https://paper.example/1",
        "pubDate": "2025-01-31",
        "contents": "The body.",
        "writer": "Kim Min; Lee Su",
        "media_name": "Paper",
        "language": "en",
        "description": "In short",
    },
    "text with its facts beside it": {
        "markdown": "The body.",
        "metadata": {
            "title": "Chips rise",
            "sourceURL": "https://paper.example/1",
            "publishedTime": "2025-01-31",
            "author": "Kim Min; Lee Su",
            "siteName": "Paper",
            "language": "en",
            "description": "In short",
        },
    },
    "facts with their text beside them": {
        "webTitle": "Chips rise",
        "webUrl": "https://paper.example/1",
        "webPublicationDate": "2025-01-31",
        "publisher": "Paper",
        "lang": "en",
        "description": "In short",
        "fields": {"bodyText": "The body.", "byline": "Kim Min; Lee Su"},
    },
}


@pytest.mark.parametrize("row", RECORDS.values(), ids=RECORDS.keys())
def test_records_of_every_scraper_say_the_same(row: Mapping[str, object]) -> None:
    """Whatever the fields are called; the day of the download is no day of publication."""
    item = jsonlines.item("a:1", row)
    assert (item.kind, item.data, item.url) == ("record", b"The body.", "https://paper.example/1")
    told = item.hints
    assert (told.title, told.date, told.authors) == ("Chips rise", "2025-01-31", ("Kim Min", "Lee Su"))
    assert (told.site, told.lang, told.description, told.modified) == ("Paper", "en", "In short", "")


@pytest.mark.parametrize(
    ("value", "want"),
    [
        (1706821500, "2024-02-01T21:05:00+00:00"),
        ("1706821500123", "2024-02-01T21:05:00+00:00"),
        (1706821500.5, "2024-02-01T21:05:00+00:00"),
        ("/Date(1706821500123)/", "2024-02-01T21:05:00+00:00"),
        ({"$date": "2024-02-01T21:05:00Z"}, "2024-02-01T21:05:00Z"),
        (True, ""),
        ("NaT", ""),
        (2024030514, "2024030514"),
        (20240305, "20240305"),
    ],
)
def test_seconds_since_1970_are_a_moment(value: object, want: str) -> None:
    """Digits that can be a year, day and hour stay what they are."""
    assert jsonlines.item("a", {"text": "x", "published_at": value}).hints.date == want


def test_fields_that_are_called_utc_are_utc() -> None:
    """WordPress writes both without a zone."""
    row = {"text": "x", "date": "2025-01-31T14:43:00", "date_gmt": "2025-01-31T05:43:00"}
    assert jsonlines.item("a", row).hints.date == "2025-01-31T05:43:00Z"
    assert jsonlines.item("a", {"text": "x", "date_gmt": "2025-01-31"}).hints.date == "2025-01-31"


@pytest.mark.parametrize(
    ("row", "want"),
    [
        ({"title": "None", "headline": "Chips rise"}, "Chips rise"),
        ({"title": 123}, ""),
        ({"title": "<b>Chips</b> &amp;quot;rise&amp;quot; &lt;up&gt;"}, 'Chips "rise" <up>'),
        ({"title": {"rendered": "Chips&#8217; <em>rise</em>"}}, "Chips’ rise"),
        ({"headline": {"main": "Chips rise", "kicker": "x"}}, "Chips rise"),
    ],
)
def test_titles_of_records(row: dict[str, object], want: str) -> None:
    """What stands for nothing, and numbers, are none; of an object the part that is shown."""
    assert jsonlines.item("a", {"text": "x", **row}).hints.title == want


@pytest.mark.parametrize(
    ("value", "want"),
    [
        ("['Kim Min', \"Lee Su\"]", ("Kim Min", "Lee Su")),
        (["null", "Kim Min", None, 3], ("Kim Min",)),
        (12, ()),
        ("nan", ()),
        ({"original": "By Kim Min", "person": []}, ("By Kim Min",)),
    ],
)
def test_authors_of_records_in_other_forms(value: object, want: tuple[str, ...]) -> None:
    """A list that was printed, holes in a list, the number of a row elsewhere."""
    assert jsonlines.item("a", {"text": "x", "authors": value}).hints.authors == want


@pytest.mark.parametrize(
    ("value", "want"),
    [
        ([{"type": "p", "text": "One."}, {"type": "image", "url": "https://a.example/1.jpg"}, "Two."], "One.\nTwo."),
        ("One.\\n\\nTwo.", "One.\n\nTwo."),
        ({"title": "x", "body": "One."}, "One."),
        ("&quot;One&quot; R&amp;D&nbsp;&#39;x&#39;", "\"One\" R&D\xa0'x'"),
        ("AT&T; one &c.", "AT&T; one &c."),
    ],
)
def test_bodies_of_records_in_other_forms(value: object, want: str) -> None:
    """Blocks, breaks that were escaped twice, an object, entities."""
    assert jsonlines.item("a", {"text": value}).data.decode() == want


@pytest.mark.parametrize(
    "wrap",
    [
        lambda rows: {"total": 2, "items": rows},
        lambda rows: {"status": "ok", "response": {"meta": {"hits": 2}, "docs": rows}},
        lambda rows: {"hits": {"hits": [{"_id": 1, "_source": row} for row in rows]}},
    ],
)
def test_records_in_an_answer_of_an_interface(wrap: Callable[[list[object]], object]) -> None:
    """They stand in a list of it, at any of three depths, and are told apart in messages."""
    rows: list[object] = [{"title": "One", "link": "https://a.example/1"}, {"title": "Two", "link": "javascript:1"}]
    one, two = Inputs(stdin=io.BytesIO(json.dumps(wrap(rows)).encode())).read(["-"])
    assert isinstance(one, Item)
    assert isinstance(two, Trouble)
    assert (one.url, one.name[-2:], two.name[-2:]) == ("https://a.example/1", ".1", ".2")


def test_an_answer_with_two_lists_is_not_guessed_at() -> None:
    """Which of them is meant is the curator's to say."""
    row: dict[str, object] = {"news": [{"link": "https://a.example/1"}], "ads": [{"link": "https://a.example/2"}]}
    assert jsonlines.held(row) == [row]
    own: dict[str, object] = {"paragraphs": ["One."], "meta": {"url": "https://a.example/1"}}
    assert jsonlines.held(own) == [own]


def test_a_name_of_the_curator_is_any_spelling() -> None:
    """`--map` reads names as the table does, and a name that is there twice is read as it stands first."""
    mapping = jsonlines.read_map(["Body-Text=text"])
    assert jsonlines.item("a", {"bodyText": "x", "text": "y"}, mapping).data == b"x"
    assert jsonlines.item("a", {"Text": "x", "text": "y"}).data == b"x"


def test_a_record_with_its_page_is_read_as_a_page() -> None:
    """Its own field, or a body that is HTML."""
    assert jsonlines.item("a", {"url": "https://a.example/1", "html": PAGE, "text": "x"}).kind == "html"
    assert jsonlines.item("a", {"body": "<div><p>x</p></div>"}).kind == "html"
    assert jsonlines.item("a", {"body": "1 < 2 and 3 > 2"}).kind == "record"
    assert jsonlines.item("a", {"url": "https://a.example/1", "body": None}).kind == "entry"


def test_a_curator_names_other_fields() -> None:
    """`--map` comes before the table."""
    mapping = jsonlines.read_map(["bodytext=text", "when = date", "adr=url"])
    item = jsonlines.item("a", {"bodytext": "x", "text": "y", "when": "31.1.", "adr": "https://a.example/"}, mapping)
    assert (item.data, item.hints.date, item.url) == (b"x", "31.1.", "https://a.example/")


@pytest.mark.parametrize("pair", ["", "a", "a=", "=text", "a=body"])
def test_a_map_that_names_no_fact_is_refused(pair: str) -> None:
    """The facts that there are stand in the message."""
    with pytest.raises(InputError, match="authors"):
        jsonlines.read_map([pair])


@pytest.mark.parametrize(
    "row", [{}, {"a": 1}, {"title": "x"}, {"url": "javascript:1"}, {"text": ["", None, 3]}, {"text": True}]
)
def test_a_record_without_address_and_body_is_refused(row: Mapping[str, object]) -> None:
    """Its fields are named, so that one can be mapped."""
    with pytest.raises(InputError, match="no address and no body"):
        jsonlines.item("a:1", row)


def _pieces(data: bytes, size: int) -> Iterator[bytes]:
    return (data[start : start + size] for start in range(0, len(data), size))


THREE = [{"text": f"본문 {n} ] , }} \\"} for n in range(3)]


@pytest.mark.parametrize("size", [1, 7, 65_536])
@pytest.mark.parametrize(
    "data",
    [
        "\n".join(json.dumps(row, ensure_ascii=False) for row in THREE),
        "\ufeff" + "\r\n\r\n".join(json.dumps(row) for row in THREE) + "\n",
        json.dumps(THREE, ensure_ascii=False),
        json.dumps(THREE, indent=4),
        "".join(json.dumps(row, indent=2) for row in THREE),
        " [ ] " and "[\n" + ",\n".join(json.dumps(row) for row in THREE) + "\n]\n",
    ],
    ids=["lines", "blank lines", "array", "indented array", "objects", "Scrapy's array"],
)
def test_records_are_streamed_from_any_cut(data: str, size: int) -> None:
    """Lines, arrays and objects, also where a piece ends within a letter."""
    found = list(jsonlines.records("a", _pieces(data.encode(), size)))
    assert [record.value for record in found] == THREE


def test_one_bad_line_costs_one_record() -> None:
    """Its line is named; what follows is read."""
    data = b'{"text"\n{"text": "a"}\n{"text": \n[1]\n' + b"[" * 100_000 + b'\n{"text": "b"}\n'
    found = list(jsonlines.records("a.jsonl", iter([data])))
    assert [(record.line, record.error is None) for record in found] == [
        (1, False),
        (2, True),
        (3, False),
        (4, False),
        (5, False),
        (6, True),
    ]


@pytest.mark.parametrize(
    "data",
    [
        b'[{"text": "a"}, {"text": ',
        b'[{"text": "a"} nonsense',
        b'{"text": "\xff"}\n',
        b'[{"a":' + b"[" * 100_000,
        b"[" + b'{"text": "' + b"x" * 9_000_000,
        b'{"a": 1}\n{"text": "' + b"x" * 9_000_000,
    ],
    ids=["cut", "nonsense", "no UTF-8", "deep", "endless", "endless line"],
)
def test_records_that_cannot_go_on_are_said(data: bytes) -> None:
    """What came before stays."""
    with pytest.raises(InputError):
        list(jsonlines.records("a", _pieces(data, 65_536)))


def test_many_small_records_after_a_large_one_stay_quick() -> None:
    """The buffer of the large one is not copied for each small one."""
    data = ("[" + json.dumps({"text": "x" * 3_000_000}) + ',{"text":"y"}' * 100_000 + "]").encode()
    assert sum(1 for _ in jsonlines.records("a", _pieces(data, 65_536))) == 100_001


def test_a_feed_without_a_fetcher_gives_what_it_says(tmp_path: Path) -> None:
    """Entries: an address with hints, no page."""
    found = items(Inputs(), write(tmp_path, {"feed.xml": RSS.encode()}) / "feed.xml")
    assert [(item.kind, item.url, item.data) for item in found] == [
        ("entry", "https://www.paper.co.kr/news/1", b""),
        ("entry", "https://www.paper.co.kr/news/2", b""),
    ]


def test_what_a_feed_points_to_is_fetched_once_with_its_hints() -> None:
    """A second feed with the same article adds nothing; a page that is gone leaves a message, the rest goes on."""
    pages: dict[str, object] = {"/1": reply(PAGE.encode(), Content_Type="text/html"), "/3": reply(PAGE.encode())}
    with Web(pages) as web:
        rows = [{"url": web.url(f"/{n}"), "title": f"Title {n}"} for n in (1, 2, 3)]
        pages = {"/feed": reply(json.dumps({"version": "https://jsonfeed.org/version/1", "items": rows}).encode())}
        web.pages |= {path: [found] for path, found in pages.items()}
        found = list(Inputs(fetcher()).read([web.url("/feed"), web.url("/feed"), web.url("/1")]))
        kinds = [one.problem.what if isinstance(one, Trouble) else (one.kind, one.hints.title) for one in found]
        assert kinds[:3] == [("html", "Title 1"), "is not there (404)", ("html", "Title 3")]
        assert found[0] == Item(web.url("/1"), "html", PAGE.encode(), web.url("/1"), None, found[0].hints, NOW)  # type: ignore[union-attr]
        assert web.paths.count("/2") == 1


def test_sitemaps_of_an_index_are_followed_within_the_days_asked_for() -> None:
    """A sitemap that did not change since, an article of another day or host is not fetched."""
    with Web({"/a": reply(PAGE.encode()), "/b": reply(PAGE.encode()), "/old.xml": reply(b"<urlset/>")}) as web:
        index = (
            f"<sitemapindex><sitemap><loc>{web.url('/old.xml')}</loc><lastmod>2024-12-31</lastmod></sitemap>"
            f"<sitemap><loc>{web.url('/new.xml')}</loc></sitemap>"
            f"<sitemap><loc>{web.url('/index.xml')}</loc></sitemap></sitemapindex>"
        )
        urls = f"<urlset><url><loc>{web.url('/a')}</loc><lastmod>2025-01-31</lastmod></url><url><loc>{web.url('/b')}</loc><lastmod>2024-01-31</lastmod></url><url><loc>https://other.example/</loc></url></urlset>"
        web.pages |= {"/index.xml": [reply(index.encode())], "/new.xml": [reply(gzip.compress(urls.encode()))]}
        wanted = Wanted(hosts=frozenset({"127.0.0.1"}), since=date(2025, 1, 1))
        (item,) = items(Inputs(fetcher(), wanted), web.url("/index.xml"))
        assert item.url == web.url("/a")
        assert web.paths == ["/index.xml", "/new.xml", "/a"]


def test_an_index_without_end_is_left() -> None:
    """Each sitemap names two more; fifty are read at most, three levels deep."""
    with Web({}) as web:
        for n in range(1, 200):
            names = "".join(f"<sitemap><loc>{web.url(f'/{m}')}</loc></sitemap>" for m in (2 * n, 2 * n + 1))
            web.pages[f"/{n}"] = [reply(f"<sitemapindex>{names}</sitemapindex>".encode())]
        lines = troubles(Inputs(fetcher()), web.url("/1"))
        assert lines
        assert len(web.paths) <= 51


def test_a_large_feed_is_cut_and_said(tmp_path: Path) -> None:
    """The limit is a warning, not a silence; a filter that leaves nothing is one too."""
    lines = "\n".join(f"https://a.example/{n}" for n in range(30)).encode()
    name = write(tmp_path, {"list.txt": lines}) / "list.txt"
    found = list(Inputs(wanted=Wanted(limit=10)).read([str(name)]))
    assert len(found) == 11
    assert isinstance(found[-1], Trouble)
    assert (found[-1].problem.severity, found[-1].problem.what) == (
        "warning",
        "names 30 articles; the first 10 are taken",
    )
    (line,) = troubles(Inputs(wanted=Wanted(hosts=frozenset({"b.example"}))), name)
    assert "none of the hosts" in line


@pytest.mark.parametrize(
    ("body", "kind"),
    [(PAGE, "html"), (DUMP, "dump"), ("bare words", "html")],
)
def test_an_address_gives_what_it_serves(body: str, kind: str) -> None:
    """With the charset of the server, where it says one; its word counts where the bytes do not tell."""
    served = "text/html" if kind == "html" else "text/plain"
    with Web({"/a": reply(body.encode("cp949"), Content_Type=f"{served}; charset=EUC-KR")}) as web:
        (item,) = items(Inputs(fetcher()), web.url("/a"))
        assert (item.kind, item.charset, item.retrieved) == (kind, "euc-kr", NOW)


@pytest.mark.parametrize("body", [b"%PDF-1.7", b"\x00", b"", gzip.compress(b"x" * 6_000_000)])
def test_an_address_that_serves_no_page_is_said(body: bytes) -> None:
    """A PDF, nothing, a bomb in a file."""
    with Web({"/a": reply(body)}) as web:
        assert len(troubles(Inputs(fetcher()), web.url("/a"))) == 1


@pytest.mark.parametrize(
    ("url", "taken"),
    [
        ("https://www.paper.co.kr/1", True),
        ("https://paper.co.kr./1", True),
        ("https://notpaper.co.kr/1", False),
        ("https://paper.co.kr.evil.example/1", False),
        ("https://[", False),
        ("", False),
    ],
)
def test_hosts_are_domains_with_their_subdomains(url: str, *, taken: bool) -> None:
    """Never a part of a name."""
    assert Wanted(hosts=frozenset({"paper.co.kr"})).url(url) is taken


@pytest.mark.parametrize(
    ("raw", "taken"),
    [
        ("2025-01-31T23:59:59+09:00", True),
        ("2025-01-30", False),
        ("2025-02-02T00:00:00Z", False),
        ("Fri, 31 Jan 2025 11:00:00 +0900", True),
        ("Thu, 30 Jan 2025 11:00:00 GMT", False),
        ("2025년01월30일", True),
        ("2025-13-45", True),
        ("", True),
    ],
)
def test_days_are_chosen_where_they_can_be_told(raw: str, *, taken: bool) -> None:
    """What cannot be told is taken: the page will say."""
    assert Wanted(since=date(2025, 1, 31), until=date(2025, 2, 1)).day(raw) is taken


@pytest.mark.parametrize(
    ("name", "head", "table"),
    [
        ("rows.csv", "title,date,url\nA,2026-03-05,https://a.kr/1\n", True),
        ("rows.tsv", "제목\t날짜\n가,2026\n", True),
        ("rows.txt", "title,date,url\n", False),
        (
            "text.csv",
            "가나전자가 많은 이익을 냈다고 어제 늦게 공시한 뒤에 주가가 크게 올랐고, 매출도 늘었다.",
            False,
        ),
    ],
)
def test_a_table_is_told_from_a_text(name: str, head: str, *, table: bool) -> None:
    """Rows of a spreadsheet are named as such by their suffix and short heads of columns; a text is none."""
    assert (sniff.form(name, head.encode()) == "table") is table


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp949", "utf-16"])
@pytest.mark.parametrize("sign", [",", ";", "\t"])
def test_rows_of_a_table_are_records(tmp_path: Path, encoding: str, sign: str) -> None:
    """Whatever a spreadsheet saves it as: cells with the sign, marks and line ends in them are whole."""
    table = io.StringIO()
    csv.writer(table, delimiter=sign).writerows(
        [
            ["제목", "날짜", "링크", "본문", "비고"],
            [f"가나전자{sign} 흑자", "2026-03-05", "https://a.kr/1", '첫 문장 "인용"입니다.\n\n둘째 문장입니다.', ""],
            ["", "", "", "", ""],
            ["다라전자 적자", "2026-03-06", "https://a.kr/2", "다른 글입니다.", "x"],
        ]
    )
    path = tmp_path / "rows.csv"
    path.write_bytes(table.getvalue().encode(encoding))
    one, other = (item for item in Inputs().read([str(path)]) if isinstance(item, Item))
    assert one.hints.title == " ".join(f"가나전자{sign} 흑자".split())
    assert (one.hints.date, one.url) == ("2026-03-05", "https://a.kr/1")
    assert one.data.decode() == '첫 문장 "인용"입니다.\n\n둘째 문장입니다.'
    assert (other.name, other.hints.title) == (f"{path}:6", "다라전자 적자")


def test_a_cell_that_does_not_end_gives_no_text_to_another_row(tmp_path: Path) -> None:
    """The rows above are read; a row that was cut at a comma costs itself alone."""
    path = tmp_path / "rows.csv"
    rows = ["title,url,text", "A,https://a.kr/1,One.", "B,https://a.kr/2,Two, cut.", 'C,https://a.kr/3,"Three.']
    path.write_text("\n".join([*rows, 'D,https://a.kr/4,"Four."', ""]), "utf-8")
    found = list(Inputs().read([str(path)]))
    assert [one.hints.title for one in found if isinstance(one, Item)] == ["A"]
    told = [str(one.problem) for one in found if isinstance(one, Trouble)]
    assert [line.partition(", but")[0] for line in told[:1]] == [f"{path}:3: has 4 cells"]
    assert "line 4: cannot be read as a row of a table" in told[1]
