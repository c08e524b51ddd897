"""The styles of the document: whoever edits it changes the look of all verse, or of all captions, in one place.

Knows no Django. Ids and names of styles that Word has built in are Word's.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from publishing.kinds.docx.xml import NO_ATTRIBUTES, el, val

if TYPE_CHECKING:
    from collections.abc import Iterator

    from publishing.kinds.docx.xml import Element

FontName = Literal["Georgia", "Garamond", "Cambria", "Times New Roman"]
BUILT_IN_PRIORITY = 9


@dataclass(frozen=True, slots=True)
class ParagraphStyle:
    """A style of paragraphs. `size` is relative to the text's; lengths are in em of the text's size.

    `flags` are elements without a value (`keepNext`), `looks` those of its characters (`i`).
    """

    id: str
    name: str
    based_on: str = "Normal"
    follows: str = ""
    size: float = 1.0
    align: str = ""
    before: float = 0
    after: float = 0
    line: float = 0
    first: float = 0
    left: float = 0
    right: float = 0
    hanging: float = 0
    outline: int = -1
    flags: tuple[str, ...] = ()
    looks: tuple[str, ...] = ()
    tab_at_end: bool = False
    is_own: bool = field(default=False, kw_only=True)


HEADING = ("keepNext", "keepLines", "suppressAutoHyphens")
PARAGRAPHS = (
    ParagraphStyle("BodyText", "Body Text", align="both", first=1.4),
    ParagraphStyle("FirstParagraph", "First Paragraph", "BodyText", "BodyText", align="both", is_own=True),
    ParagraphStyle(
        "Title", "Title", follows="Author", size=2.6, align="center", before=11, after=1.4, line=1.1, flags=HEADING
    ),
    ParagraphStyle("Subtitle", "Subtitle", size=1.1, align="center", before=2.4, flags=HEADING, looks=("i",)),
    ParagraphStyle(
        "Author", "Author", follows="Author", size=1.3, align="center", before=0.6, flags=HEADING, is_own=True
    ),
    ParagraphStyle(
        "Heading1",
        "heading 1",
        follows="FirstParagraph",
        size=1.8,
        align="center",
        before=4,
        after=2.4,
        line=1.1,
        outline=0,
        flags=HEADING,
    ),
    ParagraphStyle(
        "Heading2",
        "heading 2",
        follows="FirstParagraph",
        size=1.45,
        align="center",
        before=3,
        after=2,
        line=1.1,
        outline=1,
        flags=HEADING,
    ),
    ParagraphStyle(
        "Heading3",
        "heading 3",
        follows="FirstParagraph",
        size=1.1,
        align="center",
        before=1.6,
        after=1.2,
        line=1.1,
        outline=2,
        flags=HEADING,
        looks=("i",),
    ),
    ParagraphStyle(
        "TOCHeading", "TOC Heading", follows="Normal", size=1.45, align="center", before=2, after=1.6, flags=HEADING
    ),
    ParagraphStyle("TOC1", "toc 1", after=0.3, right=2, flags=("suppressAutoHyphens",), tab_at_end=True),
    ParagraphStyle("TOC2", "toc 2", after=0.2, left=1.4, right=2, flags=("suppressAutoHyphens",), tab_at_end=True),
    ParagraphStyle(
        "TableofFigures",
        "table of figures",
        size=0.92,
        after=0.3,
        right=2,
        left=1.4,
        hanging=1.4,
        flags=("suppressAutoHyphens",),
        tab_at_end=True,
    ),
    ParagraphStyle("Verse", "Verse", before=0.6, after=0.6, left=2.4, hanging=1, flags=("keepLines",), is_own=True),
    ParagraphStyle("Lines", "Lines", before=0.3, after=0.3, is_own=True),
    ParagraphStyle("Quote", "Quote", align="both", before=0.5, after=0.5, left=1.8, right=1.8),
    ParagraphStyle("ListParagraph", "List Paragraph", before=0.1, left=2.4, hanging=1),
    ParagraphStyle(
        "SceneBreak",
        "Scene Break",
        follows="FirstParagraph",
        align="center",
        before=0.8,
        after=0.8,
        flags=("keepNext",),
        is_own=True,
    ),
    ParagraphStyle(
        "Illustration",
        "Illustration",
        follows="Caption",
        align="center",
        before=1,
        after=0.4,
        line=1,
        flags=("keepNext",),
        is_own=True,
    ),
    ParagraphStyle(
        "Caption",
        "caption",
        size=0.88,
        align="center",
        after=1.2,
        left=1.5,
        right=1.5,
        line=1.1,
        flags=("keepLines", "suppressAutoHyphens"),
        looks=("i",),
    ),
    ParagraphStyle("Person", "Person", size=1.05, align="center", after=1.4, is_own=True),
    ParagraphStyle("Rights", "Rights", size=0.82, after=0.5, line=1.15, flags=("suppressAutoHyphens",), is_own=True),
    ParagraphStyle("FootnoteText", "footnote text", size=0.82, align="both", after=0.2, line=1.1),
    ParagraphStyle("Header", "header", size=0.82, align="center", flags=("suppressAutoHyphens",), looks=("i",)),
    ParagraphStyle("Footer", "footer", size=0.86, align="center"),
)
CHARACTERS = (
    ("Emphasis", "Emphasis", (("w:i", ""), ("w:iCs", ""))),
    ("Strong", "Strong", (("w:b", ""), ("w:bCs", ""))),
    ("SmallCaps", "Small Caps", (("w:smallCaps", ""),)),
    ("FootnoteReference", "footnote reference", (("w:vertAlign", "superscript"),)),
    ("Hyperlink", "Hyperlink", ()),
)


@dataclass(frozen=True, slots=True)
class Typeface:
    """How the text is set: `size` in points, `line` is the distance of lines in sizes, `language` as Word has it."""

    font: FontName
    size: int
    line: float
    language: str
    is_rtl: bool
    text_width: int


def styles_of(face: Typeface) -> Element:
    """Write all styles."""
    return el(
        "w:styles",
        NO_ATTRIBUTES,
        _defaults(face),
        _style("paragraph", "Normal", "Normal", is_default=True),
        *(_paragraph_style(style, face) for style in PARAGRAPHS),
        _style("character", "DefaultParagraphFont", "Default Paragraph Font", is_default=True),
        *(_character_style(*row) for row in CHARACTERS),
        _table_normal(),
        _style("numbering", "NoList", "No List", is_default=True),
    )


def _defaults(face: Typeface) -> Element:
    fonts = {f"w:{part}": face.font for part in ("ascii", "hAnsi", "eastAsia", "cs")}
    characters = el(
        "w:rPr",
        NO_ATTRIBUTES,
        el("w:rFonts", fonts),
        *_sizes(face.size),
        el("w:rtl") if face.is_rtl else None,
        el("w:lang", {"w:val": face.language, "w:eastAsia": face.language, "w:bidi": face.language}),
    )
    paragraphs = el(
        "w:pPr",
        NO_ATTRIBUTES,
        el("w:widowControl"),
        el("w:bidi") if face.is_rtl else None,
        el("w:spacing", {"w:after": 0, "w:line": round(face.line * 240), "w:lineRule": "auto"}),
    )
    default_characters = el("w:rPrDefault", NO_ATTRIBUTES, characters)
    return el("w:docDefaults", NO_ATTRIBUTES, default_characters, el("w:pPrDefault", NO_ATTRIBUTES, paragraphs))


def _style(kind: str, style_id: str, name: str, *content: Element, is_default: bool = False) -> Element:
    attributes = {"w:type": kind, "w:styleId": style_id}
    if is_default:
        attributes["w:default"] = "1"
    shown = el("w:qFormat") if kind == "paragraph" and not content else None
    return el("w:style", attributes, val("w:name", name), shown, *content)


def _paragraph_style(style: ParagraphStyle, face: Typeface) -> Element:
    attributes = {"w:type": "paragraph", "w:styleId": style.id}
    if style.is_own:
        attributes["w:customStyle"] = "1"
    return el(
        "w:style",
        attributes,
        val("w:name", style.name),
        val("w:basedOn", style.based_on),
        val("w:next", style.follows) if style.follows else None,
        val("w:uiPriority", BUILT_IN_PRIORITY),
        el("w:qFormat"),
        el("w:pPr", NO_ATTRIBUTES, *_paragraph_looks(style, face)),
        el("w:rPr", NO_ATTRIBUTES, *_character_looks(style, face)),
    )


def _paragraph_looks(style: ParagraphStyle, face: Typeface) -> Iterator[Element]:
    yield from (el(f"w:{flag}") for flag in style.flags if flag != "suppressAutoHyphens")
    if style.tab_at_end:
        tab = el("w:tab", {"w:val": "right", "w:leader": "dot", "w:pos": face.text_width})
        yield el("w:tabs", NO_ATTRIBUTES, tab)
    if "suppressAutoHyphens" in style.flags:
        yield el("w:suppressAutoHyphens")
    em = face.size * 20
    spacing = {"w:before": round(style.before * em), "w:after": round(style.after * em)}
    if style.line:
        spacing |= {"w:line": round(style.line * 240)}
    yield el("w:spacing", {**spacing, **({"w:lineRule": "auto"} if style.line else {})})
    yield el("w:ind", _indents(style, em))
    if style.align:
        yield val("w:jc", style.align)
    if style.outline >= 0:
        yield val("w:outlineLvl", style.outline)


def _indents(style: ParagraphStyle, em: int) -> dict[str, str | int]:
    lengths: dict[str, str | int] = {"w:left": round(style.left * em), "w:right": round(style.right * em)}
    if style.hanging:
        return {**lengths, "w:hanging": round(style.hanging * em)}
    return {**lengths, "w:firstLine": round(style.first * em)}


def _character_looks(style: ParagraphStyle, face: Typeface) -> Iterator[Element]:
    for look in style.looks:
        yield el(f"w:{look}")
        yield el(f"w:{look}Cs")
    if style.size != 1:
        yield from _sizes(style.size * face.size)


def _sizes(points: float) -> tuple[Element, Element]:
    """Sizes are in half points."""
    return val("w:sz", round(points * 2)), val("w:szCs", round(points * 2))


def _character_style(style_id: str, name: str, looks: tuple[tuple[str, str], ...]) -> Element:
    attributes = {"w:type": "character", "w:styleId": style_id}
    if style_id == "SmallCaps":
        attributes["w:customStyle"] = "1"
    elements = (val(tag, value) if value else el(tag) for tag, value in looks)
    return el(
        "w:style",
        attributes,
        val("w:name", name),
        val("w:basedOn", "DefaultParagraphFont"),
        el("w:qFormat"),
        el("w:rPr", NO_ATTRIBUTES, *elements),
    )


def _table_normal() -> Element:
    sides = (el(f"w:{side}", {"w:w": width, "w:type": "dxa"}) for side, width in (("left", 108), ("right", 108)))
    indent = el("w:tblInd", {"w:w": 0, "w:type": "dxa"})
    properties = el("w:tblPr", NO_ATTRIBUTES, indent, el("w:tblCellMar", NO_ATTRIBUTES, *sides))
    return _style("table", "TableNormal", "Normal Table", properties, is_default=True)
