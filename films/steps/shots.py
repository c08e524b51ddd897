"""The stage that paints and encodes a film: one unit for each shot that has not been encoded yet."""

from __future__ import annotations

import os
import socket
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import UUID

from django.db.models import F, Q

from books.services import new_files
from cinema.contract import FRAME_RATE, Cue
from files import store
from files.workshop import Workshop
from films.encoding import EncodingFailed, ShotOrder, encoded
from films.making import FILM, SHOTS
from films.models import Film, Passage, Shot
from films.recipes import recipe_from
from films.services.keeping import explain_clips, keep_shot
from films.services.laying import lay_shots
from films.services.reusing import MANIFEST, take_encoded
from films.services.telling import tell_reader
from films.steps.material import data_of, painted_of
from films.steps.planned import planned_shots
from films.steps.subjects import GONE, film_of, options_of
from jobs.pipelines import ConcurrencyLimit, PlannedUnit, Stage, UnitRejected

if TYPE_CHECKING:
    from collections.abc import Sequence

    from films.planning import PlannedShot
    from jobs.models import Job, Unit

SHOT = "shot"


@dataclass(frozen=True, slots=True)
class ShotToMake:
    """All that encoding takes; `order` None: there are equal files already."""

    shot: Shot
    owner: UUID
    order: ShotOrder | None


@dataclass(frozen=True, slots=True)
class EncodedFiles:
    """The files of a shot in a folder that goes with them."""

    shot: Shot
    owner: UUID
    files: list[Path]
    workshop: Workshop | None


class MakeShot:
    """Paint and encode one shot."""

    kind = SHOT

    def prepare(self, unit: Unit) -> ShotToMake:
        """Read what it shows and what is heard."""
        film = film_of(unit.job.subject)
        shot = Shot.objects.filter(pk=unit.required_target, film=film).first()
        if shot is None:
            raise UnitRejected(GONE)
        owner = film.vividpage.owner_id
        if take_encoded(shot, owner=owner):
            return ShotToMake(shot, owner, None)
        return ShotToMake(shot, owner, _order(film, shot))

    def call(self, inputs: ShotToMake) -> EncodedFiles:
        """Encode it in a process of its own. Raises EncodingFailed."""
        if inputs.order is None:
            return EncodedFiles(inputs.shot, inputs.owner, [], None)
        workshop = Workshop(FILM, inputs.shot.pk)
        try:
            return EncodedFiles(inputs.shot, inputs.owner, encoded(inputs.order, workshop.folder), workshop)
        except EncodingFailed:
            workshop.clear()
            raise

    def record(self, unit: Unit, result: EncodedFiles) -> None:
        """Keep its files, if the shot is still in the film."""
        if not Shot.objects.filter(pk=result.shot.pk).exists():
            return
        with new_files.dropped_on_error():
            keep_shot(result.shot, result.files, owner=result.owner)
        Film.objects.filter(pk=unit.job.subject).update(done=F("done") + 1)
        tell_reader(result.owner, at_once=False)


def _order(film: Film, shot: Shot) -> ShotOrder:
    options = options_of(film)
    recipe = recipe_from(shot.recipe)
    after = None
    if shot.fades and not shot.from_black:
        before = Shot.objects.filter(film=film, order=shot.order - 1).first()
        after = painted_of(recipe_from(before.recipe)) if before is not None else None
    return ShotOrder(
        key=shot.key,
        painted=painted_of(recipe),
        frames=shot.frames,
        fades=shot.fades,
        after=after,
        cues=tuple(Cue(**cue) for cue in shot.cues),
        burned=options.burned,
        passages=_sound(film, shot),
        shape=options.shape,
        rungs=options.rungs,
        language=film.vividpage.language or "en",
    )


def _sound(film: Film, shot: Shot) -> tuple[tuple[bytes, float], ...]:
    keys = [passage["key"] for passage in shot.passages]
    files = {passage.key: passage for passage in Passage.objects.filter(film=film, key__in=keys).exclude(file="")}
    return tuple(
        (data_of(str(files[passage["key"]].file.name)), passage["at"])
        for passage in shot.passages
        if passage["key"] in files
    )


def plan(job: Job) -> Sequence[PlannedUnit]:
    """Lay out a unit for each shot that is not encoded. Raises SubjectGone, and UnitRejected if there is no shot."""
    film = film_of(job.subject)
    options = options_of(film)
    explain_clips(film)
    planned = planned_shots(film, options)
    store.release_on_commit(lay_shots(film, _rows(film, planned)))
    open_shots = list(film.shots.exclude(files__name=MANIFEST).order_by("order").values_list("pk", "order"))
    job.units.exclude(target__in=[pk for pk, _ in open_shots]).filter(~Q(state="done")).delete()
    Film.objects.filter(pk=film.pk).update(total=len(planned), done=len(planned) - len(open_shots))
    return [
        PlannedUnit(SHOT, f"Shot {order + 1} of {len(planned)}", target=pk, essential=True) for pk, order in open_shots
    ]


def _rows(film: Film, planned: Sequence[PlannedShot]) -> list[Shot]:
    rows, frames = [], 0
    for order, shot in enumerate(planned):
        rows.append(
            Shot(
                film=film,
                order=order,
                key=shot.key,
                kind=shot.kind,
                chapter=shot.chapter,
                scene=shot.scene,
                version=shot.version,
                title=shot.title[:500],
                recipe=shot.recipe.as_json(),
                cues=[asdict(cue) for cue in shot.cues],
                passages=[asdict(passage) for passage in shot.passages],
                frames=shot.frames,
                fades=shot.fades,
                from_black=shot.from_black,
                starts=frames / FRAME_RATE,
            )
        )
        frames += shot.frames
    return rows


def concurrency(_job: Job) -> ConcurrencyLimit:
    """Return how many shots this machine encodes at once, over all of its workers: one for each core."""
    return ConcurrencyLimit(f"film@{socket.gethostname()}"[:100], os.cpu_count() or 1)


SHOTS_STAGE = Stage(SHOTS, "Filming", steps=[MakeShot()], plan=plan, concurrency=concurrency)
