"""What plays when: shots one after another, cut into segments. Everything is counted in whole frames."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import TYPE_CHECKING

from cinema.contract import FRAME_RATE, Cue
from cinema.streams.rungs import segment_lengths
from cinema.webvtt import Chapter

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cinema.streams.encoding import EncodedShot


NAMES = {"en": "English", "de": "Deutsch", "fr": "Français", "es": "Español", "it": "Italiano"}
"""What captions are called in a menu; others are called by their tag."""


@dataclass(frozen=True, slots=True)
class Captions:
    """The captions of a film in one language (BCP 47): the cues of each shot, in seconds of it."""

    language: str
    name: str
    cues: Sequence[Sequence[Cue]]


@dataclass(frozen=True, slots=True)
class Segment:
    """One media segment: the `number`th of its `shot`, the `index`th of the film, from frame `start` to `end`."""

    index: int
    shot: int
    number: int
    start: int
    end: int
    breaks: bool = False
    """What comes before was encoded otherwise: players are told to begin anew."""

    @property
    def seconds(self) -> float:
        """How long it is."""
        return (self.end - self.start) / FRAME_RATE


def starts_of(shots: Sequence[EncodedShot]) -> list[int]:
    """Return the frame at which each shot begins, and the one after the last."""
    return [0, *accumulate(shot.frames for shot in shots)]


def segments_of(shots: Sequence[EncodedShot]) -> Iterator[Segment]:
    """Yield the segments of a film in order."""
    index = start = 0
    for place, shot in enumerate(shots):
        differs = place > 0 and shot.parameters != shots[place - 1].parameters
        for number, frames in enumerate(segment_lengths(shot.frames)):
            yield Segment(index, place, number, start, start + frames, breaks=differs and number == 0)
            index += 1
            start += frames


def chapters_of(shots: Sequence[EncodedShot]) -> list[Chapter]:
    """Return the chapters of a film: each lasts until the next begins."""
    starts = starts_of(shots)
    begins = [(starts[place], shot.title) for place, shot in enumerate(shots) if shot.title]
    ends = [*(start for start, _ in begins), starts[-1]][1:]
    return [
        Chapter(start / FRAME_RATE, end / FRAME_RATE, title) for (start, title), end in zip(begins, ends, strict=True)
    ]


def cues_in_film(shots: Sequence[EncodedShot], cues: Sequence[Sequence[Cue]]) -> Iterator[Cue]:
    """Yield the cues of all shots in seconds of the film; a cue ends with its shot at the latest."""
    for shot, start, own in zip(shots, starts_of(shots), cues, strict=False):
        seconds = shot.frames / FRAME_RATE
        for cue in sorted(own, key=lambda cue: cue.start):
            if cue.start < min(cue.end, seconds) and cue.text.strip():
                offset = start / FRAME_RATE
                yield Cue(cue.start + offset, min(cue.end, seconds) + offset, cue.text, cue.speaker)


def own_captions(shots: Sequence[EncodedShot], language: str) -> list[Captions]:
    """Return the captions that the shots have themselves, as those of `language`; none where no shot has any."""
    if not any(shot.cues for shot in shots):
        return []
    return [Captions(language, NAMES.get(language, language), [shot.cues for shot in shots])]
