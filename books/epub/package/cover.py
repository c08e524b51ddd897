"""The picture on the cover: a raster image, or the one that an SVG cover is built around."""

from __future__ import annotations

import binascii
import re
from typing import TYPE_CHECKING

from books.epub.errors import EpubError
from books.epub.xml import local, parse
from books.manuscript import CoverImage

if TYPE_CHECKING:
    from books.epub.archive.container import Container
    from books.epub.package.document import Package

DATA_URL = re.compile(r"^data:(image/(?:jpeg|png|gif|webp));base64,", re.IGNORECASE)
SVG_TYPE = "image/svg+xml"
IMAGE_TAG = re.compile(rb"<(?:\w+:)?image(?=\s)")
EMBEDDED = re.compile(rb"""href=(["'])data:(image/(?:jpeg|png|gif|webp));base64,""", re.IGNORECASE)


def read_cover(container: Container, package: Package) -> CoverImage | None:
    """Read the cover; None if the book has none that can be read."""
    item = package.cover
    if item is None:
        return None
    try:
        data = container.read(item.name)
    except EpubError:
        return None
    return (
        _picture_in(data, item.name, container, package)
        if item.media_type == SVG_TYPE
        else CoverImage(data, item.media_type)
    )


def _embedded_first(svg: bytes) -> CoverImage | None:
    """Read the picture in a drawing whose first picture is plainly written: no parser has to carry its megabytes."""
    tag = IMAGE_TAG.search(svg)
    embedded = tag and EMBEDDED.search(svg, tag.end())
    if not tag or not embedded or b">" in svg[tag.end() : embedded.start()] or b"<!--" in svg[: tag.start()]:
        return None
    end = svg.find(embedded.group(1), embedded.end())
    encoded = svg[embedded.end() : end]
    if end < 0 or b"&" in encoded:
        return None
    try:
        return CoverImage(binascii.a2b_base64(encoded), embedded.group(2).decode().lower())
    except binascii.Error:
        return None


def _picture_in(svg: bytes, base: str, container: Container, package: Package) -> CoverImage | None:
    """Read the first raster picture that a drawing shows: within it, or in a file beside it."""
    picture = _embedded_first(svg)
    if picture is not None:
        return picture
    root = parse(svg)
    for element in root.iter() if root is not None else ():
        if local(element) != "image":
            continue
        href = next((str(v) for k, v in element.attrib.items() if str(k).rpartition("}")[2] == "href"), "")
        embedded = DATA_URL.match(href)
        if embedded is not None:
            try:
                return CoverImage(binascii.a2b_base64(href[embedded.end() :]), embedded.group(1).lower())
            except (binascii.Error, ValueError):
                continue
        name = container.find(href, base=base)
        kind = next((item.media_type for item in package.items.values() if item.name == name), "")
        if name is not None and kind.startswith("image/") and kind != SVG_TYPE:
            try:
                return CoverImage(container.read(name), kind)
            except EpubError:
                continue
    return None
