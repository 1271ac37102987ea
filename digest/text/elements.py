"""The elements of HTML: those that a text may hold on a page, and all others, which a page leaves out."""

from __future__ import annotations

_ALLOWED = (
    "a abbr b blockquote br caption cite code dd del div dl dt em figcaption figure h2 h3 h4 h5 h6 hr i img ins kbd li "
    "mark ol p pre q s small span strong sub sup table tbody td tfoot th thead tr u ul"
)
ALLOWED = frozenset(_ALLOWED.split())
"""No h1 (the page has its own), no svg, math, style, form or frame."""
_OTHERS = (
    "address applet area article aside audio base basefont bdi bdo bgsound big body button canvas center col colgroup "
    "data datalist details dfn dialog dir embed fieldset font footer form frame frameset h1 head header hgroup html "
    "iframe image input keygen label legend link listing main map marquee math menu menuitem meta meter nav nobr "
    "noembed noframes noscript object optgroup option output param picture plaintext portal progress rb rp rt rtc ruby "
    "samp script search section select slot source strike style summary svg template textarea time title track tt var "
    "video wbr xmp"
)
ELEMENTS = ALLOWED | frozenset(_OTHERS.split())
"""Every element, obsolete ones too (https://html.spec.whatwg.org/#elements-3); other names in `<>` are words."""
