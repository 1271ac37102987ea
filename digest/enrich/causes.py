"""What is only the cause of a move, and did not move itself: fell on tariff worries, 비용 부담에 감소."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from digest.enrich.lexicon import Hit

AS_CAUSE = re.compile(
    r"[가-힣]{0,3}(?:\s[가-힣]{1,4}){0,2}\s(?:여파|영향|탓|때문|소식)(?:으로|로|에|에서)?\s|"
    r"(?:\s[가-힣]{1,4})?\s(?:매각|매도|처분|인수|합병|분할|증자|계약)(?:으로|에)\s|"
    r"(?: ?(?:우려|여파|충격|압박|부담|불안|공포|보고서|리포트|의혹|논란|경고|호조|부진|선방|쇼크|서프라이즈))?"
    r"(?:에도?|으?로|에서도?)(?: 불구하고)?[ ,]"
)
"""Behind an account that is the cause of the move: 비용 부담 여파로 … 급감, 관세 우려에도 … 최고, 부담에 … 감소."""
_WHY = re.compile(r"\s(?P<why>on|amid|over|after|following|due to|because of|thanks to|as)\s", re.IGNORECASE)
"""Between an English move and its cause."""
_SPARES = re.compile(r"cut|reduc|sav|trim|slash|lower|pull|scal|back", re.IGNORECASE)
"""Who cuts back on costs cuts them."""


def why(sentence: str, mover: Hit, account: Hit) -> bool:
    """Whether a bad English account behind a move is only why it came: the move is not of the account."""
    if account.term.value >= 0:
        return False
    link = _WHY.search(sentence, mover.end, account.start)
    return link is not None and (link["why"].lower() != "on" or not _SPARES.match(mover.text))
