"""From a book's choice to the image model that draws it."""

from __future__ import annotations

from books.models import VividPage
from jobs.models import Unit
from jobs.registry import IN_PROCESS, Lane
from providers.catalogue import ModelEntry, usable_entry
from providers.images import ImageModel
from providers.keys import key_for
from providers.ledger import Account
from providers.making import Caller, image_model


def artist_entry(vividpage: VividPage, unit: Unit) -> ModelEntry:
    """The model that a unit is to be drawn by: the book's, unless the reader has chosen another for it."""
    return usable_entry(unit.options.get("model") or vividpage.image_model, "image")


def artist_for(unit: Unit) -> ImageModel:
    """That model, ready to draw. Raises UnknownModel, ModelRetired and KeyMissing."""
    vividpage = unit.job.vividpage
    account = Account(
        user_id=vividpage.owner_id, vividpage_id=vividpage.pk, title=vividpage.title, purpose=unit.kind,
        label=unit.label, holder=f"{unit.pk}:{unit.claim}/{unit.attempts}",
    )  # fmt: skip
    caller = Caller(vividpage.owner, account, preferred_key=vividpage.image_key_id)
    return image_model(artist_entry(vividpage, unit), caller)


def lane_of(vividpage: VividPage) -> Lane:
    """Whose calls in flight the drawing of a book shares. Raises what `artist_for` raises."""
    entry = usable_entry(vividpage.image_model, "image")
    if entry.is_built_in:
        return IN_PROCESS
    key = key_for(user=vividpage.owner, service=entry.service, preferred=vividpage.image_key_id)  # type: ignore[arg-type]
    return Lane(str(key.pk), entry.concurrency, ahead=-(-entry.concurrency // 2))
