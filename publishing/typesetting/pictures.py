"""Pictures for pages that are set: each JPEG takes the place of its placeholder as it is, and none is decoded.

The pictures go to a file of their own first, one at a time, from which the PDF library reads them only while it writes.
"""

from __future__ import annotations

from contextlib import contextmanager
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import IO, TYPE_CHECKING, Protocol

import pikepdf
from pikepdf import Name

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping


class Jpeg(Protocol):
    """An encoded JPEG, in RGB or grey, with its size in pixels."""

    @property
    def data(self) -> bytes: ...

    @property
    def width(self) -> int: ...

    @property
    def height(self) -> int: ...

    @property
    def is_grey(self) -> bool: ...


class PictureFile:
    """Collects pictures for one PDF in a file that is itself one."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file
        self._places: list[int] = []
        file.write(b"%PDF-1.7\n")

    def add(self, jpeg: Jpeg) -> int:
        """Write a picture, and return the number that it has from now on, from 1."""
        space = b"/DeviceGray" if jpeg.is_grey else b"/DeviceRGB"
        self._begin()
        self._file.write(
            b"<</Type/XObject/Subtype/Image/BitsPerComponent 8/Filter/DCTDecode/ColorSpace%b"
            b"/Width %d/Height %d/Length %d>>\nstream\n" % (space, jpeg.width, jpeg.height, len(jpeg.data))
        )
        self._file.write(jpeg.data)
        self._file.write(b"\nendstream\nendobj\n")
        return len(self._places)

    def finish(self) -> None:
        """Write what makes a PDF of it: a page that has all pictures, and where everything is."""
        count = len(self._places)
        names = b"".join(b"/P%d %d 0 R" % (number, number) for number in range(1, count + 1))
        page, pages, catalogue = count + 1, count + 2, count + 3
        for body in (
            b"<</Type/Page/Parent %d 0 R/MediaBox[0 0 1 1]/Resources<</XObject<<%b>>>>>>" % (pages, names),
            b"<</Type/Pages/Count 1/Kids[%d 0 R]>>" % page,
            b"<</Type/Catalog/Pages %d 0 R>>" % pages,
        ):
            self._begin()
            self._file.write(body + b"\nendobj\n")
        start = self._file.tell()
        rows = b"".join(b"%010d 00000 n \n" % place for place in self._places)
        self._file.write(b"xref\n0 %d\n0000000000 65535 f \n%b" % (catalogue + 1, rows))
        trailer = b"trailer\n<</Size %d/Root %d 0 R>>\nstartxref\n%d\n%%%%EOF\n"
        self._file.write(trailer % (catalogue + 1, catalogue, start))
        self._file.flush()

    def _begin(self) -> None:
        self._places.append(self._file.tell())
        self._file.write(b"%d 0 obj\n" % len(self._places))


@contextmanager
def opened_with_pictures(pages: bytes, jpegs: Iterator[tuple[int, Jpeg]]) -> Iterator[pikepdf.Pdf]:
    """Open pages that were set, with pictures in place of their placeholders, to be changed and saved.

    `jpegs` come with the numbers of their placeholders, and one after another: only one at a time is in memory.
    """
    with TemporaryDirectory() as folder:
        path = Path(folder) / "pictures.pdf"
        with path.open("wb") as file:
            collected = PictureFile(file)
            numbers = {placeholder: collected.add(jpeg) for placeholder, jpeg in jpegs}
            collected.finish()
        with pikepdf.open(BytesIO(pages)) as pdf, pikepdf.open(path) as source:
            _replace_placeholders(pdf, source, numbers)
            yield pdf


def places_of_pictures(pages: bytes) -> dict[int, int]:
    """Return the pages, from 1, on which placeholders stand first, by their numbers."""
    places: dict[int, int] = {}
    with pikepdf.open(BytesIO(pages)) as pdf:
        for page_number, page in enumerate(pdf.pages, start=1):
            for _, _, number in _placeholders(page):
                places.setdefault(number, page_number)
    return places


def _placeholders(page: pikepdf.Page) -> Iterator[tuple[pikepdf.Object, str, int]]:
    """Find placeholders: what holds them, their names in it, and their numbers."""
    objects = page.Resources.get("/XObject", pikepdf.Dictionary())
    for name, image in list(objects.items()):
        if image.get("/Subtype") == Name.Image and int(image.Height) == 1:
            yield objects, name, int(image.Width)


def _replace_placeholders(pdf: pikepdf.Pdf, source: pikepdf.Pdf, numbers: Mapping[int, int]) -> None:
    if not numbers:
        return
    pictures = source.pages[0].Resources.XObject
    copied: dict[int, pikepdf.Object] = {}
    for page in pdf.pages:
        for objects, name, number in _placeholders(page):
            if number in numbers:
                if number not in copied:
                    copied[number] = pdf.copy_foreign(pictures[f"/P{numbers[number]}"])
                objects[name] = copied[number]
