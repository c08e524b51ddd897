"""The outline of a film: what is told when, and which small picture shows it. A file beside its stream."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

from django.core.files.storage import default_storage

from films.models import StreamFile

if TYPE_CHECKING:
    from collections.abc import Sequence

    from films.models import Film, Shot

OUTLINE = "outline.json"
"""Its path among the files of a stream."""


@dataclass(frozen=True, slots=True)
class OutlinedShot:
    """A shot: seconds of the film from `start` to `end`, what it tells, and its still's path among the stream's files.

    `title` is that of a chapter of the film that begins with it, else empty; `chapter` and `scene` are the book's.
    """

    start: float
    end: float
    kind: str
    text: str
    still: str
    title: str = ""
    chapter: int | None = None
    scene: str = ""


def outlined(shots: Sequence[Shot], stills: Sequence[str]) -> list[OutlinedShot]:
    """Return the outline of shots with their stills."""
    ends = [*(shot.starts for shot in shots[1:]), shots[-1].ends]
    return [
        OutlinedShot(
            start=round(shot.starts, 3),
            end=round(end, 3),
            kind=shot.kind,
            text=" ".join(" ".join(cue["text"].split()) for cue in shot.cues),
            still=still,
            title=shot.title,
            chapter=shot.chapter,
            scene=str(shot.scene or ""),
        )
        for shot, still, end in zip(shots, stills, ends, strict=True)
    ]


def as_json(shots: Sequence[OutlinedShot]) -> str:
    """Return an outline as the file that is kept of it."""
    return json.dumps([asdict(shot) for shot in shots], ensure_ascii=False)


def outline_of(film: Film) -> list[OutlinedShot]:
    """Read the outline of a film that can be seen; nothing of one that has no files."""
    if film.stream is None:
        return []
    found = StreamFile.objects.filter(film=film, stream=film.stream, path=OUTLINE).first()
    if found is None:
        return []
    try:
        with default_storage.open(str(found.file.name)) as file:
            rows: list[dict[str, Any]] = json.loads(file.read())
    except FileNotFoundError:
        return []
    return [OutlinedShot(**row) for row in rows]
