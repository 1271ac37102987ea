"""A draft of what the news means for each company: direction and reason from the clauses about it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from digest.enrich.companies import companies
from digest.enrich.sentiment import explain, judge
from digest.model import Impact

if TYPE_CHECKING:
    from digest.enrich.securities import Securities
    from digest.enrich.sentiment import Scorer
    from digest.model import Extraction

MAX_REASONS = 3
_SIGNS = {"positive": 1, "negative": -1}


@dataclass(frozen=True, slots=True)
class Row:
    """One row: the impact, the company's GICS sector, and the clauses that say so (for the curator only)."""

    impact: Impact
    sector: str
    evidence: tuple[str, ...]


def impacts(page: Extraction, securities: Securities, *, scorer: Scorer | None = None) -> tuple[Row, ...]:
    """Rows for the companies that the text names as subject or in passing, subjects first.

    The reason is the words found (`실적 타격`) that point where the judgement does, not a sentence: it is the source's
    language of facts. A company of which no clause speaks is neutral and has no reason.
    """
    text = "\n".join(page.body)
    lead, day = page.body[0] if page.body else "", page.published.date() if page.published else None
    found = companies(text, securities, title=page.title or "", lead=lead, day=day)
    named = sorted((company for company in found if company.role != "source"), key=lambda item: item.role != "subject")
    judged = judge(text, page.lang, named, title=page.title or "", scorer=scorer, ticker=securities.ticker)
    clauses = explain(text, page.lang, named)
    rows = []
    for company, verdict in zip(named, judged.companies, strict=True):
        own = [finding.clause for finding in clauses if company.security.id in finding.companies]
        sign = _SIGNS.get(verdict.label, 0)
        words = dict.fromkeys(item.words for item in verdict.evidence if (item.score or 0) * sign >= 0)
        reason = ", ".join(list(words)[:MAX_REASONS]) or None
        impact = Impact(ticker=verdict.ticker, direction=verdict.label, reason=reason, by="model")
        rows.append(Row(impact, company.security.sector, tuple(dict.fromkeys(own))[:MAX_REASONS]))
    return tuple(rows)
