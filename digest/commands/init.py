"""`digest init`: a digest of one's own in an empty folder, ready to be served, checked and published."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from digest.curate import newsite
from digest.curate.speech import say, tongue
from digest.curate.wishes import FIRST_SERIES, checkout, wishes
from digest.errors import DigestError, InputError

if TYPE_CHECKING:
    import argparse
    from collections.abc import Mapping

    from digest.curate.speech import Tongue
    from digest.curate.wishes import Wishes


_ASKED: Mapping[str, str] = {
    "--languages": "languages",
    "--name": "name",
    "--url": "url",
    "--publisher": "publisher",
    "--series": "series",
    "--repository": "repository",
}
"""What is asked for, in this order, by its option."""


def run(arguments: argparse.Namespace) -> int:
    """Ask what is not given, where somebody is there to answer; write the files; say what comes next."""
    spoken = tongue()
    try:
        newsite.vacant(arguments.folder)
        asking = not arguments.yes and sys.stdin.isatty() and sys.stdout.isatty()
        made = newsite.write(arguments.folder, _wanted(arguments, spoken, asking=asking))
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


def _wanted(arguments: argparse.Namespace, spoken: Tongue, *, asking: bool) -> Wishes:
    """Every wish, given or asked for; one that cannot be is asked for again, so that no other answer is lost."""
    named = arguments.folder.resolve().name
    lang = _lang(arguments.lang, spoken, asking=asking)
    usual = {"name": named, "series": FIRST_SERIES[lang]}
    answers = {
        what: getattr(arguments, what) or _ask(what, spoken, asking=asking, usual=usual.get(what, ""))
        for what in _ASKED.values()
    }
    while True:
        publishers = answers["publisher"]
        try:
            return wishes(
                name=answers["name"] or named,
                lang=lang,
                languages=_languages(answers["languages"]),
                site_url=answers["url"],
                publishers_named=_parted(publishers) if isinstance(publishers, str) else publishers,
                series=answers["series"],
                repository=answers["repository"],
                install=arguments.install or "",
            )
        except InputError as error:
            if not asking or error.problem.field not in _ASKED:
                raise
            print(error, file=sys.stderr)
            what = _ASKED[error.problem.field]
            answers[what] = _ask(what, spoken, asking=True, usual=usual.get(what, ""))


def _parted(text: str) -> list[str]:
    """Names of publishers; those that hold a blank stand between commas."""
    return [name for one in text.split(",") if (name := one.strip())] if "," in text else text.split()


def _ask(what: str, spoken: Tongue, *, asking: bool, usual: str) -> str:
    return input(f"{say(f'init.{what}', spoken, usual=usual)} ").strip() if asking else ""


def _lang(given: Tongue | None, spoken: Tongue, *, asking: bool) -> Tongue:
    """The main language; that of the terminal for no answer."""
    answer = given or _ask("lang", spoken, asking=asking, usual=spoken)
    while answer not in {"", "ko", "en"}:
        answer = _ask("lang", spoken, asking=asking, usual=spoken)
    return "ko" if answer == "ko" else "en" if answer == "en" else spoken


def _languages(text: str) -> tuple[Tongue, ...]:
    """Those that are named; both for no answer."""
    named = text.replace(",", " ").split()
    if unknown := set(named) - {"ko", "en"}:
        what = f"{min(unknown)!r} is no language of a digest"
        raise InputError(what, "write ko, en or ko,en", field="--languages")
    both: tuple[Tongue, ...] = ("ko", "en")
    return tuple(lang for lang in both if lang in named or not named)
