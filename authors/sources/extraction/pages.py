"""The text of a web page: what its publisher wrote, without menus, notices and what nobody sees."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import trafilatura
from lxml import etree, html

from authors.sources.cleaning import clean
from authors.sources.errors import Unreadable
from authors.sources.extraction.decoding import decoded
from authors.sources.records import Block, BlockKind, ExtractedText

if TYPE_CHECKING:
    from collections.abc import Iterator

KINDS: dict[str, BlockKind] = {
    "p": "prose",
    "ab": "heading",
    "head": "heading",
    "item": "list",
    "quote": "quotation",
    "code": "prose",
}
CONTAINERS = frozenset({"body", "list", "div", "main", "article", "section"})
HIDDEN = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)|opacity\s*:\s*0*\.?0+\s*(?:;|!|$)"
    r"|font-size\s*:\s*0*\.?0+\s*(?:px|pt|em|rem|%)?\s*(?:;|!|$)|(?:left|top|text-indent)\s*:\s*-\s*\d{3,}",
    re.IGNORECASE,
)
"""Styles by which a page keeps words from its readers and not from programs."""
FEWEST_WORDS = 30
"""A page with fewer has no text of its own."""
NEEDS_SCRIPTS = (
    "This page has no text of its own: it is put together by scripts, which are not run here. Open it in your browser, "
    "save it as PDF, and add that file."
)
NO_TEXT = (
    "There is hardly any text on this page. If you see some in your browser, save it as PDF there, and add that file."
)
ORGANISATION = re.compile(r"\s+(?:[-–—|·•:»]|::)\s+")


def read_page(data: bytes, *, media_type: str = "", address: str = "") -> ExtractedText:
    """Read a web page. Raises Unreadable if it has no text of its own."""
    tree = _tree(decoded(data, media_type=media_type))
    has_scripts = tree.find(".//script") is not None
    licence, cited = _licence(tree), _canonical(tree, address)
    language = clean(tree.get("lang") or tree.get("{http://www.w3.org/XML/1998/namespace}lang") or "")[:35]
    _drop_hidden(tree)
    document = trafilatura.bare_extraction(
        tree,
        url=address or None,
        with_metadata=True,
        include_comments=False,
        include_tables=True,
        date_extraction_params={"extensive_search": False, "original_date": True},
    )
    if document is None or isinstance(document, dict):
        raise Unreadable(NEEDS_SCRIPTS if has_scripts else NO_TEXT)
    title = clean(document.title or "")
    publisher = clean(document.sitename or "")
    blocks = [block for block in _blocks(document.body) if block.text]
    if sum(len(block.text.split()) for block in blocks) < FEWEST_WORDS:
        raise Unreadable(NEEDS_SCRIPTS if has_scripts else NO_TEXT)
    return ExtractedText(
        format="page",
        blocks=tuple(blocks),
        title=_without_publisher(title, publisher),
        authors=tuple(filter(None, (clean(name) for name in (document.author or "").split(";")))),
        publisher=publisher,
        published=clean(document.date or ""),
        language=language,
        address=cited,
        licence=licence,
    )


def _tree(text: str) -> html.HtmlElement:
    """Parse a page, whatever it is. Raises Unreadable."""
    try:
        # Characters were decoded already: what the page declares of its encoding no longer holds.
        parser = html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
        tree = html.document_fromstring(text.encode("utf-8", errors="replace"), parser=parser)
    except (etree.LxmlError, ValueError) as error:
        raise Unreadable(NO_TEXT) from error
    return tree


def _drop_hidden(tree: html.HtmlElement) -> None:
    """Remove what the page itself says that nobody sees."""
    for element in list(tree.iter()):
        if not isinstance(element.tag, str) or element.getparent() is None:
            continue
        style = element.get("style")
        is_hidden = element.get("hidden") is not None or (style is not None and HIDDEN.search(style) is not None)
        if is_hidden or element.tag in ("template", "dialog"):
            element.drop_tree()


def _blocks(element: etree._Element, kind: BlockKind = "prose") -> Iterator[Block]:
    """Yield the blocks of what trafilatura found, in their order."""
    for child in element:
        tag = child.tag if isinstance(child.tag, str) else ""
        if tag == "table":
            yield from _rows(child)
        elif tag in CONTAINERS or (tag == "quote" and any(part.tag == "p" for part in child)):
            yield from _blocks(child, "quotation" if tag == "quote" else kind)
        elif tag in KINDS:
            inner: BlockKind = kind if tag == "p" else KINDS[tag]
            yield Block(text=clean(" ".join(_words(child))), kind=inner)
        elif tag:
            yield Block(text=clean(" ".join(_words(child))), kind=kind)


def _words(element: etree._Element) -> Iterator[str]:
    """Yield the text of an element; a line break parts words."""
    text = "".join(" " if part is None else part for part in _parts(element))
    yield text


def _parts(element: etree._Element) -> Iterator[str | None]:
    for event, part in etree.iterwalk(element, events=("start", "end")):
        if event == "start":
            if part.tag == "lb":
                yield None
            yield part.text or ""
        elif part is not element:
            yield part.tail or ""


def _rows(table: etree._Element) -> Iterator[Block]:
    for row in table.iter("row"):
        cells = [clean(" ".join(_words(cell))) for cell in row.iter("cell")]
        cells = [cell for cell in cells if cell]
        if cells:
            yield Block(text=": ".join(cells) if len(cells) == 2 else " | ".join(cells), kind="table")


def _licence(tree: html.HtmlElement) -> str:
    links = tree.xpath("//a[contains(concat(' ', @rel, ' '), ' license ')]/@href | //link[@rel='license']/@href")
    return clean(str(links[0]))[:300] if links else ""


def _canonical(tree: html.HtmlElement, address: str) -> str:
    """Return the address under which the page wants to be cited: one of the same server, or its own."""
    links = tree.xpath("//link[@rel='canonical']/@href")
    if not links or not address:
        return address
    link = clean(str(links[0]))
    same = urlsplit(link).netloc.lower().removeprefix("www.") == urlsplit(address).netloc.lower().removeprefix("www.")
    return link if same and link.startswith(("http://", "https://")) and len(link) <= 2000 else address


def _without_publisher(title: str, publisher: str) -> str:
    """Leave out of a title what many pages put behind it: “Ann Lee – The Museum”."""
    parts = ORGANISATION.split(title)
    if len(parts) > 1 and publisher and parts[-1].lower() == publisher.lower():
        return title[: title.rfind(parts[-1])].rstrip(" -–—|·•:»")
    return title
