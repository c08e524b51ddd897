"""Good streams to plant faults in: one of ours, and two of FFmpeg's own muxer."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

import av
import numpy as np

from cinema.contract import Cue, Shape
from cinema.streams.assembling import assemble
from cinema.streams.encoding import encode_shot
from cinema.streams.tests.films import SMALL, shot, tone

if TYPE_CHECKING:
    from pathlib import Path

Files = dict[str, bytes]


def of_ours(folder: Path) -> Files:
    """Return a film with sound, captions and chapters, of segments of 2.5 to 6 seconds."""
    film = [
        shot(0, 75, title="One"),
        shot(1, 200, Cue(0.5, 4.0, "Stop!", "Ann"), sound=tone(folder / "a.wav", 5)),
        shot(2, 180, title="Two"),
        shot(3, 100),
    ]
    shots = [encode_shot(one, rungs=SMALL, shape=Shape.LANDSCAPE, folder=folder / "shots") for one in film]
    return files_in(assemble(shots, out=folder / "film").folder)


def of_ffmpeg(folder: Path, kind: str) -> Files:
    """Return a stream of FFmpeg's muxer with picture and sound together: `mpegts` or `fmp4`."""
    options = {"hls_time": "2", "hls_segment_type": kind, "hls_playlist_type": "vod", "hls_list_size": "0"}
    options |= {"hls_flags": "independent_segments", "master_pl_name": "master.m3u8"}
    with av.open(str(folder / "stream.m3u8"), "w", format="hls", options=options) as file:
        video = file.add_stream("libx264", rate=30, options={"g": "60", "sc_threshold": "0", "threads": "1"})
        video.width, video.height, video.pix_fmt, video.bit_rate = 256, 144, "yuv420p", 200_000
        sound = file.add_stream("aac", rate=48_000, options={"b": "64k"})
        for number in range(210):
            grey = np.full((216, 256), 60 + number % 100, np.uint8)
            file.mux(video.encode(av.VideoFrame.from_ndarray(grey, "yuv420p")))
            if number * 1600 // 1024 < (number + 1) * 1600 // 1024:
                frame = av.AudioFrame.from_ndarray(np.zeros((2, 1024), np.float32), "fltp", "stereo")
                frame.sample_rate, frame.time_base = 48_000, Fraction(1, 48_000)
                frame.pts = number * 1600 // 1024 * 1024
                file.mux(sound.encode(frame))
        file.mux(video.encode(None))
        file.mux(sound.encode(None))
    return files_in(folder)


def files_in(folder: Path) -> Files:
    """Return the files of a folder by name."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
