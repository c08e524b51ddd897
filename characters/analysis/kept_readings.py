"""What an analyst read of each scene while it made the bible, kept until it analyses the scenes."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING, Any

from pydantic import TypeAdapter, ValidationError

from analysts.bible import SceneReading
from jobs.models import Unit

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from characters.bible.queries import Revision
    from jobs.models import Job


def as_json(readings: Sequence[SceneReading], scenes: Mapping[int, Revision]) -> dict[str, Any]:
    """Return readings as JSON by their scenes, as these were written: numbers may be others when they are wanted."""
    written = _readings().dump_python(list(readings), mode="json")
    return {_key(scenes[reading["scene"]]): reading for reading in written if reading["scene"] in scenes}


def readings_of(job: Job, *, kind: str, scenes: Mapping[int, Revision]) -> tuple[SceneReading, ...]:
    """Return what the unit of that kind has kept of scenes as they are written now, with the numbers that they have.

    Nothing of what an earlier version of VividPages has kept in another form.
    """
    kept = job.units.filter(kind=kind, state=Unit.State.DONE).values_list("result", flat=True).first() or {}
    numbers = {_key(revision): number for number, revision in scenes.items()}
    found = [(numbers[scene], reading) for scene, reading in kept.items() if scene in numbers]
    try:
        readings = _readings().validate_python([reading for _, reading in found])
    except ValidationError:
        return ()
    return tuple(replace(r, scene=n) for (n, _), r in zip(found, readings, strict=True))


def _key(revision: Revision) -> str:
    return f"{revision.scene}:{revision.number}"


@cache
def _readings() -> TypeAdapter[list[SceneReading]]:
    return TypeAdapter(list[SceneReading])
