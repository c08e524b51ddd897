"""The package document: which files the book has, in which order they are read, and which is its cover."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from lxml import etree

from books.epub.errors import EmptyBook, EncryptedBook, EpubError, NoContainer, TooLarge
from books.epub.package.metadata import Metadata, read_metadata
from books.epub.xml import attribute, local, parse

if TYPE_CHECKING:
    from books.epub.archive.container import Container

OPF_TYPE = "application/oebps-package+xml"
PAGE_TYPES = {"application/xhtml+xml", "text/html", "application/x-dtbook+xml", "text/x-oeb1-document", "image/svg+xml"}
PAGE_ENDINGS = (".xhtml", ".html", ".htm", ".xml", ".svg")
FONT_OBFUSCATION = {"http://www.idpf.org/2008/embedding", "http://ns.adobe.com/pdf/enc#RC"}
LICENCES = ("rights.xml", "license.lcpl", "sinf.xml")
COVER = re.compile(r"cover|title", re.IGNORECASE)
"""In the names of pages that a story can be read without."""
FONT_ENDINGS = (".otf", ".ttf", ".woff", ".woff2")
Elements = dict[str, list[etree._Element]]  # noqa: SLF001
"""The elements of the package document by their names."""


@dataclass(frozen=True, slots=True)
class Item:
    """A file of the manifest; `name` is its name in the archive."""

    id: str
    name: str
    media_type: str
    properties: frozenset[str] = frozenset()
    fallback: str = ""
    """The id of the file to read where this one is of a kind that books do not have."""


@dataclass(slots=True)
class Package:
    """What the package document says. `spine` holds each page once, with whether it is in the main order."""

    name: str
    metadata: Metadata = field(default_factory=Metadata)
    items: dict[str, Item] = field(default_factory=dict)
    spine: list[tuple[Item, bool]] = field(default_factory=list)
    navigation: str | None = None
    ncx: str | None = None
    cover: Item | None = None
    guide: dict[str, str] = field(default_factory=dict)
    warnings: list[str] = field(default_factory=list)


def read_package(container: Container) -> Package:
    """Find and read the package document. Raises EpubError if there is none, or if the book is locked."""
    name = _package_name(container)
    package = Package(name=name)
    root = _parsed(container, name)
    if root is None:
        root = etree.Element("package")
        package.warnings.append("The book's own description of itself is damaged; its pages were found without it.")
        package.ncx = next((name for name in container.names if name.lower().endswith(".ncx")), None)
    elif local(root) not in ("package", "html"):
        raise NoContainer("The book's own list of its pages cannot be read; download it again.")
    package.metadata = read_metadata(root)
    elements: Elements = defaultdict(list)
    for element in root.iter():
        elements[local(element)].append(element)
    _read_manifest(elements, package, container)
    _refuse_drm(container, package)
    _read_spine(elements, package, container)
    if container.is_salvaged:
        _check_salvage(elements, package)
    if not package.spine:
        raise EmptyBook("This book has no pages; download it again.")
    _read_guide(elements, package, container)
    _find_cover(elements, package, container)
    return package


def _package_name(container: Container) -> str:
    name = container.find("META-INF/container.xml")
    if name is not None:
        root = _parsed(container, name)
        for rootfile in root.iter("{*}rootfile") if root is not None else ():
            path = container.find(rootfile.get("full-path") or "")
            if path is not None and rootfile.get("media-type", OPF_TYPE).strip() == OPF_TYPE:
                return path
    by_ending = next((name for name in container.names if re.search(r"(^|/)[^./][^/]*\.opf$", name, re.I)), None)
    if by_ending is None:
        raise NoContainer
    return by_ending


def _read_manifest(elements: Elements, package: Package, container: Container) -> None:
    for element in elements["item"]:
        if not element.get("href"):
            continue
        name = container.find(element.get("href", ""), base=package.name)
        if name is None:
            continue
        identifier = element.get("id") or name
        item = Item(
            identifier,
            name,
            element.get("media-type", "").strip().lower(),
            _words(element.get("properties")),
            element.get("fallback", ""),
        )
        package.items.setdefault(identifier, item)
        if "nav" in item.properties:
            package.navigation = package.navigation or name
        if item.media_type == "application/x-dtbncx+xml" or name.lower().endswith(".ncx"):
            package.ncx = package.ncx or name


def _read_spine(elements: Elements, package: Package, container: Container) -> None:
    seen: set[str] = set()
    missing = 0
    for element in elements["itemref"]:
        item = package.items.get(element.get("idref", ""))
        if item is None:
            missing += 1
            continue
        item = _readable(item, package)
        if item.name not in seen and _is_page(item):
            seen.add(item.name)
            package.spine.append((item, element.get("linear", "yes").strip().lower() != "no"))
    if missing:
        what = "1 page that the book names is" if missing == 1 else f"{missing} pages that the book names are"
        package.warnings.append(f"{what} missing from the file.")
    if not package.spine:
        pages = [item for item in package.items.values() if _is_page(item) and "nav" not in item.properties]
        if not pages:
            names = sorted((name for name in container.names if name.lower().endswith(PAGE_ENDINGS[:3])), key=_counting)
            pages = [Item(name, name, "application/xhtml+xml") for name in names]
        package.spine = [(item, True) for item in pages]
        if pages:
            package.warnings.append(
                "The book does not say in which order its pages are read; they are taken as they lie."
            )


def _check_salvage(elements: Elements, package: Package) -> None:
    """Note how much could be had of a damaged archive. Raises EmptyBook if the book's beginning could not."""
    order = (element.get("idref", "") for element in elements["itemref"])
    beginning = next((identifier for identifier in order if not COVER.search(identifier)), "")
    if beginning and beginning not in package.items:
        raise EmptyBook
    hrefs = {element.get("href", "") for element in elements["item"]}
    named = {href for href in hrefs if href and "://" not in href}
    had = len({item.name for item in package.items.values()})
    package.warnings.append(
        f"The file is cut short: {had} of {len(named)} parts could be read."
        if had < len(named)
        else "The file's own list of its parts is damaged; they were all found without it."
    )


def _counting(name: str) -> list[tuple[int, str]]:
    """Make a key by which the tenth page comes after the second."""
    return [(int(part), "") if part.isdecimal() else (0, part) for part in re.split(r"(\d{1,9})", name)]


def _readable(item: Item, package: Package) -> Item:
    """Return the first page among a file and its fallbacks; the file itself if there is none."""
    tried = {item.id}
    step: Item | None = item
    while step is not None and step.media_type not in PAGE_TYPES:
        step = package.items.get(step.fallback) if step.fallback not in tried else None
        tried.add(step.id if step is not None else "")
    return step or item


def _is_page(item: Item) -> bool:
    return item.media_type in PAGE_TYPES or item.name.lower().endswith(PAGE_ENDINGS)


def _read_guide(elements: Elements, package: Package, container: Container) -> None:
    for element in elements["reference"]:
        if element.get("href"):
            name = container.find(element.get("href", ""), base=package.name)
            if name is not None:
                package.guide.setdefault(name, element.get("type", "").strip().lower())


def _find_cover(elements: Elements, package: Package, container: Container) -> None:
    named = next((e.get("content", "") for e in elements["meta"] if e.get("name", "").lower() == "cover"), "")
    by_property = (item for item in package.items.values() if "cover-image" in item.properties)
    by_meta = (item for item in (package.items.get(named),) if item is not None)
    by_name = (item for item in package.items.values() if re.search(r"cover", item.name.rpartition("/")[2], re.I))
    for item in (*by_property, *by_meta, *by_name):
        if item.media_type.startswith("image/"):
            package.cover = item
            return
    page = next((name for name, kind in package.guide.items() if kind == "cover"), None)
    if page is not None:
        package.cover = _image_of_page(page, package, container)


def _image_of_page(page: str, package: Package, container: Container) -> Item | None:
    root = _parsed(container, page)
    for element in root.iter() if root is not None else ():
        href = attribute(element, "href") if local(element) == "image" else element.get("src")
        if local(element) in ("img", "image") and href:
            name = container.find(href, base=page)
            return next((item for item in package.items.values() if item.name == name), None)
    return None


def _refuse_drm(container: Container, package: Package) -> None:
    """Refuse locked text; fonts that are only obfuscated are none of our business."""
    name = container.find("META-INF/encryption.xml")
    if name is None:
        return
    root = _parsed(container, name)
    if root is None:  # what is locked cannot be known, but a shop's licence says enough
        if any(container.find(f"META-INF/{licence}") for licence in LICENCES):
            raise EncryptedBook
        return
    types = {item.name: item.media_type for item in package.items.values()}
    for encrypted in root.iter("{*}EncryptedData"):
        method = next((e.get("Algorithm", "") for e in encrypted.iter("{*}EncryptionMethod")), "")
        uri = next((e.get("URI", "") for e in encrypted.iter("{*}CipherReference")), "")
        target = container.find(uri) or uri
        is_font = target.lower().endswith(FONT_ENDINGS) or "font" in types.get(target, "")
        if method not in FONT_OBFUSCATION and not is_font:
            raise EncryptedBook


def _parsed(container: Container, name: str) -> etree._Element | None:
    """Parse a document that a book can be read without; None if it is missing or damaged."""
    try:
        return parse(container.read_text(name))
    except TooLarge:
        raise
    except EpubError:
        return None


def _words(value: str | None) -> frozenset[str]:
    return frozenset((value or "").lower().split())
