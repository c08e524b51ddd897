"""What picture files say of themselves, read again by Pillow."""

from __future__ import annotations

import io

import pytest
from lxml import etree
from PIL import Image

from publishing.labels import Label, labelled, xmp_of

LABEL = Label("The Mill & <more>", "A mill “at” dusk", terms="Yours to use.", model="gpt-image-2")
RDF = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"
EXTENDED = "{http://iptc.org/std/Iptc4xmpExt/2008-02-29/}"


def picture(kind: str, mode: str = "RGB", **how: object) -> bytes:
    out = io.BytesIO()
    image = Image.radial_gradient("L").resize((61, 47)).convert(mode)
    if mode == "RGBA":
        image.putalpha(Image.linear_gradient("L").resize(image.size))
    image.save(out, kind, **how)
    return out.getvalue()


def pixels(data: bytes) -> bytes:
    with Image.open(io.BytesIO(data)) as image:
        return image.convert("RGBA").tobytes()


def xmp_in(data: bytes) -> bytes:
    with Image.open(io.BytesIO(data)) as image:
        image.load()
        found = image.info.get("xmp") or image.info.get("XML:com.adobe.xmp") or b""
    return found.encode() if isinstance(found, str) else found


@pytest.mark.parametrize(
    "data",
    [
        picture("JPEG"),
        picture("JPEG", exif=b"Exif\0\0II*\0\x08\0\0\0\0\0"),
        picture("PNG"),
        picture("PNG", "RGBA"),
        picture("WEBP", quality=80),
        picture("WEBP", "RGBA", quality=80),
        picture("WEBP", lossless=True),
        picture("WEBP", "RGBA", lossless=True),
        picture("WEBP", icc_profile=b"x" * 9),
    ],
)
def test_a_label_is_read_again_and_the_pixels_are_the_same(data: bytes) -> None:
    made = labelled(data, LABEL)

    assert pixels(made) == pixels(data)
    assert xmp_in(made).rstrip(b"\0") == xmp_of(LABEL)


def test_it_says_what_the_picture_shows_and_how_it_was_made() -> None:
    root = etree.fromstring(xmp_of(LABEL))
    (described,) = root.iter(f"{RDF}Description")

    assert [one.text for one in root.iter(f"{RDF}li")] == [
        "The Mill & <more>",
        "A mill “at” dusk",
        "A mill “at” dusk",
        "Yours to use.",
    ]
    assert described.get(f"{EXTENDED}DigitalSourceType").endswith("/trainedAlgorithmicMedia")
    assert described.get(f"{EXTENDED}AISystemUsed") == "gpt-image-2"


def test_the_artist_of_rules_is_no_model_and_what_readers_bring_is_not_claimed() -> None:
    rules = xmp_of(Label("a", "b", model="sketch", is_by_rules=True))
    own = xmp_of(Label("a", "b"))

    assert b"/algorithmicMedia" in rules
    assert b"AISystemUsed" not in rules
    assert b"DigitalSourceType" not in own


def test_what_no_xml_holds_is_left_out() -> None:
    root = etree.fromstring(xmp_of(Label("A\x00\x1b \ud800title\uffff", "Two\x0blines")))

    assert [item.text for item in root.iter(f"{RDF}li")] == ["A title", "Twolines", "Twolines"]


def test_what_is_no_such_picture_stays_as_it_is() -> None:
    data = picture("GIF")

    assert labelled(data, LABEL) == data
