"""One run of MkDocs for the theme alone: the frame of our pages, 404.html, and the theme's own files.

python -m digest.mkdocs_plugin.frame CONFIG CACHE KEY
"""

from __future__ import annotations

import logging
import sys
from pathlib import Path

import click
from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.exceptions import Abort, ConfigurationError

from digest.build.theme import FOLDER, TOLD, Theme, hashed
from digest.errors import DigestError, of_machine
from digest.mkdocs_plugin.plugin import DigestPlugin, ToldAbort
from digest.mkdocs_plugin.preview import told


def main(config_file: str, folder: str, key: str) -> int:
    """Run MkDocs into `folder`/theme and keep the frame."""
    logging.basicConfig(level=logging.WARNING, format="%(levelname)s - %(message)s")
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


def _from(root: Path, path: Path) -> str:
    return path.relative_to(root).as_posix() if path.is_relative_to(root) else str(path)


if __name__ == "__main__":
    try:
        sys.exit(main(*sys.argv[1:]))
    except DigestError as error:
        told(error)
        sys.exit(TOLD)
    except OSError as error:
        told(of_machine(error))
        sys.exit(TOLD)
    except (Abort, ConfigurationError) as error:
        click.echo(str(error), err=True)
        sys.exit(TOLD if isinstance(error, ToldAbort) else 1)
