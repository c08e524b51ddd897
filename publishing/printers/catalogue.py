"""The printers that there are, read from their files."""

from __future__ import annotations

import tomllib
from decimal import Decimal
from functools import cache
from pathlib import Path

from pydantic import ValidationError

from publishing.printers.rules import Printer

PRINTERS_FOLDER = Path(__file__).parent
DEFAULT_PRINTER = "kdp"


class PrinterFileInvalid(ValueError):
    """A printer's file does not say what it must; the message names the file and the field."""


def read_printer(path: Path) -> Printer:
    """Read a printer's file. Raises PrinterFileInvalid."""
    try:
        return Printer.model_validate(tomllib.loads(path.read_text(encoding="utf-8"), parse_float=Decimal))
    except (ValidationError, tomllib.TOMLDecodeError) as error:
        raise PrinterFileInvalid(f"{path.name}: {error}") from error


@cache
def all_printers() -> tuple[Printer, ...]:
    """Return all printers, Amazon KDP first, then by their titles."""
    printers = [read_printer(path) for path in sorted(PRINTERS_FOLDER.glob("*.toml"))]
    return tuple(sorted(printers, key=lambda printer: (printer.name != DEFAULT_PRINTER, printer.title)))


def printer_named(name: str) -> Printer:
    """Return the printer of that name. Raises KeyError if there is none."""
    for printer in all_printers():
        if printer.name == name:
            return printer
    raise KeyError(name)
