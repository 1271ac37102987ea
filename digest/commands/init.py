"""`digest init`: a digest of one's own in an empty folder, ready to be served, checked and published."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from digest.curate import newsite
from digest.curate.speech import say, tongue
from digest.curate.wishes import checkout, wishes
from digest.errors import DigestError, InputError

if TYPE_CHECKING:
    import argparse

    from digest.curate.speech import Tongue


def run(arguments: argparse.Namespace) -> int:
    """Ask what is not given, where somebody is there to answer; write the files; say what comes next."""
    spoken = tongue()
    try:
        asking = not arguments.yes and sys.stdin.isatty() and sys.stdout.isatty()
        lang: Tongue = _one_of(arguments.lang or _ask("lang", spoken, asking=asking and not arguments.lang), spoken)
        languages = arguments.languages or _ask("languages", spoken, asking=asking)
        wanted = wishes(
            name=arguments.name or _ask("name", spoken, asking=asking) or arguments.folder.resolve().name,
            lang=lang,
            languages=_languages(languages),
            site_url=arguments.url or _ask("url", spoken, asking=asking),
            publishers_named=arguments.publisher or _ask("publishers", spoken, asking=asking).replace(",", " ").split(),
            series=arguments.series or _ask("series", spoken, asking=asking),
            repository=arguments.repository or _ask("repository", spoken, asking=asking),
            install=arguments.install or "",
        )
        made = newsite.write(arguments.folder, wanted)
    except EOFError:
        print(say("init.stopped", spoken), file=sys.stderr)
        return 1
    except DigestError as error:
        print(error, file=sys.stderr)
        return 1
    print(say("init.done", spoken, folder=arguments.folder, count=len(made)))
    if not arguments.install and (root := checkout()):
        print(say("init.checkout", spoken, root=root))
    return 0


def _ask(what: str, spoken: Tongue, *, asking: bool) -> str:
    return input(f"{say(f'init.{what}', spoken)} ").strip() if asking else ""


def _one_of(text: str, spoken: Tongue) -> Tongue:
    """A language; that of the terminal for no answer."""
    return "ko" if text == "ko" else "en" if text == "en" else spoken


def _languages(text: str) -> tuple[Tongue, ...]:
    """Those that are named; both for no answer."""
    named = text.replace(",", " ").split()
    if unknown := set(named) - {"ko", "en"}:
        what = f"{min(unknown)!r} is no language of a digest"
        raise InputError(what, "write ko, en or ko,en", field="--languages")
    both: tuple[Tongue, ...] = ("ko", "en")
    return tuple(lang for lang in both if lang in named or not named)
