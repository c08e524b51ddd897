"""From a book's choice to the image model that draws it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from books.calls import caller_of, concurrency_of
from books.making import vividpage_of
from providers.choosing.catalogue import ModelEntry, usable_entry
from providers.choosing.factory import image_model
from storyboards.orders.redraw_order import order_from

if TYPE_CHECKING:
    from books.models import VividPage
    from jobs.models import Job, Unit
    from jobs.pipelines import ConcurrencyLimit
    from providers.interfaces.images import ImageModel


def artist_entry(vividpage: VividPage, unit: Unit) -> ModelEntry:
    """Return the model that draws a unit: the book's, unless the reader has ordered or chosen another for it."""
    ordered = order_from(unit.options).look.image_model
    return usable_entry(ordered or unit.options.get("model") or vividpage.image_model, "image")


def artist_for(unit: Unit, vividpage: VividPage, entry: ModelEntry) -> ImageModel:
    """Return the model that draws a unit, ready to be called. Raises KeyMissing."""
    return image_model(entry, caller_of(unit, vividpage, preferred_key=vividpage.image_key_id))


def concurrency(job: Job) -> ConcurrencyLimit:
    """Return the concurrency limit that drawing a book shares. Raises UnknownModel, ModelRetired and KeyMissing."""
    vividpage = vividpage_of(job)
    entry = usable_entry(vividpage.image_model, "image")
    return concurrency_of(vividpage, entry, preferred_key=vividpage.image_key_id)
