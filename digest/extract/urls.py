"""One address per article, and the number by which its publisher knows it.

The same article is served by www., m., search., member. and ir.; trackers make more addresses of it.
Parameters are dropped by name, never by guess: `newsId`, `idxno` and `no` are the article.
"""

from __future__ import annotations

import re
import unicodedata
from datetime import date
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import SplitResult, parse_qsl, quote, unquote, urlencode, urlsplit

from digest.errors import InputError
from digest.extract.publishers import by_host
from digest.extract.words import words
from digest.text import wrapped
from digest.text.normalise import clean_line

if TYPE_CHECKING:
    from digest.extract.publishers import Publisher

MAX_URL = 2000
"""Characters of an address, in and out."""
_TRACKERS = frozenset(words("tracker"))
"""Parameters (lower case) that name a campaign, a referrer or a view, never an article."""
_TRACKER_PREFIX = "utm_"
_MOBILE = re.compile(r"(?:m|mobile|amp|cm|www\d{0,2}|search|member|ir)\.", re.IGNORECASE)
"""First labels of hosts that serve the main host's articles again."""
_GENERIC_KEYS = words("article_parameter")
"""Parameters (lower case) that often name an article, in order of trust."""
_PATH_DAY = re.compile(r"/((?:19|20)\d\d)[/-](\d\d?)[/-](\d\d?)(?=[/-]|$)")
_SUFFIX = re.compile(r"\.(?:html?|php|aspx?|do|jsp)$", re.IGNORECASE)
_NOT_SLUG = re.compile(r"[^0-9a-z]+")
_SECOND_LEVEL = frozenset({"co", "or", "go", "ac", "ne", "re", "pe", "com", "net", "org", "gov", "edu"})
_PATH_SAFE = "/%:@!$&'()*+,;=~-._"


class Identity(NamedTuple):
    """Names an article for its id.

    `publisher` is a key of the table, or made from the host; `key` is ASCII letters, digits and hyphens,
    and "" where the address names no article; `day` is what the address says, often the day the record was made.
    """

    publisher: str
    key: str
    day: date | None


def canonical(url: str) -> str:
    """The one address of an article. Applying it twice changes nothing.

    Raises:
        InputError: When it is no http or https address of a host, or is longer than 2,000 characters.
    """
    parts, publisher = _split(url)
    host, scheme = _host(parts), parts.scheme
    if publisher:
        built = _built(parts, publisher)
        if built:
            return built
        scheme = "https"
        if (_MOBILE.match(host) and _MOBILE.sub("", host, count=1) in _bare(publisher)) or host in publisher.hosts:
            host = publisher.main
    path = quote(parts.path or "/", safe=_PATH_SAFE)
    if publisher and publisher.path and _groups(parts, publisher):
        path = publisher.path
    query = urlencode(_kept(parts.query, publisher), quote_via=quote)
    port = f":{parts.port}" if parts.port and parts.port != {"http": 80, "https": 443}[parts.scheme] else ""
    return _bounded(f"{scheme}://{host}{port}{path}" + (f"?{query}" if query else ""))


def identify(url: str) -> Identity:
    """Publisher, the publisher's own name of the article, and the day that the address holds.

    Raises:
        InputError: As `canonical`.
    """
    parts, publisher = _split(url)
    name = publisher.key if publisher else _host_name(_host(parts))
    if publisher:
        groups = _groups(parts, publisher)
        if groups and groups.get("key"):
            return Identity(name, _slug(groups["key"]), _day(groups) or _path_day(parts.path))
    query = {key.lower(): value for key, value in parse_qsl(parts.query, max_num_fields=None)}
    for key in _GENERIC_KEYS:
        if query.get(key):
            return Identity(name, _slug(query[key]), _path_day(parts.path))
    return Identity(name, _last_segment(parts.path), _path_day(parts.path))


def host_of(url: str) -> str:
    """Lower-case host of an address, for messages and the table.

    Raises:
        InputError: As `canonical`.
    """
    return _host(_split(url)[0])


def _split(url: str) -> tuple[SplitResult, Publisher | None]:
    url = wrapped.inner(clean_line(url)[: 2 * MAX_URL])
    remedy = "give the full address, such as https://www.newspim.com/news/view/20250131000527"
    if len(url) > MAX_URL:
        raise InputError(f"the address is longer than {MAX_URL} characters", remedy, field="url")
    try:
        parts = urlsplit(url)
        _ = parts.port
        host = _host(parts)
    except ValueError as error:
        raise InputError(f"not an address: {url[:80]}", remedy, field="url") from error
    if parts.scheme not in {"http", "https"} or not host:
        raise InputError(f"not an http or https address: {url[:80]}", remedy, field="url")
    if parts.username is not None or parts.password is not None:
        raise InputError("the address holds a user name or password", "remove everything up to the @", field="url")
    if not re.fullmatch(r"[0-9a-z._\-]+|\[[0-9a-f:.]+\]", host):
        raise InputError(f"not the name of a host: {host[:80]}", remedy, field="url")
    return parts, by_host(host)


def _host(parts: SplitResult) -> str:
    host = (parts.hostname or "").rstrip(".")
    if ":" in host:
        return f"[{host}]"
    return host if host.isascii() else host.encode("idna").decode("ascii").lower()


def _built(parts: SplitResult, publisher: Publisher) -> str:
    groups = _groups(parts, publisher)
    if not groups or not groups.get("key") or not publisher.address:
        return ""
    values = {name: quote(value or "", safe="/-._") for name, value in groups.items()}
    return _bounded(publisher.address.format_map(values))


def _groups(parts: SplitResult, publisher: Publisher) -> dict[str, str] | None:
    """Named groups of the path's pattern, `key` from the query where the table says so."""
    match = publisher.article.match(unquote(parts.path)[:MAX_URL]) if publisher.article else None
    groups = {name: value for name, value in match.groupdict().items() if value} if match else {}
    if publisher.key_in and "key" not in groups:
        wanted = publisher.key_in.lower()
        found = [value for name, value in parse_qsl(parts.query) if name.lower() == wanted]
        if found:
            groups["key"] = re.sub(r"^NIS[XI]", "", found[0])
    return groups or None


def _kept(query: str, publisher: Publisher | None) -> list[tuple[str, str]]:
    pairs = parse_qsl(query, keep_blank_values=True)
    if publisher and publisher.keep:
        names = [name.lower() for name in publisher.keep]
        spelled = dict(zip(names, publisher.keep, strict=True))
        found = {name.lower(): value for name, value in reversed(pairs)}
        if found.keys() & set(names):
            return [(spelled[name], found[name]) for name in names if found.get(name)]
    return sorted(
        (name, value)
        for name, value in pairs
        if name.lower() not in _TRACKERS and not name.lower().startswith(_TRACKER_PREFIX)
    )


def _bare(publisher: Publisher) -> set[str]:
    return {*publisher.hosts, publisher.main, publisher.main.removeprefix("www.")}


def _bounded(url: str) -> str:
    if len(url) > MAX_URL:
        raise InputError(f"the address is longer than {MAX_URL} characters when it is written out", "shorten it")
    return url


def _day(groups: dict[str, str]) -> date | None:
    if groups.get("day"):
        digits = groups["day"].replace("/", "")
    elif groups.get("year"):
        digits = groups["year"] + groups["month"].zfill(2) + groups["date"].zfill(2)
    else:
        return None
    return _checked(int(digits[:4]), int(digits[4:6]), int(digits[6:8]))


def _path_day(path: str) -> date | None:
    match = _PATH_DAY.search(path)
    return _checked(*map(int, match.groups())) if match else None


def _checked(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day) if 1990 <= year <= 2100 else None
    except ValueError:
        return None


def _host_name(host: str) -> str:
    labels = _MOBILE.sub("", host, count=1).split(".")
    if len(labels) > 2 and len(labels[-1]) == 2 and labels[-2] in _SECOND_LEVEL:
        labels = labels[:-1]
    return _slug(labels[-2] if len(labels) > 1 else labels[0]) or "unknown"


def _last_segment(path: str) -> str:
    segments = [segment for segment in unquote(path).split("/") if segment]
    for segment in reversed(segments):
        bare = _SUFFIX.sub("", segment)
        if bare.lower() in {"amp", "index", "view", "read", "article", "news"}:
            continue
        slug = _slug(bare)
        if slug:
            return slug
    return ""


def _slug(text: str) -> str:
    """ASCII letters, digits and hyphens, at most 60; a longer one is cut at a hyphen."""
    ascii_text = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode("ascii").lower()
    slug = _NOT_SLUG.sub("-", ascii_text).strip("-")
    if len(slug) <= 60:
        return slug
    head = slug[:60]
    return (head.rsplit("-", 1)[0] if "-" in head else head).strip("-")
