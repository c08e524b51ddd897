"""What the frames of a film cost, how steady they are, and how much memory they take.

    python -m benchmarks.films [--seconds 8] [--rounds 2]

Prints one JSON object. Processor seconds for a second of film at 1080p30: a picture under a moving camera with a burned
caption, encoded by x264 (veryfast, one thread) in PyAV, beside ffmpeg with the same filters (the picture enlarged to
4,320 pixels, `zoompan`, `drawtext`) and the same encoder; budget: 1.2 times as much. What a scene in depth costs with
its weather. The most memory, in MB. How far dots stray from where they must be, in pixels rms; budget: 0.02.

ffmpeg is that of `imageio-ffmpeg` if it is installed, else the one on the PATH; without either its part is left out.
"""

from __future__ import annotations

import argparse
import importlib
import json
import os
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from fractions import Fraction
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

import av
import numpy as np

from cinema.contract import FRAME_RATE, Cue, Frame, Move, Painter, Size
from cinema.frames.depth.painter import ScenePainter
from cinema.frames.easing import box_at, time_of
from cinema.frames.lettering.captions import Captioned
from cinema.frames.still import StillPainter
from cinema.frames.tests.patterns import Dots, dots
from sketch.artist import draw_scene
from sketch.scene import DepictedPerson, DepictedScene
from sketch.styles import STYLES

if TYPE_CHECKING:
    from collections.abc import Iterable

FULL_HD = Size(1920, 1080)
PICTURE = (1920, 1080)
PRESCALED = 4320
"""Pixels: so wide is a picture made for ffmpeg before it moves over it."""
NEAREST = 1.25
"""Both come so many times nearer."""
PRESET, CRF = "veryfast", "23"
CAPTION = "“It rings by itself,” said the old man."
MOVE = Move(
    (0.0, 0.0, 1.0, 1.0), ((1 - 1 / NEAREST) / 2, (1 - 1 / NEAREST) / 2, (1 + 1 / NEAREST) / 2, (1 + 1 / NEAREST) / 2)
)
PEOPLE = tuple(DepictedPerson(key=name, name=name) for name in ("Ada", "Bob"))
SCENE = DepictedScene(place="forest", place_key="wood", time_of_day="day", weather="rain", people=PEOPLE)
JITTER_FRAMES = 60
BUDGET_TIMES, BUDGET_JITTER = 1.2, 0.02


def picture() -> bytes:
    """Return the picture that both film."""
    return draw_scene(SCENE, size=PICTURE, seed=3, style=STYLES["storybook"])


def caption_painter(seconds: float) -> Painter:
    """Return what paints it, with a caption from beginning to end."""
    return Captioned(StillPainter(picture(), MOVE), (Cue(0, seconds, CAPTION),))


def scene_painter(seconds: float) -> Painter:
    """Return what paints the same scene in depth, in the rain."""
    return ScenePainter(SCENE, 3, STYLES["storybook"], MOVE, round(seconds * FRAME_RATE))


PAINTERS = {"picture with caption": caption_painter, "scene in depth with rain": scene_painter}


def encoded(frames: Iterable[Frame]) -> int:
    """Encode frames, and return how many bytes they are."""
    size = 0
    encoder = av.CodecContext.create("libx264", "w")
    encoder.width, encoder.height, encoder.pix_fmt = FULL_HD.width, FULL_HD.height, "yuv420p"
    encoder.framerate, encoder.time_base, encoder.thread_count = Fraction(FRAME_RATE), Fraction(1, FRAME_RATE), 1
    encoder.options = {"preset": PRESET, "crf": CRF}
    for number, frame in enumerate(frames):
        stacked = np.vstack([frame.y, frame.u.reshape(-1, FULL_HD.width), frame.v.reshape(-1, FULL_HD.width)])
        image = av.VideoFrame.from_ndarray(stacked, "yuv420p")
        image.pts, image.time_base = number, Fraction(1, FRAME_RATE)
        size += sum(packet.size for packet in encoder.encode(image))
    return size + sum(packet.size for packet in encoder.encode(None))


def ours(name: str, seconds: float) -> dict[str, float]:
    """Return what a painter of ours costs, painted alone and encoded, for a second of film, and the most memory."""
    painter, count = PAINTERS[name](seconds), round(seconds * FRAME_RATE)
    began = time.process_time()
    for _ in painter.frames(size=FULL_HD, count=count):
        pass
    painted = time.process_time() - began
    began = time.process_time()
    size = encoded(painter.frames(size=FULL_HD, count=count))
    whole = time.process_time() - began
    return {
        "painting, CPU s": round(painted / seconds, 3),
        "painting and encoding, CPU s": round(whole / seconds, 3),
        "most memory, MB": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024),
        "kbit/s": round(size * 8 / seconds / 1000),
    }


def in_own_process(name: str, seconds: float) -> dict[str, float]:
    """Return the same, measured in a process that has done nothing else."""
    order = [sys.executable, "-m", "benchmarks.films", "--only", name, "--seconds", str(seconds)]
    found: dict[str, float] = json.loads(subprocess.run(order, check=True, capture_output=True).stdout)
    return found


def ffmpeg() -> str | None:
    """Return where ffmpeg is."""
    try:
        return str(importlib.import_module("imageio_ffmpeg").get_ffmpeg_exe())
    except ImportError:
        return shutil.which("ffmpeg")


def zoomed(width: int, count: int) -> str:
    """Return the filters that move over a picture as MOVE does, but evenly: `zoompan` knows no more."""
    zoom = f"1+{NEAREST - 1}*on/{count - 1}"
    return (
        f"scale={width}:-2:flags=lanczos,zoompan=z='{zoom}':x='iw/2-iw/zoom/2':y='ih/2-ih/zoom/2'"
        f":d={count}:s={FULL_HD.width}x{FULL_HD.height}:fps={FRAME_RATE}"
    )


def theirs(program: str, seconds: float, folder: Path) -> dict[str, float]:
    """Return what ffmpeg costs, for a second of film, and the most memory."""
    file, text = folder / "picture.webp", folder / "caption.txt"
    file.write_bytes(picture())
    text.write_text(CAPTION, encoding="utf-8")
    drawn = f"drawtext=textfile={text}:font=Serif:fontsize=56:fontcolor=white:borderw=4:x=(w-tw)/2:y=h-th-76"
    order = [
        program,
        "-v",
        "error",
        "-i",
        str(file),
        "-vf",
        f"{zoomed(PRESCALED, round(seconds * FRAME_RATE))},{drawn}",
    ]
    order += ["-c:v", "libx264", "-preset", PRESET, "-crf", CRF, "-threads", "1", "-filter_threads", "1"]
    order += ["-pix_fmt", "yuv420p", "-f", "h264", str(folder / "out.h264"), "-y"]
    _, failed, used = os.wait4(subprocess.Popen(order).pid, 0)
    if failed:
        raise RuntimeError("ffmpeg failed: it may lack drawtext or libx264.")
    return {
        "painting and encoding, CPU s": round((used.ru_utime + used.ru_stime) / seconds, 3),
        "most memory, MB": round(used.ru_maxrss / 1024),
        "kbit/s": round((folder / "out.h264").stat().st_size * 8 / seconds / 1000),
    }


def jitter_of_ours(pattern: Dots) -> float:
    """Return how far dots stray from where they must be, in pixels rms."""
    frames = StillPainter(pattern.png, MOVE).frames(size=FULL_HD, count=JITTER_FRAMES)
    strays = [
        stray
        for index, frame in enumerate(frames)
        for stray in pattern.strays(frame.y, box_at(MOVE, time_of(index, JITTER_FRAMES)))
    ]
    return float(np.sqrt(np.mean(np.square(strays))))


def jitter_of_theirs(program: str, pattern: Dots, folder: Path, width: int) -> float:
    """Return the same for ffmpeg; what all dots stray by in all frames is forgiven it."""
    (folder / "dots.png").write_bytes(pattern.png)
    order = [program, "-v", "error", "-i", str(folder / "dots.png"), "-vf", zoomed(width, JITTER_FRAMES)]
    raw = subprocess.run([*order, "-pix_fmt", "gray", "-f", "rawvideo", "-"], check=True, capture_output=True).stdout
    frames = np.frombuffer(raw, np.uint8).reshape(-1, FULL_HD.height, FULL_HD.width)[:JITTER_FRAMES]
    strays = []
    for index, plane in enumerate(frames):
        half = 0.5 / (1 + (NEAREST - 1) * index / (JITTER_FRAMES - 1))
        strays += pattern.strays(plane, (0.5 - half, 0.5 - half, 0.5 + half, 0.5 + half))
    found = np.array(strays)
    return float(np.sqrt(np.mean(np.square(found - found.mean(axis=0)))))


def compared(seconds: float, rounds: int) -> dict[str, object]:
    """Return all figures."""
    result: dict[str, object] = {"seconds of film": seconds, "size": f"{FULL_HD.width} × {FULL_HD.height}"}
    own = {name: [in_own_process(name, seconds) for _ in range(rounds)] for name in PAINTERS}
    figures = {name: {key: median(one[key] for one in many) for key in many[0]} for name, many in own.items()}
    result["ours"] = figures
    pattern = dots(*PICTURE, apart=90)
    jitter = round(jitter_of_ours(pattern), 4)
    result["jitter, px rms"] = jitter
    program = ffmpeg()
    if program is None:
        result["ffmpeg"] = "not here: install it, or imageio-ffmpeg"
        return result
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        them = [theirs(program, seconds, folder) for _ in range(rounds)]
        other = {key: median(one[key] for one in them) for key in them[0]}
        result["ffmpeg"] = other | {
            "jitter, px rms": round(jitter_of_theirs(program, pattern, folder, PRESCALED), 4),
            "jitter without enlarging, px rms": round(jitter_of_theirs(program, pattern, folder, FULL_HD.width), 4),
        }
    mine = figures["picture with caption"]["painting and encoding, CPU s"]
    times = round(mine / other["painting and encoding, CPU s"], 2)
    result["times ffmpeg"] = times
    result["within budget"] = {"times ffmpeg": times <= BUDGET_TIMES, "jitter": jitter <= BUDGET_JITTER}
    return result


def main() -> None:
    """Measure, and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seconds", type=float, default=8.0, help="of film")
    parser.add_argument("--rounds", type=int, default=2, help="of which the median is given")
    parser.add_argument("--only", choices=sorted(PAINTERS), help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.only:
        print(json.dumps(ours(arguments.only, arguments.seconds)))
    else:
        print(json.dumps(compared(arguments.seconds, arguments.rounds), indent=2, ensure_ascii=False))


if __name__ == "__main__":
    main()
