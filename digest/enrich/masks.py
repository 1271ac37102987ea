"""Digits that count nothing: years, codes, telephone numbers, addresses, model names, clock times.

They are struck out before quantities are read, so that no rule behind has to think of them.
"""

from __future__ import annotations

import re

STRUCK = "\x00"
"""Stands in for a digit that was struck out; the text keeps its length."""

_PATTERNS = tuple(
    (hints, re.compile(pattern))
    for hints, pattern in (
        (  # addresses
            ("http", "www."),
            r"https?://[^\s<>\"]{1,500}|www\.[^\s<>\"]{1,300}",
        ),
        (  # e-mail
            ("@",),
            r"[\w.+-]{1,60}@[\w-]{1,60}(?:\.[\w-]{1,20}){1,4}",
        ),
        (  # telephone, Korea
            ("-",),
            r"(?<!\d)(?:\+?82-)?0\d{1,2}[-.) ]{1,2}\d{3,4}-\d{4}(?!\d)|(?<!\d)1[5-9]\d\d-\d{4}(?!\d)",
        ),
        (  # telephone, elsewhere
            ("+", ")"),
            r"(?<!\d)\+\d{1,3}[ -]\d{1,4}(?:[ -]\d{2,4}){1,4}(?!\d)|\(\d{3}\) \d{3}-\d{4}",
        ),
        (  # Korean codes
            (")",),
            r"\((?:A|KS|KQ|KRX:|KOSDAQ:)?0?\d{5,6}(?:\.K[SQ])?\)|(?<![\d,.])\d{6}(?:\.K[SQ])?(?=\))",
        ),
        (  # clock times
            (":", "시"),
            r"(?<![\d.])\d{1,2}:\d{2}(?::\d{2})?(?!\d)|(?<!\d)\d{1,2}시(?: ?\d{1,2}분)?(?!간)",
        ),
        (
            ("m",),
            r"(?<![\d.])\d{1,2} ?[ap]\.?m\b\.?",
        ),
        (  # dates that `days` leaves
            (".",),
            r"(?<![\d.,])(?:19|20|')?\d{2}\.\d{1,2}\.\d{1,2}(?!\d)",
        ),
        (  # spans of years
            ("~", "∼", "-", "–"),
            r"(?<![\d.,])(?:19|20)\d\d ?[~∼\-–] ?(?:(?:19|20)?\d\d)(?=년|\)|\s|,|$)",
        ),
        (  # years
            ("년",),
            (
                r"(?<![\d.,$€£₩¥])(?:1[89]|20|21)\d\d년(?!간|물)|['’]\d\d년|(?<![\d.,])\d{2}년(?= "
                r"?[1-4](?:분기|Q)| ?[상하]반기)"
            ),
        ),
        (
            ("19", "20"),
            (
                r"(?<![\d.,$€£₩¥A-Za-z-])(?:19|20)\d\d(?![\d,.]\d|\d|%|％| ?[조억만원달]| points?| won| ?포인트|선|p\b"
                r"| shares| billion| million)(?=[\s,.)’';:/-]|$|e\b|E\b|F\b)(?! ?선)"
            ),
        ),
        (  # months
            ("월",),
            r"(?<!\d)(?:1[0-2]|0?[1-9])월",
        ),
        (
            ("분기", "Q", "H", "Y", "y"),
            (
                r"(?<!\d)[1-4] ?(?:/ ?4)?분기|(?<![\dA-Za-z])[1-4]Q(?:\d\d)?|\bQ[1-4]\b|\b[1-4]Q\d{2,4}|\b[Ff][Yy] "
                r"?\d{2,4}|\bH[12]\b|\b[12]H\d{0,4}"
            ),
        ),
        (  # ordinals: the 3rd ..., second round
            ("제", "차"),
            r"제 ?\d{1,4}|(?<![\d.])\d{1,3}차(?![가-힣]*량)",
        ),
        (
            ("st", "nd", "rd", "th", "주", "52-week"),
            r"(?<![\d.])\d{1,3}(?:st|nd|rd|th)\b|(?<![\d.])\d{2}주 ?(?:최고|최저|신고|신저|신 ?고|새)|\b52-week\b",
        ),
        (
            ("년", "개월", "-year", "-month"),
            (
                r"(?<![\d.,])\d{1,2}(?:년|개월)(?:물| ?만기)|(?<![\d.,])\d{1,2}-(?:year|month)(?= (?:Treasur|bond|note|"
                r"yield|US|U\.S\.|JGB|gilt|bill|government|Korea))"
            ),
        ),
        (
            (),
            (
                r"(?<![\d.])\d{1,3} ?(?:대 ?(?:주주)|면|호선|호(?=[ ,.\)의가는]|$)|동 |번지|층|회(?=[ "
                r",.\)의차]|$)|편|부작|라운드|단계|조 ?\d+항|항 )"
            ),
        ),
        (  # per dollar, per share
            ("당",),
            (
                r"(?<![\d.,])(?:\d{1,4}|\d,000|1?[천만]) ?(?:달러|주|원|유로|배럴|톤|파운드|온스|개|위안|엔|"
                r"루블|페소|루피) ?당(?=[ \d,은는의]|$)"
            ),
        ),
        (
            ("per ",),
            r"\bper \d{1,3}(?:,\d{3})?\b(?= (?:yen|won|dollars?|shares?|barrels?|ounces?|tons?|rupees?|people)\b)",
        ),
        (  # R1, HBM3E, o1
            (),
            (
                r"(?<![A-Za-z$€£₩¥])(?!(?:USD|EUR|KRW|JPY|CNY|GBP|CHF|HKD|RMB|SEK|NOK|DKK|INR|euro)\d)"
                r"(?:[A-Z]{1,8}|[a-z]{1,2})\d{1,5}[A-Za-z]{0,4}(?![\d,.]*\d)(?!\d)"
            ),
        ),
        (  # GPT-4, COVID-19
            ("-",),
            r"(?<![A-Za-z\d-])[A-Za-z]{2,20}-\d{1,4}(?:\.\d{1,2})?[A-Za-z]{0,3}(?![\d%])",
        ),
        (  # 5G, 3D, 10-K
            ("G", "D", "K", "-"),
            r"(?<![\d.,$€£])\d{1,2}[GDK](?![A-Za-z])|(?<![\d.])\d{1,2}-[kKqQ]\b",
        ),
        (  # inches, ages
            ("인치", "inch", "세", "age"),
            r"(?<![\d.])\d{1,2}[-+](?:인치|inch)|(?<![\d.,])\d{1,3}세(?![대기])|aged? \d{1,3}\b",
        ),
        (
            (),
            (
                r"(?<![\d.,])\d{2,4}만 ?(?:닉스|전자)|[①-⑳]|\(\d{1,2}/\d{1,2}\)|(?<![\d.])\d/\d{1,2}(?![\d%])|"
                r"(?<=코로나)19|"
                r"(?<=코로나 )19"
            ),
        ),
        (
            (),
            (
                r"(?i:\b(?:no|part|chapter|page|section|article|phase|stage|tier|level|group of|boeing|airbus|"
                r"iphone|galaxy|windows|route|formula|room|title|rule|form|form no|model|version|llama|gpt|gemini|"
                r"claude|opus|grok|qwen|top|big|boeing|mach|g)\.? ?)\d{1,4}(?:\.\d)?(?:st)?\b(?![,.]\d|%|％| ?(?:"
                r"percent|million|billion|bn|points|개|%p))"
            ),
        ),
    )
)
"""What is struck out, behind pieces of which one is in every text that the pattern can match (none: always look)."""


def strike(text: str, names: tuple[tuple[int, int], ...] = ()) -> str:
    """`text` with such digits replaced by `STRUCK`; `names` are further spans to strike (days, indices)."""
    spans = [*names]
    for hints, pattern in _PATTERNS:
        if not hints or any(hint in text for hint in hints):
            spans.extend(match.span() for match in pattern.finditer(text))
    if not spans:
        return text
    characters = list(text)
    for start, end in spans:
        for at in range(start, end):
            if characters[at].isdigit():
                characters[at] = STRUCK
    return "".join(characters)
