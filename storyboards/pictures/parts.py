"""What a version keeps of being made of another: of which, and which part of the picture that was there first."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from uuid import UUID

if TYPE_CHECKING:
    from storyboards.models import PictureVersion

PART_OF = "part_of"
"""Among a version's parameters: of which version it shows which part, or all."""

Box = tuple[int, int, int, int]
"""Left, top, right and foot in pixels."""


@dataclass(frozen=True, slots=True)
class Margins:
    """How much is cut off on each side, in percent of the picture's width or height."""

    left: float
    top: float
    right: float
    bottom: float

    def box(self, width: int, height: int) -> Box:
        """Return what is left of a picture of that size."""
        return (
            round(width * self.left / 100),
            round(height * self.top / 100),
            width - round(width * self.right / 100),
            height - round(height * self.bottom / 100),
        )


@dataclass(frozen=True, slots=True)
class Part:
    """Which part of another picture a version shows, however often it has been cropped.

    `root` is the version that was there first, of `width` and `height` pixels, and `box` in those; `number` is that of
    the version from which it was cut last.
    """

    root: UUID
    number: int
    width: int
    height: int
    box: Box

    def as_json(self) -> dict[str, Any]:
        """Return it as a version's parameters keep it."""
        size = [self.width, self.height]
        return {"root": str(self.root), "number": self.number, "size": size, "box": [*self.box]}


def part_in(version: PictureVersion) -> Part | None:
    """Return which part of which picture a version is; None if it is of its own."""
    kept = version.parameters.get(PART_OF)
    if not kept:
        return None
    left, top, right, foot = kept["box"]
    width, height = kept["size"]
    return Part(UUID(kept["root"]), kept["number"], width, height, (left, top, right, foot))


def root_of(version: PictureVersion) -> UUID:
    """Return the version of which this one is a part, the first of all; itself if it is of its own."""
    part = part_in(version)
    return part.root if part else version.pk


def cut_from(version: PictureVersion, box: Box, *, width: int, height: int) -> Part:
    """Describe what is left in a box of a version of that size, in terms of the picture that was there first."""
    before = part_in(version)
    if before is None:
        return Part(version.pk, version.number, width, height, box)
    left, top, right, foot = before.box
    across, down = (right - left) / max(1, width), (foot - top) / max(1, height)
    whole = (
        left + round(box[0] * across),
        top + round(box[1] * down),
        left + round(box[2] * across),
        top + round(box[3] * down),
    )
    return Part(before.root, version.number, before.width, before.height, whole)


def all_of(version: PictureVersion) -> dict[str, Any]:
    """Describe all of a version, for the parameters of one that shows the same elsewhere."""
    width, height = version.width, version.height
    return cut_from(version, (0, 0, width, height), width=width, height=height).as_json()
