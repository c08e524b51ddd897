"""What artists over the network send back: only a whole picture of the right size gets through, as pixels alone."""

from __future__ import annotations

import io
from typing import Any

import pytest
from PIL import Image, PngImagePlugin

from providers.errors import BadAnswer, ContentRefused
from providers.tests.wire.images_drawn import black, drawn, encoded
from providers.wire.pictures import checked


def opened(data: bytes) -> Image.Image:
    return Image.open(io.BytesIO(data))


@pytest.mark.parametrize("file_format", ["PNG", "JPEG", "WEBP"])
@pytest.mark.parametrize(("width", "height"), [(720, 720), (1280, 720), (64, 200)])
def test_a_picture_of_any_size_and_format_becomes_webp_of_the_size_that_was_asked_for(
    file_format: str, width: int, height: int
) -> None:
    picture = checked(drawn(816, 640, 3, file_format), width=width, height=height)

    assert opened(picture).size == (width, height)
    assert opened(picture).format == "WEBP"


def test_a_wider_picture_loses_the_same_on_both_sides() -> None:
    left, middle, right = ((x, 200, 50) for x in (20, 120, 220))
    wide = Image.new("RGB", (300, 100), middle)
    wide.paste(left, (0, 0, 100, 100))
    wide.paste(right, (200, 0, 300, 100))

    kept = opened(checked(encoded(wide), width=200, height=100)).convert("RGB")

    assert kept.getpixel((20, 50))[0] == pytest.approx(left[0], abs=8)  # type: ignore[index]
    assert kept.getpixel((100, 50))[0] == pytest.approx(middle[0], abs=8)  # type: ignore[index]
    assert kept.getpixel((180, 50))[0] == pytest.approx(right[0], abs=8)  # type: ignore[index]


def test_nothing_but_pixels_comes_through() -> None:
    notes = PngImagePlugin.PngInfo()
    notes.add_text("parameters", "the whole prompt")
    file = io.BytesIO()
    exif = Image.Exif()
    exif[0x010E] = "a description"
    Image.new("RGB", (64, 64), "red").save(file, "PNG", pnginfo=notes, exif=exif, icc_profile=b"profile" * 50)

    kept = opened(checked(file.getvalue(), width=64, height=64))

    assert not {"exif", "icc_profile", "parameters", "xmp"} & kept.info.keys()


def test_what_is_transparent_becomes_white() -> None:
    clear = encoded(Image.new("RGBA", (64, 64), (0, 0, 0, 0)))

    kept = opened(checked(clear, width=64, height=64)).convert("RGB")

    assert kept.getpixel((32, 32)) == (255, 255, 255)


@pytest.mark.parametrize("mode", ["L", "LA", "P", "1", "CMYK"])
def test_every_kind_of_colour_is_understood(mode: str) -> None:
    file_format = "JPEG" if mode == "CMYK" else "PNG"
    odd = encoded(Image.linear_gradient("L").convert(mode), file_format)

    assert opened(checked(odd, width=100, height=100)).size == (100, 100)


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "nothing"),
        (b"<!DOCTYPE html><p>Sign in", "web page"),
        (b'{"error": "busy"}', "JSON"),
        (b"GIF89a not one of ours", "not a PNG, JPEG or WebP"),
        (drawn(1, 1, 1), "only 1×1"),
        (drawn(300, 8, 1), "only 300×8"),
    ],
)
def test_what_is_no_picture_is_named(data: Any, words: str) -> None:
    with pytest.raises(BadAnswer, match=words):
        checked(data, width=64, height=64)


@pytest.mark.parametrize("file_format", ["PNG", "JPEG", "WEBP"])
@pytest.mark.parametrize("part", [0.1, 0.5, 0.9])
def test_half_a_picture_is_not_taken(file_format: str, part: float) -> None:
    whole = encoded(Image.effect_noise((200, 200), 80).convert("RGB"), file_format)

    with pytest.raises(BadAnswer):
        checked(whole[: int(len(whole) * part)], width=64, height=64)


def test_a_picture_in_a_format_that_was_not_agreed_on_is_not_opened() -> None:
    with pytest.raises(BadAnswer, match="not a PNG, JPEG or WebP"):
        checked(encoded(Image.new("RGB", (64, 64), "red"), "BMP"), width=64, height=64)


@pytest.mark.parametrize("side", [7_000, 20_000])
def test_a_small_file_that_would_fill_the_memory_is_not_decoded(side: int) -> None:
    bomb = encoded(Image.new("1", (side, side)))

    with pytest.raises(BadAnswer, match="too large"):
        checked(bomb, width=64, height=64)


@pytest.mark.parametrize("file_format", ["PNG", "JPEG", "WEBP"])
def test_a_black_picture_is_a_refusal(file_format: str) -> None:
    with pytest.raises(ContentRefused, match="black picture"):
        checked(black(512, 512, 1, file_format), width=512, height=512)


def test_a_dark_picture_is_none() -> None:
    night = Image.new("RGB", (64, 64))
    night.putpixel((32, 32), (40, 40, 60))

    assert checked(encoded(night), width=64, height=64)
