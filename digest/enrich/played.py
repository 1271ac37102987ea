"""Whether a sentence speaks of sports: clubs of Korean leagues bear the names of companies.

Words of sports and scores say so alone; that one club beats another does where nothing of business is said, for
companies are beaten too (삼성전자 꺾고 D램 1위).
"""

from __future__ import annotations

import re

from digest.enrich.names import alternatives, context, pattern

_WORDS = context()
_SPORTS = re.compile(rf"{pattern(_WORDS['no_sports']).pattern}|(?P<sports>{pattern(_WORDS['sports']).pattern})")
_SCORE = re.compile(
    r"(?<![\d.])\d{1,3} ?(?:-|대|:) ?\d{1,3}(?:로|으로)? ?(?:[가-힣]{2,4} )?"
    r"(?:이[겼기긴겨]|눌[렀러]|누르|꺾|제압|물리[쳤치친쳐]|완파|승리|패[했하]|졌)"
)
"""A score and who won: 5-2로 눌렀다."""
_BOUT = re.compile(
    rf"(?<![가-힣A-Za-z])(?:{alternatives(_WORDS['club'])})(?:[을를]|에게?)? (?:또 |안방서 |홈에서 )?"
    r"(?:잡[고았아]|울[리렸]|누르|눌[렀러]|넘[고었]|무너뜨|돌려세|물리[쳤치]|꺾|제압|완파|무릎|덜미|발목)|꺾[고었]|제압"
)
"""A club that another beats: 대한항공 잡고 선두."""


def played(text: str, low: int, high: int, *, business: bool) -> bool:
    """True when `text[low:high]` speaks of sports; `business` says that it speaks of business too."""
    if not business and _BOUT.search(text, low, high):
        return True
    if _SCORE.search(text, low, high):
        return True
    return any(match["sports"] for match in _SPORTS.finditer(text, low, high))
