"""Files that are elsewhere (object stores, archives on other machines), through fsspec, which is an optional extra.

Only names on the command line come here, never one that a feed or a page holds; addresses of the web are not read
this way, because `fetch` alone keeps the rules for them. The bounds on size are those of every other input.
"""

from __future__ import annotations

import posixpath
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, BinaryIO, cast

from digest.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Iterator

MAX_FILES = 10_000_000
_WEB = frozenset({"http", "https", "ftp", "ftps"})
_REMEDY = "save it as a file and give its name"


class Remote:
    """One file or folder of a file system that fsspec knows, by its address: `s3://bucket/2024/`.

    Raises:
        InputError: Not such an address, fsspec or the package for that file system is not installed.
    """

    def __init__(self, name: str) -> None:
        self.name = name
        scheme = name.partition("://")[0].lower()
        if "::" in name or scheme in _WEB:
            raise InputError("only http and https addresses are fetched", _REMEDY, path=name)
        try:
            import fsspec  # noqa: PLC0415 - an optional extra
        except ImportError as error:
            remedy = 'pip install "finance-digest[fsspec]", or save it as a file and give its name'
            raise InputError(
                f"{scheme}:// is read through fsspec, which is not installed", remedy, path=name
            ) from error
        try:
            self._files, self._path = fsspec.core.url_to_fs(name)
        except ValueError as error:
            raise InputError(f"{scheme}:// is no file system that fsspec knows", _REMEDY, path=name) from error
        except ImportError as error:
            remedy = f"install what fsspec needs for it: {error}"
            raise InputError(f"{scheme}:// needs another package", remedy, path=name) from error

    def names(self) -> Iterator[str]:
        """The address itself, or those of all files below it, in order. Names that start with a dot are left out."""
        with _told(self.name):
            if not self._files.isdir(self._path):
                yield self.name
                return
            found = self._files.find(self._path)
            if len(found) > MAX_FILES:
                raise InputError(f"holds more than {MAX_FILES:,} files", "give its parts", path=self.name)
            for path in sorted(found):
                below = posixpath.relpath(path, self._path)
                if not any(part.startswith(".") for part in below.split("/")):
                    yield f"{self.name.rstrip('/')}/{below}"

    @contextmanager
    def open(self) -> Iterator[BinaryIO]:
        """The bytes, as they are stored; read piece by piece."""
        with _told(self.name):
            stream: Any = self._files.open(self._path, "rb")
        with stream:
            yield cast("BinaryIO", stream)


@contextmanager
def _told(name: str) -> Iterator[None]:
    """What a file system of others raises, as a message."""
    try:
        yield
    except InputError:
        raise
    except FileNotFoundError as error:
        raise InputError("is not there", "check the name", path=name) from error
    except Exception as error:
        what = f"cannot be read ({str(error)[:200] or type(error).__name__})"
        raise InputError(what, "check the name and the rights to it", path=name) from error
