"""How a picture book is made."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from publishing.kinds.printed import PRINTERS, PrinterName
from publishing.pages.laying import Plan
from publishing.rights.statement import RightsOptions

BY_HAND = "Only for a book whose pages you have not laid out yourself."
Trim = Literal["8.5x8.5", "8x10", "8.5x11", "8.25x8.25", "8.25x6", "7x10", "6x9", "5.5x8.5"]


class LaidOutOptions(RightsOptions):
    """How pages are laid out; size, audience and text are those of the pages where readers have laid them out."""

    trim: Trim = Field(default="8.5x8.5", title="Size of the page in inches", description=BY_HAND)
    audience: Literal["auto", "toddlers", "young", "early", "older", "grown"] = Field(
        default="auto", title="Who reads it", description=f"Decides how large the type is. {BY_HAND}"
    )
    passages: Literal["auto", "whole", "moments"] = Field(
        default="auto", title="All of the text, or the sentence of each picture", description=BY_HAND
    )

    @property
    def plan(self) -> Plan:
        """How pages are laid out that nobody has laid out by hand."""
        width, height = map(float, self.trim.split("x"))
        return Plan(
            width,
            height,
            "" if self.audience == "auto" else self.audience,
            "" if self.passages == "auto" else self.passages,
        )


class PictureBookOptions(LaidOutOptions):
    """What a reader chooses for a picture book on paper."""

    purpose: Literal["read", "print"] = Field(default="read", title="To read on a screen, or to be printed")
    printer: PrinterName = Field(
        default="kdp",
        title="Printer",
        description="Whose bleed and margins the file has, if it is to be printed.",
        json_schema_extra={"labels": PRINTERS},
    )
