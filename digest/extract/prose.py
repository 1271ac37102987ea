"""Takes out of a page's paragraphs what is no prose of the article: deck, byline, captions, mails, links to others.

Adapters and general extractors leave different rests; the same rules run over all of them.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from digest.extract import captions, dateline, furniture, header
from digest.extract.metadata import same_words
from digest.extract.patterns import ANY_MAIL, MAIL, MAX_LINE, ROLE, TAIL_MAIL
from digest.model import Caption
from digest.text.normalise import clean_line

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Sequence

    from digest.extract.dateline import Dateline

_HEAD = 8
"""Paragraphs at the start in which headline, deck, byline and dates may stand."""
_HEADLINE = 25
"""Characters; a link's text of this length that stands alone is the headline of another page."""
_DECK = 80
"""Characters of a deck line."""
_HANGUL = re.compile(r"[가-힣]")
_MORE = re.compile(
    r"[\s(\[►▶>*•·\-—–|]{0,4}(?:(?:READ|Read|SEE|See|WATCH|Watch|LISTEN|Listen|MORE|More|ALSO|Also|RELATED|Related|VIDEO|PHOTOS|SUBSCRIBE|Subscribe)"
    r"(?:\s(?:MORE|More|more|NEXT|Next|next|ALSO|Also|also|NOW|Now|now|THIS|this|STORIES|Stories|stories|ARTICLES?|Articles?|articles?|NEWS|News|news|ON|on|FROM|From|HERE|TO|to))?"
    r"\s{0,2}(?:[:>»|]\s{0,2}|$).{0,300}|"
    r"(?:(?:Read more|Read More|READ MORE)(?=\s(?:here|about|on|from|at|in)\b|\s?[:>»…(]|\s?$)|Read also|Also read|ALSO READ|Also Read|READ ALSO|Read next|Read Next|Click here|CLICK HERE|More from|MORE FROM|Get the app|GET THE APP|CLICK TO GET|"
    r"Sign up for|SIGN UP FOR|Follow us on|Follow him on|Follow her on|Like us on|Download the|Advertisement|ADVERTISEMENT|Story continues|Continue reading|Article continues|"
    r"Share this|Photo credit|Image credit|Originally published|Have a tip\?|DON'T MISS|Don't miss|Subscribe to|SUBSCRIBE TO)\b.{0,200}|관련\s?기사\s?[:：]?.{0,200}|"
    r"(?:Editors['’] Recommendations|Recommended Reading|Recommended Videos|Most Viewed|Top Stories|Loading\.{0,3}|Share|Tweet|Email|Print|Comments?)\s{0,2}:?)"
)
"""Lines that lead to other pages; they may stand in the middle of an article."""
_COPYRIGHT = re.compile(
    r"(?:Copyright|COPYRIGHT|©|ⓒ|\(c\)\s?\d{4}|\(C\)\s?\d{4}).{0,300}|.{0,200}(?:All rights reserved|ALL RIGHTS RESERVED|무단\s?전재).{0,200}|"
    r".{0,80}(?:may not be published, broadcast|material may not be).{0,200}"
)
_CREDIT_WORD = re.compile(r"^(?:출처|제공|캡처|자료)\s?=\s?|\s(?:제공|출처)$")
_SIGN = re.compile(rf"\s{{0,3}}[/(\[<]?\s?(?:[가-힣]{{2,4}}[\s·,]{{0,2}}){{1,4}}\s?{ROLE}\s{{0,2}}[)\]>]?$")
_LONE_MAIL = re.compile(rf"[\s/(\[<|]{{0,4}}(?:E-?mail|e-?mail|이메일|메일)?\s?:?\s?{MAIL}[\s)\]>|,./]{{0,4}}")
_SENTENCE = re.compile(r"[.!?。…][\"”’')\]]{0,3}$|[\"”’]$")
_LEAD_BY = re.compile(r"(?:By|BY|by)\s[A-Z][\w.'\- ]{2,60}(?:[,|•·-].{0,80})?$")
_CONTACT = re.compile(
    r"\b(?:reach(?:ed)?|contact|[Ee]-?mail(?:ed)?|[Ww]rite to|[Tt]ips?|[Ff]ollow|[Ss]end)\b|기사\s?제보|제보는|문의"
)
"""How to reach the reporter or the desk, below the text."""
_ADDRESS = re.compile(r"(?:https?://|www\.)\S{4,300}")


class Prose(NamedTuple):
    """Paragraphs of the article, and what stood among them."""

    body: list[str]
    deck: list[str]
    captions: list[Caption]
    dateline: Dateline | None
    authors: tuple[str, ...]
    translated_from: str | None
    closed: bool
    """A mail, signature or end mark closes the text."""


def read(
    paragraphs: Sequence[str],
    *,
    title: str = "",
    deck: Iterable[str] = (),
    captions_known: Iterable[Caption] = (),
    links: Container[str] = frozenset(),
) -> Prose:
    """Sort paragraphs into prose and the rest.

    Args:
        paragraphs: Clean lines in reading order.
        title: The headline, which many extractors repeat on top.
        deck: Deck lines that are known from the page's markup.
        captions_known: Captions that are known from the page's markup; they never stay in the body.
        links: Folded texts of the page's links (`link_texts`): a line that is one of them leads elsewhere.
    """
    known = {_key(item.text) for item in captions_known if item.text} | {
        _key(f"{item.text} {item.credit}") for item in captions_known if item.text and item.credit
    }
    decks = {_key(line) for line in deck} | {_key(" ".join(deck))}
    lines, first_dateline = _opened(list(paragraphs))
    body: list[str] = []
    found: list[Caption] = []
    names: tuple[str, ...] = ()
    translated: str | None = None
    closed = False
    total = sum(map(len, lines))
    seen = 0
    for index, raw in enumerate(lines):
        line, seen = raw, seen + len(raw)
        opened = first_dateline if index == 0 and first_dateline else None
        late = seen - len(raw) > total * 0.4
        if opened:
            line = opened.rest
        elif _key(line) in known:
            continue
        if not opened and len(body) < _HEAD and (same_words(line, title) or _key(line) in decks):
            continue
        if not line or (len(line) <= 400 and (_MORE.fullmatch(line) or _COPYRIGHT.fullmatch(line))):
            closed = closed or (late and bool(line) and bool(_COPYRIGHT.fullmatch(line[:400])))
            continue
        if not opened and _key(line) in links and not _SENTENCE.search(line):
            continue
        by = header.byline(line) or (() if len(line) <= 120 and not opened and _LEAD_BY.fullmatch(line) else None)
        if by is not None:
            names = names or by
            continue
        if (
            (furniture.is_line(line) and not _ADDRESS.fullmatch(line))
            or header.is_date_line(line)
            or furniture.translated_from(line)
        ):
            translated = translated or furniture.translated_from(line)
            continue
        if furniture.is_notice(line) and (not body or late) and not line.startswith(("※", "질문", "답변")):
            continue
        if body and (furniture.is_signature(line) or furniture.ends_wire(line)):
            tail = _unsigned(line) if furniture.ends_wire(line) else ""
            body.extend([tail] if len(tail) > 40 else [])
            closed = True
            if late:
                break
            continue
        if body and late and furniture.is_end(line):
            break
        if _LONE_MAIL.fullmatch(line) or (
            late and len(line) <= 300 and ANY_MAIL.search(line) and _CONTACT.search(line)
        ):
            continue
        own = own_caption(line) if body or not opened else None
        if own:
            found.append(own)
            continue
        line, credits = captions.cut_credits(line)
        found.extend(credits)
        mailed = bool(TAIL_MAIL.search(line[-200:]))
        line = _unsigned(line)
        if line:
            body.append(line)
        closed = closed or mailed
    body, out_deck = _without_deck(body) if not first_dateline else (body, [])
    while body and _trailing(body[-1]):
        body.pop()
    return Prose(body, out_deck, found, first_dateline, names, translated, closed)


def _without_deck(body: list[str]) -> tuple[list[str], list[str]]:
    """Short Korean lines above the first sentence are the deck, where real text follows."""
    first = next((at for at, line in enumerate(body[: _HEAD + 1]) if header.is_sentence(line)), 0)
    lines = body[:first]
    if not lines or any(len(line) > _DECK or not _HANGUL.search(line) or furniture.is_index(line) for line in lines):
        return body, []
    return body[first:], lines


def link_texts(texts: Iterable[str]) -> frozenset[str]:
    """Folded texts of links that are as long as headlines; shorter ones are words of sentences and lists."""
    return frozenset(_key(text) for text in texts if len(text) >= _HEADLINE)


def _opened(lines: list[str]) -> tuple[list[str], Dateline | None]:
    """Lines from the dateline on, where one stands among the first and only furniture stands before it."""
    for index, line in enumerate(lines[:_HEAD]):
        opened = dateline.read(line)
        if not opened or opened.agency or (captions.has_own_end(line) and len(line) < 400):
            continue
        before = lines[:index]
        if sum(map(len, before)) > 1500 or sum(header.is_sentence(one) and len(one) > 150 for one in before) > 1:
            return lines, None
        if not opened.rest and index + 1 < len(lines):
            return [line, *lines[index + 1 :]], opened
        return lines[index:], opened
    return lines, None


def own_caption(line: str) -> Caption | None:
    """A caption by its credit, or by a dateline, date and mail of its own."""
    inner = dateline.read(line)
    if inner and (captions.has_own_end(line) or (inner.agency and len(line) <= 400)):
        found = captions.read_agency(inner.rest) or captions.read(inner.rest)
    else:
        found = captions.read(line) if len(line) <= 300 else None
    return _credited(found) if found else None


def _credited(caption: Caption) -> Caption:
    """A caption whose credit is the name alone: `[사진 출처 = X]` (source), `제공` (provided by) is no part of it."""
    credit = _CREDIT_WORD.sub("", caption.credit or "", count=1)
    return caption if credit == (caption.credit or "") else caption.model_copy(update={"credit": credit or None})


def _unsigned(paragraph: str) -> str:
    """A paragraph without end sign, mail and byline at its end."""
    tail = re.sub(r"\s?[(<\[]\s?(?:끝|END)\s?[)>\]]\s{0,3}$", "", paragraph[-300:])
    cut = TAIL_MAIL.sub("", tail)
    if cut != tail or cut != paragraph[-300:]:
        cut = _SIGN.sub("", cut.rstrip())
    elif len(cut) > 30:
        sign = re.search(rf"(?<=[.다\])])\s{{0,3}}[/(\[]?\s?[가-힣]{{2,4}}\s?{ROLE}[)\]]?$", cut)
        cut = cut[: sign.start()] if sign else cut
    return (paragraph[: len(paragraph) - len(paragraph[-300:])] + cut).strip()


def _trailing(line: str) -> bool:
    """The last line is a mail, a byline or a tag list, not prose."""
    return bool(_LONE_MAIL.fullmatch(line)) or (
        len(line) <= 200 and bool(ANY_MAIL.search(line)) and not _SENTENCE.search(line)
    )


def _key(text: str | None) -> str:
    return re.sub(r"\W+", "", clean_line(text or ""))
