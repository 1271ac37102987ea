"""The theme's page, rendered once a language with marks in place of what differs (see `digest.build.shell`)."""

from __future__ import annotations

from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

from jinja2 import pass_context
from markupsafe import Markup, escape
from mkdocs.commands.build import get_context

from digest.build import shell
from digest.site.settings import LANGS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from jinja2 import Environment
    from jinja2.runtime import Context
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.nav import Navigation

    from digest.site.settings import Lang


def shells(
    env: Environment, config: MkDocsConfig, nav: Navigation, theme: Mapping[Lang, Mapping[str, Any]]
) -> dict[Lang, shell.Shell]:
    """A shell for each language.

    Args:
        env: The theme's templates.
        config: The settings of MkDocs.
        nav: The ways in.
        theme: Words and disclaimers, escaped, by language.
    """
    own = env.overlay()
    own.filters = {**env.filters, "url": _url, "script_tag": _script}
    template = own.get_template("main.html")
    return {lang: shell.Shell(template.render(_context(config, nav, theme, lang))) for lang in LANGS}


def _context(
    config: MkDocsConfig, nav: Navigation, theme: Mapping[Lang, Mapping[str, Any]], lang: Lang
) -> dict[str, Any]:
    page = SimpleNamespace(meta={"lang": lang}, toc=[SimpleNamespace(url="#d-title")], url="", title="", content="")
    context: dict[str, Any] = dict(get_context(nav, [], config, base_url=shell.url("")))
    return context | {
        "page": page,
        "digest": theme[lang],
        "digest_both": False,
        "digest_now": shell.now,
        **{f"digest_{name}": shell.put(name) for name in ("title", "head", "content", "feeds")},
    }


@pass_context
def _url(_: Context, value: str) -> str:
    """The mark for a link; addresses that are whole, or lead into the page, stay."""
    target = str(value)
    if target.startswith(("#", "/")) or "://" in target:
        return target
    return shell.url("" if target in {".", "./"} else target)


@pass_context
def _script(context: Context, value: Any) -> str:
    """The element of one of `extra_javascript`."""
    more = "".join(f" {name}" for name in ("defer", "async") if getattr(value, name.replace("async", "async_"), False))
    kind = f' type="{escape(value.type)}"' if getattr(value, "type", "") else ""
    return Markup(f'<script src="{escape(_url(context, value))}"{kind}{more}></script>')  # noqa: S704 - escaped here
