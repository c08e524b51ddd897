"""The stage that draws a book: its main people and places first, then a picture for each chosen scene."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal
from functools import partial
from uuid import UUID

from characters.models import Analysis, Character, Setting
from jobs.models import Job, Unit
from jobs.registry import Lane, PlannedUnit, ReaderAwaited
from providers import prices
from providers.images import PictureRequest
from storyboards.artists import artist_entry, artist_for, lane_of
from storyboards.kinds import APPROVAL, APPROVAL_PHASE, PORTRAIT, SCENE, SCENES_PHASE, STAGE, TARGETS, VIEW
from storyboards.pictures import keeping
from storyboards.pictures.clearing import clear_lost
from storyboards.pictures.keeping import DrawnPicture, Origin
from storyboards.references.queries import main_people, main_places
from storyboards.requests import composing
from storyboards.requests.facts import facts_of

LOOK_FIRST = "Look at the people and places, then go on."


class ImageGeneration:
    """One unit a picture."""

    name = STAGE
    title = "Drawing the pictures"

    def lane(self, job: Job) -> Lane:
        """Calls in flight, as the artist bears them."""
        return lane_of(job.vividpage)

    def plan(self, job: Job) -> Sequence[PlannedUnit]:
        """The main people and places, a look at them if the reader wants one, then the chosen scenes with an analysis.

        Once a scene has been drawn, views of more places would only make it unlike the scenes to come.
        Labels stand on pages of books that are not read to their end, so they name nobody.
        """
        clear_lost(vividpage=job.vividpage)
        scenes = job.vividpage.scenes.filter(is_chosen=True, analysis__isnull=False).order_by("number")
        people = enumerate(main_people(job.vividpage), 1)
        planned = [PlannedUnit(kind=PORTRAIT, label=f"Portrait {n}", target=person.pk) for n, person in people]
        if not job.units.filter(kind=SCENE, state=Unit.State.DONE).exists():
            places = enumerate(main_places(job.vividpage), 1)
            planned += [PlannedUnit(kind=VIEW, label=f"View {n}", target=place.pk) for n, place in places]
            if job.vividpage.sheets_first:
                planned.append(PlannedUnit(kind=APPROVAL, label="Your look at them", phase=APPROVAL_PHASE))
        return [
            *planned,
            *(PlannedUnit(kind=SCENE, label=f"Scene {s.number}", target=s.pk, phase=SCENES_PHASE) for s in scenes),
        ]

    def prepare(self, unit: Unit) -> Callable[[], object]:
        """Compose the request. Whoever has become one with somebody else meanwhile needs no portrait.

        Raises ReaderAwaited where the reader is to look first; when the book goes on after that, they have.
        """
        if unit.kind == APPROVAL:
            if unit.job.vividpage.sheets_first and unit.reason != LOOK_FIRST:
                raise ReaderAwaited(LOOK_FIRST)
            return lambda: None
        entry = artist_entry(unit.job.vividpage, unit)
        model = artist_for(unit, entry)
        if unit.kind in (PORTRAIT, VIEW):
            request = _reference_request(unit)
            return partial(keeping.draw, model, request) if request else lambda: None
        analysis = Analysis.objects.select_related("scene__vividpage", "setting").get(scene_id=unit.required_target)
        facts = facts_of(analysis)
        request = composing.scene_request(
            facts, version=keeping.next_number_of(analysis.scene), references=entry.references
        )
        return partial(keeping.draw, model, request, composing.digest_of(facts, references=entry.references))

    def record(self, unit: Unit, result: DrawnPicture | None) -> None:
        """Keep the picture, if what it is of is still there."""
        target = TARGETS[unit.kind]._default_manager.filter(pk=unit.required_target).first() if result else None
        if target is not None and result is not None:
            keeping.keep_drawn(target=target, drawn=result, origin=_origin(unit, result))


def _origin(unit: Unit, drawn: DrawnPicture) -> Origin:
    """Who has drawn it, and at whose request."""
    entry = artist_entry(unit.job.vividpage, unit)
    by = unit.options.get("by")
    return Origin(
        model=entry.name,
        cost=Decimal(0) if entry.is_free else prices.cost_of(entry, drawn.picture.usage),
        request=unit.options.get("wish", ""),
        requested_by=UUID(by) if by else None,
    )


def _reference_request(unit: Unit) -> PictureRequest | None:
    """What is asked for to draw a reference picture; None if nobody needs it any more."""
    wish = unit.options.get("wish", "")
    if unit.kind == VIEW:
        setting = Setting.objects.select_related("vividpage").filter(pk=unit.required_target).first()
        return composing.place_request(setting, wish=wish) if setting else None
    people = Character.objects.select_related("vividpage", "first_scene")
    character = people.filter(pk=unit.required_target, first_scene__isnull=False).first()
    if character is None or character.first_scene is None:
        return None
    return composing.person_request(character, character.first_scene, wish=wish)
