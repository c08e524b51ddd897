"""Reference sheets: a picture of each main person and of each main place, drawn before any scene."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from books.making import jobs_of
from characters.bible.cast import monogram
from jobs.models import Job, Unit
from jobs.pipelines import ReaderAwaited
from providers.choosing.catalogue import ModelEntry, entry_named
from providers.errors import UnknownModel
from providers.money import prices
from storyboards.kinds import PERSON, PLACE, STAGE
from storyboards.models import Picture
from storyboards.pictures.stored_image import StoredImage, image_of
from storyboards.requests.composing import REFERENCE_SIZE
from storyboards.styles.resolving import style_for

if TYPE_CHECKING:
    from books.models import VividPage
    from characters.models import Character, Setting

MOST_PEOPLE, MOST_PLACES = 12, 8
FEWEST_SCENES = 2
"""Of a place that gets a picture: one that is seen once has nothing to be the same as."""
PROMPT_TOKENS = 200
"""About what the words for a sheet have."""


def main_people(vividpage: VividPage) -> QuerySet[Character]:
    """Select those who get a portrait, the most important first."""
    main = vividpage.characters.filter(role__in=("protagonist", "major"), first_scene__isnull=False)
    return main[:MOST_PEOPLE]


def main_places(vividpage: VividPage) -> QuerySet[Setting]:
    """Select the places that get a picture: those in which most of the drawn scenes play."""
    drawn = Q(analyses__scene__is_chosen=True)
    counted = vividpage.settings_found.annotate(drawn_scenes=Count("analyses", filter=drawn))
    return counted.filter(drawn_scenes__gte=FEWEST_SCENES).order_by("-drawn_scenes", "name")[:MOST_PLACES]


@dataclass(frozen=True, slots=True)
class ReferenceSheet:
    """A reference picture, or the room for one. `is_coming`: it will be drawn; `wish` is what was wrong before."""

    kind: str
    target: UUID
    name: str
    monogram: str
    picture: StoredImage | None
    version: UUID | None
    tries: int
    is_coming: bool
    reason: str
    wish: str


@dataclass(frozen=True, slots=True)
class SheetPrice:
    """What drawing one sheet costs in USD; None if nobody has told us."""

    cost: Decimal | None
    is_free: bool


@dataclass(frozen=True, slots=True)
class ReferenceSheets:
    """All sheets of a book. `is_awaited`: the scenes wait until the reader lets them be drawn.

    `can_be_drawn` is False before the drawing has begun, and `is_held` True while it was stopped or is paused for
    something else: what is asked for then is drawn once it goes on.
    """

    people: list[ReferenceSheet]
    places: list[ReferenceSheet]
    price: SheetPrice
    reads_words: bool
    is_awaited: bool
    can_be_drawn: bool
    is_held: bool

    def of(self, kind: str, target: UUID) -> ReferenceSheet | None:
        """Return one of them."""
        listed = self.people if kind == PERSON else self.places
        return next((sheet for sheet in listed if sheet.target == target), None)


def reference_sheets_of(vividpage: VividPage) -> ReferenceSheets:
    """Read the main people and places, and whoever else has a picture.

    Eight queries, however many they are, and one for a reader's own style.
    """
    job = jobs_of(vividpage).filter(stage=STAGE).first()
    units = {unit.target: unit for unit in Unit.objects.filter(job=job, kind__in=(PERSON, PLACE))} if job else {}
    people = [*main_people(vividpage)]
    pictures = _pictures_of(vividpage)
    drawn = [target for target, picture in pictures.items() if picture.active_version_id]
    people += vividpage.characters.filter(pk__in=drawn).exclude(pk__in=[person.pk for person in people])
    places = [*main_places(vividpage)]
    places += vividpage.settings_found.filter(pk__in=drawn).exclude(pk__in=[place.pk for place in places])
    entry = _entry(vividpage)
    is_awaited = is_awaiting(job)
    working = (Job.State.RUNNING, Job.State.COMPLETED, Job.State.COMPLETED_WITH_FAILURES)
    return ReferenceSheets(
        people=[_sheet(PERSON, person, pictures.get(person.pk), units.get(person.pk)) for person in people],
        places=[_sheet(PLACE, place, pictures.get(place.pk), units.get(place.pk)) for place in places],
        price=price_of_sheet(entry, references=style_pictures(vividpage, entry)),
        reads_words=entry is not None and not entry.is_built_in,
        is_awaited=is_awaited,
        can_be_drawn=job is not None,
        is_held=job is not None and not is_awaited and job.state not in working,
    )


def is_awaiting(job: Job | None) -> bool:
    """Return whether a book's drawing waits for its reader to have looked at the sheets."""
    return job is not None and job.state == Job.State.PAUSED and job.mended_by == ReaderAwaited.mended_by


def _pictures_of(vividpage: VividPage) -> dict[UUID, Picture]:
    """Read the reference pictures of a book by whose they are, each with the number of its versions as `tries`."""
    pictures = Picture.objects.filter(vividpage=vividpage, kind__in=Picture.REFERENCES)
    counted = pictures.select_related("active_version").annotate(tries=Count("versions"))
    return {picture.target_id: picture for picture in counted}


def _sheet(kind: str, row: Character | Setting, picture: Picture | None, unit: Unit | None) -> ReferenceSheet:
    shown = picture.shown if picture else None
    return ReferenceSheet(
        kind=kind,
        target=row.pk,
        name=row.name,
        monogram=monogram(row.name) or "·",
        picture=image_of(shown) if shown else None,
        version=shown.pk if shown else None,
        tries=getattr(picture, "tries", 0),
        is_coming=unit is not None and unit.state in Unit.OPEN,
        reason=unit.reason if unit is not None and unit.state == Unit.State.FAILED else "",
        wish=unit.options.get("wish", "") if unit is not None else "",
    )


def _entry(vividpage: VividPage) -> ModelEntry | None:
    try:
        return entry_named(vividpage.image_model, "image")
    except UnknownModel:
        return None


def style_pictures(vividpage: VividPage, entry: ModelEntry | None) -> int:
    """Count the pictures of a reader's own style that go with a sheet: one, or none."""
    return int(entry is not None and entry.takes_style_picture and bool(style_for(vividpage).picture))


def price_of_sheet(entry: ModelEntry | None, *, references: int = 0) -> SheetPrice:
    """Estimate what drawing one sheet costs, with so many pictures that go with it."""
    if entry is None:
        return SheetPrice(None, is_free=False)
    usage = prices.picture_usage(
        entry, prompt_tokens=PROMPT_TOKENS, references=references, width=REFERENCE_SIZE, height=REFERENCE_SIZE
    )
    return SheetPrice(prices.cost_of(entry, usage), is_free=entry.is_free)
