"""One shot, encoded for itself."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import av
import numpy as np
import pytest

from cinema.contract import Shape
from cinema.sound.samples import UnreadableSound
from cinema.streams.encoding import Stopped, encode_shot, encoded_shot
from cinema.streams.painting import WrongFrame
from cinema.streams.rungs import RUNGS
from cinema.streams.tests.films import SMALL, Bars, shot, tone

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from cinema.contract import Frame, Size


def frames_in(path: Path) -> list[av.VideoFrame]:
    with av.open(str(path)) as file:
        return list(file.decode(video=0))


def luma_of(frame: av.VideoFrame) -> float:
    return float(np.median(frame.to_ndarray(format="gray")))


def test_equal_shots_give_equal_bytes(tmp_path: Path) -> None:
    sound = tone(tmp_path / "a.wav", 2)
    first, second = (
        encode_shot(shot(3, 40, sound=sound), rungs=SMALL, shape=Shape.PORTRAIT, folder=tmp_path / name)
        for name in ("one", "two")
    )

    assert [path.read_bytes() for path in first.files] == [path.read_bytes() for path in second.files]


def test_every_frame_arrives_in_every_rung_and_segments_begin_with_pictures_that_need_no_other(tmp_path: Path) -> None:
    made = encode_shot(shot(1, 365), rungs=SMALL, shape=Shape.LANDSCAPE, folder=tmp_path)

    for rung, width in (("144", 256), ("96", 170)):
        frames = frames_in(made.video(rung))
        assert [round(frame.time * 30) - round(frames[0].time * 30) for frame in frames] == list(range(365))
        assert [number for number, frame in enumerate(frames) if frame.key_frame] == [0, 121, 243]
        assert frames[0].width == width


def test_a_shot_fades_in_from_where_the_one_before_ended(tmp_path: Path) -> None:
    fading = replace(shot(1, 30), painter=Bars(200), fade_in=10, after=Bars(50))

    frames = frames_in(encode_shot(fading, rungs=SMALL, shape=Shape.SQUARE, folder=tmp_path).video("144"))

    shades = [luma_of(frame) for frame in frames[:12]]
    expected = [np.interp(number, [-1, 10], [40, 215]) for number in range(12)]  # in full range
    assert np.abs(np.subtract(shades, expected)).max() < 8


def test_colours_are_those_that_were_painted(tmp_path: Path) -> None:
    made = encode_shot(shot(1, 4), rungs=SMALL, shape=Shape.LANDSCAPE, folder=tmp_path)

    frame = frames_in(made.video("144"))[1]

    planes = frame.to_ndarray(format="yuv420p").ravel()
    assert abs(int(planes[256 * 60 + 200]) - 48) <= 1
    assert abs(int(np.median(planes[256 * 144 : 256 * 144 + 128 * 72])) - 110) <= 1
    assert frame.color_range == 1
    assert frame.colorspace == 1


def test_what_was_encoded_is_found_again_and_not_painted_twice(tmp_path: Path) -> None:
    class Never:
        def frames(self, *, size: Size, count: int) -> Iterator[Frame]:
            raise AssertionError("painted again")

    made = encode_shot(shot(1, 20), rungs=SMALL, shape=Shape.SQUARE, folder=tmp_path)
    again = replace(shot(1, 20), painter=Never())

    assert encode_shot(again, rungs=SMALL[::-1], shape=Shape.SQUARE, folder=tmp_path) == made
    assert encoded_shot(again, rungs=SMALL, shape=Shape.PORTRAIT, folder=tmp_path) is None
    assert encoded_shot(again, rungs=SMALL[:1], shape=Shape.SQUARE, folder=tmp_path) is None


def test_a_shot_that_was_stopped_leaves_nothing(tmp_path: Path) -> None:
    answers = iter([False, False, True])

    with pytest.raises(Stopped):
        encode_shot(shot(1, 20), rungs=SMALL, shape=Shape.SQUARE, folder=tmp_path, stop=lambda: next(answers))

    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("promised", [19, 21])
def test_a_painter_that_gives_other_frames_than_asked_for_is_refused(tmp_path: Path, promised: int) -> None:
    class Miscounting:
        def frames(self, *, size: Size, count: int) -> Iterator[Frame]:
            return Bars(50).frames(size=size, count=promised)

    with pytest.raises(WrongFrame):
        encode_shot(replace(shot(1, 20), painter=Miscounting()), rungs=SMALL, shape=Shape.SQUARE, folder=tmp_path)

    assert list(tmp_path.iterdir()) == []


def test_a_shot_whose_sound_cannot_be_read_leaves_nothing(tmp_path: Path) -> None:
    (tmp_path / "a.wav").write_bytes(b"no sound")

    with pytest.raises(UnreadableSound):
        encode_shot(shot(1, 5, sound=tmp_path / "a.wav"), rungs=SMALL, shape=Shape.SQUARE, folder=tmp_path / "shots")

    assert list((tmp_path / "shots").iterdir()) == []


def test_a_shot_without_frames_is_refused_and_one_of_a_single_frame_fades_in_from_black(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="at least one"):
        encode_shot(shot(1, 0), rungs=SMALL, shape=Shape.SQUARE, folder=tmp_path)
    single = replace(shot(1, 1), painter=Bars(216), fade_in=1)

    (frame,) = frames_in(encode_shot(single, rungs=SMALL, shape=Shape.SQUARE, folder=tmp_path).video("144"))

    assert abs(luma_of(frame) - 116) < 4  # half way from black


def test_the_real_rungs_are_as_large_as_they_say(tmp_path: Path) -> None:
    made = encode_shot(shot(1, 3), rungs=RUNGS, shape=Shape.LANDSCAPE, folder=tmp_path)

    sizes = [(frame.width, frame.height) for frame in (frames_in(made.video(rung.name))[0] for rung in made.rungs)]
    assert sizes == [(854, 480), (1280, 720), (1920, 1080)]
    assert [rung.codec for rung in made.rungs] == ["avc1.64001f", "avc1.64001f", "avc1.640028"]
