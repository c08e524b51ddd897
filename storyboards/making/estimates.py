"""What drawing a book with an image model will cost: its pictures, its references, and sending those along."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from uuid import UUID

from django.db.models import Q

from books.text.scenes import PER_SCENE, UnknownDensity, parse_density
from characters.models import Presence
from providers.choosing.catalogue import ModelEntry, entry_named
from providers.errors import ProviderError
from providers.interfaces.usage import Usage
from providers.money.estimates import Estimate
from providers.money.prices import REFERENCE_TOKENS, cost_of, picture_usage
from providers.money.tokens import likely_text_tokens
from storyboards.references.queries import MOST_PEOPLE, MOST_PLACES, main_people, main_places
from storyboards.requests.composing import REFERENCE_SIZE
from storyboards.styles.resolving import style_for

if TYPE_CHECKING:
    from books.models import VividPage

FEWEST_SHEETS = 2
SHORTEST_PROMPT, LONGEST_PROMPT = 12, 300
"""Tokens of what is seen in a scene."""
FEWEST_REFERENCES, MOST_REFERENCES = 1, 4
"""References that go with a picture, on the average of a book whose main people are alone, or many meet."""
SMALLEST_REFERENCE, LARGEST_REFERENCE = 0.15, 0.5
"""Of the most tokens that a reference has: a portrait of 512 × 512 has a sixth of them, if it is sent as it is."""
SMALLEST, LARGEST = 0.6, 1.15
"""Times what the table says of a picture's tokens: it says “about”, and has the smallest pictures too large."""


@dataclass(frozen=True, slots=True)
class PicturesToDraw:
    """What is to be drawn: scenes, reference pictures, and how many of the largest references are sent along in all.

    Those of people and of places count alike: both are drawn once, at one size. `sent` counts references of any size.
    """

    scenes: int
    sheets: int
    references: float
    prompt_tokens: int
    width: int
    height: int
    sent: int = 0


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a reader wants of pictures beside what a book gets by itself, by the ids of people, places and scenes.

    `sheets` are drawn after pictures that there are, `own` are pictures of the reader's own: not drawn, but sent.
    """

    sheets: frozenset[UUID] = frozenset()
    own: frozenset[UUID] = frozenset()
    scenes: frozenset[UUID] = frozenset()


NOTHING_MORE = Wanted()


def estimate(vividpage: VividPage, wanted: Wanted = NOTHING_MORE) -> Estimate:
    """Estimate what the stage will cost for a book as it is set up, and with what is wanted beside."""
    try:
        entry = entry_named(vividpage.image_model, "image")
    except ProviderError as error:
        return Estimate(None, None, note=str(error))
    fewest, most = drawings(vividpage, entry, wanted)
    return of_drawings(fewest, most, entry)


def of_drawings(fewest: PicturesToDraw, most: PicturesToDraw, entry: ModelEntry) -> Estimate:
    """Estimate what it costs to draw between the least and the most."""
    low, high = cost_of(entry, _usage(fewest, entry, SMALLEST)), cost_of(entry, _usage(most, entry, LARGEST))
    likely = _usage(most, entry, 1.0)
    return Estimate(
        low,
        high,
        input_tokens=likely.all_input_tokens,
        output_tokens=likely.image_output_tokens,
        pictures=most.scenes + most.sheets,
        note=_note(entry, most, priced=high is not None),
    )


def drawings(
    vividpage: VividPage, entry: ModelEntry, wanted: Wanted = NOTHING_MORE
) -> tuple[PicturesToDraw, PicturesToDraw]:
    """Count what is to be drawn of a book, at least and at most; once it has been analysed these are the same."""
    width, height = vividpage.picture_size
    style = style_for(vividpage)
    words = likely_text_tokens(style.prompt + vividpage.custom_instructions)
    scenes = scene_pictures(vividpage)
    if wanted.scenes:
        scenes += vividpage.scenes.filter(pk__in=wanted.scenes, is_chosen=False).count()
    portraits, sent = (
        (FEWEST_SHEETS, MOST_PEOPLE + MOST_PLACES),
        (FEWEST_REFERENCES * scenes, MOST_REFERENCES * scenes),
    )
    if vividpage.scene_count and (counted := _counted(vividpage, wanted)):
        portraits, sent = (counted[0],) * 2, (counted[1],) * 2
    if not entry.references:
        sent = (0, 0)
    if style.picture and entry.takes_style_picture:
        sent = (sent[0] + scenes + portraits[0], sent[1] + scenes + portraits[1])
    return (
        PicturesToDraw(
            scenes, portraits[0], sent[0] * SMALLEST_REFERENCE, SHORTEST_PROMPT + words, width, height, sent[0]
        ),
        PicturesToDraw(
            scenes, portraits[1], sent[1] * LARGEST_REFERENCE, LONGEST_PROMPT + words, width, height, sent[1]
        ),
    )


def scene_pictures(vividpage: VividPage) -> int:
    """Count the scenes of a book that get a picture: what its density promises; once its making has begun, its own."""
    known: int | None = vividpage.picture_counts.get(vividpage.density)
    if known is not None and not vividpage.is_started:
        return known
    if vividpage.scene_count:
        return vividpage.scenes.filter(is_chosen=True).count()
    if known is not None:
        return known
    try:
        each = parse_density(vividpage.density).most
    except UnknownDensity:
        each = None
    scenes: int = vividpage.picture_counts.get(PER_SCENE, 0)
    return scenes if each is None else min(scenes, each * vividpage.chapter_count)


def _counted(vividpage: VividPage, wanted: Wanted) -> tuple[int, int] | None:
    """Count the references to draw, and how often one goes with a picture; None before the analysis."""
    if not vividpage.scenes.filter(analysis__isnull=False).exists():
        return None
    main = {*main_people(vividpage).values_list("pk", flat=True), *(place.pk for place in main_places(vividpage))}
    to_draw = (main | wanted.sheets) - wanted.own
    known = main | wanted.sheets | wanted.own
    drawn = vividpage.scenes.filter(Q(is_chosen=True) | Q(pk__in=wanted.scenes))
    seen = Presence.objects.filter(character_id__in=known, analysis__scene__in=drawn)
    sent = seen.count() + drawn.filter(analysis__setting__in=known).count()
    return len(to_draw), sent + len(wanted.sheets)


def _usage(drawing: PicturesToDraw, entry: ModelEntry, size: float) -> Usage:
    """Return what all of it uses, with pictures `size` times as large as the table says."""
    scene = picture_usage(
        entry,
        prompt_tokens=drawing.prompt_tokens,
        references=0,
        width=drawing.width,
        height=drawing.height,
    )
    portrait = picture_usage(
        entry,
        prompt_tokens=drawing.prompt_tokens,
        references=0,
        width=REFERENCE_SIZE,
        height=REFERENCE_SIZE,
    )
    return Usage(
        input_tokens=scene.input_tokens * drawing.scenes + portrait.input_tokens * drawing.sheets,
        image_input_tokens=round(drawing.references * REFERENCE_TOKENS),
        image_output_tokens=round(
            size * (scene.image_output_tokens * drawing.scenes + portrait.image_output_tokens * drawing.sheets)
        ),
        pictures=drawing.scenes + drawing.sheets,
        more_megapixels=scene.more_megapixels * drawing.scenes
        + portrait.more_megapixels * drawing.sheets
        + drawing.sent,
    )


def _note(entry: ModelEntry, most: PicturesToDraw, *, priced: bool) -> str:
    if entry.is_built_in:
        return "Free: the built-in artist draws on this machine."
    if entry.is_free:
        return "Free: it runs on a machine of your own."
    if not priced:
        return f"The price of {entry.title} is not known, so its cost cannot be estimated, and no budget can be set."
    return f"{most.scenes} pictures, and up to {most.sheets} portraits and pictures of places that keep them alike."
