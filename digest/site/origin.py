"""Where the site stands: files that are read far from it need whole addresses."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import quote, urlsplit

from digest.errors import InputError
from digest.site import addresses


@dataclass(frozen=True, slots=True)
class Origin:
    """The address of the site and its name."""

    url: str
    """`https://example.org/news/`, with the slash at its end."""
    name: str

    @classmethod
    def at(cls, url: str, name: str) -> Origin:
        """The origin of an address as a person writes it.

        Raises:
            InputError: It is no http or https address.
        """
        parts = urlsplit(url)
        if parts.scheme not in {"http", "https"} or not parts.hostname or parts.query or parts.fragment:
            raise InputError(f'"{url}" is not the address of a site', "give it whole: https://example.org/news/")
        return cls(url.rstrip("/") + "/", name)

    def page(self, path: str) -> str:
        """The whole address of the page at `path` (`series/index.md`)."""
        return self.url + quote(addresses.url(path))
