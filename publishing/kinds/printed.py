"""What a reader chooses for a book that is printed and bound, whichever part of it is made."""

from __future__ import annotations

from typing import Literal, get_args

from pydantic import Field, JsonValue

from publishing.kinds.kind import Options
from publishing.printers.catalogue import printer_named
from publishing.printers.printed_book import PrintedBook, printed_book

PrinterName = Literal["kdp", "ingramspark", "lulu"]
PRINTERS: dict[str, JsonValue] = {name: printer_named(name).title for name in get_args(PrinterName)}
"""As they call themselves."""


class PrintedOptions(Options):
    """Who prints the book, and on what."""

    printer: PrinterName = Field(default="kdp", title="Printer", json_schema_extra={"labels": PRINTERS})
    trim: str = Field(
        default="6x9",
        max_length=40,
        title="Size of a page",
        description="Width × height, such as 6x9 (inches) or 148x210 mm.",
    )
    ink: Literal["black", "standard", "premium", "colour"] = Field(default="black", title="Ink of the pages")
    paper: Literal["white", "cream"] = Field(default="white", title="Paper of the pages")
    binding: Literal["paperback", "hardcover"] = Field(default="paperback", title="Binding")

    @property
    def printing(self) -> dict[str, str]:
        """These choices alone, by their names."""
        return {name: getattr(self, name) for name in PrintedOptions.model_fields}

    @property
    def printed_book(self) -> PrintedBook:
        """The book as its printer makes it. Raises Unprintable."""
        return printed_book(
            printer_named(self.printer), trim=self.trim, ink=self.ink, paper=self.paper, binding=self.binding
        )
