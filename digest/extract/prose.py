"""Takes out of a page's paragraphs what is no prose of the article: deck, byline, captions, mails, links to others.

Adapters and general extractors leave different rests; the same rules run over all of them.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from digest.extract import body as body_lines
from digest.extract import captions, date_lines, dateline, furniture, neighbours, unfold, widgets
from digest.extract.metadata import same_words
from digest.extract.patterns import ANY_MAIL, MAIL, ROLE, TAIL_MAIL
from digest.text.normalise import clean_line

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Sequence

    from digest.extract.dateline import Dateline
    from digest.model import Caption

_HEAD = 8
"""Paragraphs at the start in which headline, deck, byline and dates may stand."""
_HEADLINE = 25
"""Characters; a link's text of this length that stands alone is the headline of another page."""
_LATE = 0.4
"""Share of the text after which a signature ends it; above, it may be a photographer's."""
_MARKS = ("※", "질문", "답변")
"""Note, question, answer: paragraphs may open so."""
_SIGNING = 6
"""Last lines of the text in which its signature stands."""
_BEGUN = 2
"""Paragraphs, and characters of them, from which on a dated headline heads another article."""
_ARTICLE = 250
_DECK = 80
"""Characters of a deck line."""
_HANGUL = re.compile(r"[가-힣]")
_LABEL_WORDS = (
    "READ|Read|SEE|See|WATCH|Watch|LISTEN|Listen|MORE|More|ALSO|Also|RELATED|Related|VIDEO|PHOTOS|SUBSCRIBE|Subscribe"
)
_LABEL_ENDS = (
    "MORE|More|more|NEXT|Next|next|ALSO|Also|also|NOW|Now|now|THIS|this|STORIES|Stories|stories|"
    "ARTICLES?|Articles?|articles?|NEWS|News|news|ON|on|FROM|From|HERE|TO|to"
)
_CALLS = (
    "Read also|Also read|ALSO READ|Also Read|READ ALSO|Read next|Read Next|Click here|CLICK HERE|More from|MORE FROM|"
    "Get the app|GET THE APP|CLICK TO GET|Sign up for|SIGN UP FOR|Follow us on|Follow him on|Follow her on|"
    "Like us on|Download the|Advertisement|ADVERTISEMENT|Story continues|Continue reading|Article continues|Share this|"
    "Photo credit|Image credit|Originally published|DON'T MISS|Don't miss|Subscribe to|SUBSCRIBE TO"
)
_BUTTONS = (
    "Editors['’] Recommendations|Recommended Reading|Recommended Videos|Most Viewed|Top Stories|"
    "Share|Tweet|Email|Print|Comments?"
)
_MORE = re.compile(
    r"[\s(\[►▶>*•·\-—–|]{0,4}(?:"
    rf"(?:{_LABEL_WORDS})(?:\s(?:{_LABEL_ENDS}))?\s{{0,2}}(?:[:>»|]\s{{0,2}}|$).{{0,300}}|"
    r"(?:Read more|Read More|READ MORE)(?:\s(?:here|about|on|from|at|in)\b|\s?[:>»…(]|\s?$).{0,200}|"
    rf"(?:{_CALLS}|Have a tip\?)(?!\w).{{0,200}}|관련\s?기사\s?[:：]?.{{0,200}}|"
    rf"(?:{_BUTTONS}|Loading\.{{0,3}})\s{{0,2}}:?)"
)
"""Lines that lead to other pages (관련기사: related article); they may stand in the middle of an article."""
_COPYRIGHT = re.compile(
    r"(?:Copyright|COPYRIGHT|©|ⓒ|\([cC]\)\s?\d{4}).{0,300}|"
    r".{0,200}(?:All rights reserved|ALL RIGHTS RESERVED|무단\s?전재).{0,200}|"
    r".{0,80}(?:may not be published, broadcast|material may not be).{0,200}"
)
"""Copyright lines; 무단 전재 is reprinting without leave."""
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
    """In a byline of its own."""
    signed: tuple[str, ...]
    """In the line that closes the text."""
    translated_from: str | None
    notes: tuple[str, ...]
    """For the curator: corrections, what was cut below."""


class Known(NamedTuple):
    """What the page's markup says already, so that it is not taken for prose; all but the title folded."""

    title: str = ""
    decks: frozenset[str] = frozenset()
    captions: frozenset[str] = frozenset()
    links: Container[str] = frozenset()
    """Texts of links (`link_texts`): a line that is one of them leads elsewhere."""

    @classmethod
    def of(cls, title: str, deck: Sequence[str] = (), captions: Sequence[Caption] = ()) -> Known:
        """Fold what was read from the markup."""
        texts = [text for item in captions if item.text for text in (item.text, f"{item.text} {item.credit or ''}")]
        return cls(title, frozenset(map(_key, [*deck, " ".join(deck)])), frozenset(map(_key, texts)))


def read(paragraphs: Sequence[str], known: Known = Known()) -> Prose:  # noqa: B008 - an immutable value
    """Sort clean lines in reading order into prose and the rest."""
    shown = [line for line in unfold.without_blocks(unfold.joined(list(paragraphs)), []) if line]
    first = _first_article(shown, known)
    lines, opened = _opened(first)
    body: list[str] = []
    found: list[Caption] = []
    names: tuple[str, ...] = ()
    translated: str | None = None
    total, seen = sum(map(len, lines)), 0
    final = max((at for at, line in enumerate(lines) if date_lines.is_sentence(line)), default=len(lines))
    for index, line in enumerate(lines):
        late = seen > total * _LATE
        seen += len(line)
        if index == 0 and opened:
            body.extend([text] if (text := _unsigned(opened.rest)) else [])
            continue
        names = names or date_lines.byline(line) or ()
        translated = translated or furniture.translated_from(line)
        if (
            body
            and late
            and (_ends(line) or neighbours.begins_bio(lines, index) or (index > final and furniture.is_box(line)))
        ):
            body.extend([tail] if furniture.ends_wire(line) and len(tail := _unsigned(line)) > _DECK else [])
            break
        if _is_known(line, known, head=len(body) < _HEAD) or _is_furniture(line, begun=bool(body), late=late):
            continue
        caption = own_caption(line) or (captions.read_text(line) if body_lines.is_lone_mark(lines, index) else None)
        if (
            caption
            and body
            and index == len(lines) - 1
            and not caption.kind
            and date_lines.is_sentence(caption.text or "")
        ):
            body.append(caption.text or "")  # the wire's name after the last sentence
            continue
        if caption:
            found.append(caption)
            continue
        text, credited = captions.cut_credits(line)
        found.extend(map(_credited, credited))
        body.extend([text] if (text := _unsigned(text)) else [])
    body, own_deck = _without_deck(body) if not opened else (body, [])
    while body and _trailing(body[-1]):
        body.pop()
    signed = body_lines.signed_authors(lines[-_SIGNING:])
    return Prose(body, own_deck, found, opened, names, signed, translated, _notes(shown, len(first)))


def _notes(lines: list[str], end: int) -> tuple[str, ...]:
    """What a curator should hear of the lines, of which those from `end` on are another article's."""
    changed = [f"body: the publisher corrected it: {line[:200]}" for line in lines if furniture.is_correction(line)]
    other = "body: another article or comments stand below, which were left out: check the end"
    return (*changed, *([other] if end < len(lines) else ()))


def _first_article(lines: list[str], known: Known) -> list[str]:
    """Lines above comments, or above the dated headline of another article, which is not the page's own."""
    sentences = size = 0
    for index, line in enumerate(lines):
        above = neighbours.heading_above(lines, index) if sentences >= _BEGUN and size >= _ARTICLE else ""
        if above and not same_words(above, known.title):
            last = max(at for at in range(index) if lines[at] == above)
            return lines[:last]
        if sentences >= _BEGUN and size >= _ARTICLE and neighbours.begins_comments(lines, index):
            return lines[:index]
        sentences += date_lines.is_sentence(line)
        size += len(line)
    return lines


def _is_known(line: str, known: Known, *, head: bool) -> bool:
    """The line stands elsewhere already: caption, headline, deck, or the link of another page."""
    key = _key(line)
    if key in known.captions or (head and (key in known.decks or same_words(line, known.title))):
        return True
    return key in known.links and not _SENTENCE.search(line)


def _is_furniture(line: str, *, begun: bool, late: bool) -> bool:
    """The line is the page's matter, not the article's; stricter above and below the text than within it."""
    short = len(line) <= 400
    return bool(
        (short and (_MORE.fullmatch(line) or _COPYRIGHT.fullmatch(line)))
        or date_lines.byline(line) is not None
        or (len(line) <= 120 and _LEAD_BY.fullmatch(line))
        or (widgets.is_line(line) and not _ADDRESS.fullmatch(line))
        or date_lines.is_date_line(line)
        or furniture.translated_from(line)
        or furniture.is_editors(line)
        or ((late or not begun) and furniture.is_notice(line) and not line.startswith(_MARKS))
        or (begun and furniture.is_signature(line))
        or _LONE_MAIL.fullmatch(line)
        or (late and short and ANY_MAIL.search(line) and _CONTACT.search(line))
    )


def _ends(line: str) -> bool:
    """The article is over with this line."""
    return furniture.is_signature(line) or furniture.ends_wire(line) or furniture.is_end(line)


def _without_deck(body: list[str]) -> tuple[list[str], list[str]]:
    """Short Korean lines above the first sentence are the deck, where real text follows."""
    first = next((at for at, line in enumerate(body[: _HEAD + 1]) if date_lines.is_sentence(line)), 0)
    lines = body[:first]
    if not lines or any(len(line) > _DECK or not _HANGUL.search(line) or furniture.is_index(line) for line in lines):
        return body, []
    return body[first:], [line for line in lines if not furniture.opens_box(line)]


def link_texts(texts: Iterable[str]) -> frozenset[str]:
    """Folded texts of links that are as long as headlines; shorter ones are words of sentences and lists."""
    return frozenset(_key(text) for text in texts if len(text) >= _HEADLINE)


def _opened(lines: list[str]) -> tuple[list[str], Dateline | None]:
    """Lines from the dateline on, where one stands among the first and only furniture stands before it."""
    for index, line in enumerate(lines[:_HEAD]):
        opened = dateline.read(line)
        if not opened or opened.agency or dateline.is_credit(line) or (captions.has_own_end(line) and len(line) < 400):
            continue
        before = lines[:index]
        if sum(map(len, before)) > 1500 or sum(date_lines.is_sentence(one) and len(one) > 150 for one in before) > 1:
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
