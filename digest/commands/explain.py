"""`digest explain`: which companies, sentiment and figures are read from a text, and by which rule."""

from __future__ import annotations

import json
import os
import re
import sys
from typing import TYPE_CHECKING, Any

from digest.acquire.endpoint import post
from digest.acquire.files import read
from digest.check.figures import check_text
from digest.curate.original import original
from digest.enrich.backends import choose
from digest.enrich.companies import companies
from digest.enrich.quantities import key_figures, quantities
from digest.enrich.securities import Securities
from digest.enrich.sentiment import judge
from digest.errors import DigestError
from digest.text.normalise import clean_line, clean_text
from digest.text.sentences import split

if TYPE_CHECKING:
    import argparse

    from digest.enrich.quantity import Quantity
    from digest.enrich.sentiment import Scorer
    from digest.model import Extraction

_HANGUL = re.compile("[가-힣]")


def run(arguments: argparse.Namespace) -> int:
    """Explain one text, or every line of it."""
    securities = Securities.beside(arguments.content)
    try:
        scorer = choose(arguments.sentiment, os.environ, post)
        if arguments.lines:
            for raw in read(arguments.file).text.removesuffix("\n").split("\n"):
                line = clean_line(raw)
                found = _read(line, arguments.lang or _language(line), "", securities, scorer=scorer)
                print(json.dumps({"text": line} | found, ensure_ascii=False))
            return 0
        article, page, written = original(arguments.file, arguments.content)
    except DigestError as error:
        print(error, file=sys.stderr)
        return 1
    text = "\n".join(page.body) or ("" if article else clean_text(written))
    lang = arguments.lang or (page.lang if page.body else _language(text))
    if arguments.json:
        print(
            json.dumps(
                _read(text, lang, page.title or "", securities, scorer=scorer, page=page), ensure_ascii=False, indent=1
            )
        )
        return 0
    _print(text, lang, page, securities, scorer)
    return 0


def _language(text: str) -> str:
    return "ko" if _HANGUL.search(text) else "en"


def _read(
    text: str, lang: str, title: str, securities: Securities, *, scorer: Scorer | None, page: Extraction | None = None
) -> dict[str, Any]:
    published = page.published.date() if page and page.published else None
    found = companies(text, securities, title=title, lead=text.split("\n", 1)[0], day=published)
    return {
        "companies": [
            {
                "id": company.security.id,
                "ticker": securities.ticker(company.security),
                "role": company.role,
                "score": round(company.score, 3),
                "rule": company.spans[0].rule if company.spans else "",
                "spans": [span._asdict() for span in company.spans],
            }
            for company in found
        ],
        "sentiment": judge(text, lang, found, title=title, scorer=scorer, ticker=securities.ticker).model_dump(
            mode="json", exclude_defaults=True
        ),
        "figures": [_quantity(item) for item in quantities(text, lang=lang, published=published)],
        "key_figures": [
            figure.model_dump(mode="json", exclude_defaults=True)
            for figure in key_figures(text, lang=lang, published=published)
        ],
        "inconsistent": [
            {"kind": item.kind, "start": item.start, "end": item.end, "message": item.message, "remedy": item.remedy}
            for item in check_text(text, lang=lang, published=published)
        ],
    }


def _quantity(item: Quantity) -> dict[str, Any]:
    """What is known of one number; nothing that is not."""
    told = {
        "text": item.text,
        "start": item.start,
        "end": item.end,
        "value": format(item.value, "f"),
        "unit": item.unit,
        "kind": item.kind,
        "low": item.low,
        "high": item.high,
        "date": item.date,
        "subject": item.subject,
    }
    return {key: value if isinstance(value, int) else str(value) for key, value in told.items() if value is not None}


def _print(text: str, lang: str, page: Extraction, securities: Securities, scorer: Scorer | None) -> None:
    day = page.published.date() if page.published else None
    found = companies(text, securities, title=page.title or "", lead=text.split("\n", 1)[0], day=day)
    sentences = split(text)
    if page.title:
        print(f"{page.title}\n")
    for company in found:
        security = company.security
        print(f"{security.id}  {security.name_ko} / {security.name_en}: {company.role} (score {company.score:.2f})")
        for span in company.spans[:8]:
            place = next(
                (n for n, sentence in enumerate(sentences, 1) if sentence.start <= span.start < sentence.end), 0
            )
            print(
                f"    {span.text}  [{span.rule}, {span.score:.2f}] sentence {place}"
                if place
                else f"    {span.text}  [{span.rule}] title"
            )
    sentiment = judge(text, lang, found, title=page.title or "", scorer=scorer, ticker=securities.ticker)
    print(f"\nsentiment: {sentiment.label} (score {sentiment.score}, {sentiment.method} {sentiment.version})")
    for item in sentiment.evidence:
        print(f"    sentence {item.sentence}: {item.words} ({item.score})")
        print(
            f"        {sentences[item.sentence - 1].text}" if 0 < item.sentence <= len(sentences) else "        title"
        )
    for company_sentiment in sentiment.companies:
        print(f"    {company_sentiment.ticker}: {company_sentiment.label} ({company_sentiment.score})")
    published = page.published.date() if page.published else None
    figures = key_figures(text, lang=lang, published=published)
    for finding in check_text(text, lang=lang, published=published):
        print(f"\nnumbers that cannot all be right: {finding.message}: {finding.remedy}")
    print("\nfigures:" if figures else "\nno figures with a label")
    for figure in figures:
        print(f"    {figure.label}: {figure.value} {figure.unit} {figure.date or ''} ({figure.text})")
