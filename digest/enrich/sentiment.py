"""Is the news good or bad, for the article and for each company, and which words say so.

One interface for every method: a `Scorer` labels a text, `judge` turns text and companies into the
model's `Sentiment`. The default scorer is the lexicon of this package: nothing to download, the same
answer every time, evidence by construction. A company without a polar clause of its own is neutral;
it never takes over the article's label.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import TYPE_CHECKING, Protocol

from digest.enrich import bracketed
from digest.enrich.findings import Finding, explain
from digest.model import CompanySentiment, Evidence, Label, Sentiment
from digest.text import sentences

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from digest.enrich.companies import Company
    from digest.model import Security

__all__ = ["Finding", "Judgement", "LexiconScorer", "Scorer", "explain", "judge"]

METHOD = "lexicon"
VERSION = "4"
"""Raised with every release whose tables or rules may give the same text another judgement; an article keeps the
version that judged it."""

SENTENCE_LIMIT = 0.45
"""Least sum of clause scores that makes one sentence positive or negative (tuned on two thirds of the half)."""
COMPANY_LIMIT = 0.24
"""The same for one company: its clause is already about it."""
MIXED_RATIO = 0.6
MIXED_LEAST = 1.6
"""An article is mixed when the weaker sign has this share of the stronger and this much weight itself."""
MIXED_SENTENCE = 0.8
"""Least weight of the weaker sign for a mixed sentence, whose signs balance."""
TITLE_WEIGHT = 3.0
LEAD_WEIGHT = 2.0
LEAD_SENTENCES = 3
MAX_EVIDENCE = 5
EVIDENCE_OF_ONE = 1
"""Most entries of one sentence: a reader sees more of the text that way."""


@dataclass(frozen=True, slots=True)
class Judgement:
    """What a scorer says of a text: label, -1..1, and the pieces that led to it."""

    label: Label
    score: Decimal
    evidence: tuple[Evidence, ...] = ()


class Scorer(Protocol):
    """A method of judging; `method` and `version` are kept with every value it makes."""

    @property
    def method(self) -> str:
        """Short name: `lexicon`, `onnx`, `llm`, `trained`."""

    @property
    def version(self) -> str:
        """Changes whenever the same text may get another answer."""

    def label(self, text: str, lang: str) -> Judgement:
        """Judges a headline, a sentence or a whole text."""


class LexiconScorer:
    """The default: direction x indicator, clause by clause (see `polarity`)."""

    method = METHOD
    version = VERSION

    def label(self, text: str, lang: str) -> Judgement:
        """One sentence by the sum of its clauses, several as an article without a title."""
        pieces = sentences.split(text)
        if len(pieces) > 1:
            findings = explain(text, lang)
            return _article(findings, findings)
        return _sentence(text, lang)


def _sentence(text: str, lang: str) -> Judgement:
    return _one_sentence(explain(text, lang))


def _one_sentence(findings: Sequence[Finding]) -> Judgement:
    """A headline or sentence by itself takes the sign of its sum; only balanced contrary clauses are mixed."""
    total = sum(finding.score for finding in findings)
    up = sum(finding.score for finding in findings if finding.score > 0)
    label: Label = "neutral"
    if abs(total) >= SENTENCE_LIMIT:
        label = "positive" if total > 0 else "negative"
    elif min(up, up - total) >= MIXED_SENTENCE:
        label = "mixed"
    return Judgement(label, _decimal(_squash(total)), _evidence(findings, _sign(total)))


def _squash(value: float) -> float:
    return value / (1.0 + abs(value))


def _decimal(value: float) -> Decimal:
    return Decimal(str(round(max(-1.0, min(1.0, value)), 3))) + 0


def _article(weighted: Sequence[Finding], shown: Sequence[Finding], limit: float = SENTENCE_LIMIT) -> Judgement:
    up = sum(finding.score for finding in weighted if finding.score > 0)
    down = -sum(finding.score for finding in weighted if finding.score < 0)
    total = up - down
    label: Label = "neutral"
    if min(up, down) >= MIXED_LEAST and min(up, down) >= MIXED_RATIO * max(up, down):
        label = "mixed"
    elif abs(total) >= limit:
        label = "positive" if total > 0 else "negative"
    score = total / (up + down + 1.0)
    return Judgement(label, _decimal(score), _evidence(shown, _sign(total)))


def _sign(value: float) -> int:
    return (value > 0) - (value < 0)


def _evidence(findings: Sequence[Finding], sign: int) -> tuple[Evidence, ...]:
    """The strongest few, those of the label's sign first, in the order of the text."""
    ranked = sorted(findings, key=lambda f: (-(f.score * sign if sign else abs(f.score)), f.sentence, f.start, f.words))
    chosen: list[Finding] = []
    for finding in ranked:
        if sum(one.sentence == finding.sentence for one in chosen) < EVIDENCE_OF_ONE:
            chosen.append(finding)
        if len(chosen) == MAX_EVIDENCE:
            break
    chosen.sort(key=lambda f: (f.sentence, f.start))
    return tuple(
        Evidence(sentence=f.sentence, words=" ".join(f.words.split())[:200], score=_decimal(f.score)) for f in chosen
    )


def judge(
    text: str,
    lang: str,
    companies: Sequence[Company] = (),
    *,
    title: str = "",
    scorer: Scorer | None = None,
    ticker: Callable[[Security], str] = lambda security: security.code,
) -> Sentiment:
    """The article's sentiment and one `CompanySentiment` for each company that is no mere source.

    Args:
        text: Body paragraphs joined by a newline; spans of `companies` index into it.
        lang: `ko` or `en`.
        companies: Who the article names.
        title: Counts three times; it gives no evidence, since evidence points into `text`.
        scorer: Judges article and clauses in place of the lexicon.
        ticker: How a security is written in the front matter.
    """
    findings = explain(text, lang, companies)
    headline = explain(title, lang, _in_title(companies, len(title) + 1)) if title and companies else ()
    pieces = sentences.split(text)
    verdict = (
        _by_lexicon(findings, lang, title, alone=not title and len(pieces) == 1)
        if scorer is None or scorer.method == METHOD
        else scorer.label(f"{title}\n{text}" if title else text, lang)
    )
    judged: list[CompanySentiment] = []
    of_each, of_title = _by_company(findings), _by_company(headline)
    for company in companies:
        if company.role == "source":
            continue
        own = of_each[company.security.id]
        if scorer is not None and scorer.method != METHOD:
            own = _rescored(own, scorer, lang)
        own = _with_printed(own, pieces, company)
        named = [_weighed(f, TITLE_WEIGHT) for f in of_title[company.security.id]]
        result = _article([*own, *named], own, COMPANY_LIMIT)
        judged.append(
            CompanySentiment(
                ticker=ticker(company.security), label=result.label, score=result.score, evidence=result.evidence
            )
        )
    return Sentiment(
        label=verdict.label,
        score=verdict.score,
        by="model",
        method=scorer.method if scorer else METHOD,
        version=scorer.version if scorer else VERSION,
        evidence=verdict.evidence,
        companies=tuple(judged),
    )


def _by_company(findings: Sequence[Finding]) -> defaultdict[str, list[Finding]]:
    """The findings of each company, in order."""
    found: defaultdict[str, list[Finding]] = defaultdict(list)
    for finding in findings:
        for company in dict.fromkeys(finding.companies):
            found[company].append(finding)
    return found


def _in_title(companies: Sequence[Company], offset: int) -> list[Company]:
    """The companies with the places of a title, which precede the text, counted from its start."""
    return [
        replace(
            company,
            spans=tuple(
                span._replace(start=span.start + offset, end=span.end + offset)
                for span in company.spans
                if span.start < 0
            ),
        )
        for company in companies
    ]


def _with_printed(own: Sequence[Finding], pieces: Sequence[sentences.Sentence], company: Company) -> list[Finding]:
    """`own` with the moves printed behind the company's name, which in their sentence outweigh what a list shares."""
    found = list(own)
    for number, start, sign, words in bracketed.moves(pieces, company):
        found = [f for f in found if f.sentence != number or len(f.companies) == 1 or f.score * sign > 0]
        text, whose = pieces[number - 1].text, (company.security.id,)
        found.append(Finding(number, text, start, len(text), words, bracketed.MOVED * sign, whose))
    return found


def _by_lexicon(findings: Sequence[Finding], lang: str, title: str, *, alone: bool) -> Judgement:
    if alone:
        return _one_sentence(findings)
    weighted = [_weighed(f, LEAD_WEIGHT) if f.sentence <= LEAD_SENTENCES else f for f in findings]
    weighted.extend(_weighed(f, TITLE_WEIGHT) for f in explain(title, lang))
    return _article(weighted, findings)


def _weighed(finding: Finding, weight: float) -> Finding:
    return replace(finding, score=finding.score * weight)


def _rescored(findings: Sequence[Finding], scorer: Scorer, lang: str) -> list[Finding]:
    """The lexicon finds the clauses, another scorer says how good each is."""
    seen: dict[str, Finding] = {}
    for finding in findings:
        if finding.clause not in seen:
            score = float(scorer.label(finding.clause, lang).score)
            seen[finding.clause] = _weighed(finding, score / finding.score if finding.score else 0.0)
    return list(seen.values())
