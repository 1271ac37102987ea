"""Facts that a page states for machines: JSON-LD, OpenGraph and meta tags, and the headline's usual places.

They are what the publisher says about the article, so they are facts; but the site's name is no author, and a
headline in them ends with the site's name.
"""

from __future__ import annotations

import html
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from digest.extract import blocks, json_ld
from digest.extract.patterns import ANY_MAIL, MAY_BE_NAME, PLACES, authors, english_authors, has_role
from digest.extract.publishers import by_name, is_media
from digest.extract.words import words
from digest.text.normalise import INLINE, clean_line

if TYPE_CHECKING:
    from collections.abc import Iterable

    from digest.extract.blocks import Element

_ARTICLE_ADDRESS = re.compile(r"https?://[^/\s]{1,250}/[^\s]{1,1900}$")
_SEPARATOR = re.compile(r"\s{0,2}(?:\s[-–—:</•]|[|ㅣ│｜:]|\s::|»|«|·)\s{1,2}|\s?[|ㅣ│｜]\s?|\s[-–—](?=[^\W\d])")
_BY = re.compile(r"(?:By|BY|by|글|기자명|작성자|Written by|Reported by)\s?[=:]?\s{1,2}")
_NO_PERSON = re.compile(
    r"https?:|www\.|@|\.com|\.co\.kr|[0-9<>{}]|뉴스팀|편집국|편집부|온라인|취재팀|디지털|인터넷|[Aa]dmin|[Ss]taff|Desk|Newsroom|"
    r"Team|Editors?\b|News\b|Reuters|Associated Press|AFP|Bloomberg|Agency|Media|Contributors?$|Press\b|"
    r"관리자|운영자|[Bb]ureau|[Cc]hief|(?:reporter|correspondent|editor|writer|columnist)$|"
    r"^(?:Jr|Sr|II|III|Ph\.?D|CFA|MBA|MD)\.?$|(?:Writer|Reporter|Editor|Correspondent|Columnist|Analyst|Producer)s?$"
)
"""Desks, agencies and accounts; online desk, news team, editing office ... are no persons."""
MIN_HEAD = 12
"""Characters of a text that may be a headline though nothing says so; shorter ones are names of boxes."""
_KINDS = frozenset(words("page_kind"))
_EDITED = re.compile(
    r"[;,.|/]?\s{0,2}\b(?:[Ee]dited|[Ee]diting|[Aa]dditional reporting|[Cc]ompiled|[Pp]hotos?|[Pp]hotographs?) by\b.*"
)
"""Who else had a hand in it, behind who wrote it."""
_IN_CITY = re.compile(r"\sin\s[A-Z][\w. ]{2,40}$")
"""`Nora Vale in New York`."""
_LETTERS = 3
"""Of most Korean names."""
_SYLLABLES = re.compile(r"[가-힣]+")
_PORTALS = frozenset({"네이버", "네이트", "카카오", "구글", "유튜브"})
"""Sites in the place of authors."""
_NOT_WORD = re.compile(r"[\W_]+")

META_TITLES = ["og:title", "twitter:title", "dc.title", "dcterms.title"]
META_PUBLISHED = [
    "article:published_time",
    "og:article:published_time",
    "datepublished",
    "date.issued",
    "dc.date.issued",
    "dcterms.issued",
    "dcterms.created",
    "article:published",
    "citation_publication_date",
    "cxenseparse:recs:publishtime",
    "pubdate",
    "publishdate",
    "publish-date",
    "parsely-pub-date",
    "sailthru.date",
    "article.published",
    "published_time",
    "article_date_original",
    "dc.date",
    "date",
]
META_MODIFIED = [
    "article:modified_time",
    "og:updated_time",
    "datemodified",
    "lastmod",
    "last-modified",
    "article:modified",
]
META_AUTHORS = [
    "dable:author",
    "byl",
    "og:article:author",
    "article:author",
    "author",
    "parsely-author",
    "sailthru.author",
    "dc.creator",
    "twitter:creator",
]


@dataclass(frozen=True)
class Facts:
    """What the head of a page says; texts are clean, dates as printed."""

    meta: dict[str, str] = field(default_factory=dict)
    """First content of each meta tag, by lower-case name or property."""
    ld: dict[str, Any] = field(default_factory=dict)
    """The JSON-LD object of the article."""
    site_names: tuple[str, ...] = ()
    canonical: str | None = None
    """The page's own address of the article: full, and not the home page."""
    lang: str = ""

    def ld_text(self, name: str) -> str:
        """A text of the JSON-LD article, "" where it has none."""
        value = self.ld.get(name)
        value = value[0] if isinstance(value, list) and value else value
        return clean_text(value) if isinstance(value, str) else ""

    def ld_date(self, name: str) -> str:
        """A date of the JSON-LD article as written."""
        value = self.ld.get(name)
        return str(value) if isinstance(value, int | float) else self.ld_text(name)

    def ld_lines(self, name: str) -> str:
        """A text of the JSON-LD article with its line breaks, "" where it has none."""
        value = self.ld.get(name)
        return html.unescape(value[:500_000]) if isinstance(value, str) else ""

    def ld_authors(self) -> tuple[str, ...]:
        """Names of the JSON-LD article's authors that are no organisations."""
        found = self.ld.get("author")
        names: list[str] = []
        for item in found[:30] if isinstance(found, list) else [found]:
            if isinstance(item, dict):
                kind = item.get("@type")
                name = item.get("name") or _full_name(item)
                if "Organization" not in str(kind) and isinstance(name, list | str):
                    names.extend(str(one) for one in (name if isinstance(name, list) else [name])[:20])
            elif isinstance(item, str):
                names.append(item)
        return persons(names, self.site_names)


def _full_name(person: dict[str, Any]) -> str:
    return " ".join(part for key in ("givenName", "familyName") if isinstance(part := person.get(key), str))


def read(tree: Element, url: str | None = None) -> Facts:
    """Read the facts of a parsed page. `url` is its address, where known: it tells the article from its neighbours."""
    meta: dict[str, str] = {}
    for tag in tree.iter("meta"):
        name = tag.get("property") or tag.get("name") or tag.get("itemprop")
        content = tag.get("content")
        if name and content and len(content) <= 5000:
            meta.setdefault(name.strip().lower(), clean_text(content))
    links = [link.get("href") for link in tree.iter("link") if (link.get("rel") or "").lower() == "canonical"]
    addresses = [text.strip() for text in [*links, meta.get("og:url")] if text]
    canonical = next((text for text in addresses if _ARTICLE_ADDRESS.match(text)), None)
    heads = [*tree.iter("h1")][:5]
    titles = [*map(blocks.text, heads), *(meta.get(key, "") for key in META_TITLES), tree.xpath("string(//head/title)")]
    ld, sites = json_ld.read(
        tree, [text for text in titles if text.strip()], [text for text in (url, canonical) if text]
    )
    owners = tree.xpath("//*[@itemprop='publisher']//*[@itemprop='name'][not(self::meta)]")
    names = [
        meta.get("og:site_name", ""),
        meta.get("application-name", ""),
        meta.get("twitter:site", "").lstrip("@"),
        *sites,
        meta.get("dc.publisher", ""),
        *(blocks.text(owner) for owner in owners[:3]),
        *(tag.get("content") or "" for tag in tree.xpath("//*[@itemprop='publisher']//meta[@itemprop='name']")[:3]),
    ]
    root = tree if tree.tag == "html" else tree.getroottree().getroot()
    lang = (root.get("lang") or root.get("{http://www.w3.org/XML/1998/namespace}lang") or "").lower()
    site_names = tuple(dict.fromkeys(name for name in map(clean_line, names) if 1 < len(name) <= 60))
    return Facts(meta, ld, site_names, canonical, lang)


def clean_text(value: str) -> str:
    """One line without entities, also where a page escapes twice."""
    for _ in range(2):
        value = html.unescape(value)
    return clean_line(value[:10_000])


def headline(value: str) -> str:
    """A headline that may hold marks of emphasis."""
    return clean_text(INLINE.sub("", clean_text(value)))


def is_kind(title: str) -> bool:
    """A title that only says what kind of page it is: `보도자료`."""
    return title.strip(" :[]").casefold() in _KINDS


def without_kind(title: str) -> str:
    """A page's name without what kind of page it is: `보도자료 | …`; "" where the rest is too short for a headline."""
    parts = [part for part in _SEPARATOR.split(title.strip(" :|-")) if part]
    if not parts or not is_kind(parts[0]):
        return title
    rest = title[title.find(parts[0]) + len(parts[0]) :].strip(" :|-")
    return rest if len(rest) >= MIN_HEAD else ""


def persons(values: Iterable[str], site_names: Iterable[str] = ()) -> tuple[str, ...]:
    """Names of people in bylines as pages print them; roles, desks, places, mails and sites are left out."""
    sites = {_folded(name) for name in site_names}
    found: list[str] = []
    for value in values:
        text = _BY.sub("", _EDITED.sub("", ANY_MAIL.sub(" ", clean_text(value))[:400]).strip(), count=1).strip(
            " ,;|/()[]"
        )
        if not text:
            continue
        if re.search(r"[가-힣]", text):
            names = _korean(text)
        else:
            told = english_authors(text.replace(";", ",").replace("|", ","))
            names = tuple(_IN_CITY.sub("", name) for name in told)
        found.extend(
            name
            for name in names
            if 1 < len(name) <= 60 and not _NO_PERSON.search(name) and not by_name(name) and _folded(name) not in sites
        )
    return tuple(dict.fromkeys(found))


def _korean(text: str) -> tuple[str, ...]:
    """Names of one byline; a bare name counts, because its place says that it is one."""
    names: list[str] = []
    pieces = [piece.strip() for piece in re.split(r"[,·ㆍ/;|&]|\s외\s", text)]
    signed = has_role(text)
    for piece in pieces:
        words = [word for word in piece.split() if not by_name(word.strip("=")) and word not in PLACES]
        if has_role(piece):
            names.extend(authors(" ".join(words)) or ())
        elif len(words) == 1 and _may_name(words[0]) and not (signed and piece == pieces[0]):
            names.append(words[0])
    return tuple(names)


def _may_name(word: str) -> bool:
    """A word that may be a person's name; of three letters also with a surname that is rare."""
    rare = len(word) == _LETTERS and bool(_SYLLABLES.fullmatch(word))
    return bool(MAY_BE_NAME.fullmatch(word)) or (rare and word not in _PORTALS and not is_media(word))


def without_lead(title: str, site_names: Iterable[str]) -> str:
    """A page's name without the site's before it: `Nuri Times - …`."""
    first = _SEPARATOR.search(title)
    sites = {_folded(name) for name in site_names}
    return title[first.end() :].strip() if first and _folded(title[: first.start()]) in sites else title


def holds(whole: str, part: str) -> bool:
    """A text has the letters of another in it, whatever the punctuation."""
    return bool(_folded(part)) and _folded(part) in _folded(whole)


_MORE = 12
"""Letters of a site's name beyond its host's: `Hankyung Economy`; a headline may begin with the host's word too."""


def strip_site(title: str, site_names: Iterable[str], host: str = "") -> str:
    """A headline without the names of site and section at its end (`… - 매일경제`, `… -정치ㅣ한국일보`)."""
    sites = {_folded(name) for name in site_names}
    label = _folded(host.removeprefix("www.").rsplit(".", 2)[0].split(".")[-1]) if host else ""
    for _ in range(4):
        cuts = list(_SEPARATOR.finditer(title))
        if not cuts:
            return title
        last = cuts[-1]
        tail, before = title[last.end() :].strip(), title[: last.start()].strip()
        known = (
            bool(by_name(tail))
            or _folded(tail) in sites
            or (bool(label) and _folded(tail).startswith(label) and len(_folded(tail)) <= len(label) + _MORE)
        )
        if not known or not before:
            return title
        title = before
        # A section's name goes with the site's where a separator glues the two together (`-정치ㅣ한국일보`).
        section = re.search(r"\s?[-–]\s?[가-힣A-Za-z/·]{1,12}$", title)
        if (
            section
            and last.group().strip() in {"ㅣ", "|", "│"}
            and section.start() > 10
            and not title[: section.start()].endswith(" ")
        ):
            title = title[: section.start()].strip()
    return title


def same_words(one: str, other: str) -> bool:
    """The texts differ in punctuation and spaces at most."""
    return bool(_folded(one)) and _folded(one) == _folded(other)


def _folded(text: str) -> str:
    return _NOT_WORD.sub("", text).casefold()
