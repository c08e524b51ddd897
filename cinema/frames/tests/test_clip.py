"""Clips of others: their colours, their pace, their shape, and what to do when they are short or broken."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

import av
import numpy as np
import pytest

from cinema.contract import Size
from cinema.frames.clip import ClipPainter, ClipUnusable
from cinema.frames.planes import rgb_of

if TYPE_CHECKING:
    from pathlib import Path

SIZE = Size(160, 90)
LEVELS = (40, 120, 200)


@pytest.fixture(scope="module")
def clip(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A clip of three frames, a fifteenth of a second each, that grow lighter; its left half is red."""
    path = tmp_path_factory.mktemp("clips") / "clip.mp4"
    with av.open(str(path), "w") as container:
        stream = container.add_stream("libx264", rate=15, options={"crf": "8"})
        stream.width, stream.height, stream.pix_fmt = 200, 200, "yuv420p"
        stream.codec_context.colorspace = 1
        for level in LEVELS:
            picture = np.full((200, 200, 3), level, np.uint8)
            picture[:, :100, 1:] = 0
            frame = av.VideoFrame.from_ndarray(picture, format="rgb24").reformat(
                format="yuv420p", dst_colorspace="ITU709", dst_color_range="MPEG"
            )
            container.mux(stream.encode(frame))
        container.mux(stream.encode())
    return path


def painter(clip: Path, length: int = 8) -> ClipPainter:
    return ClipPainter(clip, hashlib.sha256(clip.read_bytes()).hexdigest(), length)


def test_a_clip_keeps_its_pace_and_stands_still_at_its_end(clip: Path) -> None:
    shown = [rgb_of(frame)[45, 120, 1] for frame in painter(clip).frames(size=SIZE, count=8)]

    wanted = [LEVELS[min(2, k // 2)] for k in range(8)]
    assert np.abs(np.array(shown, int) - wanted).max() <= 5


def test_a_clip_is_cut_to_the_shape_of_the_film_with_its_colours(clip: Path) -> None:
    frames = list(painter(clip).frames(size=SIZE, count=1))
    seen = rgb_of(frames[0])

    assert seen.shape == (90, 160, 3)
    assert np.abs(seen[:, 10:70].astype(int) - (200, 0, 0)).max() <= 8
    assert np.abs(seen[:, 90:150].astype(int) - 200).max() <= 8
    upright = next(painter(clip).frames(size=Size(90, 160), count=1))
    assert (upright.y.shape, upright.u.shape) == ((160, 90), (80, 45))


@pytest.mark.parametrize("content", [b"", b"no clip at all" * 40])
def test_a_broken_clip_is_refused_in_words(tmp_path: Path, content: bytes) -> None:
    broken = tmp_path / "broken.mp4"
    broken.write_bytes(content)

    with pytest.raises(ClipUnusable, match="Have it made again"):
        list(ClipPainter(broken, "digest", 3).frames(size=SIZE, count=3))
