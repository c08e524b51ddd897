"""The stage that has pictures moved by a video model: one unit for each clip that nobody has filmed yet."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from uuid import UUID

from books.calls import caller_of, concurrency_of
from books.services import new_files
from cinema.contract import Shape
from files import store
from files.workshop import Workshop
from films.encoding import Painted
from films.making import CLIPS, FILM
from films.models import Clip
from films.moving import SIZES, WantedClip
from films.opening import NotOpened, check_clip, first_frame
from films.progress import Wanted
from films.recipes import recipe_from
from films.services.keeping import keep_clip, refuse_clip
from films.services.laying import lay_clips
from films.services.reusing import take_filmed
from films.services.telling import tell_reader
from films.steps.material import painted_of
from films.steps.planned import planned_shots
from films.steps.subjects import GONE, film_of, options_of
from jobs.pipelines import ConcurrencyLimit, PlannedUnit, Stage, UnitRejected, in_process
from providers.choosing.catalogue import usable_entry
from providers.choosing.factory import video_model
from providers.errors import ContentRefused
from providers.interfaces.video import ShotRequest, VideoModel

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jobs.models import Job, Unit

CLIP = "clip"
JPEG = "image/jpeg"


@dataclass(frozen=True, slots=True)
class ClipToFilm:
    """All that filming takes; `model` None: somebody has filmed it already."""

    clip: UUID
    owner: UUID
    wanted: WantedClip
    painted: Painted
    shape: Shape
    stop: Wanted
    model: VideoModel | None


@dataclass(frozen=True, slots=True)
class FilmedClip:
    """A clip in a file of a folder that goes with it; `workshop` None: it was refused, and `reason` says why."""

    clip: UUID
    owner: UUID
    name: str = ""
    workshop: Workshop | None = None
    reason: str = ""


class MakeClip:
    """Have one clip filmed."""

    kind = CLIP

    def prepare(self, unit: Unit) -> ClipToFilm:
        """Read what it begins with and what moves."""
        film = film_of(unit.job.subject)
        clip = Clip.objects.filter(pk=unit.required_target, film=film).first()
        if clip is None or film.attempt is None:
            raise UnitRejected(GONE)
        owner, options = film.vividpage.owner_id, options_of(film)
        wanted = WantedClip(clip.key, recipe_from(clip.recipe), clip.prompt, clip.seconds)
        stop = Wanted(film=film.pk, attempt=film.attempt)
        model = None
        if not take_filmed(clip, owner=owner):
            caller = caller_of(unit, film.vividpage, preferred_key=None)
            model = video_model(usable_entry(options.video, "video"), caller)
        return ClipToFilm(clip.pk, owner, wanted, painted_of(wanted.recipe), options.shape, stop, model)

    def call(self, inputs: ClipToFilm) -> FilmedClip | None:
        """Film it; None if there is a clip already. Raises UnitRejected for what cannot be opened."""
        if inputs.model is None:
            return None
        wanted, size = inputs.wanted, SIZES[inputs.shape]
        try:
            frame = first_frame(inputs.painted, inputs.shape)
            request = ShotRequest(frame, JPEG, wanted.prompt, wanted.seconds, size.width, size.height, wanted.seed)
            clip = inputs.model.film(request, stop=inputs.stop.has_ended)
            check_clip(clip.data)
        except ContentRefused as refused:
            return FilmedClip(inputs.clip, inputs.owner, reason=str(refused))
        except NotOpened as problem:
            raise UnitRejected(str(problem)) from None
        workshop = Workshop(FILM, inputs.clip)
        name = f"clip.{clip.media_type.rpartition('/')[2]}"
        (workshop.folder / name).write_bytes(clip.data)
        return FilmedClip(inputs.clip, inputs.owner, name, workshop)

    def record(self, _unit: Unit, result: FilmedClip | None) -> None:
        """Keep it, or why there is none."""
        if result is None:
            return
        if result.workshop is None:
            refuse_clip(result.clip, reason=result.reason)
            return
        with new_files.dropped_on_error():
            keep_clip(result.clip, result.workshop.folder / result.name, owner=result.owner)
        tell_reader(result.owner, at_once=False)


def plan(job: Job) -> Sequence[PlannedUnit]:
    """Lay out a unit for each clip that is not there; none if no model moves the film. Raises SubjectGone."""
    film = film_of(job.subject)
    options = options_of(film)
    shots = planned_shots(film, options) if options.video else []
    wanted = {shot.clip.key: shot.clip for shot in shots if shot.clip is not None}
    rows = [
        Clip(film=film, order=order, key=one.key, recipe=one.recipe.as_json(), prompt=one.prompt, seconds=one.seconds)
        for order, one in enumerate(wanted.values())
    ]
    store.release_on_commit(lay_clips(film, rows))
    missing = list(film.clips.filter(file="", is_refused=False).order_by("order"))
    job.units.exclude(target__in=[clip.pk for clip in missing]).exclude(state="done").delete()
    return [PlannedUnit(CLIP, f"Clip {clip.order + 1} of {len(rows)}", target=clip.pk) for clip in missing]


def concurrency(job: Job) -> ConcurrencyLimit:
    """Return the limit of jobs of the service that films. Raises KeyMissing and SubjectGone."""
    film = film_of(job.subject)
    options = options_of(film)
    if not options.video:
        return in_process(job)
    return concurrency_of(film.vividpage, usable_entry(options.video, "video"), preferred_key=None)


CLIPS_STAGE = Stage(CLIPS, "Moving the pictures", steps=[MakeClip()], plan=plan, concurrency=concurrency)
