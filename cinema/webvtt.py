"""WebVTT: captions, chapters and maps of pictures as text (W3C, WebVTT: The Web Video Text Tracks Format)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cinema.contract import Cue

HEADER = "WEBVTT"
MEDIA_TYPE = "text/vtt"
_ESCAPES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;"})


@dataclass(frozen=True, slots=True)
class Chapter:
    """A chapter of a film, in seconds of it."""

    start: float
    end: float
    title: str


def document(blocks: Iterable[str], *, header: str = "") -> str:
    """Return a file of `blocks`; `header` is a line of metadata below the first."""
    top = f"{HEADER}\n{header}\n" if header else f"{HEADER}\n"
    return "\n".join([top, *(f"{block}\n" for block in blocks)])


def captions(cues: Iterable[Cue], *, offset: float = 0.0, header: str = "") -> str:
    """Return cues as captions, `offset` seconds later than they say; who speaks is a voice span."""
    return document((caption(cue, offset) for cue in cues), header=header)


def caption(cue: Cue, offset: float = 0.0) -> str:
    """Return one cue as a block."""
    text = payload(cue.text)
    if cue.speaker:
        text = f"<v {annotation(cue.speaker)}>{text}"
    return f"{span(cue.start + offset, cue.end + offset)}\n{text}"


def chapters(marks: Iterable[Chapter]) -> str:
    """Return the chapters of a film."""
    return document(f"{span(mark.start, mark.end)}\n{payload(mark.title)}" for mark in marks)


def span(start: float, end: float) -> str:
    """Return the line that says when a cue is shown."""
    return f"{timestamp(start)} --> {timestamp(end)}"


def timestamp(seconds: float) -> str:
    """Return a time with hours, to a millisecond."""
    milliseconds = round(max(0.0, seconds) * 1000)
    minutes, rest = divmod(milliseconds, 60_000)
    hours, minutes = divmod(minutes, 60)
    return f"{hours:02d}:{minutes:02d}:{rest // 1000:02d}.{rest % 1000:03d}"


def payload(text: str) -> str:
    """Return a cue's text: nothing in it is markup, an arrow or the end of the cue."""
    lines = (" ".join(line.split()) for line in text.replace("\0", "").splitlines())
    return "\n".join(filter(None, lines)).translate(_ESCAPES)


def annotation(name: str) -> str:
    """Return a name as it stands in a voice span: on one line."""
    return payload(" ".join(name.split()))
