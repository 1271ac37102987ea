# ruff: noqa: E501 - a row of a table and a sentence of a dump stay on one line
"""One address per article, and its publisher's own number."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from digest.errors import InputError
from digest.extract.publishers import by_host, by_name, table
from digest.extract.urls import Identity, canonical, host_of, identify

NEWSPIM = "https://www.newspim.com/news/view/20250131000527"


@pytest.mark.parametrize("host", ["www", "m", "search", "member", "ir", "WWW", ""])
@pytest.mark.parametrize("tail", ["", "?utm_source=naver&fbclid=x", "#top", "/", "?OutUrl=google#a"])
def test_every_host_of_newspim_is_one_address(host: str, tail: str) -> None:
    """www, m, search, member, ir and the bare host, with trackers and fragments."""
    assert canonical(f"http://{host + '.' if host else ''}newspim.com/news/view/20250131000527{tail}") == NEWSPIM


@pytest.mark.parametrize(
    ("url", "want"),
    [
        ("https://m.edaily.co.kr/news/Read?mediaCodeNo=257&newsId=045756", "https://www.edaily.co.kr/News/Read?newsId=045756&mediaCodeNo=257"),
        ("https://www.edaily.co.kr/News/Read?newsId=045756&mediaCodeNo=257&OutLnkChk=Y", "https://www.edaily.co.kr/News/Read?newsId=045756&mediaCodeNo=257"),
        ("https://www.edaily.co.kr/news/read?newsid=045756&mediacodeno=257", "https://www.edaily.co.kr/News/Read?newsId=045756&mediaCodeNo=257"),
        ("https://news.einfomax.co.kr/news/articleViewAmp.html?idxno=4339999", "https://news.einfomax.co.kr/news/articleView.html?idxno=4339999"),
        ("http://news.einfomax.co.kr/news/articleView.html?idxno=4339999&utm_medium=x", "https://news.einfomax.co.kr/news/articleView.html?idxno=4339999"),
        ("https://news.mt.co.kr/mtview.php?no=2025013110330012345&type=1", "https://news.mt.co.kr/mtview.php?no=2025013110330012345"),
        ("https://m.etnews.com/20250130000058", "https://www.etnews.com/20250130000058"),
        ("https://mobile.newsis.com/view_amp.html?ar_id=NISX20260127_0003492297", "https://www.newsis.com/view/NISX20260127_0003492297"),
        ("https://cm.asiae.co.kr/article/2025122409293255130", "https://www.asiae.co.kr/article/2025122409293255130"),
        ("https://m.ajupress.com/amp/20260115160101568", "https://www.ajupress.com/view/20260115160101568"),
        ("https://www.donga.com/news/amp/all/20260127/133240581/2", "https://www.donga.com/news/article/all/20260127/133240581/1"),
        ("https://m.wowtv.co.kr/NewsCenter/AMP/Read?articleId=202601288683b", "https://www.wowtv.co.kr/NewsCenter/News/Read?articleId=202601288683b"),
        ("https://heraldk.com/?p=2496914", "https://heraldk.com/?p=2496914"),
        ("https://magazine.hankyung.com/business/article/202501315491b", "https://magazine.hankyung.com/business/article/202501315491b"),
        ("https://en.fnnews.com/news/202601221625579040", "https://en.fnnews.com/news/202601221625579040"),
        ("https://en.yna.co.kr/view/AEN20210813003100320?section=x", "https://en.yna.co.kr/view/AEN20210813003100320?section=x"),
        ("https://Unknown.Example/a/b?no=7&newsId=8&idxno=9&utm_x=1&gclid=2#c", "https://unknown.example/a/b?idxno=9&newsId=8&no=7"),
        ("https://m.unknown.example/a", "https://m.unknown.example/a"),
        ("https://unknown.example:443/", "https://unknown.example/"),
        ("http://unknown.example:8080", "http://unknown.example:8080/"),
        ("https://unknown.example/한글/가 나", "https://unknown.example/%ED%95%9C%EA%B8%80/%EA%B0%80%20%EB%82%98"),
        ("  https://unknown.example/a\u200b ", "https://unknown.example/a"),
    ],
)  # fmt: skip
def test_canonical(url: str, want: str) -> None:
    """Rules by publisher; other hosts keep host and parameters, without trackers."""
    assert canonical(url) == want


@pytest.mark.parametrize("name", ["newsId", "idxno", "no", "aid", "articleId", "news_id", "p", "id", "key"])
@pytest.mark.parametrize(
    "host", ["www.edaily.co.kr", "news.einfomax.co.kr", "news.mt.co.kr", "unknown.example", "www.mk.co.kr"]
)
def test_no_rule_drops_the_article(host: str, name: str) -> None:
    """Two articles that differ in a number never become one address."""
    first, second = (canonical(f"https://{host}/some/page?{name}={number}") for number in (111, 222))
    assert first != second


@pytest.mark.parametrize(
    ("url", "want"),
    [
        ("https://ir.newspim.com/news/view/20250131000527", Identity("newspim", "000527", date(2025, 1, 31))),
        ("https://m.edaily.co.kr/news/Read?mediaCodeNo=257&newsId=04575606645321984", Identity("edaily", "04575606645321984", None)),
        ("https://mobile.newsis.com/view/NISX20260128_0003493762", Identity("newsis", "20260128-0003493762", date(2026, 1, 28))),
        ("https://www.seoul.co.kr/news/economy/securities/2026/01/23/20260123001005", Identity("seoul", "20260123001005", date(2026, 1, 23))),
        ("https://www.newsquest.co.kr/news/articleViewAmp.html?idxno=238766", Identity("newsquest", "238766", None)),
        ("https://www.cnbc.com/2025/01/27/garam-tech-falls.html", Identity("cnbc", "garam-tech-falls", date(2025, 1, 27))),
        ("https://kollo.co.kr/board/view?no=991", Identity("kollo", "991", None)),
        ("https://blog.example.com/2024/03/05/가람테크-소식", Identity("example", "05", date(2024, 3, 5))),
        ("https://www.newspim.com/news/view/20251331000527", Identity("newspim", "000527", None)),
        ("https://unknown.example/", Identity("unknown", "", None)),
    ],
)  # fmt: skip
def test_identify(url: str, want: Identity) -> None:
    """Publisher, number and day that an id is made of; an impossible day is none."""
    assert identify(url) == want


@pytest.mark.parametrize(
    "url",
    [
        "", "newspim.com/news", "ftp://newspim.com/a", "javascript:alert(1)", "https://", "https:///a", "https://user:pw@newspim.com/a", "http://[::1",
        "https://exa mple.com/", "data:text/html,x", "https://a.example/" + "x" * 2000, "https://h.example:99999/", "//newspim.com/news/view/20250131000527",
    ],
)  # fmt: skip
def test_no_addresses(url: str) -> None:
    """What is no web address is refused with a remedy."""
    for function in (canonical, identify, host_of):
        with pytest.raises(InputError):
            function(url)


@settings(deadline=None)
@given(
    st.text(max_size=80)
    | st.builds(
        "https://{}/{}?{}#{}".format,
        st.sampled_from(["m.edaily.co.kr", "newspim.com", "a.b.example", "www.kbs.co.kr"]),
        st.text(max_size=40),
        st.text(max_size=40),
        st.text(max_size=5),
    )
)
def test_canonical_is_idempotent(url: str) -> None:
    """Any text gives InputError or an address that stays what it is, that the models accept."""
    from digest.model import Source

    try:
        once = canonical(url)
    except InputError:
        return
    assert canonical(once) == once
    assert Source(url=once).url == once
    assert identify(once).key == identify(url).key


def test_every_row_of_the_table_is_whole() -> None:
    """Names are found again, hosts are unique, main hosts belong to their publisher, zones exist."""
    from digest.extract.dates import zone_info

    seen: set[str] = set()
    for item in table().values():
        assert item.lang in {"ko", "en"}
        assert by_host(item.main) is item
        assert not seen & set(item.hosts)
        seen |= set(item.hosts)
        assert by_name(item.name_ko) is item
        assert by_name(item.name_en) is item
        if item.zone:
            zone_info(item.zone)
        if item.address:
            assert canonical(
                item.address.format(**dict.fromkeys(("key", "day", "section", "path", "year", "month", "date"), "1"))
            ).startswith("https://")


def test_names_and_hosts() -> None:
    """A dateline's name and a host of any depth find the row; others find none."""
    newspim = by_name("뉴스핌")
    assert newspim is not None
    assert newspim is by_host("ir.newspim.com") is by_name(" 뉴스 핌") is by_name("NEWSPIM")
    assert by_host("notnewspim.com") is None
    assert by_host("newspim.com.evil.example") is None
    assert by_name("새벽경제") is None
    wire = by_name("연합")
    assert wire is not None
    assert wire.key == "yna"


OWN = "https://www.hankyung.com/article/2024072412345"


@pytest.mark.parametrize(
    "wrapped",
    [
        f"https://web.archive.org/web/20240726031244/{OWN}",
        f"https://web.archive.org/web/20240726031244if_/{OWN.replace('//', '/')}",
        f"https://archive.ph/20240726031244/{OWN}",
        f"https://r.jina.ai/{OWN}",
        f"https://webcache.googleusercontent.com/search?q=cache:{OWN}&hl=ko",
        f"https://translate.google.com/translate?sl=ko&tl=en&u={OWN}",
        "https://www-hankyung-com.translate.goog/article/2024072412345?_x_tr_sl=ko&_x_tr_tl=en",
        "https://www.google.com/url?sa=t&url=https%3A%2F%2Fwww.hankyung.com%2Farticle%2F2024072412345&usg=x",
        "https://l.facebook.com/l.php?u=https%3A%2F%2Fwww.hankyung.com%2Farticle%2F2024072412345&h=AT",
        "https://www.google.com/amp/s/www.hankyung.com/article/2024072412345",
        "https://www-hankyung-com.cdn.ampproject.org/c/s/www.hankyung.com/article/2024072412345",
        f"view-source:{OWN}",
        f"https://r.jina.ai/https://web.archive.org/web/2024/{OWN}",
    ],
)
def test_address_inside_another_is_the_articles(wrapped: str) -> None:
    """Caches, archives, translators, accelerators and links of networks lead to it, and publish nothing."""
    assert (canonical(wrapped), identify(wrapped).publisher) == (OWN, "hankyung")


@pytest.mark.parametrize(
    ("url", "same"),
    [
        ("https://www.gana.example/share?u=https://www.hankyung.com/x", "www.gana.example"),
        ("https://www.gana.example/x?next=/https://www.hankyung.com/x", "www.gana.example"),
        ("https://x--y-gana-co-kr.translate.goog/a", "x-y.gana.co.kr"),
        ("https://www.google.com/url?sa=t", "www.google.com"),
    ],
)
def test_address_with_another_beside_it_is_its_own(url: str, same: str) -> None:
    """A page's own parameter leads nowhere; a hyphen of a translated host is written twice."""
    assert host_of(url) == same
