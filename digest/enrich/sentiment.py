"""Is the news good or bad, for the article and for each company, and which words say so.

One interface for every method: a `Scorer` labels a text, `judge` turns text and companies into the
model's `Sentiment`. The default scorer is the lexicon of this package: nothing to download, the same
answer every time, evidence by construction. A company without a polar clause of its own is neutral;
it never takes over the article's label.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Protocol

from digest.enrich import clauses, lexicon, polarity
from digest.model import CompanySentiment, Evidence, Label, Sentiment
from digest.text import sentences

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from digest.enrich.companies import Company
    from digest.enrich.polarity import Verdict
    from digest.model import Security

METHOD = "lexicon"
VERSION = "1"

SENTENCE_LIMIT = 0.45
"""Least sum of clause scores that makes one sentence positive or negative (tuned on two thirds of the half)."""
COMPANY_LIMIT = 0.25
"""The same for one company: its clause is already about it."""
MIXED_RATIO = 0.6
MIXED_LEAST = 1.6
"""An article is mixed when the weaker sign has this share of the stronger and this much weight itself."""
TITLE_WEIGHT = 3.0
LEAD_WEIGHT = 2.0
LEAD_SENTENCES = 3
MAX_EVIDENCE = 5
MAX_SENTENCE = 2000
"""Characters of a sentence that are read; longer ones are no prose."""

_ANAPHOR = re.compile(
    r"(?:^|[\s\"“])(?:업체|회사|동사|이 회사|같은 회사)(?=[의은는이가도를에]|\s)|\bthe (?:company|firm|group|chipmaker|automaker)\b",
    re.I,
)
_ACTS = frozenset({"direction", "trend", "polar", "superlative"})
"""Kinds without which a clause says nothing by itself and reads on to the next."""
_TOPIC = re.compile(r"\s?(?:\([^()]{1,20}\))?(?:은|는|도)(?:\s|,)")
_BYSTANDER = re.compile(
    r"\b(?:on|vs|versus|against|with|by|from|in|at|to|for|than|over|of|says?|said)\s(?:the\s)?['\"]?$", re.I
)
_AGENT = re.compile(
    r"\s(?:[A-Z]\w+\s)?(?:downgrades?|upgrades?|cuts? target|raises? target|recommends?|maintains?|expects?|sees|says|prefers|initiates|puts|to buy|buys|sells|approves|names|asks)\b"
)


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


@dataclass(frozen=True, slots=True)
class Finding:
    """One polar clause: the sentence (1-based, as `digest.text.sentences` counts), words, weighted score."""

    sentence: int
    text: str
    start: int
    end: int
    words: str
    score: float
    companies: tuple[str, ...] = ()
    """Ids of the securities that the clause is about."""

    @property
    def clause(self) -> str:
        """The clause as it stands in the text."""
        return self.text[self.start : self.end].strip()


@dataclass(frozen=True, slots=True)
class _Scored:
    clause: clauses.Clause
    verdicts: tuple[Verdict, ...]

    @property
    def score(self) -> float:
        return sum(verdict.score for verdict in self.verdicts) * self.clause.weight


def _is_name(sentence: str, hit: lexicon.Hit) -> bool:
    """A capitalised polar word right after another capitalised word is part of a name (Shoppers Stop)."""
    if hit.term.kind not in {"polar", "negator"} or not hit.text[0].isupper() or not hit.start:
        return False
    return re.search(r"\b[A-Z][\w&.]{0,30}\s$", sentence[max(0, hit.start - 32) : hit.start]) is not None


def clause_scores(sentence: str, lang: str, names: Sequence[tuple[int, int]] = ()) -> list[_Scored]:
    """Each clause of one sentence with its verdicts; words inside `names` (spans) are no evidence."""
    sentence = sentence[:MAX_SENTENCE]
    hits = [hit for hit in lexicon.find(sentence, lang) if not any(a < hit.end and hit.start < b for a, b in names)]
    if lang == "en":
        hits = [hit for hit in hits if not _is_name(sentence, hit)]
    found: list[_Scored] = []
    carried: lexicon.Hit | None = None
    position = 0
    for clause in clauses.join(clauses.split(sentence, lang), [h.start for h in hits if h.term.kind in _ACTS]):
        inside: list[lexicon.Hit] = []
        while position < len(hits) and hits[position].start < clause.end:
            inside.append(hits[position])
            position += 1
        if not inside:
            found.append(_Scored(clause, ()))
            continue
        indicators = [hit for hit in inside if hit.term.kind == "indicator"]
        moved = any(hit.term.kind in {"direction", "trend"} for hit in inside)
        found.append(_Scored(clause, tuple(polarity.verdicts(sentence, inside, lang, None if indicators else carried))))
        carried = indicators[0] if indicators and not moved else (None if moved else carried)
    return found


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
    scored = clause_scores(text, lang)
    values = [verdict.score * item.clause.weight for item in scored for verdict in item.verdicts]
    total = sum(values)
    up, down = sum(v for v in values if v > 0), -sum(v for v in values if v < 0)
    label: Label = "neutral"
    if abs(total) >= SENTENCE_LIMIT:
        label = "positive" if total > 0 else "negative"
    elif min(up, down) >= 0.8:
        label = "mixed"
    evidence = tuple(
        Evidence(sentence=1, words=verdict.words[:200], score=_decimal(verdict.score))
        for item in scored
        for verdict in item.verdicts
    )
    return Judgement(label, _decimal(_squash(total)), evidence[:MAX_EVIDENCE])


def _squash(value: float) -> float:
    return value / (1.0 + abs(value))


def _decimal(value: float) -> Decimal:
    return Decimal(str(round(max(-1.0, min(1.0, value)), 3))) + 0


def explain(text: str, lang: str, companies: Sequence[Company] = ()) -> list[Finding]:
    """Every polar clause of `text` with its sentence, words, score and companies, in order."""
    spans = sorted((span.start, span.end, c.security.id) for c in companies if c.role != "source" for span in c.spans)
    found: list[Finding] = []
    last: str | None = None
    named: set[str] = set()
    paragraph = 0
    position = 0
    for number, sentence in enumerate(sentences.split(text), 1):
        if "\n" in text[paragraph : sentence.start]:
            last, fresh = (next(iter(named)) if len(named) == 1 else None), set()
            named = fresh
        paragraph = sentence.start
        inside: list[tuple[int, int, str]] = []
        while position < len(spans) and spans[position][0] < sentence.end:
            if spans[position][0] >= sentence.start:
                inside.append(
                    (spans[position][0] - sentence.start, spans[position][1] - sentence.start, spans[position][2])
                )
            position += 1
        named.update(span[2] for span in inside)
        topic: str | None = None
        for item in clause_scores(sentence.text, lang, [span[:2] for span in inside]):
            about, topic = _about(sentence.text, item.clause, inside, topic, last, lang)
            last = next((span[2] for span in reversed(inside) if span[0] < item.clause.end), last)
            found.extend(
                Finding(
                    number,
                    sentence.text,
                    item.clause.start,
                    item.clause.end,
                    v.words,
                    v.score * item.clause.weight,
                    about,
                )
                for v in item.verdicts
            )
        if inside:
            last = topic or inside[-1][2]
    return found


def _about(
    sentence: str,
    clause: clauses.Clause,
    spans: list[tuple[int, int, str]],
    topic: str | None,
    last: str | None,
    lang: str,
) -> tuple[tuple[str, ...], str | None]:
    """The companies that a clause speaks of, and the topic that the next clause inherits."""
    inside = [span for span in spans if clause.start <= span[0] < clause.end]
    if not inside:
        if _ANAPHOR.search(sentence, clause.start, clause.end) and (topic or last):
            return (topic or last or "",), topic
        if topic is None:
            return (), None
        piece = sentence[clause.start : clause.end]
        other = _TOPIC.search(piece) if lang == "ko" else re.search(r"\s[A-Z][a-z]{2,}", piece)
        return ((), topic) if other else ((topic,), topic)
    about: list[str] = []
    for number, (start, end, company) in enumerate(inside):
        head = sentence[clause.start : start]
        tail = sentence[end : end + 30]
        bystander = lang == "en" and ((number and _BYSTANDER.search(head)) or _AGENT.match(tail))
        if lang == "ko" and re.match(r"보다\s", tail):
            bystander = True
        if not bystander and company not in about:
            about.append(company)
    leader = inside[0]
    leads = _TOPIC.match(sentence, leader[1]) if lang == "ko" else leader[2] in about
    return tuple(about), (leader[2] if leads else topic)


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
        if all((finding.sentence, finding.words) != (one.sentence, one.words) for one in chosen):
            chosen.append(finding)
    chosen = sorted(chosen[:MAX_EVIDENCE], key=lambda f: (f.sentence, f.start))
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
    verdict = (
        _by_lexicon(findings, lang, title)
        if scorer is None or scorer.method == METHOD
        else scorer.label(f"{title}\n{text}" if title else text, lang)
    )
    judged: list[CompanySentiment] = []
    for company in companies:
        if company.role == "source":
            continue
        own = [finding for finding in findings if company.security.id in finding.companies]
        if scorer is not None and scorer.method != METHOD:
            own = _rescored(own, scorer, lang)
        result = _article(own, own, COMPANY_LIMIT)
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


def _by_lexicon(findings: Sequence[Finding], lang: str, title: str) -> Judgement:
    weighted = [_weighed(f, LEAD_WEIGHT) if f.sentence <= LEAD_SENTENCES else f for f in findings]
    weighted.extend(_weighed(f, TITLE_WEIGHT) for f in explain(title, lang))
    return _article(weighted, findings)


def _weighed(finding: Finding, weight: float) -> Finding:
    return Finding(
        finding.sentence,
        finding.text,
        finding.start,
        finding.end,
        finding.words,
        finding.score * weight,
        finding.companies,
    )


def _rescored(findings: Sequence[Finding], scorer: Scorer, lang: str) -> list[Finding]:
    """The lexicon finds the clauses, another scorer says how good each is."""
    seen: dict[str, Finding] = {}
    for finding in findings:
        if finding.clause not in seen:
            score = float(scorer.label(finding.clause, lang).score)
            seen[finding.clause] = _weighed(finding, score / finding.score if finding.score else 0.0)
    return list(seen.values())
