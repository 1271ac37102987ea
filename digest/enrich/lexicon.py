"""The words that say good or bad in finance prose, and where a text has them.

A word alone rarely decides: profit that falls is bad, cost that falls is good. So the tables
(`digest/data/lexicon_ko.csv`, `lexicon_en.csv`, written for this project, every word with a gloss)
keep what a word is (`kind`) apart from how good it is (`value`). The longest match wins, so that a
longer neutral word (최고경영자, "stop loss") shields the shorter polar one inside it.
"""

from __future__ import annotations

import csv
import re
from functools import lru_cache
from importlib.resources import files
from operator import add
from typing import NamedTuple

KINDS = frozenset(
    {"indicator", "direction", "trend", "polar", "superlative", "neutral", "strength", "hedge", "negator", "relief"}
)
"""indicator: a quantity, `value` its sign when it rises; direction: up or down; trend: a direction that
is a noun; polar: good or bad by itself; superlative: record, decided by its head noun; neutral: shields
shorter words; strength and hedge: factors; negator: turns the judgement; relief: what was
bad is over (see `relief`), -1 where it is a direction too, else 0."""

_WORD = re.compile(r"[A-Za-z]{1,40}(?:['’][a-z]{1,3})?")
_ELSEWHERE = {
    "won": re.compile(
        r"(?:\d|\b(?:hundred|thousand|million|billion|trillion|mln|bln|tln|trln|bn|tn|korean|the|per|in|of|into))"
        r"[\s\-–]{0,3}$",
        re.IGNORECASE,
    ),
    "expense": re.compile(r"\bat [\w.&-]{1,20}['’]s? $"),
}
"""Before a word that says another thing there: the money of Korea, and no victory; at a rival's expense."""
_WITH_SIZE = frozenset({"added", "adds"})
_SIZE = re.compile(r" (?:about |nearly |another |almost |more than )?\d[\d.,]*(?:%| percent| points?\b)")
"""Words that are moves only before the size of one: added 0.5%."""
_FINE = re.compile(
    r"(?:\b(?:a|an|the|its|their|any|this|that|record|antitrust|hefty|huge|million|billion|million-\w+|billion-\w+|"
    r"euros?|dollars?|won|criminal|civil|privacy|tax|first|biggest|largest|maximum|proposed|potential|further|new)"
    r"|['’]s?|\d) $",
    re.IGNORECASE,
)
_FINE_BEHIND = re.compile(
    r"(?:$|[.,;:)]| (?:of|on|for|against|over|from|to|by|in|after|was|is|were|will|would|has|and|that|it|worth|which|"
    r"as|imposed|levied|issued|handed|could|may|if|at)\b)"
)
"""Around `fine`: it is money to pay, and says nothing of what is fine."""
_NUMBER = re.compile(r"(?<=[A-Za-z])\s(?=[$€£]?\d)")
_APPROXIMATELY = re.compile(
    r"(?:\b(?:(?:more|less|fewer) than|at least|up to|as (?:many|much) as|an? (?:additional|further)|about|around|"
    r"nearly|almost|roughly|approximately|some|another|over)|(?<=\d )(?:to|and))$",
    re.IGNORECASE,
)
"""Words that only say how exact a number is: no word between `cut` and `jobs` in "cut more than 13,000 jobs"."""
_LONGEST = 16
_BEFORE = 28
_MAX_WORDS = 5
_MAX_SYLLABLES = 12
_VOWELS = "aeiou"


class Term(NamedTuple):
    """One row of a table; `alone` is what a direction or indicator is worth without its partner."""

    term: str
    kind: str
    value: float
    alone: float


class Hit(NamedTuple):
    """A term found at `text[start:end]`."""

    start: int
    end: int
    term: Term
    text: str


@lru_cache(maxsize=2)
def _table(lang: str) -> dict[str, list[tuple[str, bool, Term]]]:
    """By first word (English) or first two syllables (Korean): forms, longest first."""
    best: dict[str, tuple[Term, bool]] = {}
    path = files("digest.data").joinpath(f"lexicon_{lang}.csv")
    with path.open(encoding="utf-8") as stream:
        for row in csv.DictReader(stream):
            term = Term(row["term"], row["kind"], float(row["value"]), float(row["alone"] or 0))
            for form in _forms(row["term"], row["forms"]):
                known = best.get(form)
                if known is None or (
                    known[0].kind != "neutral"
                    and (term.kind == "neutral" or abs(known[0].alone + known[0].value) < abs(term.alone + term.value))
                ):
                    best[form] = (term, row["forms"] in {"e", "i"})
    index: dict[str, list[tuple[str, bool, Term]]] = {}
    for form, (term, opens) in best.items():
        key = form[:2] if lang == "ko" and len(form) > 1 else form.split(" ", 1)[0]
        index.setdefault(key, []).append((form, opens, term))
    for entries in index.values():
        entries.sort(key=lambda entry: (-len(entry[0]), entry[0]))
    return index


def _forms(term: str, forms: str) -> list[str]:
    """Inflected forms: `v` the first word as a verb, `n` the last as a noun, other as it stands.

    `e` (Korean) must begin a word, `i` (English) must begin the sentence, as an imperative does.
    """
    if forms == "n":
        return [term, _plural(term)]
    if forms != "v":
        return [term]
    head, _, rest = term.partition(" ")
    tail = f" {rest}" if rest else ""
    return [form + tail for form in (head, _plural(head), *_past_and_gerund(head))]


def _plural(word: str) -> str:
    if word.endswith("y") and word[-2] not in _VOWELS:
        return word[:-1] + "ies"
    return word + ("es" if word.endswith(("s", "sh", "ch", "x", "z")) else "s")


def _past_and_gerund(word: str) -> list[str]:
    if word.endswith("e"):
        return [word + "d", word[:-1] + "ing"]
    if word.endswith("y") and word[-2] not in _VOWELS:
        return [word[:-1] + "ied", word + "ing"]
    doubled = word + word[-1]
    return [word + "ed", word + "ing", doubled + "ed", doubled + "ing"]


def find(text: str, lang: str) -> list[Hit]:
    """All terms of `text`, in order, without overlap; linear in the length of the text."""
    return _find_ko(text) if lang == "ko" else _find_en(text)


def _find_ko(text: str) -> list[Hit]:
    table = _table("ko")
    found: list[Hit] = []
    done = 0
    pairs = map(add, text, text[1:])
    for position in [at for at, pair in enumerate(pairs) if pair in table or pair[0] in table]:
        if position < done:
            continue
        for form, opens, term in table.get(text[position : position + 2]) or table[text[position]]:
            if text.startswith(form, position) and not (opens and position and text[position - 1].isalnum()):
                done = position + len(form)
                found.append(Hit(position, done, term, form))
                break
    return found


def _vague(text: str) -> list[tuple[int, int]]:
    """Where words stand before a number that only say how exact it is."""
    before = ((match.start(), max(0, match.start() - _LONGEST)) for match in _NUMBER.finditer(text))
    return [
        (low + match.start(), end) for end, low in before if (match := _APPROXIMATELY.search(text[low:end])) is not None
    ]


def _find_en(text: str) -> list[Hit]:
    table = _table("en")
    words = [(match.start(), match.end(), match.group().lower().replace("’", "'")) for match in _WORD.finditer(text)]
    if vague := _vague(text):
        words = [word for word in words if not any(start <= word[0] < end for start, end in vague)]
    found: list[Hit] = []
    position = 0
    while position < len(words):
        start, end, word = words[position]
        entries = table.get(word) or (table.get("n't") if word.endswith("n't") else None)
        if (elsewhere := _ELSEWHERE.get(word)) and elsewhere.search(text[max(0, start - _BEFORE) : start]):
            entries = None
        if word == "fine" and not (
            (_FINE.search(text[max(0, start - _BEFORE) : start]) or (start and text[start] == "F"))
            and _FINE_BEHIND.match(text, end)
        ):
            entries = [entry for entry in entries or () if entry[0] != "fine"]
        if word in _WITH_SIZE and not _SIZE.match(text, end):
            entries = None
        step = 1
        if entries:
            window = " ".join(item[2] for item in words[position : position + _MAX_WORDS]) + " "
            for form, opens, term in entries:
                if opens and position:
                    continue
                if window.startswith(form + " ") or form == "n't":
                    step = form.count(" ") + 1
                    end = words[position + step - 1][1]
                    found.append(Hit(start, end, term, text[start:end]))
                    break
        position += step
    return found
