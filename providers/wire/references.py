"""The words that go with reference pictures, and prompts cut to what a service reads."""

from __future__ import annotations

from functools import cache
from math import log
from pathlib import Path
from string import Template
from typing import TYPE_CHECKING

from providers.errors import RequestRejected

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from providers.interfaces.images import ReferenceImage

SUFFIXES = {"image/png": "png", "image/jpeg": "jpg", "image/webp": "webp"}
"""Of the pictures that every service takes."""
_KEPT_END = 2_000
"""Characters of a prompt's end that are kept when it is too long: the reader's wishes and the style stand there."""


def prompt_with(prompt: str, references: Sequence[ReferenceImage], *, longest: int) -> str:
    """Write a whole prompt of at most `longest` characters: who is who in the reference pictures, and the picture.

    If it is too long, the middle of the picture's description is left out.
    """
    before = _who_is_who(references)
    return f"{before}{_shortened(prompt, longest - len(before))}"


def suffix_of(reference: ReferenceImage) -> str:
    """Return the ending of a reference picture's file. Raises RequestRejected if it is no PNG, JPEG or WebP."""
    suffix = SUFFIXES.get(reference.media_type)
    if suffix is None:
        raise RequestRejected(f"The reference picture of {reference.name} is not a PNG, JPEG or WebP.")
    return suffix


def nearest_ratio(ratios: Iterable[str], width: int, height: int) -> str:
    """Return which of ratios such as "16:9" is most like `width` : `height`."""
    return min(ratios, key=lambda ratio: abs(log(_quotient(ratio) * height / width)))


def _quotient(ratio: str) -> float:
    wide, _, high = ratio.partition(":")
    return float(wide) / float(high)


def _who_is_who(references: Sequence[ReferenceImage]) -> str:
    """Say which attached image is whose character sheet and which is the location, in their order; "" without any."""
    if not references:
        return ""
    lines = (_line(number, reference) for number, reference in enumerate(references, start=1))
    return _words().substitute(references="\n".join(lines)).rstrip() + " "


def _line(number: int, reference: ReferenceImage) -> str:
    looks = f" ({reference.looks})" if reference.looks else ""
    if reference.shows == "style":
        return (
            f"Image {number} shows the style alone: draw with its medium, line, texture and colours, and with nothing "
            "that is to be seen in it."
        )
    if reference.shows == "place":
        return f"Image {number} is the location of the picture: {reference.name}{looks}."
    return f"Image {number} is the character sheet of {reference.name}{looks}."


@cache
def _words() -> Template:
    return Template(Path(__file__).with_name("references.md").read_text(encoding="utf-8"))


def _shortened(text: str, room: int) -> str:
    if len(text) <= room:
        return text
    kept = min(_KEPT_END, room // 3)
    start = text[: room - kept - 3].rsplit(" ", 1)[0]
    end = text[-kept:].split(" ", 1)[-1]
    return f"{start} … {end}"
