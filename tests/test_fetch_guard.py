"""Where a fetch may not lead: private networks, other ports, plain http after https, hosts without a certificate."""

from __future__ import annotations

import shutil
import ssl
import subprocess
from typing import TYPE_CHECKING, Any

import pytest

from digest.acquire import address, fetch
from digest.acquire.exchange import Reply
from digest.errors import InputError
from tests.test_fetch import fetcher, refusal
from tests.web import ALLOW_ALL, Web, reply

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

PUBLIC = "93.184.215.14"
REFUSED = [
    "0.0.0.0",  # noqa: S104 - nothing is bound to it
    "0.1.2.3",
    "10.0.0.1",
    "10.255.255.255",
    "100.64.0.1",
    "100.127.255.255",
    "127.0.0.1",
    "127.255.255.254",
    "169.254.169.254",
    "172.16.0.1",
    "172.31.255.255",
    "192.0.0.8",
    "192.0.2.1",
    "192.88.99.1",
    "192.168.0.1",
    "198.18.0.1",
    "198.19.255.255",
    "198.51.100.1",
    "203.0.113.1",
    "224.0.0.1",
    "239.255.255.250",
    "240.0.0.1",
    "255.255.255.255",
    "::",
    "::1",
    "::127.0.0.1",
    "::ffff:127.0.0.1",
    "::ffff:93.184.215.14",
    "64:ff9b::7f00:1",
    "64:ff9b:1::1",
    "100::1",
    "2001::1",
    "2001:db8::1",
    "2001:10::1",
    "2002:7f00:1::1",
    "3fff::1",
    "5f00::1",
    "fc00::1",
    "fd00:ec2::254",
    "fe80::1",
    "fe80::1%eth0",
    "fec0::1",
    "ff02::1",
    "2606:4700::1%eth0",
    "localhost",
    "0x7f.1",
    "2130706433",
    "127.1",
]
ALLOWED = [
    "93.184.215.14",
    "1.1.1.1",
    "100.63.255.255",
    "100.128.0.1",
    "172.15.255.255",
    "172.32.0.1",
    "192.167.255.255",
    "198.20.0.1",
    "223.255.255.255",
    "2606:4700:4700::1111",
    "2001:4860:4860::8888",
    "2a00::1",
]


@pytest.mark.parametrize("text", REFUSED)
def test_what_is_not_a_public_address_is_refused(text: str) -> None:
    """Private, loopback, link-local, multicast, reserved, and every form that hides an IPv4 address."""
    assert address.refused(text)


@pytest.mark.parametrize("text", ALLOWED)
def test_public_addresses_are_allowed(text: str) -> None:
    """The neighbours of the refused blocks among them."""
    assert not address.refused(text)


@pytest.mark.parametrize("text", set(REFUSED) - {"127.0.0.1", "127.255.255.254", "::1"})
def test_the_flag_of_tests_opens_loopback_and_nothing_else(text: str) -> None:
    """A test's server, not the network that it stands in."""
    assert address.refused(text, allow_loopback=True)


@pytest.mark.parametrize(
    "url",
    [
        "ftp://example.org/",
        "file:///etc/passwd",
        "gopher://example.org/",
        "javascript:alert(1)",
        "//example.org/",
        "http://",
        "http:///x",
        "https://user:secret@example.org/",
        "https://user@example.org/",
        "https://example.org:22/",
        "https://example.org:80/",
        "http://example.org:443/",
        "http://example.org:99999/",
        "http://exa mple.org/",
        "http://example.org\\@10.0.0.1/",
        "http://10.0.0.1\\.example.org/",
        "http://exa%6dple.org/",
        "http://example.org/\r\nHost: evil",
        "http://example.org/\x00",
        "http://[::1",
        "http://[fe80::1%25eth0]/",
        "http://example.org/" + "a" * 2000,
        "http://" + "a" * 300 + ".org/",
    ],
)
def test_addresses_that_are_never_asked(url: str) -> None:
    """One line each, and the password is not in it."""
    with pytest.raises(InputError) as caught:
        address.target(url)
    assert "secret" not in str(caught.value)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    ("url", "asked"),
    [
        ("https://www.newspim.com/news/view/20250131000527#top", "https://www.newspim.com/news/view/20250131000527"),
        ("HTTP://Example.ORG:80", "http://example.org/"),
        ("https://example.org:443/a?b=c&d=%ED%95%9C", "https://example.org/a?b=c&d=%ED%95%9C"),
        (
            "https://example.org/한 글?q=코스피|x",
            "https://example.org/%ED%95%9C%20%EA%B8%80?q=%EC%BD%94%EC%8A%A4%ED%94%BC%7Cx",
        ),
        ("https://한국.kr/", "https://xn--3e0b707e.kr/"),
        ("https://example.org./", "https://example.org/"),
        ("https://[2606:4700:4700::1111]/", "https://[2606:4700:4700::1111]/"),
    ],
)
def test_addresses_are_asked_in_one_spelling(url: str, asked: str) -> None:
    """Escaped once, without fragment and default port."""
    assert address.target(url).url == asked
    assert address.target(asked).url == asked


class Names:
    """A name server that gives its answers in turn and repeats the last; `asked` is what it was asked."""

    def __init__(self, **answers: Sequence[Sequence[str]]) -> None:
        self.answers = {name.replace("_", "."): list(turns) for name, turns in answers.items()}
        self.asked: list[str] = []

    def __call__(self, host: str, _: int) -> Sequence[str]:
        self.asked.append(host)
        turns = self.answers.get(host)
        if not turns:
            raise OSError("unknown")
        return turns.pop(0) if len(turns) > 1 else turns[0]


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1", "2130706433", "0x7f000001", "0177.0.0.1", "127.1", "[::1]"])
def test_this_machine_is_refused_in_every_spelling(host: str) -> None:
    """The system's own resolver reads them all; what it says is checked."""
    line = refusal(f"http://{host}/", allow_loopback=False)
    assert "loopback" in line or "not public" in line or "cannot be read" in line


@pytest.mark.parametrize("answers", [["10.0.0.1"], [PUBLIC, "169.254.169.254"], ["::ffff:10.0.0.1"], ["::1", PUBLIC]])
def test_one_private_address_of_a_name_refuses_the_name(answers: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever else it has; nothing is connected to."""
    monkeypatch.setattr(fetch, "exchange", lambda *_, **__: pytest.fail("it was connected"))
    names = Names(evil_example=[answers])
    assert "evil.example is at" in refusal("https://evil.example/", allow_loopback=False, resolver=names)


def test_a_name_that_changes_its_answer_is_connected_where_it_was_checked(monkeypatch: pytest.MonkeyPatch) -> None:
    """DNS rebinding: each request asks once, checks, and connects to that very address."""
    connected: list[tuple[str, ...]] = []

    def exchange(hop: address.Target, found: tuple[str, ...], *_: object, **__: object) -> Reply:
        connected.append(found)
        return Reply(200, {}, ALLOW_ALL if hop.path == "/robots.txt" else b"page")

    monkeypatch.setattr(fetch, "exchange", exchange)
    names = Names(evil_example=[[PUBLIC], [PUBLIC], ["127.0.0.1"]])
    polite = fetcher(allow_loopback=False, resolver=names)
    assert polite.get("https://evil.example/a").body == b"page"
    assert connected == [(PUBLIC,), (PUBLIC,)]
    assert len(names.asked) == 2
    with pytest.raises(InputError, match="loopback"):
        polite.get("https://evil.example/b")
    assert len(connected) == 2


def test_the_name_is_asked_for_at_the_checked_address() -> None:
    """The connection goes to the address, the Host header keeps the name, the system's resolver is not asked."""
    with Web({"/": reply(b"page")}) as web:
        names = Names(paper_example=[["127.0.0.1"]])
        got = fetcher(resolver=names).get(web.url("/", "paper.example"))
        assert got.body == b"page"
        assert web.asked[-1].headers["host"] == f"paper.example:{web.port}"
        assert names.asked == ["paper.example", "paper.example"]


def test_the_next_address_is_tried_where_one_does_not_answer() -> None:
    """Of several checked ones."""
    with Web({"/": reply(b"page")}) as web:
        names = Names(paper_example=[["127.0.0.77", "127.0.0.1"]])
        assert fetcher(resolver=names).get(web.url("/", "paper.example")).body == b"page"


@pytest.mark.parametrize(
    "location",
    [
        "http://10.0.0.1/",
        "http://169.254.169.254/latest/meta-data/",
        "http://[fd00:ec2::254]/",
        "http://192.168.0.1/admin",
        "//10.0.0.1/",
        "http://private.example/",
        "http://user:secret@10.0.0.1/",
        "file:///etc/passwd",
        "http://\\10.0.0.1/",
        "http://[",
    ],
)
def test_redirects_to_private_places_are_refused(location: str) -> None:
    """Each hop is checked as the first; nothing there is asked."""
    with Web({"/": reply(b"", 302, Location=location)}) as web:
        names = Names(**{"127_0_0_1": [["127.0.0.1"]], "private_example": [["10.1.2.3"]]})

        def resolver(host: str, port: int) -> Sequence[str]:
            return names(host, port) if host in names.answers else [host]

        line = refusal(web.url("/"), resolver=resolver)
        assert "secret" not in line
        assert web.paths == ["/"]


def test_redirects_are_followed_five_times() -> None:
    """Relative and absolute, with the spaces and the bare UTF-8 that servers send."""
    korean = "/기사 1".encode().decode("latin-1")
    pages: dict[str, object] = {"/0": reply(b"", 301, Location="1"), "/1": reply(b"", 302, Location="/2?a=b")}
    pages |= {"/2?a=b": reply(b"", 303, Location=korean), "/%EA%B8%B0%EC%82%AC%201": reply(b"", 307, Location="?c#top")}
    pages |= {"/%EA%B8%B0%EC%82%AC%201?c": reply(b"", 308, Location="/end"), "/end": reply(b"page")}
    with Web(pages) as web:
        got = fetcher().get(web.url("/0"))
        assert (got.body, got.url, got.final_url) == (b"page", web.url("/0"), web.url("/end"))


@pytest.mark.parametrize(
    ("pages", "said"),
    [
        ({"/": reply(b"", 302, Location="/")}, "circle"),
        ({"/": reply(b"", 302, Location="/a"), "/a": reply(b"", 302, Location="/")}, "circle"),
        ({f"/{'x' * n}": reply(b"", 302, Location=f"/{'x' * (n + 1)}") for n in range(20)}, "more than 5 times"),
        ({"/": reply(b"", 302)}, "status 302"),
    ],
)
def test_redirects_end(pages: dict[str, object], said: str) -> None:
    """In a circle, without end, to nowhere."""
    with Web(pages) as web:
        assert said in refusal(web.url("/"))


def test_proxies_of_the_environment_are_not_used(monkeypatch: pytest.MonkeyPatch) -> None:
    """The guard cannot see where a proxy connects to."""
    for name in ("http_proxy", "HTTP_PROXY", "https_proxy", "ALL_PROXY", "all_proxy"):
        monkeypatch.setenv(name, "http://127.0.0.1:9/")
    with Web({"/": reply(b"page")}) as web:
        assert fetcher().get(web.url("/")).body == b"page"


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A certificate for paper.example that signs itself, with its key."""
    openssl = shutil.which("openssl")
    if not openssl:
        pytest.skip("no openssl command on this machine")
    path = tmp_path_factory.mktemp("tls") / "both.pem"
    command = [openssl, "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=paper.example"]
    command += [
        "-addext",
        "subjectAltName=DNS:paper.example",
        "-keyout",
        str(path),
        "-out",
        str(path.with_suffix(".crt")),
    ]
    subprocess.run(command, check=True, capture_output=True)
    path.write_bytes(path.read_bytes() + path.with_suffix(".crt").read_bytes())
    return path


def _server(certificate: Path) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    return context


def _client(certificate: Path) -> ssl.SSLContext:
    return ssl.create_default_context(cafile=str(certificate.with_suffix(".crt")))


def test_tls_asks_for_the_name_at_the_checked_address(certificate: Path) -> None:
    """The certificate of the name is verified, though the connection goes to a number."""
    with Web({"/": reply(b"page")}, _server(certificate)) as web:
        names = Names(paper_example=[["127.0.0.1"]])
        got = fetcher(resolver=names, context=_client(certificate)).get(web.url("/", "paper.example", "https"))
        assert got.body == b"page"


@pytest.mark.parametrize(("host", "trusted"), [("paper.example", False), ("other.example", True)])
def test_a_certificate_that_proves_nothing_ends_it(certificate: Path, host: str, *, trusted: bool) -> None:
    """Signed by nobody, or of another name; not tried again, and no plain http instead."""
    with Web({"/": reply(b"page")}, _server(certificate)) as web:
        names = Names(paper_example=[["127.0.0.1"]], other_example=[["127.0.0.1"]])
        context = _client(certificate) if trusted else None
        assert "certificate" in refusal(web.url("/", host, "https"), resolver=names, context=context)
        assert web.asked == []


def test_settings_that_verify_nothing_are_overruled(certificate: Path) -> None:
    """A context is for trust in a certificate, not for doing without one."""
    careless = ssl.create_default_context()
    careless.check_hostname = False
    careless.verify_mode = ssl.CERT_NONE
    with Web({"/": reply(b"page")}, _server(certificate)) as web:
        names = Names(paper_example=[["127.0.0.1"]])
        assert "certificate" in refusal(web.url("/", "paper.example", "https"), resolver=names, context=careless)


def test_https_is_never_given_up(certificate: Path) -> None:
    """A redirect from https to http is refused; the other way it is followed."""
    with Web({"/": reply(b"page")}) as plain, Web({}, _server(certificate)) as web:
        names = Names(paper_example=[["127.0.0.1"]])
        options: dict[str, Any] = {"resolver": names, "context": _client(certificate)}
        web.pages["/"] = [reply(b"", 301, Location=plain.url("/", "paper.example"))]
        assert "from https to http" in refusal(web.url("/", "paper.example", "https"), **options)
        assert plain.paths == []
        plain.pages["/"] = [reply(b"", 301, Location=web.url("/end", "paper.example", "https"))]
        web.pages["/end"] = [reply(b"page")]
        assert fetcher(**options).get(plain.url("/", "paper.example")).body == b"page"


def test_a_server_that_speaks_no_tls_is_one_line(certificate: Path) -> None:
    """No fall back to plain http."""
    with Web({"/": reply(b"page")}) as web:
        names = Names(paper_example=[["127.0.0.1"]])
        options: dict[str, Any] = {"resolver": names, "context": _client(certificate)}
        assert refusal(web.url("/", "paper.example", "https"), **options)
        assert web.paths == []
