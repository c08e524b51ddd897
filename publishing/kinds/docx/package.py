"""The file around the document: its parts, settings and properties, and its bytes, which no clock is in."""

from __future__ import annotations

import zipfile
from typing import TYPE_CHECKING

import docx
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.oxml import serialize_part_xml
from docx.opc.packuri import PackURI
from docx.opc.part import Part, XmlPart
from lxml import etree

from publishing.archives import add_data, add_file
from publishing.kinds.docx.styles import styles_of
from publishing.kinds.docx.xml import NO_ATTRIBUTES, Element, clean, el, val

if TYPE_CHECKING:
    from pathlib import Path

    from docx.document import Document

    from publishing.kinds.docx.styles import Typeface
    from publishing.publication import Publication

CONTENT_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
EXTENDED = "http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"
NOT_OURS = (
    RELATIONSHIP_TYPE.CUSTOM_XML,
    RELATIONSHIP_TYPE.FONT_TABLE,
    RELATIONSHIP_TYPE.NUMBERING,
    RELATIONSHIP_TYPE.SETTINGS,
    RELATIONSHIP_TYPE.STYLES,
    RELATIONSHIP_TYPE.WEB_SETTINGS,
    RELATIONSHIP_TYPE.THUMBNAIL,
    RELATIONSHIP_TYPE.CORE_PROPERTIES,
    RELATIONSHIP_TYPE.EXTENDED_PROPERTIES,
    "http://schemas.microsoft.com/office/2007/relationships/stylesWithEffects",
)
"""What python-docx's empty document brings: books need none of it, or one of their own."""


class FilePart(Part):
    """A part whose bytes are a file on disk, which is not read until it is written."""

    def __init__(self, name: str, content_type: str, file: Path) -> None:
        super().__init__(PackURI(name), content_type)
        self.file = file


class Package:
    """A document and the parts beside it."""

    def __init__(self, publication: Publication, face: Typeface) -> None:
        self.document: Document = docx.Document()
        self._part = self.document.part
        for part in (self._part, self._part.package):
            for key in [key for key, rel in part.rels.items() if rel.reltype in NOT_OURS]:
                part.rels.pop(key)
        self.add_xml("styles.xml", "styles", styles_of(face))
        self.add_xml("settings.xml", "settings", settings_of(face))
        self._set_properties(publication)

    @property
    def body(self) -> Element:
        """The element that the text goes into."""
        return self._part.element.body

    def add_xml(self, name: str, kind: str, element: Element) -> str:
        """Put in a part of the document, as `header1.xml` of the kind `header`; return its relationship."""
        content_type = f"application/vnd.openxmlformats-officedocument.wordprocessingml.{kind}+xml"
        part = XmlPart(PackURI(f"/word/{name}"), content_type, element, self._part.package)
        return str(self._part.relate_to(part, f"{_OFFICE}/{kind}"))

    def add_picture(self, file: Path) -> str:
        """Put in a JPEG from disk; return its relationship."""
        return str(self._part.relate_to(FilePart(f"/word/media/{file.name}", CONTENT_TYPE.JPEG, file), _IMAGE))

    def save(self, out: Path) -> None:
        """Write the file: the same document gives the same bytes."""
        package = self._part.package
        parts = sorted(package.iter_parts(), key=lambda part: str(part.partname))
        with zipfile.ZipFile(out, "w") as archive:
            add_data(archive, "[Content_Types].xml", _content_types(parts))
            add_data(archive, "_rels/.rels", package.rels.xml)
            for part in parts:
                name = part.partname.membername
                if isinstance(part, FilePart):
                    add_file(archive, name, part.file)
                else:
                    add_data(archive, name, part.blob)
                if len(part.rels):
                    add_data(archive, part.partname.rels_uri.membername, part.rels.xml)

    def _set_properties(self, publication: Publication) -> None:
        properties = etree.fromstring(_CORE)
        book = publication.book
        for tag, text in (
            (f"{{{_DC}}}title", book.title),
            (f"{{{_DC}}}creator", "; ".join(book.authors)),
            (f"{{{_DC}}}description", publication.description),
            (f"{{{_DC}}}language", book.language),
            (f"{{{_CP}}}keywords", "; ".join(publication.subjects)),
        ):
            if text:
                etree.SubElement(properties, tag).text = clean(text)
        package = self._part.package
        core = Part(PackURI("/docProps/core.xml"), CONTENT_TYPE.OPC_CORE_PROPERTIES, serialize_part_xml(properties))
        package.relate_to(core, RELATIONSHIP_TYPE.CORE_PROPERTIES)
        program = Part(PackURI("/docProps/app.xml"), CONTENT_TYPE.OFC_EXTENDED_PROPERTIES, _PROGRAM)
        package.relate_to(program, RELATIONSHIP_TYPE.EXTENDED_PROPERTIES)


def settings_of(face: Typeface) -> Element:
    """Write the settings: mirrored margins, hyphenation, heads of left and right pages, fields updated on opening."""
    compatibility = (("compatibilityMode", 15), ("overrideTableStyleFontSizeAndJustification", 1))
    return el(
        "w:settings",
        NO_ATTRIBUTES,
        el("w:zoom", {"w:percent": 100}),
        el("w:mirrorMargins"),
        val("w:defaultTabStop", 720),
        el("w:autoHyphenation"),
        val("w:consecutiveHyphenLimit", 2),
        val("w:hyphenationZone", 360),
        el("w:doNotHyphenateCaps"),
        el("w:evenAndOddHeaders"),
        val("w:characterSpacingControl", "doNotCompress"),
        el("w:updateFields"),
        el("w:footnotePr", NO_ATTRIBUTES, *(el("w:footnote", {"w:id": number}) for number in (-1, 0))),
        el(
            "w:compat",
            NO_ATTRIBUTES,
            el("w:doNotExpandShiftReturn"),
            *(el("w:compatSetting", {"w:name": name, "w:uri": _WORD, "w:val": value}) for name, value in compatibility),
        ),
        el("w:themeFontLang", {"w:val": face.language}),
        val("w:decimalSymbol", "."),
        val("w:listSeparator", ","),
    )


def _content_types(parts: list[Part]) -> bytes:
    types = etree.fromstring(f'<Types xmlns="{CONTENT_TYPES}"/>')
    for extension, kind in (("jpg", CONTENT_TYPE.JPEG), ("rels", CONTENT_TYPE.OPC_RELATIONSHIPS), ("xml", _XML)):
        etree.SubElement(types, f"{{{CONTENT_TYPES}}}Default", Extension=extension, ContentType=kind)
    for part in parts:
        if not isinstance(part, FilePart):
            name, kind = str(part.partname), part.content_type
            etree.SubElement(types, f"{{{CONTENT_TYPES}}}Override", PartName=name, ContentType=kind)
    return bytes(serialize_part_xml(types))


_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_IMAGE = RELATIONSHIP_TYPE.IMAGE
_XML = CONTENT_TYPE.XML
_WORD = "http://schemas.microsoft.com/office/word"
_DC = "http://purl.org/dc/elements/1.1/"
_CP = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"
_CORE = f'<cp:coreProperties xmlns:cp="{_CP}" xmlns:dc="{_DC}"/>'
_PROGRAM = f'<Properties xmlns="{EXTENDED}"><Application>VividPages</Application></Properties>'.encode()
