"""One rung's encoder: frames in, fragments of MP4 out."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

import av
import numpy as np
from av.video.frame import PictureType

from cinema.contract import FRAME_RATE
from cinema.streams.bmff import h264
from cinema.streams.bmff.fragments import Sample, fragment
from cinema.streams.bmff.tracks import FRAME_TICKS, initialisation, video_track

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from cinema.contract import Frame, Size
    from cinema.streams.rungs import Rung

PRESET = "veryfast"
BT709 = 1
LIMITED = 1
ONE_FRAME = Fraction(1, FRAME_RATE)


class RungEncoder:
    """Encodes one shot in one rung.

    One thread, so that equal frames give equal bytes and as many shots are encoded at once as there are cores. Groups
    of pictures are closed and begin where segments do, in every rung; parameters depend on nothing but the rung.
    """

    def __init__(self, rung: Rung, size: Size, lengths: Sequence[int]) -> None:
        """`lengths` are the frames of each segment."""
        self.size = size
        self._lengths = list(lengths)
        self._starts = {sum(lengths[:number]) for number in range(len(lengths))}
        self._encoder = _opened(rung, size)
        self._configuration = h264.configuration(self._encoder.extradata or b"")
        self._waiting: list[Sample] = []
        self._written = self._decoded = self._number = 0

    @property
    def codec(self) -> str:
        """The name of profile and level."""
        return h264.codec(self._configuration)

    def initialisation(self) -> bytes:
        """Return the rung's initialisation segment."""
        return initialisation(video_track(self.size, self._configuration))

    def encode(self, frame: Frame) -> Iterator[bytes]:
        """Take the next frame and yield the fragments that are complete with it."""
        picture = av.VideoFrame.from_ndarray(_stacked(frame), "yuv420p")
        picture.pts, picture.time_base = self._number, ONE_FRAME
        picture.colorspace = picture.color_primaries = picture.color_trc = BT709
        picture.color_range = LIMITED
        picture.pict_type = PictureType.I if self._number in self._starts else PictureType.NONE
        self._number += 1
        yield from self._fragments(self._encoder.encode(picture))

    def finish(self) -> Iterator[bytes]:
        """Yield the fragments that were still being encoded."""
        yield from self._fragments(self._encoder.encode(None))

    def _fragments(self, packets: Iterable[av.Packet[av.VideoStream]]) -> Iterator[bytes]:
        for packet in packets:
            offset = ((packet.pts or 0) - self._decoded) * FRAME_TICKS
            self._waiting.append(Sample(h264.as_sample(bytes(packet)), FRAME_TICKS, offset, packet.is_keyframe))
            self._decoded += 1
            if len(self._waiting) == self._lengths[0]:
                yield fragment(self._waiting, time=self._written * FRAME_TICKS, sequence=1)
                self._written += self._lengths.pop(0)
                self._waiting = []


def _opened(rung: Rung, size: Size) -> av.VideoCodecContext:
    encoder = av.CodecContext.create("libx264", "w")
    encoder.width, encoder.height, encoder.pix_fmt = size.width, size.height, "yuv420p"
    encoder.framerate, encoder.time_base = Fraction(FRAME_RATE), ONE_FRAME
    encoder.thread_count = 1
    encoder.colorspace = encoder.color_primaries = encoder.color_trc = BT709
    encoder.color_range = LIMITED
    parameters = {
        "threads": 1,
        "keyint": "infinite",
        "scenecut": 0,
        "open-gop": 0,
        "mbtree": 0,  # with AVX-512 it reads past the end of rows: equal frames would not give equal bytes
        "bframes": 2,
        "ref": 2,
        "stitchable": 1,
        "vbv-maxrate": rung.peak // 1000,
        "vbv-bufsize": rung.peak // 1000,
    }
    encoder.options = {
        "preset": PRESET,
        "profile": "high",
        "level": rung.level,
        "crf": str(rung.crf),
        "forced-idr": "1",
        "flags": "+global_header+cgop",
        "x264-params": ":".join(f"{name}={value}" for name, value in parameters.items()),
    }
    encoder.open()
    return encoder


def _stacked(frame: Frame) -> np.ndarray[tuple[int, ...], np.dtype[np.uint8]]:
    """Return the planes of a frame as PyAV takes them: one below the other, as bytes in rows as wide as the luma."""
    height, width = frame.y.shape
    samples = np.concatenate([frame.y.ravel(), frame.u.ravel(), frame.v.ravel()])
    return samples.reshape(height * 3 // 2, width)
