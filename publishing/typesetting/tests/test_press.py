from __future__ import annotations

from io import BytesIO

import pikepdf
import pypdfium2
import pytest
from PIL import Image

from publishing.jpegs import jpeg_of
from publishing.typesetting.pictures import opened_with_pictures
from publishing.typesetting.press import NotSet, PressLimits, TooLarge, set_pages

MARKUP = "#panic() *b* _i_ $x^2$ = h <l> @r `c` // c /* d */ #[e] \\u{41} https://a.b ~ -- ... - 1. 'q'"


def text_of(pdf: bytes) -> str:
    document = pypdfium2.PdfDocument(pdf)
    return "\n".join(page.get_textpage().get_text_range() for page in document)


def test_what_looks_like_markup_is_set_as_it_is() -> None:
    pages = set_pages("proof.typ", {"paragraphs": [MARKUP, '"quoted" \\ {"a": 1}']}, is_tagged=True)

    assert MARKUP in text_of(pages.pdf).replace("\r\n", " ")
    assert '"quoted" \\ {"a": 1}' in text_of(pages.pdf)


def test_two_runs_give_the_same_bytes() -> None:
    first, second = (set_pages("proof.typ", {"paragraphs": ["The same."]}, is_tagged=True) for _ in range(2))

    assert first.pdf == second.pdf
    assert first.is_accessible


def test_pages_say_nothing_of_when_they_were_made() -> None:
    pages = set_pages("proof.typ", {"paragraphs": ["Timeless."]}, is_tagged=True)

    with pikepdf.open(BytesIO(pages.pdf)) as pdf:
        assert "/CreationDate" not in pdf.docinfo


def test_characters_without_a_font_are_named_and_the_rest_is_set() -> None:
    nobody_has = "\uffff"
    pages = set_pages("proof.typ", {"paragraphs": [f"Known Ωж, unknown {nobody_has}."]}, is_tagged=True)

    assert pages.missing == nobody_has
    assert not pages.is_accessible
    assert "Known Ωж" in text_of(pages.pdf)


def test_what_takes_too_long_is_stopped() -> None:
    limits = PressLimits(seconds=1.0)

    with pytest.raises(TooLarge):
        set_pages("proof.typ", {"paragraphs": ["word " * 200] * 40_000}, is_tagged=True, limits=limits)


def test_a_template_that_fails_says_so() -> None:
    with pytest.raises(NotSet, match="paragraphs"):
        set_pages("proof.typ", {"nothing": 1}, is_tagged=True)


def test_a_jpeg_takes_the_place_of_its_placeholder_as_it_is() -> None:
    file = BytesIO()
    Image.new("RGB", (64, 48), "teal").save(file, "JPEG")
    picture = {"number": 1, "width": 64, "height": 48, "alt": "A teal square"}
    pages = set_pages("proof.typ", {"paragraphs": ["Seen:"], "pictures": [picture, picture]}, is_tagged=True)

    with opened_with_pictures(pages.pdf, iter([(1, jpeg_of(file.getvalue()))])) as pdf:
        out = BytesIO()
        pdf.save(out)
    with pikepdf.open(out) as pdf:
        (image,) = pdf.pages[0].Resources.XObject.values()
        assert image.read_raw_bytes() == file.getvalue()
        assert (image.Width, image.Height, image.ColorSpace) == (64, 48, "/DeviceRGB")
    pixels = pypdfium2.PdfDocument(out)[0].render().to_pil()
    colours = [colour for _, colour in pixels.convert("RGB").getcolors(10_000) or []]
    assert any(abs(red) < 12 and abs(green - 128) < 12 and abs(blue - 128) < 12 for red, green, blue in colours)
