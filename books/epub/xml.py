"""Parsing markup that nobody vouches for: no network, no DTD, no entity that the file defines."""

from __future__ import annotations

import codecs
import re
from html.entities import html5

from lxml import etree, html

DECLARED = re.compile(rb"""^\s*<\?xml[^>]*?encoding\s*=\s*["']([A-Za-z0-9._-]+)["']""")
META_CHARSET = re.compile(rb"""<meta[^>]+charset\s*=\s*["']?([A-Za-z0-9._-]+)""", re.IGNORECASE)
DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")
DOCTYPE = re.compile(r"<!DOCTYPE[^\[>]*(\[.*?\]\s*)?>", re.DOTALL | re.IGNORECASE)
NAMED_ENTITY = re.compile(r"&([A-Za-z][A-Za-z0-9]{1,31});")
INVISIBLE = str.maketrans("", "", "\u2060\u00ad\ufeff\u200b")
"""Word joiners, soft hyphens and their like: they steer line breaks and would only hide words from each other."""
XML_ENTITIES = {"amp", "lt", "gt", "quot", "apos"}


def parse(data: bytes) -> etree._Element | None:
    """The root element of an XML or HTML document however badly it is formed, or None if there is nothing in it."""
    text = decode(data)
    text = DECLARATION.sub("", text, count=1)
    text = DOCTYPE.sub("", text, count=1)
    if "&" in text:
        text = NAMED_ENTITY.sub(_character, text)
    text = text.translate(INVISIBLE)
    encoded = text.encode("utf-8", "replace").replace(b"\x00", b"")
    if not encoded.strip():
        return None
    try:
        return etree.fromstring(encoded, _strict())
    except etree.XMLSyntaxError:
        return _lenient(encoded)


def _strict() -> etree.XMLParser:
    return etree.XMLParser(
        encoding="utf-8", resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False,
        remove_comments=True, remove_pis=True,
    )  # fmt: skip


def _lenient(encoded: bytes) -> etree._Element | None:
    parser = html.HTMLParser(encoding="utf-8", no_network=True, huge_tree=False, remove_comments=True, remove_pis=True)
    try:
        return html.document_fromstring(encoded, parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        return None


def decode(data: bytes) -> str:
    """Text in the encoding that a byte order mark or a declaration names, else UTF-8, else windows-1252."""
    for mark, encoding in (
        (codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"),
    ):  # fmt: skip
        if data.startswith(mark):
            return data.decode(encoding, "replace")
    head = data[:1024]
    if head[:2] == b"<\x00" or head[:2] == b"\x00<":
        return data.decode("utf-16-le" if head[0] else "utf-16-be", "replace")
    declared = DECLARED.search(head) or META_CHARSET.search(head)
    names = [declared.group(1).decode("ascii")] if declared else []
    for encoding in (*names, "utf-8"):
        try:
            return data.decode(encoding)
        except (UnicodeDecodeError, LookupError):
            continue
    return data.decode("windows-1252", "replace")


def local(element: etree._Element) -> str:
    """An element's name without its namespace, in lower case; empty for what is no element."""
    tag = element.tag
    if not isinstance(tag, str):
        return ""
    return tag.rpartition("}")[2].lower()


def _character(match: re.Match[str]) -> str:
    name = match.group(1)
    if name in XML_ENTITIES:
        return match.group(0)
    return html5.get(f"{name};", "")
