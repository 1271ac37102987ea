"""`digest new`: from a link or a file to a draft in the editor, and on to a pull request, for who never used git."""

from __future__ import annotations

import os
import shlex
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from digest.acquire.cache import Cache
from digest.acquire.fetch import Fetcher
from digest.acquire.inputs import Inputs
from digest.acquire.item import Trouble
from digest.acquire.store import Store
from digest.curate import drafting, offer
from digest.curate.hub import Hub
from digest.curate.span import code
from digest.curate.speech import called, say, tongue
from digest.enrich.securities import Securities
from digest.errors import DigestError, InputError, LibraryError
from digest.extract.reading import read_item
from digest.files import write_text
from digest.library.files import is_translation, refuse_own, shown
from digest.library.reader import decode, read_article
from digest.pipeline import Options, importer
from digest.site import addresses
from digest.site.settings import LANGS

if TYPE_CHECKING:
    import argparse

    from digest.curate.speech import Tongue
    from digest.model import Article
    from digest.pipeline import Imported

PREVIEW = "127.0.0.1:8000"
FORK = "my-copy"
"""The remote's name of one's own copy."""


def run(arguments: argparse.Namespace) -> int:
    """Import one article, let it be edited, and say or do what is left."""
    lang = tongue()
    try:
        path = _of_the_digest(arguments)
        if path is None:
            imported = _import(arguments)
            path = imported.saved.path
            print(say(f"new.{imported.saved.outcome}", lang, path=shown(path)))
        if _interactive() and not arguments.no_edit:
            _edit(path, lang)
        article = _read(path)
        _tell(article, lang)
        if arguments.pr:
            _offer(arguments, article, path, lang)
        else:
            named = shlex.quote(shown(path))
            print(say("new.steps", lang, path=shown(path), input=named, digest=shlex.quote(called())))
        return _preview(arguments.content, path, article, lang) if arguments.preview else 0
    except LibraryError as error:
        for problem in error.problems:
            print(problem, file=sys.stderr)
        return 1
    except DigestError as error:
        print(error, file=sys.stderr)
        return 1


def _of_the_digest(arguments: argparse.Namespace) -> Path | None:
    """The file of an article that the digest has, named itself or by its translation: then nothing is imported."""
    path = Path(arguments.input)
    articles = (arguments.content / "articles").resolve()
    if path.suffix != ".md" or not path.is_file() or not path.resolve().is_relative_to(articles):
        refuse_own(arguments.input, arguments.content)
        return None
    original = path.with_name(f"{path.stem.rpartition('.')[0]}.md")
    return original if is_translation(path.name) and original.is_file() else path


def _import(arguments: argparse.Namespace) -> Imported:
    options = Options(
        title=arguments.title,
        date=arguments.date,
        lang=arguments.lang,
        series=arguments.series,
        part=arguments.part,
        rights=arguments.rights,
        basis=arguments.basis,
    )
    fetcher = None
    if arguments.input.lower().startswith(("http://", "https://")):
        contact = arguments.contact or os.environ.get("DIGEST_CONTACT", "")
        cache = Cache(Store(arguments.content).prepare() / "pages")
        fetcher = Fetcher(contact, cache=cache, allow_loopback=arguments.allow_loopback)
    with importer(arguments.content, Securities.beside(arguments.content), options) as at_work:
        found = list(Inputs(fetcher).read([arguments.input]))
        for item in found:
            if isinstance(item, Trouble):
                problem = item.problem
                raise InputError(problem.what, problem.remedy, path=problem.path)
        if len(found) != 1 or isinstance(found[0], Trouble):
            what = f"gives {len(found)} articles; this command takes one"
            raise InputError(what, "take them all with digest import", path=arguments.input)
        item = found[0]
        imported = at_work.take(read_item(item, url=arguments.url, title=arguments.title), item.data, item.name)
        if imported.saved.outcome == "new":
            made = imported.saved.article.model_copy(update={"notes": imported.notes})
            write_text(imported.saved.path, drafting.text(drafting.as_draft(made), tongue()))
    return imported


def _interactive() -> bool:
    return sys.stdin.isatty() and sys.stdout.isatty()


def _edit(path: Path, lang: Tongue) -> None:
    editor = os.environ.get("VISUAL") or os.environ.get("EDITOR")
    if not editor:
        print(say("new.no_editor", lang, path=shown(path)))
        return
    try:
        subprocess.run([*shlex.split(editor), str(path)], check=False)  # noqa: S603 - the curator's own choice
    except (OSError, ValueError) as error:
        print(say("new.editor_failed", lang, editor=editor, error=error, path=shown(path)), file=sys.stderr)


def _read(path: Path) -> Article:
    return read_article(decode(path.read_bytes(), shown(path)), shown(path))


def _tell(article: Article, lang: Tongue) -> None:
    day = f"{article.date:%Y-%m-%d}" if article.date_precision == "day" else f"{article.date:%Y-%m-%d %H:%M %z}"
    facts = {
        "title": article.title,
        "date": f"{day} ({article.date_source})",
        "source": article.source.url or "–",
        "series": f"{article.series or '–'} {article.part or ''}".strip(),
        "companies": ", ".join(article.tickers) or "–",
        "sentiment": article.sentiment.label if article.sentiment else "–",
    }
    for key, value in facts.items():
        print(f"  {say(f'fact.{key}', lang)}: {value}")
    if article.notes:
        print(say("new.missing", lang, count=len(article.notes)))
    for note in article.notes:
        print(f"  - {drafting.todo(note, lang)}")
    if article.status == "draft":
        print(say("new.is_draft", lang))


def _files(where: offer.Place, content: Path, article: Article, path: Path) -> tuple[Path, ...]:
    """The article, its series where the digest did not have it yet, and its translation."""
    series = content / "series" / f"{article.series}.md"
    new = article.series and series.is_file() and offer.missing(where, *offer.inside(where, (series,)))
    translations = (path.with_suffix(f".{lang}.md") for lang in LANGS)
    return (path, *((series,) if new else ()), *(one for one in translations if one.is_file()))


def _offer(arguments: argparse.Namespace, article: Article, path: Path, lang: Tongue) -> None:
    where = offer.place(arguments.content)
    branch = f"{offer.PREFIX}{article.id}"
    files = _files(where, arguments.content, article, path)
    title = f"Article: {article.id}"
    hub = Hub.find(where.root)
    if hub is None:
        _by_hand(where, branch, files, title, lang)
        return
    if offer.merged(where, files):
        print(say("pr.merged", lang))
        return
    me, mail = hub.me()
    own = hub.may_push()
    if not own:
        hub.fork(FORK)
    remote = where.remote if own else FORK
    changed = offer.commit(where, branch, files, f"{title}\n", remote=remote, who=(me, mail))
    offer.push(where, branch, remote)
    if url := hub.opened(branch):
        print(say("pr.updated" if changed else "pr.same", lang, url=url))
        return
    head = branch if own else f"{me}:{branch}"
    made = hub.open(base=where.main, head=head, title=title, body=_body(article), draft=article.status == "draft")
    print(say("pr.opened", lang, url=made))


def _by_hand(where: offer.Place, branch: str, files: tuple[Path, ...], title: str, lang: Tongue) -> None:
    """The exact commands, and the way without any command where the server is GitHub."""
    names = " ".join(shlex.quote(name) for name in offer.inside(where, files))
    print(say("pr.no_gh", lang))
    commands = (
        f"cd {shlex.quote(str(where.root))}",
        f"git switch -c {shlex.quote(branch)} {shlex.quote(f'{where.remote}/{where.main}')}",
        f"git add -- {names}",
        f"git commit -m {shlex.quote(title)} -- {names}",
        f"git push {shlex.quote(where.remote)} {shlex.quote(branch)}",
    )
    for command in commands:
        print(f"  {command}")
    if where.address:
        folder = offer.inside(where, files[:1])[0].rpartition("/")[0]
        print(say("pr.compare", lang, url=f"{where.address}/compare/{where.main}...{branch}?expand=1"))
        print(say("pr.upload", lang, url=f"{where.address}/upload/{where.main}/{folder}", path=shown(files[0])))


def _body(article: Article) -> str:
    rows = [
        f"- 제목 / title: {code(article.title)}",
        f"- 원문 / original: {code(article.source.url or '–')}",
        f"- 권리 / rights: {article.rights} {code(article.rights_basis) if article.rights_basis else ''}",
        f"- 기업 / companies: {', '.join(map(code, article.tickers)) or '–'}",
        "",
        *(f"- [ ] {code(note)}" for note in article.notes),
        "- [ ] 원문을 끝까지 읽었습니다 / I read the source to its end",
        "- [ ] 숫자와 날짜를 원문과 맞춰 보았습니다 / I compared numbers and dates with the source",
        "- [ ] 이해관계 / conflict of interest: ",
        "- [ ] AI가 한 일 / what AI did: ",
    ]
    return "\n".join(rows) + "\n"


def _preview(content: Path, path: Path, article: Article, lang: Tongue) -> int:
    root = content.resolve().parent
    if not (root / "mkdocs.yml").is_file():
        raise InputError("has no mkdocs.yml beside it", "run this in the folder of the digest", path=content)
    page = addresses.url(addresses.article(path.resolve().relative_to(content.resolve()).as_posix(), article.id))
    print(say("new.preview", lang, url=f"http://{PREVIEW}/{page}"), flush=True)
    command = [sys.executable, "-m", "mkdocs", "serve", "--dev-addr", PREVIEW]
    env = {"NO_MKDOCS_2_WARNING": "1", **os.environ}
    return subprocess.run(command, cwd=root, env=env, check=False).returncode  # noqa: S603 - our own interpreter
