"""Opening a PDF, what it says of itself, and its pages one after another."""

from __future__ import annotations

import hashlib
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import pikepdf

from publishing.preflight.pdf.colours import Spaces
from publishing.preflight.pdf.fonts import Fonts
from publishing.preflight.pdf.geometry import Box, box_through, page_matrix
from publishing.preflight.pdf.interpreter import Interpreter
from publishing.preflight.pdf.marks import Annotation, FileFacts, OutputIntent, PageBoxes, PageFacts
from publishing.preflight.pdf.values import (
    MOST_DECODED,
    TooLargeToRead,
    chain,
    decoded,
    entry,
    is_stream,
    list_of,
    name_of,
    names_in,
    number_of,
    numbers_of,
    reference_of,
    words_of,
)

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

LETTER = Box(0, 0, 612, 792)
MOST_PAGES = 20_000
MOST_COUNTED = 10_000
"""Of bookmarks, scripts, fields: it is all the same how many more there are."""
MOST_LEVELS = 40
"""Of the tree of pages."""


class Unreadable(Exception):
    """A file is no PDF, or too damaged to be read; the words are for readers."""


class Locked(Unreadable):
    """A file asks for a password."""


class Document:
    """An open PDF."""

    def __init__(self, pdf: pikepdf.Pdf, size: int) -> None:
        self._pdf = pdf
        self._fonts = Fonts()
        self._spaces = Spaces()
        self._pages: list[Any] = [page.obj for page in pdf.pages]
        if not self._pages:
            raise Unreadable("This file has no pages. Export it again from the program that made it.")
        if len(self._pages) > MOST_PAGES:
            raise Unreadable("This file has more pages than any book. Divide it into volumes.")
        self.facts = _facts_of(pdf, size)
        self.facts.pages = [_boxes_of(page)[0] for page in self._pages]

    def pages(self) -> Iterator[PageFacts]:
        """Yield the pages, each read when it is asked for and forgotten by us when the next one is."""
        for number, page in enumerate(self._pages, 1):
            yield self._read(page, number)
            self.facts.damages = tuple(self._pdf.get_warnings())[:20] or self.facts.damages

    def _read(self, page: Any, number: int) -> PageFacts:
        boxes, media = _boxes_of(page)
        facts = PageFacts(number, boxes)
        matrix = page_matrix(media, boxes.rotation, boxes.unit)
        content = _content_of(page, facts)
        resources = _inherited(page, "/Resources")
        Interpreter(facts, self._fonts, self._spaces, matrix).read(content, resources)
        facts.annotations = _annotations_of(page, matrix)
        facts.has_actions = bool(names_in(entry(page, "/AA")))
        if facts.marks:
            facts.digest = _digest_of(content, resources)
        return facts


@contextmanager
def opened(path: Path) -> Iterator[Document]:
    """Open a PDF. Raises Unreadable, and Locked."""
    try:
        with pikepdf.open(path, suppress_warnings=True) as pdf:
            yield Document(pdf, path.stat().st_size)
    except pikepdf.PasswordError as error:
        raise Locked("This file asks for a password.") from error
    except pikepdf.PdfError as error:
        raise Unreadable("This is no PDF, or it is too damaged to be read.") from error


def _facts_of(pdf: pikepdf.Pdf, size: int) -> FileFacts:
    root = pdf.Root
    info = entry(pdf.trailer, "/Info")
    described = _described(root)
    version = name_of(entry(root, "/Version"))
    return FileFacts(
        size=size,
        version=max(version, str(pdf.pdf_version)),
        encrypted=bool(pdf.is_encrypted),
        damages=tuple(pdf.get_warnings())[:20],
        title=words_of(entry(info, "/Title")).strip() or described.get("title", ""),
        author=words_of(entry(info, "/Author")).strip() or described.get("creator", ""),
        bookmarks=_bookmarks(entry(root, "/Outlines")),
        scripts=_scripts(root),
        attachments=_named(chain(root, "/Names", "/EmbeddedFiles")) + len(list_of(entry(root, "/AF"))),
        fields=len(list_of(chain(root, "/AcroForm", "/Fields"))) + bool(chain(root, "/AcroForm", "/XFA") is not None),
        layers=len(list_of(chain(root, "/OCProperties", "/OCGs"))),
        actions=_actions(root),
        intents=tuple(_intent(item) for item in list_of(entry(root, "/OutputIntents"))[:20]),
        is_read_from_right=name_of(chain(root, "/ViewerPreferences", "/Direction")) == "R2L",
    )


def _described(root: Any) -> dict[str, str]:
    """Return the title and the first author of the file's XMP metadata."""
    import re

    try:
        text = decoded(entry(root, "/Metadata"))[:1_000_000].decode("utf-8", "replace")
    except (TooLargeToRead, pikepdf.PdfError):
        return {}
    found = {}
    for name in ("title", "creator"):
        match = re.search(rf"<dc:{name}\b[^>]*>.{{0,200}}?<rdf:li\b[^>]*>([^<]+)</rdf:li>", text, re.DOTALL)
        found[name] = match[1].strip() if match else ""
    return found


def _bookmarks(outlines: Any) -> int:
    """Count the bookmarks of the highest level."""
    count, item, seen = 0, entry(outlines, "/First"), set()
    while item is not None and count < MOST_COUNTED and reference_of(item) not in seen:
        seen.add(reference_of(item))
        count += 1
        item = entry(item, "/Next")
    return count


def _named(tree: Any, depth: int = 0) -> int:
    """Count the entries of a tree of names."""
    if depth > MOST_LEVELS:
        return 0
    below = sum(_named(kid, depth + 1) for kid in list_of(entry(tree, "/Kids"))[:100])
    return len(list_of(entry(tree, "/Names"))) // 2 + below


def _scripts(root: Any) -> int:
    opening = name_of(chain(root, "/OpenAction", "/S")) == "JavaScript"
    return _named(chain(root, "/Names", "/JavaScript")) + opening


def _actions(root: Any) -> int:
    """Count what a viewer does by itself, but for showing a page."""
    opening = name_of(chain(root, "/OpenAction", "/S"))
    return len(names_in(entry(root, "/AA"))) + (opening not in {"", "GoTo", "JavaScript"})


def _intent(value: Any) -> OutputIntent:
    profile = entry(value, "/DestOutputProfile")
    return OutputIntent(
        kind=name_of(entry(value, "/S")),
        identifier=words_of(entry(value, "/OutputConditionIdentifier")),
        has_profile=is_stream(profile),
        components=int(number_of(entry(profile, "/N"))),
    )


def _inherited(page: Any, key: str) -> Any:
    """Return what a page has, or those above it in the tree."""
    for _level in range(MOST_LEVELS):
        value = entry(page, key)
        if value is not None:
            return value
        page = entry(page, "/Parent")
        if page is None:
            break
    return None


def _boxes_of(page: Any) -> tuple[PageBoxes, Box]:
    """Return the boxes of a page as it is seen, and its media box as the file has it."""
    media = _box(_inherited(page, "/MediaBox")) or LETTER
    rotation = int(number_of(_inherited(page, "/Rotate"))) % 360
    unit = number_of(entry(page, "/UserUnit"), 1.0)
    unit = unit if 0 < unit <= 1000 else 1.0
    matrix = page_matrix(media, rotation, unit)

    def seen(value: Any) -> Box | None:
        box = _box(value)
        return box_through(matrix, *box) if box else None

    return PageBoxes(
        media=box_through(matrix, *media),
        crop=seen(_inherited(page, "/CropBox")),
        bleed=seen(entry(page, "/BleedBox")),
        trim=seen(entry(page, "/TrimBox")),
        art=seen(entry(page, "/ArtBox")),
        rotation=rotation,
        unit=unit,
    ), media


def _box(value: Any) -> Box | None:
    numbers = numbers_of(value)
    if len(numbers) != 4:
        return None
    left, low, right, high = numbers
    box = Box(min(left, right), min(low, high), max(left, right), max(low, high))
    return box if box.width > 0 and box.height > 0 else None


def _content_of(page: Any, facts: PageFacts) -> bytes:
    contents = entry(page, "/Contents")
    pieces = list_of(contents) or [contents]
    read: list[bytes] = []
    for piece in pieces[:2000]:
        try:
            read.append(decoded(piece))
            if sum(map(len, read)) > MOST_DECODED:
                raise TooLargeToRead
        except TooLargeToRead:
            facts.lacks.setdefault("cut", "")
            break
        except pikepdf.PdfError:
            facts.lacks.setdefault("content", "")
    return b"\n".join(read)


def _annotations_of(page: Any, matrix: Any) -> list[Annotation]:
    found = []
    for item in list_of(entry(page, "/Annots"))[:MOST_COUNTED]:
        box = _box(entry(item, "/Rect"))
        found.append(Annotation(name_of(entry(item, "/Subtype")), box_through(matrix, *box) if box else None))
    return found


def _digest_of(content: bytes, resources: Any) -> bytes:
    """Return what is the same for pages that draw the same things."""
    digest = hashlib.blake2b(content, digest_size=16)
    for kind in ("/XObject", "/Font", "/Pattern"):
        held = entry(resources, kind)
        for key in sorted(names_in(held)):
            drawn = entry(held, key)
            digest.update(f"{kind}{key}{reference_of(drawn) or id(drawn)}".encode())
    return digest.digest()
