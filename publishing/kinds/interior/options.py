"""What a reader chooses for the inside of a printed book."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from publishing.kinds.printed import PrintedOptions
from publishing.novels.look import PicturePlace
from publishing.rights.statement import RightsOptions


class InteriorOptions(RightsOptions, PrintedOptions):
    """How the book is printed and bound, and how its pages look."""

    bleed: bool = Field(
        default=False,
        title="Pictures to the edge",
        description="Pages are larger and cut; pictures on pages of their own reach over the edge.",
    )
    text_size: Literal["small", "normal", "large", "large print"] = Field(default="normal", title="Text")
    pictures: PicturePlace = Field(
        default="beside", title="Pictures", description="Beside their passage, or on pages of their own."
    )
    captions: bool = Field(
        default=True, title="Captions", description="The sentence that each picture shows stands below it."
    )
    drop_caps: bool = Field(default=True, title="Large first letters of chapters")
    chapters_recto: bool = Field(default=False, title="Chapters begin on right-hand pages")
    contents: bool = Field(default=True, title="Table of contents")
    illustrations: bool = Field(default=True, title="List of illustrations")
    cast: bool = Field(default=False, title="Page of the main people")

    @property
    def is_grey(self) -> bool:
        """Whether pictures are printed in black ink."""
        return self.ink == "black"
