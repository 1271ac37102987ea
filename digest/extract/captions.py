"""Captions and credits of pictures stand among the paragraphs of a dump; they are data, not body.

A caption may carry a dateline, a reporter, a date and a mail of its own, which are not the article's.
"""

from __future__ import annotations

import re

from digest.extract.patterns import MAIL, MAX_LINE, TAIL_MAIL
from digest.model import Caption
from digest.text.normalise import clean_line

MAX_CAPTIONS = 200
"""More than any article has; the rest of a hostile dump is left out."""
MAX_TWO_SENTENCES = 80
"""Characters of a caption of several sentences; longer ones are paragraphs that a credit was glued to."""
MAX_TEXT = 300
"""Characters of a caption; a longer line with a credit is a paragraph that a credit was glued to."""

_KIND = (
    r"(?P<kind>사진|사잔|자료사진|자료|그래픽|그림|표|도표|차트|출처|제공|이미지|일러스트|영상|캡처|인포그래픽|"
    r"Photo|PHOTO|Photograph|Picture|Image|Graphic|Chart|Source|Table|Infographic|Credit)"
)
_SAYS = r"\s{0,2}(?:제공|출처|캡처|자료)?\s{0,2}[=:＝]\s{0,2}"
_BRACKET = re.compile(
    rf"[\[(<〈【（](?:\s{{0,2}}{_KIND}(?P<source>\s[^=:\[\]]{{1,20}})?\s{{0,2}}(?:제공|출처|캡처)?\s{{0,2}}[=:＝]\s{{0,2}}"
    r"(?P<credit>[^\[\]<>〈〉【】]{1,80}?))\s{0,2}[\])>〉】）]"
)
"""`[사진=X]`, `[사진 신화사=뉴스핌 특약]`, `(그래픽=X)`; `사잔` is a typo that really is printed."""
_DATA_KINDS = frozenset({"자료", "출처", "제공", "Source"})
"""A sentence that closes with `(자료=X)` names its source; with `(사진=X)` it is a caption."""
_PLAIN_CREDIT = re.compile(rf"(?:^|[\s/.])/?{_KIND}{_SAYS}(?P<credit>[^=:\[\]<>|]{{1,40}})$")
"""`/사진제공=X`, `사진=X`, `자료: X` at the end of a line or alone."""
_MARKED = re.compile(
    r"(?P<text>.{0,300}?)\s{0,3}[ⓒ©]\s{0,2}(?P<credit>(?:[가-힣A-Za-z0-9 .]{1,20}=)?[가-힣A-Za-z0-9 .&]{2,30})"
)
"""`ⓒ 로이터=뉴스1`."""
_ENGLISH_END = re.compile(
    r"(?P<text>.{0,400}?)\s{0,3}[(\[]\s{0,2}(?P<credit>Yonhap|AP|AFP|EPA|Reuters|REUTERS|Bloomberg|Getty Images"
    r"|Xinhua|"
    r"(?:(?:AP|AFP|EPA|File|Courtesy|Photo)\s[Pp]hoto|Photo|Courtesy|REUTERS|AP|Image)\s?(?:/|:|by|of"
    r"|courtesy of)\s?[^()\[\]]{1,60})\s{0,2}[)\]]"
)
_ENGLISH_TAIL = re.compile(
    r"(?P<text>(?:.{1,400}?\s{1,3})??)(?P<credit>(?:REUTERS|Reuters|AP|AFP|EPA)/[A-Z][\w .'\-]{2,40}(?:/File Photo)?|"
    r"(?:[A-Z][\w.'\-]{1,20}\s){0,3}(?:[A-Z][\w.'\-]{1,20}\s?/\s?)?(?:\||/|[A-Za-z]{2,12} via )\s?"
    r"(?:Getty Images|Bloomberg|AFP|Reuters|CNBC"
    r"|AP)(?:\s(?:via\s)?[A-Z][\w ]{1,30})?)"
)
_ENGLISH_HEAD = re.compile(
    r"(?P<credit>(?:AFP via |Bloomberg via )?Getty Images|EPA|PA Media)\s(?P<text>[A-Z][^.!?]{3,200})"
)
"""`Getty Images A worker in a plant`: the credit before what is seen, as one site prints it."""
_TAKEN = re.compile(
    r"(?P<kind>Photo|Photograph|Image|Illustration|Graphic)s?(?: credit)?(?: by|:) "
    r"(?P<credit>[A-Z][^.:!?]{2,60}?)(?: (?:on|via) [A-Z][a-z]{2,12})?\.?"
)
"""`Photo by Jo Lind / Unsplash`, alone on its line."""
_PROVIDED = re.compile(
    r"[\[(【](?:(?P<credit>[^\[\]()【】.]{1,60}?)\s(?:제공|자료사진|캡처|제작)|촬영\s(?P<by>[^\[\]()【】.]{1,40}))"
    r"\.?(?:\s?재판매 및 DB ?금지\.?)?[\])】](?:\s?(?:일러스트|그래픽|합성사진|사진합성))?$"
)
"""`[X 제공. 재판매 및 DB 금지]`, `[X 자료사진]`, `[촬영 X]`: provided by, file picture, taken by."""
_DATED_CREDIT = re.compile(
    r"(?P<text>.{4,300}?)\s(?:19|20)\d\d\.\s?\d{1,2}\.\s?\d{1,2}(?:\.?\s/?\s?|\.?/)"
    r"(?P<credit>(?:(?:AP|AFP|EPA|UPI|로이터|신화|게티이미지)[ ·/=]?){0,2}"
    r"(?:연합뉴스|뉴시스|뉴스1|AP|AFP|EPA|UPI|로이터)(?:\s?제공)?)\.?"
)
"""`… 보고 있다. 2024.3.5 연합뉴스`."""
_SEEN = re.compile(
    r"(?P<text>.{4,300}?(?:[고서어아해져] 있다|모습|전경|장면)\.?)\s?/?\s?"
    r"(?P<credit>연합뉴스|뉴시스|뉴스1|AP|AFP|EPA|로이터|(?:AP|AFP|EPA|로이터|신화)[ =/·]?(?:연합뉴스|뉴시스|뉴스1))"
)
"""`… 업무를 보고 있다. 연합뉴스`, `… 있다./뉴스1`: what a picture shows, and whose it is."""
_SLASHED = re.compile(r"(?P<text>.{4,300}?)\s?/\s?(?P<credit>[^/.\s][^/.]{1,30}?)\s(?:제공|캡처|자료사진)")
"""`… 전경. /가람테크 제공`."""
_SAID = re.compile(
    r"(?P<text>(?:(?![다요][.]\s.{40}).){4,200}?[.])\s(?P<credit>[가-힣A-Za-z0-9·&]{2,20}(?:\s[가-힣A-Za-z0-9·&]{1,15})?)\s제공[.]?"
)
"""`… 전경. 가람테크 제공`, `… 보고 있다. 가람테크 제공`: one sentence, and who gave the picture."""
_AGENCY_END = re.compile(r"(?P<text>[^.]{4,120}(?<![다요])[.])\s(?P<credit>연합뉴스|뉴시스|뉴스1|AP|AFP|EPA|로이터)")
"""`… 사업장. 연합뉴스`."""
_CAPITALS = re.compile(
    r"(?P<text>.{10,400}?)\s?\[(?!(?:VIDEOS?|PHOTOS?|PICTURES|INSIGHT|REACTION|ANALYSIS|LIVE|LATEST|OPINION|UPDATED?)\])"
    r"(?P<credit>[A-Z][A-Z .,/&'\-]{2,50})\]"
)
"""`A plant in Pyeongtaek [GARAM TECH]`."""
_RIGHTS = re.compile(r"\s?Purchase Licensing Rights.{0,40}$")
_IMAGE_ROW = re.compile(r"\|?\s{0,3}!\[[^\]\n]{0,300}\]\([^()\n]{0,500}\)\s{0,3}\|?")
_RULE_ROW = re.compile(r"\|?[\s:|\-]{3,200}\|?")
_ONE_CELL = re.compile(r"\|\s{0,4}(?P<text>[^|]{1,400}?)\s{0,4}\|")
_OWN_END = re.compile(
    rf"\s{{0,3}}(?P<day>(?:19"
    rf"|20)\d\d[.\-]\s?\d{{1,2}}[.\-]\s?\d{{1,2}}\.?)\s{{0,3}}(?P<mail>{MAIL})?\s{{0,3}}"
    r"(?:\[[^\]]{1,40}\]|\*?\s?재판매 및 DB ?금지)?\s{0,3}\|?$"
)
_TRIANGLE = re.compile(r"[▲△▶◀◆]\s?(?P<text>.{2,300}?)\s?\((?P<credit>[^()]{2,60}(?:기자|제공|사진)[^()]{0,40})\)")
_SENTENCE_END = re.compile(r"(?:다|요|까|음|함)[.\"”’']{1,2}\s")


def is_image(line: str) -> bool:
    """Markdown of a picture alone, or the rule of a table: nothing to keep."""
    head = line[:MAX_LINE]
    return bool(_IMAGE_ROW.fullmatch(head)) or ("-" in head and "|" in head and bool(_RULE_ROW.fullmatch(head)))


def has_own_end(line: str) -> bool:
    """The line closes with a date such as `2020.11.27`, with or without a mail: photo captions of agencies do."""
    return bool(_OWN_END.search(line[-200:]))


def read_agency(rest: str) -> Caption | None:
    """The caption in what follows a dateline of its own: text up to its date and mail."""
    match = _OWN_END.search(rest[-200:])
    if not match:
        return None
    text = clean_line(rest[: len(rest) - len(rest[-200:]) + match.start()]).strip(" |")
    return read(text) or _caption(text, None, None)


def read_row(line: str) -> str | None:
    """The text of a table row with one cell (`| caption |`), as captions stand in dumps; None for other lines."""
    match = _ONE_CELL.fullmatch(line[:MAX_LINE].strip())
    return match["text"].strip() if match else None


def read(line: str) -> Caption | None:
    """The caption that a line is, or None where the line is a paragraph."""
    line = _RIGHTS.sub("", line.strip()).rstrip("|").rstrip()
    if not 2 <= len(line) <= MAX_TEXT + 100:
        return None
    bracket = _last(_BRACKET, line)
    if bracket:
        return _bracketed(line, bracket)
    plain = _TAKEN.fullmatch(line) or _PLAIN_CREDIT.search(line)
    if plain and len(line) <= 200 and not re.search(r"(?:다|요|까)\.?$", plain["credit"]):
        return _caption(line[: plain.start()].rstrip(" /"), plain["credit"], plain["kind"])
    provided = _PROVIDED.search(line[-200:])
    if provided and not _SENTENCE_END.search(line[: -len(provided.group())] + " "):
        return _caption(line[: -len(provided.group())], provided["credit"] or provided["by"], None)
    matches = (
        pattern.fullmatch(line)
        for pattern in (
            _DATED_CREDIT,
            _SEEN,
            _SLASHED,
            _SAID,
            _AGENCY_END,
            _MARKED,
            _CAPITALS,
            _ENGLISH_END,
            _TRIANGLE,
            _ENGLISH_TAIL,
            _ENGLISH_HEAD,
        )
    )
    match = next(filter(None, matches), None)
    if match and not re.search("무단|저작권|reserved|Copyright", line):  # copyright lines
        return _caption(match["text"], match["credit"], None)
    return None


def _bracketed(line: str, bracket: re.Match[str]) -> Caption | None:
    """The caption with a bracketed credit at its end or start; None where it stands in a paragraph."""
    before, after = line[: bracket.start()].strip(), line[bracket.end() :].strip(" |.")
    if line[bracket.start()] in "(（" and bracket["kind"] in _DATA_KINDS and before.endswith("다."):
        return None
    text = before or after
    sentences = len(_SENTENCE_END.findall(text + " "))
    if (before and after) or len(text) > MAX_TEXT or (sentences > 1 and len(text) > MAX_TWO_SENTENCES):
        return None
    source, credit = (bracket["source"] or "").strip(), bracket["credit"].strip()
    return _caption(text, f"{source}={credit}" if source else credit, bracket["kind"])


def read_text(text: str) -> Caption:
    """A caption without a credit, as it stands in a table row under a picture."""
    return _caption(text, None, None)


def read_provided(line: str) -> Caption | None:
    """The credit that a line is alone (`[X 제공. 재판매 및 DB 금지]`); its caption stands on the line above."""
    match = _PROVIDED.fullmatch(line[:200].strip())
    return _caption(None, match["credit"] or match["by"], None) if match else None


def cut_credits(paragraph: str) -> tuple[str, tuple[Caption, ...]]:
    """A paragraph without the bracketed credits that are glued into it, and these as captions.

    Short text without a full stop before the credit is its caption; text after it is the paragraph.
    """
    found: list[Caption] = []
    kept: list[str] = []
    start = 0
    for match in _BRACKET.finditer(paragraph[:MAX_LINE]):
        before = paragraph[start : match.start()].strip()
        if before and len(before) <= 120 and not _SENTENCE_END.search(before + " "):
            found.append(_caption(before, match["credit"].strip(), match["kind"]))
        else:
            kept.append(before)
            found.append(_caption("", match["credit"].strip(), match["kind"]))
        start = match.end()
    if not found:
        return paragraph, ()
    kept.append(paragraph[start:].strip(" |"))
    return " ".join(piece for piece in kept if piece), tuple(found)


def _last(pattern: re.Pattern[str], line: str) -> re.Match[str] | None:
    found = None
    for match in pattern.finditer(line):
        found = match
    return found


def _caption(text: str | None, credit: str | None, kind: str | None) -> Caption:
    text = clean_line(TAIL_MAIL.sub("", text or "")).strip(" |▲△▶◀/")[:500].strip()
    credit = clean_line(TAIL_MAIL.sub("", credit or "")).strip(" |")
    kind = "사진" if kind == "사잔" else kind
    return Caption(text=text or None, credit=credit or None, kind=kind)
