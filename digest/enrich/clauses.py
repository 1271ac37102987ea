"""One sentence may say good of one company and bad of the next; a clause rarely does.

Splits at the joints of each language (Korean -지만, -고, -며, -는 가운데; English while, but, as, after,
commas) and weighs them: what follows "but" counts more, what follows "despite" counts little, what was only
expected and did not come (적자를 낼 것이란 예상을 깨고) and what is only asked (Is it overvalued?) not at all.
"""

from __future__ import annotations

import re
from itertools import zip_longest
from typing import NamedTuple

from digest.enrich.particles import ADNOMINAL, PAST

AFTER_CONTRAST = 1.3
BEFORE_CONTRAST = 0.7
CONCEDED = 0.3
EXPECTED = 0.0
"""Weights of the clause after a contrast, before it, of one that is only conceded (despite …) or of before, and of
what was expected and did not come."""

_KO = re.compile(
    r"[가-힣](?P<contrast>지만|으나|음에도|는데도)(?:불구하고)?,?\s"
    rf"|[{ADNOMINAL}](?: 반면| ?데 반해)에?,?\s"
    r"|[가-힣](?P<contrary>\s?(?:우려|걱정|예상|전망|기대|관측|예측)"
    r"(?:[와과]는? (?:달리|반대로)|[을를] (?:깨고|뒤집고|뒤엎고))),?\s"
    rf"|[{PAST}하되이리지오르들나크낮높늘줄웃울뛰]고,?\s"
    r"|[가-힣](?:며|면서|[는한은던] 가운데|[는한은] 동시에|[아어]서),?\s"
    r"|(?:오른|내린|뛴|빠진|밀린|떨어진|늘어난|줄어든|불어난|[상승하락급등감증폭]{2}한)\s[\d.,조억만천]{1,16}\s?(?:원|달러|포인트|선)?"
    r"(?:에)?,\s(?=[가-힣A-Za-z][가-힣A-Za-z0-9&·]{1,20}[은는도]\s)"
    r"|[가-힣]{2}했으나,?\s|(?:…|\.{3})\s?(?=[가-힣A-Za-z0-9&·]{2,20}[은는도]\s)|;\s|,\s(?=반면|하지만|그러나|다만)"
)
_HEAD_KO = re.compile(r"\s*[\w&·]{2,20}(?:\([^()]{1,12}\))?(?:은|는|이|가)(?: (?:시장|증권가|업계|당초)의?)?")
"""A subject alone, before 예상과 달리: its verb is still to come."""
_KO_OPENS = re.compile(r"\s*(?:하지만|그러나|다만|반면)")
_KO_EARLIER = re.compile(r"\s*(?:앞서|이전에|과거)\s.*바 있")
"""A sentence about what was before: 앞서 주가는 … 상승한 바 있다."""
_RUMOUR = re.compile(r"[가-힣]설(?:이|은|에|을|를|도|까지)?\s")
_NOT_SO = re.compile(r"사실무근|사실이 아니|사실과 다르|부인[했하]|일축[했하]|낭설|허위")
"""A rumour, and words behind it that it is none of the facts."""
_EN = re.compile(
    r";\s|,\s(?!\d)(?:and\s)?|\s-{1,2}\s"
    r"|\s(?=(?:(?P<contrast>but|however|yet)|while|whereas|although|though|despite|notwithstanding|as|after|amid|because|"
    r"since|when)\s|and (?-i:[A-Z])[\w&.'’-]*(?: (?-i:[A-Z])[\w&.'’-]*)? (?:was|is|rose|fell|gained|lost|added|dropped|"
    r"slid|jumped|climbed|tumbled|sank|slipped|declined|advanced|edged|soared|surged|plunged|shed|ended|closed)\b)",
    re.IGNORECASE,
)
_EN_OPENS = re.compile(r"\s*(?:but|however|yet)\b", re.IGNORECASE)
_EN_CONCEDES = re.compile(
    r"\s*(?:despite|contrary to|defying|although|though|notwithstanding|even as|in spite of)\b", re.IGNORECASE
)
_EXPECTED_EN = re.compile(
    r"\s*(?:[A-Z]\w+ )?(?:analysts|investors|economists|traders|markets?|Wall Street|many|some|most)\b[^,;]{0,20}?\b"
    r"(?:expect|forecast|predict|project|fear|anticipat|estimat|bet)(?:ed)?\b|"
    r"[^,;]{0,40}\b(?:was|were|had been) (?:widely |broadly )?(?:expected|forecast|predicted|projected|supposed) to\b",
    re.IGNORECASE,
)
"""An English clause of what was expected; behind a contrast stands what came."""
_SPEAKER = re.compile(r":\s*[A-Z][^:;?!\d]{2,80}$")
_ASKS_EN = re.compile(
    r"\s*[\"“‘']?(?:[A-Za-z' ]{2,30}: )?(?:but |so |and )?"
    r"(?:is|are|was|were|will|can|could|should|does|do|did|has|have|would|might)\b"
    r"(?!n['’]t)[^?]*\?",
    re.IGNORECASE,
)
"""An English clause that asks whether: it says nothing. Why something happened is asked of what did."""
_ASKS_KO = re.compile(r"(?:까|[가-힣]는가|[은인]가)\s?\??[\"”’']?\s?$")
_ASKS_WHY_KO = re.compile(r"왜|어떻게|얼마|무엇|어디|언제|누가|이유")
_AS_PREPOSITION = re.compile(r"as (?:well|of|a|an|the|compared|part|much|per|at|its|soon|regards|to)\b", re.IGNORECASE)
_MIN = 4


class Clause(NamedTuple):
    """`sentence[start:end]` and how much it counts."""

    start: int
    end: int
    weight: float


def split(sentence: str, lang: str) -> list[Clause]:
    """Clauses in order; together they cover the sentence, but for a headline's speaker (`…: Name, Firm`)."""
    end = len(sentence)
    if lang == "en" and not sentence.endswith(".") and (speaker := _SPEAKER.search(sentence)):
        end = speaker.start()
    cuts: list[tuple[int, str]] = [(0, "")]
    for match in (_KO if lang == "ko" else _EN).finditer(sentence, 0, end):
        cut = match.end()
        if match.lastgroup == "contrary" and _HEAD_KO.fullmatch(sentence, cuts[-1][0], match.start() + 1):
            continue
        if cut - cuts[-1][0] < _MIN or _AS_PREPOSITION.match(sentence, cut):
            continue
        cuts.append((cut, match.lastgroup or ""))
    return [_clause(sentence, lang, cuts, number, end) for number in range(len(cuts))]


def _clause(sentence: str, lang: str, cuts: list[tuple[int, str]], number: int, end: int) -> Clause:
    start, joint = cuts[number]
    stop = cuts[number + 1][0] if number + 1 < len(cuts) else end
    opens = _KO_OPENS if lang == "ko" else _EN_OPENS
    weight = 1.0
    if joint == "contrast" or (number and opens.match(sentence, start)):
        weight = AFTER_CONTRAST
    elif number + 1 < len(cuts) and (cuts[number + 1][1] == "contrast" or opens.match(sentence, stop)):
        weight = BEFORE_CONTRAST
    if number + 1 < len(cuts) and cuts[number + 1][1] == "contrary":
        weight = EXPECTED
    if lang == "en" and weight == BEFORE_CONTRAST and _EXPECTED_EN.match(sentence, start, stop):
        weight = EXPECTED
    if lang == "ko" and stop < end and _RUMOUR.search(sentence, start, stop) and _NOT_SO.search(sentence, stop):
        weight = EXPECTED
    if lang == "ko" and _KO_EARLIER.match(sentence):
        weight = CONCEDED
    if _asks(sentence, lang, start, stop, end):
        weight = EXPECTED
    if lang == "en" and _EN_CONCEDES.match(sentence, start):
        weight = CONCEDED
    return Clause(start, stop, weight)


def _asks(sentence: str, lang: str, start: int, stop: int, end: int) -> bool:
    """Whether the clause at `start` to `stop` of a sentence that ends at `end` only asks whether."""
    if lang == "en":
        return sentence.endswith(("?", '?"', "?”", "?'")) and _ASKS_EN.match(sentence, start) is not None
    return stop == end and bool(_ASKS_KO.search(sentence, start)) and not _ASKS_WHY_KO.search(sentence)


def join(pieces: list[Clause], acts: list[int], alone: set[int]) -> list[Clause]:
    """Pieces without a word that judges (positions `acts`) read on to the next: "Gains for A, B, C and D".

    Nothing reads on to a piece that starts at a position of `alone`, or from what was expected to what came.
    """
    found: list[Clause] = []
    start: int | None = None
    for piece, behind in zip_longest(pieces, pieces[1:]):
        unmet = piece.weight == EXPECTED and behind is not None and behind.weight == AFTER_CONTRAST
        if (piece.start in alone or unmet) and start is not None:
            found.append(Clause(start, piece.start, 1.0))
            start = None
        if unmet:
            found.append(piece)
            continue
        begin = piece.start if start is None else start
        if any(begin <= act < piece.end for act in acts):
            found.append(Clause(begin, piece.end, piece.weight))
            start = None
        else:
            start = begin
    if start is not None and pieces:
        if found:
            found.append(Clause(start, pieces[-1].end, pieces[-1].weight))
        else:
            found.append(Clause(pieces[0].start, pieces[-1].end, 1.0))
    return found
