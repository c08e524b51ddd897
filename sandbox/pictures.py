"""Redraw the pictures of strangers in a process of its own, so that nothing but pixels comes from their files."""

from __future__ import annotations

import json
import threading
from dataclasses import asdict, dataclass
from typing import IO, TYPE_CHECKING, Any, Literal

from sandbox.child import LENGTH
from sandbox.process import OutOfMemory, OutOfTime, ProcessFailed, outcome_of, read_exactly
from sandbox.renditions import BLUR_MOST, Renditions
from sandbox.servers import Program

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

PROGRAM = Program("sandbox.redrawing", "answer")
MEGABYTE = 1024 * 1024
BATCH = 16 * MEGABYTE
"""Bytes of files that one process is given, if they are several."""
MOST_DEATHS = 3
"""Of processes over the pictures of one call: what comes after is refused without another try."""
AT_ONCE = threading.BoundedSemaphore(2)
"""Processes that this one waits for: what they may have together is that many times the memory."""

Problem = Literal["unreadable", "damaged", "pixels", "small", "memory", "time"]
"""Why a picture is refused: it is none that is taken, is cut short, is too large or too small, or costs too much."""


@dataclass(frozen=True, slots=True)
class PictureLimits:
    """What redrawing one picture may take: pixels of its file, bytes of memory, seconds of processor time."""

    pixels: int = 40_000_000
    memory: int = 1024 * MEGABYTE
    seconds: float = 20.0


@dataclass(frozen=True, slots=True)
class PictureOrder:
    """How pictures are to be redrawn.

    They are shrunk to `longer_side`, or scaled and cropped evenly to `size`; both in pixels. Of what is shrunk only
    what is in the `box` is kept: left, top, right and foot in pixels of the upright picture. `photo` and `other` are
    the encodings of JPEGs and of all else, with their qualities; one that bears transparency keeps it in PNG, and lies
    `on_white` if that is wanted.
    """

    formats: tuple[str, ...]
    longer_side: int = 0
    size: tuple[int, int] | None = None
    box: tuple[int, int, int, int] | None = None
    photo: tuple[str, int] = ("WEBP", 85)
    other: tuple[str, int] = ("WEBP", 85)
    method: int = 4
    """Of WebP: how much time is spent on a small file."""
    least_side: int = 1
    on_white: bool = False
    with_renditions: bool = False


@dataclass(frozen=True, slots=True)
class RedrawnPicture:
    """A picture encoded by us, in pixels. `brightest` is the highest value of any colour, up to 255.

    `renditions` are there if the order wants them.
    """

    data: bytes
    encoding: str
    width: int
    height: int
    brightest: int
    renditions: Renditions | None = None


class PictureRefused(ValueError):
    """A picture that is not redrawn; `width` and `height` are those that its file claims, if it claims any."""

    def __init__(self, problem: Problem, width: int = 0, height: int = 0) -> None:
        super().__init__(problem)
        self.problem = problem
        self.width, self.height = width, height


def redraw(data: bytes, order: PictureOrder, limits: PictureLimits) -> RedrawnPicture:
    """Redraw one picture. Raises PictureRefused."""
    (result,) = redraw_all([data], order, limits)
    if isinstance(result, PictureRefused):
        raise result
    return result


def redraw_all(
    pictures: Sequence[bytes], order: PictureOrder, limits: PictureLimits
) -> list[RedrawnPicture | PictureRefused]:
    """Redraw pictures, many in one process; each comes back or is refused by itself."""
    results: list[RedrawnPicture | PictureRefused] = []
    deaths = 0
    while len(results) < len(pictures):
        if deaths == MOST_DEATHS:
            results.append(PictureRefused("time"))
            continue
        batch = _batch(pictures[len(results) :])
        answered, death = _redrawn(batch, order, limits)
        results += answered
        if len(answered) < len(batch):
            deaths += 1
            results.append(PictureRefused(death))
    return results


def _batch(pictures: Sequence[bytes]) -> Sequence[bytes]:
    """Return the first pictures, as many as one process is given."""
    size = 0
    for number, data in enumerate(pictures):
        size += len(data)
        if size > BATCH and number:
            return pictures[:number]
    return pictures


def _redrawn(
    batch: Sequence[bytes], order: PictureOrder, limits: PictureLimits
) -> tuple[list[RedrawnPicture | PictureRefused], Problem]:
    """Return what a process answered before it ended, and what ended it if that is not all."""
    given = b"".join(part for data in batch for part in (LENGTH.pack(len(data)), data))
    argument = json.dumps({"order": asdict(order), "limits": asdict(limits)})
    seconds = 2 * limits.seconds * len(batch)
    with AT_ONCE, outcome_of(PROGRAM, argument, given=given, seconds=seconds) as (answered, failure):
        return list(_answers(answered, len(batch))), _problem(failure)


def _problem(failure: ProcessFailed | None) -> Problem:
    if isinstance(failure, OutOfTime):
        return "time"
    return "memory" if isinstance(failure, OutOfMemory) else "damaged"


def _answers(file: IO[bytes], most: int) -> Iterator[RedrawnPicture | PictureRefused]:
    """Yield the process's answers as far as they are whole, believed in nothing but their form."""
    for _ in range(most):
        try:
            answer = json.loads(read_exactly(file, LENGTH.unpack(read_exactly(file, LENGTH.size))[0]))
            if answer["problem"]:
                yield PictureRefused(answer["problem"], int(answer["width"]), int(answer["height"]))
            else:
                yield _answered(file, answer)
        except (ValueError, KeyError, TypeError):
            return


def _answered(file: IO[bytes], answer: dict[str, Any]) -> RedrawnPicture:
    data, *smaller = [read_exactly(file, int(size)) for size in answer["sizes"]]
    return RedrawnPicture(
        data,
        str(answer["encoding"]),
        int(answer["width"]),
        int(answer["height"]),
        int(answer["brightest"]),
        Renditions(tuple(smaller), str(answer["blur"])[:BLUR_MOST]) if smaller else None,
    )
