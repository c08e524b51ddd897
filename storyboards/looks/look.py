"""A look: the style, the size and the model of pictures, as it lies in orders and in what versions remember."""

from __future__ import annotations

import copy
from dataclasses import asdict, dataclass, fields
from typing import TYPE_CHECKING, Any

from books.models import VividPage

if TYPE_CHECKING:
    from collections.abc import Mapping

    from storyboards.models import PictureVersion


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """How pictures are drawn; what is empty is as their book says."""

    style: str = ""
    resolution: str = ""
    image_model: str = ""

    def __bool__(self) -> bool:
        return any(asdict(self).values())

    def on(self, vividpage: VividPage) -> VividPage:
        """Return a book as it would be drawn in this look; it is not to be saved."""
        if not self:
            return vividpage
        drawn = copy.copy(vividpage)
        for name, value in self.as_json().items():
            setattr(drawn, name, value)
        return drawn

    def whole(self, vividpage: VividPage) -> Look:
        """Return this look with nothing left to the book."""
        return look_of(self.on(vividpage))

    def shows(self, version: PictureVersion, vividpage: VividPage | None = None) -> bool:
        """Return whether a version was drawn in this style and size, and by this model, as far as the look says.

        Where nobody knows what size was asked for, it was that of its book (`vividpage`).
        """
        drawn = asdict(drawn_look(version))
        if vividpage is not None:
            drawn["resolution"] = drawn["resolution"] or vividpage.resolution
        return all(drawn[name] == value for name, value in self.as_json().items())

    def as_json(self) -> dict[str, str]:
        """Return what is not empty, as the options of a unit hold it."""
        return {name: value for name, value in asdict(self).items() if value}


AS_THE_BOOK = Look()
ORDERED_LOOK = "look"
"""Among a version's parameters: the look that was ordered, where it was not left to the book."""


def look_from(data: Mapping[str, Any]) -> Look:
    """Read what `as_json` wrote; what is unknown is left out."""
    return Look(**{field.name: str(data.get(field.name, "")) for field in fields(Look)})


def look_of(vividpage: VividPage) -> Look:
    """Return the look that a book has."""
    return Look(style=vividpage.style, resolution=vividpage.resolution, image_model=vividpage.image_model)


def drawn_look(version: PictureVersion) -> Look:
    """Return the look that a version was drawn in; what is not known of it is empty.

    Versions of before looks could be chosen do not say what size was asked for: it is told from their pixels.
    """
    parameters = version.parameters
    if ORDERED_LOOK in parameters:
        return look_from(parameters[ORDERED_LOOK])
    return Look(
        style=str(parameters.get("style", "")),
        resolution=str(parameters.get("resolution") or _resolution_of(version.width, version.height)),
        image_model=str(parameters.get("model", "")),
    )


def _resolution_of(width: int, height: int) -> str:
    sizes = VividPage.SIZES.items()
    return next((key for key, size in sizes if size == (width, height)), "")
