"""The models that a reader can choose, or could with a key: what they cost, and why one is not usable."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Annotated, Any, Literal

from ninja import Field, Query, Schema

from api.core.paging import Asked, Page, part_of
from api.core.rules import READ, CalledBy
from api.core.site import router
from providers.choosing.model_choices import ModelChoice, choices_for, speakers_for, video_models_for

models = router("models")


class OfKind(Schema):
    """Models of which kind."""

    kind: Literal["text", "image", "embedding", "speech", "video"] = "image"


class Price(Schema):
    """USD: for a million tokens read, written; a picture of 1024 × 1024; a million characters; a second of film."""

    input: Decimal
    output: Decimal
    picture: Decimal
    characters: Decimal
    second: Decimal


class Model(Schema):
    """A model that a reader can choose, or could with a key."""

    name: str = Field(examples=["sketch"])
    title: str
    service: str
    service_title: str
    note: str
    is_usable: bool
    why_not: str = Field(description="What it takes to use it; empty: it is usable.")
    is_free: bool
    price: Price | None = Field(description="Null: nobody knows it.")
    references: int = Field(description="Pictures that it takes along.")
    has_batches: bool
    ends: str = Field(description="When its service shuts it down and what follows it; empty: not announced.")
    ends_on: date | None


@models.get("", auth=READ, response=Page[Model])
def list_models(request: CalledBy, wanted: Asked, of: Annotated[OfKind, Query()]) -> Any:
    """List the models of a kind. It may wait a few seconds for servers of the reader's own."""
    if of.kind in ("speech", "video"):
        listed = (speakers_for if of.kind == "speech" else video_models_for)(request.auth)
    else:
        listed = choices_for(request.auth).of_kind(of.kind)
    return part_of(listed, wanted, _model)


def _model(choice: ModelChoice) -> Model:
    entry, price = choice.entry, choice.price
    why = f"Add a key for {choice.service_title} first." if not choice.is_usable else ""
    return Model(
        **{name: getattr(entry, name) for name in ("name", "title", "service", "note", "is_free", "references")},
        service_title=choice.service_title,
        is_usable=choice.is_usable,
        why_not=why,
        price=Price(**{name: getattr(price, name) for name in Price.model_fields}) if price else None,
        has_batches=choice.has_batches,
        ends=choice.ends,
        ends_on=entry.ends,
    )
