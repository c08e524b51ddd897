"""Pictures of strangers cost the process that wants them next to nothing, whatever they claim to be."""

from __future__ import annotations

import io
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from PIL import Image

from sandbox import pictures
from sandbox.pictures import PictureLimits, PictureOrder, PictureRefused, redraw, redraw_all
from sandbox.servers import Program
from sandbox.tests.hostile_pictures import COLOUR, GREY, PALETTE, TRANSPARENT, plain, png
from sandbox.tests.measuring import MEGABYTE, growth_of

if TYPE_CHECKING:
    from collections.abc import Callable

LIMITS = PictureLimits(seconds=3600)
ORDER = PictureOrder(("JPEG", "PNG", "GIF", "WEBP"), longer_side=100)
EXACT = replace(ORDER, size=(64, 64), on_white=True)
NEARLY_TOO_WIDE, NEARLY_TOO_HIGH = 8000, 4990


def opened(data: bytes) -> Image.Image:
    return Image.open(io.BytesIO(data)).convert("RGB")


def is_grey(picture: Image.Image) -> bool:
    return all(abs(value - 0x7F) <= 4 for value in picture.getpixel((5, 5)) or ())  # type: ignore[union-attr]


@pytest.mark.processes
@pytest.mark.parametrize(
    ("depth", "kind"),
    [(16, COLOUR), (16, GREY), (8, TRANSPARENT), (8, PALETTE)],
    ids=["sixteen bits", "sixteen bits of grey", "transparent", "palette"],
)
def test_a_picture_of_forty_megapixels_costs_who_wants_it_no_memory(depth: int, kind: int) -> None:
    risen = growth_of(
        "redraw(sys.stdin.buffer.read(), order, PictureLimits(seconds=3600))",
        preparation="import sys; from sandbox.pictures import *; order = PictureOrder(('PNG',), longer_side=900)",
        given=png(NEARLY_TOO_WIDE, NEARLY_TOO_HIGH, depth=depth, kind=kind),
    )

    assert risen < 24 * MEGABYTE


@pytest.mark.processes
@pytest.mark.parametrize("order", [ORDER, EXACT], ids=["shrunk", "exact"])
@pytest.mark.parametrize(
    "picture",
    [
        lambda: png(NEARLY_TOO_WIDE, NEARLY_TOO_HIGH, depth=16),
        lambda: plain("JPEG", NEARLY_TOO_WIDE, NEARLY_TOO_HIGH, progressive=True),
        lambda: plain("WEBP", NEARLY_TOO_WIDE, NEARLY_TOO_HIGH),
        lambda: plain("GIF", NEARLY_TOO_WIDE, NEARLY_TOO_HIGH, "P"),
    ],
    ids=["png", "jpeg", "webp", "gif"],
)
def test_a_picture_just_within_the_limit_is_redrawn(order: PictureOrder, picture: Callable[[], bytes]) -> None:
    assert redraw(picture(), order, LIMITS).width == (order.size or (100, 0))[0]


@pytest.mark.parametrize(
    ("limits", "problem"),
    [
        (replace(LIMITS, pixels=1000), "pixels"),
        (replace(LIMITS, memory=300 * MEGABYTE), "memory"),
        (replace(LIMITS, seconds=0.01), "time"),
    ],
)
def test_a_picture_past_a_limit_is_refused_for_it(limits: PictureLimits, problem: str) -> None:
    picture = png(NEARLY_TOO_WIDE, NEARLY_TOO_HIGH, kind=TRANSPARENT)
    with pytest.raises(PictureRefused) as refused:
        redraw(picture, EXACT, limits)

    assert refused.value.problem == problem


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGB", "RGBA"])
def test_every_kind_of_colour_is_redrawn(mode: str) -> None:
    file = io.BytesIO()
    Image.linear_gradient("L").convert(mode).save(file, "PNG")

    assert redraw(file.getvalue(), ORDER, LIMITS).width == 100
    assert redraw(file.getvalue(), EXACT, LIMITS).width == 64


@pytest.mark.parametrize("order", [ORDER, EXACT], ids=["shrunk", "exact"])
def test_sixteen_bits_of_grey_stay_grey(order: PictureOrder) -> None:
    assert is_grey(opened(redraw(png(400, 400, depth=16, kind=GREY), order, LIMITS).data))


def test_a_picture_that_is_refused_does_not_take_the_others_with_it() -> None:
    good, large = plain("PNG", 10, 10), png(NEARLY_TOO_WIDE, NEARLY_TOO_HIGH, kind=TRANSPARENT)
    results = redraw_all([good, b"no picture", large, good], ORDER, replace(LIMITS, memory=300 * MEGABYTE))

    assert [isinstance(result, PictureRefused) for result in results] == [False, True, True, False]


def test_a_process_that_dies_over_a_picture_is_started_again_for_the_rest(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pictures, "PROGRAM", Program("sandbox.tests.programs", "redraw_unless_killed"))
    good = plain("PNG", 10, 10)

    results = redraw_all([good, b"kill", good, b"kill", b"kill", good], ORDER, LIMITS)

    assert [isinstance(result, PictureRefused) for result in results] == [False, True, False, True, True, True]


def test_nothing_that_a_file_says_beside_its_pixels_is_kept() -> None:
    notes = plain("JPEG", 300, 300, comment=b"who I am", icc_profile=b"x" * 400_000)

    kept = Image.open(io.BytesIO(redraw(notes, replace(ORDER, photo=("JPEG", 90)), LIMITS).data))

    assert not {"comment", "icc_profile", "exif"} & kept.info.keys()


def test_a_picture_that_lies_on_its_side_is_set_upright() -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    picture = redraw(plain("JPEG", 80, 40, exif=exif), ORDER, LIMITS)

    assert (picture.width, picture.height) == (40, 80)
