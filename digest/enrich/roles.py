"""Subject, mentioned or source: what a company does in an article.

* `source`: a firm whose people comment on others. Only firms that the press quotes (flag `broker`,
  or the sector Financials) can be one, and only where every place that names them reads as a
  comment: "…증권 연구원은", "골드만삭스는 … 목표주가를". News of the firm itself (its profit, its shares,
  its chief, its own rating by another) makes it a company like others. A firm through whose window others
  trade (매수 상위 창구) has no role at all.
* `subject`: who the article is about: named in the title, or in the first paragraph and again, or
  often enough beside the most named one. In a text of one or two sentences everyone named is.
* `mentioned`: the rest.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from digest.enrich.names import context, pattern

if TYPE_CHECKING:
    from digest.model import Security

_WORDS = context()
_ANALYST = pattern(_WORDS["analyst"])
_COMMENT = pattern(_WORDS["comment"])
_OWN = pattern(_WORDS["own"])
_BEFORE = re.compile(
    r"(?:(?:analysts?|strategists?|economists?|traders?)\s(?:at|from|with)|according to|note from|report by|"
    r"(?:polled|surveyed|compiled)\sby|"
    r"(?:target cuts?|targets?|downgrades?|upgrades?|ratings?)\s(?:from|by|at)"
    r"(?:\s[A-Z][\w&.]+(?:\s[A-Z][\w&.]+)?,?\sand)?|"
    r"(?:estimates?|survey|poll|data|figures|consensus)\s(?:from|by))"
    r"\s(?:the\s)?$",
    re.IGNORECASE,
)
_RATED_AT = re.compile(
    r"\b(?:(?:up|down)graded|cut|raised|lowered|lifted|initiated|reiterated|rated|started)\b[^.,;]{0,24}?"
    r"(?:(?<=graded)|\b(?:buy|sell|hold|neutral|(?:over|under)weight|(?:out|under)perform|equal[ -]weight))"
    r"\s(?:at|by)\s$",
    re.IGNORECASE,
)
"""Before the firm that judges in the passive: was cut to underweight at …, was upgraded by …."""
_SAID_EN = re.compile(r"\s(?:said|says|believes|thinks|argue[sd]|wrote|noted|reckons)\b")
_OF_ITSELF = re.compile(r"\b(?:its?|their|they|itself|the (?:bank|firm|lender|brokerage|company))\b", re.IGNORECASE)
"""What a firm says of others holds no word for itself."""
_HEADLINE = re.compile(
    r"(?:(?:,|:)? ?[\"“‘'][^\"”’'\n]{0,40}?|(?:은|는) (?:(?:올해|내년|연말|연내|향후|한국|미국|중국|일본)의? ){0,3})"
    r"(?:코스피|코스닥|증시|나스닥|S&P|금리|환율|달러|유가|금값|비트코인|침체|목표|매수|매도|비중)"
)
"""Right behind a firm in a headline: what it says of a market is a comment, JP모건 "코스피 6000 간다"."""
_OWN_EN = re.compile(
    r"\s(?:(?:has|have|had|also|again)\s){0,2}(?:(?:beat|beats|miss(?:ed|es)|top(?:ped|s)|exceed(?:ed|s))\b|"
    r"(?:raised?|raises|cuts?|lower(?:s|ed)|lift(?:s|ed)|trim(?:s|med)|boost(?:s|ed)|hike[ds]|slash(?:es|ed)|"
    r"narrow(?:s|ed)|reaffirm(?:s|ed))\s(?:its|their)\s(?:[\w-]+\s){0,3}?(?:guidance|dividend|payout|profit|revenue|income|"
    r"cost|costs|workforce|headcount|buyback|stake|bonus(?:es)?|provisions?|stakes)\b"
    r"(?!(?:\s\w+){0,2}\s(?:for|on|of|in)\s[A-Z]))"
)
"""Right behind a firm: what it does with its own business (beat forecasts, raised its guidance)."""
_OWN_MOVE = re.compile(
    r",? (?:목표가|목표주가|투자의견)[^,.\n]{0,12}(?:에|으로|로) (?:강세|약세|상승|하락|급등|급락|신고가|오름|내림)"
)
"""Right behind a firm at the head of a headline: its own shares moved, since others judged it."""
_LISTED = re.compile(r"[은는](?: (?:기존|종전))? ?\d[\d만천,.]* ?원?에서 ?\d[\d만천,.]* ?원?으로")
"""Right behind a firm: the next of a list of targets, NH투자증권은 8만3000원에서 8만8000원으로 올렸다."""
_DATA = re.compile(
    r" ?(?:에 따르면|(?:의 )?(?:집계|조사|데이터|자료|통계|추산))| (?:data|figures|estimates) (?:show|suggest)"
)
"""Behind a firm that also counts for others (flag `data`): what it counted."""
_OF_OTHERS = re.compile(
    r"(?:은|는) (?:(?:올해|내년|연간|[1-4]분기|상반기|하반기|글로벌|세계|전 ?세계|\d{4}년) ){0,3}"
    r"(?!매출|영업|순이익|당기|실적|주가|배당|자사|자체|그룹|연결)[가-힣A-Za-z0-9·]{2,10}(?:의)? "
    r"(?:매출|영업이익|순이익|실적|주가)"
    r".{0,40}것으로 (?:전망|예상|추정|예측|내다|관측|분석)"
)
"""Behind a firm: what it expects of the accounts of others."""
_GAP = 24
"""Most characters between a firm and the title of its analyst."""
_OWN_GAP = 28
"""Most characters between a firm and a word for its own news."""
_GRADE = (
    r"['‘“\"]?(?:강력 ?)?(?:매수|매도|중립|보유|보통|비중 ?확대|비중 ?축소|시장 ?수익률 ?(?:상회|하회)?|"
    r"시장 ?평균|아웃퍼폼|언더퍼폼|홀드|단기 ?매수|[A-Z][A-Za-z+-]{0,12})['’”\"]?(?:으로|로)"
)
_CHANGE = r"(?:상향|하향|올[렸리려라]|내[렸리려린]|낮[췄추춘]|높[였이인여]|격상|강등|조정|제시|변경)"
_OPINION = r"(?:투자의견|투자 의견|투자등급|투자 등급|목표주가|목표가|신용등급|등급)"
_RATED = re.compile(
    rf"(?:를|을) {_GRADE} [^.\n]{{0,8}}{_CHANGE}|에 대[한해]서? {_OPINION}|"
    rf"의? ?{_OPINION}(?:이|가|은|는) [^.,\n]{{0,24}}{_CHANGE[:-1]}) ?(?:조정)?[됐된돼되]"
)
"""What follows a firm that is judged: 골드만삭스를 매수로 상향, 골드만삭스에 대한 투자의견."""
_RATED_BY = re.compile(
    rf"의? ?(?:{_OPINION}(?:를|을|도)? )?(?:{_GRADE} ?[^.,\n]{{0,8}}|(?<=[가격견급를을도] )[^.,\n]{{0,24}}){_CHANGE}"
    r"(?! ?조정에|에|으로| ?(?:소식|덕|영향|힘입|호재|악재|여파|후 |뒤 ))"
)
"""The same behind the firm that judges it: 휘트니, 골드만삭스 매수로 상향."""
_RATER = re.compile(r"(?:[가-힣A-Za-z](?:은|는|이|가|도)|,) ?['‘“\"]?$")
"""What stands between the firm that judges and the one that is judged."""
_HEAD = re.compile(r"^(?:\[[^\]]{1,20}\] ?)?['‘“\"]?$")
"""The head of a headline: 골드만삭스 투자의견 상향 tells no rater."""
_RATES = re.compile(
    r"\b(?:upgrade|downgrade|raise|lower|lift|hike|trim|boost|cut|reiterate|initiate|start|resume|rate|slash)"
    r"(?:s|d|ed|ting|ing|med|ming)?\s(?P<what>(?:coverage|price target|target|rating|outlook|estimates?)"
    r"\s(?:of|on|for)\s)?(?:shares of\s)?$",
    re.IGNORECASE,
)
_RATED_EN = re.compile(r"(?:['’]s)?(?:\s(?:shares|stock))?\s(?:(?:price\s)?target|rating|to|from|at)\b", re.IGNORECASE)
_RATED_PASSIVE = re.compile(
    r"(?:\s(?:is|was|were|has been|gets|got|been))?\s"
    r"(?:(?:double[ -]|also )?(?:up|down)graded(?:\s(?:to|by|at|from|on|after)\b|\s?$|[.,;:])|"
    r"(?:cut|raised|lowered|lifted|initiated)\s(?:to|at|by)\s)",
    re.IGNORECASE,
)
"""The firm judged in English: before it (upgrades …, price target on …), behind it, and in the passive."""
_GRADES_EN = re.compile(
    r"\s(?:(?:also|has|had)\s)?(?:cuts?|(?:rais|upgrad|downgrad|double-downgrad|mov|bump|rat|initiat)(?:es?|ed)|"
    r"lower(?:s|ed)|lift(?:s|ed)|start(?:s|ed)|kept|keeps)\s(?!its\b|their\b)[^.;\n]{2,48}?\s(?:to|at|as|from|with)\s"
    r"(?:an?\s)?['\"“‘]?(?:strong |conviction )?(?:buy|sell|hold|neutral|reduce|(?:over|under)weight|"
    r"(?:out|under)perform|equal[ -]weight|(?:market|sector|peer) perform)\b",
    re.IGNORECASE,
)
"""Right behind the firm that judges in English: cut Gana to neutral, started Gana with a buy."""
_GRADED_OTHERS = re.compile(
    r"(?:은|는|이|가) [가-힣A-Za-z0-9&·]{2,14}(?:의)? (?:신용 ?)?등급(?: ?전망)?(?:을|도) [^.\n]{1,20}?(?:으로|로) "
    r"(?:유지|상향|하향|강등|부여|조정|확정|낮|올|내)"
)
"""Right behind an agency: the grade that it gives to others."""
_FORETOLD = re.compile(r"(?:은|는) [\"“](?!우리|당사|자사|저희)[^\"”\n]{4,80}것[.]?[\"”](?:이라고|이라며|으로) ")
"""Right behind a firm: what it foretells in quotation marks."""
_WINDOWS = re.compile(
    r"(?:매수|매도|거래|주문)[^.\n]{0,10}창구|창구 ?(?:상위|분석)|상위 ?창구|거래원|매[수도] ?상위 ?(?:증권사|회원사)|"
    r"(?:증권|외국계) ?창구"
)
"""A sentence that lists the brokers whose windows bought or sold."""
_WINDOW = re.compile(r" ?창구")
"""Right behind the one broker that is meant."""


def comments(security: Security, text: str, place: tuple[int, int], sentence: tuple[int, int]) -> bool:
    """True when the firm at `place` comments on others in its `sentence` (both start and end in `text`)."""
    (start, end), (low, high) = place, sentence
    counts, quoted = "data" in security.flags, "broker" in security.flags
    if not (counts or quoted or security.sector == "Financials"):
        return False
    if _BEFORE.search(text[max(low, start - 32) : start]):
        return True
    if counts:
        return _DATA.match(text, end, high) is not None
    near = text[end : min(high, end + _GAP)]
    return _ANALYST.search(near.split(",")[0]) is not None or (quoted and _judges(text, place, sentence))


def _judges(text: str, place: tuple[int, int], sentence: tuple[int, int]) -> bool:
    """Whether a firm that the press quotes says something of others, by the words around its name."""
    (start, end), (low, high) = place, sentence
    heads = _HEAD.search(text[max(low, start - 48) : start]) is not None
    if _OWN_EN.match(text, end, high) or (heads and _OWN_MOVE.match(text, end, high)):
        return False
    if _RATED_AT.search(text[max(low, start - 60) : start]) or _says(text, place, sentence):
        return True
    if any(graded.match(text, end, high) for graded in (_GRADES_EN, _GRADED_OTHERS, _FORETOLD)):
        return True
    said = _COMMENT.search(text[end:high])
    own = _OWN.search(text[end : min(high, end + _OWN_GAP)])
    if own and not (said and (said.start() <= own.start() or _OF_OTHERS.match(text, end, high))):
        return False
    return said is not None or (
        _SAID_EN.match(text, end, high) is not None
        and not (_OWN.search(text, low, high) or _OF_ITSELF.search(text, low, high))
    )


def _says(text: str, place: tuple[int, int], sentence: tuple[int, int]) -> bool:
    """Whether right behind a firm stands what it says of a market, or its target after that of another firm."""
    (start, end), (low, high) = place, sentence
    if _HEADLINE.match(text, end, high):
        return True
    return "목표" in text[low:start] and _LISTED.match(text, end, high) is not None


def rated(text: str, place: tuple[int, int], sentence: tuple[int, int], *, behind: bool) -> bool:
    """True when the firm at `place` is the one that another judges; `behind` a company that no firm is, it judges."""
    (start, end), (low, high) = place, sentence
    before = text[max(low, start - 48) : start]
    if _RATED.match(text, end, high) or _RATED_PASSIVE.match(text, end, high):
        return True
    if (verb := _RATES.search(before)) and (verb["what"] or _RATED_EN.match(text, end, high)):
        return True
    by = None if behind else _RATED_BY.match(text, end, high)
    if by is None:
        return False
    return _RATER.search(before) is not None or (_HEAD.search(before) is not None and by[0].endswith(("상향", "하향")))


def window(security: Security, text: str, end: int, sentence: tuple[int, int]) -> bool:
    """True when the broker whose name ends at `end` is only the window through which others bought or sold."""
    if "broker" not in security.flags:
        return False
    return _WINDOW.match(text, end) is not None or _WINDOWS.search(text, *sentence) is not None


def subjects(
    scores: dict[str, float], title: frozenset[str], lead: frozenset[str], counts: dict[str, int], *, sentences: int
) -> frozenset[str]:
    """Ids of the companies that the text is about, given the score of each."""
    if not scores:
        return frozenset()
    if sentences <= 2:
        return frozenset(scores)
    top = max(scores.values())
    chosen = {
        key
        for key, score in scores.items()
        if key in title
        or (key in lead and counts[key] >= 2 and score >= 0.3 * top)
        or (counts[key] >= 3 and score >= 0.5 * top)
    }
    if not chosen:
        chosen = {key for key, score in scores.items() if key in lead and score >= 0.6 * top}
    return frozenset(chosen)
