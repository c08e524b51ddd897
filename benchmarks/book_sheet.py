"""All pages of a book on one sheet, two by two as they lie open, to look at.

python -m benchmarks.book_sheet INTERIOR.pdf SHEET.jpg [--columns 4] [--tall 250] [--single]
"""

from __future__ import annotations

import argparse
from pathlib import Path

import pypdfium2
from PIL import Image

GAP, GROUND = 6, (224, 223, 219)
MOST_BYTES = {".jpg": 350_000, ".pdf": 1_500_000}
"""Both are kept with the documentation, and stay as small as that."""


def spreads_of(pages: list[Image.Image], *, single: bool) -> list[Image.Image]:
    """Return pages as they lie open: the first is a right one. Of a `single` book each page is by itself."""
    if single:
        return pages
    wide, tall = pages[0].size
    blank = Image.new("RGB", (wide, tall), GROUND)
    row = [blank, *pages]
    row += [blank] * (len(row) % 2)
    opened = []
    for left, right in zip(row[::2], row[1::2], strict=True):
        spread = Image.new("RGB", (2 * wide, tall), GROUND)
        spread.paste(left, (0, 0))
        spread.paste(right, (wide, 0))
        opened.append(spread)
    return opened


def sheet_of(spreads: list[Image.Image], columns: int) -> Image.Image:
    """Put spreads beside and below one another."""
    wide, tall = spreads[0].size
    rows = -(-len(spreads) // columns)
    sheet = Image.new("RGB", (columns * (wide + GAP) - GAP, rows * (tall + GAP) - GAP), GROUND)
    for number, spread in enumerate(spreads):
        sheet.paste(spread, (number % columns * (wide + GAP), number // columns * (tall + GAP)))
    return sheet


def main() -> None:
    """Write the sheet."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("pdf", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--columns", type=int, default=4)
    parser.add_argument("--tall", type=int, default=250, help="pixels of a page's height")
    parser.add_argument("--single", action="store_true", help="pages by themselves")
    parser.add_argument("--first", type=int, default=1, help="the first page that is shown")
    parser.add_argument("--last", type=int, default=0, help="the last one (0: of the book)")
    parser.add_argument("--every", type=int, default=1, help="2: every other page, for books with blank backs")
    options = parser.parse_args()
    with pypdfium2.PdfDocument(options.pdf) as document:
        numbers = range(options.first - 1, options.last or len(document), options.every)
        pages = [
            document[number].render(scale=options.tall / document[number].get_height()).to_pil().convert("RGB")
            for number in numbers
        ]
    for quality in range(85, 35, -5):
        if options.out.suffix == ".pdf":
            pages[0].save(options.out, "PDF", save_all=True, append_images=pages[1:], quality=quality)
        else:
            sheet = sheet_of(spreads_of(pages, single=options.single), options.columns)
            sheet.save(options.out, "JPEG", quality=quality, optimize=True)
        if options.out.stat().st_size <= MOST_BYTES[options.out.suffix]:
            break


if __name__ == "__main__":
    main()
