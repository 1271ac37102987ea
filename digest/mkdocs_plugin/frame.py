"""One run of MkDocs for the theme alone: the frame of our pages, 404.html, and the theme's own files.

python -m digest.mkdocs_plugin.frame CONFIG CACHE KEY
"""

from __future__ import annotations

import logging
import re
import sys
from functools import partial
from pathlib import Path

import click
from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.exceptions import Abort, ConfigurationError

from digest.build.theme import FOLDER, TOLD, Theme, hashed
from digest.errors import DigestError
from digest.mkdocs_plugin.building import ToldAbort
from digest.mkdocs_plugin.plugin import DigestPlugin
from digest.mkdocs_plugin.preview import told

_OF_SETTING = re.compile(r"Config value '(\w+)': ")
"""How MkDocs begins what it says of one."""


def main(config_file: str, folder: str, key: str) -> int:
    """Run MkDocs into `folder`/theme and keep the frame."""
    logging.basicConfig(level=logging.WARNING, format="%(levelname)s - %(message)s")
    logging.getLogger("mkdocs.config").addFilter(partial(_placed, Path(config_file)))
    logging.getLogger("mkdocs.structure.nav").setLevel(logging.ERROR)  # every build tells of pages that are not there
    cache = Path(folder)
    config = load_config(config_file)
    out, content = Path(config.site_dir), Path(config.docs_dir)
    config.site_dir = str(cache / FOLDER)
    plugin = next((one for one in config.plugins.values() if isinstance(one, DigestPlugin)), None)
    if plugin is None:
        click.echo("mkdocs.yml: plugins: lacks digest: add it", err=True)
        return TOLD
    plugin.frame_only = True
    config.plugins.on_startup(command="build", dirty=False)
    build(config)
    config.plugins.on_shutdown()
    if plugin.frame is None:  # pragma: no cover - MkDocs ran all events
        return 1
    root = Path(config_file).parent
    settings = {
        "content": _from(root, content),
        "out": _from(root, out),
        "settings": str(plugin.config.settings),
        "url": config.site_url or "",
        "name": config.site_name,
    }
    read = [Path(config.theme.custom_dir)] if config.theme.custom_dir else []
    read += [Path(str(hook.__file__)) for hook in config["hooks"].values()]
    named = {name: (content / name).is_file() for name in sorted(plugin.named)}
    Theme(key, plugin.frame, settings, {_from(root, path): hashed(path) for path in read}, named).save(cache)
    return 0


def _placed(file: Path, record: logging.LogRecord) -> bool:
    """Lets every message pass; one about a setting names the line on which that stands."""
    if found := _OF_SETTING.match(record.msg):
        lines = file.read_text("utf-8", "replace").split("\n")
        number = next((number for number, line in enumerate(lines, 1) if line.startswith(f"{found[1]}:")), 0)
        record.msg = f"{file.name}:{f'{number}:' if number else ''} {found[1]}: {record.msg[found.end() :]}"
    return True


def _from(root: Path, path: Path) -> str:
    return path.relative_to(root).as_posix() if path.is_relative_to(root) else str(path)


if __name__ == "__main__":
    try:
        sys.exit(main(*sys.argv[1:]))
    except (DigestError, OSError) as error:
        told(error)
        sys.exit(TOLD)
    except (Abort, ConfigurationError) as error:
        click.echo(str(error), err=True)
        sys.exit(TOLD if isinstance(error, ToldAbort) else 1)
