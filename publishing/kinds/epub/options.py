"""How an illustrated EPUB is made."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from publishing.rights.statement import RightsOptions

PictureSize = Literal["small", "medium", "large"]
LONGER_SIDES: dict[PictureSize, int] = {"small": 800, "medium": 1200, "large": 2000}
"""Pixels."""
QUALITIES: dict[PictureSize, int] = {"small": 72, "medium": 84, "large": 92}
"""Of a JPEG."""


class EpubOptions(RightsOptions):
    """What a reader chooses for an illustrated EPUB."""

    design: Literal["original", "ours"] = Field(
        default="original",
        title="Design",
        description="“original” keeps the pages of the EPUB that you uploaded as they are and adds the pictures; books "
        "without one, and books whose text has changed since, are set in our own design.",
    )
    pictures: PictureSize = Field(
        default="medium",
        title="Size of the pictures",
        description="Pictures are JPEG files, which every device shows, a Kindle too. Choose “small” for a file "
        "that is sent by e-mail, “large” for tablets.",
    )
    captions: bool = Field(
        default=True,
        title="Captions",
        description="Write the words that a picture shows below it, as the book has them.",
    )
    illustrations: bool = Field(
        default=True, title="List of illustrations", description="A page at the end that leads to each picture."
    )
    cast: bool = Field(
        default=False,
        title="Page of the cast",
        description="The portraits of the main people on a page at the end. It names people whom a reader meets late.",
    )

    @property
    def longer_side(self) -> int:
        """Of a picture, in pixels, at the most."""
        return LONGER_SIDES[self.pictures]

    @property
    def quality(self) -> int:
        """Of a JPEG, from 1 to 95."""
        return QUALITIES[self.pictures]
