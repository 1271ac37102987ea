"""Which clause says good or bad, in which words, and of which company.

A clause belongs to the companies that it names; one that names none belongs to the topic of its
sentence (X는 … 줄고 … 늘었다) or to the company that "the company" (업체, 회사) refers back to.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from digest.enrich import clauses, contests, lexicon, polarity, turns
from digest.enrich.bystanders import is_bystander
from digest.text import sentences

if TYPE_CHECKING:
    from collections.abc import Sequence

    from digest.enrich.companies import Company
    from digest.enrich.verdict import Verdict

MAX_SENTENCE = 2000
"""Characters of a sentence that are read; longer ones are no prose."""

_ANAPHOR = re.compile(
    r"(?:^|[\s\"“])(?:업체|회사|동사|이 회사|같은 회사)(?=[의은는이가도를에]|\s)"
    r"|\bthe (?:company|firm|group|chipmaker|automaker)\b",
    re.IGNORECASE,
)
"""업체, 회사, 동사: the company that was named last."""
_OTHERS_TURN = re.compile(r"(?:while|whereas|but)\s(?:the\s)?[A-Z][A-Za-z]")
"""A clause that brings a subject of its own."""
_OWN_ACCOUNTS = re.compile(
    r"\s{0,2}(?:반면|하지만|그러나)?\s{0,2}"
    r"(?:(?:\d{1,4}(?:년|월|분기)?|\d[~∼]\d분기|해당|지난해?|지난달|올해|올|이번|같은|이|기간|전년|작년|직전|동기|대비|[1-4]분기|분기|[상하]반기|연간|누적|연결|별도"
    r"|기준|또한?|특히|다만|전체|총),?\s{1,2}){0,6}"
    r"(?:매출(?:액)?|영업이익(?:률)?|영업손실|당기순(?:이익|익|손실)|순이익|순손실|주가|시가총액|실적|수주(?:액|잔고)?|배당금?)"
    r"(?:(?:과|와|,|\s?·)\s?[가-힣]{2,6}){0,2}[은는이가도]\s"
    r"|\s{0,2}(?:Its\s|Total\s|Quarterly\s|Annual\s|Fourth-quarter\s|Net\s|Operating\s){0,2}"
    r"(?:[Rr]evenues?|[Ss]ales|[Pp]rofits?|[Ii]ncome|[Ee]arnings|[Ss]hares|[Ss]tock)\s"
)
"""A clause that opens with accounts and names nobody (revenue, operating profit, share price ...) goes on about the
company that was named last; `업계 매출`, `rivals' sales` name another owner and are not meant."""
_ACTS = frozenset({"direction", "trend", "polar", "superlative", "relief"})
"""Kinds without which a clause says nothing by itself and reads on to the next."""
_MOVES = frozenset({"하락폭", "하락 폭", "낙폭", "하락세", "내림세", "약세"})
"""Nouns of a fall: complete in themselves, so that the verb of the next clause is not theirs."""
_OWN_SUBJECT = re.compile(r"\s*(?:[가-힣A-Za-z0-9·]+\s){0,2}[가-힣]{2,}(?:이|가|도)\s")
"""A clause with a subject of its own: its verb is not that of the account before (매출은 3조원이며 리콜도 늘었다)."""
_LEADS = re.compile(
    r"(?:\([^()]{1,20}\))?\s?(?:(?:은|는|도)(?:\s|,)|(?:의\s|\s)?(?:주가|실적|매출|영업이익|순이익)(?:은|는|도|이|가)\s)"
)
"""Behind a company of which the whole sentence goes on to speak: 애플은, 애플의 주가도."""
_HEADS = re.compile(r"(?:\[[^\]]{1,20}\] ?)?['\"‘“]?")
"""What stands before the name at the head of a headline: [특징주]."""
_TOPIC = re.compile(r"\s?(?:\([^()]{1,20}\))?(?:은|는|도)(?:\s|,)")
_OTHER_EN = re.compile(
    r"\s(?!(?:Wall|Street|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|January|February|March|April|June|July|August|"
    r"September|October|November|December)\b)[A-Z][a-z]{2,}"
)
"""A name in an English clause, which may be what it speaks of; days, months and Wall Street are none."""
_CAUSED = re.compile(
    r"(?:[가-힣](?:에|에도|에서|로|으로)|속에?|덕에|덕분에|탓에|때문에),? $|"
    r"(?<![대위통비향관인의])[해돼] $|[하되나오르내지]자,? $"
)
"""Right before the company that something happened to: 유가 급락에 대한항공이, 화재가 발생해 경쟁사가."""
_STANDS = re.compile(r"(?:\([^()]{1,20}\))?(?:(?:\s?[가-힣]{2,6})?(?:은|는|이|가|도)\s|[·,]|\s[가-힣])")
"""Behind a subject, or a name of a headline without its particle."""
_LONG_WORD = re.compile(r"[A-Za-z]{4,30}")
_FEWEST_WORDS, _MOSTLY = 4, 0.8
_LONGEST_HEADLINE = 100
"""How many long words, and which share of them capital, make an English headline in title case."""
_ELSE_EN = re.compile(
    r"(?:as|after|because|since|when|while|amid)\s(?:the\s)?(?:[a-z]{2,9}\s)?"
    r"(?:oil|crude|gas|gold|fuel|bonds?|yields?|treasur(?:y|ies)|interest rates|rates|inflation|dollar|yen|euro|"
    r"investors|traders|markets?|stocks|rivals?|competitors?|commodit(?:y|ies))\b(?!['’])",
    re.IGNORECASE,
)
"""An English clause that brings a subject of its own, which is no account of a company: as oil prices tumbled."""


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
class Scored:
    """A clause and its verdicts."""

    clause: clauses.Clause
    verdicts: tuple[Verdict, ...]

    @property
    def score(self) -> float:
        """Sum of its verdicts times its weight."""
        return sum(verdict.score for verdict in self.verdicts) * self.clause.weight


def _is_name(sentence: str, hit: lexicon.Hit) -> bool:
    """A capitalised polar word right after another capitalised word is part of a name (Shoppers Stop)."""
    if hit.term.kind not in {"polar", "negator"} or not hit.text[0].isupper() or not hit.start:
        return False
    return re.search(r"\b[A-Z][\w&.]{0,30}\s$", sentence[max(0, hit.start - 32) : hit.start]) is not None


def _is_headline(sentence: str) -> bool:
    """Whether most long words are capital, so that a capital makes no name: Apple Escapes Harsh Penalty."""
    if len(sentence) > _LONGEST_HEADLINE or sentence.endswith("."):
        return False
    words = _LONG_WORD.findall(sentence)
    return len(words) >= _FEWEST_WORDS and sum(word[0].isupper() for word in words) >= _MOSTLY * len(words)


def clause_scores(sentence: str, lang: str, names: Sequence[tuple[int, int]] = ()) -> list[Scored]:
    """Each clause of one sentence with its verdicts; words inside `names` (spans) are no evidence."""
    sentence = sentence[:MAX_SENTENCE]
    hits = [hit for hit in lexicon.find(sentence, lang) if not any(a < hit.end and hit.start < b for a, b in names)]
    if lang == "en" and not _is_headline(sentence):
        hits = [hit for hit in hits if not _is_name(sentence, hit)]
    found: list[Scored] = []
    carried: lexicon.Hit | None = None
    position = 0
    for clause in _pieces(sentence, hits, lang):
        inside: list[lexicon.Hit] = []
        while position < len(hits) and hits[position].start < clause.end:
            inside.append(hits[position])
            position += 1
        if not inside:
            found.append(Scored(clause, ()))
            continue
        if lang == "ko" and carried and _has_subject(sentence, clause, inside):
            carried = None
        indicators = [hit for hit in inside if hit.term.kind == "indicator" and hit.text not in _MOVES]
        moved = any(hit.term.kind in {"direction", "trend", "relief"} for hit in inside)
        found.append(Scored(clause, tuple(polarity.verdicts(sentence, inside, lang, None if indicators else carried))))
        carried = indicators[0] if indicators and not moved else (None if moved else carried)
    return found


def _has_subject(sentence: str, clause: clauses.Clause, hits: Sequence[lexicon.Hit]) -> bool:
    """Whether a Korean clause names before its first verb of movement what moved."""
    move = next((hit.start for hit in hits if hit.term.kind == "direction"), clause.start)
    return _OWN_SUBJECT.match(sentence, clause.start, move) is not None


def _pieces(sentence: str, hits: Sequence[lexicon.Hit], lang: str) -> list[clauses.Clause]:
    pieces = clauses.split(sentence, lang)
    if lang == "ko":
        return pieces
    alone = {piece.start for piece in pieces if _OTHERS_TURN.match(sentence, piece.start)}
    return clauses.join(pieces, [hit.start for hit in hits if hit.term.kind in _ACTS], alone)


def explain(text: str, lang: str, companies: Sequence[Company] = ()) -> list[Finding]:
    """Every polar clause of `text` with its sentence, words, score and companies, in order."""
    spans = sorted((span.start, span.end, c.security.id) for c in companies if c.role != "source" for span in c.spans)
    found: list[Finding] = []
    last: str | None = None
    named: set[str] = set()
    earlier: tuple[str, list[tuple[int, int, str]]] = "", []
    paragraph = 0
    position = 0
    for number, sentence in enumerate(sentences.split(text), 1):
        if "\n" in text[paragraph : sentence.start]:
            last, fresh = (next(iter(named)) if len(named) == 1 else None), set[str]()
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
        if lang == "en":
            own, inside = inside, turns.turned(sentence.text, inside, earlier)
            earlier = sentence.text, own
        topic: str | None = None
        ends = contests.decided(sentence.text, inside, lang)
        for item in clause_scores(sentence.text, lang, [span[:2] for span in inside]):
            about, topic = _about(sentence.text, item.clause, inside, topic, last, lang)
            last = next((span[2] for span in reversed(inside) if span[0] < item.clause.end), last)
            if own_end := [end for end in ends if item.clause.start <= end.start < item.clause.end]:
                place = number, sentence.text, item.clause.start, item.clause.end
                found.extend(Finding(*place, end.words, end.score, (end.company,)) for end in own_end)
                continue
            caused = _caused(sentence.text, item, inside) if lang == "ko" else None
            found.extend(
                Finding(
                    number,
                    sentence.text,
                    item.clause.start,
                    item.clause.end,
                    v.words,
                    v.score * item.clause.weight,
                    about if caused is None else caused[v.start],
                )
                for v in item.verdicts
                if item.clause.weight
            )
        if inside:
            last = topic or inside[-1][2]
    return found


def _caused(sentence: str, item: Scored, spans: Sequence[tuple[int, int, str]]) -> dict[int, tuple[str, ...]] | None:
    """Whose each verdict is in a clause that says what befell a company and, before it, by what; else None.

    What stands before is the news of who is named there; where nobody is, it is the company's too unless it says the
    contrary of what befell it.
    """
    inside = [span for span in spans if item.clause.start <= span[0] < item.clause.end]
    subject = next(
        (s for s in inside if _STANDS.match(sentence, s[1]) and _CAUSED.search(sentence, item.clause.start, s[0])),
        None,
    )
    if subject is None:
        return None
    own = tuple(dict.fromkeys(span[2] for span in inside if span[0] >= subject[0]))
    others = tuple(dict.fromkeys(span[2] for span in inside if span[0] < subject[0] and span[2] not in own))
    befell = sum(v.score for v in item.verdicts if v.start >= subject[0])
    return {
        v.start: own if v.start >= subject[0] or (not others and v.score * befell >= 0) else others
        for v in item.verdicts
    }


def _about(  # noqa: PLR0917 - all of one clause's surroundings
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
        before = {span[2] for span in spans if span[0] < clause.start}
        owner = last if not spans else before.pop() if len(before) == 1 else None
        if owner and _OWN_ACCOUNTS.match(sentence, clause.start, clause.end):
            return (owner,), topic
        if topic is None or (lang == "en" and _ELSE_EN.match(sentence, clause.start)):
            return (), topic
        piece = sentence[clause.start : clause.end]
        other = _TOPIC.search(piece) if lang == "ko" else _OTHER_EN.search(piece)
        return ((), topic) if other else ((topic,), topic)
    if picked := tuple(dict.fromkeys(span[2] for span in inside if turns.is_turn(sentence[span[0] : span[1]]))):
        return picked, topic
    about: list[str] = []
    for number, (_start, _end, company) in enumerate(inside):
        bystander = is_bystander(sentence, clause.start, inside[number:], lang, first=not number)
        if not bystander and company not in about:
            about.append(company)
    leader = inside[0]
    leads = _leads(sentence, inside) if lang == "ko" else leader[2] in about
    return tuple(about), (leader[2] if leads else topic)


def _leads(sentence: str, inside: Sequence[tuple[int, int, str]]) -> bool:
    """Whether a sentence goes on to speak of its first company: 가나는, or at the head of a headline `가나, `."""
    start, end, _ = inside[0]
    if _LEADS.match(sentence, end):
        return True
    alone = len(inside) < 2 or inside[1][0] > end + 2
    return alone and sentence.startswith(", ", end) and _HEADS.fullmatch(sentence, 0, start) is not None
