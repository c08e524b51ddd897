"""From a book's choice to the image model that draws it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from accounts.access.bans import ban_of
from books.calls import caller_of, concurrency_of
from books.making import vividpage_of
from providers.choosing.catalogue import ModelEntry, usable_entry
from providers.choosing.factory import image_model
from providers.errors import ProviderError
from storyboards.orders.redraw_order import order_from
from storyboards.safety.checking import BY_WORDS, Checks, checks_for

if TYPE_CHECKING:
    from books.models import VividPage
    from jobs.models import Job, Unit
    from jobs.pipelines import ConcurrencyLimit
    from providers.interfaces.images import ImageModel


class AccountClosed(ProviderError):
    """A moderator has closed drawing to the account: the book stands still until that is lifted."""

    halts = True


def artist_entry(vividpage: VividPage, unit: Unit) -> ModelEntry:
    """Return the model that draws a unit: the book's, unless the reader has ordered or chosen another for it."""
    ordered = order_from(unit.options).look.image_model
    return usable_entry(ordered or unit.options.get("model") or vividpage.image_model, "image")


def artist_for(unit: Unit, vividpage: VividPage, entry: ModelEntry) -> ImageModel:
    """Return the model that draws a unit, ready to be called. Raises KeyMissing, and AccountClosed for a ban."""
    if found := ban_of(vividpage.owner_id):
        raise AccountClosed(f"A moderator has closed drawing for your account: {found.reason}")
    return image_model(entry, caller_of(unit, vividpage, preferred_key=vividpage.image_key_id))


def picture_checks(unit: Unit, vividpage: VividPage, entry: ModelEntry) -> Checks:
    """Return the checks that a unit's picture goes through before anybody sees it."""
    return BY_WORDS if entry.is_built_in else checks_for(caller_of(unit, vividpage, preferred_key=None))


def concurrency(job: Job) -> ConcurrencyLimit:
    """Return the concurrency limit that drawing a book shares. Raises UnknownModel, ModelRetired and KeyMissing."""
    vividpage = vividpage_of(job)
    entry = usable_entry(vividpage.image_model, "image")
    return concurrency_of(vividpage, entry, preferred_key=vividpage.image_key_id)
