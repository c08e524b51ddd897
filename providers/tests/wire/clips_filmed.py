"""The clips that the wire server's video models film: quick, small, of one colour that gets lighter."""

from __future__ import annotations

import io
from functools import cache

import av
import numpy as np

RATE = 8
"""Frames a second."""


@cache
def filmed(width: int, height: int, seed: int, seconds: int) -> bytes:
    """Film a clip as MP4; the seed says which colour."""
    file = io.BytesIO()
    with av.open(file, "w", format="mp4") as container:
        stream = container.add_stream("libx264", rate=RATE, options={"preset": "ultrafast"})
        stream.width, stream.height, stream.pix_fmt = width // 2 * 2, height // 2 * 2, "yuv420p"
        for number in range(seconds * RATE):
            shade = np.full((stream.height, stream.width, 3), (40 + number * 2, seed * 37 % 200, 90), np.uint8)
            container.mux(stream.encode(av.VideoFrame.from_ndarray(shade, format="rgb24")))
        container.mux(stream.encode())
    return file.getvalue()
