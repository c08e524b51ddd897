"""What a picture file says of itself: title, description and how it was made, as XMP inside a JPEG, PNG or WebP.

The pixels stay as they are, to the byte: XMP (ISO 16684-1) is put into the container. How a picture came about is told
by IPTC's vocabulary of digital source types, which stores and search engines read. Knows no Django.
"""

from __future__ import annotations

import struct
import zlib
from dataclasses import dataclass
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape, quoteattr

from publishing.xml_text import NEVER_IN_XML

if TYPE_CHECKING:
    from collections.abc import Iterator

SOURCE_TYPES = "http://cv.iptc.org/newscodes/digitalsourcetype/"
BY_MODEL, BY_RULES = "trainedAlgorithmicMedia", "algorithmicMedia"
"""Made by a model that was trained on pictures; by a program that follows rules."""
_JPEG_XMP = b"http://ns.adobe.com/xap/1.0/\0"
_MOST_IN_JPEG = 65_000
_PNG = b"\x89PNG\r\n\x1a\n"
_XMP_FLAG, _ALPHA_FLAG = 0x04, 0x10


@dataclass(frozen=True, slots=True)
class Label:
    """What is said of a picture. `model` is what drew it, or "" where a reader has brought it."""

    title: str
    description: str
    terms: str = ""
    model: str = ""
    is_by_rules: bool = False


def labelled(data: bytes, label: Label) -> bytes:
    """Put a label into a picture; one of another format stays as it is."""
    xmp = xmp_of(label)
    if data.startswith(b"\xff\xd8"):
        return _in_jpeg(data, xmp)
    if data.startswith(_PNG):
        return _in_png(data, xmp)
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return _in_webp(data, xmp)
    return data


def xmp_of(label: Label) -> bytes:
    """Write a label as XMP."""
    attributes = ['xmp:CreatorTool="VividPages"']
    if label.model:
        source = SOURCE_TYPES + (BY_RULES if label.is_by_rules else BY_MODEL)
        attributes.append(f"Iptc4xmpExt:DigitalSourceType={quoteattr(source)}")
        attributes.append(f"Iptc4xmpExt:AISystemUsed={quoteattr(label.model)}" if not label.is_by_rules else "")
    texts = (
        ("dc:title", label.title),
        ("dc:description", label.description),
        ("Iptc4xmpCore:AltTextAccessibility", label.description),
        ("xmpRights:UsageTerms", label.terms),
    )
    said = "".join(
        f'<{tag}><rdf:Alt><rdf:li xml:lang="x-default">{escape(text)}</rdf:li></rdf:Alt></{tag}>'
        for tag, text in texts
        if text
    )
    document = (
        '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>'
        '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
        '<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" '
        'xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:xmpRights="http://ns.adobe.com/xap/1.0/rights/" '
        'xmlns:Iptc4xmpCore="http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/" '
        'xmlns:Iptc4xmpExt="http://iptc.org/std/Iptc4xmpExt/2008-02-29/" '
        f"{' '.join(filter(None, attributes))}>{said}</rdf:Description></rdf:RDF></x:xmpmeta>"
        '<?xpacket end="w"?>'
    )
    return NEVER_IN_XML.sub("", document).encode()


def _in_jpeg(data: bytes, xmp: bytes) -> bytes:
    """Put an APP1 segment behind those with which the file begins: APP0 must stay the first."""
    segment = _JPEG_XMP + xmp[:_MOST_IN_JPEG]
    at = 2
    while data[at : at + 2] in (b"\xff\xe0", b"\xff\xe1"):
        at += 2 + int.from_bytes(data[at + 2 : at + 4], "big")
    return data[:at] + b"\xff\xe1" + struct.pack(">H", len(segment) + 2) + segment + data[at:]


def _in_png(data: bytes, xmp: bytes) -> bytes:
    """Put an international text chunk behind the header."""
    chunk = b"iTXtXML:com.adobe.xmp\0\0\0\0\0" + xmp
    written = struct.pack(">I", len(chunk) - 4) + chunk + struct.pack(">I", zlib.crc32(chunk))
    end = len(_PNG) + 12 + int.from_bytes(data[len(_PNG) : len(_PNG) + 4], "big")
    return data[:end] + written + data[end:]


def _in_webp(data: bytes, xmp: bytes) -> bytes:
    """Put an XMP chunk at the end, which takes the extended format."""
    chunks = [(name, content) for name, content in _chunks(data) if name != b"XMP "]
    if chunks[0][0] == b"VP8X":
        flags = chunks[0][1][0] | _XMP_FLAG
        chunks[0] = (b"VP8X", bytes([flags]) + chunks[0][1][1:])
    else:
        chunks.insert(0, (b"VP8X", _extended(*chunks[0])))
    body = b"WEBP" + b"".join(
        name + struct.pack("<I", len(content)) + content + b"\0" * (len(content) % 2)
        for name, content in (*chunks, (b"XMP ", xmp))
    )
    return b"RIFF" + struct.pack("<I", len(body)) + body


def _chunks(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    at = 12
    while at + 8 <= len(data):
        length = int.from_bytes(data[at + 4 : at + 8], "little")
        yield data[at : at + 4], data[at + 8 : at + 8 + length]
        at += 8 + length + length % 2


def _extended(name: bytes, content: bytes) -> bytes:
    """Make the extended header of a simple WebP, lossy (RFC 6386) or lossless, from its own."""
    flags = _XMP_FLAG
    if name == b"VP8L":
        bits = int.from_bytes(content[1:5], "little")
        wide, high = bits & 0x3FFF, bits >> 14 & 0x3FFF
        flags |= _ALPHA_FLAG if bits >> 28 & 1 else 0
    else:
        wide, high = (int.from_bytes(content[at : at + 2], "little") % 0x4000 - 1 for at in (6, 8))
    return bytes([flags, 0, 0, 0]) + wide.to_bytes(3, "little") + high.to_bytes(3, "little")
