"""What an artist over the network sends back is looked at before anybody keeps it.

A picture is decoded whole and encoded anew, so that nothing but pixels comes from a service.
"""

from __future__ import annotations

import base64
import binascii

from providers.errors import BadAnswer, ContentRefused
from providers.interfaces.images import DrawnImage, EncodedPicture, PictureRequest
from providers.wire.redrawing import redraw
from sandbox.pictures import PictureOrder, PictureRefused

FORMATS = ("PNG", "JPEG", "WEBP")
LEAST_SIDE = 16
"""Pixels. What is smaller is a placeholder and no picture."""
BLACK = 4
"""The brightest value (of 255) in a picture that counts as black all over; JPEG does not keep it at 0."""
QUALITY, METHOD = 90, 2


def picture_of(drawn: DrawnImage, request: PictureRequest) -> EncodedPicture:
    """Make of what was drawn a picture that may be kept. Raises what `checked` raises."""
    return EncodedPicture(
        data=checked(drawn.data, width=request.width, height=request.height),
        media_type="image/webp",
        width=request.width,
        height=request.height,
        seed=drawn.seed,
        usage=drawn.usage,
    )


def checked(data: bytes, *, width: int, height: int) -> bytes:
    """Convert the picture in `data` to WebP of exactly `width` × `height`; what does not fit is scaled and cropped.

    Raises BadAnswer if it is no whole PNG, JPEG or WebP of a sensible size, and ContentRefused if it is black all
    over, which is how the safety checkers of Stable Diffusion refuse.
    """
    if not data:
        raise BadAnswer("The artist sent nothing where a picture was expected.")
    webp = ("WEBP", QUALITY)
    order = PictureOrder(
        FORMATS,
        size=(width, height),
        photo=webp,
        other=webp,
        method=METHOD,
        least_side=LEAST_SIDE,
        on_white=True,
    )
    try:
        picture = redraw(data, order)
    except PictureRefused as refused:
        raise BadAnswer(_why_refused(refused, data)) from None
    if picture.brightest <= BLACK:
        raise ContentRefused(
            "The artist gave a black picture. Its safety checker does so with what it will not show; it gave no words."
        )
    return picture.data


def from_base64(encoded: object) -> bytes:
    """Decode a picture that came within JSON, with or without `data:image/png;base64,` before it.

    Raises BadAnswer if there is none.
    """
    if not encoded or not isinstance(encoded, str):
        raise BadAnswer("The artist answered without a picture.")
    try:
        return base64.b64decode(encoded.rpartition(",")[2], validate=True)
    except (binascii.Error, ValueError):
        raise BadAnswer("The artist answered with a picture that cannot be decoded.") from None


def _why_refused(refused: PictureRefused, data: bytes) -> str:
    size = f"{refused.width}×{refused.height} pixels"
    sentences = {
        "unreadable": _what_it_is_instead(data),
        "damaged": "The artist sent a picture that is damaged or cut short.",
        "pixels": f"The artist sent a picture that is too large: {size}.",
        "small": f"The artist sent a picture of only {size}.",
    }
    return sentences.get(refused.problem, "The artist sent a picture that takes too much to be opened.")


def _what_it_is_instead(data: bytes) -> str:
    start = data[:200].lstrip().lower()
    if start.startswith((b"<!doctype", b"<html", b"<head", b"<body")):
        return "The artist sent a web page where a picture was expected: is the address that of its API?"
    if start.startswith((b"{", b"[")):
        return "The artist sent JSON where a picture was expected."
    return "The artist sent something that is not a PNG, JPEG or WebP picture."
