"""Variants: the same book drawn once more beside itself, in another look, at a price that was told before."""

from __future__ import annotations

from decimal import Decimal
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse
from ninja import Field, Schema, Status

from api.core.paging import Asked, Page, part_of
from api.core.problems import Problem, refuses
from api.core.rows import vividpage_of
from api.core.rules import READ, SPEND, CalledBy
from api.core.site import router
from api.routes.shapes import Look
from api.routes.vividpages import WholeBook, whole_book
from books.models import VividPage
from storyboards.looks.look import Look as BookLook
from storyboards.looks.look import look_of
from storyboards.variants.making import VariantRefused, make_variant, offer_of, price_of_variant
from storyboards.variants.queries import variants_of

refuses(VariantRefused, status=409, kind="variant-refused", title="No such variant can be made")
variants = router("vividpages")


class Variant(Schema):
    """One of the books that are the same in another look."""

    id: UUID
    title: str
    status: str
    look: Look


class VariantOffer(Schema):
    """What a variant in a look costs; `offer` is sent back to have it made at that price."""

    look: Look
    low: Decimal | None = Field(description="USD; null where nobody knows the price.")
    high: Decimal | None
    pictures: int
    note: str
    offer: str


class NewVariant(Schema):
    """A variant that is to be made."""

    look: Look
    offer: str = Field(max_length=100, description="Of the price that was told.")
    budget: Decimal | None = Field(None, ge=0, max_digits=10, decimal_places=4, description="USD; null: no limit.")


@variants.get("/{uuid:vividpage_id}/variants", auth=READ, response=Page[Variant])
def list_variants(request: CalledBy, vividpage_id: UUID, wanted: Asked) -> Any:
    """List the other variants of a book, the eldest first."""
    return part_of(variants_of(vividpage_of(request.auth, vividpage_id)), wanted, _variant)


@variants.post("/{uuid:vividpage_id}/variants/price", auth=READ, response=VariantOffer)
def price_variant(request: CalledBy, vividpage_id: UUID, body: Look) -> VariantOffer:
    """Say what another variant in a look would cost. Nothing is made."""
    vividpage, look = vividpage_of(request.auth, vividpage_id), BookLook(**body.model_dump())
    price = price_of_variant(vividpage, look)
    return VariantOffer(
        look=body,
        low=price.low,
        high=price.high,
        pictures=price.pictures,
        note=price.note,
        offer=offer_of(vividpage, look),
    )


@variants.post("/{uuid:vividpage_id}/variants", auth=SPEND, response={201: WholeBook})
def create_variant(request: CalledBy, response: HttpResponse, vividpage_id: UUID, body: NewVariant) -> Any:
    """Make another variant at the price that was told; its text is not read again."""
    vividpage, look = vividpage_of(request.auth, vividpage_id), BookLook(**body.look.model_dump())
    if body.offer != offer_of(vividpage, look):
        words = "Meanwhile the price has changed. Ask once more what it costs."
        raise Problem(409, "price-changed", "The price has changed", words)
    made = make_variant(vividpage=vividpage, look=look, by=request.auth, budget=body.budget)
    response["Location"] = reverse("api:read_vividpage", args=[made.pk])
    return Status(201, whole_book(vividpage_of(request.auth, made.pk)))


def _variant(book: VividPage) -> Variant:
    look = look_of(book)
    shape = Look(style=look.style, resolution=look.resolution, image_model=look.image_model)
    return Variant(id=book.pk, title=book.title, status=book.status, look=shape)
