"""The detector of nudity really runs, in a process of its own, and what is no picture does no harm."""

from __future__ import annotations

import io

import pytest
from PIL import Image, ImageDraw, ImageFilter

from sandbox.nudity import DetectionFailed, detected, is_installed
from sandbox.pictures import PictureLimits

pytestmark = [pytest.mark.processes, pytest.mark.skipif(not is_installed(), reason="the extra is not installed")]

LIMITS = PictureLimits(seconds=120)


def encoded(kind: str, size: tuple[int, int]) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", size, "teal").save(out, kind)
    return out.getvalue()


@pytest.mark.parametrize("kind", ["WEBP", "PNG", "JPEG"])
def test_an_empty_picture_shows_nothing(kind: str) -> None:
    assert detected(encoded(kind, (320, 200)), LIMITS) == {}


def undressed() -> bytes:
    """Draw two discs and what is on them: the detector takes them for a breast, and nobody else for anybody."""
    image = Image.new("RGB", (320, 320), (224, 172, 140))
    draw = ImageDraw.Draw(image)
    for x in (100, 220):
        draw.ellipse((x - 60, 100, x + 60, 220), fill=(232, 184, 152))
        draw.ellipse((x - 14, 150, x + 14, 178), fill=(170, 100, 90))
        draw.ellipse((x - 5, 159, x + 5, 169), fill=(140, 70, 70))
        draw.arc((x - 60, 100, x + 60, 220), 20, 160, fill=(180, 120, 95), width=5)
    out = io.BytesIO()
    image.filter(ImageFilter.GaussianBlur(3)).save(out, "WEBP", quality=90)
    return out.getvalue()


def test_nudity_is_found() -> None:
    assert detected(undressed(), LIMITS)["FEMALE_BREAST_EXPOSED"] > 0.5


@pytest.mark.parametrize("data", [b"", b"no picture", encoded("WEBP", (90, 90))[:40], encoded("PNG", (50, 50))[:60]])
def test_what_is_no_whole_picture_is_refused(data: bytes) -> None:
    with pytest.raises(DetectionFailed):
        detected(data, LIMITS)


def test_what_is_too_large_is_refused() -> None:
    with pytest.raises(DetectionFailed):
        detected(encoded("PNG", (200, 200)), PictureLimits(pixels=100, seconds=120))
