"""Files of every kind that is read, made for tests: whole ones and hostile ones."""

from __future__ import annotations

import zipfile
import zlib
from io import BytesIO
from typing import TYPE_CHECKING

import docx

if TYPE_CHECKING:
    from collections.abc import Sequence

LIFE = (
    "Helene Varga was born in the town of Kesmark in 1856, where her father surveyed for the railway company, and she "
    "held the staff for him before she could spell the names of the stations."
)
WALK = (
    "In the summer of 1879 she walked over the mountains alone with a plane table, forty-one days in all, and mapped "
    "nine glaciers of which the map of the state knew only two."
)


def page_of(*paragraphs: str, head: str = "", title: str = "Helene Varga", around: str = "") -> bytes:
    """Make a web page with an article."""
    body = "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)
    return (
        f"<!doctype html><html lang='en'><head><meta charset='utf-8'><title>{title}</title>{head}</head><body>"
        f"<nav><a href='/'>Home</a> <a href='/shop'>Shop</a></nav><article><h1>{title}</h1>{body}</article>{around}"
        "<footer>All rights reserved</footer></body></html>"
    ).encode()


def pdf_of(*pages: Sequence[str], extra: bytes = b"") -> bytes:
    """Make a PDF with a line of text for each line of each page; `extra` are objects of one's own."""
    objects: list[bytes] = [b"<< /Type /Catalog /Pages 2 0 R >>", b""]
    kids = []
    objects.append(b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>")
    for lines in pages:
        drawn = b"BT /F1 11 Tf 60 780 Td 14 TL\n" + b"".join(_shown(line) for line in lines) + b"ET"
        stream = zlib.compress(drawn)
        objects.append(b"<< /Length %d /Filter /FlateDecode >>\nstream\n%s\nendstream" % (len(stream), stream))
        kids.append(len(objects) + 1)
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 3 0 R >> >> "
            b"/Contents %d 0 R >>" % len(objects)
        )
    objects[1] = b"<< /Type /Pages /Kids [%s] /Count %d >>" % (
        b" ".join(b"%d 0 R" % kid for kid in kids),
        len(kids),
    )
    return _written([*objects, *([extra] if extra else [])])


def _shown(line: str) -> bytes:
    escaped = line.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")
    return f"({escaped}) Tj T*\n".encode("latin-1")


def _written(objects: Sequence[bytes]) -> bytes:
    file = BytesIO()
    file.write(b"%PDF-1.5\n")
    places = []
    for number, content in enumerate(objects, 1):
        places.append(file.tell())
        file.write(b"%d 0 obj\n%s\nendobj\n" % (number, content))
    start = file.tell()
    file.write(b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1))
    file.writelines(b"%010d 00000 n \n" % place for place in places)
    file.write(b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF" % (len(objects) + 1, start))
    return file.getvalue()


def endless_pdf() -> bytes:
    """Make a small PDF whose pages all show the same half a million letters, each by itself."""
    pages = 500
    stream = zlib.compress(b"BT /F1 9 Tf " + b"(a) Tj " * 500_000 + b"ET", 9)
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [%s] /Count %d >>" % (b" ".join(b"%d 0 R" % (5 + n) for n in range(pages)), pages),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
        b"<< /Length %d /Filter /FlateDecode >>\nstream\n%s\nendstream" % (len(stream), stream),
    ]
    page = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] /Resources << /Font << /F1 3 0 R >> >> /Contents 4 0 R >>"
    return _written([*objects, *([page] * pages)])


def document_of(*paragraphs: str, heading: str = "") -> bytes:
    """Make a Word document."""
    document = docx.Document()
    if heading:
        document.add_heading(heading)
    for paragraph in paragraphs:
        document.add_paragraph(paragraph)
    file = BytesIO()
    document.save(file)
    return file.getvalue()


def ebook_of(*paragraphs: str, title: str = "Of Glaciers") -> bytes:
    """Make an EPUB of one chapter."""
    body = "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)
    chapter = (
        '<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml"><head><title>One</title></head>'
        f"<body><h1>Chapter One</h1>{body}</body></html>"
    )
    package = (
        '<?xml version="1.0"?><package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="id">'
        '<metadata xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:identifier id="id">x</dc:identifier>'
        f"<dc:title>{title}</dc:title><dc:creator>Ann Lee</dc:creator><dc:language>en</dc:language></metadata>"
        '<manifest><item id="c" href="c.xhtml" media-type="application/xhtml+xml"/></manifest>'
        '<spine><itemref idref="c"/></spine></package>'
    )
    container = (
        '<?xml version="1.0"?><container xmlns="urn:oasis:names:tc:opendocument:xmlns:container" version="1.0">'
        '<rootfiles><rootfile full-path="p.opf" media-type="application/oebps-package+xml"/></rootfiles></container>'
    )
    return zipped(
        {
            "mimetype": b"application/epub+zip",
            "META-INF/container.xml": container.encode(),
            "p.opf": package.encode(),
            "c.xhtml": chapter.encode(),
        }
    )


def opendocument_of(content: str, *, title: str = "", author: str = "") -> bytes:
    """Make an OpenDocument text of what stands in its body."""
    spaces = " ".join(
        f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
        for name in ("office", "text", "table", "style")
    )
    whole = (
        f'<?xml version="1.0"?><office:document-content {spaces}><office:automatic-styles>'
        '<style:style style:name="P7" style:parent-style-name="Quotations"/></office:automatic-styles>'
        f"<office:body><office:text>{content}</office:text></office:body></office:document-content>"
    )
    meta = (
        '<?xml version="1.0"?><office:document-meta xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
        'xmlns:meta="urn:oasis:names:tc:opendocument:xmlns:meta:1.0" xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f"<office:meta><dc:title>{title}</dc:title><meta:initial-creator>{author}</meta:initial-creator></office:meta>"
        "</office:document-meta>"
    )
    mimetype = b"application/vnd.oasis.opendocument.text"
    return zipped({"mimetype": mimetype, "content.xml": whole.encode(), "meta.xml": meta.encode()})


def rich_text_of(*paragraphs: str, head: str = "") -> bytes:
    """Make an RTF document of paragraphs in its own language."""
    fonts = r"{\fonttbl{\f0\froman Times;}}{\stylesheet{\s0 Normal;}{\s7\sb240\b heading 1;}{\*\cs9 Strong;}}"
    body = "\n".join(rf"\pard {paragraph}\par" for paragraph in paragraphs)
    return rf"{{\rtf1\ansi\ansicpg1250\deff0{fonts}{head}{body}}}".encode("cp1250")


def zipped(files: dict[str, bytes]) -> bytes:
    """Make an archive."""
    file = BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return file.getvalue()


def bomb(megabytes: int) -> bytes:
    """Make a Word document whose text unpacks to so many megabytes."""
    text = b"<w:document xmlns:w='x'>" + b" " * (megabytes * 1024 * 1024) + b"</w:document>"
    return zipped({"[Content_Types].xml": b"<Types/>", "word/document.xml": text})
