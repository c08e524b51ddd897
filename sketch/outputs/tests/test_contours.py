"""The page for colouring: closed contours, white areas, no slivers, faces kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from sketch.outputs.contours import CRAYON, PENCIL, Crayon, contour_page
from sketch.outputs.masks import visible
from sketch.outputs.regions import regions_of
from sketch.paint.geometry import ellipse, rect
from sketch.record.recorder import Recorder

if TYPE_CHECKING:
    from sketch.artist import Recorded

RED, DARK = (186, 60, 52), (30, 24, 26)


def test_nearer_shapes_hide_the_contours_of_what_lies_behind() -> None:
    recorder = Recorder((200, 200), 0.2)
    recorder.fill([rect(200, 200, 600, 600)], RED)
    recorder.fill([rect(400, 100, 800, 700)], RED)

    page = contour_page(recorder.drawn(), height=500)

    assert page.regions == 3, "two shapes and the ground"
    assert page.image.getpixel((250, 200)) == 255, "the hidden side of the first"
    assert page.image.getpixel((98, 200)) == 0


def test_areas_of_one_shape_grow_together() -> None:
    recorder = Recorder((200, 200), 0.2)
    recorder.fill([rect(200, 200, 600, 600), rect(400, 100, 800, 700)], RED)

    assert contour_page(recorder.drawn(), height=500).regions == 2


def test_what_a_crayon_cannot_fill_is_left_out_or_closed() -> None:
    recorder = Recorder((200, 200), 0.2)
    recorder.fill([ellipse(500, 500, 4, 4)], RED)
    recorder.fill([rect(100, 100, 900, 102)], RED)
    recorder.fill([rect(200, 200, 400, 400)], RED)
    recorder.fill([rect(410, 200, 600, 400)], RED)

    page = contour_page(recorder.drawn(), height=500)

    assert page.regions == page.large_regions == 3
    assert page.image.getpixel((250, 250)) == 255


def test_features_of_a_face_are_kept_however_small() -> None:
    recorder = Recorder((200, 200), 0.2)
    face = recorder.of(owner="ada", part="face", role="figure")
    face.fill([ellipse(500, 500, 60, 80)], (244, 208, 180))
    face.of(role="face").fill([ellipse(480, 490, 4, 5)], DARK, line=0)
    face.of(role="face").stroke([(480, 540), (500, 545), (520, 540)], (2, 3, 2), DARK)

    image = contour_page(recorder.drawn(), height=1000).image

    assert image.getpixel((480, 490)) == 0
    assert image.getpixel((500, 544)) == 0
    assert image.getpixel((500, 520)) == 255


def test_light_and_weather_leave_no_mark() -> None:
    recorder = Recorder((200, 200), 0.2)
    empty = contour_page(recorder.drawn(), height=300).image.tobytes()
    recorder.mist(500, 500, 300, 300, RED, 0.9)
    recorder.glow(500, 500, 300, RED)
    recorder.of(role="weather").fill([rect(200, 200, 600, 600)], RED)

    assert contour_page(recorder.drawn(), height=300).image.tobytes() == empty


@pytest.mark.parametrize("place", ["forest", "parlour"])
@pytest.mark.parametrize("crayon", [CRAYON, PENCIL])
def test_nine_in_ten_regions_of_a_drawing_are_large_enough(
    place: str, crayon: Crayon, request: pytest.FixtureRequest
) -> None:
    recorded: Recorded = request.getfixturevalue(place)
    page = contour_page(recorded.drawn, height=1080, crayon=crayon)

    assert page.share_large >= 0.9
    assert page.regions > 30
    largest = max(region.area for region in regions_of(page.image))
    assert largest < 0.5 * page.image.width * page.image.height, "contours are closed"


def test_everybody_has_contours(parlour: Recorded) -> None:
    page = contour_page(parlour.drawn, height=540).image

    for one in visible(parlour.drawn):
        left, top, right, foot = (round(540 * side) for side in one.head_box)
        assert page.crop((left, top, right, foot)).histogram()[0] > 40


def test_a_swimmer_is_closed_where_the_water_cuts_them_off() -> None:
    recorder = Recorder((200, 200), 0.2)
    swimmer = recorder.layer(300, 200, 700, 500)
    swimmer.fill([rect(400, 300, 600, 900)], RED)
    recorder.stamp(swimmer)

    page = contour_page(recorder.drawn(), height=1000)

    assert page.regions == 2, "the swimmer and the water"
    assert page.image.getpixel((500, 499)) == 0


def test_no_line_parts_the_fingers_of_a_hand() -> None:
    def line_between(part: str) -> int:
        recorder = Recorder((200, 200), 0.2)
        limbs = recorder.of(owner="ada", part=part, role="figure")
        limbs.fill([rect(300, 300, 360, 380)], RED)
        limbs.fill([rect(340, 300, 400, 380)], RED)
        return int(contour_page(recorder.drawn(), height=1000).image.getpixel((338, 340)))  # type: ignore[arg-type]

    assert (line_between("hand"), line_between("dress")) == (255, 0)


@pytest.mark.parametrize(("half", "regions"), [(6.0, 2), (40.0, 3)])
def test_the_white_of_an_eye_is_coloured_only_where_it_is_large_enough(half: float, regions: int) -> None:
    recorder = Recorder((200, 200), 0.2)
    recorder.of(owner="ada", part="face", role="figure").fill([rect(300, 300, 700, 700)], RED)
    eye = rect(500 - half, 500 - half, 500 + half, 500 + half)
    recorder.of(owner="ada", part="face", role="face").fill([eye], (240, 236, 228))

    assert contour_page(recorder.drawn(), height=1000).regions == regions
