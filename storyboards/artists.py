"""From a book's choice to the image model that draws it."""

from __future__ import annotations

from books.calls import caller_of, lane_with
from books.models import VividPage
from jobs.models import Unit
from jobs.registry import Lane
from providers.catalogue import ModelEntry, usable_entry
from providers.images import ImageModel
from providers.making import image_model


def artist_entry(vividpage: VividPage, unit: Unit) -> ModelEntry:
    """The model that a unit is to be drawn by: the book's, unless the reader has chosen another for it."""
    return usable_entry(unit.options.get("model") or vividpage.image_model, "image")


def artist_for(unit: Unit, entry: ModelEntry) -> ImageModel:
    """That model, ready to draw. Raises KeyMissing."""
    return image_model(entry, caller_of(unit, preferred_key=unit.job.vividpage.image_key_id))


def lane_of(vividpage: VividPage) -> Lane:
    """Whose calls in flight the drawing of a book shares. Raises UnknownModel, ModelRetired and KeyMissing."""
    entry = usable_entry(vividpage.image_model, "image")
    return lane_with(vividpage, entry, preferred_key=vividpage.image_key_id)
