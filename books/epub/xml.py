"""Parsing markup that nobody vouches for: no network, no DTD, no entity that the file defines."""

from __future__ import annotations

import codecs
import re
from html import escape
from html.entities import html5

from lxml import etree

DECLARED = re.compile(rb"""^\s*<\?xml[^>]*?encoding\s*=\s*["']([A-Za-z0-9._-]+)["']""")
META_CHARSET = re.compile(rb"""<meta[^>]+charset\s*=\s*["']?([A-Za-z0-9._-]+)""", re.IGNORECASE)
DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")
DOCTYPE_START = re.compile(r"<!DOCTYPE", re.IGNORECASE)
DOCTYPE = re.compile(r"<!DOCTYPE[^\[>]*(\[.*?\]\s*)?>", re.DOTALL | re.IGNORECASE)
NAMED_ENTITY = re.compile(r"&([A-Za-z][A-Za-z0-9]{0,31});")
CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")
CONTROL_NUMBER = re.compile(r"&#(?:0*(?:[0-8]|1[124-9]|2\d|3[01])|[xX]0*(?:[0-8bBcCeEfF]|1[0-9a-fA-F]));")
SPECKS, NOISE = 20, 0.01
"""Control characters, and their share, from which on a file is no text: an encrypted page has more."""
UNCOMMON_REFERENCE = re.compile(rb"&(?!(?:amp|lt|gt|quot|apos|#\d{1,2}|#160);)")
STRICT = etree.XMLParser(
    encoding="utf-8",
    resolve_entities=False,
    no_network=True,
    load_dtd=False,
    huge_tree=False,
    remove_comments=True,
    remove_pis=True,
)
XML_ENTITIES = {"amp", "lt", "gt", "quot", "apos"}
VOCABULARY = re.compile(r"<(?:\w+:)?(?:package|ncx|container|encryption)[\s>]", re.IGNORECASE)
"""Roots that HTML knows nothing about; an HTML parser would nest their empty elements in one another."""
LONG_TAG = re.compile(r"<[A-Za-z][^<>]{8000,}")
MOST_NAMES = 1024
"""Tags that are remembered: vocabularies of books have about a hundred, and a file could have millions."""
QUOTED = re.compile(r"""\"[^"]*"|'[^']*'""")
ATTRIBUTES = 1000
"""An HTML parser compares each attribute of a tag with all the others, so a tag with more is not given to it."""
CODECS = re.compile(r"^(utf|iso|cp\d|ascii|koi8|mac|big5|gb|euc|shift|hz|johab|tis)")
"""The families of encodings that pages are written in; Python has others, some of them slow and none of them text."""


def parse(data: bytes) -> etree._Element | None:
    """Parse an XML or HTML document however badly it is formed; None if it is empty or past reading."""
    root = well_formed(data)
    return mended(data) if root is None else root


def mended(data: bytes) -> etree._Element | None:
    """Parse a document that is not `well_formed`."""
    text = DECLARATION.sub("", decode(data), count=1)
    text = _without_doctype(text)
    if "&" in text:
        text = NAMED_ENTITY.sub(_character, text)
    encoded = text.encode("utf-8", "replace")
    if not encoded.strip():
        return None
    try:
        return etree.fromstring(encoded, STRICT)
    except etree.XMLSyntaxError:
        return _lenient(text)


def well_formed(data: bytes) -> etree._Element | None:
    """Parse a document as most are: UTF-8, well formed, nothing defined or named that needs to be looked up."""
    head = data[:1024]
    declared = DECLARED.search(head)
    if declared is not None and declared.group(1).lower() not in (b"utf-8", b"utf8"):
        return None
    if (b"&" in data and UNCOMMON_REFERENCE.search(data)) or (b"<!DOCTYPE" in head and b"<!ENTITY" in data):
        return None
    try:
        return etree.fromstring(data, STRICT)
    except etree.XMLSyntaxError:
        return None


def _lenient(text: str) -> etree._Element | None:
    if _has_a_flood_of_attributes(text):
        return None
    controls = len(CONTROL.findall(text))
    if controls:
        if controls > max(SPECKS, NOISE * len(text)):
            return None
        text = CONTROL.sub(" ", text)
    text = CONTROL_NUMBER.sub(" ", text)
    parser: etree.XMLParser | etree.HTMLParser
    if VOCABULARY.search(text, 0, 4096):
        parser = etree.XMLParser(
            encoding="utf-8",
            recover=True,
            resolve_entities=False,
            no_network=True,
            load_dtd=False,
            remove_comments=True,
            remove_pis=True,
        )
    else:
        parser = etree.HTMLParser(encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True)
    try:
        root = etree.fromstring(text.encode("utf-8", "replace"), parser)
    except etree.XMLSyntaxError:
        return None
    cut_short = any(error.type == etree.ErrorTypes.ERR_RESOURCE_LIMIT for error in parser.error_log)
    return None if cut_short else root


def decode(data: bytes) -> str:
    """Decode text in the encoding that a byte order mark or a declaration names, else UTF-8, else windows-1252."""
    for mark, encoding in (
        (codecs.BOM_UTF8, "utf-8-sig"),
        (codecs.BOM_UTF32_LE, "utf-32"),
        (codecs.BOM_UTF32_BE, "utf-32"),
        (codecs.BOM_UTF16_LE, "utf-16"),
        (codecs.BOM_UTF16_BE, "utf-16"),
    ):
        if data.startswith(mark):
            return data.decode(encoding, "replace")
    head = data[:1024]
    if head[:2] == b"<\x00" or head[:2] == b"\x00<":
        return data.decode("utf-16-le" if head[0] else "utf-16-be", "replace")
    declared = DECLARED.search(head) or META_CHARSET.search(head)
    for encoding in (_codec(declared.group(1).decode("ascii")) if declared else "", "utf-8"):
        try:
            return data.decode(encoding or "utf-8")
        except UnicodeError:
            continue
    forgiving = data.decode("utf-8", "replace")
    bad = forgiving.count("\ufffd")
    good = sum(1 for byte in data if byte >= 0xC2) - bad
    return forgiving if bad < good else data.decode("windows-1252", "replace")


class _LocalNames(dict[object, str]):
    """Local names by tag: looked up faster than a function is called."""

    def __missing__(self, tag: object) -> str:
        name = tag.rpartition("}")[2].rpartition(":")[2].lower() if isinstance(tag, str) else ""
        if len(self) < MOST_NAMES:
            self[tag] = name
        return name


NAMES = _LocalNames()
"""The name of each tag without its namespace, in lower case; empty for what is no element."""


def local(element: etree._Element) -> str:
    """Return an element's name without its namespace, in lower case; empty for what is no element."""
    return NAMES[element.tag]


def attribute(element: etree._Element, name: str) -> str:
    """Return an attribute of an element, in whatever namespace; empty if it has none of that name."""
    return next((str(v) for k, v in element.attrib.items() if str(k).rpartition("}")[2] == name), "")


def _codec(name: str) -> str:
    """Return Python's name for a declared encoding.

    It is empty if the declaration cannot be true or is no encoding of text.
    """
    try:
        codec = codecs.lookup(name).name
    except LookupError:
        return ""
    if codec == "iso8859-1":  # what browsers read so named is windows-1252: curly quotes are the difference
        return "cp1252"
    # a declaration that can be read as bytes of ASCII is not in two bytes a letter, whatever it says
    return codec if CODECS.match(codec) and not codec.startswith(("utf-16", "utf-32")) else ""


def _without_doctype(text: str) -> str:
    start = DOCTYPE_START.search(text)
    doctype = DOCTYPE.match(text, start.start()) if start else None
    return text[: doctype.start()] + text[doctype.end() :] if doctype else text


def _has_a_flood_of_attributes(text: str) -> bool:
    return any(len(QUOTED.sub(" ", tag).replace("/", " ").split()) > ATTRIBUTES for tag in LONG_TAG.findall(text))


def _character(match: re.Match[str]) -> str:
    name = match.group(1)
    if name in XML_ENTITIES:
        return match.group(0)
    return escape(html5.get(f"{name};", ""))
