"""What a reader chooses for a colouring book."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from publishing.kinds.printed import PRINTERS, PrinterName
from publishing.rights.statement import RightsOptions
from sketch.outputs.contours import Crayon

Age = Literal["3", "6", "10"]
CRAYONS: dict[Age, Crayon] = {
    "3": Crayon(width=20.0, line=5.0),
    "6": Crayon(width=12.0, line=3.2),
    "10": Crayon(width=6.0, line=2.2),
}
"""How broad a stroke is with which somebody of that age colours, in thousandths of the height of a page."""


class ColoringOptions(RightsOptions):
    """What a reader chooses for a colouring book."""

    age: Age = Field(
        default="6", title="From what age", description="The younger, the thicker the lines and the larger the areas."
    )
    shape: Literal["page", "picture"] = Field(
        default="page",
        title="Shape of the pictures",
        description="“page” has the built-in artist draw each scene for the whole page; “picture” keeps the pictures "
        "as they are in the book.",
    )
    blank_backs: bool = Field(
        default=True, title="Blank backs", description="Colours shine through: each picture has a leaf of its own."
    )
    captions: bool = Field(default=True, title="Captions", description="The words that a picture shows, below it.")
    names_page: bool = Field(default=True, title="Page with names", description="Whose book it is, and who is in it.")
    most: int = Field(default=0, ge=0, le=400, title="Pictures at most", description="0: all that the book has.")
    printer: PrinterName = Field(default="kdp", title="Printer", json_schema_extra={"labels": PRINTERS})
    trim: str = Field(
        default="8.5x11",
        max_length=40,
        title="Size of a page",
        description="Width × height, such as 8.5x11 (inches) or 210x297 mm.",
    )
