"""The stage that puts a film together: its stream, its file to take away, its outline. Nothing is encoded again."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import UUID

from django.core.files.storage import default_storage

from books.services import new_files
from cinema.contract import Cue, Shape
from cinema.contract import Shot as CinemaShot
from cinema.frames.lettering.titles import TitlePainter
from cinema.streams.assembling import assemble
from cinema.streams.encoding import Stopped, encoded_shot
from cinema.streams.mp4 import DifferentParameters, write_mp4
from files.workshop import Workshop, sweep
from films import outline
from films.making import ASSEMBLY
from films.models import Shot, ShotFile, StreamFile
from films.progress import Wanted
from films.rungs import rungs_named
from films.services.keeping import FinishedFilm, keep_again, keep_film, keep_stream
from films.steps.subjects import film_of, options_of
from jobs.pipelines import PlannedUnit, Stage, UnitRejected

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cinema.streams.encoding import EncodedShot
    from jobs.models import Job, Unit

FILM = "film"
OLD_SHOTS = "Some of its shots were encoded by an earlier version of VividPages. Delete it, then ask for it again."
LOST = "A shot of it is lost. Make it again."
NOT_THERE = TitlePainter("")
"""In the place of what painted a shot: it is encoded already."""


@dataclass(frozen=True, slots=True)
class FilmToAssemble:
    """All that putting together takes: shots with the storage names of their files, and what is kept of the stream."""

    film: UUID
    attempt: UUID
    owner: UUID
    shots: tuple[Shot, ...]
    parts: tuple[UUID, ...]
    files: dict[UUID, dict[str, str]]
    published: dict[str, int]
    shape: Shape
    rungs: tuple[str, ...]
    language: str
    title: str


@dataclass(frozen=True, slots=True)
class AssembledFilm:
    """A film in a folder that goes with it."""

    finished: FinishedFilm
    workshop: Workshop


class Assemble:
    """Put a film together."""

    kind = FILM

    def prepare(self, unit: Unit) -> FilmToAssemble:
        """Read of which shots it consists, and which files of its stream there are already."""
        film = film_of(unit.job.subject)
        if film.attempt is None:
            raise UnitRejected("It was cancelled.")
        options = options_of(film)
        files: dict[UUID, dict[str, str]] = {}
        for shot, name, file in ShotFile.objects.filter(shot__film=film).values_list("shot", "name", "file"):
            files.setdefault(shot, {})[name] = file
        kept = StreamFile.objects.filter(film=film, stream__in=[film.stream, film.attempt])
        return FilmToAssemble(
            film=film.pk,
            attempt=film.attempt,
            owner=film.vividpage.owner_id,
            shots=tuple(film.shots.order_by("order").defer("recipe")),
            parts=tuple(
                pk for rows in (film.shots, film.passages, film.clips) for pk in rows.values_list("pk", flat=True)
            ),
            files=files,
            published={path: size for path, size in kept.values_list("path", "bytes") if _is_final(path)},
            shape=options.shape,
            rungs=options.rungs,
            language=film.vividpage.language or "en",
            title=film.vividpage.title,
        )

    def call(self, inputs: FilmToAssemble) -> AssembledFilm | None:
        """Put it together, and keep the files of its stream; None if nobody wants it any more."""
        # A worker that was killed after it kept a shot has left its folder, and nobody makes that shot again.
        sweep(FILM, inputs.parts)
        workshop = Workshop(FILM, inputs.film)
        try:
            return _assembled(inputs, workshop)
        except Stopped:
            workshop.clear()
            return None
        except DifferentParameters:
            workshop.clear()
            raise UnitRejected(OLD_SHOTS) from None
        except BaseException:
            workshop.clear()
            raise

    def record(self, unit: Unit, result: AssembledFilm | None) -> None:
        """Make it the film that is seen, if it is still wanted."""
        if result is None:
            return
        with new_files.dropped_on_error():
            keep_film(film_id=unit.job.subject, finished=result.finished)


def _assembled(inputs: FilmToAssemble, workshop: Workshop) -> AssembledFilm:
    wanted = Wanted(film=inputs.film, attempt=inputs.attempt)
    folder, out = workshop.folder / "shots", workshop.folder / "stream"
    folder.mkdir()
    shots = [_encoded(shot, inputs, folder) for shot in inputs.shots]
    first = next((number for number, shot in enumerate(inputs.shots) if shot.kind in ("cover", "scene")), 0)
    stream = assemble(
        shots,
        out=out,
        language=inputs.language,
        poster=first,
        published=inputs.published,
        stop=wanted.has_ended,
    )
    told = outline.outlined(inputs.shots, stream.stills)
    (out / outline.OUTLINE).write_text(outline.as_json(told))
    written = [*stream.written, outline.OUTLINE]
    keep_again(inputs.film, inputs.attempt, [path for path in stream.files if path not in written])
    keep_stream(inputs.film, inputs.attempt, [(path, out / path) for path in written], owner=inputs.owner)
    poster = workshop.folder / "poster.jpg"
    shutil.copyfile(shots[first].still, poster)
    file = workshop.folder / "film.mp4"
    write_mp4(shots, out=file, title=inputs.title, language=inputs.language, cover=poster, stop=wanted.has_ended)
    versions = {shot.version for shot in inputs.shots if shot.version is not None}
    scenes = {shot.scene for shot in inputs.shots if shot.scene is not None}
    finished = FinishedFilm(
        inputs.attempt, file, poster, stream.seconds, tuple(sorted(versions)), tuple(sorted(scenes))
    )
    return AssembledFilm(finished, workshop)


def _encoded(shot: Shot, inputs: FilmToAssemble, folder: Path) -> EncodedShot:
    """Fetch the files of a shot, or find them on this disk. Raises UnitRejected if one is lost."""
    names = inputs.files.get(shot.pk, {})
    for name, stored in names.items():
        _fetch(stored, folder / f"{shot.key}{name}")
    sound = folder / f"{shot.key}.sound.mp4"
    known = CinemaShot(
        shot.key,
        shot.frames,
        NOT_THERE,
        tuple(Cue(**cue) for cue in shot.cues),
        sound if sound.exists() else None,
        title=shot.title,
    )
    found = encoded_shot(known, rungs=rungs_named(inputs.rungs), shape=inputs.shape, folder=folder)
    if found is None:
        raise UnitRejected(LOST)
    return found


def _fetch(stored: str, to: Path) -> None:
    """Have a stored file under a name in a folder: by a link where it lies on this disk."""
    if to.exists():
        return
    try:
        to.symlink_to(Path(default_storage.path(stored)).absolute())
    except NotImplementedError:
        with default_storage.open(stored) as source, to.open("wb") as target:
            shutil.copyfileobj(source, target)


def _is_final(path: str) -> bool:
    """Return whether a file's name says what is in it: playlists and tracks are written anew."""
    return "/" in path or path.startswith("poster-")


def plan(job: Job) -> Sequence[PlannedUnit]:
    """Lay out one unit. Raises SubjectGone."""
    film_of(job.subject)
    return [PlannedUnit(kind=FILM, label="Putting the film together", essential=True)]


ASSEMBLY_STAGE = Stage(ASSEMBLY, "Putting the film together", steps=[Assemble()], plan=plan)
