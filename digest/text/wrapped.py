"""An address that leads through another: caches, archives, translators, accelerators, links of letters and networks.

The article's own address stands inside it, in the path, in a parameter or in the host's name.
"""

from __future__ import annotations

import re
from urllib.parse import parse_qs, parse_qsl, urlencode, urlsplit, urlunsplit

MAX_DEPTH = 3
"""Wrappers in wrappers."""

_SCHEME = re.compile(r"(?:view-source|cache):", re.IGNORECASE)
_IN_PATH = re.compile(
    r"/(?P<scheme>https?):/{1,2}(?P<rest>[^/\s?]{1,250}\.[A-Za-z]{2,24}(?:[:/?].{0,1900})?)$", re.IGNORECASE
)
"""`https://web.archive.org/web/20240305/https://…`; some servers make one slash of two."""
_AMP = re.compile(
    r"https?://(?:(?:www\.)?google\.[a-z.]{2,6}/amp|(?:[a-z0-9\-]{1,80}\.)?cdn\.ampproject\.org/[a-z])/"
    r"(?P<s>s/)?(?P<rest>[^/\s]{1,250}\.[a-z]{2,24}/.{0,1900})",
    re.IGNORECASE,
)
_TRANSLATED = ".translate.goog"
_LEADS = (
    (re.compile(r"(?:www\.)?google\.[a-z.]{2,6}/url"), ("url", "q")),
    (re.compile(r"translate\.google\.[a-z.]{2,6}/"), ("u",)),
    (re.compile(r"webcache\.googleusercontent\.com/"), ("q",)),
    (re.compile(r"lm?\.facebook\.com/l\.php|l\.instagram\.com/"), ("u",)),
    (re.compile(r"out\.reddit\.com/"), ("url",)),
    (re.compile(r"link\.naver\.com/bridge"), ("url",)),
    (re.compile(r"(?:[a-z0-9\-]{1,40}\.)?safelinks\.protection\.outlook\.com/"), ("url",)),
    (re.compile(r"(?:www\.)?youtube\.com/redirect"), ("q",)),
    (re.compile(r"slack-redir\.net/link"), ("url",)),
)
"""Host and path of what only leads on, and the parameters in which the address stands."""


def inner(url: str) -> str:
    """The address inside; the same where none is in it."""
    for _ in range(MAX_DEPTH):
        found = _once(_SCHEME.sub("", url, count=1) if _SCHEME.match(url) else url)
        if found == url:
            break
        url = found
    return url


def _once(url: str) -> str:
    if path := _IN_PATH.search(url, 8):
        return f"{path['scheme'].lower()}://{path['rest']}" if "?" not in url[8 : path.start()] else url
    if amp := _AMP.fullmatch(url):
        return f"http{'s' if amp['s'] else ''}://{amp['rest']}"
    try:
        parts = urlsplit(url)
        host = (parts.hostname or "").lower()
    except ValueError:
        return url
    if host.endswith(_TRANSLATED):
        own = ".".join(label.replace("\0", "-") for label in host[: -len(_TRANSLATED)].replace("--", "\0").split("-"))
        query = [(key, value) for key, value in parse_qsl(parts.query) if not key.startswith("_x_tr_")]
        return urlunsplit((parts.scheme, own, parts.path, urlencode(query), ""))
    return onward(f"{host}{parts.path}", parts.query) or url


def onward(place: str, query: str) -> str:
    """Where a page only leads on to, by its host and path and its query; empty where it is no such page."""
    names = next((names for pattern, names in _LEADS if pattern.match(place)), ())
    told = parse_qs(query) if names else {}
    values = (_SCHEME.sub("", value, count=1) for name in names for value in told.get(name, ()))
    return next((value for value in values if value.startswith(("http://", "https://"))), "")
