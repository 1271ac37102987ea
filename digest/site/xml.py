"""XML documents as text: elements, their text without what XML cannot hold, and the declaration."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET

_NO_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def add(parent: ET.Element, name: str, text: str | None = None, /, **attributes: str) -> ET.Element:
    """A new child of `parent`; characters that no XML document may hold are left out."""
    made = ET.SubElement(parent, name, {key: _NO_XML.sub("", value) for key, value in attributes.items()})
    if text is not None:
        made.text = _NO_XML.sub("", text)
    return made


def document(root: ET.Element) -> str:
    """The whole document in UTF-8, with a line for each outer element: thousands are made, and few are looked at."""
    for parent in (root, *root.iterfind("channel")):
        parent.text = "\n"
        for child in parent:
            child.tail = "\n"
    return f'<?xml version="1.0" encoding="utf-8"?>\n{ET.tostring(root, encoding="unicode")}\n'
