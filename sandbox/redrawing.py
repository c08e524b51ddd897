"""The process in which pictures are redrawn: it takes its limits upon itself, draws one after another, and answers.

It is given each file after its length, and answers for each with the length of a JSON text, the text, and the bytes of
the picture, before it looks at the next.
"""

from __future__ import annotations

import io
import json
import sys
from typing import IO, TYPE_CHECKING, Any, cast

# Those that are taken: Pillow would look for all others too if one of them were not there.
from PIL import GifImagePlugin, Image, ImageOps, JpegImagePlugin, PngImagePlugin, WebPImagePlugin  # noqa: F401

from sandbox.child import LENGTH, limit_itself, limit_time, met_its_limit
from sandbox.pictures import PictureLimits, PictureOrder, PictureRefused, RedrawnPicture
from sandbox.renditions import Renditions, renditions_of_pixels

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

Image.preinit()  # else each process that is forked from this one would look for them
MOST_ANSWERED = 1024 * 1024 * 1024
"""Bytes of all pictures that one process redraws."""
PHOTO_FORMATS = ("JPEG", "MPO")
STRIP = 2_000_000
"""Pixels that are converted to another mode at a time."""
LARGEST_PROFILE = 128 * 1024
"""Bytes."""
AMPLE = 2
"""Times the size that is wanted: a picture may lose so much of its own before it is scaled with care."""


def answer(order_as_json: str) -> None:
    """Live the process's whole life: take the limits upon itself, redraw what comes on stdin, answer on stdout."""
    given = json.loads(order_as_json)
    order, limits = PictureOrder(**given["order"]), PictureLimits(**given["limits"])
    limit_itself(memory=limits.memory, seconds=limits.seconds, answer=MOST_ANSWERED)
    Image.MAX_IMAGE_PIXELS = None  # the limits' own is asked
    for data in _files(sys.stdin.buffer):
        limit_time(limits.seconds)
        _answer(data, order, limits, sys.stdout.buffer)
        sys.stdout.flush()


def _files(source: IO[bytes]) -> Iterator[bytes]:
    while length := source.read(LENGTH.size):
        yield source.read(LENGTH.unpack(length)[0])


def _answer(data: bytes, order: PictureOrder, limits: PictureLimits, out: IO[bytes]) -> None:
    try:
        picture = _redrawn(data, order, limits)
        renditions = picture.renditions or Renditions((), "")
        files = (picture.data, *renditions.files)
        header: dict[str, Any] = {"problem": "", "sizes": [len(file) for file in files], "encoding": picture.encoding}
        header |= {"width": picture.width, "height": picture.height, "brightest": picture.brightest}
        header["blur"] = renditions.blur
        content = b"".join(files)
    except MemoryError:
        header, content = {"problem": "memory", "width": 0, "height": 0}, b""
    except PictureRefused as refused:
        header, content = {"problem": refused.problem, "width": refused.width, "height": refused.height}, b""
    text = json.dumps(header).encode()
    out.write(LENGTH.pack(len(text)) + text + content)


def _redrawn(data: bytes, order: PictureOrder, limits: PictureLimits) -> RedrawnPicture:
    with _opened(data, order, limits) as image:
        if image.width * image.height > limits.pixels:
            raise PictureRefused("pixels", *image.size)
        if min(image.size) < order.least_side:
            raise PictureRefused("small", *image.size)
        encoding = order.photo if image.format in PHOTO_FORMATS else order.other
        try:
            return _encoded(_fitted(image, order), *encoding, order)
        except MemoryError:
            raise
        except Exception as error:  # whatever it is, the file is its cause
            raise PictureRefused("memory" if met_its_limit(limits.memory) else "damaged", *image.size) from error


def _opened(data: bytes, order: PictureOrder, limits: PictureLimits) -> Image.Image:
    try:
        return Image.open(io.BytesIO(data), formats=order.formats)
    except MemoryError:
        raise
    except Exception as error:
        raise PictureRefused("memory" if met_its_limit(limits.memory) else "unreadable") from error


def _fitted(image: Image.Image, order: PictureOrder) -> Image.Image:
    """Fit the picture to the size that is wanted, upright, in a mode that can be encoded."""
    wide, high = order.size or (order.longer_side, order.longer_side)
    if order.box is None:
        image.draft(None, (AMPLE * max(wide, high), AMPLE * max(wide, high)))  # of a JPEG no more than that is decoded
    if image.mode.startswith("I"):  # sixteen bits of grey, which conversions would cut off
        image = image.point(lambda value: value * (1 / 256)).convert("L")
    if order.size is None:
        ImageOps.exif_transpose(image, in_place=True)
        if order.box is not None:
            image = _cropped(image, order.box)
        image.thumbnail((wide, high))
        return image
    return ImageOps.fit(_on_white(image) if order.on_white else image, (wide, high), Image.Resampling.LANCZOS)


def _cropped(image: Image.Image, box: Sequence[int]) -> Image.Image:
    """Keep the part in the box. Raises ValueError if that is not in the picture: Pillow would fill up with black."""
    left, top, right, foot = box
    if not (0 <= left < right <= image.width and 0 <= top < foot <= image.height):
        raise ValueError("the box is not in the picture")
    return image.crop((left, top, right, foot))


def _on_white(image: Image.Image) -> Image.Image:
    """Put the pixels alone on white where they are transparent; a new picture, without what else the file says."""
    plain = Image.new("RGB", image.size, "white")
    image.load()
    rows = max(1, STRIP // image.width)
    for top in range(0, image.height, rows):  # a whole one in another mode would take as much again
        strip = image.crop((0, top, image.width, min(top + rows, image.height))).convert("RGBA")
        plain.paste(strip, (0, top), mask=strip.getchannel("A"))
    return plain


def _plain(image: Image.Image) -> Image.Image:
    """Keep the picture's pixels and the profile of its colours, if that is no larger than profiles are."""
    profile = image.info.get("icc_profile") or b""
    image.info = {"icc_profile": profile} if 0 < len(profile) <= LARGEST_PROFILE else {}
    return image


def _encoded(image: Image.Image, encoding: str, quality: int, order: PictureOrder) -> RedrawnPicture:
    encoded = io.BytesIO()
    if encoding == "PNG":
        plain = _plain(image.convert("RGBA" if image.has_transparency_data else "RGB"))
        plain.save(encoded, "PNG", optimize=True)
    else:
        plain = _plain(image.convert("RGB"))
        plain.save(encoded, encoding, quality=quality, **({"method": order.method} if encoding == "WEBP" else {}))
    data, colours = encoded.getvalue(), plain.convert("RGB")
    extrema = cast("tuple[tuple[int, int], ...]", colours.getextrema())
    smaller = renditions_of_pixels(colours, data, is_webp=encoding == "WEBP") if order.with_renditions else None
    return RedrawnPicture(data, encoding, *plain.size, max(highest for _, highest in extrema), smaller)
