"""The article's own object among all that a page states as JSON-LD.

Pages describe their neighbours too: teasers, the next story, a list of the most read. The object that carries the
page's address or headline is the article's; one that carries another's of both is another story, however much it says.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from digest.extract.blocks import Element

_ARTICLES = re.compile(r"(?:\w{0,24}Article|BlogPosting|LiveBlogPosting|Report|Review)")
_PAGES = re.compile(r"\w{0,24}WebPage|ItemPage")
_OWNERS = frozenset({"WebSite", "Organization", "NewsMediaOrganization"})
_OF_PAGES = ("datePublished", "dateModified")
"""What a page's object may say in the place of the article's."""
_MAX_SCRIPT = 1_000_000
_MAX_DEPTH = 8
_MAX_ITEMS = 400
_MAX_TITLE = 500
_ALIKE = 0.5
"""Share of a headline's words from which another names the same story: heads of pages are written for search."""
_COMMENTS = re.compile(r"(?:/\*.{0,2000}?\*/\s{0,99}){0,5}", re.DOTALL)
_GAP = re.compile(r"[\s,;]*")
_WORD = re.compile(r"\w+")
_SCHEME = re.compile(r"https?://(?:www\.|m\.)?")


def read(tree: Element, titles: Sequence[str], addresses: Sequence[str]) -> tuple[dict[str, Any], list[str]]:
    """The article's object ({} where there is none), and names of the site, its publisher's first.

    Args:
        tree: The page.
        titles: Headlines that the page states or shows.
        addresses: Addresses of the article that are known.
    """
    items = [item for script in tree.iter("script") for item in _of_script(script)]
    named = {item["@id"]: item for item in items if isinstance(item.get("@id"), str) and "name" in item}
    wanted = {_bare(text) for text in addresses}
    ranked = []
    for at, item in enumerate(items):
        if any(map(_ARTICLES.fullmatch, _kinds(item))):
            own = [_bare(text) for text in _addresses(item)]
            here = bool(wanted.intersection(own))
            same = likeness(_text(item.get("headline") or item.get("name")), titles)
            if here or same or not (own and wanted and titles):
                ranked.append((here, same, len(item), -at, item))
    best = dict(max(ranked, key=lambda row: row[:4])[-1]) if ranked else _of_page(items, titles)
    for name in ("author", "publisher"):
        if name in best:
            best[name] = _resolved(best[name], named)
    owners = [best, *items]
    sites = [name for item in owners for name in _names(_resolved(item.get("publisher"), named))]
    return best, sites + [name for item in items if _OWNERS.intersection(_kinds(item)) for name in _names(item)]


def _of_page(items: Iterable[dict[str, Any]], titles: Sequence[str]) -> dict[str, Any]:
    """Dates of the page's own object, where no article's is stated."""
    pages = [item for item in items if any(map(_PAGES.fullmatch, _kinds(item)))]
    if len(pages) != 1 or not likeness(_text(pages[0].get("headline") or pages[0].get("name")), titles):
        return {}
    return {name: pages[0][name] for name in _OF_PAGES if name in pages[0]}


def _kinds(item: dict[str, Any]) -> list[str]:
    """Its types, also where they are written as addresses or with a prefix."""
    kind = item.get("@type")
    kinds = kind[:20] if isinstance(kind, list) else [kind]
    return [re.split(r"[/#:]", one[:200])[-1] for one in kinds if isinstance(one, str)]


def _addresses(item: dict[str, Any]) -> list[str]:
    """Addresses by which an object names its page."""
    entity = item.get("mainEntityOfPage")
    parts = [entity.get("@id"), entity.get("url")] if isinstance(entity, dict) else [entity]
    found = [item.get("url"), item.get("@id"), *parts]
    return [text for text in found if isinstance(text, str) and _SCHEME.match(text)]


def _bare(address: str) -> str:
    return _SCHEME.sub("", address.strip()[:2_000].partition("#")[0], count=1).rstrip("/").casefold()


def likeness(title: str, titles: Iterable[str]) -> float:
    """Share of words that a headline has in common with the page's, 0 where it names another story."""
    words = set(_WORD.findall(title.casefold()))
    best = 0.0
    for text in titles:
        other = set(_WORD.findall(text[:_MAX_TITLE].casefold()))
        common = len(words & other)
        if common > 1 or (words and words == other):
            best = max(best, common / min(len(words), len(other)))
    return best if best >= _ALIKE else 0.0


def _text(value: Any) -> str:
    value = value[0] if isinstance(value, list) and value else value
    return value[:_MAX_TITLE] if isinstance(value, str) else ""


def _resolved(value: Any, named: dict[str, dict[str, Any]]) -> Any:
    """A value whose references (`{"@id": …}`) are replaced by what they name."""
    if isinstance(value, list):
        return [_resolved(one, named) for one in value[:30] if not isinstance(one, list)]
    key = value.get("@id") if isinstance(value, dict) and "name" not in value else None
    return named.get(key, value) if isinstance(key, str) else value


def _names(owner: Any) -> list[str]:
    """Names of an organisation, which is an object, a list of them or only a name."""
    if isinstance(owner, dict):
        owner = owner.get("name")
    parts = owner[:20] if isinstance(owner, list) else [owner]
    return [
        text
        for part in parts
        if isinstance(text := part.get("name") if isinstance(part, dict) else part, str) and "://" not in text
    ]


def _of_script(script: Element) -> Iterator[dict[str, Any]]:
    if "ld+json" in (script.get("type") or "").lower() and script.text:
        yield from _objects(_loads(script.text))


def _loads(text: str) -> Any:
    """The values of a script: one, or several one after the other; comments and commas too many are passed over."""
    text = (
        text[:_MAX_SCRIPT]
        .strip()
        .removeprefix("<!--")
        .removesuffix("-->")
        .removeprefix("//<![CDATA[")
        .removesuffix("//]]>")
    )
    text = _COMMENTS.sub("", text.strip(), count=1)
    for form in (text, re.sub(r",(\s{0,200}[}\]])", r"\1", text)):
        found: list[Any] = []
        at = 0
        try:
            while at < len(form) and len(found) < _MAX_ITEMS:
                value, at = json.JSONDecoder(strict=False).raw_decode(form, at)
                found.append(value)
                gap = _GAP.match(form, at)
                at = gap.end() if gap else at
        except (ValueError, RecursionError):
            continue
        return found
    return None


def _objects(value: Any) -> Iterator[dict[str, Any]]:
    """Objects of a JSON-LD script: itself, lists of them, `@graph`, `mainEntity`."""
    stack = [(value, 0)]
    seen = 0
    while stack and seen < _MAX_ITEMS:
        item, depth = stack.pop()
        seen += 1
        if isinstance(item, dict):
            yield item
            if depth < _MAX_DEPTH:
                stack.extend(
                    (item[key], depth + 1)
                    for key in ("@graph", "mainEntity", "mainEntityOfPage", "hasPart")
                    if key in item
                )
        elif isinstance(item, list) and depth < _MAX_DEPTH:
            stack.extend((one, depth + 1) for one in item[:_MAX_ITEMS])
