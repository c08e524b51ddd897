"""The stage that draws a book: its main people and places first, then a picture for each chosen scene."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING, Any, NamedTuple

from books.making import vividpage_of
from characters.models import Analysis, Character, Setting
from jobs.models import Job, Unit
from jobs.pipelines import NeedsAnother, PlannedUnit, ReaderAwaited, Stage
from providers.money import prices
from storyboards.artists import artist_entry, artist_for, concurrency, picture_checks
from storyboards.kinds import APPROVAL, APPROVAL_PHASE, PERSON, PLACE, REFERENCES, SCENE, SCENES_PHASE, STAGE, TARGETS
from storyboards.looks.faces import BookInLook
from storyboards.models import Picture, PictureVersion
from storyboards.orders.redraw_order import order_from, ordered_options
from storyboards.pictures import keeping
from storyboards.pictures.clearing import clear_lost
from storyboards.pictures.drawing import DrawnPicture, draw
from storyboards.pictures.keeping import Attribution
from storyboards.pictures.telling import choose_telling
from storyboards.references.queries import main_people, main_places
from storyboards.requests import composing
from storyboards.requests.facts import SceneToDraw, facts_of
from storyboards.safety.checking import BY_WORDS, Checks

if TYPE_CHECKING:
    from collections.abc import Sequence

    from books.models import VividPage
    from providers.choosing.catalogue import ModelEntry
    from providers.interfaces.images import ImageModel, PictureRequest
    from storyboards.orders.redraw_order import RedrawOrder

REVISION = "revision"
"""Among a unit's options: which writing of its scene has been drawn."""
LOOK_FIRST = "Look at the people and places, then go on."


class PictureToDraw(NamedTuple):
    """A request, the digest of what it shows, and who draws it; without a request nobody needs the picture any more."""

    model: ImageModel
    entry: ModelEntry
    request: PictureRequest | None
    digest: str = ""
    revision: int = 0
    resolution: str = ""
    checks: Checks = BY_WORDS


class DrawnByModel(NamedTuple):
    """A picture, and the model that drew it."""

    entry: ModelEntry
    picture: DrawnPicture
    revision: int
    resolution: str


class DrawPerson:
    """Draw one of the main people."""

    kind = PERSON

    def prepare(self, unit: Unit) -> PictureToDraw:
        """Compose the request. Whoever has become one with somebody else meanwhile needs no picture."""
        vividpage = vividpage_of(unit)
        entry = artist_entry(vividpage, unit)
        model = artist_for(unit, vividpage, entry)
        people = Character.objects.select_related("vividpage", "first_scene")
        person = people.filter(pk=unit.required_target, first_scene__isnull=False).first()
        if person is None or person.first_scene is None:
            return PictureToDraw(model, entry, None)
        order = order_from(unit.options)
        person.vividpage = order.look.on(person.vividpage)
        request = composing.person_request(
            person,
            person.first_scene,
            wish=order.wish,
            syntax=entry.of_service.prompt_syntax,
            after=_sheet_before(order, entry) or _sheet_elsewhere(person, entry),
            as_shown=bool(order.look),
            style_picture=entry.takes_style_picture,
        )
        return PictureToDraw(model, entry, request, checks=picture_checks(unit, vividpage, entry))

    def call(self, inputs: PictureToDraw) -> DrawnByModel | None:
        """Draw the person."""
        return _draw(inputs)

    def record(self, unit: Unit, result: DrawnByModel | None) -> None:
        """Keep the picture."""
        _keep(unit, result)


class DrawPlace:
    """Draw one of the main places."""

    kind = PLACE

    def prepare(self, unit: Unit) -> PictureToDraw:
        """Compose the request. A place that has become one with another meanwhile needs no picture."""
        vividpage = vividpage_of(unit)
        entry = artist_entry(vividpage, unit)
        model = artist_for(unit, vividpage, entry)
        place = Setting.objects.select_related("vividpage").filter(pk=unit.required_target).first()
        if place is None:
            return PictureToDraw(model, entry, None)
        order = order_from(unit.options)
        place.vividpage = order.look.on(place.vividpage)
        request = composing.place_request(
            place,
            wish=order.wish,
            syntax=entry.of_service.prompt_syntax,
            after=_sheet_before(order, entry),
            as_shown=bool(order.look),
            style_picture=entry.takes_style_picture,
        )
        return PictureToDraw(model, entry, request, checks=picture_checks(unit, vividpage, entry))

    def call(self, inputs: PictureToDraw) -> DrawnByModel | None:
        """Draw the place."""
        return _draw(inputs)

    def record(self, unit: Unit, result: DrawnByModel | None) -> None:
        """Keep the picture."""
        _keep(unit, result)


class AwaitApproval:
    """Wait until the reader has seen the people and places, if they want to."""

    kind = APPROVAL

    def prepare(self, unit: Unit) -> None:
        """Raise ReaderAwaited where the reader is to look first; when the book goes on after that, they have."""
        if vividpage_of(unit).sheets_first and unit.reason != LOOK_FIRST:
            raise ReaderAwaited(LOOK_FIRST)

    def call(self, inputs: None) -> None:
        """Do nothing: the reader has looked."""

    def record(self, unit: Unit, result: None) -> None:
        """Write nothing."""


class DrawScene:
    """Draw a scene."""

    kind = SCENE

    def prepare(self, unit: Unit) -> PictureToDraw:
        """Compose the request. Raises NeedsAnother while a picture that it would refer to is still to be drawn."""
        vividpage = vividpage_of(unit)
        entry = artist_entry(vividpage, unit)
        model = artist_for(unit, vividpage, entry)
        analysis = Analysis.objects.select_related("scene__vividpage", "setting").get(scene_id=unit.required_target)
        order = order_from(unit.options)
        facts = BookInLook(vividpage, order.look).facts(facts_of(analysis))
        if entry.references:
            _need_references(unit, facts)
        request = composing.scene_request(
            facts,
            version=keeping.next_number_of(analysis.scene),
            take=order.take,
            references=entry.references,
            style_picture=entry.takes_style_picture,
            syntax=entry.of_service.prompt_syntax,
            adjustments=order.adjustments,
            wish=order.wish,
            prompt=order.prompt,
        )
        digest = composing.digest_of(
            facts,
            references=entry.references,
            reads_words=not entry.is_built_in,
            style_picture=entry.takes_style_picture,
        )
        resolution, checks = facts.vividpage.resolution, picture_checks(unit, vividpage, entry)
        return PictureToDraw(model, entry, request, digest, analysis.revision, resolution, checks)

    def call(self, inputs: PictureToDraw) -> DrawnByModel | None:
        """Draw the scene."""
        return _draw(inputs)

    def record(self, unit: Unit, result: DrawnByModel | None) -> None:
        """Keep the picture, and of which writing of the scene it is; go on with the next of several draughts."""
        _keep(unit, result)
        if result is not None:
            _end_or_go_on(unit, {**unit.options, REVISION: result.revision})


def _end_or_go_on(unit: Unit, options: dict[str, Any]) -> None:
    """Keep a unit's options; while draughts of its picture are missing, let it be done again for the next."""
    order = order_from(options)
    done = Unit.objects.filter(pk=unit.pk)
    if order.draughts == 1:
        done.update(options=options)
        return
    left = ordered_options(options, replace(order, draughts=order.draughts - 1))
    done.update(options=left, state=Unit.State.WAITING, attempts=0, finished=None)


def _sheet_before(order: RedrawOrder, entry: ModelEntry) -> PictureVersion | None:
    """Return the picture that somebody is to be drawn after, if the model is sent any and it may still be shown."""
    if order.after is None or not entry.references:
        return None
    before = PictureVersion.objects.filter(pk=order.after).first()
    return before if before is not None and before.is_presentable else None


def _sheet_elsewhere(person: Character, entry: ModelEntry) -> PictureVersion | None:
    """Return the sheet that somebody has in another book of the same owner, if the model is sent any.

    So whoever is kept for several books looks the same in each, whoever draws them.
    """
    if not person.key or not entry.references:
        return None
    owner = person.vividpage.owner_id
    others = Picture.objects.filter(person__key=person.key, vividpage__owner=owner).exclude(person=person.pk)
    drawn = others.filter(active_version__isnull=False).select_related("active_version")
    latest = drawn.order_by("-active_version__created").first()
    return latest.shown if latest is not None else None


def _need_references(unit: Unit, facts: SceneToDraw) -> None:
    targets = [shown.character.pk for shown in facts.people]
    targets += [facts.analysis.setting_id] if facts.analysis.setting_id else []
    drawing = Unit.objects.filter(job_id=unit.job_id, kind__in=REFERENCES, target__in=targets, state__in=Unit.OPEN)
    if found := drawing.order_by("number").first():
        raise NeedsAnother(found)


def _draw(inputs: PictureToDraw) -> DrawnByModel | None:
    if inputs.request is None:
        return None
    inputs.checks.refuse(inputs.request.prompt)
    drawn = draw(inputs.model, inputs.entry, inputs.request, inputs.digest)
    checked = inputs.checks.of(drawn.request.prompt, drawn.picture.data, drawn.picture.media_type)
    return DrawnByModel(inputs.entry, replace(drawn, checked=checked), inputs.revision, inputs.resolution)


def _keep(unit: Unit, drawn: DrawnByModel | None) -> None:
    """Keep a picture, if what it is of is still there."""
    if drawn is None:
        return
    target = TARGETS[unit.kind]._default_manager.filter(pk=unit.required_target).first()
    if target is not None:
        keeping.keep_drawn(target=target, drawn=drawn.picture, origin=_origin(unit, drawn))


def _origin(unit: Unit, drawn: DrawnByModel) -> Attribution:
    """Return who has drawn it, and by which order."""
    return Attribution(
        model=drawn.entry.name,
        resolution=drawn.resolution,
        cost=Decimal(0) if drawn.entry.is_free else prices.cost_of(drawn.entry, drawn.picture.usage),
        order=order_from(unit.options),
    )


def plan(job: Job) -> Sequence[PlannedUnit]:
    """Lay out the main people and places, a look at them if the reader wants one, then the chosen, analysed scenes.

    Once a scene has been drawn, pictures of more places would only make it unlike the scenes to come.
    Labels stand on pages of books that are not read to their end, so they name nobody.
    """
    vividpage = vividpage_of(job)
    clear_lost(vividpage=vividpage)
    if not job.units.filter(kind=SCENE, state=Unit.State.CLAIMED).exists():
        choose_telling(vividpage=vividpage)
    _withdraw(job, vividpage)
    scenes = vividpage.scenes.filter(is_chosen=True, analysis__isnull=False).order_by("number")
    people = enumerate(main_people(vividpage), 1)
    planned = [PlannedUnit(kind=PERSON, label=f"Portrait {n}", target=person.pk, needed=True) for n, person in people]
    if not job.units.filter(kind=SCENE, state=Unit.State.DONE).exists():
        places = enumerate(main_places(vividpage), 1)
        planned += [PlannedUnit(kind=PLACE, label=f"Place {n}", target=place.pk, needed=True) for n, place in places]
        if vividpage.sheets_first:
            planned.append(PlannedUnit(kind=APPROVAL, label="Your approval", phase=APPROVAL_PHASE))
    return [
        *planned,
        *(PlannedUnit(kind=SCENE, label=f"Scene {s.number}", target=s.pk, phase=SCENES_PHASE) for s in scenes),
    ]


def _withdraw(job: Job, vividpage: VividPage) -> None:
    """Delete the units of scenes that are gone or rewritten since they were drawn, or chosen no more and not drawn.

    What a reader has asked for is drawn, whatever is chosen for the book.
    """
    revisions = dict(vividpage.scenes.values_list("pk", "revision"))
    not_drawn = vividpage.scenes.filter(picture__active_version=None)
    unchosen = set(not_drawn.filter(is_chosen=False).values_list("pk", flat=True))
    units = job.units.filter(kind=SCENE).exclude(state=Unit.State.CLAIMED)
    old = [
        unit.pk
        for unit in units
        if unit.target not in revisions
        or (unit.target in unchosen and order_from(unit.options).by is None)
        or (unit.state == Unit.State.DONE and unit.options.get(REVISION, 1) != revisions[unit.target])
    ]
    units.filter(pk__in=old).delete()


IMAGE_GENERATION = Stage(
    STAGE,
    "Drawing the pictures",
    steps=[DrawPerson(), DrawPlace(), AwaitApproval(), DrawScene()],
    plan=plan,
    concurrency=concurrency,
)
