"""Bookmark files: the address that they hold is fetched as if it had been given, or the curator is told what to do."""

from __future__ import annotations

import plistlib
from types import SimpleNamespace
from typing import TYPE_CHECKING

import pytest

from digest.acquire.inputs import Inputs
from digest.acquire.item import Item, Trouble

if TYPE_CHECKING:
    from pathlib import Path

URL = "https://www.gana.example/article/1?a=1&b=2"
FILES = {
    "a.url": f"[InternetShortcut]\r\nURL={URL}\r\nIconIndex=1\r\n".encode(),
    "saved.txt": f"[InternetShortcut]\r\nIconIndex=1\r\nURL={URL}\r\n".encode(),
    "a.webloc": plistlib.dumps({"URL": URL}),
    "binary.webloc": plistlib.dumps({"URL": URL}, fmt=plistlib.FMT_BINARY),
    "a.desktop": f"[Desktop Entry]\nName=기사\nType=Link\nURL={URL}\nIcon=text-html\n".encode(),
}


@pytest.mark.parametrize("name", FILES)
def test_bookmark_is_told_with_its_address(tmp_path: Path, name: str) -> None:
    """Where nothing is fetched the address is said, and that the page must be saved."""
    (tmp_path / name).write_bytes(FILES[name])
    found = list(Inputs().read([str(tmp_path / name)]))
    assert len(found) == 1
    assert isinstance(found[0], Trouble)
    assert f"holds only {URL}" in found[0].problem.what
    assert "save it" in found[0].problem.remedy


@pytest.mark.parametrize(
    "data",
    [
        b"[InternetShortcut]\r\nIconIndex=1\r\n",
        plistlib.dumps({"Name": "a"}),
        b"[InternetShortcut]\nURL=file:///etc/a\n",
    ],
)
def test_bookmark_without_an_address_of_the_web(tmp_path: Path, data: bytes) -> None:
    """Files of this machine and bookmarks without any address are no inputs."""
    (tmp_path / "a.url").write_bytes(data)
    found = list(Inputs().read([str(tmp_path / "a.url")]))
    assert isinstance(found[0], Trouble)
    assert "without an address" in found[0].problem.what


class _Pages:
    """Answers each address with one page."""

    def __init__(self) -> None:
        self.asked: list[str] = []

    def get(self, url: str) -> SimpleNamespace:
        self.asked.append(url)
        body = b"<html><body><h1>Headline</h1><p>Text.</p></body></html>"
        return SimpleNamespace(body=body, charset=None, content_type="text/html", final_url=url, retrieved=None)


@pytest.mark.parametrize("name", FILES)
def test_address_of_a_bookmark_is_fetched(tmp_path: Path, name: str) -> None:
    """With a contact the page is fetched as if its address had been given; twice the same address only once."""
    (tmp_path / name).write_bytes(FILES[name])
    pages = _Pages()
    found = list(Inputs(pages).read([str(tmp_path / name)] * 2))  # type: ignore[arg-type]
    assert pages.asked == [URL]
    assert [(item.kind, item.url) for item in found if isinstance(item, Item)] == [("html", URL)]
