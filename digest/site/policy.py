"""What a page may load and run: the content security policy that stands in every page, the second wall behind escaping.

No script and no style is written into a page: those of the theme are overridden by files (`assets/early.js`), so the
policy needs no hashes, is the same for all pages, and cannot be taught an attacker's script by a build that contains
it. JSON-LD is data, which browsers never run and the policy does not concern.

A `<meta>` cannot hold `frame-ancestors`, `sandbox` or reports (HTML, "Content security policy" pragma): who serves the
site may send `Content-Security-Policy: frame-ancestors 'none'` besides.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

DIRECTIVES: Mapping[str, str] = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self' data:",  # the theme's icons are data: addresses in its style sheet
    "connect-src": "'self'",
    "worker-src": "'self'",
    "base-uri": "'none'",
    "form-action": "'self'",
}
POLICY = ";".join(f"{name} {sources}" for name, sources in DIRECTIVES.items())
STILL = "default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; form-action 'none'"
"""The policy of pages without any script: redirects and tombstones."""
REFERRER = "strict-origin-when-cross-origin"
"""Publishers may see that a reader came from here, never from which page."""
