"""Chinese, Japanese and Korean where the machine has no font for them: by the one that is built into OpenCV."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import cv2
import numpy as np
from PIL import Image, ImageFilter

if TYPE_CHECKING:
    from cinema.frames.planes import RGB

FACE = "uni"
LEADING = 1.35
CLOSING = frozenset("、。，．・：；？！）」』】〕》〉”’…ー々っゃゅょッャュョ,.:;?!)]")
"""What never begins a line."""


def set_plainly(
    lines: list[str], *, size: float, ink: RGB, edge: RGB, outline: float, width: int, leading: float = LEADING
) -> Image.Image:
    """Return lines, one below the other in the middle of a sheet `width` pixels wide, outlined by `outline` pixels."""
    face, step = cv2.FontFace(FACE), size * leading
    pad = 2 * outline + size * 0.4
    mask = np.zeros((math.ceil(step * len(lines) + 2 * pad), width), np.uint8)
    for index, line in enumerate(lines):
        left = (width - width_of(line, size)) / 2
        foot = pad + step * index + size
        cv2.putText(mask, line, (round(left), round(foot)), (255,), face, round(size))
    letters = Image.fromarray(mask)
    sheet = Image.new("RGBA", letters.size, (*edge, 0))
    if outline > 0:
        sheet.putalpha(letters.filter(ImageFilter.MaxFilter(2 * math.ceil(outline) + 1)))
    sheet.paste((*ink, 255), (0, 0), letters)
    return sheet


def width_of(line: str, size: float) -> float:
    """Return how wide a line is, in pixels."""
    box = cv2.getTextSize((8, 8), line, (0, 0), cv2.FontFace(FACE), round(size))
    return float(box[0] + box[2])


def broken(text: str, *, size: float, width: float) -> list[str]:
    """Break a text into lines no wider than `width` pixels: between any two characters of East Asia, else at spaces."""
    lines, line = [], ""
    for piece in _pieces(text):
        if line and width_of((line + piece).rstrip(), size) > width and piece[0] not in CLOSING:
            lines.append(line.rstrip())
            line = piece.lstrip()
        else:
            line += piece
    return [*lines, line.rstrip()] if line.strip() else lines


def _pieces(text: str) -> list[str]:
    found: list[str] = []
    for character in text:
        if found and character.isascii() and not character.isspace() and found[-1].isascii():
            found[-1] += character
        else:
            found.append(character)
    return found
