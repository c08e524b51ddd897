"""Pictures of one bit a pixel in a PDF: CCITT Group 4, which every printer reads and which loses nothing."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import pikepdf
from pikepdf import Dictionary, Name
from PIL import Image, TiffImagePlugin

if TYPE_CHECKING:
    from collections.abc import Sequence

_ROWS_PER_STRIP, _OFFSETS, _COUNTS = 278, 273, 279
"""Tags of TIFF."""


def one_bit_stream(pdf: pikepdf.Pdf, image: Image.Image) -> pikepdf.Stream:
    """Return a picture in mode 1 as an image of a PDF."""
    width, height = image.size
    kind = Dictionary(
        Type=Name.XObject,
        Subtype=Name.Image,
        Width=width,
        Height=height,
        BitsPerComponent=1,
        ColorSpace=Name.DeviceGray,
        Filter=Name.CCITTFaxDecode,
        DecodeParms=Dictionary(K=-1, Columns=width, Rows=height, BlackIs1=True),
    )
    return pikepdf.Stream(pdf, _group4(image), kind)


def _group4(image: Image.Image) -> bytes:
    """Encode a picture by way of a TIFF of one strip, in which a pixel of 1 is what the encoding calls black."""
    encoded = io.BytesIO()
    info = TiffImagePlugin.ImageFileDirectory_v2()
    info[_ROWS_PER_STRIP] = image.height
    image.save(encoded, "TIFF", compression="group4", tiffinfo=info)
    with Image.open(encoded) as tiff:
        assert isinstance(tiff, TiffImagePlugin.TiffImageFile)
        offsets: Sequence[int] = tiff.tag_v2[_OFFSETS]
        counts: Sequence[int] = tiff.tag_v2[_COUNTS]
    data = encoded.getvalue()
    return b"".join(data[at : at + count] for at, count in zip(offsets, counts, strict=True))
