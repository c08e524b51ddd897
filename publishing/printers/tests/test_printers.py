"""Printers' files are read whole, and say where each rule was found."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from publishing.printers.catalogue import (
    PRINTERS_FOLDER,
    PrinterFileInvalid,
    all_printers,
    printer_named,
    read_printer,
)

if TYPE_CHECKING:
    from pathlib import Path

    from publishing.printers.rules import Printer

KDP = (PRINTERS_FOLDER / "kdp.toml").read_text(encoding="utf-8")


def test_amazon_kdp_is_offered_first() -> None:
    assert [printer.name for printer in all_printers()] == ["kdp", "ingramspark", "lulu"]


def test_an_unknown_printer_is_a_key_error() -> None:
    with pytest.raises(KeyError):
        printer_named("gutenberg")


@pytest.mark.parametrize("printer", all_printers(), ids=lambda printer: printer.name)
def test_each_source_that_is_listed_is_used_and_what_was_not_found_is_said(printer: Printer) -> None:
    text = (PRINTERS_FOLDER / f"{printer.name}.toml").read_text(encoding="utf-8")

    assert printer.not_found
    assert printer.last_word
    assert all(text.count(source) > 1 for source in printer.sources)


@pytest.mark.parametrize("printer", all_printers(), ids=lambda printer: printer.name)
def test_all_figures_are_exact(printer: Printer) -> None:
    assert all(isinstance(side, Decimal) for trim in printer.trims.sizes for side in (trim.width, trim.height))
    assert isinstance(printer.bleed.outside, Decimal)


@pytest.mark.parametrize(
    ("old", "new", "named"),
    [
        ("dated = 2026-11-21", "", "dated"),
        ('source = ["lessoncraftstudio"]', 'source = ["hearsay"]', "hearsay"),
        ('ink = "standard"', 'ink = "gold"', "ink"),
        ("page = 0.0025\n", "page = 0.0025\npages_per_inch = 400\n", "pages_per_inch"),
        ("clearance = 0.0625", "clearance = -1", "clearance"),
        ("inside = 0", "within = 0", "within"),
        ("{ to = 150, inches = 0.375 }", "{ to = 650, inches = 0.375 }", "order"),
        ('inks = ["black", "premium"]', 'inks = ["black", "gold"]', "ink"),
        ("[bleed]", "[bleed", "kdp.toml"),
    ],
)
def test_a_wrong_file_is_refused_with_the_field_that_is_wrong(tmp_path: Path, old: str, new: str, named: str) -> None:
    assert old in KDP
    path = tmp_path / "kdp.toml"
    path.write_text(KDP.replace(old, new, 1), encoding="utf-8")

    with pytest.raises(PrinterFileInvalid) as refusal:
        read_printer(path)

    assert named in str(refusal.value)
