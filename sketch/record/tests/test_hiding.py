"""Shapes that nobody sees are not painted, and all that is seen is."""

from __future__ import annotations

from sketch.paint.geometry import rect
from sketch.record.hiding import without_hidden
from sketch.record.recorder import Recorder
from sketch.record.shapes import Layer, Relief, Shape

RED, BLUE = (200, 30, 30), (30, 30, 200)


def sheet() -> Recorder:
    return Recorder((300, 300), 0.3)


def colours(recorder: Recorder) -> list[object]:
    return [item.colour for item in without_hidden(recorder.drawn()).flat() if isinstance(item, Shape)]


def test_what_lies_wholly_behind_something_is_left_out() -> None:
    recorder = sheet()
    recorder.fill([rect(300, 300, 500, 500)], RED)
    recorder.fill([rect(280, 280, 520, 520)], BLUE)

    assert colours(recorder) == [BLUE]


def test_what_looks_out_a_little_is_kept() -> None:
    recorder = sheet()
    recorder.fill([rect(300, 300, 530, 500)], RED)
    recorder.fill([rect(280, 280, 520, 520)], BLUE)

    assert colours(recorder) == [RED, BLUE]


def test_what_can_be_seen_through_hides_nothing() -> None:
    recorder = sheet()
    recorder.fill([rect(300, 300, 500, 500)], RED)
    recorder.fill([rect(280, 280, 520, 520)], BLUE, alpha=0.5)

    assert colours(recorder) == [RED, BLUE]


def test_a_ghost_hides_nothing_and_a_person_does() -> None:
    for opacity, seen in ((0.5, [RED, BLUE]), (1.0, [BLUE])):
        recorder = sheet()
        recorder.fill([rect(300, 300, 500, 500)], RED)
        layer = recorder.layer(200, 200, 600, 600)
        layer.fill([rect(280, 280, 520, 520)], BLUE)
        recorder.stamp(layer, Relief(1, 1.0, opacity))

        assert colours(recorder) == seen


def test_a_layer_hides_nothing_beyond_its_box() -> None:
    recorder = sheet()
    recorder.fill([rect(300, 300, 500, 500)], RED)
    layer = recorder.layer(200, 200, 400, 400)
    layer.fill([rect(280, 280, 520, 520)], BLUE)
    recorder.stamp(layer)

    assert colours(recorder) == [RED, BLUE]


def test_light_shines_from_behind_and_from_beyond_the_edge() -> None:
    recorder = sheet()
    recorder.glow(-50, 400, 300, RED)
    recorder.fill([rect(-300, 300, -200, 500)], RED)
    recorder.fill([rect(-100, -100, 1100, 1100)], BLUE)

    drawn = without_hidden(recorder.drawn())

    assert len(drawn.items) == 2
    assert colours(recorder) == [BLUE]


def test_layers_keep_their_places_in_the_order_of_painting() -> None:
    recorder = sheet()
    recorder.fill([rect(0, 0, 1000, 1000)], RED)
    recorder.stamp(recorder.layer(0, 0, 100, 100))
    recorder.fill([rect(0, 0, 100, 100)], BLUE)

    assert [type(item) for item in without_hidden(recorder.drawn()).items] == [Shape, Layer, Shape]
