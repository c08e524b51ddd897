"""Whose figure each pixel shows, and what the facts say of it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from sketch.outputs.focus import crop_box, focal_boxes
from sketch.outputs.masks import garment_mask, id_mask, visible
from sketch.outputs.tests.conftest import ADA, BOB, FOREST
from sketch.outputs.truth import truth_of
from sketch.paint.geometry import rect
from sketch.record.recorder import Recorder

if TYPE_CHECKING:
    from sketch.artist import Recorded

RED = (186, 60, 52)


def two(hidden: float) -> Recorder:
    """Draw Bob, and Ada before him over a part of his figure; only the lowest fifth of his figure is no head."""
    recorder = Recorder((200, 200), 0.2)
    bob = recorder.of(owner="bob")
    bob.of(part="face").fill([rect(400, 200, 600, 600)], RED)
    bob.fill([rect(400, 600, 600, 700)], RED)
    recorder.of(owner="ada").fill([rect(300, 200, 700, 200 + 400 * hidden)], RED)
    return recorder


def test_everybody_is_somewhere_in_the_mask_and_most_of_it_is_nobody(forest: Recorded) -> None:
    mask = id_mask(forest.drawn)

    assert set(mask.owners) == {"ada", "bob"}
    assert mask.image.size == forest.drawn.size
    assert mask.image.histogram()[0] > mask.image.width * mask.image.height / 2
    assert all(mask.of(owner).getbbox() for owner in mask.owners)


def test_who_stands_before_hides_who_stands_behind() -> None:
    ada, bob = (next(one for one in visible(two(0.5).drawn()) if one.owner == owner) for owner in ("ada", "bob"))

    assert ada.figure == pytest.approx(1, abs=0.02)
    assert bob.figure == pytest.approx(0.6, abs=0.02)
    assert bob.head == pytest.approx(0.5, abs=0.02)
    assert bob.head_box == pytest.approx((0.4, 0.4, 0.6, 0.6), abs=0.01)


def test_who_reaches_beyond_the_edge_is_not_wholly_visible() -> None:
    recorder = Recorder((200, 200), 0.2)
    recorder.of(owner="ada").fill([rect(-100, 400, 100, 600)], RED)

    (ada,) = visible(recorder.drawn())

    assert ada.figure == pytest.approx(0.5, abs=0.02)
    assert ada.picture == pytest.approx(0.02, abs=0.002)


def test_rain_and_shadows_hide_nobody(forest: Recorded) -> None:
    assert visible(forest.drawn)[-1].figure > 0.95


@pytest.mark.parametrize(("hidden", "shown", "score"), [(0.5, ("ada", "bob"), 100), (0.9, ("ada",), 50)])
def test_less_than_a_quarter_of_a_head_is_nobody(hidden: float, shown: tuple[str, ...], score: float) -> None:
    scene = replace(FOREST, people=(ADA, BOB))

    truth = truth_of(two(hidden).drawn(), scene)

    assert (truth.shown, truth.score) == (shown, score)


def test_who_is_drawn_and_not_named_counts_against_the_picture_but_for_crowds() -> None:
    recorder = two(0.0)
    recorder.of(owner="quay/crowd/1").fill([rect(0, 0, 90, 90)], RED)

    assert truth_of(recorder.drawn(), replace(FOREST, people=(ADA,))).unnamed == ("bob",)


def test_who_is_left_out_on_purpose_is_not_missed(forest: Recorded) -> None:
    third = replace(BOB, key="cat")
    scene = replace(FOREST, people=(ADA, BOB, third))

    assert truth_of(forest.drawn, scene).missing == ("cat",)
    assert truth_of(forest.drawn, scene, left_out={"cat"}).score == 100


def test_the_pictures_of_a_place_show_whom_they_name(forest: Recorded, parlour: Recorded) -> None:
    assert truth_of(forest.drawn, FOREST).score == 100
    assert truth_of(parlour.drawn, FOREST).score == 100


def test_a_garment_is_where_its_wearer_is(parlour: Recorded) -> None:
    dress, whole = garment_mask(parlour.drawn, "ada", ["dress"]), id_mask(parlour.drawn).of("ada")

    assert 0 < dress.histogram()[255] < whole.histogram()[255]


def test_the_focus_is_the_head_of_whom_the_picture_is_about(parlour: Recorded) -> None:
    boxes = focal_boxes(parlour.drawn, focus="bob")

    x0, y0, x1, y1 = boxes.heads["bob"]
    assert boxes.focus[0] <= x0 < x1 <= boxes.focus[2]
    assert boxes.focus[1] <= y0 < y1 <= boxes.focus[3]
    assert boxes.everybody[0] == min(box[0] for box in boxes.figures.values())


@pytest.mark.parametrize("aspect", [9 / 16, 1.0, 16 / 9])
def test_a_crop_has_its_aspect_and_keeps_the_focus(parlour: Recorded, aspect: float) -> None:
    boxes = focal_boxes(parlour.drawn, focus="ada")

    left, top, right, foot = crop_box(boxes, aspect=aspect)

    assert (right - left) / (foot - top) == pytest.approx(aspect)
    assert 0 <= left < right <= 1
    assert left <= (boxes.focus[0] + boxes.focus[2]) / 2 <= right
    assert top <= (boxes.focus[1] + boxes.focus[3]) / 2 <= foot


def test_a_picture_with_nobody_in_it_is_cropped_about_its_middle() -> None:
    boxes = focal_boxes(Recorder((100, 100), 0.1).drawn())

    assert boxes.focus == (0.25, 0.25, 0.75, 0.75)
    assert boxes.everybody == (0, 0, 1, 1)
