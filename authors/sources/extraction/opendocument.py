"""The text of an OpenDocument text (ODT; OASIS OpenDocument 1.3, part 3)."""

from __future__ import annotations

import zipfile
from io import BytesIO
from typing import TYPE_CHECKING

from lxml import etree

from authors.sources.cleaning import clean
from authors.sources.errors import Unreadable
from authors.sources.extraction.archives import refuse_bombs
from authors.sources.records import Block, BlockKind, ExtractedText

if TYPE_CHECKING:
    from collections.abc import Iterator

    from authors.sources.extraction.limits import ExtractionLimits

DAMAGED = "This OpenDocument text is damaged. Open it in another program, save it again, and add that file."
LOCKED = "This OpenDocument text is locked with a password. Save it without one, and add that file."
OFFICE, TEXT, TABLE, STYLE = (
    f"{{urn:oasis:names:tc:opendocument:xmlns:{name}:1.0}}" for name in ("office", "text", "table", "style")
)
META, DC = "{urn:oasis:names:tc:opendocument:xmlns:meta:1.0}", "{http://purl.org/dc/elements/1.1/}"
ENCRYPTED = b"encryption-data"
GAPS = frozenset({f"{TEXT}s", f"{TEXT}tab", f"{TEXT}line-break", f"{TEXT}soft-page-break"})
WITHIN = frozenset({f"{TEXT}{name}" for name in ("span", "a", "bookmark-ref", "ruby", "ruby-base", "meta")})
"""Elements of a paragraph whose text is the paragraph's; all others hold notes, remarks, drawings and fields."""
AROUND = frozenset({f"{TEXT}{name}" for name in ("section", "list", "list-item", "list-header", "numbered-paragraph")})
LIST = frozenset({f"{TEXT}list", f"{TEXT}numbered-paragraph"})
FIELDS = frozenset({f"{TEXT}{name}" for name in ("date", "time", "author-name", "title", "subject", "sequence")})


def read_opendocument(data: bytes, limits: ExtractionLimits) -> ExtractedText:
    """Read an OpenDocument text. Raises Unreadable."""
    try:
        refuse_bombs(data, limits)
        with zipfile.ZipFile(BytesIO(data)) as archive:
            names = set(archive.namelist())
            if "META-INF/manifest.xml" in names and ENCRYPTED in archive.read("META-INF/manifest.xml"):
                raise Unreadable(LOCKED)
            content = _parsed(archive.read("content.xml"))
            meta = _parsed(archive.read("meta.xml")) if "meta.xml" in names else None
        blocks = tuple(block for block in _blocks(content) if block.text)
    except (Unreadable, MemoryError):
        raise
    except Exception as error:  # what a damaged document makes its readers stumble over is anything
        raise Unreadable(DAMAGED) from error
    title = _said(meta, f"{DC}title")[:500]
    if not title and blocks and blocks[0].kind == "heading":
        title = blocks[0].text[:500]
    author = (_said(meta, f"{META}initial-creator") or _said(meta, f"{DC}creator"))[:200]
    language = _said(meta, f"{DC}language")[:35]
    return ExtractedText(
        format="odt", blocks=blocks, title=title, authors=(author,) if author else (), language=language
    )


def _parsed(data: bytes) -> etree._Element:
    """Parse a part: no entities, nothing from elsewhere, and no deeper than 256 elements."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    return etree.fromstring(data, parser)


def _said(meta: etree._Element | None, tag: str) -> str:
    found = next(meta.iter(tag), None) if meta is not None else None
    return clean(found.text or "") if found is not None else ""


def _blocks(content: etree._Element) -> Iterator[Block]:
    styles = {
        str(style.get(f"{STYLE}name")): str(style.get(f"{STYLE}parent-style-name", ""))
        for style in content.iter(f"{STYLE}style")
    }
    body = content.find(f"{OFFICE}body/{OFFICE}text")
    if body is None:
        raise Unreadable(DAMAGED)
    yield from _within(body, styles, is_list=False)


def _within(parent: etree._Element, styles: dict[str, str], *, is_list: bool) -> Iterator[Block]:
    """Yield the blocks of an element. Tables of contents, tracked changes and forms are passed over."""
    for element in parent:
        if element.tag == f"{TEXT}h":
            yield Block(text=_words(element), kind="heading")
        elif element.tag == f"{TEXT}p":
            yield Block(text=_words(element), kind="list" if is_list else _kind(element, styles))
        elif element.tag == f"{TABLE}table":
            yield from _rows(element)
        elif element.tag in AROUND:
            yield from _within(element, styles, is_list=is_list or element.tag in LIST)


def _kind(paragraph: etree._Element, styles: dict[str, str]) -> BlockKind:
    name = str(paragraph.get(f"{TEXT}style-name", ""))
    for style in (name, styles.get(name, "")):
        if style.startswith(("Title", "Heading")):
            return "heading"
        if style.startswith("Quotations"):
            return "quotation"
    return "prose"


def _rows(table: etree._Element) -> Iterator[Block]:
    for row in table.iter(f"{TABLE}table-row"):
        told = (" ".join(map(_words, cell.iter(f"{TEXT}p", f"{TEXT}h"))) for cell in row.iter(f"{TABLE}table-cell"))
        cells = list(dict.fromkeys(filter(None, map(str.strip, told))))
        yield Block(text=": ".join(cells) if len(cells) == 2 else " | ".join(cells), kind="table")


def _words(paragraph: etree._Element) -> str:
    return clean("".join(_pieces(paragraph)))


def _pieces(element: etree._Element) -> Iterator[str]:
    yield element.text or ""
    for child in element:
        if child.tag in GAPS:
            yield " "
        elif child.tag in WITHIN:
            yield from _pieces(child)
        elif child.tag in FIELDS:
            yield child.text or ""
        yield child.tail or ""
