"""Where a name ends inside a Korean word: a name may carry particles, and nothing else.

엔비디아가 is Nvidia with a particle; 메타버스, 인텔리전스 and 현대차증권 are other words. The list of
particles is closed, and a particle must agree with the final sound of the name (기아는, not 기아은).
"""

from __future__ import annotations

import re

PARTICLES = (
    "은|는|이|가|을|를|의|에|와|과|도|만|로|으로|에서|에게|께|서|로서|으로서|로써|으로써|마저|조차|까지|부터|보다|처럼|"
    "만큼|대로|뿐|마다|밖에|라도|이라도|나|이나|든|이든|란|이란|라|이라|라는|이라는|라고|이라고|며|이며|랑|이랑|하고|"
    "에서만|커녕|야|이야|씩|들|등|측|발|향|간|주|사|산|제|표|용|식|보다도|에선|에게선|에겐|엔|로선|으로선|야말로|이야말로|론|까진|부턴|이라면|라면|이라서|라서|치고|치고는"
)
"""Particles, then endings that make a word of a name (측 side, 발 from, 향 for, 주 share, 산 made by)."""
_COPULA = "이다|다|이었다|였다|인|이고|고|이지만|지만|이어서|여서|입니다|이죠|이자|자"
_NOUNS = (
    "주가|주식|주주|실적|매출|지분|노조|본사|회장|대표|사장|목표주가|목표가|시총|계열|관련주|우선주|보통주|채권|제품|"
    "공장|때문|덕분|이후|이전|대비|관계자|경영진|이사회|임직원|직원|출신|최고경영자"
)
"""Nouns that papers glue to the name of a company: share price, union, head office, chairman."""
_HANJA = "發産系社株側向製車"
_WORD = "가-힣A-Za-z0-9"
_END = re.compile(rf"(?:(?:{_NOUNS})?(?:{PARTICLES}|{_COPULA}){{0,3}}|[{_HANJA}](?:{PARTICLES}){{0,2}})(?![{_WORD}])")
_STRICT = re.compile(
    rf"(?:은|는|이|가|을|를|의|에|와|과|도|만|로|으로|에서|에게|까지|부터|보다|처럼|측|{_NOUNS})?(?:은|는|이|가|의|만|도|를|을)?(?![{_WORD}])"
)
_LATIN_END = re.compile(r"(?:['’]s?)?(?![A-Za-z0-9_@&]|[.][A-Za-z]|['’][a-z])")
_AGREE = re.compile("(은|이|을|과|는|가|를|와)(?![가-힣])")
_PERSON = re.compile("이(?:는|가|를|의|와|도|네|랑|한테|에게)(?![가-힣])")
"""Behind a given name that ends in a consonant: 한샘이는 is a child."""
_CLOSED, _OPEN = frozenset("은이을과"), frozenset("는가를와")
_ROLE = re.compile(r"(?P<name>.{2,}?)(?P<role>은|는|이|가|의|와|과)$")


def _ending(final: int) -> str:
    """Every syllable with this final sound, for a class of characters."""
    return "".join(chr(0xAC00 + 28 * number + final) for number in range(399))


PAST = _ending(20).replace("겠", "")
"""Syllables of the past (`했`, `올랐`, `였`): 겠 has the same final sound and speaks of what may come."""
ADNOMINAL = _ending(4)
"""Syllables that end a past verb before its noun (`오른`, `뛴`, `내린`)."""
TO_COME = _ending(8)
"""Syllables before 것, 수, 전망, 예정 in what is still to come (`발표할 예정`, `오를 수`)."""


def split_role(word: str) -> tuple[str, str]:
    """A name and the particle that gives it its part in the sentence (`KB금융은`, `SKT가`), "" where it has none."""
    match = _ROLE.fullmatch(word)
    if match is None or not agrees(match["name"], match["role"]):
        return word, ""
    return match["name"], match["role"]


def agrees(name: str, particle: str) -> bool:
    """Whether a particle of two forms goes with the last sound of `name`; after Latin letters and digits any does."""
    last = name[-1]
    if not "가" <= last <= "힣":
        return True
    closed = (ord(last) - 0xAC00) % 28 > 0
    return particle not in (_OPEN if closed else _CLOSED)


def tail(text: str, end: int, *, strict: bool = False) -> int | None:
    """Where the word ends whose name ends at `end`, or None when it is another word.

    `strict` takes the common particles only; for names that are words themselves.
    """
    last = text[end - 1]
    after = text[end : end + 1]
    if not ("가" <= after <= "힣" or after in _HANJA):
        match = _LATIN_END.match(text, end)
        if match is None or (after and after not in "'’" and last.isascii() and after.isascii() and after.isalnum()):
            return None
        return match.end() if last.isascii() else end
    if "가" <= last <= "힣":
        if (ord(last) - 0xAC00) % 28 and _PERSON.match(text, end):
            return None
        found = _AGREE.match(text, end)
        if found and found[1] in (_OPEN if (ord(last) - 0xAC00) % 28 else _CLOSED):
            return None
    match = (_STRICT if strict else _END).match(text, end)
    return match.end() if match else None
