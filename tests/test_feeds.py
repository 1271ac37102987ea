"""Feeds, sitemaps and lists: which articles they name and what they say, as written."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from digest.acquire import feeds, sitemaps
from digest.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Callable

    from digest.acquire.item import Link

RSS = """<?xml version="1.0" encoding="{encoding}"?>
<rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>시험 신문</title>
<link>https://www.paper.co.kr/</link><language>ko</language>
<item><title><![CDATA[[시황] 코스피 &amp; 환율 <b>동반</b> 상승]]></title><link>/news/1#top</link>
<pubDate>2025년01월31일 11:00</pubDate><dc:creator>홍길동 기자</dc:creator></item>
<item><title>A &lt; B</title><guid isPermaLink="true">https://www.paper.co.kr/news/2</guid>
<pubDate>Fri, 31 Jan 2025 11:00:00 +0900</pubDate></item>
<item><title>no address</title><guid isPermaLink="false">tag:1</guid></item>
<item><title>bad</title><link>javascript:alert(1)</link></item>
</channel></rss>"""

ATOM = """<feed xmlns="http://www.w3.org/2005/Atom" xml:base="https://www.paper.example/"><title>Paper</title>
<entry><title type="html">Chips &amp;lt;up&amp;gt; &lt;b&gt;again&lt;/b&gt;</title>
<link rel="self" href="/self"/><link href="news/3?idxno=7"/>
<author><name>Kim</name></author><author><name>Lee</name></author>
<published>2025-01-31 오후 3:05:00</published><updated>2025-01-31T07:00:00Z</updated></entry></feed>"""

JSON_FEED = {
    "version": "https://jsonfeed.org/version/1.1",
    "title": "Paper",
    "language": "en",
    "home_page_url": "https://paper.example/",
    "items": [
        {
            "id": "1",
            "url": "/a",
            "title": "One",
            "date_published": "2025-01-31T05:43:00Z",
            "authors": [{"name": "Kim"}],
        },
        {"id": "https://paper.example/b", "author": {"name": "Lee"}, "date_modified": "2025-02-01", "summary": "s"},
        {"id": "3", "title": "no address"},
        "no object",
    ],
}


@pytest.mark.parametrize(("declared", "codec"), [("UTF-8", "utf-8"), ("EUC-KR", "cp949")])
def test_rss_gives_addresses_and_raw_dates(declared: str, codec: str) -> None:
    """A Korean date stays as it was written; relative addresses are resolved; markup leaves titles."""
    first, second = feeds.parse(RSS.format(encoding=declared).encode(codec))
    assert first.url == "https://www.paper.co.kr/news/1"
    assert first.hints.title == "[시황] 코스피 & 환율 동반 상승"
    assert (first.hints.date, first.hints.zone) == ("2025년01월31일 11:00", "Asia/Seoul")
    assert (first.hints.authors, first.hints.site, first.hints.lang) == (("홍길동 기자",), "시험 신문", "ko")
    assert (second.url, second.hints.title) == ("https://www.paper.co.kr/news/2", "A < B")
    assert second.hints.date == "Fri, 31 Jan 2025 11:00:00 +0900"


def test_atom_gives_the_page_not_the_feed() -> None:
    """The alternate link, both dates as written, all authors, no zone where nothing points to one."""
    (link,) = feeds.parse(ATOM.encode())
    assert link.url == "https://www.paper.example/news/3?idxno=7"
    assert link.hints.title == "Chips <up> again"
    assert (link.hints.date, link.hints.modified) == ("2025-01-31 오후 3:05:00", "2025-01-31T07:00:00Z")
    assert (link.hints.authors, link.hints.zone) == (("Kim", "Lee"), "")


def test_a_feed_is_decoded_by_the_server_where_it_says_nothing() -> None:
    """The HTTP charset."""
    bare = RSS.format(encoding="x").replace(' encoding="x"', "")
    first, _ = feeds.parse(bare.encode("cp949"), charset="euc-kr")
    assert "코스피" in first.hints.title


def test_json_feed() -> None:
    """Both versions' authors; an id that is an address; items without one left out."""
    one, two = feeds.parse_json(json.dumps(JSON_FEED).encode())
    assert (one.url, one.hints.title, one.hints.date) == ("https://paper.example/a", "One", "2025-01-31T05:43:00Z")
    assert (one.hints.authors, two.hints.authors) == (("Kim",), ("Lee",))
    assert (two.url, two.hints.modified, two.hints.description) == ("https://paper.example/b", "2025-02-01", "s")


def test_json_feed_with_markup_and_numbers() -> None:
    """A title is plain text even so; a number counts from 1970."""
    item = {"url": "https://a.example/1", "title": "Chips <b>rise</b> &amp; fall < 5", "date_published": 1738299600}
    (link,) = feeds.parse_json(json.dumps({**JSON_FEED, "items": [item]}).encode())
    assert (link.hints.title, link.hints.date) == ("Chips rise & fall < 5", "2025-01-31T05:00:00+00:00")


def _rss(*items: str, title: str = "Paper") -> tuple[Link, ...]:
    spaces = 'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:f="http://rssnamespace.org/feedburner/ext/1.0"'
    inner = "".join(f"<item><title>x</title>{item}</item>" for item in items)
    return feeds.parse(f'<rss version="2.0" {spaces}><channel><title>{title}</title>{inner}</channel></rss>'.encode())


@pytest.mark.parametrize(
    "item",
    [
        "<link>https://www.google.com/url?rct=j&amp;url=https://a.example/1%3Fno%3D2&amp;ct=ga</link>",
        "<link>https://feeds.example/~r/x/abc/</link><f:origLink>https://a.example/1?no=2</f:origLink>",
        "<link>https://l.facebook.com/l.php?u=https%3A%2F%2Fa.example%2F1%3Fno%3D2&amp;h=AT</link>",
    ],
)
def test_links_that_only_lead_on_give_the_page(item: str) -> None:
    """Of alerts, of services that count clicks."""
    (link,) = _rss(item)
    assert link.url == "https://a.example/1?no=2"


def test_a_link_that_leads_on_to_nothing_stays() -> None:
    """Only a whole http address is followed."""
    (link,) = _rss("<link>https://www.google.com/url?q=javascript:alert(1)</link>")
    assert link.url.startswith("https://www.google.com/url")


def test_an_entry_of_a_collector_names_its_own_source() -> None:
    """The feed's title is the collector's, and may hold markup."""
    own, other = _rss(
        "<link>https://n.example/1</link><source url='https://a.example'>Nuri Times</source>",
        "<link>https://n.example/2</link>",
        title="All &lt;b&gt;news&lt;/b&gt;",
    )
    assert (own.hints.site, other.hints.site) == ("Nuri Times", "All news")


def test_the_only_date_of_a_feed_is_the_publications() -> None:
    """`dc:date` in feeds that know no other; beside another it is the change's."""
    when = "<dc:date>2025-01-31T08:00:00+09:00</dc:date>"
    (link,) = _rss(f"<link>https://a.example/1</link>{when}")
    assert (link.hints.date, link.hints.modified) == ("2025-01-31T08:00:00+09:00", "")
    (link,) = _rss(f"<link>https://a.example/1</link>{when}<pubDate>Thu, 30 Jan 2025 08:00:00 +0900</pubDate>")
    assert link.hints.date == "Thu, 30 Jan 2025 08:00:00 +0900"


LAUGHS = "<!DOCTYPE r [<!ENTITY a 'ha'>" + "".join(
    f"<!ENTITY {chr(98 + n)} '{('&' + chr(97 + n) + ';') * 10}'>" for n in range(12)
)
XXE = "<!DOCTYPE r [<!ENTITY x SYSTEM 'file:///etc/passwd'>]>"


@pytest.mark.parametrize(("opening", "name"), [(LAUGHS + "]>", "m"), (XXE, "x")], ids=["laughs", "file"])
@pytest.mark.parametrize("codec", ["utf-8", "utf-16"])
def test_entities_of_a_feed_reach_nothing(opening: str, name: str, codec: str) -> None:
    """Refused, also where the declaration is hidden in UTF-16."""
    item = f"<item><title>&{name};</title><link>https://a.example/1</link></item>"
    data = f"<?xml version='1.0'?>{opening}<rss version='2.0'><channel>{item}</channel></rss>".encode(codec)
    with pytest.raises(InputError, match="declares entities"):
        feeds.parse(data)


@pytest.mark.parametrize(
    ("declared", "codec"),
    [
        ("UTF-16", "utf-16"),
        ("UTF-16", "utf-16-le"),
        ("UTF-16", "utf-16-be"),
        ("UTF-32", "utf-32"),
        ("UTF-32", "utf-32-be"),
        ("EUC-KR", "utf-8-sig"),
        ("ISO-8859-1", "utf-8"),
        ("nonsense", "cp949"),
        ("utf-7", "utf-8"),
        ("ISO-2022-KR", "iso2022_kr"),
    ],
)
def test_a_feed_is_decoded_before_it_is_parsed(declared: str, codec: str) -> None:
    """By its first bytes, then as UTF-8 where it is that, whatever it declares."""
    first, second = feeds.parse(RSS.format(encoding=declared).encode(codec))
    assert (first.hints.title, first.hints.site) == ("[시황] 코스피 & 환율 동반 상승", "시험 신문")
    assert second.url == "https://www.paper.co.kr/news/2"


def test_a_feed_in_no_encoding_is_said() -> None:
    """One broken character costs itself; bytes that are no text are refused."""
    whole = RSS.format(encoding="UTF-8").encode()
    assert len(feeds.parse(whole.replace(b"A &lt; B", b"A \xff B \xed\x95"))) == 2
    with pytest.raises(InputError, match="no known encoding"):
        feeds.parse(b"<rss><channel><item>" + b"\xff\xfe\x80" * 2_000)
    with pytest.raises(InputError, match="no known encoding"):
        feeds.parse(b"<\0r\0s\0s\0>\0" + b"\x00\xd8" * 2_000)


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"<html><body>no</body></html>",
        b"\x00\x01\x02",
        b"{}",
        b"<rss><channel>" + b"<item></item>" * 5_001,
        ("<rss><channel>" + "<item></item>" * 5_001).encode("utf-16"),
        ("<rss><channel>" + "<item/>" * 5_001).encode("utf-32"),
    ],
    ids=["empty", "page", "binary", "json", "many", "many in UTF-16", "many in UTF-32"],
)
def test_what_is_no_feed_is_said(data: bytes) -> None:
    """One line, no traceback."""
    with pytest.raises(InputError):
        feeds.parse(data)


def test_a_name_of_a_file_is_never_opened() -> None:
    """Feedparser opens a string that names a file; bytes are only read."""
    with pytest.raises(InputError):
        feeds.parse(b"/etc/passwd")


@pytest.mark.parametrize("data", [b"{", b"[]", b'{"version": 1, "items": []}', b"[" * 100_000, b"\xff"])
def test_what_is_no_json_feed_is_said(data: bytes) -> None:
    """Broken, other, or nested without end."""
    with pytest.raises(InputError):
        feeds.parse_json(data)


def test_controls_and_bidirectional_marks_leave_every_fact() -> None:
    """A title must not turn the terminal around."""
    feed = {
        **JSON_FEED,
        "items": [{"url": "https://a.example/1", "title": "a\u202eb\x1b[31m\x00c", "summary": "\u2066x"}],
    }
    (link,) = feeds.parse_json(json.dumps(feed).encode())
    assert (link.hints.title, link.hints.description) == ("ab[31mc", "x")


URLSET = """<?xml version="1.0" encoding="UTF-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"
 xmlns:image="http://www.google.com/schemas/sitemap-image/1.1">
<url><image:image><image:loc>https://img.paper.co.kr/1.jpg</image:loc><image:title>사진</image:title></image:image>
<loc> https://www.paper.co.kr/view?id=1&amp;no=2 </loc><lastmod>2025-02-01</lastmod>
<news:news><news:publication><news:name>시험 신문</news:name><news:language>ko</news:language></news:publication>
<news:publication_date>2025-01-31T14:43:00+09:00</news:publication_date><news:title>코스피 상승</news:title></news:news>
</url>
<url><loc>ftp://paper/</loc></url><url/></urlset>"""


def test_a_news_sitemap_gives_titles_and_dates() -> None:
    """The page's, not those of its pictures."""
    found = sitemaps.parse(URLSET.encode())
    (link,) = found.links
    assert (link.url, found.children) == ("https://www.paper.co.kr/view?id=1&no=2", ())
    assert (link.hints.title, link.hints.date) == ("코스피 상승", "2025-01-31T14:43:00+09:00")
    assert (link.hints.modified, link.hints.site, link.hints.zone) == ("2025-02-01", "시험 신문", "Asia/Seoul")


def test_an_index_gives_sitemaps() -> None:
    """With the day of their last change, also without a namespace and with relative addresses."""
    data = b"<sitemapindex><sitemap><loc>/s1.xml</loc><lastmod>2025-01-31</lastmod></sitemap></sitemapindex>"
    found = sitemaps.parse(data, url="https://paper.example/sitemap.xml")
    assert [child.url for child in found.children] == ["https://paper.example/s1.xml"]
    assert (found.children[0].hints.modified, found.links) == ("2025-01-31", ())


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"<urlset>",
        b"<html/>",
        b"{}",
        (LAUGHS + "]><urlset><url><loc>&m;</loc></url></urlset>").encode(),
        b"<urlset>" + b"<url/>" * 50_001 + b"</urlset>",
        b"<a>" * 100_000,
    ],
    ids=["empty", "cut", "page", "json", "laughs", "many", "deep"],
)
def test_what_is_no_sitemap_is_said(data: bytes) -> None:
    """One line, quickly."""
    with pytest.raises(InputError) as caught:
        sitemaps.parse(data)
    assert "\n" not in str(caught.value)


def test_entities_of_a_sitemap_reach_nothing() -> None:
    """An entity that names a file stays unresolved."""
    data = (XXE.replace("r [", "urlset [") + "<urlset><url><loc>https://a.example/&x;</loc></url></urlset>").encode()
    found = sitemaps.parse(data)
    assert all("root" not in link.url for link in found.links)


def test_a_list_of_addresses() -> None:
    """One a line, each once; other lines are passed over."""
    links = sitemaps.parse_list("\ufeffhttps://a.example/1\r\n\nhttps://b.kr/2#x\nhttps://a.example/1\nno\n".encode())
    assert [link.url for link in links] == ["https://a.example/1", "https://b.kr/2"]
    assert [link.hints.zone for link in links] == ["", "Asia/Seoul"]


SLOW = {
    "attributes": b"<rss><channel><item " + b" ".join(b"a%d='1'" % n for n in range(200_000)) + b"/></channel></rss>",
    "tags": b"<rss><channel><item>" + b"<a>" * 1_500_000,
    "marks": b"<rss>" + b"<" * 4_000_000,
    "entities": b"<rss><channel><item><title>" + b"&" * 4_000_000,
    "no end": b"<rss><channel><item><title x='" + b"a" * 4_000_000,
    "attributes in UTF-16": ("<rss><item " + " ".join(f"a{n}='1'" for n in range(9_000)) + "/></rss>").encode("utf-16"),
    "attributes in UTF-32": ("<rss><item " + " ".join(f"a{n}='1'" for n in range(9_000)) + "/></rss>").encode("utf-32"),
    "attributes with an end": b"<rss><item " + b" ".join(b"a%d='>'" % n for n in range(9_000)) + b"/></rss>",
    "attributes of no letter": b"<rss><_item " + b" ".join(b"a%d='1'" % n for n in range(9_000)) + b"/></rss>",
    "attributes of Hangul": "<rss><가 ".encode() + b" ".join(b"a%d='1'" % n for n in range(9_000)) + b"/></rss>",
    "namespaces": b"<rss>" + b"".join(b"<a%d:b xmlns:a%d = '%d'/>" % (n, n, n) for n in range(200)) + b"</rss>",
    "long namespaces": b"<rss xmlns:a='" + b"u" * 2_000 + b"'/>",
    "blank lines": b"<?xml version='1.0'?>" + b"\n" * 1_000_000 + b"<rss/>",
}


@pytest.mark.parametrize("data", SLOW.values(), ids=SLOW.keys())
def test_a_feed_that_is_built_to_be_slow_is_refused(data: bytes) -> None:
    """The first of them keeps a parser busy for five minutes."""
    with pytest.raises(InputError, match="built to be slow"):
        feeds.parse(data)


def test_defaults_of_attributes_are_refused() -> None:
    """A declaration gives every element attributes that no tag shows."""
    with pytest.raises(InputError, match="declares"):
        feeds.parse(b"<!DOCTYPE rss [<!ATTLIST item a CDATA '1'>]><rss><item/></rss>")


def test_an_honest_feed_passes_the_guards() -> None:
    """Odd quotes in the HTML of a description, signs in values, a dozen namespaces, subjects that are not read."""
    text = "<![CDATA[<p title='7\"'>It's 5 > 4 & 3 \" of them</p>" + "글" * 9_000 + "]]>"
    spaces = " ".join(f'xmlns:n{n}="https://n.example/{n}"' for n in range(12))
    rows = f"<item><link>https://a.example/1</link><n1:x a='>'/><category>경제</category><description>{text}"
    data = f"<rss version='2.0' {spaces}><channel>" + f"{rows}</description></item>" * 20 + "</channel></rss>"
    assert len(feeds.parse(data.encode())) == 20
    assert b"category" not in feeds._guarded(data.encode())


@pytest.mark.parametrize(
    "read",
    [
        lambda: feeds.parse(b"<rss><channel>" + b"<item><title>" * 4_000),
        lambda: feeds.parse(b"<rss><channel>" + b"<a>" * 20_000),
        lambda: feeds.parse(b"<rss><![CDATA[" + b"]]" * 1_000_000),
        lambda: sitemaps.parse(b"<urlset " + b" ".join(b"a%d='1'" % n for n in range(100_000)) + b"/>"),
    ],
)
def test_hostile_markup_ends(read: Callable[[], object]) -> None:
    """An answer or one line, in any case soon."""
    try:
        read()
    except InputError as error:
        assert error.problem.what
