"""A new digest of one's own: every file of it, from the wishes of whoever starts it.

What can be taken from this project as it is (workflows, forms, the settings of MkDocs) is taken from the one place
where it stands, so a new site never starts from an older copy. Every word of the wishes is quoted for the format of
the file in which it stands.
"""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import TYPE_CHECKING

import jinja2

import digest
from digest.check.rules import RULES
from digest.errors import InputError
from digest.files import write_text
from digest.text.markdown import escape_paragraph
from digest.text.slug import slug

if TYPE_CHECKING:
    from collections.abc import Mapping

    from digest.curate.speech import Tongue
    from digest.curate.wishes import Wishes

_STRANGE = re.compile(r"(?m)^# .*\bdigest/.*\n")
"""Comments on files that only this project has."""
_ON_TOP = "# The site for MkDocs. The disclaimers that readers see are in digest.toml.\n"
_GITHUB = (
    "workflows/check.yml",
    "workflows/deploy.yml",
    "workflows/links.yml",
    "workflows/suggest.yml",
    "ISSUE_TEMPLATE/suggest-article.yml",
    "ISSUE_TEMPLATE/config.yml",
    "pull_request_template.md",
    "dependabot.yml",
    "zizmor.yml",
)
"""Files of our own `.github/` that serve any digest."""
_VSCODE = ("digest.code-snippets", "extensions.json", "settings.json", "tasks.json")
_OF_OURS = re.compile(r"(?ms)^  // Schemas .*?^  \},\n  \"even.*?^  \},\n")
"""Settings of an editor for files that only this project has."""
_NAV: Mapping[Tongue, tuple[tuple[str, str], ...]] = {
    "ko": (
        ("홈", "index.md"),
        ("시리즈", "series/index.md"),
        ("기업", "companies/index.md"),
        ("월별", "months/index.md"),
        ("English", "en/index.md"),
        ("소개", "about/index.md"),
    ),
    "en": (
        ("Home", "index.md"),
        ("Series", "en/series/index.md"),
        ("Companies", "en/companies/index.md"),
        ("Months", "en/months/index.md"),
        ("한국어", "ko/index.md"),
        ("About", "about/en.md"),
    ),
}
"""The ways in; the home page of the other language is named only where there is one."""
_SECOND: Mapping[Tongue, tuple[Tongue, str]] = {"ko": ("en", "English"), "en": ("ko", "한국어")}
"""The other language by the first one, and its name in the menu."""


def files(wanted: Wishes) -> dict[str, str]:
    """Every file of the new site: its text by its path."""
    made = {target: _filled(template, wanted) for template, target in _own(wanted).items()}
    made["mkdocs.yml"] = _mkdocs(_ours("mkdocs.yml").read_text("utf-8"), wanted)
    made["CONTRIBUTING.md"] = _contributing(_ours("CONTRIBUTING.md").read_text("utf-8"))
    taken = [f".github/{name}" for name in _GITHUB] + [f".vscode/{name}" for name in _VSCODE] + ["CONTRIBUTING.ko.md"]
    for path in (*taken, "docs/rules/README.md", *(rule.page for rule in RULES.values())):
        made[path] = _ours(path).read_text("utf-8")
    made[".vscode/settings.json"] = _OF_OURS.sub("", made[".vscode/settings.json"])
    return dict(sorted(made.items()))


def vacant(folder: Path) -> None:
    """Refuse a folder that holds something; nobody answers questions about it first.

    Raises:
        InputError: Something stands in the folder already, or it is no folder.
    """
    if folder.is_symlink() or (folder.exists() and not folder.is_dir()):
        raise InputError("is not a folder", "name a new or empty folder", path=folder)
    if folder.is_dir() and any(entry.name != ".git" for entry in folder.iterdir()):
        raise InputError("is not empty", "name a new or empty folder; nothing was written", path=folder)


def write(folder: Path, wanted: Wishes) -> tuple[str, ...]:
    """Write the new site into an empty or new folder; the paths of its files. Raises like `vacant`."""
    vacant(folder)
    made = files(wanted)
    for path, text in made.items():
        write_text(folder / path, text)
    return tuple(made)


def _own(wanted: Wishes) -> dict[str, str]:
    """Our templates, by where each of them is written."""
    series = slug(wanted.series)
    named = {
        "content/series/series.md": f"content/series/{series}.md",
        "content/articles/example.md": "content/articles/2025/01/20250131-example-1.md",
    }
    left_out = {
        "content/en/index.md": not wanted.both or wanted.lang == "en",
        "content/ko/index.md": not wanted.both or wanted.lang == "ko",
        "dot-github/CODEOWNERS": not wanted.repository,
    }
    root = Path(__file__).resolve().parents[1] / "skeleton" / "files"
    found = sorted(path.relative_to(root).as_posix() for path in root.rglob("*") if path.is_file())
    return {path: named.get(path, path.replace("dot-", ".")) for path in found if not left_out.get(path)}


def _filled(template: str, wanted: Wishes) -> str:
    environment = jinja2.Environment(
        loader=jinja2.PackageLoader("digest.skeleton", "files"),
        variable_start_string="<<",
        variable_end_string=">>",
        block_start_string="<%",
        block_end_string="%>",
        comment_start_string="<#",
        comment_end_string="#>",
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        keep_trailing_newline=True,
        autoescape=False,  # noqa: S701 - YAML, TOML and Markdown, each quoted by its own filter
    )
    environment.filters |= {"q": _quoted, "md": escape_paragraph}
    return environment.get_template(template).render(
        name=wanted.name,
        lang=wanted.lang,
        both=wanted.both,
        site_url=wanted.site_url,
        publishers=wanted.publishers,
        series=wanted.series,
        slug=slug(wanted.series),
        owner=wanted.repository.partition("/")[0],
        repository=wanted.repository,
        install=wanted.install,
    )


def _quoted(text: str) -> str:
    """A string in double quotes that YAML and TOML read as it is: JSON's form, of visible characters alone."""
    return json.dumps(text, ensure_ascii=False)


def _ours(name: str) -> Path:
    """A file of this project that a new site takes over: beside the package here, inside of it when installed."""
    package = Path(digest.__file__).resolve().parent
    inside = package / "skeleton" / "shared" / name.removeprefix(".")
    return inside if inside.exists() else package.parent / name


def _mkdocs(ours: str, wanted: Wishes) -> str:
    """Our own mkdocs.yml with the site's name, address, menu and language; theme parts come from the package."""
    blocks = re.split(r"(?m)^(?=[A-Za-z_]+:)", ours)
    keys = [block.partition(":")[0] for block in blocks]
    by_key = dict(zip(keys, blocks, strict=True))
    by_key["site_name"] = f"site_name: {_quoted(wanted.name)}\n"
    lead = (
        "금융 뉴스를 짧게, 출처와 함께." if wanted.lang == "ko" else "Finance news in brief, with every source named."
    )
    by_key["site_description"] = f"site_description: {_quoted(lead)}\n"
    by_key["site_url"] = f"site_url: !ENV [DIGEST_SITE_URL, {_quoted(wanted.site_url)}]\n"
    by_key["nav"] = _nav(wanted)
    theme = re.sub(r"(?m)^ +custom_dir:.*\n", "", by_key["theme"])
    by_key["theme"] = re.sub(r"(?m)^( +language:).*$", rf"\1 {wanted.lang}", theme)
    by_key["extra"] = re.sub(r"(?m)^  nav_(?:en|lang):.*\n(?:    .*\n)*", "", by_key["extra"]).rstrip("\n") + "\n"
    by_key["extra"] += f"{_other_words(wanted)}\n"
    return _ON_TOP + _STRANGE.sub("", "".join(by_key.values()))


def _contributing(ours: str) -> str:
    """The article file and its addresses, which any digest has; not our code, nor what links to pages of our own."""
    return re.split(r"(?m)^## (?=The check|The code)", ours)[0].rstrip("\n") + "\n"


def _nav(wanted: Wishes) -> str:
    name = _SECOND[wanted.lang][1]
    rows = [(label, path) for label, path in _NAV[wanted.lang] if wanted.both or label != name]
    return "nav:\n" + "".join(f"  - {label}: {path}\n" for label, path in rows) + "\n"


def _other_words(wanted: Wishes) -> str:
    """The same ways in on pages in the other language, which are reached also where it has no home page."""
    other, name = _SECOND[wanted.lang]
    made = [
        f"  nav_{other}:                          # the same on pages in the other language, by the labels in nav\n"
    ]
    for (label, _), (word, there) in zip(_NAV[wanted.lang], _NAV[other], strict=True):
        if label == name:
            if wanted.both:
                back = _SECOND[other][1]
                made.append(f'    {label}: {{label: {back}, path: "", lang: {wanted.lang}}}\n')
            continue
        first = label == _NAV[wanted.lang][0][0]
        target = (f"{other}/" if wanted.both else "") if first else _url(there)
        made.append(f'    {label}: {{label: {word}, path: "{target}"}}\n')
    if wanted.both:
        made.append(f"  nav_lang: {{{name}: {other}}}\n")
    return "".join(made)


def _url(path: str) -> str:
    return f"{path.removesuffix('.md').removesuffix('index').rstrip('/')}/"
