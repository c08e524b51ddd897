"""A picture under a moving camera: true to a part of a pixel, steady, the same in every process."""

from __future__ import annotations

import io
import pickle
from itertools import pairwise

import numpy as np
import pytest
from PIL import Image

from cinema.contract import Frame, Move, Size
from cinema.frames.decoding import PictureUnusable
from cinema.frames.easing import box_at, eased, time_of
from cinema.frames.planes import colour_of, rgb_of
from cinema.frames.still import StillPainter
from cinema.frames.tests.patterns import dots

SMALL = Size(640, 360)
WHOLE = (0.0, 0.0, 1.0, 1.0)


def file_of(image: Image.Image, kind: str = "PNG") -> bytes:
    file = io.BytesIO()
    image.save(file, kind)
    return file.getvalue()


@pytest.mark.parametrize("width", [512, 1280])
def test_what_is_seen_lies_where_it_must_to_a_fiftieth_of_a_pixel(width: int) -> None:
    pattern = dots(width, width * 9 // 16, spread=3.0 * width / 640)
    move = Move(WHOLE, (0.11, 0.13, 0.86, 0.88))

    frames = list(StillPainter(pattern.png, move).frames(size=SMALL, count=24))

    strays = [
        stray
        for index, frame in enumerate(frames)
        for stray in pattern.strays(frame.y, box_at(move, time_of(index, len(frames))))
    ]
    assert len(strays) > 450
    assert np.sqrt(np.mean(np.square(strays))) < 0.02


def test_fine_stripes_do_not_shimmer_as_the_camera_goes_away() -> None:
    stripes = np.zeros((1200, 1200), np.uint8)
    stripes[:, ::2] = 255
    painter = StillPainter(file_of(Image.fromarray(stripes)), Move((0.3, 0.3, 0.7, 0.7), WHOLE))

    levels = [frame.y.astype(float) for frame in painter.frames(size=Size(240, 240), count=12)]

    assert max(level.std() for level in levels) < 2
    assert max(abs(a.mean() - b.mean()) for a, b in pairwise(levels)) < 0.6


def test_fine_grain_stays_as_sharp_while_the_camera_pans_slowly() -> None:
    grain = np.random.default_rng(1).integers(60, 200, (360, 640), dtype=np.uint8)
    painter = StillPainter(file_of(Image.fromarray(grain)), Move((0.02, 0.05, 0.92, 0.95), (0.03, 0.05, 0.93, 0.95)))

    sharp = np.array([frame.y[40:320, 40:600].astype(float).std() for frame in painter.frames(size=SMALL, count=20)])

    assert np.abs(np.diff(sharp)).max() / sharp.mean() < 0.01


def test_colours_are_those_of_bt_709_and_lie_where_their_edges_are() -> None:
    picture = Image.new("RGB", (640, 360), (200, 30, 40))
    picture.paste((30, 60, 200), (320, 0, 640, 360))

    (frame,) = StillPainter(file_of(picture), Move(WHOLE, WHOLE)).frames(size=SMALL, count=1)

    assert colour_of((255, 255, 255)) == (235, 128, 128)
    assert colour_of((255, 0, 0)) == (63, 102, 240)
    assert (frame.y[9, 9], frame.u[9, 9], frame.v[9, 9]) == colour_of((200, 30, 40))
    seen = rgb_of(frame)
    assert np.abs(seen[:, :310].astype(int) - (200, 30, 40)).max() <= 3
    assert np.abs(seen[:, 330:].astype(int) - (30, 60, 200)).max() <= 3
    # The sample of colour whose middle lies right of the edge by half a pixel leans to its own side.
    red, blue = colour_of((200, 30, 40))[1], colour_of((30, 60, 200))[1]
    assert abs(int(frame.u[90, 161]) - blue) < abs(int(frame.u[90, 160]) - blue) < abs(int(frame.u[90, 160]) - red)


def test_the_camera_starts_and_stops_gently_and_ends_where_it_must() -> None:
    move = Move(WHOLE, (0.2, 0.1, 0.7, 0.6))

    places = [eased(k / 100) for k in range(101)]
    ways = [b - a for a, b in pairwise(places)]

    assert (places[0], places[-1], box_at(move, 0.0), box_at(move, 1.0)) == (0.0, 1.0, move.start, move.end)
    assert ways[0] < 0.001
    assert max(abs(b - a) for a, b in pairwise(ways)) < 0.001
    assert max(ways) < 0.0144


def test_a_frame_alone_is_the_last_one() -> None:
    painter = StillPainter(dots(320, 180).png, Move(WHOLE, (0.1, 0.1, 0.8, 0.8)))

    alone = next(iter(painter.frames(size=SMALL, count=1)))
    last = list(painter.frames(size=SMALL, count=5))[-1]

    assert bytes_of([alone]) == bytes_of([last])


def test_a_picture_beyond_whose_edges_the_camera_sees_is_surrounded_by_itself() -> None:
    picture = Image.new("RGB", (300, 600), (40, 160, 90))
    beside = (-1.0, 0.2, 2.0, 0.2 + 3 * 0.5 * 9 / 16)

    (frame,) = StillPainter(file_of(picture), Move(beside, beside)).frames(size=SMALL, count=1)

    assert abs(int(frame.y[180, 320]) - colour_of((40, 160, 90))[0]) <= 1
    assert 30 < frame.y[180, 20] < colour_of((40, 160, 90))[0] - 20


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_a_painter_paints_the_same_after_a_journey_to_another_process(kind: str) -> None:
    painter = StillPainter(file_of(dots(400, 300).image.convert("RGB"), kind), Move(WHOLE, (0.1, 0.1, 0.9, 0.9)))
    other = pickle.loads(pickle.dumps(painter))

    one, two = (bytes_of(list(p.frames(size=SMALL, count=3))) for p in (painter, other))

    assert one == two
    assert painter.fingerprint == other.fingerprint
    assert painter.fingerprint != StillPainter(painter.picture, Move(WHOLE, WHOLE)).fingerprint


def bytes_of(frames: list[Frame]) -> bytes:
    return b"".join(plane.tobytes() for frame in frames for plane in (frame.y, frame.u, frame.v))


@pytest.mark.parametrize("broken", [b"", b"no picture", file_of(Image.new("RGB", (64, 64)), "JPEG")[:300]])
def test_a_broken_picture_is_refused_in_words(broken: bytes) -> None:
    with pytest.raises(PictureUnusable, match="cannot be opened"):
        list(StillPainter(broken, Move(WHOLE, WHOLE)).frames(size=SMALL, count=1))
