"""The pictures that the wire server's artists draw: quick, of the size asked for, and another one for each seed."""

from __future__ import annotations

import colorsys
import io
from email import message_from_bytes
from email.message import Message
from typing import TYPE_CHECKING

from PIL import Image

if TYPE_CHECKING:
    from providers.tests.wire.services import Call


def drawn(width: int, height: int, seed: int, file_format: str = "PNG") -> bytes:
    """Draw a picture of bright bands from left to right; the seed says which colours."""
    bands = Image.new("RGB", (8, 1))
    for place in range(8):
        red, green, blue = colorsys.hsv_to_rgb((seed * 0.173 + place / 11) % 1, 0.5, 0.9)
        bands.putpixel((place, 0), (int(red * 255), int(green * 255), int(blue * 255)))
    return encoded(bands.resize((width, height), Image.Resampling.NEAREST), file_format)


def black(width: int, height: int, seed: int, file_format: str = "PNG") -> bytes:
    """Return what a safety checker puts in a picture's place."""
    return encoded(Image.new("RGB", (width, height)), file_format)


def encoded(picture: Image.Image, file_format: str = "PNG") -> bytes:
    """Return the bytes of its file."""
    file = io.BytesIO()
    picture.save(file, file_format)
    return file.getvalue()


def form_of(call: Call) -> list[Message]:
    """The parts of a multipart form, in their order: `part.get_param("name", header="content-disposition")`, …"""
    head = f"Content-Type: {call.headers['content-type']}\r\n\r\n".encode()
    parts = message_from_bytes(head + call.body).get_payload()
    assert isinstance(parts, list), "not a form"
    return [part for part in parts if isinstance(part, Message)]


def name_of(part: Message) -> str:
    """Return the field that a part of a form fills."""
    return str(part.get_param("name", header="content-disposition"))


def bytes_of(part: Message) -> bytes:
    """Return what a part of a form holds."""
    content = part.get_payload(decode=True)
    assert isinstance(content, bytes)
    return content
