"""Elements of WordprocessingML (ECMA-376, part 1) from their prefixed names. Knows no Django.

Children stand in the order that the schema asks for: Word opens no file in which they do not.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from docx.oxml.ns import nsmap, qn
from docx.oxml.parser import oxml_parser

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

Element = Any
"""An element of lxml, which has no types of its own."""
NO_ATTRIBUTES: Mapping[str, str | int] = {}
_NOT_IN_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_PIECES = re.compile(r"[\n\t]|[^\n\t]+")
_BREAKS = {"\n": "w:br", "\t": "w:tab"}


def el(tag: str, attributes: Mapping[str, str | int] = NO_ATTRIBUTES, *children: Element) -> Element:
    """Make an element: `w:jc`, {"w:val": "center"}. Children that are None are left out."""
    prefix = tag.partition(":")[0]
    made: Element = oxml_parser.makeelement(qn(tag), nsmap={prefix: nsmap[prefix]})
    for name, value in attributes.items():
        made.set(qn(name) if ":" in name else name, clean(str(value)))
    for child in children:
        if child is not None:
            made.append(child)
    return made


def val(tag: str, value: str | int) -> Element:
    """Make an element that says one thing: `<w:jc w:val="center"/>`."""
    return el(tag, {"w:val": value})


def clean(text: str) -> str:
    """Leave out the characters that no XML file can hold."""
    return _NOT_IN_XML.sub("", text)


def text_of(text: str) -> Iterator[Element]:
    """Write text for a run: line ends and tabs are elements."""
    for piece in _PIECES.findall(clean(text)):
        if piece in _BREAKS:
            yield el(_BREAKS[piece])
        else:
            yield _text("w:t", piece)


def run(text: str, *looks: Element) -> Element:
    """Make a run of text with these elements of its look, in the order of the schema."""
    return el("w:r", NO_ATTRIBUTES, _properties("w:rPr", looks), *text_of(text))


def run_of(*content: Element, style: str = "") -> Element:
    """Make a run of other things than text, in the style of characters of that id."""
    return el("w:r", NO_ATTRIBUTES, _properties("w:rPr", (val("w:rStyle", style),) if style else ()), *content)


def paragraph(style: str, *content: Element) -> Element:
    """Make a paragraph in the style of that id."""
    return el("w:p", NO_ATTRIBUTES, el("w:pPr", NO_ATTRIBUTES, val("w:pStyle", style)), *content)


def field(instruction: str, *result: Element, style: str = "") -> list[Element]:
    """Make the runs of a field that shows `result` until it is updated, in the style of characters of that id."""
    return [
        run_of(el("w:fldChar", {"w:fldCharType": "begin"}), style=style),
        run_of(_text("w:instrText", f" {clean(instruction)} "), style=style),
        run_of(el("w:fldChar", {"w:fldCharType": "separate"}), style=style),
        *result,
        run_of(el("w:fldChar", {"w:fldCharType": "end"}), style=style),
    ]


def bookmarked(number: int, name: str, *content: Element) -> list[Element]:
    """Put a bookmark around content; `number` is its own in the document."""
    start = el("w:bookmarkStart", {"w:id": number, "w:name": name})
    return [start, *content, el("w:bookmarkEnd", {"w:id": number})]


def _text(tag: str, text: str) -> Element:
    made = el(tag, {"xml:space": "preserve"} if text != text.strip() or "  " in text else NO_ATTRIBUTES)
    made.text = text
    return made


def _properties(tag: str, looks: tuple[Element, ...]) -> Element | None:
    return el(tag, NO_ATTRIBUTES, *looks) if looks else None
